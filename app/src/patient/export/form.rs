//! For whom, which period, and who the patient is.

use dioxus::prelude::*;
use jiff::{SignedDuration, Timestamp};

use super::PhotosLeftOut;
use crate::components::{Button, Choice, ChoiceKind, DateField, DateKind, Field, FieldKind, optional_day};
use crate::patient::transfer::Person;
use crate::transfer::files::{Problem, Stage};
use crate::{browser, format, t};

/// For whom the files are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The electronic patient record.
    Record,
    /// Other programs.
    Programs,
    /// The patient's own copy of everything.
    Everything,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    All,
    Days(i32),
    Own,
}

const SPANS: [(&str, Span); 4] =
    [("all", Span::All), ("90", Span::Days(90)), ("30", Span::Days(30)), ("own", Span::Own)];

const BIRTH: &str = "export-birth";

/// What the patient chose.
#[derive(Clone, PartialEq)]
pub struct Chosen {
    /// For whom.
    pub goal: Goal,
    /// What the file says of the patient.
    pub person: Person,
    span: Span,
    from: String,
    until: String,
}

impl Chosen {
    /// The first field of a day that cannot be read; those that are not shown do not count.
    #[must_use]
    pub fn half_typed(&self) -> Option<&'static str> {
        let own = self.span == Span::Own;
        let days = [
            (own, self.from.as_str(), "export-from"),
            (own, self.until.as_str(), "export-until"),
            (true, self.person.birth.as_str(), BIRTH),
        ];
        let wrong = |(asked, text, id): (bool, &str, &'static str)| {
            (asked && optional_day(text).is_err()).then_some(id)
        };
        if self.goal == Goal::Everything { None } else { days.into_iter().find_map(wrong) }
    }

    /// First and last moment; `None`: everything.
    pub fn period(&self, now: Timestamp) -> Result<Option<(String, String)>, Problem> {
        let moments = match self.span {
            _ if self.goal == Goal::Everything => None,
            Span::All => None,
            Span::Days(days) => now.checked_sub(day().saturating_mul(days)).ok().map(|start| (start, now)),
            Span::Own => {
                let start = format::from_input(&self.from);
                let end =
                    format::from_input(&self.until).and_then(|day_begin| day_begin.checked_add(day()).ok());
                let (Some(start), Some(end)) = (start, end) else { return Err(Problem::PeriodReversed) };
                Some((start, end.min(now)))
            }
        };
        match moments {
            Some((start, end)) if start > end => Err(Problem::PeriodReversed),
            moments => Ok(moments.map(|(start, end)| (start.to_string(), end.to_string()))),
        }
    }
}

const fn day() -> SignedDuration {
    SignedDuration::from_hours(24)
}

fn span_text(span: Span) -> String {
    match span {
        Span::All => t!("export-all"),
        Span::Days(90) => t!("export-90"),
        Span::Days(_) => t!("export-30"),
        Span::Own => t!("export-own"),
    }
}

fn goal_text(goal: Goal) -> (String, String) {
    match goal {
        Goal::Record => (t!("export-record"), t!("export-record-hint")),
        Goal::Programs => (t!("export-programs"), t!("export-programs-hint")),
        Goal::Everything => (t!("export-everything"), t!("export-everything-hint")),
    }
}

