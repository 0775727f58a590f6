//! One figure, its bar, and the clock it was measured with.

use std::time::Instant;

/// Which side of the bar is good.
#[derive(Clone, Copy)]
pub enum Bar {
    /// The value must be at least this.
    AtLeast(f64),
    /// The value must be at most this.
    AtMost(f64),
}

/// Prints `{"name","value","unit","bar","ok"}` on one line.
pub fn print(name: &str, value: f64, unit: &str, bar: Bar) {
    let (limit, ok) = match bar {
        Bar::AtLeast(limit) => (limit, value >= limit),
        Bar::AtMost(limit) => (limit, value <= limit),
    };
    println!(r#"{{"name":"{name}","value":{value:.4},"unit":"{unit}","bar":{limit},"ok":{ok}}}"#);
}

/// Seconds that this thread has spent on a core: what other programs do meanwhile does not count. Without Linux: seconds on
/// the real clock since `started`.
pub fn on_core(started: Instant) -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|number| number.parse::<f64>().ok());
    nanoseconds.map_or_else(|| started.elapsed().as_secs_f64(), |number| number / 1e9)
}

/// The real clock.
#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
pub fn now() -> Instant {
    Instant::now()
}
