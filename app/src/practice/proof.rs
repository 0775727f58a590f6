//! The proof of being a doctor: what the doctor hands in, and what waits until two operators looked at it.
//! Source: Anlage 31b BMV-Ä §§ 4(3), 5(1) no. 1.

mod asked;
mod card;
pub mod file;
mod form;

use dioxus::prelude::*;
use heilsam_domain::ProofState;
use heilsam_domain::physician::EYES;

pub(super) use self::form::words;

use self::asked::use_asked;
use self::card::CardForm;
use self::form::ProofForm;
use super::desk::use_desk;
use super::routes::Route;
use crate::components::{
    Button, ButtonKind, Choice, ChoiceKind, ErrorState, Kind, Loading, Notice, PageTitle, Shape,
};
use crate::{format, t};

/// How far the own proof has come, and the form as long as one can be handed in.
#[component]
pub fn ProofPage() -> Element {
    let desk = use_desk();
    let mut own = use_resource(move || async move { desk.own_proof().await });
    let content = match &*own.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            ErrorState { text: error.text(), onretry: move |()| own.restart() }
        },
        Some(Ok(own_now)) => rsx! {
            div { class: "stack-wide",
                Standing { proof: own_now.proof.clone() }
                if own_now.proof.takes_a_proof() {
                    Ways { cards: own_now.cards, onsent: move |()| own.restart() }
                }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("proof-title"), lead: t!("proof-lead") }
        {content}
    }
}

/// With a document, or, where the installation reads them, with the card.
#[component]
pub(super) fn Ways(cards: bool, onsent: EventHandler<()>) -> Element {
    // Both forms show the same numbers: whoever changes the way keeps what was typed.
    let asked = use_asked();
    let mut by_card = use_signal(|| None::<bool>);
    let mut choose = move |card: bool| by_card.set(Some(card));
    if !cards {
        return rsx! { ProofForm { asked, onsent } };
    }
    rsx! {
        fieldset { class: "choices",
            legend { class: "field-label", {t!("proof-way")} }
            Choice { id: "proof-by-card", name: "proof-way", kind: ChoiceKind::Radio, label: t!("proof-by-card"), detail: t!("proof-by-card-detail"), checked: by_card() == Some(true), onchange: move |_| choose(true) }
            Choice { id: "proof-by-document", name: "proof-way", kind: ChoiceKind::Radio, label: t!("proof-by-document"), detail: t!("proof-by-document-detail"), checked: by_card() == Some(false), onchange: move |_| choose(false) }
        }
        match by_card() {
            Some(true) => rsx! { CardForm { asked, onsent } },
            Some(false) => rsx! { ProofForm { asked, onsent } },
            None => rsx! {},
        }
    }
}

/// Where the proof stands, in words; who registered without a code can do nothing else meanwhile.
#[component]
pub(super) fn Standing(proof: ProofState, #[props(default)] applies: bool) -> Element {
    match proof {
        ProofState::Missing => rsx! {},
        ProofState::Waiting { handed_in_at, accepted, .. } => rsx! {
            Notice { id: "proof-waiting", kind: Kind::Info, title: t!("proof-waiting-title"), announce: true,
                p {
                    {t!("proof-waiting-text", day = format::day(handed_in_at), accepted = u64::from(accepted), eyes = u64::from(EYES))}
                    " "
                    if applies { {t!("proof-waiting-then")} } else { {t!("proof-waiting-plan")} }
                }
            }
        },
        ProofState::Proven { since } => rsx! {
            Notice { id: "proof-proven", kind: Kind::Success, title: t!("proof-proven-title"),
                p { {t!("proof-proven-text", day = format::day(since))} }
            }
        },
        ProofState::Refused { at, reason } => rsx! {
            Notice { id: "proof-refused", kind: Kind::Warning, title: t!("proof-refused-title"),
                p { {t!("proof-refused-text", day = format::day(at))} }
                p { id: "proof-reason", "{reason}" }
            }
        },
    }
}

/// Says on other pages that the proof is still missing; nothing where none is demanded.
#[component]
pub fn ProofBanner() -> Element {
    let desk = use_desk();
    let own = use_resource(move || async move { desk.own_proof().await });
    match &*own.read() {
        Some(Ok(own)) if !own.admits() => rsx! {
            Unproven { proof: own.proof.clone() }
        },
        // What cannot be asked now is asked again with the next visit; the server decides in any case.
        _ => rsx! {},
    }
}

#[component]
fn Unproven(proof: ProofState) -> Element {
    let navigator = use_navigator();
    let waits = matches!(proof, ProofState::Waiting { .. });
    rsx! {
        Notice { id: "proof-banner", kind: Kind::Warning, title: t!("proof-banner-title"),
            p { if waits { {t!("proof-banner-waits")} } else { {t!("proof-banner-text")} } }
            div { class: "row",
                Button { id: "to-proof", kind: ButtonKind::Second, icon: Shape::Upload, onpress: move |()| { navigator.push(Route::ProofPage {}); },
                    if waits { {t!("proof-banner-look")} } else { {t!("proof-banner-hand-in")} }
                }
            }
        }
    }
}

/// What only proven doctors do: for others it says why not, and how to go on.
#[component]
pub fn Proven(children: Element) -> Element {
    let desk = use_desk();
    let own = use_resource(move || async move { desk.own_proof().await });
    match &*own.read() {
        None => rsx! { Loading {} },
        Some(Ok(own)) if !own.admits() => rsx! {
            PageTitle { title: t!("proof-needed-title"), lead: t!("proof-needed-lead") }
            Unproven { proof: own.proof.clone() }
        },
        // The server decides again when the room opens, and says no more than that.
        Some(_) => children,
    }
}
