//! Messages to the manufacturer, sealed under the server's key.

use heilsam_protocol::ticket::TicketKind;
use jiff::Timestamp;

use crate::row::Columns;
use crate::{Store, StoreError};

/// A message as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketRow {
    /// The number its writer knows.
    pub number: String,
    /// What about.
    pub kind: TicketKind,
    /// The message, sealed under the server's key.
    pub sealed: Vec<u8>,
    /// When it came.
    pub created_at: Timestamp,
}

impl Store {
    /// Keeps a message.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if the number is taken.
    pub async fn add_ticket(&self, ticket: &TicketRow) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO tickets (number, kind, sealed, created_at) VALUES ($1, $2, $3, $4)")
            .bind(ticket.number.clone())
            .bind(ticket.kind.as_str())
            .bind(ticket.sealed.clone())
            .bind(ticket.created_at.as_millisecond())
            .execute(self.writer())
            .await?;
        Ok(())
    }

    /// All messages, oldest first, at most 1,000.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn tickets(&self) -> Result<Vec<TicketRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, kind, sealed, created_at FROM tickets ORDER BY created_at, number LIMIT 1000",
        )
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(TicketRow {
                    number: row.text(0)?,
                    kind: row.named(1, TicketKind::from_name)?,
                    sealed: row.bytes(2)?,
                    created_at: row.time(3)?,
                })
            })
            .collect()
    }

    /// Deletes a message; says whether there was one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn delete_ticket(&self, number: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM tickets WHERE number = $1")
            .bind(number.to_owned())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() > 0)
    }
}
