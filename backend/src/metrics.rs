//! Counts for the operator, in the text form of Prometheus: numbers only, by route pattern.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

/// The counts.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, String, u16), u64>>,
    limited: AtomicU64,
    at_once: AtomicU32,
}

/// A place among the requests worked on; given back when dropped.
pub struct Place<'a>(&'a AtomicU32);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Metrics {
    /// Counts an answered request by method, route pattern and status.
    pub fn request(&self, method: &str, route: &str, status: u16) {
        let mut requests = self.requests.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *requests.entry((known_method(method).to_owned(), route.to_owned(), status)).or_default() += 1;
    }

    /// Counts a request that came too often.
    pub fn rate_limited(&self) {
        self.limited.fetch_add(1, Ordering::Relaxed);
    }

    /// A place among the requests worked on at the same time, if there is one.
    pub fn enter(&self, maximum: u32) -> Option<Place<'_>> {
        let before = self.at_once.fetch_add(1, Ordering::Relaxed);
        let place = Place(&self.at_once);
        (before < maximum).then_some(place)
    }

    /// All counts as Prometheus text.
    #[must_use]
    pub fn render(&self) -> String {
        let mut text = String::from("# TYPE heilsam_requests_total counter\n");
        let requests = self.requests.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for ((method, route, status), count) in requests.iter() {
            let _ = writeln!(
                text,
                "heilsam_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            );
        }
        let limited = self.limited.load(Ordering::Relaxed);
        let at_once = self.at_once.load(Ordering::Relaxed);
        let _ =
            writeln!(text, "# TYPE heilsam_rate_limited_total counter\nheilsam_rate_limited_total {limited}");
        let _ = writeln!(
            text,
            "# TYPE heilsam_requests_in_progress gauge\nheilsam_requests_in_progress {at_once}"
        );
        text
    }
}

/// Invented methods must not become labels.
fn known_method(method: &str) -> &str {
    match method {
        "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" => method,
        _ => "OTHER",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_appear_by_route_pattern() {
        let metrics = Metrics::default();
        metrics.request("GET", "/api/v1/sessions/{session_id}", 404);
        metrics.request("GET", "/api/v1/sessions/{session_id}", 404);
        metrics.request("BREW", "static", 405);
        let text = metrics.render();
        assert!(
            text.contains(r#"method="GET",route="/api/v1/sessions/{session_id}",status="404"} 2"#),
            "{text}"
        );
        assert!(text.contains(r#"method="OTHER""#));
    }

    #[test]
    fn a_full_house_refuses_and_a_left_place_is_free_again() {
        let metrics = Metrics::default();
        let place = metrics.enter(1);
        assert!(place.is_some());
        assert!(metrics.enter(1).is_none());
        drop(place);
        assert!(metrics.enter(1).is_some());
    }
}
