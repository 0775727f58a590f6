//! The server as its clients see it: real router, real SQLite, moved clock.

#[cfg(test)]
mod server {
    pub mod accounts;
    pub mod admin;
    pub mod administration;
    pub mod backup;
    #[path = "../shared/captured.rs"]
    pub mod captured;
    pub mod card;
    pub mod connections;
    pub mod consents;
    pub mod consultations;
    pub mod contact;
    pub mod contract;
    pub mod devices;
    pub mod dossier;
    pub mod edges;
    pub mod endings;
    pub mod gateway;
    pub mod harness;
    pub mod invoices;
    pub mod line;
    pub mod login_names;
    pub mod logs;
    pub mod many_members;
    pub mod matrix;
    pub mod nameplates;
    pub mod notify;
    pub mod outcome;
    pub mod pairs;
    pub mod passphrase;
    pub mod practice;
    pub mod proof;
    pub mod receipts;
    pub mod records;
    pub mod recovery;
    pub mod relay;
    pub mod restart;
    pub mod servers;
    pub mod sessions;
    pub mod sharing;
    pub mod signalling;
    pub mod traces;
    pub mod with_joining;
    pub mod without_code;
}
