//! Checks of the checkout itself: who depends on whom, under which licence, written how.

mod checkout;
mod claims;
mod crates;
mod hygiene;
mod licences;
mod texts;
