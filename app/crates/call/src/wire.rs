//! How fields lie in a message: numbers big-endian, texts and bytes with their length as u16.

/// Bytes that make no sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Malformed;

/// Writes bytes with their length as u16.
pub fn put(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend(bytes.iter().take(usize::from(length)));
}

/// Reads fields one after another.
pub struct Reader<'a>(pub &'a [u8]);

impl Reader<'_> {
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(Malformed)?;
        self.0 = rest;
        Ok(*head)
    }

    pub fn text(&mut self, limit: usize) -> Result<String, Malformed> {
        let length = usize::from(u16::from_be_bytes(self.array()?));
        let (head, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        if length > limit {
            return Err(Malformed);
        }
        std::str::from_utf8(head).map(str::to_owned).map_err(|_| Malformed)
    }

    /// Bytes with their length.
    pub fn bytes(&mut self) -> Result<Vec<u8>, Malformed> {
        let length = usize::from(u16::from_be_bytes(self.array()?));
        let (head, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(head.to_vec())
    }

    /// Everything that is left.
    pub fn rest(&mut self) -> Vec<u8> {
        core::mem::take(&mut self.0).to_vec()
    }

    pub fn flags(&mut self) -> Result<(bool, bool), Malformed> {
        let [byte] = self.array()?;
        Ok((byte & 1 != 0, byte & 2 != 0))
    }
}
