//! Checks of the checkout itself: who depends on whom, under which licence, written how.

#[cfg(test)]
mod checkout;
#[cfg(test)]
mod claims;
#[cfg(test)]
mod crates;
#[cfg(test)]
mod hygiene;
#[cfg(test)]
mod licences;
#[cfg(test)]
mod risks;
#[cfg(test)]
mod texts;
