//! Proofs of being a doctor: numbers, a sealed document until somebody decided, and who looked at it.
//!
//! The numbers and the reason of a refusal lie in the clear: they concern the practice as a partner of the contract, are no
//! health data, and operators have to find them. The document is sealed to the operators and goes with the decision.

mod card;

use heilsam_domain::physician::EYES;
use heilsam_domain::{AccountId, Profession, ProofState, Role};
use heilsam_protocol::dossier::{DocumentKeyFor, MemberKeys};
use heilsam_protocol::proof::{CardSeen, HandInProof, OtherProof, ProofToCheck};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

pub use self::card::{CardHandedIn, NewCard};
use crate::row::Columns;
use crate::{Store, StoreError, applications};

const WAITING: &str = "waiting";
const PROVEN: &str = "proven";
const REFUSED: &str = "refused";

/// How handing in ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedIn {
    /// It waits for operators now.
    Stored,
    /// An operator looked at the one before already, or it was found right.
    NotNow,
    /// A key is for somebody who is no operator.
    UnknownReader,
    /// Too many documents of doctors who registered without a code wait for operators.
    Full,
}

/// How an operator's word about a proof ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    /// It counts; how far the proof has come now.
    Counted(ProofState),
    /// The same operator said so before: four eyes are those of two people.
    SameEyes,
    /// There is no such proof that waits, or not any more.
    Gone,
}

