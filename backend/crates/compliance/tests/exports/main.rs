//! What goes out of a workspace.

#[cfg(test)]
mod dossier;
#[cfg(test)]
mod filled;
#[cfg(test)]
mod oscal;
#[cfg(test)]
mod outside;
