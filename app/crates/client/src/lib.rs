//! Use cases, sync engine and local store.
