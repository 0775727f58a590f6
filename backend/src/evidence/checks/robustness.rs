//! Faults and bad input: what the program refuses, and what it still holds afterwards.

pub mod error_answers;
pub mod kill;
pub mod message_schemas;
pub mod offline_shell;
pub mod oversized;
pub mod rate_limits;
pub mod rollback;
pub mod uploads;
