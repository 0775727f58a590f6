//! Sealed documents of a dossier: parts, and their key sealed to each member. Nothing here can be read without keys.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use heilsam_domain::{AccountId, DeploymentId, Role};
use heilsam_protocol::dossier::{DocumentKeyFor, DocumentPart, MemberKeys, StoredDocument};
use heilsam_protocol::limit;
use jiff::{SignedDuration, Timestamp};
use sqlx::{Any, Transaction};

use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// An upload that was not ended after this time is given up when the next one begins.
const GIVEN_UP: SignedDuration = SignedDuration::from_hours(24);

/// A document: SHA-384 of the file.
pub type DocumentDigest = [u8; 48];

/// How storing a part ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartStored {
    /// It is stored.
    Stored,
    /// The document is there already, in full.
    Complete,
    /// It does not continue the upload: begin again with part 0.
    OutOfOrder,
    /// The dossier holds as much as is kept.
    Full,
}

/// How sealing a key to members ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeysStored {
    /// They are stored; who had a key keeps it.
    Stored,
    /// Parts are missing.
    Incomplete,
    /// There is no such document, or no such member.
    Unknown,
}

impl Store {
    /// Everybody who may work on the dossier, with their public keys.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier_members(&self) -> Result<Vec<MemberKeys>, StoreError> {
        self.people_with_keys([Role::ManufacturerAuthor, Role::ManufacturerReviewer]).await
    }

    /// The accounts of these roles with the keys that documents are sealed to.
    pub(crate) async fn people_with_keys(&self, roles: [Role; 2]) -> Result<Vec<MemberKeys>, StoreError> {
        let [one, other] = roles;
        let rows = sqlx::query(
            "SELECT account_id, role, signing_key, kem_key, identity_signature FROM accounts
             WHERE role IN ($1, $2) ORDER BY account_id LIMIT $3",
        )
        .bind(one.as_str())
        .bind(other.as_str())
        .bind(i64::from(limit::DOSSIER_MEMBERS))
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(MemberKeys {
                    account_id: row.id(0, AccountId::from_bytes)?,
                    role: row.named(1, Role::from_name)?,
                    signing_key: row.bytes(2)?.into(),
                    kem_key: row.bytes(3)?.into(),
                    signature: row.bytes(4)?.into(),
                })
            })
            .collect()
    }

    /// Stores a part of a document; part 0 begins the upload, again if one was not ended.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn store_document_part(
        &self,
        dossier: DeploymentId,
        digest: &DocumentDigest,
        part: &DocumentPart,
        now: Timestamp,
    ) -> Result<PartStored, StoreError> {
        let place = (dossier.to_bytes().to_vec(), digest.to_vec());
        let mut transaction = self.begin().await?;
        if part.number == 0 {
            forget_unfinished(&mut transaction, &place, now).await?;
        }
        let found = sqlx::query(
            "SELECT upload, parts, ended, (SELECT COUNT(*) FROM dossier_document_parts p
             WHERE p.dossier_id = d.dossier_id AND p.digest = d.digest) FROM dossier_documents d
             WHERE dossier_id = $1 AND digest = $2",
        )
        .bind(place.0.clone())
        .bind(place.1.clone())
        .fetch_optional(&mut *transaction)
        .await?;
        match found {
            Some(row) if row.int(2)? == 1 => return Ok(PartStored::Complete),
            Some(row) => {
                let continues = row.bytes(0)? == part.upload.0
                    && row.int(1)? == i64::from(part.parts)
                    && row.int(3)? == i64::from(part.number);
                if !continues {
                    return Ok(PartStored::OutOfOrder);
                }
            }
            None if part.number != 0 => return Ok(PartStored::OutOfOrder),
            None => {
                if held(&mut transaction, &place.0).await? + u64::from(part.parts)
                    > limit::DOSSIER_DOCUMENT_PARTS
                {
                    return Ok(PartStored::Full);
                }
                begin_upload(&mut transaction, &place, part, now).await?;
            }
        }
        sqlx::query(
            "INSERT INTO dossier_document_parts (dossier_id, digest, number, sealed) VALUES ($1, $2, $3, $4)",
        )
        .bind(place.0)
        .bind(place.1)
        .bind(i64::from(part.number))
        .bind(part.sealed.0.clone())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(PartStored::Stored)
    }

    /// Stores the document's key for members, and ends the upload. Who has a key keeps it.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn store_document_keys(
        &self,
        dossier: DeploymentId,
        digest: &DocumentDigest,
        keys: &[DocumentKeyFor],
    ) -> Result<KeysStored, StoreError> {
        let (dossier, digest) = (dossier.to_bytes().to_vec(), digest.to_vec());
        let mut transaction = self.begin().await?;
        let found = sqlx::query(
            "SELECT parts, (SELECT COUNT(*) FROM dossier_document_parts p
             WHERE p.dossier_id = d.dossier_id AND p.digest = d.digest) FROM dossier_documents d
             WHERE dossier_id = $1 AND digest = $2",
        )
        .bind(dossier.clone())
        .bind(digest.clone())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = found else { return Ok(KeysStored::Unknown) };
        if row.int(0)? != row.int(1)? {
            return Ok(KeysStored::Incomplete);
        }
        for key in keys {
            let member = sqlx::query("SELECT role FROM accounts WHERE account_id = $1")
                .bind(key.account_id.to_bytes().to_vec())
                .fetch_optional(&mut *transaction)
                .await?;
            let role = member.map(|row| row.named(0, Role::from_name)).transpose()?;
            if !matches!(role, Some(Role::ManufacturerAuthor | Role::ManufacturerReviewer)) {
                return Ok(KeysStored::Unknown);
            }
            sqlx::query(
                "INSERT INTO dossier_document_keys (dossier_id, digest, account_id, sealed) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (dossier_id, digest, account_id) DO NOTHING",
            )
            .bind(dossier.clone())
            .bind(digest.clone())
            .bind(key.account_id.to_bytes().to_vec())
            .bind(key.sealed.0.clone())
            .execute(&mut *transaction)
            .await?;
        }
        sqlx::query("UPDATE dossier_documents SET ended = 1 WHERE dossier_id = $1 AND digest = $2")
            .bind(dossier)
            .bind(digest)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(KeysStored::Stored)
    }

    /// All documents whose upload was ended, as a member sees them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn dossier_documents(
        &self,
        dossier: DeploymentId,
        reader: AccountId,
    ) -> Result<Vec<StoredDocument>, StoreError> {
        let rows = sqlx::query(
            "SELECT d.digest, d.parts, k.sealed FROM dossier_documents d LEFT JOIN dossier_document_keys k
             ON k.dossier_id = d.dossier_id AND k.digest = d.digest AND k.account_id = $2
             WHERE d.dossier_id = $1 AND d.ended = 1 ORDER BY d.digest",
        )
        .bind(dossier.to_bytes().to_vec())
        .bind(reader.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        let mut missing = self.members_without_key(dossier).await?;
        rows.iter()
            .map(|row| {
                let digest = row.bytes(0)?;
                let parts = u16::try_from(row.int(1)?).map_err(|_| StoreError::Corrupt("parts"))?;
                Ok(StoredDocument {
                    parts,
                    key: row.maybe_bytes(2)?.map(Into::into),
                    without_key: missing.remove(&digest).unwrap_or_default(),
                    digest: HEXLOWER.encode(&digest),
                })
            })
            .collect()
    }

    async fn members_without_key(
        &self,
        dossier: DeploymentId,
    ) -> Result<BTreeMap<Vec<u8>, Vec<AccountId>>, StoreError> {
        let rows = sqlx::query(
            "SELECT d.digest, a.account_id FROM dossier_documents d CROSS JOIN accounts a
             WHERE d.dossier_id = $1 AND d.ended = 1 AND a.role IN ($2, $3) AND NOT EXISTS (
             SELECT 1 FROM dossier_document_keys k WHERE k.dossier_id = d.dossier_id AND k.digest = d.digest
             AND k.account_id = a.account_id) ORDER BY a.account_id",
        )
        .bind(dossier.to_bytes().to_vec())
        .bind(Role::ManufacturerAuthor.as_str().to_owned())
        .bind(Role::ManufacturerReviewer.as_str().to_owned())
        .fetch_all(self.reader())
        .await?;
        let mut missing: BTreeMap<Vec<u8>, Vec<AccountId>> = BTreeMap::new();
        for row in &rows {
            missing.entry(row.bytes(0)?).or_default().push(row.id(1, AccountId::from_bytes)?);
        }
        Ok(missing)
    }

    /// One sealed part of a document whose upload was ended.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn document_part(
        &self,
        dossier: DeploymentId,
        digest: &DocumentDigest,
        number: u16,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let row = sqlx::query(
            "SELECT p.sealed FROM dossier_document_parts p JOIN dossier_documents d
             ON d.dossier_id = p.dossier_id AND d.digest = p.digest
             WHERE p.dossier_id = $1 AND p.digest = $2 AND p.number = $3 AND d.ended = 1",
        )
        .bind(dossier.to_bytes().to_vec())
        .bind(digest.to_vec())
        .bind(i64::from(number))
        .fetch_optional(self.reader())
        .await?;
        row.map(|row| row.bytes(0)).transpose()
    }
}

