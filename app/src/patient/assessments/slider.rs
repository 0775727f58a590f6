//! A scale to slide on. Where the handle stands at first is no answer: it has to be moved, or taken as it is.

use dioxus::prelude::*;
use heilsam_therapy::questionnaire::{Answer, Control, Item, ItemKind, Problem};
use rust_decimal::Decimal;

use crate::components::{Button, ButtonKind, Labelled, described_by};
use crate::entry_words::number;
use crate::patient::content::say;
use crate::t;

/// The marks of a scale: from, to, distance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marks {
    min: Decimal,
    max: Decimal,
    step: Decimal,
}

impl Marks {
    /// Of an item whose bounds were checked when the questionnaire was loaded.
    fn of(item: &Item) -> Self {
        let (min, max) = item.bounds().unwrap_or((Decimal::ZERO, Decimal::TEN));
        let step = match item.control {
            Control::Slider { step } => Decimal::from(step.max(1)),
            _ => Decimal::ONE,
        };
        Self { min, max, step }
    }

    /// The mark in the middle: the handle stands there at first.
    fn middle(self) -> Decimal {
        let steps = ((self.max - self.min) / self.step).trunc();
        self.min + (steps / Decimal::TWO).trunc() * self.step
    }

    /// The number that a browser gives; `None` when it is none, or beside the scale.
    fn read(self, text: &str) -> Option<Decimal> {
        text.trim().parse().ok().filter(|it| (self.min..=self.max).contains(it))
    }
}

/// The answer that a mark means.
fn answer(kind: ItemKind, value: Decimal) -> Option<Answer> {
    match kind {
        ItemKind::Integer => i32::try_from(value).ok().map(Answer::Integer),
        _ => Some(Answer::Decimal(value)),
    }
}

/// What a screen reader says of the handle: the meaning of the ends as well.
fn said(value: Option<Decimal>, marks: Marks, low: Option<&String>, high: Option<&String>) -> String {
    let Some(value) = value else { return t!("slider-none") };
    let meaning = match value {
        it if it == marks.min => low,
        it if it == marks.max => high,
        _ => None,
    };
    match meaning {
        Some(meaning) => t!("slider-end", value = number(value), meaning = meaning.as_str()),
        None => number(value),
    }
}

/// A question on a scale. `onanswer` gets the answer when the handle rests; no answer takes it back.
#[component]
pub fn Slider(
    /// The handle is `{id}-0`.
    id: String,
    item: Item,
    legend: String,
    answers: Vec<Answer>,
    error: Option<String>,
    onanswer: EventHandler<Result<Vec<Answer>, Problem>>,
) -> Element {
    // While the handle is being moved the number follows it; the answer is given when it rests.
    let mut moving = use_signal(|| None::<Decimal>);
    let marks = Marks::of(&item);
    let kind = item.kind;
    let value = moving().or_else(|| answers.first().and_then(Answer::number));
    let stands = value.unwrap_or_else(|| marks.middle());
    let end = |control: Control| item.items.iter().find(|it| it.control == control).map(|it| say(&it.text));
    let (low, high) = (end(Control::LowerEnd), end(Control::UpperEnd));
    let handle = format!("{id}-0");
    let hint = value.is_none().then(|| t!("slider-stands", value = number(stands)));
    let ends = low.as_ref().zip(high.as_ref()).map(|(low, high)| {
        let (first, last) = (number(marks.min), number(marks.max));
        t!("assessment-ends", first = first, low = low.as_str(), last = last, high = high.as_str())
    });
    let below = described_by(&handle, hint.as_ref(), error.as_ref());
    let described = [ends.as_ref().map(|_| format!("{handle}-ends")), below].into_iter().flatten();
    let described = described.collect::<Vec<_>>().join(" ");
    let is_wrong = error.is_some();
    let spoken = said(value, marks, low.as_ref(), high.as_ref());
    let mut give = move |value: Option<Decimal>| {
        moving.set(None);
        onanswer.call(Ok(value.and_then(|it| answer(kind, it)).into_iter().collect()));
    };
    rsx! {
        Labelled { id: handle.clone(), label: legend, error,
            p { class: if value.is_some() { "slider-value numbers" } else { "slider-value slider-value-none" }, "aria-hidden": "true",
                if let Some(value) = value {
                    {number(value)}
                } else {
                    {t!("slider-none")}
                }
            }
            input {
                id: "{handle}",
                class: if value.is_some() { "slider" } else { "slider slider-unset" },
                r#type: "range",
                min: "{marks.min}",
                max: "{marks.max}",
                step: "{marks.step}",
                "aria-valuetext": "{spoken}",
                "aria-invalid": if is_wrong { "true" },
                "aria-describedby": if !described.is_empty() { "{described}" },
                value: "{stands}",
                oninput: move |event| moving.set(marks.read(&event.value())),
                onchange: move |event| {
                    if let Some(value) = marks.read(&event.value()) {
                        give(Some(value));
                    }
                },
            }
            if let Some(ends) = ends {
                p { class: "visually-hidden", id: "{handle}-ends", "{ends}" }
            }
            div { class: "slider-ends", "aria-hidden": "true",
                span { b { {number(marks.min)} } if let Some(low) = low { " {low}" } }
                span { b { {number(marks.max)} } if let Some(high) = high { " {high}" } }
            }
            // Below the handle: what goes away while it is being moved must not move it.
            if let Some(hint) = hint {
                p { class: "field-hint", id: "{handle}-hint", "{hint}" }
            }
        }
        div { class: "row",
            if value.is_none() {
                Button { kind: ButtonKind::Second, id: "{id}-take", onpress: move |()| give(Some(stands)), {t!("slider-take")} }
            } else {
                Button { kind: ButtonKind::Quiet, id: "{id}-back", onpress: move |()| give(None), {t!("slider-back")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(min: i64, max: i64, step: i64) -> Marks {
        Marks { min: min.into(), max: max.into(), step: step.into() }
    }

    #[test]
    fn the_handle_stands_on_a_mark_in_the_middle_at_first() {
        assert_eq!(marks(0, 10, 1).middle(), Decimal::from(5));
        assert_eq!(marks(0, 7, 1).middle(), Decimal::from(3));
        assert_eq!(marks(-10, 10, 4).middle(), Decimal::from(-2), "-10, -6, -2, 2, 6, 10");
        assert_eq!(marks(3, 3, 1).middle(), Decimal::from(3));
    }

    #[test]
    fn what_is_beside_the_scale_is_no_answer() {
        let marks = marks(0, 10, 1);
        assert_eq!(marks.read("7"), Some(Decimal::from(7)));
        assert_eq!((marks.read("11"), marks.read("-1"), marks.read("viel")), (None, None, None));
        assert_eq!(answer(ItemKind::Integer, Decimal::from(7)), Some(Answer::Integer(7)));
        assert_eq!(answer(ItemKind::Decimal, Decimal::from(7)), Some(Answer::Decimal(Decimal::from(7))));
    }

    #[test]
    fn a_handle_that_was_not_moved_says_that_nothing_is_answered() {
        let (low, high) = ("wenig".to_owned(), "viel".to_owned());
        let said =
            |value: Option<i64>| said(value.map(Decimal::from), marks(0, 10, 1), Some(&low), Some(&high));
        assert_eq!((said(None), said(Some(0))), ("slider-none".to_owned(), "slider-end".to_owned()));
        assert_eq!((said(Some(4)), said(Some(10))), ("4".to_owned(), "slider-end".to_owned()));
    }
}
