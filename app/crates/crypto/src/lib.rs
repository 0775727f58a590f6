//! All cryptography of the clients.
