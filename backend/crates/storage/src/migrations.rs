//! The schema, step by step. A step that was released never changes; a new one is added.

mod applications;
mod audit;
mod devices;
mod invoices;
mod messages;
mod nameplates;
mod notifications;

use sqlx::{AnyPool, AssertSqlSafe};

use crate::engine::Engine;
use crate::row::Columns;
use crate::{OpenError, StoreError};

/// Statements of one step.
enum Step {
    /// Types fit both engines, but for `BYTEA`, which SQLite calls `BLOB`.
    Both(&'static [&'static str]),
    /// What each engine says in its own way.
    Each {
        /// For SQLite.
        sqlite: &'static [&'static str],
        /// For PostgreSQL.
        postgres: &'static [&'static str],
    },
}

const STEPS: &[Step] = &[
    Step::Both(FIRST),
    Step::Both(&["ALTER TABLE consents ADD COLUMN received_at BIGINT"]),
    Step::Both(DOSSIERS),
    Step::Both(CANCELLATION),
    Step::Both(CODES_AND_TICKETS),
    Step::Both(DOCUMENTS),
    Step::Both(SHARES),
    Step::Both(PROOFS),
    Step::Both(CONTRACTS),
    Step::Both(OUTCOME),
    Step::Both(notifications::NOTIFICATIONS),
    Step::Both(PRACTICES),
    Step::Both(CARDS),
    Step::Both(invoices::INVOICES),
    Step::Both(devices::DEVICES),
    Step::Both(messages::MESSAGES),
    Step::Both(applications::APPLICATIONS),
    Step::Each { sqlite: audit::SQLITE, postgres: audit::POSTGRES },
    Step::Both(nameplates::NAMEPLATES),
    Step::Both(PREPARED_GRANTS),
];

/// Outcome reporting. No time is kept, and nothing that stands in two of these tables.
const OUTCOME: &[&str] = &[
    "CREATE TABLE outcome_tokens (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), quarter TEXT NOT NULL, asked BYTEA NOT NULL,
        PRIMARY KEY (account_id, quarter))",
    "CREATE TABLE outcome_spent (token_hash BYTEA PRIMARY KEY, quarter TEXT NOT NULL)",
    "CREATE TABLE outcome_counts (
        quarter TEXT NOT NULL, measure TEXT NOT NULL, dropped_out BIGINT NOT NULL, value BIGINT NOT NULL,
        people BIGINT NOT NULL, PRIMARY KEY (quarter, measure, dropped_out, value))",
];

/// Practices with several people: who belongs to which. What is called roster, grant, note, offer or answer is sealed on
/// their devices.
const PRACTICES: &[&str] = &[
    "CREATE TABLE practices (
        practice_id BYTEA PRIMARY KEY, account_id BYTEA NOT NULL UNIQUE REFERENCES accounts (account_id),
        version BIGINT NOT NULL, roster BYTEA NOT NULL, created_at BIGINT NOT NULL)",
    "CREATE TABLE practice_members (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id),
        practice_id BYTEA NOT NULL REFERENCES practices (practice_id), key_grant BYTEA NOT NULL, note BYTEA NOT NULL)",
    "CREATE INDEX members_of_practice ON practice_members (practice_id)",
    "CREATE TABLE practice_joinings (
        joining_id BYTEA PRIMARY KEY, practice_id BYTEA NOT NULL REFERENCES practices (practice_id), offer BYTEA NOT NULL,
        note BYTEA NOT NULL, expires_at BIGINT NOT NULL, answered_by BYTEA UNIQUE REFERENCES accounts (account_id),
        answer BYTEA, answer_note BYTEA)",
    "ALTER TABLE consultations ADD COLUMN practice_id BYTEA REFERENCES practices (practice_id)",
    "CREATE INDEX consultations_of_practice ON consultations (practice_id, opens_at)",
];

/// Keys of a practice for many members, handed over before the change that they are for: one for each account.
const PREPARED_GRANTS: &[&str] = &[
    "CREATE TABLE practice_grants (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id),
        practice_id BYTEA NOT NULL REFERENCES practices (practice_id), change_id BYTEA NOT NULL, key_grant BYTEA NOT NULL,
        prepared_at BIGINT NOT NULL)",
    "CREATE INDEX prepared_grants_of_practice ON practice_grants (practice_id)",
];

