//! Stories of people in the manufacturer's workspace, from the empty page on.

#[cfg(test)]
mod anything;
#[cfg(test)]
mod application;
#[cfg(test)]
mod desk;
#[cfg(test)]
mod four_eyes;
#[cfg(test)]
mod history;
#[cfg(test)]
mod legal_date;
#[cfg(test)]
mod overview;
#[cfg(test)]
mod proof;
#[cfg(test)]
mod records;