impl Store {
    /// The operators, with their public keys.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn operators(&self) -> Result<Vec<MemberKeys>, StoreError> {
        self.people_with_keys([Role::Operator, Role::Operator]).await
    }

    /// How far the proof of an account has come.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn proof_state(&self, account: AccountId) -> Result<ProofState, StoreError> {
        let row = sqlx::query(STATE).bind(account.to_bytes().to_vec()).fetch_optional(self.reader()).await?;
        row.map_or(Ok(ProofState::Missing), |row| state(&row))
    }

    /// Keeps a proof; one that no operator has looked at yet, or that was refused, is replaced.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn hand_in_proof(
        &self,
        account: AccountId,
        proof: &HandInProof,
        now: Timestamp,
    ) -> Result<HandedIn, StoreError> {
        let id = account.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        if applications::is_one_too_many(&mut transaction, &id).await? {
            return Ok(HandedIn::Full);
        }
        if !put_waiting(&mut transaction, &id, (&proof.lanr, &proof.bsnr), &proof.digest.0, now).await? {
            return Ok(HandedIn::NotNow);
        }
        if let Some(other) = &proof.other {
            sqlx::query("UPDATE doctor_proofs SET profession = $2, membership = $3 WHERE account_id = $1")
                .bind(id.clone())
                .bind(other.profession.clone())
                .bind(other.membership.clone())
                .execute(&mut *transaction)
                .await?;
        }
        for (number, part) in (0_i64..).zip(&proof.parts) {
            sqlx::query("INSERT INTO doctor_proof_parts (account_id, number, sealed) VALUES ($1, $2, $3)")
                .bind(id.clone())
                .bind(number)
                .bind(part.0.clone())
                .execute(&mut *transaction)
                .await?;
        }
        if !give_keys(&mut transaction, &id, &proof.keys).await? {
            return Ok(HandedIn::UnknownReader);
        }
        transaction.commit().await?;
        Ok(HandedIn::Stored)
    }

    /// Gives operators who came later the key of a document; who has one keeps it. `false`: for nobody who is an operator,
    /// or nothing waits.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn give_proof_keys(
        &self,
        account: AccountId,
        keys: &[DocumentKeyFor],
    ) -> Result<bool, StoreError> {
        let id = account.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        let found = sqlx::query("SELECT state FROM doctor_proofs WHERE account_id = $1 AND state = $2")
            .bind(id.clone())
            .bind(WAITING)
            .fetch_optional(&mut *transaction)
            .await?;
        if found.is_none() || !give_keys(&mut transaction, &id, keys).await? {
            return Ok(false);
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// The proofs that wait, the oldest first, at most 200, as one operator sees them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn proofs_to_check(&self, operator: AccountId) -> Result<Vec<ProofToCheck>, StoreError> {
        let rows = sqlx::query(
            "SELECT p.account_id, p.lanr, p.bsnr, p.digest, p.handed_in_at,
             (SELECT COUNT(*) FROM doctor_proof_checks c WHERE c.account_id = p.account_id),
             (SELECT COUNT(*) FROM doctor_proof_checks c WHERE c.account_id = p.account_id AND c.operator_id = $1),
             (SELECT k.sealed FROM doctor_proof_keys k WHERE k.account_id = p.account_id AND k.operator_id = $1),
             d.telematik_id, d.profession, d.valid_until, p.profession, p.membership,
             CAST(COALESCE(a.self_registered, 0) AS BIGINT)
             FROM doctor_proofs p JOIN accounts a ON a.account_id = p.account_id
             LEFT JOIN doctor_cards d ON d.account_id = p.account_id
             WHERE p.state = $2 ORDER BY p.handed_in_at, p.account_id LIMIT 200",
        )
        .bind(operator.to_bytes().to_vec())
        .bind(WAITING)
        .fetch_all(self.reader())
        .await?;
        let mut proofs = Vec::with_capacity(rows.len());
        for row in &rows {
            let account_id = row.id(0, AccountId::from_bytes)?;
            let card = match row.maybe_text(8)? {
                Some(telematik_id) => Some(CardSeen {
                    telematik_id,
                    profession: row.named(9, Profession::parse)?,
                    valid_until: row.time(10)?,
                }),
                None => None,
            };
            let other = match (row.maybe_text(11)?, row.maybe_text(12)?) {
                (Some(profession), Some(membership)) => Some(OtherProof { profession, membership }),
                _ => None,
            };
            let checks = row.count(5)? + u64::from(card.is_some());
            proofs.push(ProofToCheck {
                account_id,
                self_registered: row.int(13)? != 0,
                lanr: row.text(1)?,
                bsnr: row.text(2)?,
                other,
                digest: row.bytes(3)?.into(),
                handed_in_at: row.time(4)?,
                accepted: u8::try_from(checks).map_err(|_| StoreError::Corrupt("count"))?,
                accepted_by_caller: row.count(6)? > 0,
                key: row.maybe_bytes(7)?.map(Into::into),
                // Where a card signed there is no document.
                without_key: if card.is_some() {
                    Vec::new()
                } else {
                    self.operators_without(account_id).await?
                },
                card,
            });
        }
        Ok(proofs)
    }

    /// The sealed parts of a proof's document, in order; none once somebody decided.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn proof_parts(&self, account: AccountId) -> Result<Vec<Vec<u8>>, StoreError> {
        let rows = sqlx::query("SELECT sealed FROM doctor_proof_parts WHERE account_id = $1 ORDER BY number")
            .bind(account.to_bytes().to_vec())
            .fetch_all(self.reader())
            .await?;
        rows.iter().map(|row| row.bytes(0)).collect()
    }

    /// An operator's word about the proof with this digest: right, or refused with a reason. With the second pair of eyes,
    /// or a refusal, the document goes.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn check_proof(
        &self,
        account: AccountId,
        digest: &[u8],
        operator: AccountId,
        refused: Option<&str>,
        now: Timestamp,
    ) -> Result<Checked, StoreError> {
        let id = account.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        // Touched first: two operators at the same moment are counted one after the other.
        let waits = sqlx::query(
            "UPDATE doctor_proofs SET state = $3 WHERE account_id = $1 AND digest = $2 AND state = $3",
        )
        .bind(id.clone())
        .bind(digest.to_vec())
        .bind(WAITING)
        .execute(&mut *transaction)
        .await?;
        if waits.rows_affected() == 0 {
            return Ok(Checked::Gone);
        }
        let decided = match refused {
            Some(_) => Some(REFUSED),
            None => {
                if !accept(&mut transaction, &id, operator, now).await? {
                    return Ok(Checked::SameEyes);
                }
                let accepted =
                    sqlx::query(ACCEPTED).bind(id.clone()).fetch_one(&mut *transaction).await?.count(0)?;
                (accepted >= u64::from(EYES)).then_some(PROVEN)
            }
        };
        if let Some(decided) = decided {
            sqlx::query(
                "UPDATE doctor_proofs SET state = $2, reason = $3, decided_at = $4 WHERE account_id = $1",
            )
            .bind(id.clone())
            .bind(decided)
            .bind(refused.map(str::to_owned))
            .bind(now.as_millisecond())
            .execute(&mut *transaction)
            .await?;
            forget_document(&mut transaction, &id).await?;
        }
        let row = sqlx::query(STATE).bind(id).fetch_one(&mut *transaction).await?;
        let now = state(&row)?;
        transaction.commit().await?;
        Ok(Checked::Counted(now))
    }

    async fn operators_without(&self, account: AccountId) -> Result<Vec<AccountId>, StoreError> {
        let rows = sqlx::query(
            "SELECT a.account_id FROM accounts a WHERE a.role = $1 AND NOT EXISTS (
             SELECT 1 FROM doctor_proof_keys k WHERE k.account_id = $2 AND k.operator_id = a.account_id)
             ORDER BY a.account_id",
        )
        .bind(Role::Operator.as_str())
        .bind(account.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }
}

