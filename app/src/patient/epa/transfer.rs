//! Handing the record over now, and what came of it.

use dioxus::prelude::*;
use heilsam_epa::{EpaError, Settings, TelematicsClient, check};
use heilsam_protocol::site::EpaFacts;

use super::client::HttpClient;
use super::package::Packer;
use super::{is_agreed, settings};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Kind, Notice, Shape};
use crate::patient::export::PhotosLeftOut;
use crate::to_the_end::to_the_end;
use crate::{format, t};

/// Why nothing was handed over.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// The patient did not consent, or no longer does.
    NoConsent,
    /// The insurance number is missing.
    NoNumber,
    /// There is nothing to hand over.
    NoEntries,
    /// A module could not be loaded, or made no file.
    NoFiles,
    /// Something on this device.
    Trouble(Trouble),
    /// The patient record.
    Record(EpaError),
}

/// Whether documents are on their way, by hand or by themselves: never two at once.
static ON_THE_WAY: GlobalSignal<bool> = Signal::global(|| false);

/// Whether documents are on their way; subscribes the caller.
pub fn is_on_the_way() -> bool {
    ON_THE_WAY()
}

/// Makes the documents, checks them, and hands them over; keeps when that was. Nothing happens while another transfer runs.
///
/// # Errors
/// [`Failure`]; nothing is in the record.
pub async fn transfer(packer: &Packer, facts: &EpaFacts, settings: &Settings) -> Result<Settings, Failure> {
    let (packer, facts, settings) = (*packer, facts.clone(), settings.clone());
    if *ON_THE_WAY.peek() {
        return Ok(settings);
    }
    *ON_THE_WAY.write() = true;
    // Also when the page is left meanwhile: what the record took has to be noted.
    to_the_end(async move {
        let done = hand_over(&packer, &facts, &settings).await;
        *ON_THE_WAY.write() = false;
        done
    })
    .await
}

async fn hand_over(packer: &Packer, facts: &EpaFacts, settings: &Settings) -> Result<Settings, Failure> {
    if !is_agreed(packer.record()) {
        return Err(Failure::NoConsent);
    }
    let insurant = settings.insurant.clone().ok_or(Failure::NoNumber)?;
    let submission = packer.pack(insurant).await?;
    let findings = check(&submission);
    if !findings.is_empty() {
        return Err(Failure::Record(EpaError::Refused(findings)));
    }
    let client = HttpClient { origin: facts.origin.clone() };
    client.submit(&submission).await.map_err(Failure::Record)?;
    let done = |settings: &mut Settings| (settings.last, settings.failed) = (Some(format::now()), None);
    settings::change(packer.account(), done).await.map_err(Failure::Trouble)
}

/// The button.
#[component]
pub fn TransferNow(facts: EpaFacts, settings: Settings, onkept: EventHandler<Settings>) -> Element {
    let packer = Packer::of_this_page();
    let mut failure = use_signal(|| None::<Failure>);
    let ready = settings.insurant.is_some();
    let begin = move |()| {
        let (facts, settings) = (facts.clone(), settings.clone());
        spawn(async move {
            failure.set(None);
            match transfer(&packer, &facts, &settings).await {
                Ok(done) => onkept.call(done),
                Err(found) => failure.set(Some(found)),
            }
        });
    };
    rsx! {
        section { class: "card",
            h2 { {t!("epa-now")} }
            p { {t!("epa-now-text")} }
            PhotosLeftOut {}
            if let Some(failure) = failure() {
                FailureNotice { failure }
            }
            div { class: "row",
                Button { id: "epa-transfer", icon: Shape::Upload, busy: is_on_the_way(), waits_for: (!ready).then(|| t!("epa-number-first")), onpress: begin, {t!("epa-transfer")} }
            }
        }
    }
}

#[component]
fn FailureNotice(failure: Failure) -> Element {
    let text = match failure {
        Failure::Trouble(trouble) => return rsx! { TroubleNotice { trouble } },
        Failure::NoConsent => t!("epa-failed-consent"),
        Failure::NoNumber => t!("epa-number-first"),
        Failure::NoEntries => t!("export-empty-text"),
        Failure::NoFiles => t!("epa-failed-files"),
        Failure::Record(EpaError::Unreachable) => t!("epa-failed-unreachable"),
        Failure::Record(EpaError::NotAllowed) => t!("epa-failed-not-allowed"),
        Failure::Record(EpaError::Refused(_) | EpaError::Answer) => t!("epa-failed-refused"),
    };
    rsx! { Notice { kind: Kind::Warning, id: "epa-problem", announce: true, p { "{text}" } } }
}
