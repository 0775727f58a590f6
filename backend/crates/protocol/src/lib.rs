//! Wire types, paths and problem codes: the contract between the server and its clients.
