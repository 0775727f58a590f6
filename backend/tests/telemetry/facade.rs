//! The `log` facade, through which dependencies name addresses.

use heilsam_backend::telemetry;

use super::captured::Captured;

/// What a bridge to our logs would be.
struct Bridge;

impl log::Log for Bridge {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        tracing::info!("{}", record.args());
    }

    fn flush(&self) {}
}

#[test]
fn what_turn_and_webrtc_log_reaches_no_log_and_no_bridge_can_be_set_up() {
    let captured = Captured::default();
    let writer = captured.clone();
    telemetry::init_to("trace", move || writer.clone());
    let said = || {
        for target in ["turn", "webrtc", "rtc", "stun", "ice"] {
            log::error!(target: target, "allocation for 203.0.113.77:4711");
            log::info!(target: target, "allocation for 203.0.113.77:4711");
        }
    };
    said();
    assert!(log::set_logger(&Bridge).is_err(), "the facade is taken");
    log::set_max_level(log::LevelFilter::Trace);
    said();
    tracing::info!("our own");
    let log = captured.text();
    assert!(log.contains("our own"), "the log was captured: {log}");
    assert!(!log.contains("203.0.113.77"), "{log}");
}
