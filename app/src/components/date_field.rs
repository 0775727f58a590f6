//! A labelled day, moment or time of the clock. What is typed only by half is told to the owner, and stays where it is.
//!
//! Browsers give no value for a date that is incomplete or that does not exist, and no event either: for them it is as if
//! nothing had been typed. Only `validity.badInput` tells the two apart. Source: HTML, "suffering from bad input".

use dioxus::prelude::*;
use jiff::civil::Date;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{Labelled, described_by};
use crate::i18n::Words;
use crate::{browser, t};

/// What the owner gets in place of a value that is incomplete or does not exist; nothing reads it as a date.
pub const INCOMPLETE: &str = "incomplete";

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKind {
    /// A calendar day: `2026-03-10`.
    Day,
    /// A calendar day and a time of day: `2026-03-10T10:00`.
    Moment,
    /// A time of the clock: `10:00`.
    Clock,
}

impl DateKind {
    const fn input_type(self) -> &'static str {
        match self {
            Self::Day => "date",
            Self::Moment => "datetime-local",
            Self::Clock => "time",
        }
    }

    /// What to do about a value that cannot be read.
    #[must_use]
    pub fn wanted(self) -> String {
        match self {
            Self::Day => t!("date-incomplete-day"),
            Self::Moment => t!("date-incomplete-moment"),
            Self::Clock => t!("date-incomplete-clock"),
        }
    }

    /// What to do about a value that is [`INCOMPLETE`]; nothing with any other.
    #[must_use]
    pub fn incomplete(self, text: &str) -> Option<String> {
        (text == INCOMPLETE).then(|| self.wanted())
    }
}

impl From<DateKind> for Words {
    fn from(kind: DateKind) -> Self {
        Self::new(move || kind.wanted())
    }
}

/// The day in a field that may stay empty.
///
/// # Errors
/// What was wanted, when something is typed and it is no day.
pub fn optional_day(text: &str) -> Result<Option<Date>, DateKind> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    text.trim().parse().map(Some).map_err(|_| DateKind::Day)
}

fn input_of(id: &str) -> Option<HtmlInputElement> {
    browser::element(id)?.dyn_into().ok()
}

/// Label, hint, input and error, tied together. The owner gets a readable value, nothing, or [`INCOMPLETE`].
///
/// [`INCOMPLETE`] comes once the field is left or Enter is pressed in it, not while somebody is still typing. Only where a part
/// of a readable value is taken away it comes at once: that value holds no longer.
#[component]
pub fn DateField(
    id: String,
    label: String,
    kind: DateKind,
    value: ReadSignal<String>,
    oninput: EventHandler<String>,
    hint: Option<String>,
    /// What is wrong and how to put it right; what is typed always stays.
    #[props(default)]
    error: Option<String>,
    #[props(default)] required: bool,
) -> Element {
    let wrong = error.is_some();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    // Whether the last that the owner heard from here was that something is incomplete.
    let mut told: CopyValue<bool> = use_hook(|| CopyValue::new(false));
    let tell = move |text: String| {
        told.set(text == INCOMPLETE);
        oninput.call(text);
    };
    let settle = use_callback({
        let (id, mut tell) = (id.clone(), tell);
        move |()| {
            let Some(input) = input_of(&id) else { return };
            let is_half = input.validity().bad_input();
            let was_half = value.peek().as_str() == INCOMPLETE;
            if is_half != was_half {
                tell(if is_half { INCOMPLETE.to_owned() } else { input.value() });
            }
        }
    });
    // The owner's value and what stands in the field part when the owner empties it, and when a new field begins empty.
    use_effect(use_reactive!(|id| {
        let text = value();
        let Some(input) = input_of(&id) else { return };
        let is_half = input.validity().bad_input();
        if text == INCOMPLETE && !is_half {
            settle.call(());
        } else if text != INCOMPLETE && is_half && told.cloned() {
            told.set(false);
            input.set_value(&text);
        }
    }));
    let typed = {
        let (id, mut tell) = (id.clone(), tell);
        move |event: FormEvent| {
            let is_half = input_of(&id).is_some_and(|input| input.validity().bad_input());
            tell(if is_half { INCOMPLETE.to_owned() } else { event.value() });
        }
    };
    // Writing anything else into the element would take away what is half typed.
    let shown = if value.read().as_str() == INCOMPLETE { String::new() } else { value() };
    rsx! {
        Labelled { id: id.clone(), label, hint, error,
            div { class: "input-with-unit",
                input {
                    id: "{id}",
                    class: "input",
                    r#type: kind.input_type(),
                    autocomplete: "off",
                    autocapitalize: "none",
                    spellcheck: "false",
                    "aria-invalid": if wrong { "true" },
                    "aria-describedby": described,
                    "aria-required": if required { "true" },
                    value: "{shown}",
                    oninput: typed,
                    onfocusout: move |_| settle.call(()),
                    // Enter sends the form before the field is left.
                    onkeydown: move |event: KeyboardEvent| {
                        if event.key() == Key::Enter {
                            settle.call(());
                        }
                    },
                    // Whoever takes the rest away is no longer told that something is missing.
                    onkeyup: move |_| {
                        if told.cloned() {
                            settle.call(());
                        }
                    },
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{DateTime, Time, date};

    use super::*;

    #[test]
    fn a_day_that_is_half_typed_is_not_taken_for_an_empty_one() {
        assert_eq!(optional_day(""), Ok(None));
        assert_eq!(optional_day("2026-03-01"), Ok(Some(date(2026, 3, 1))));
        assert_eq!(optional_day(INCOMPLETE), Err(DateKind::Day));
        assert_eq!(optional_day("31.02.2026"), Err(DateKind::Day));
    }

    #[test]
    fn nothing_reads_what_is_incomplete() {
        assert!(INCOMPLETE.parse::<Date>().is_err());
        assert!(INCOMPLETE.parse::<DateTime>().is_err());
        assert!(INCOMPLETE.parse::<Time>().is_err());
        assert_eq!(DateKind::Clock.incomplete(INCOMPLETE).as_deref(), Some("date-incomplete-clock"));
        assert_eq!(
            (DateKind::Day.incomplete(""), DateKind::Moment.incomplete("2026-03-01T10:00")),
            (None, None)
        );
    }
}
