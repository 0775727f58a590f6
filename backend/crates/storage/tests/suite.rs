//! What the stores must do, told once and run on every engine.

#[cfg(test)]
mod suite {
    pub mod engines;
    pub mod story;
}
