//! Erasing an account: nothing of it stays, but what keeps its code from being redeemed again.
//!
//! Source: Art. 17 DSGVO; DiGAV Anlage 1, Datenschutz (Löschung).

use std::collections::BTreeMap;

use heilsam_domain::AccountId;

use crate::engine::Engine;
use crate::{Store, StoreError};

/// Every table that names an account, those first that others do not refer to.
const STATEMENTS: [&str; 45] = [
    // Whoever plans for this account in its practice waits until it is gone, or is waited for.
    "UPDATE practices SET version = version
     WHERE practice_id IN (SELECT practice_id FROM practice_members WHERE account_id = $1)",
    // The keyed hash stays, without a word about whose it was.
    "INSERT INTO spent_codes (code_hash) SELECT code_hash FROM redeemed_codes WHERE account_id = $1
     ON CONFLICT (code_hash) DO NOTHING",
    "DELETE FROM redeemed_codes WHERE account_id = $1",
    "DELETE FROM waiting_codes WHERE account_id = $1",
    "DELETE FROM registrations WHERE account_id = $1",
    "DELETE FROM sessions WHERE account_id = $1",
    "DELETE FROM outcome_tokens WHERE account_id = $1",
    "DELETE FROM consents WHERE account_id = $1",
    "DELETE FROM records WHERE account_id = $1",
    "DELETE FROM collections WHERE account_id = $1",
    "DELETE FROM consultations WHERE account_id = $1",
    // A practice ends with its main user; nobody could open what its members planned under its keys.
    "DELETE FROM consultations WHERE practice_id IN (SELECT practice_id FROM practices WHERE account_id = $1)",
    "DELETE FROM practice_joinings WHERE practice_id IN (SELECT practice_id FROM practices WHERE account_id = $1)",
    "DELETE FROM practice_devices WHERE account_id IN (SELECT m.account_id FROM practice_members m
     JOIN practices p ON p.practice_id = m.practice_id WHERE p.account_id = $1)",
    "DELETE FROM practice_grants WHERE practice_id IN (SELECT practice_id FROM practices WHERE account_id = $1)",
    "DELETE FROM practice_members WHERE practice_id IN (SELECT practice_id FROM practices WHERE account_id = $1)",
    "DELETE FROM practices WHERE account_id = $1",
    "DELETE FROM practice_devices WHERE account_id = $1",
    "DELETE FROM practice_grants WHERE account_id = $1",
    "DELETE FROM practice_members WHERE account_id = $1",
    "DELETE FROM practice_joinings WHERE answered_by = $1",
    "DELETE FROM share_pages WHERE share_id IN (SELECT share_id FROM shares WHERE account_id = $1 OR practice_id = $1)",
    "DELETE FROM share_reads WHERE share_id IN (SELECT share_id FROM shares WHERE account_id = $1 OR practice_id = $1)",
    "DELETE FROM shares WHERE account_id = $1 OR practice_id = $1",
    "DELETE FROM sharing_codes WHERE account_id = $1",
    "DELETE FROM recovery_contacts WHERE account_id = $1",
    "DELETE FROM slots WHERE account_id = $1",
    "DELETE FROM credentials WHERE account_id = $1",
    "DELETE FROM dossier_people WHERE account_id = $1",
    // Invoices have to be kept (§ 147 AO, § 14b UStG): they name a debtor, and who that was is forgotten here.
    "DELETE FROM contract_terms WHERE account_id = $1",
    "DELETE FROM sms_sent WHERE account_id = $1",
    "DELETE FROM contracts WHERE account_id = $1",
    "DELETE FROM deliveries WHERE account_id = $1",
    "DELETE FROM wake_ups WHERE account_id = $1",
    "DELETE FROM push_devices WHERE account_id = $1",
    "DELETE FROM notification_mail WHERE account_id = $1",
    "DELETE FROM notification_choices WHERE account_id = $1",
    "DELETE FROM security_events WHERE account_id = $1",
    "DELETE FROM doctor_proof_checks WHERE account_id = $1",
    "DELETE FROM doctor_proof_keys WHERE account_id = $1",
    "DELETE FROM doctor_proof_parts WHERE account_id = $1",
    "DELETE FROM card_challenges WHERE account_id = $1",
    "DELETE FROM doctor_cards WHERE account_id = $1",
    "DELETE FROM doctor_proofs WHERE account_id = $1",
    "DELETE FROM accounts WHERE account_id = $1",
];

impl Store {
    /// Erases an account with everything of it: all or nothing. On SQLite the bytes are overwritten and the write-ahead log
    /// is emptied as well. The audit log keeps its rows: they hold the account's number and no name. Answers how many rows went,
    /// by table; a table of which none went is left out.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was erased.
    pub async fn erase_account(
        &self,
        account_id: AccountId,
    ) -> Result<BTreeMap<&'static str, u64>, StoreError> {
        let mut erased = BTreeMap::new();
        let mut transaction = self.begin().await?;
        for statement in STATEMENTS {
            let query = sqlx::query(statement).bind(account_id.to_bytes().to_vec());
            let rows = query.execute(&mut *transaction).await?.rows_affected();
            let table = statement.strip_prefix("DELETE FROM ").and_then(|rest| rest.split(' ').next());
            if let Some(table) = table.filter(|_| rows > 0) {
                *erased.entry(table).or_default() += rows;
            }
        }
        transaction.commit().await?;
        if self.engine() == Engine::Sqlite {
            // Fails when somebody reads meanwhile; the log is emptied with the next checkpoint then.
            let _ = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(self.writer()).await;
        }
        Ok(erased)
    }
}
