//! Logs: JSON lines with ids and counts. Never URLs, addresses, names, codes, tokens or health data.

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// Takes what dependencies say through the `log` facade, and drops it: `turn`, `webrtc` and `rtc` name addresses there.
struct Nowhere;

impl log::Log for Nowhere {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        false
    }

    fn log(&self, _: &log::Record<'_>) {}

    fn flush(&self) {}
}

/// Sends logs to standard error as JSON. `filter` is in the form of `tracing`'s `EnvFilter`, for example `info`.
pub fn init(filter: &str) {
    init_to(filter, std::io::stderr);
}

/// The same to another place. Takes the `log` facade for good, so that no bridge from there to our logs can be set up later.
pub fn init_to(filter: &str, writer: impl for<'a> MakeWriter<'a> + Send + Sync + 'static) {
    if tracing::subscriber::set_global_default(subscriber(filter, writer)).is_err() {
        tracing::debug!("logging was set up before");
    }
    log::set_max_level(log::LevelFilter::Off);
    if log::set_logger(&Nowhere).is_err() {
        tracing::error!("another logger has taken the log facade: addresses could reach the logs");
    }
}

/// What writes a line of JSON for each event.
pub fn subscriber<W>(filter: &str, writer: W) -> impl Subscriber + Send + Sync + 'static + use<W>
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(writer)
        .finish()
}
