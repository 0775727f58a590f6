//! The application by § 2 DiGAV: its statements, and what is missing in each.

mod access;
mod entry;
mod field;
pub mod history;
mod proposed;

use dioxus::prelude::*;
use heilsam_compliance::application::check::check;
use heilsam_compliance::application::{Listing, Weight};
use heilsam_compliance::workspace::Action;

pub use self::entry::EntryPage;

use super::acting::{Refusal, use_acting};
use super::desk::{Open, say, use_desk};
use super::parts::beginning;
use super::routes::Route;
use crate::components::{Badge, Choice, ChoiceKind, Kind, PageTitle, Shape};
use crate::t;

/// A statement of § 2 as printed: number, text, provision, whether it may be declared not applicable.
#[derive(Clone, PartialEq)]
pub struct Printed {
    /// Number, or `p4` for paragraph 4.
    pub number: String,
    /// Number for people.
    pub shown: String,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub provision: String,
    /// "soweit zutreffend".
    pub if_applicable: bool,
}

/// A statement by its number.
#[must_use]
pub fn printed(open: &Open, number: &str) -> Option<Printed> {
    let statements = open.library.statements(open.workspace().legal())?;
    let paragraph = number.strip_prefix('p');
    let list = if paragraph.is_some() { &statements.paragraphs } else { &statements.entries };
    let found = list.iter().find(|it| it.number == paragraph.unwrap_or(number))?;
    Some(Printed {
        number: number.to_owned(),
        shown: paragraph.map_or_else(|| found.number.clone(), |it| t!("application-paragraph", number = it)),
        text: found.text.clone(),
        provision: found.provision.clone(),
        if_applicable: found.if_applicable,
    })
}

/// The list.
#[component]
pub fn Application() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let findings = check(&open.library, open.workspace(), open.now);
    let application = open.workspace().application();
    let rows: Vec<(Printed, Kind, String)> = open
        .library
        .forms()
        .numbers(open.workspace().legal())
        .filter_map(|number| {
            let printed = printed(&open, number)?;
            let blocking =
                findings.iter().filter(|it| it.entry == number && it.weight == Weight::Blocks).count();
            let hints = findings.iter().filter(|it| it.entry == number && it.weight == Weight::Hint).count();
            let (kind, text) = match (application.is_not_applicable(number), blocking, hints) {
                (true, _, _) => (Kind::Info, t!("application-not-applicable")),
                (false, 0, 0) => (Kind::Success, t!("application-complete")),
                (false, 0, hints) => (Kind::Info, t!("application-hints", count = hints)),
                (false, blocking, _) => (Kind::Warning, t!("application-missing", count = blocking)),
            };
            Some((printed, kind, text))
        })
        .collect();
    let lead = open.library.statements(open.workspace().legal()).map(|it| it.source.citation.clone());
    rsx! {
        PageTitle { title: t!("application-title"), lead: t!("application-lead") }
        div { class: "stack-wide",
            if let Some(source) = lead {
                p { class: "soft", lang: "de", "{source}" }
            }
            ListingForm {}
            access::FreeAccessForm {}
            section { class: "stack", "aria-labelledby": "statements-title",
                h2 { id: "statements-title", {t!("application-statements")} }
                ul { class: "items", id: "statements",
                    for (printed , kind , text) in rows {
                        li { key: "{printed.number}",
                            Link { lang: "de", to: Route::EntryPage { number: printed.number.clone() },
                                {format!("{} · {}", printed.shown, beginning(&printed.text, 100))}
                            }
                            Badge { kind, icon: (kind == Kind::Success).then_some(Shape::Check), "{text}" }
                        }
                    }
                }
            }
        }
    }
}

/// Permanent listing or trial (§ 2(3)).
#[component]
fn ListingForm() -> Element {
    let acting = use_acting();
    let Some(open) = use_desk().open() else { return rsx! {} };
    let stands = open.workspace().application().listing();
    let author = open.is_author();
    let choose = move |listing: Listing| {
        acting.run(vec![Action::SetListing { listing }], || t!("application-saved"), || {});
    };
    rsx! {
        section { class: "card", "aria-labelledby": "listing-title",
            h2 { id: "listing-title", {t!("application-listing")} }
            fieldset { class: "choices", disabled: !author,
                legend { class: "visually-hidden", {t!("application-listing")} }
                Choice { id: "listing-permanent", name: "listing", kind: ChoiceKind::Radio, label: t!("application-permanent"), detail: t!("application-permanent-hint"), checked: stands == Some(Listing::Permanent), onchange: move |_| choose(Listing::Permanent) }
                Choice { id: "listing-trial", name: "listing", kind: ChoiceKind::Radio, label: t!("application-trial"), detail: t!("application-trial-hint"), checked: stands == Some(Listing::Trial), onchange: move |_| choose(Listing::Trial) }
            }
            Refusal { acting, id: "listing-refused" }
        }
    }
}

/// Sentences about a statement or one of its fields.
#[must_use]
pub fn sentences(open: &Open, number: &str) -> Vec<(bool, String, String)> {
    let mut found: Vec<(bool, String, String)> = check(&open.library, open.workspace(), open.now)
        .into_iter()
        .filter(|finding| finding.entry == number)
        .map(|finding| (finding.weight == Weight::Blocks, say(&finding.message), finding.provision))
        .collect();
    found.dedup();
    found
}
