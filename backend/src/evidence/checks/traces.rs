//! What stays behind: the audit log, the logs, and the database with its keys.

pub mod audit_chain;
pub mod audit_content;
pub mod audit_events;
pub mod canary;
pub mod key_apart;
pub mod log_scan;
pub mod sealed_storage;