/// Operators, and the card, if one signed.
const ACCEPTED: &str = "SELECT (SELECT COUNT(*) FROM doctor_proof_checks WHERE account_id = $1)
    + (SELECT COUNT(*) FROM doctor_cards WHERE account_id = $1)";

const STATE: &str = "SELECT state, handed_in_at, decided_at, reason,
    (SELECT COUNT(*) FROM doctor_proof_checks c WHERE c.account_id = p.account_id),
    (SELECT COUNT(*) FROM doctor_cards d WHERE d.account_id = p.account_id)
    FROM doctor_proofs p WHERE account_id = $1";

/// Puts a new proof in the place of the one before. `false`: it is not the time for one.
async fn put_waiting(
    transaction: &mut Transaction<'_, Any>,
    account: &[u8],
    (lanr, bsnr): (&str, &str),
    digest: &[u8],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let before = sqlx::query(STATE).bind(account.to_vec()).fetch_optional(&mut **transaction).await?;
    if !before.map_or(Ok(ProofState::Missing), |row| state(&row))?.takes_a_proof() {
        return Ok(false);
    }
    forget_document(transaction, account).await?;
    for statement in [
        "DELETE FROM doctor_proof_checks WHERE account_id = $1",
        "DELETE FROM doctor_cards WHERE account_id = $1",
        "DELETE FROM doctor_proofs WHERE account_id = $1",
    ] {
        sqlx::query(statement).bind(account.to_vec()).execute(&mut **transaction).await?;
    }
    sqlx::query(
        "INSERT INTO doctor_proofs (account_id, lanr, bsnr, digest, state, handed_in_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(account.to_vec())
    .bind(lanr.to_owned())
    .bind(bsnr.to_owned())
    .bind(digest.to_vec())
    .bind(WAITING)
    .bind(now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(true)
}

fn state(row: &AnyRow) -> Result<ProofState, StoreError> {
    let decided_at = row.maybe_time(2)?;
    let decided = || decided_at.ok_or(StoreError::Corrupt("time"));
    match row.text(0)?.as_str() {
        WAITING => Ok(ProofState::Waiting {
            handed_in_at: row.time(1)?,
            accepted: u8::try_from(row.count(4)? + row.count(5)?)
                .map_err(|_| StoreError::Corrupt("count"))?,
            by_card: row.count(5)? > 0,
        }),
        PROVEN => Ok(ProofState::Proven { since: decided()? }),
        REFUSED => Ok(ProofState::Refused { at: decided()?, reason: row.text(3)? }),
        _ => Err(StoreError::Corrupt("name")),
    }
}

/// `false`: this operator said so before.
async fn accept(
    transaction: &mut Transaction<'_, Any>,
    account: &[u8],
    operator: AccountId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO doctor_proof_checks (account_id, operator_id, accepted_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id, operator_id) DO NOTHING",
    )
    .bind(account.to_vec())
    .bind(operator.to_bytes().to_vec())
    .bind(now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected() > 0)
}

/// `false`: one of them is no operator.
async fn give_keys(
    transaction: &mut Transaction<'_, Any>,
    account: &[u8],
    keys: &[DocumentKeyFor],
) -> Result<bool, StoreError> {
    for key in keys {
        let operator = key.account_id.to_bytes().to_vec();
        let found = sqlx::query("SELECT account_id FROM accounts WHERE account_id = $1 AND role = $2")
            .bind(operator.clone())
            .bind(Role::Operator.as_str())
            .fetch_optional(&mut **transaction)
            .await?;
        if found.is_none() {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO doctor_proof_keys (account_id, operator_id, sealed) VALUES ($1, $2, $3)
             ON CONFLICT (account_id, operator_id) DO NOTHING",
        )
        .bind(account.to_vec())
        .bind(operator)
        .bind(key.sealed.0.clone())
        .execute(&mut **transaction)
        .await?;
    }
    Ok(true)
}

async fn forget_document(transaction: &mut Transaction<'_, Any>, account: &[u8]) -> Result<(), StoreError> {
    for statement in [
        "DELETE FROM doctor_proof_parts WHERE account_id = $1",
        "DELETE FROM doctor_proof_keys WHERE account_id = $1",
    ] {
        sqlx::query(statement).bind(account.to_vec()).execute(&mut **transaction).await?;
    }
    Ok(())
}
