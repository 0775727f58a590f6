//! The people in a call of more than two: their pictures with names, who takes part as what, and who is not connected. The
//! same for the doctor and for guests.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::group::{Person, Share};
use heilsam_call::{CallView, Link, Phase, Quality};
use heilsam_domain::CallRole;
use wasm_bindgen::prelude::*;

use crate::call_view::{CallPort, Picture, StreamVideo};
use crate::components::{Icon, Kind, Notice, Shape};
use crate::t;

#[wasm_bindgen(module = "/web/mesh.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn tend(
        first: &JsValue,
        others: &js_sys::Array,
        side: u32,
        rate: u32,
        kbps: u32,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = name)]
    fn name_others(others: &js_sys::Array);
    #[wasm_bindgen(js_name = write)]
    fn want_chat();
}

/// Lets the other connections send what the first one sends, each within its share of the line in a call of so many `people`,
/// those with them who are announced. To be called again and again.
pub fn share_out(first: JsValue, others: Vec<JsValue>, people: usize) {
    let others: js_sys::Array = others.into_iter().filter(|each| !each.is_undefined()).collect();
    if first.is_undefined() {
        return;
    }
    let (side, rate, kbps) = Share::of(people).map_or((0, 0, 0), |it| (it.side, it.rate, it.kbps));
    wasm_bindgen_futures::spawn_local(async move {
        // What does not work now, because a connection is just being made, works the next time.
        let _ = tend(&first, &others, side, rate, kbps).await;
    });
}

/// The way of the chat to somebody; until the chat is there, what they write asks for it.
#[must_use]
pub fn chat_port(call: &Call) -> JsValue {
    call.on_exchange(
        wasm_bindgen::closure::Closure::<dyn FnMut()>::new(want_chat).into_js_value().unchecked_into(),
    );
    CallPort::of(call).into()
}

/// Says who takes part beside the first person, by number and name, and how to write to them.
pub fn chat_with(others: &[(u32, String, JsValue)]) {
    let list: js_sys::Array = others
        .iter()
        .map(|(id, name, port)| {
            js_sys::Array::of3(&JsValue::from(id.to_string()), &JsValue::from(name), port)
        })
        .collect();
    name_others(&list);
}

/// Somebody's picture beside the first one.
#[derive(Clone, PartialEq)]
pub struct Shown {
    /// Who.
    pub person: Person,
    /// The connection to them, if there is one.
    pub call: Option<(Call, CallView)>,
}

/// How the connection to somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They were announced and are not in the call yet.
    Announced,
    /// Being made.
    Connecting,
    /// Picture and sound flow.
    Good,
    /// Nothing comes.
    Apart,
}

impl Shown {
    /// How the connection does.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match &self.call {
            _ if !self.person.present => Standing::Announced,
            None => Standing::Connecting,
            Some((_, view)) => match view.phase {
                Phase::InCall(Link::Good) => Standing::Good,
                Phase::InCall(Link::Reconnecting { .. } | Link::OtherGone | Link::NoWay)
                | Phase::Ended(_) => Standing::Apart,
                Phase::InCall(Link::Connecting)
                | Phase::Connecting { .. }
                | Phase::Alone
                | Phase::Verifying
                | Phase::WaitingRoom { .. } => Standing::Connecting,
            },
        }
    }

    /// How good the line to them is, in words, while something comes on it.
    fn quality(&self) -> Option<String> {
        let (_, view) = self.call.as_ref().filter(|_| self.standing() == Standing::Good)?;
        match view.quality {
            Quality::Unknown => None,
            Quality::Good => Some(t!("call-quality-good")),
            Quality::Fair => Some(t!("call-quality-fair")),
            Quality::Poor => Some(t!("group-quality-poor")),
        }
    }
}

/// A role in words.
#[must_use]
pub fn role_words(role: CallRole) -> String {
    match role {
        CallRole::Patient => t!("group-role-patient"),
        CallRole::Relative => t!("group-role-relative"),
        CallRole::Carer => t!("group-role-carer"),
        CallRole::Interpreter => t!("group-role-interpreter"),
        CallRole::Doctor => t!("group-role-doctor"),
    }
}