type Place = (Vec<u8>, Vec<u8>);

/// Takes away what was begun for this document, and what nobody ended for a day.
async fn forget_unfinished(
    transaction: &mut Transaction<'_, Any>,
    place: &Place,
    now: Timestamp,
) -> Result<(), StoreError> {
    let before = now.checked_sub(GIVEN_UP).unwrap_or(Timestamp::MIN).as_millisecond();
    for statement in [
        "DELETE FROM dossier_document_parts WHERE dossier_id = $1 AND digest IN (SELECT digest FROM dossier_documents
         WHERE dossier_id = $1 AND ended = 0 AND (digest = $2 OR begun_at < $3))",
        "DELETE FROM dossier_documents WHERE dossier_id = $1 AND ended = 0 AND (digest = $2 OR begun_at < $3)",
    ] {
        sqlx::query(statement)
            .bind(place.0.clone())
            .bind(place.1.clone())
            .bind(before)
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

async fn held(transaction: &mut Transaction<'_, Any>, dossier: &[u8]) -> Result<u64, StoreError> {
    // The cast is for PostgreSQL, whose sums of integers are decimals.
    sqlx::query("SELECT CAST(COALESCE(SUM(parts), 0) AS BIGINT) FROM dossier_documents WHERE dossier_id = $1")
        .bind(dossier.to_vec())
        .fetch_one(&mut **transaction)
        .await?
        .count(0)
}

async fn begin_upload(
    transaction: &mut Transaction<'_, Any>,
    place: &Place,
    part: &DocumentPart,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO dossier_documents (dossier_id, digest, upload, parts, ended, begun_at)
         VALUES ($1, $2, $3, $4, 0, $5)",
    )
    .bind(place.0.clone())
    .bind(place.1.clone())
    .bind(part.upload.0.clone())
    .bind(as_int(u64::from(part.parts))?)
    .bind(now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
