//! The server as its clients see it: real router, real SQLite, moved clock.

#[cfg(test)]
mod server {
    pub mod accounts;
    pub mod authenticator;
    pub mod consultations;
    pub mod edges;
    pub mod harness;
    pub mod logs;
    pub mod matrix;
    pub mod passphrase;
    pub mod records;
    pub mod recovery;
    pub mod relay;
    pub mod sessions;
    pub mod signalling;
    pub mod sockets;
    pub mod state;
}
