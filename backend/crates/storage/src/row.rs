//! Reading columns by place, into types that cannot be wrong.

use jiff::Timestamp;
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::StoreError;

/// Columns are counted from 0.
pub(crate) trait Columns {
    fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError>;
    fn maybe_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError>;
    fn int(&self, column: usize) -> Result<i64, StoreError>;
    fn maybe_int(&self, column: usize) -> Result<Option<i64>, StoreError>;
    fn text(&self, column: usize) -> Result<String, StoreError>;
    fn maybe_text(&self, column: usize) -> Result<Option<String>, StoreError>;

    fn array<const N: usize>(&self, column: usize) -> Result<[u8; N], StoreError> {
        self.bytes(column)?.try_into().map_err(|_| StoreError::Corrupt("length"))
    }

    fn id<T>(&self, column: usize, make: impl Fn([u8; 16]) -> T) -> Result<T, StoreError> {
        self.array(column).map(make)
    }

    fn maybe_id<T>(&self, column: usize, make: impl Fn([u8; 16]) -> T) -> Result<Option<T>, StoreError> {
        let Some(bytes) = self.maybe_bytes(column)? else { return Ok(None) };
        bytes.try_into().map(|bytes| Some(make(bytes))).map_err(|_| StoreError::Corrupt("id"))
    }

    fn count(&self, column: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(column)?).map_err(|_| StoreError::Corrupt("count"))
    }

    fn time(&self, column: usize) -> Result<Timestamp, StoreError> {
        Timestamp::from_millisecond(self.int(column)?).map_err(|_| StoreError::Corrupt("time"))
    }

    fn maybe_time(&self, column: usize) -> Result<Option<Timestamp>, StoreError> {
        let Some(millis) = self.maybe_int(column)? else { return Ok(None) };
        Timestamp::from_millisecond(millis).map(Some).map_err(|_| StoreError::Corrupt("time"))
    }

    fn named<T>(&self, column: usize, read: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        read(&self.text(column)?).ok_or(StoreError::Corrupt("name"))
    }
}

impl Columns for AnyRow {
    fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn maybe_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn int(&self, column: usize) -> Result<i64, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn maybe_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn text(&self, column: usize) -> Result<String, StoreError> {
        Ok(self.try_get(column)?)
    }

    fn maybe_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(self.try_get(column)?)
    }
}

/// A count as the databases keep it.
pub(crate) fn as_int(count: u64) -> Result<i64, StoreError> {
    i64::try_from(count).map_err(|_| StoreError::Corrupt("count"))
}
