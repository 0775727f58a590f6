//! Logs: JSON lines with ids and counts. Never URLs, addresses, names, codes, tokens or health data.

use tracing_subscriber::EnvFilter;

/// Sends logs to standard error as JSON. `filter` is in the form of `tracing`'s `EnvFilter`, for example `info`.
pub fn init(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let subscriber = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .finish();
    if tracing::subscriber::set_global_default(subscriber).is_err() {
        tracing::debug!("logging was set up before");
    }
}
