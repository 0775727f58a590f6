//! One event, one line, whatever is in it.

use heilsam_backend::telemetry;
use serde_json::{Value, json};

use super::captured::Captured;

const FORGED: &str = "said\r\n{\"level\":\"ERROR\",\"message\":\"forged\"}\n\u{1b}[31m\", \"level\": \"ERROR";

#[test]
fn whatever_is_logged_stays_on_its_line() {
    let captured = Captured::default();
    let writer = captured.clone();
    let subscriber = telemetry::subscriber("info", move || writer.clone());
    tracing::subscriber::with_default(subscriber, || {
        tracing::info!(title = FORGED, "a field");
        tracing::info!("{FORGED}");
    });
    let log = captured.text();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect(&log)).collect();
    assert_eq!(lines.len(), 2, "{log}");
    assert!(lines.iter().all(|line| line["level"] == "INFO"), "{log}");
    assert_eq!((&lines[0]["title"], &lines[1]["message"]), (&json!(FORGED), &json!(FORGED)));
    assert!(!log.contains(['\r', '\u{1b}']), "{log}");
}
