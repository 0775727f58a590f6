//! The form for one entry: the fields of its kind, when it was, a note; nothing that was typed is lost.

use dioxus::prelude::*;
use heilsam_therapy::diary::{Kind, NOTE_LIMIT, Origin};
use heilsam_therapy::hint::beside_form;
use heilsam_therapy::plausibility::{Doubt, doubts_with_history};
use heilsam_therapy::{DiaryEntry, Measurement};
use jiff::Timestamp;

use super::doubt::DoubtDialog;
use super::draft::{Draft, Wrong};
use super::forms::{Fields, State};
use super::inputs::{Input, Typed};
use super::kinds::KindPicker;
use super::photo::PhotoField;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, DateField, DateKind, Field};
use crate::patient::later;
use crate::record::PhotoWish;
use crate::today;
use crate::{browser, format, t};

/// What stands in the form beside the fields of the kind.
#[derive(Clone, Copy, PartialEq)]
struct Rest {
    when: Signal<String>,
    note: Signal<String>,
    opened_at: Timestamp,
}

impl Rest {
    /// When it was; a night lies at its waking up.
    fn measured_at(self, draft: &Draft) -> Result<Timestamp, Wrong> {
        let wrong = |id, text| Wrong { id, text };
        let typed = (self.when)();
        if draft.kind == Kind::Sleep {
            let words =
                || DateKind::Day.incomplete(day_part(&typed)).unwrap_or_else(|| t!("entry-error-when"));
            let day = self.day().ok_or_else(|| wrong("entry-when", words()))?;
            let awake = draft.sleep.times(day).1.and_then(today::moment_of);
            return awake
                .filter(|at| *at <= format::now())
                .ok_or_else(|| wrong("entry-awake", t!("entry-error-awake")));
        }
        // The field shows minutes; an untouched one keeps the exact moment.
        let words = || DateKind::Moment.incomplete(&typed).unwrap_or_else(|| t!("entry-error-when"));
        let exact = (typed == format::to_input(self.opened_at)).then_some(self.opened_at);
        exact
            .or_else(|| format::from_input(&typed).filter(|at| *at <= format::now()))
            .ok_or_else(|| wrong("entry-when", words()))
    }

    fn day(self) -> Option<jiff::civil::Date> {
        day_part(&(self.when)()).parse().ok()
    }

    fn check(self, draft: &Draft) -> Vec<Wrong> {
        let note = (self.note)();
        let mut wrong: Vec<Wrong> = self.measured_at(draft).err().into_iter().collect();
        // Without a time of waking up, that field is already named.
        let is_awake = today::read_clock(&draft.sleep.awake).is_some();
        wrong.retain(|it| it.id != "entry-awake" || is_awake);
        if note.trim().chars().count() > NOTE_LIMIT {
            wrong.push(Wrong { id: "entry-note", text: t!("entry-error-note") });
        } else if note.trim().is_empty() && draft.kind == Kind::FreeNote {
            wrong.push(Wrong { id: "entry-note", text: t!("entry-error-words") });
        }
        wrong
    }
}

/// The day in the value of a field for a moment, also where it stands alone or is typed only by half.
fn day_part(when: &str) -> &str {
    when.split_once('T').map_or(when, |(day, _)| day)
}

/// The value of a field for a moment with another day; it keeps the time of the clock that was there.
fn with_day(when: &str, day: &str) -> String {
    when.split_once('T').map_or_else(|| day.to_owned(), |(_, clock)| format!("{day}T{clock}"))
}

/// Everything that is wrong, in the order of the fields.
fn everything(draft: &Draft, rest: Rest) -> Vec<Wrong> {
    let day = rest.day().unwrap_or_else(today::today);
    let mut wrong = draft.parse(day).err().unwrap_or_default();
    wrong.extend(rest.check(draft));
    wrong
}

