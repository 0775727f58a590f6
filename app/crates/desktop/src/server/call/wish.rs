//! What a page can wish of its connection.

use heilsam_call::IceServer;
use serde::Deserialize;

/// A wish, and the number of its answer.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub(super) id: u32,
    #[serde(flatten)]
    pub(super) wish: Wish,
}

/// Without `Debug`: descriptions and candidates hold addresses.
#[derive(Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub(super) enum Wish {
    /// The first, and only the first.
    Open { servers: Vec<Server>, relay_only: bool },
    /// Make an offer and set it as local description.
    Offer { restart: bool },
    /// Set this remote offer, answer, set the answer as local description.
    ApplyOffer { sdp: String },
    /// Set this remote answer.
    ApplyAnswer { sdp: String },
    /// A remote candidate.
    Candidate { candidate: String, mid: String, line: u16 },
    /// Use these servers from the next gathering on.
    Servers { servers: Vec<Server> },
    /// Send sound and picture, or silence and black.
    Enable { audio: bool, video: bool },
    /// Tell the totals.
    Statistics,
    /// No wish, and not answered: the last picture is drawn, the next may come.
    Drawn,
}

/// As a page's `RTCIceServer`, always with a list of addresses.
#[derive(Deserialize)]
pub(super) struct Server {
    urls: Vec<String>,
    #[serde(default)]
    username: String,
    #[serde(default)]
    credential: String,
}

impl From<Server> for IceServer {
    fn from(Server { urls, username, credential }: Server) -> Self {
        Self { urls, username, credential }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_read_as_the_page_writes_them() {
        let read = |text: &str| serde_json::from_str::<Asked>(text).map(|asked| (asked.id, asked.wish));
        let open = r#"{"id":1,"do":"open","relayOnly":true,"servers":[{"urls":["stun:a"]}]}"#;
        assert!(
            matches!(read(open), Ok((1, Wish::Open { relay_only: true, servers })) if servers.len() == 1)
        );
        assert!(matches!(read(r#"{"id":2,"do":"statistics"}"#), Ok((2, Wish::Statistics))));
        assert!(matches!(read(r#"{"id":0,"do":"drawn"}"#), Ok((0, Wish::Drawn))));
        let enable = r#"{"id":3,"do":"enable","audio":true,"video":false}"#;
        assert!(matches!(read(enable), Ok((3, Wish::Enable { audio: true, video: false }))));
        assert!(read(r#"{"id":4,"do":"record"}"#).is_err());
    }
}
