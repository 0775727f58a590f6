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

/// The real clock.
#[expect(clippy::disallowed_methods, reason = "a measurement needs the real clock")]
pub fn now() -> Instant {
    Instant::now()
}
