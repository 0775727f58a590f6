//! Invoices of contracts. A debtor is a random number that stands for a contract: an invoice has to be kept when the account is
//! gone, and names it no more. What is sealed here is sealed under the server's own key.

pub(super) const INVOICES: &[&str] = &[
    "ALTER TABLE contracts ADD COLUMN debtor BYTEA",
    "ALTER TABLE contracts ADD COLUMN mandate BYTEA",
    "ALTER TABLE contracts ADD COLUMN billed_until TEXT",
    "CREATE TABLE contract_terms (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), since TEXT NOT NULL, plan TEXT NOT NULL,
        cents BIGINT NOT NULL, PRIMARY KEY (account_id, since))",
    "CREATE TABLE invoices (
        number BIGINT PRIMARY KEY, debtor BYTEA NOT NULL, until TEXT NOT NULL, sealed BYTEA NOT NULL, run BIGINT,
        UNIQUE (debtor, until))",
    "CREATE INDEX invoices_of_run ON invoices (run)",
];
