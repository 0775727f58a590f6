//! Regulatory rules as pure functions: catalogues, answers, evidence, four eyes, the application, and what goes out of them.
//!
//! Nothing here reads a clock, a file or the network; time is an argument, and the catalogues are part of the program.

pub mod answer;
pub mod application;
pub mod canonical;
pub mod catalogue;
pub mod change;
pub mod checks;
pub mod difference;
pub mod digest;
pub mod evidence;
pub mod export;
pub mod hosting;
pub mod import;
pub mod legal_date;
pub mod message;
pub mod overview;
pub mod procedure;
pub mod property;
pub mod protection;
pub mod search;
pub mod workspace;

pub use catalogue::{Catalogue, Library};
pub use digest::Digest;
pub use hosting::{HostingCountry, HostingRefused};
pub use legal_date::LegalDate;
pub use message::Message;
pub use workspace::Workspace;
