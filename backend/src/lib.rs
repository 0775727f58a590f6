//! The Heilsam server.
