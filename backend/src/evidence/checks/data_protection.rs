//! Data protection: consent, deletion, what may be learned about whom.

pub mod account_erasure;
pub mod billing_apart;
pub mod consent_gate;
pub mod consent_receipts;
pub mod consent_texts;
pub mod deletion_job;
pub mod no_linking;
pub mod privacy_notice;
pub mod provider_access;
pub mod public_surface;
pub mod residue;
pub mod withdrawal;