/// Electronic health professional cards: what one has to sign next, and which one stands for which proof.
const CARDS: &[&str] = &[
    "CREATE TABLE card_challenges (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), nonce BYTEA NOT NULL, expires_at BIGINT NOT NULL)",
    "CREATE TABLE doctor_cards (
        account_id BYTEA PRIMARY KEY REFERENCES doctor_proofs (account_id), telematik_id TEXT NOT NULL UNIQUE,
        profession TEXT NOT NULL, valid_until BIGINT NOT NULL)",
];

/// Contracts of practices: what is sealed here is sealed under the server's own key.
const CONTRACTS: &[&str] = &["CREATE TABLE contracts (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), sealed BYTEA NOT NULL, begun_on TEXT NOT NULL,
        cancelled_on TEXT, ends_on TEXT)"];

/// Proofs of being a doctor. The document is sealed to the operators and goes when somebody decided.
const PROOFS: &[&str] = &[
    "CREATE TABLE doctor_proofs (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), lanr TEXT NOT NULL, bsnr TEXT NOT NULL,
        digest BYTEA NOT NULL, state TEXT NOT NULL, reason TEXT, handed_in_at BIGINT NOT NULL, decided_at BIGINT)",
    "CREATE TABLE doctor_proof_parts (
        account_id BYTEA NOT NULL REFERENCES doctor_proofs (account_id), number BIGINT NOT NULL, sealed BYTEA NOT NULL,
        PRIMARY KEY (account_id, number))",
    "CREATE TABLE doctor_proof_keys (
        account_id BYTEA NOT NULL REFERENCES doctor_proofs (account_id), operator_id BYTEA NOT NULL, sealed BYTEA NOT NULL,
        PRIMARY KEY (account_id, operator_id))",
    "CREATE TABLE doctor_proof_checks (
        account_id BYTEA NOT NULL REFERENCES doctor_proofs (account_id), operator_id BYTEA NOT NULL,
        accepted_at BIGINT NOT NULL, PRIMARY KEY (account_id, operator_id))",
];

/// Patients cancel without an account: only the hash of their token lies here.
const CANCELLATION: &[&str] = &["ALTER TABLE consultations ADD COLUMN cancel_hash BYTEA"];

/// Codes that a health insurer could not be asked about yet; hashes of codes whose account was erased; messages. What is
/// called sealed here is sealed under the server's own key.
const CODES_AND_TICKETS: &[&str] = &[
    "ALTER TABLE accounts ADD COLUMN code_check TEXT",
    "CREATE TABLE waiting_codes (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), sealed BYTEA NOT NULL, until_before BIGINT,
        asked_at BIGINT NOT NULL, next_at BIGINT NOT NULL)",
    "CREATE TABLE spent_codes (code_hash BYTEA PRIMARY KEY)",
    "CREATE TABLE tickets (
        number TEXT PRIMARY KEY, kind TEXT NOT NULL, sealed BYTEA NOT NULL, created_at BIGINT NOT NULL)",
];

/// What lies here is in the clear: no health data, and the server decides about it.
const DOSSIERS: &[&str] = &[
    "CREATE TABLE dossiers (
        dossier_id BYTEA PRIMARY KEY, legal_date TEXT NOT NULL, created_at BIGINT NOT NULL, entry_count BIGINT NOT NULL)",
    "CREATE TABLE dossier_entries (
        dossier_id BYTEA NOT NULL REFERENCES dossiers (dossier_id), number BIGINT NOT NULL, entry TEXT NOT NULL,
        PRIMARY KEY (dossier_id, number))",
    "CREATE TABLE dossier_people (
        dossier_id BYTEA NOT NULL, account_id BYTEA NOT NULL REFERENCES accounts (account_id), name TEXT NOT NULL,
        PRIMARY KEY (dossier_id, account_id))",
];

/// Documents of a dossier; what lies here is sealed, but for its hash and number of parts.
const DOCUMENTS: &[&str] = &[
    "CREATE TABLE dossier_documents (
        dossier_id BYTEA NOT NULL, digest BYTEA NOT NULL, upload BYTEA NOT NULL, parts BIGINT NOT NULL,
        ended BIGINT NOT NULL, begun_at BIGINT NOT NULL, PRIMARY KEY (dossier_id, digest))",
    "CREATE TABLE dossier_document_parts (
        dossier_id BYTEA NOT NULL, digest BYTEA NOT NULL, number BIGINT NOT NULL, sealed BYTEA NOT NULL,
        PRIMARY KEY (dossier_id, digest, number),
        FOREIGN KEY (dossier_id, digest) REFERENCES dossier_documents (dossier_id, digest))",
    "CREATE TABLE dossier_document_keys (
        dossier_id BYTEA NOT NULL, digest BYTEA NOT NULL, account_id BYTEA NOT NULL REFERENCES accounts (account_id),
        sealed BYTEA NOT NULL, PRIMARY KEY (dossier_id, digest, account_id),
        FOREIGN KEY (dossier_id, digest) REFERENCES dossier_documents (dossier_id, digest))",
];

