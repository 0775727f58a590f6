//! The application by § 2 DiGAV: its statements as forms, what was written into them, and whether it fits together.

pub mod check;
pub mod consistency;
pub mod edition;
pub mod form;
pub mod icd;
pub mod kind;
pub mod proposal;
pub mod pzn;
mod state;

pub use check::{Finding, Weight};
pub use form::{FieldSpec, Forms, GroupSpec};
pub use icd::Icd;
pub use kind::{FieldKind, ValueRefused};
pub use pzn::Pzn;
pub use state::{Application, FieldAddress, FieldRefused, FieldState, Listing, Mark};
