//! Messages without content, and the trusted person who helps back into an account. Addresses and places at push services are sealed under the server's own key, settings by the
//! devices; times are rounded, and why a message was asked for lies nowhere.

pub(super) const NOTIFICATIONS: &[&str] = &[
    "CREATE TABLE notification_choices (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), security BIGINT NOT NULL, settings BYTEA NOT NULL)",
    "CREATE TABLE push_devices (
        device_id BYTEA PRIMARY KEY, account_id BYTEA NOT NULL REFERENCES accounts (account_id), session_id BYTEA NOT NULL,
        place_hash BYTEA NOT NULL UNIQUE, sealed BYTEA NOT NULL, device TEXT NOT NULL, created_at BIGINT NOT NULL)",
    "CREATE INDEX push_devices_of_account ON push_devices (account_id)",
    "CREATE TABLE notification_mail (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), sealed BYTEA, waiting BYTEA, code_hash BYTEA,
        code_until BIGINT, tries BIGINT NOT NULL)",
    "CREATE TABLE wake_ups (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), wake_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, wake_at))",
    "CREATE INDEX wake_ups_in_order ON wake_ups (wake_at)",
    // `channel` is the id of a push device, or zeros for e-mail. `begun` counts tries that nobody saw the end of.
    "CREATE TABLE deliveries (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), channel BYTEA NOT NULL, about TEXT NOT NULL,
        next_at BIGINT NOT NULL, until_before BIGINT NOT NULL, tries BIGINT NOT NULL, begun BIGINT NOT NULL,
        PRIMARY KEY (account_id, channel, about))",
    "CREATE INDEX deliveries_in_order ON deliveries (next_at)",
    "CREATE TABLE security_events (
        account_id BYTEA NOT NULL REFERENCES accounts (account_id), number BIGINT NOT NULL, kind TEXT NOT NULL,
        device TEXT NOT NULL, happened_at BIGINT NOT NULL, PRIMARY KEY (account_id, number))",
    // The operator's half lies sealed under the server's own key; the other half is on paper.
    "CREATE TABLE recovery_contacts (
        account_id BYTEA PRIMARY KEY REFERENCES accounts (account_id), slot_id BYTEA NOT NULL, half BYTEA NOT NULL,
        note BYTEA NOT NULL, made_at BIGINT NOT NULL, asked_at BIGINT, told_at BIGINT, opened_at BIGINT)",
];
