//! What every engine must do, told once.

mod accounts;
mod documents;
mod dossiers;
mod endings;
mod fixtures;
mod records;
mod rest;
mod shares;

pub use accounts::*;
pub use documents::*;
pub use dossiers::*;
pub use endings::*;
pub use fixtures::{account_id, made_account, new_account};
pub use records::*;
pub use rest::*;
pub use shares::*;
