//! Reading little-endian numbers from a characteristic, never past its end.

use super::DeviceError;

/// Bytes that are still to be read.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// Starts at the first byte.
    #[must_use]
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next bytes.
    ///
    /// # Errors
    /// [`DeviceError::TooShort`].
    pub fn take<const N: usize>(&mut self) -> Result<[u8; N], DeviceError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(DeviceError::TooShort)?;
        self.0 = rest;
        Ok(*head)
    }

    /// The next byte.
    ///
    /// # Errors
    /// [`DeviceError::TooShort`].
    pub fn u8(&mut self) -> Result<u8, DeviceError> {
        self.take::<1>().map(|[byte]| byte)
    }

    /// The next two bytes.
    ///
    /// # Errors
    /// [`DeviceError::TooShort`].
    pub fn u16(&mut self) -> Result<u16, DeviceError> {
        self.take().map(u16::from_le_bytes)
    }

    /// Makes sure that nothing is left.
    ///
    /// # Errors
    /// [`DeviceError::TooLong`].
    pub fn end(self) -> Result<(), DeviceError> {
        if self.0.is_empty() { Ok(()) } else { Err(DeviceError::TooLong) }
    }
}
