//! The native peer against the real server's parts.

mod turn;
