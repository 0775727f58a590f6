//! Outcome reporting: use is counted, the patient sees exactly what would be handed in, and decides each time.
//!
//! Source: DiGAV §§ 23a to 23d; participation is voluntary (§ 23a Absatz 4).

mod card;
mod counter;
mod numbers;
mod page;

pub use card::OutcomeCard;
pub use counter::UseCounter;
pub use page::OutcomePage;
