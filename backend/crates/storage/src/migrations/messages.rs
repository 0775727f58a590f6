//! SMS that a contract is charged for: how many in which month at which price, and nothing about to whom. Proofs of people without
//! a doctor's number: of which profession, and under which number their chamber knows them.

pub(super) const MESSAGES: &[&str] = &[
    "CREATE TABLE sms_sent (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), month TEXT NOT NULL, cents BIGINT NOT NULL,
        messages BIGINT NOT NULL, PRIMARY KEY (account_id, month, cents))",
    "ALTER TABLE doctor_proofs ADD COLUMN profession TEXT",
    "ALTER TABLE doctor_proofs ADD COLUMN membership TEXT",
];
