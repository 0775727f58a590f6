//! The worker for export and import with the records of the patient.

use heilsam_client::client::Batches;
use serde_json::Value;

use crate::account::trouble::Trouble;
use crate::record::Record;
use crate::transfer;

pub use crate::transfer::{MadeFile, News, Person, Place, Running, Work, agree, leave, stop, wish};

/// Begins a work of a page in place of any other there.
pub async fn begin(record: Record, work: Work, wish: &Value) -> Result<Running, Trouble> {
    begin_at(Place::Page, record, work, wish).await
}

/// Begins a work in place of any other there.
pub async fn begin_at(place: Place, record: Record, work: Work, wish: &Value) -> Result<Running, Trouble> {
    transfer::begin_at(place, work, prepared(record, work, wish)).await
}

async fn prepared(record: Record, work: Work, wish: &Value) -> Result<(String, Batches), Trouble> {
    let frame = record.frame(wish, matches!(work, Work::Export { .. })).await?;
    Ok((frame, record.batches()?))
}
