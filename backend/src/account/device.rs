//! Words for the list of sessions: which kind of browser on which system. No version, no model, no address.

use axum::http::{HeaderMap, header};

/// The words for whoever sent a request.
#[must_use]
pub fn of(headers: &HeaderMap) -> String {
    describe(headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

/// `Firefox, Linux` and the like from a `User-Agent` header; `Heilsam` for our own programs, empty words never.
#[must_use]
pub fn describe(user_agent: &str) -> String {
    let browser = first(user_agent, &BROWSERS).unwrap_or("Browser");
    match first(user_agent, &SYSTEMS) {
        Some(system) => format!("{browser}, {system}"),
        None => browser.to_owned(),
    }
}

/// In this order: most browsers also name the ones they stem from.
const BROWSERS: [(&str, &str); 9] = [
    ("heilsam", "Heilsam"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

fn first(text: &str, words: &[(&str, &'static str)]) -> Option<&'static str> {
    words.iter().find(|(part, _)| text.contains(part)).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_browsers_get_their_names_without_versions() {
        for (user_agent, words) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari, iPhone",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/140.0.0.0 Mobile Safari/537.36",
                "Chrome, Android",
            ),
            ("heilsam/0.1", "Heilsam"),
            ("", "Browser"),
            ("<script>alert(1)</script>", "Browser"),
        ] {
            assert_eq!(describe(user_agent), words);
        }
    }
}
