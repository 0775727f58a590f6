//! Regulatory rules as pure functions.
