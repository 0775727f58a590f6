//! Staff of a practice, who go when it ends.

use heilsam_domain::{AccountId, Role};

use crate::row::Columns;
use crate::{Store, StoreError};

impl Store {
    /// Accounts of staff in the practice that this account leads, at most 100.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn staff_led_by(&self, main_user: AccountId) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query(
            "SELECT m.account_id FROM practices p JOIN practice_members m ON m.practice_id = p.practice_id
             JOIN accounts a ON a.account_id = m.account_id
             WHERE p.account_id = $1 AND a.role = $2 ORDER BY m.account_id LIMIT 100",
        )
        .bind(main_user.to_bytes().to_vec())
        .bind(Role::Staff.as_str())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }
}
