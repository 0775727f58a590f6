//! The frames of the second layer, checked against the published and our own frozen vectors.

#[cfg(test)]
mod vectors;
