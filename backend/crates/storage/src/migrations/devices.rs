//! Devices that the main user of a practice released: which passkey or passphrase counts for the practice, and with which one a
//! session began.

pub(super) const DEVICES: &[&str] = &[
    "ALTER TABLE sessions ADD COLUMN credential_id BYTEA",
    "CREATE INDEX sessions_of_credential ON sessions (credential_id)",
    "ALTER TABLE practice_joinings ADD COLUMN credential_id BYTEA",
    "CREATE TABLE practice_devices (
        credential_id BYTEA PRIMARY KEY REFERENCES credentials (credential_id),
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), released_at BIGINT NOT NULL)",
    "CREATE INDEX practice_devices_of_account ON practice_devices (account_id)",
    // What was in use before there were releases stays released, and nobody is logged out.
    "INSERT INTO practice_devices (credential_id, account_id, released_at)
     SELECT c.credential_id, c.account_id, c.created_at FROM credentials c
     JOIN practice_members m ON m.account_id = c.account_id",
    "UPDATE sessions SET credential_id = (
        SELECT c.credential_id FROM credentials c WHERE c.account_id = sessions.account_id
        ORDER BY c.created_at, c.credential_id LIMIT 1)
     WHERE recovering = 0",
    "UPDATE practice_joinings SET credential_id = (
        SELECT c.credential_id FROM credentials c WHERE c.account_id = practice_joinings.answered_by
        ORDER BY c.created_at, c.credential_id LIMIT 1)
     WHERE answered_by IS NOT NULL",
];