const FIRST: &[&str] = &[
    "CREATE TABLE accounts (
        account_id BYTEA PRIMARY KEY, role TEXT NOT NULL, created_at BIGINT NOT NULL, entitled_until BIGINT,
        signing_key BYTEA NOT NULL, kem_key BYTEA NOT NULL, sealed_keys BYTEA NOT NULL, identity_signature BYTEA NOT NULL,
        change_sequence BIGINT NOT NULL)",
    "CREATE TABLE credentials (
        credential_id BYTEA PRIMARY KEY, account_id BYTEA NOT NULL REFERENCES accounts (account_id), kind TEXT NOT NULL,
        lookup BYTEA NOT NULL UNIQUE, verifier BYTEA NOT NULL, totp_sealed BYTEA, totp_step BIGINT,
        sealed_label BYTEA NOT NULL, created_at BIGINT NOT NULL, last_used_at BIGINT)",
    "CREATE INDEX credentials_of_account ON credentials (account_id)",
    "CREATE TABLE slots (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), slot_id BYTEA NOT NULL, kind TEXT NOT NULL,
        credential_id BYTEA REFERENCES credentials (credential_id), sealed BYTEA NOT NULL,
        locator BYTEA UNIQUE, auth_hash BYTEA, PRIMARY KEY (account_id, slot_id))",
    "CREATE INDEX slots_of_credential ON slots (credential_id)",
    "CREATE TABLE registrations (
        token_hash BYTEA PRIMARY KEY, account_id BYTEA NOT NULL, role TEXT NOT NULL, code_hash BYTEA NOT NULL UNIQUE,
        entitled_until BIGINT, state BYTEA NOT NULL, expires_at BIGINT NOT NULL)",
    "CREATE TABLE enrolment_codes (
        code_hash BYTEA PRIMARY KEY, role TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT NOT NULL)",
    "CREATE TABLE redeemed_codes (
        code_hash BYTEA PRIMARY KEY, account_id BYTEA NOT NULL REFERENCES accounts (account_id), redeemed_at BIGINT NOT NULL)",
    "CREATE TABLE sessions (
        session_id BYTEA PRIMARY KEY, token_hash BYTEA NOT NULL UNIQUE,
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), recovering BIGINT NOT NULL,
        created_at BIGINT NOT NULL, last_used_at BIGINT NOT NULL, ends_at BIGINT NOT NULL, device TEXT NOT NULL)",
    "CREATE INDEX sessions_of_account ON sessions (account_id)",
    "CREATE TABLE consents (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), position BIGINT NOT NULL, purpose TEXT NOT NULL,
        action TEXT NOT NULL, text_version TEXT NOT NULL, text_sha384 TEXT NOT NULL, given_at BIGINT NOT NULL,
        given_at_text TEXT NOT NULL, signature BYTEA NOT NULL, PRIMARY KEY (account_id, position))",
    "CREATE TABLE collections (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), collection_id BYTEA NOT NULL, sealed_keys BYTEA NOT NULL,
        sequence BIGINT NOT NULL, record_count BIGINT NOT NULL, head_count BIGINT, head_signed BYTEA, head_sequence BIGINT,
        PRIMARY KEY (account_id, collection_id))",
    "CREATE TABLE records (
        account_id BYTEA NOT NULL, collection_id BYTEA NOT NULL, position BIGINT NOT NULL, sequence BIGINT NOT NULL,
        record_id BYTEA NOT NULL, version BIGINT NOT NULL, content BYTEA NOT NULL, wrap BYTEA NOT NULL,
        PRIMARY KEY (account_id, collection_id, position),
        FOREIGN KEY (account_id, collection_id) REFERENCES collections (account_id, collection_id))",
    "CREATE UNIQUE INDEX records_in_order ON records (account_id, sequence)",
    "CREATE UNIQUE INDEX record_versions ON records (account_id, collection_id, record_id, version)",
    "CREATE TABLE consultations (
        room_id BYTEA PRIMARY KEY, account_id BYTEA NOT NULL REFERENCES accounts (account_id), nameplate BIGINT NOT NULL,
        state TEXT NOT NULL, opens_at BIGINT NOT NULL, closes_at BIGINT NOT NULL, sealed BYTEA NOT NULL)",
    "CREATE UNIQUE INDEX open_nameplates ON consultations (nameplate) WHERE state IN ('planned', 'opened')",
    "CREATE INDEX consultations_of_account ON consultations (account_id, opens_at)",
    "CREATE TABLE audit_log (
        position BIGINT PRIMARY KEY, event TEXT NOT NULL, previous_hash BYTEA NOT NULL, hash BYTEA NOT NULL)",
    "CREATE TABLE audit_tip (single BIGINT PRIMARY KEY, position BIGINT NOT NULL, hash BYTEA NOT NULL)",
];

