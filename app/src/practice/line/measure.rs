//! What is measured: numbers and words of `web/line.js`.

use std::collections::BTreeSet;

use heilsam_call::RelayWay;
use heilsam_protocol::consultation::IceServer;
use heilsam_protocol::path;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/line.js")]
    extern "C" {
        pub(super) fn end();
        #[wasm_bindgen(catch)]
        pub(super) async fn echo(path: &str, count: u32) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn relays(servers: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn stream(servers: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(catch)]
        pub(super) async fn abilities() -> Result<JsValue, JsValue>;
    }
}

/// Messages that the server's socket is to say back.
pub const ECHOES: u32 = 20;

/// How the server's socket answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct Echo {
    /// Messages that came back, of [`ECHOES`].
    pub answered: u32,
    /// Milliseconds there and back, in the middle.
    pub median: f64,
    /// Milliseconds by which that changed from one to the next, on average.
    pub jitter: f64,
}

/// What became of one way to the relays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// The installation has none of this kind.
    #[default]
    Absent,
    /// Nothing answered.
    Unreached,
    /// The relay answered, and nothing came through it.
    Silent,
    /// Data went through.
    Reached,
}

/// All ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Reaches {
    /// Over UDP.
    pub udp: Reach,
    /// Over TCP.
    pub tcp: Reach,
    /// Over TLS.
    pub tls: Reach,
}

impl Reaches {
    /// The three ways, the best one first.
    #[must_use]
    pub const fn all(self) -> [(RelayWay, Reach); 3] {
        [(RelayWay::Udp, self.udp), (RelayWay::Tcp, self.tcp), (RelayWay::Tls, self.tls)]
    }

    /// The best way through which data went.
    #[must_use]
    pub fn best(self) -> Option<RelayWay> {
        self.all().into_iter().find(|(_, reach)| *reach == Reach::Reached).map(|(way, _)| way)
    }

    /// Whether every way is like this.
    #[must_use]
    pub fn are_all(self, wanted: Reach) -> bool {
        self.all().into_iter().all(|(_, reach)| reach == wanted)
    }
}

/// What came of a stream of 2 Mbit/s, up to the relay and down again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
pub struct Stream {
    /// Kilobits per second that arrived.
    pub kbps: f64,
    /// Percent that did not.
    pub lost: f64,
    /// Milliseconds there and back, in the middle.
    pub delay: f64,
    /// Milliseconds by which that changed from one to the next, on average.
    pub jitter: f64,
}

/// What the browser has and can do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Abilities {
    /// A camera is there.
    pub camera: bool,
    /// A microphone is there.
    pub microphone: bool,
    /// It sends and shows VP8.
    pub vp8: bool,
    /// It sends and shows H.264.
    pub h264: bool,
    /// Name and version.
    pub browser: String,
}

/// The servers by the way that leads to them, as `web/line.js` takes them.
#[derive(Default, Serialize)]
struct ByWay<'a> {
    udp: Vec<Entry<'a>>,
    tcp: Vec<Entry<'a>>,
    tls: Vec<Entry<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entry<'a> {
    urls: Vec<&'a str>,
    username: &'a str,
    credential: &'a str,
}

/// Only those addresses of a list that are reached in one way.
fn over(servers: &[IceServer], way: RelayWay) -> Vec<Entry<'_>> {
    let entries = servers.iter().map(|server| Entry {
        urls: server
            .urls
            .iter()
            .map(String::as_str)
            .filter(|url| RelayWay::of_url(url) == Some(way))
            .collect(),
        username: &server.username,
        credential: &server.credential,
    });
    entries.filter(|entry| !entry.urls.is_empty()).collect()
}

/// The server's socket.
pub async fn echo() -> Echo {
    read(glue::echo(path::LINE_ECHO, ECHOES).await).unwrap_or_default()
}

/// Every way to the relays.
pub async fn relays(servers: &[IceServer]) -> Reaches {
    let by_way = ByWay {
        udp: over(servers, RelayWay::Udp),
        tcp: over(servers, RelayWay::Tcp),
        tls: over(servers, RelayWay::Tls),
    };
    let Ok(text) = serde_json::to_string(&by_way) else { return Reaches::default() };
    read(glue::relays(&text).await).unwrap_or_default()
}

/// A stream through the relays that are reached in this way; `None` when it broke.
pub async fn stream(servers: &[IceServer], way: RelayWay) -> Option<Stream> {
    let text = serde_json::to_string(&over(servers, way)).ok()?;
    read(glue::stream(&text).await)
}

/// What this browser has.
pub async fn abilities() -> Abilities {
    read(glue::abilities().await).unwrap_or_default()
}

/// Ends what runs.
pub fn end() {
    if cfg!(target_arch = "wasm32") {
        glue::end();
    }
}

fn read<T: DeserializeOwned>(answer: Result<JsValue, JsValue>) -> Option<T> {
    serde_json::from_str(&answer.ok()?.as_string()?).ok()
}

/// Host and port of each relay with the protocol that a firewall has to let through, each once.
#[must_use]
pub fn doors(servers: &[IceServer]) -> Vec<String> {
    let mut doors = BTreeSet::new();
    for url in servers.iter().flat_map(|server| &server.urls) {
        if let Some((way, place)) = RelayWay::of_url(url).zip(place_of(url)) {
            let protocol = if way == RelayWay::Udp { "UDP" } else { "TCP" };
            doors.insert(format!("{protocol} {place}"));
        }
    }
    doors.into_iter().collect()
}

/// `turn.example:3478`; without a port the usual one.
fn place_of(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once(':')?;
    let place = rest.split('?').next().unwrap_or(rest);
    let is_port = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if place.rsplit_once(':').is_some_and(|(_, port)| is_port(port)) {
        return Some(place.to_owned());
    }
    let usual = if scheme.eq_ignore_ascii_case("turns") { 5349 } else { 3478 };
    Some(format!("{place}:{usual}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn servers(urls: &[&str]) -> Vec<IceServer> {
        let urls = urls.iter().map(|url| (*url).to_owned()).collect();
        vec![IceServer { urls, username: "user".to_owned(), credential: "secret".to_owned() }]
    }

    #[test]
    fn each_way_gets_its_addresses_with_the_access() {
        let servers = servers(&[
            "stun:a.example:3478",
            "turn:a.example:3478?transport=udp",
            "turns:a.example:443?transport=tcp",
        ]);
        let text = serde_json::to_string(&over(&servers, RelayWay::Tls)).unwrap();
        assert_eq!(
            text,
            r#"[{"urls":["turns:a.example:443?transport=tcp"],"username":"user","credential":"secret"}]"#
        );
        assert!(over(&servers, RelayWay::Tcp).is_empty());
    }

    #[test]
    fn a_firewall_is_told_protocol_host_and_port_of_each_relay_once() {
        let servers = servers(&[
            "stun:a.example:3478",
            "turn:a.example",
            "turn:a.example:3478?transport=udp",
            "turns:a.example:443?transport=tcp",
            "turns:[2001:db8::1]",
        ]);
        assert_eq!(doors(&servers), ["TCP [2001:db8::1]:5349", "TCP a.example:443", "UDP a.example:3478"]);
    }

    #[test]
    fn what_the_page_says_is_read() {
        let reaches: Reaches =
            serde_json::from_str(r#"{"udp":"silent","tcp":"absent","tls":"reached"}"#).unwrap();
        assert_eq!(reaches.best(), Some(RelayWay::Tls));
        assert_eq!(reaches.udp, Reach::Silent);
    }
}
