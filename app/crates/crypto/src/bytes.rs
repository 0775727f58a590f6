//! Reading fixed binary formats without indexing and without panics.

use crate::{CryptoError, aead};

/// A cursor over the bytes of one format; each failure names that format.
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
    format: &'static str,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8], format: &'static str) -> Self {
        Self { rest: bytes, format }
    }

    /// Checks magic, version and suite: the first four bytes of every format.
    pub(crate) fn expect(
        &mut self,
        magic: [u8; 2],
        known_version: u8,
        known_suite: u8,
    ) -> Result<(), CryptoError> {
        if self.array::<2>()? != magic {
            return Err(CryptoError::Malformed(self.format));
        }
        let version = self.byte()?;
        let suite = self.byte()?;
        if version != known_version || suite != known_suite {
            return Err(CryptoError::Unsupported { format: self.format, version, suite });
        }
        Ok(())
    }

    /// Checks which of a format's kinds this is: another one lies in the wrong place.
    pub(crate) fn expect_kind(&mut self, known: u8) -> Result<(), CryptoError> {
        if self.byte()? == known { Ok(()) } else { Err(CryptoError::Misplaced(self.format)) }
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N], CryptoError> {
        let (head, rest) = self.rest.split_first_chunk::<N>().ok_or(CryptoError::Malformed(self.format))?;
        self.rest = rest;
        Ok(*head)
    }

    pub(crate) fn slice(&mut self, length: usize) -> Result<&'a [u8], CryptoError> {
        let (head, rest) = self.rest.split_at_checked(length).ok_or(CryptoError::Malformed(self.format))?;
        self.rest = rest;
        Ok(head)
    }

    pub(crate) fn byte(&mut self) -> Result<u8, CryptoError> {
        Ok(u8::from_be_bytes(self.array()?))
    }

    pub(crate) fn u16(&mut self) -> Result<u16, CryptoError> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub(crate) fn u32(&mut self) -> Result<u32, CryptoError> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub(crate) fn u64(&mut self) -> Result<u64, CryptoError> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    pub(crate) fn i64(&mut self) -> Result<i64, CryptoError> {
        Ok(i64::from_be_bytes(self.array()?))
    }

    /// What has not been read yet.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// Ciphertext and tag, where nothing stands behind them.
    pub(crate) fn sealed(&self) -> Result<(&'a [u8], &'a [u8; aead::TAG]), CryptoError> {
        self.rest.split_last_chunk().ok_or(CryptoError::Malformed(self.format))
    }

    /// Everything was read, nothing hangs behind.
    pub(crate) fn finish(self) -> Result<(), CryptoError> {
        if self.rest.is_empty() { Ok(()) } else { Err(CryptoError::Malformed(self.format)) }
    }
}

/// The part of `bytes` that lies before its last `tail` bytes.
pub(crate) fn before_tail<'a>(
    bytes: &'a [u8],
    tail: usize,
    format: &'static str,
) -> Result<&'a [u8], CryptoError> {
    let length = bytes.len().checked_sub(tail).ok_or(CryptoError::Malformed(format))?;
    bytes.get(..length).ok_or(CryptoError::Malformed(format))
}