/// What patients show to practices: sealed, but for who shows something to whom, until when, and when it was fetched.
const SHARES: &[&str] = &[
    "CREATE TABLE sharing_codes (code TEXT PRIMARY KEY, account_id BYTEA NOT NULL REFERENCES accounts (account_id))",
    "CREATE TABLE shares (
        share_id BYTEA PRIMARY KEY, account_id BYTEA NOT NULL REFERENCES accounts (account_id),
        practice_id BYTEA NOT NULL REFERENCES accounts (account_id), version BIGINT NOT NULL, key_grant BYTEA NOT NULL,
        note BYTEA NOT NULL, created_at BIGINT NOT NULL, changed_at BIGINT NOT NULL, expires_at BIGINT NOT NULL,
        ended_at BIGINT, read_count BIGINT NOT NULL)",
    "CREATE INDEX shares_by_account ON shares (account_id)",
    "CREATE INDEX shares_by_practice ON shares (practice_id)",
    "CREATE TABLE share_pages (
        share_id BYTEA NOT NULL REFERENCES shares (share_id), number BIGINT NOT NULL, content BYTEA NOT NULL,
        wrap BYTEA NOT NULL, PRIMARY KEY (share_id, number))",
    "CREATE TABLE share_reads (
        share_id BYTEA NOT NULL REFERENCES shares (share_id), number BIGINT NOT NULL, read_at BIGINT NOT NULL,
        version BIGINT NOT NULL, PRIMARY KEY (share_id, number))",
];

impl Step {
    fn statements(&self, engine: Engine) -> Vec<String> {
        match (self, engine) {
            (Self::Both(statements), Engine::Sqlite) => {
                statements.iter().map(|statement| statement.replace("BYTEA", "BLOB")).collect()
            }
            (Self::Both(statements) | Self::Each { postgres: statements, .. }, Engine::Postgres)
            | (Self::Each { sqlite: statements, .. }, Engine::Sqlite) => {
                statements.iter().map(|statement| (*statement).to_owned()).collect()
            }
        }
    }
}

/// The newest schema this program knows.
fn known() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

pub(crate) async fn run(engine: Engine, pool: &AnyPool, begin: &'static str) -> Result<(), OpenError> {
    let failed = |error: sqlx::Error| OpenError::Failed(StoreError::from(error));
    let mut transaction = pool.begin_with(begin).await.map_err(failed)?;
    if engine == Engine::Postgres {
        sqlx::query("SELECT CAST(pg_advisory_xact_lock(4815162342) AS TEXT)")
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
    }
    sqlx::query(
        "CREATE TABLE IF NOT EXISTS schema_version (single BIGINT PRIMARY KEY, version BIGINT NOT NULL)",
    )
    .execute(&mut *transaction)
    .await
    .map_err(failed)?;
    let row = sqlx::query("SELECT version FROM schema_version WHERE single = 1")
        .fetch_optional(&mut *transaction)
        .await
        .map_err(failed)?;
    let found = row.map_or(Ok(0), |row| row.int(0))?;
    if found > known() {
        return Err(OpenError::Newer { found, known: known() });
    }
    let steps = STEPS.iter().skip(usize::try_from(found).unwrap_or_default());
    let texts: Vec<String> = steps.flat_map(|step| step.statements(engine)).collect();
    for text in texts {
        // Runs once in the life of a database: not worth a place among the statements that are kept prepared.
        let statement = sqlx::query(AssertSqlSafe(text)).persistent(false);
        statement.execute(&mut *transaction).await.map_err(failed)?;
    }
    sqlx::query(
        "INSERT INTO schema_version (single, version) VALUES (1, $1)
         ON CONFLICT (single) DO UPDATE SET version = excluded.version",
    )
    .bind(known())
    .execute(&mut *transaction)
    .await
    .map_err(failed)?;
    transaction.commit().await.map_err(failed)
}
