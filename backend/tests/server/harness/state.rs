//! The shared state of a test server, opened like the real one.

use std::path::Path;
use std::sync::Arc;

use heilsam_backend::clock::{Clock, Entropy};
use heilsam_backend::config::{Overrides, parse};
use heilsam_backend::{AppState, serve};

pub async fn build(text: &str, data: &Path, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> AppState {
    let overrides = Overrides { data: Some(data.to_owned()), ..Overrides::default() };
    let config = parse(text, std::iter::empty(), overrides).unwrap();
    serve::open(config, clock, entropy).await.unwrap()
}
