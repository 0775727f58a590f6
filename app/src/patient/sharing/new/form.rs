//! What a practice shall see, from when on, until when; the consent. Nothing is chosen beforehand.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_client::sharing::{CheckedPractice, ShareChoice, ShareDraft, SharedResult};
use heilsam_domain::Purpose;
use heilsam_therapy::diary::Kind as EntryKind;
use jiff::SignedDuration;
use jiff::civil::Date;

use super::days::{ENDS, SINCE, Since, end_text};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Button, Choice, ChoiceKind, DateField, DateKind, Field, Kind, Notice, optional_day, use_toasts,
};
use crate::patient::assessments::{QuestionnairesWait, use_questionnaires};
use crate::patient::consents::{consent_text, paragraphs, title};
use crate::patient::routes::Route;
use crate::patient::sharing::results::results;
use crate::record::{Record, use_record};
use crate::{browser, entry_words, format, share_words, t, today};

/// The form as far as it is filled in; copies share everything.
#[derive(Clone, Copy, PartialEq)]
struct Wish {
    practice_name: Signal<String>,
    name: Signal<String>,
    birth: Signal<String>,
    kinds: Signal<BTreeSet<EntryKind>>,
    notes: Signal<bool>,
    results: Signal<bool>,
    since: Signal<Option<Since>>,
    from: Signal<String>,
    until: Signal<String>,
    ends_after: Signal<Option<i64>>,
    consents: Signal<bool>,
    /// Whether somebody wanted to send it: only then gaps are named.
    asked: Signal<bool>,
}

fn use_wish(practice_name: String) -> Wish {
    Wish {
        practice_name: use_signal(move || practice_name),
        name: use_signal(String::new),
        birth: use_signal(String::new),
        kinds: use_signal(BTreeSet::new),
        notes: use_signal(|| false),
        results: use_signal(|| false),
        since: use_signal(|| None),
        from: use_signal(String::new),
        until: use_signal(|| today::today().to_string()),
        ends_after: use_signal(|| None),
        consents: use_signal(|| false),
        asked: use_signal(|| false),
    }
}

impl Wish {
    /// The days, once they are chosen and make a span.
    fn days(self, oldest: Date) -> Option<(Date, Option<Date>)> {
        (self.since)()?.days(oldest, today::today(), &(self.from)(), &(self.until)())
    }

    /// What is shown, once it is chosen.
    fn choice(self, oldest: Date) -> Option<ShareChoice> {
        let (first, last) = self.days(oldest)?;
        let (kinds, results) = ((self.kinds)(), (self.results)());
        (results || !kinds.is_empty()).then(|| ShareChoice {
            kinds,
            notes: (self.notes)(),
            results,
            first,
            last,
        })
    }

    /// The first field that still wants something.
    fn gap(self, oldest: Date, has_consent: bool) -> Option<&'static str> {
        let is_half = |field: Signal<String>| optional_day(&field.read()).is_err();
        let days = match (self.since)() {
            Some(Since::Own) if is_half(self.until) && !is_half(self.from) => "share-until",
            Some(Since::Own) => "share-from",
            _ => "share-since-today",
        };
        let gaps = [
            (is_blank(self.practice_name), "share-practice"),
            (is_blank(self.name), "share-name"),
            (is_half(self.birth), "share-birth"),
            ((self.kinds)().is_empty() && !(self.results)(), "share-kind-0"),
            (self.days(oldest).is_none(), days),
            ((self.ends_after)().is_none(), "share-ends-30"),
            (!has_consent && !(self.consents)(), "share-consent"),
        ];
        gaps.into_iter().find_map(|(open, field)| open.then_some(field))
    }

    /// Everything; `None` with a gap.
    fn draft(self, oldest: Date) -> Option<ShareDraft> {
        Some(ShareDraft {
            practice_name: (self.practice_name)().trim().to_owned(),
            name: (self.name)().trim().to_owned(),
            birth: (self.birth)().parse().ok(),
            choice: self.choice(oldest)?,
            expires_at: format::now() + SignedDuration::from_hours(24 * (self.ends_after)()?),
        })
    }

    /// What is wrong with a day that cannot be read.
    fn half_typed(self, field: Signal<String>) -> Option<String> {
        optional_day(&field.read()).err().filter(|_| (self.asked)()).map(DateKind::wanted)
    }

    fn missing(self, field: Signal<String>) -> Option<String> {
        ((self.asked)() && is_blank(field)).then(|| t!("field-missing"))
    }
}

