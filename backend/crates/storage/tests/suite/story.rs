//! What every engine must do, told once.

mod accounts;
mod documents;
mod dossiers;
mod fixtures;
mod records;
mod rest;

pub use accounts::*;
pub use documents::*;
pub use dossiers::*;
pub use fixtures::made_account;
pub use records::*;
pub use rest::*;