/// The form; errors stand at their fields. `onchange`: something else is chosen or typed.
#[component]
pub fn ExportForm(
    busy: bool,
    stage: Stage,
    onchange: EventHandler<()>,
    onstart: EventHandler<Chosen>,
) -> Element {
    let mut goal = use_signal(|| Goal::Record);
    let mut span = use_signal(|| Span::All);
    let mut from = use_signal(String::new);
    let mut until = use_signal(|| format::to_input(format::now()).chars().take(10).collect::<String>());
    let person = use_signal(Person::default);
    let reversed = stage == Stage::Problem(Problem::PeriodReversed);
    let half = matches!(stage, Stage::Problem(Problem::Day(_)));
    let half_typed = move |text: &str| optional_day(text).err().filter(|_| half).map(DateKind::wanted);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        let chosen = Chosen { goal: goal(), person: person(), span: span(), from: from(), until: until() };
        if let Some(id) = chosen.half_typed() {
            browser::focus(id);
        } else if chosen.period(format::now()).is_err() {
            browser::focus("export-from");
        }
        onstart.call(chosen);
    };
    rsx! {
        form { class: "stack-wide", novalidate: true, onsubmit: submit, oninput: move |_| onchange.call(()),
            fieldset { class: "choices",
                legend { class: "field-label", {t!("export-format")} }
                for (id , each) in [("xml", Goal::Record), ("json", Goal::Programs), ("open", Goal::Everything)] {
                    Choice { key: "{id}", id: "format-{id}", name: "format", kind: ChoiceKind::Radio,
                        label: goal_text(each).0, detail: goal_text(each).1,
                        checked: goal() == each, onchange: move |_| goal.set(each) }
                }
            }
            if goal() != Goal::Everything {
                fieldset { class: "choices",
                    legend { class: "field-label", {t!("export-period")} }
                    for (id , each) in SPANS {
                        Choice { key: "{id}", id: "period-{id}", name: "period", kind: ChoiceKind::Radio, label: span_text(each),
                            checked: span() == each, onchange: move |_| span.set(each) }
                    }
                    if span() == Span::Own {
                        div { class: "field-row",
                            DateField { id: "export-from", label: t!("export-from"), kind: DateKind::Day, value: from, oninput: move |it| from.set(it),
                                error: half_typed(&from()).or_else(|| reversed.then(|| t!("export-error-period"))) }
                            DateField { id: "export-until", label: t!("export-until"), kind: DateKind::Day, value: until, oninput: move |it| until.set(it),
                                error: half_typed(&until()) }
                        }
                    }
                }
                PersonFields { person, stage }
            }
            if goal() != Goal::Everything {
                PhotosLeftOut {}
            }
            Button { id: "export-start", submit: true, wide: true, busy, {t!("export-start")} }
        }
    }
}

/// Who the patient is: voluntary, in the file only.
#[component]
fn PersonFields(person: Signal<Person>, stage: Stage) -> Element {
    let mut person = person;
    let given = use_memo(move || person.read().given.clone());
    let family = use_memo(move || person.read().family.clone());
    let number = use_memo(move || person.read().number.clone());
    let birth = use_memo(move || person.read().birth.clone());
    let half = (stage == Stage::Problem(Problem::HalfAName)).then(|| t!("export-error-name"));
    let wrong = (stage == Stage::Problem(Problem::InsuranceNumber)).then(|| t!("export-error-number"));
    let is_wrong = matches!(stage, Stage::Problem(Problem::Day(_)));
    let unread = optional_day(&birth()).err().filter(|_| is_wrong).map(DateKind::wanted);
    let is_first = stage == Stage::Problem(Problem::Day(BIRTH));
    let is_open = half.is_some() || is_first || unread.is_some() || wrong.is_some();
    let field = match (half.is_some(), is_first, wrong.is_some()) {
        (true, ..) => Some("export-given"),
        (_, true, _) => Some(BIRTH),
        (.., true) => Some("export-number"),
        _ => None,
    };
    use_effect(use_reactive!(|field| {
        if let Some(field) = field {
            browser::focus(field);
        }
    }));
    rsx! {
        details { id: "export-person", open: is_open,
            summary { {t!("export-person")} }
            div { class: "stack",
                p { class: "soft", {t!("export-person-hint")} }
                Field { id: "export-given", label: t!("export-given"), value: given, error: half,
                    oninput: move |it| person.write().given = it }
                Field { id: "export-family", label: t!("export-family"), value: family,
                    oninput: move |it| person.write().family = it }
                DateField { id: "{BIRTH}", label: t!("export-birth"), kind: DateKind::Day, value: birth, error: unread,
                    oninput: move |it| person.write().birth = it }
                Field { id: "export-number", label: t!("export-number"), kind: FieldKind::Code, hint: t!("export-number-hint"),
                    value: number, error: wrong, maxlength: 10, oninput: move |it| person.write().number = it }
            }
        }
    }
}
