//! Doctors who registered without a code of the operator. Nothing stands where somebody registered with one.

pub(super) const APPLICATIONS: &[&str] = &[
    "ALTER TABLE accounts ADD COLUMN self_registered BIGINT",
    "ALTER TABLE registrations ADD COLUMN self_registered BIGINT",
    "CREATE INDEX self_registered_accounts ON accounts (created_at) WHERE self_registered = 1",
];