/// What happened last in the call, with the name as it was known then.
#[derive(Clone, PartialEq, Eq)]
pub enum News {
    /// Somebody is announced.
    Joins {
        /// Who.
        name: String,
        /// As what.
        role: CallRole,
    },
    /// Somebody was taken in.
    Joined {
        /// Who.
        name: String,
        /// As what.
        role: CallRole,
    },
    /// Somebody is gone.
    Left {
        /// Who.
        name: String,
    },
}

impl News {
    /// In words, to be asked where it is shown.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Joins { name, role } => t!("group-joins", name = name, role = role_words(*role)),
            Self::Joined { name, role } => t!("group-joined", name = name, role = role_words(*role)),
            Self::Left { name } => t!("group-left", name = name),
        }
    }
}

/// Pictures beside the first; `news` is what happened last, read aloud.
#[component]
pub fn Tiles(shown: Vec<Shown>, news: Option<News>) -> Element {
    let there = shown.into_iter().filter(|each| each.person.present);
    rsx! {
        for each in there {
            Tile { key: "{each.person.id}", shown: each }
        }
        div { class: "group-news", role: "status",
            if let Some(news) = news {
                Notice { kind: Kind::Info, id: "group-news", p { {news.text()} } }
            }
        }
    }
}

#[component]
fn Tile(shown: Shown) -> Element {
    let Person { id, name, role, .. } = shown.person.clone();
    let standing = match shown.standing() {
        Standing::Announced | Standing::Good => None,
        Standing::Connecting => Some(t!("group-connecting")),
        Standing::Apart => Some(t!("group-apart")),
    };
    let sending = shown.call.as_ref().and_then(|(_, view)| view.other_sending);
    let dark = shown.call.is_none() || sending.is_some_and(|sending| !sending.video);
    let muted = sending.is_some_and(|sending| !sending.audio);
    let quality = shown.quality();
    rsx! {
        figure { class: "tile", id: "tile-{id}",
            if let Some((call, _)) = shown.call {
                for tracks in [call.remote().get_tracks().length()].into_iter().filter(|tracks| *tracks > 0) {
                    StreamVideo {
                        key: "{tracks}",
                        id: "other-{id}",
                        label: t!("call-other", name = name.clone()),
                        picture: Picture::Other(call.clone()),
                    }
                }
            }
            if dark {
                div { class: "call-blank", Icon { shape: Shape::Person } }
            }
            if let Some(standing) = standing {
                p { class: "tile-state", "{standing}" }
            }
            figcaption { class: "tile-name",
                if muted {
                    Icon { shape: Shape::MicrophoneOff }
                    span { class: "visually-hidden", {t!("call-other-no-audio", name = name.clone())} }
                }
                span { "{name}" }
                span { class: "tile-role", {role_words(role)} }
                // The program with the chat knows, and marks the picture: `web/screen.js`.
                span { class: "tile-sharing", {t!("group-shares")} }
                if let Some(quality) = quality {
                    span { class: "tile-quality", "{quality}" }
                }
            }
        }
    }
}

/// One line of the list of people.
#[derive(Clone, PartialEq)]
pub struct PeopleRow {
    /// The name.
    pub name: String,
    /// As what.
    pub role: String,
    /// What is the matter with the connection, if anything.
    pub trouble: Option<String>,
}

impl PeopleRow {
    /// Somebody with a connection of their own.
    #[must_use]
    pub fn of(shown: &Shown) -> Self {
        let trouble = match shown.standing() {
            Standing::Good => None,
            Standing::Announced => Some(t!("group-announced")),
            Standing::Connecting => Some(t!("group-connecting")),
            Standing::Apart => Some(t!("group-apart")),
        };
        Self { name: shown.person.name.clone(), role: role_words(shown.person.role), trouble }
    }
}

/// Everybody in the call, by name and role, and how many it can be at most.
#[component]
pub fn People(people: Vec<PeopleRow>, children: Element) -> Element {
    rsx! {
        section { class: "group-people", id: "group-people",
            h2 { {t!("group-people")} }
            ul {
                // Two may have the same name.
                for (place , each) in people.into_iter().enumerate() {
                    li { key: "{place}",
                        strong { "{each.name}" }
                        " ({each.role})"
                        if let Some(trouble) = each.trouble {
                            span { class: "group-trouble", ": {trouble}" }
                        }
                    }
                }
            }
            p { class: "soft", {t!("group-most")} }
            {children}
        }
    }
}
