//! Accounts: made once, in one transaction, with everything they start with.

use heilsam_domain::{AccountId, Role};
use heilsam_protocol::account::{Account, CodeCheck, Identity};
use heilsam_protocol::consent::SignedConsent;
use jiff::Timestamp;
use sqlx::{Any, Transaction};

use crate::credentials::{self, CredentialRow};
use crate::entitlements::{self, WaitingCode};
use crate::row::Columns;
use crate::sessions::{self, SessionRow};
use crate::slots::{self, SlotRow};
use crate::{Store, StoreError, consents};

/// A new account with everything it starts with.
#[derive(Debug, Clone)]
pub struct NewAccountRow {
    /// The account.
    pub account: Account,
    /// Its keys.
    pub identity: Identity,
    /// The first credential.
    pub credential: CredentialRow,
    /// Its slots.
    pub slots: Vec<SlotRow>,
    /// Consents given during registration.
    pub consents: Vec<SignedConsent>,
    /// Keyed hash of the code, or of the invitation to a practice, that allowed the registration; it is redeemed.
    pub code_hash: [u8; 32],
    /// The first session.
    pub session: SessionRow,
    /// The code, sealed under the server's key, if the insurer could not be asked about it yet.
    pub waiting_code: Option<Vec<u8>>,
    /// Whether a doctor registered without a code: none is redeemed, `code_hash` names the registration only.
    pub self_registered: bool,
}

/// How making an account ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Creation {
    /// The account exists.
    Created,
    /// The code was redeemed before.
    CodeUsed,
    /// The login name or the passkey belongs to an account already.
    CredentialTaken,
}

impl Store {
    /// Makes an account, redeems its code and ends the registration: all or nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn create_account(&self, new: &NewAccountRow) -> Result<Creation, StoreError> {
        let account_id = new.account.account_id;
        let mut transaction = self.begin().await?;
        insert_account(&mut transaction, new).await?;
        if !new.self_registered && !redeem(&mut transaction, new).await? {
            return Ok(Creation::CodeUsed);
        }
        if !credentials::insert(&mut transaction, &new.credential).await? {
            return Ok(Creation::CredentialTaken);
        }
        for slot in &new.slots {
            slots::upsert(&mut transaction, account_id, slot).await?;
        }
        for consent in &new.consents {
            consents::insert(&mut transaction, account_id, consent, new.account.created_at).await?;
        }
        sessions::insert(&mut transaction, &new.session).await?;
        if let Some(sealed) = &new.waiting_code {
            let waiting = WaitingCode { account_id, sealed: sealed.clone(), until_before: None };
            entitlements::insert(&mut transaction, &waiting, new.account.created_at).await?;
        }
        for statement in [
            "DELETE FROM registrations WHERE code_hash = $1",
            "DELETE FROM enrolment_codes WHERE code_hash = $1",
        ] {
            sqlx::query(statement).bind(new.code_hash.to_vec()).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(Creation::Created)
    }

    /// An account with its keys.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn account(&self, account_id: AccountId) -> Result<Option<(Account, Identity)>, StoreError> {
        let row = sqlx::query(
            "SELECT role, created_at, entitled_until, signing_key, kem_key, sealed_keys, identity_signature,
             COALESCE(code_check, '') FROM accounts WHERE account_id = $1",
        )
        .bind(account_id.to_bytes().to_vec())
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let account = Account {
            account_id,
            role: row.named(0, Role::from_name)?,
            created_at: row.time(1)?,
            entitled_until: row.maybe_time(2)?,
            code_check: CodeCheck::from_name(&row.text(7)?),
        };
        let identity = Identity {
            signing_key: row.bytes(3)?.into(),
            kem_key: row.bytes(4)?.into(),
            sealed_keys: row.bytes(5)?.into(),
            signature: row.bytes(6)?.into(),
        };
        Ok(Some((account, identity)))
    }
}

async fn insert_account(
    transaction: &mut Transaction<'_, Any>,
    NewAccountRow { account, identity, self_registered, .. }: &NewAccountRow,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO accounts (account_id, role, created_at, entitled_until, signing_key, kem_key, sealed_keys,
         identity_signature, code_check, self_registered, change_sequence)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)",
    )
    .bind(account.account_id.to_bytes().to_vec())
    .bind(account.role.as_str())
    .bind(account.created_at.as_millisecond())
    .bind(account.entitled_until.map(Timestamp::as_millisecond))
    .bind(identity.signing_key.0.clone())
    .bind(identity.kem_key.0.clone())
    .bind(identity.sealed_keys.0.clone())
    .bind(identity.signature.0.clone())
    .bind(account.code_check.map(CodeCheck::as_str))
    .bind(i64::from(*self_registered))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// `false`: somebody redeemed the code before.
async fn redeem(transaction: &mut Transaction<'_, Any>, new: &NewAccountRow) -> Result<bool, StoreError> {
    let redeemed = sqlx::query(
        "INSERT INTO redeemed_codes (code_hash, account_id, redeemed_at) VALUES ($1, $2, $3)
         ON CONFLICT (code_hash) DO NOTHING",
    )
    .bind(new.code_hash.to_vec())
    .bind(new.account.account_id.to_bytes().to_vec())
    .bind(new.account.created_at.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(redeemed.rows_affected() > 0)
}