fn is_blank(field: Signal<String>) -> bool {
    field.read().trim().is_empty()
}

/// The whole form.
#[component]
pub fn WishForm(
    practice: ReadSignal<CheckedPractice>,
    /// When the practice's key was proven in a call, in words; else its code was compared.
    met: Option<String>,
    /// What the patient calls the practice already.
    #[props(default)]
    practice_name: String,
) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let questionnaires = use_questionnaires();
    let mut toasts = use_toasts();
    let mut wish = use_wish(practice_name);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let entries = record.entries();
    let days = entries.iter().map(|it| it.entry.local_time(it.utc_offset_minutes).date());
    let oldest = days.min().unwrap_or_else(today::today);
    let has_consent = record.has_consent(Purpose::Sharing);
    let found = (wish.results)().then(|| results(&record.assessments(), questionnaires));
    let waits = found == Some(None);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        wish.asked.set(true);
        if let Some(field) = wish.gap(oldest, has_consent) {
            return browser::focus(field);
        }
        let Some(draft) = wish.draft(oldest) else { return };
        if busy() || waits {
            return;
        }
        let results = found.clone().flatten().unwrap_or_default();
        spawn(async move {
            busy.set(true);
            let shared = give(record, has_consent, &practice.peek().clone(), &draft, &results).await;
            busy.set(false);
            match shared {
                Ok(()) => {
                    navigator.replace(Route::Sharing {});
                    toasts.say(|| t!("sharing-given"));
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    rsx! {
        form { class: "stack-wide", id: "share-form", novalidate: true, onsubmit: submit,
            Notice { kind: Kind::Success, id: "sharing-found", announce: true,
                if let Some(when) = met {
                    p { id: "sharing-met", {t!("sharing-met", when = when)} }
                } else {
                    p { {t!("sharing-found")} }
                }
                p { code { "{practice.read().code}" } }
            }
            Who { wish }
            What { wish }
            Beginning { wish, is_span: wish.days(oldest).is_some() }
            Ending { wish }
            if !has_consent {
                Consents { wish }
            }
            if waits {
                QuestionnairesWait {}
            }
            if let Some(choice) = wish.choice(oldest) {
                p { id: "share-summary", strong { {t!("sharing-what")} } ": " {share_words::choice(&choice)} }
            }
            TroubleNotice { trouble: trouble() }
            Button { id: "share-give", submit: true, wide: true, busy: busy(), {t!("sharing-give")} }
        }
    }
}

/// The consent first, where it is missing: without it nothing leaves the device.
async fn give(
    record: Record,
    has_consent: bool,
    practice: &CheckedPractice,
    draft: &ShareDraft,
    results: &[SharedResult],
) -> Result<(), Trouble> {
    if !has_consent {
        record.change_consent(true, consent_text(Purpose::Sharing)).await?;
    }
    record.share(practice, draft, results).await
}

#[component]
fn Who(wish: Wish) -> Element {
    let Wish { mut practice_name, mut name, mut birth, .. } = wish;
    rsx! {
        Field { id: "share-practice", label: t!("sharing-practice-name"), hint: t!("sharing-practice-hint"), value: practice_name, maxlength: 80,
            required: true, error: wish.missing(practice_name), oninput: move |it| practice_name.set(it) }
        div { class: "field-row",
            Field { id: "share-name", label: t!("sharing-name"), hint: t!("sharing-name-hint"), value: name, maxlength: 80, required: true,
                error: wish.missing(name), oninput: move |it| name.set(it) }
            DateField { id: "share-birth", label: t!("sharing-birth"), hint: t!("sharing-birth-hint"), kind: DateKind::Day, value: birth,
                error: wish.half_typed(birth), oninput: move |it| birth.set(it) }
        }
    }
}

#[component]
fn What(wish: Wish) -> Element {
    let Wish { mut kinds, mut notes, mut results, .. } = wish;
    let wrong = (wish.asked)() && kinds().is_empty() && !results();
    rsx! {
        fieldset { class: "choices",
            legend { class: "field-label", {t!("sharing-kinds")} }
            for (index , kind) in EntryKind::ALL.into_iter().enumerate() {
                Choice { key: "{index}", id: "share-kind-{index}", name: "share-kind", label: entry_words::kind(kind), checked: kinds().contains(&kind),
                    described_by: wrong.then(|| "share-kinds-error".to_owned()),
                    onchange: move |on| { let _ = if on { kinds.write().insert(kind) } else { kinds.write().remove(&kind) }; } }
            }
            Choice { id: "share-results", name: "share-results", label: t!("sharing-results"), checked: results(), onchange: move |on| results.set(on) }
            Choice { id: "share-notes", name: "share-notes", label: t!("sharing-notes"), checked: notes(), onchange: move |on| notes.set(on) }
        }
        if wrong {
            Notice { kind: Kind::Warning, id: "share-kinds-error", announce: true, p { {t!("sharing-kinds-error")} } }
        }
    }
}

#[component]
fn Beginning(wish: Wish, is_span: bool) -> Element {
    let Wish { mut since, mut from, mut until, asked, .. } = wish;
    let own = since() == Some(Since::Own);
    let until_error = wish.half_typed(until);
    // Where the last day is half typed, the fault is there.
    let reversed = asked() && !is_span && until_error.is_none();
    let from_error = wish.half_typed(from).or_else(|| reversed.then(|| t!("sharing-days-error")));
    let wrong = asked() && since().is_none();
    rsx! {
        fieldset { class: "choices",
            legend { class: "field-label", {t!("sharing-since")} }
            for (id , each) in SINCE {
                Choice { key: "{id}", id: "share-since-{id}", name: "share-since", kind: ChoiceKind::Radio, label: each.text(), checked: since() == Some(each),
                    described_by: wrong.then(|| "share-since-error".to_owned()), onchange: move |_| since.set(Some(each)) }
            }
            if own {
                div { class: "field-row",
                    DateField { id: "share-from", label: t!("export-from"), kind: DateKind::Day, value: from, error: from_error, oninput: move |it| from.set(it) }
                    DateField { id: "share-until", label: t!("export-until"), kind: DateKind::Day, value: until, error: until_error, oninput: move |it| until.set(it) }
                }
            }
        }
        if wrong {
            Notice { kind: Kind::Warning, id: "share-since-error", announce: true, p { {t!("sharing-one-error")} } }
        }
    }
}

#[component]
fn Ending(wish: Wish) -> Element {
    let Wish { mut ends_after, asked, .. } = wish;
    let wrong = asked() && ends_after().is_none();
    rsx! {
        fieldset { class: "choices",
            legend { class: "field-label", {t!("sharing-until")} }
            for days in ENDS {
                Choice { key: "{days}", id: "share-ends-{days}", name: "share-ends", kind: ChoiceKind::Radio, label: end_text(days), checked: ends_after() == Some(days),
                    described_by: wrong.then(|| "share-ends-error".to_owned()), onchange: move |_| ends_after.set(Some(days)) }
            }
        }
        if wrong {
            Notice { kind: Kind::Warning, id: "share-ends-error", announce: true, p { {t!("sharing-one-error")} } }
        }
    }
}

#[component]
fn Consents(wish: Wish) -> Element {
    let Wish { mut consents, asked, .. } = wish;
    let wrong = asked() && !consents();
    rsx! {
        section { class: "card", "aria-labelledby": "share-consent-title",
            h2 { id: "share-consent-title", {title(Purpose::Sharing)} }
            for (index , paragraph) in paragraphs(Purpose::Sharing).into_iter().enumerate() {
                p { key: "{index}", "{paragraph}" }
            }
            Choice { id: "share-consent", name: "share-consent", label: t!("sharing-consent-label"), checked: consents(),
                described_by: wrong.then(|| "share-consent-error".to_owned()), onchange: move |on| consents.set(on) }
            if wrong {
                Notice { kind: Kind::Warning, id: "share-consent-error", announce: true, p { {t!("sharing-consent-error")} } }
            }
        }
    }
}
