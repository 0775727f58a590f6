//! The Heilsam front ends.
