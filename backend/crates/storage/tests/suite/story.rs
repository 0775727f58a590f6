//! What every engine must do, told once.

mod accounts;
mod applications;
mod changing;
mod contracts;
mod documents;
mod dossiers;
mod endings;
mod fixtures;
mod invoices;
mod notifications;
mod outcome;
mod practices;
mod proofs;
mod records;
mod rest;
mod shares;

pub use accounts::*;
pub use applications::*;
pub use changing::*;
pub use contracts::*;
pub use documents::*;
pub use dossiers::*;
pub use endings::*;
pub use fixtures::{account_id, made_account, new_account};
pub use invoices::*;
pub use notifications::*;
pub use outcome::*;
pub use practices::*;
pub use proofs::*;
pub use records::*;
pub use rest::*;
pub use shares::*;
