//! Reading `FlatBuffers`, the form of `.tflite` files: tables with numbered fields, any of which may be absent.
//!
//! Every address is checked. What points outside of the file is absent.

/// A table of a file. Copies are the same table.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Table<'a> {
    /// The outermost table.
    pub fn root(bytes: &'a [u8]) -> Option<Self> {
        Self { bytes, at: 0 }.far(0)
    }

    /// A table in a field.
    pub fn table(self, field: usize) -> Option<Self> {
        self.far(self.find(field)?)
    }

    /// The tables of a list; none when it is absent, `None` when one of them is damaged.
    pub fn tables(self, field: usize) -> Option<Vec<Self>> {
        let Some(list) = self.list(field) else { return Some(Vec::new()) };
        let length = list.unsigned(list.at)?;
        // Each takes four bytes: a length that does not fit the file reserves nothing.
        (0..length)
            .map(|index| list.far(list.at.checked_add(4)?.checked_add(index.checked_mul(4)?)?))
            .collect()
    }

    /// A list of integers.
    pub fn integers(self, field: usize) -> Option<Vec<i32>> {
        let Some(list) = self.list(field) else { return Some(Vec::new()) };
        let bytes = list.counted(4)?;
        Some(bytes.as_chunks().0.iter().map(|each| i32::from_le_bytes(*each)).collect())
    }

    /// A list of bytes, or a text.
    pub fn bytes(self, field: usize) -> &'a [u8] {
        self.list(field).and_then(|list| list.counted(1)).unwrap_or_default()
    }

    /// An integer; 0 when it is absent, as the format has it.
    pub fn integer(self, field: usize) -> i32 {
        let found = self.find(field).and_then(|at| self.array(at));
        found.map_or(0, i32::from_le_bytes)
    }

    /// A byte; 0 when it is absent. Truth values and short lists of choices are bytes.
    pub fn byte(self, field: usize) -> u8 {
        self.find(field).and_then(|at| self.bytes.get(at)).copied().unwrap_or_default()
    }

    /// Where the content of a field begins.
    fn find(self, field: usize) -> Option<usize> {
        let back = i32::from_le_bytes(self.array(self.at)?);
        let index = self.at.checked_add_signed(isize::try_from(back.checked_neg()?).ok()?)?;
        let size = usize::from(self.short(index)?);
        let entry = field.checked_mul(2)?.checked_add(4)?;
        if entry >= size {
            return None;
        }
        let offset = usize::from(self.short(index.checked_add(entry)?)?);
        if offset == 0 { None } else { self.at.checked_add(offset) }
    }

    /// What lies where the number at `at` points.
    fn far(self, at: usize) -> Option<Self> {
        Some(Self { bytes: self.bytes, at: at.checked_add(self.unsigned(at)?)? })
    }

    fn list(self, field: usize) -> Option<Self> {
        self.far(self.find(field)?)
    }

    /// The content of a list whose entries take `size` bytes each.
    fn counted(self, size: usize) -> Option<&'a [u8]> {
        let start = self.at.checked_add(4)?;
        let length = self.unsigned(self.at)?.checked_mul(size)?;
        self.bytes.get(start..start.checked_add(length)?)
    }

    fn unsigned(self, at: usize) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(self.array(at)?)).ok()
    }

    fn short(self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.array(at)?))
    }

    fn array<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..)?.first_chunk().copied()
    }
}