/// Reads, checks, asks back where something is unlikely, and hands a complete entry on. `others` are the entries already
/// there, without the one that is changed.
#[component]
pub fn EntryForm(
    before: Option<DiaryEntry>,
    photo_before: Option<Vec<u8>>,
    photo: Signal<PhotoWish>,
    others: Vec<DiaryEntry>,
    busy: bool,
    trouble: Option<Trouble>,
    onsave: EventHandler<DiaryEntry>,
) -> Element {
    let mut draft = use_signal(|| {
        before.as_ref().map_or_else(|| Draft::new(Kind::BloodPressure), |it| Draft::of(&it.measurement))
    });
    let opened_at = use_hook(|| before.as_ref().map_or_else(format::now, |it| it.measured_at));
    let rest = Rest {
        when: use_signal(|| format::to_input(opened_at)),
        note: use_signal(|| before.as_ref().map(|it| it.note.clone()).unwrap_or_default()),
        opened_at,
    };
    let mut asked = use_signal(|| false);
    let mut doubted = use_signal(|| None::<(DiaryEntry, Vec<Doubt>)>);
    let drawing = use_signal(|| false);
    let wrong = use_memo(move || if asked() { everything(&draft.read(), rest) } else { Vec::new() });
    let state = State { draft, wrong };
    let origin = before.as_ref().map_or(Origin::Typed, |it| it.origin.clone());
    let known = medicines(&others);
    let is_new = before.is_none();
    let left_out = draft.read().taken == Some(false);
    let hint = beside_form(draft.read().kind, left_out, &others, opened_at).filter(|_| is_new);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        if let Some(first) = everything(&draft.read(), rest).first() {
            browser::focus(first.id);
            return;
        }
        let day = rest.day().unwrap_or_else(today::today);
        let (Ok(measurement), Ok(measured_at)) = (draft.read().parse(day), rest.measured_at(&draft.read()))
        else {
            return;
        };
        let made =
            DiaryEntry::new(measured_at, measurement, &rest.note.read(), origin.clone(), format::now());
        if let (Ok(entry), false) = (made, busy || drawing()) {
            let doubts = doubts_with_history(&entry, &others, format::now());
            if doubts.is_empty() {
                onsave.call(entry);
            } else {
                doubted.set(Some((entry, doubts)));
            }
        }
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: submit,
            if is_new {
                KindPicker { chosen: draft.read().kind, onchoose: move |kind| { asked.set(false); draft.write().kind = kind; } }
            }
            TroubleNotice { trouble }
            Fields { state, medicines: known }
            WhenAndNote { rest, state, open: !is_new, photo_before, photo, drawing }
            Button { id: "entry-save", submit: true, wide: true, busy: busy || drawing(), {t!("entry-save")} }
            // Last, since it may come late: nothing jumps under a finger.
            if let Some(trigger) = hint {
                later::HintBeside { trigger }
            }
        }
        if let Some((entry, doubts)) = doubted() {
            DoubtDialog { doubts, onchange: move |()| doubted.set(None), onsave: move |()| { doubted.set(None); onsave.call(entry.clone()); } }
        }
    }
}

/// Time, note and picture: open where they are needed, else behind one line.
#[component]
fn WhenAndNote(
    rest: Rest,
    state: State,
    open: bool,
    photo_before: Option<Vec<u8>>,
    photo: Signal<PhotoWish>,
    drawing: Signal<bool>,
) -> Element {
    let (mut when, mut note) = (rest.when, rest.note);
    let kind = state.draft.read().kind;
    let (when_wrong, note_wrong) = (state.error("entry-when"), state.error("entry-note"));
    // What was opened for something wrong does not close under the hand that puts it right.
    let mut was_wrong: CopyValue<bool> = use_hook(|| CopyValue::new(false));
    if when_wrong.is_some() || note_wrong.is_some() {
        was_wrong.set(true);
    }
    let open = open || was_wrong.cloned();
    let sleep = kind == Kind::Sleep;
    let (label, field) = match sleep {
        true => (t!("entry-when-awake"), DateKind::Day),
        false => (t!("entry-when"), DateKind::Moment),
    };
    let shown = if sleep { day_part(&when()).to_owned() } else { when() };
    let take = move |typed: String| {
        let changed = if sleep { with_day(&when.peek(), &typed) } else { typed };
        when.set(changed);
    };
    rsx! {
        if kind == Kind::FreeNote {
            Input { id: "entry-note", label: t!("entry-words"), typed: Typed::Lines, value: note(), oninput: move |it| note.set(it), error: note_wrong.clone() }
        }
        details { open,
            summary { if kind == Kind::FreeNote { {t!("entry-time")} } else { {t!("entry-more")} } }
            div { class: "stack",
                DateField { id: "entry-when", label, kind: field, value: shown, oninput: take, error: when_wrong }
                if kind != Kind::FreeNote {
                    Field { id: "entry-note", label: t!("entry-note"), hint: t!("entry-note-hint"), value: note, oninput: move |it| note.set(it), error: note_wrong }
                }
                PhotoField { before: photo_before, wish: photo, busy: drawing }
            }
        }
    }
}

/// Medicines that were written down before, the last one first.
fn medicines(entries: &[DiaryEntry]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for entry in entries {
        if let Measurement::MedicationIntake(intake) = &entry.measurement
            && !found.iter().any(|name| name.eq_ignore_ascii_case(intake.medicine()))
        {
            found.push(intake.medicine().to_owned());
        }
    }
    found.truncate(12);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::INCOMPLETE;

    #[test]
    fn the_day_of_a_night_is_changed_without_the_time_of_the_clock() {
        let half = with_day("2026-03-01T07:30", INCOMPLETE);
        assert_eq!(day_part(&half), INCOMPLETE);
        assert_eq!(with_day(&half, "2026-03-02"), "2026-03-02T07:30");
        assert_eq!((day_part("T07:30"), day_part(""), day_part(INCOMPLETE)), ("", "", INCOMPLETE));
        assert_eq!(with_day("", "2026-03-02"), "2026-03-02");
    }
}
