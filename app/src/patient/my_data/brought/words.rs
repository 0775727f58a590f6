//! What came from another app, in words.

use heilsam_client::brought::{BroughtView, KindOf, What};

use crate::i18n::{self, Language};
use crate::patient::import::kind_name;
use crate::{format, t};

/// Its name, or what it is.
pub fn title(view: &BroughtView) -> String {
    if !view.title.is_empty() {
        return view.title.clone();
    }
    match view.what {
        Some(what) => what_name(what),
        None if !view.text.is_empty() => numbers(&view.text),
        None if view.fhir.is_empty() => kind_name(view.kind),
        None => t!("brought-other", name = view.fhir.clone()),
    }
}

/// Whether the title are words of the file, in whatever language that speaks.
pub fn is_of_file(view: &BroughtView) -> bool {
    !view.title.is_empty() || view.what.is_none() && !view.text.is_empty()
}

/// When it was and what it is, as far as the title and its group do not say it.
pub fn about(view: &BroughtView) -> String {
    let what = view.what.filter(|_| !view.title.is_empty()).map(what_name);
    let is_strange = view.kind == KindOf::Other && !view.title.is_empty() && !view.fhir.is_empty();
    let strange = is_strange.then(|| t!("brought-other", name = view.fhir.clone()));
    let parts = [view.at.map(format::day), what, strange];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Its values and words, where they are not its title.
pub fn text(view: &BroughtView) -> String {
    if view.title.is_empty() && is_of_file(view) { String::new() } else { numbers(&view.text) }
}

/// Values begin with their number: with the decimal sign of the reader.
fn numbers(text: &str) -> String {
    let (number, rest) = text.split_once(' ').unwrap_or((text, ""));
    let Some((whole, parts)) = number.split_once('.') else { return text.to_owned() };
    let is_number = !whole.is_empty() && !parts.is_empty();
    let is_number = is_number && [whole, parts].iter().all(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
    match i18n::language() {
        Language::De if is_number => format!("{whole},{parts} {rest}").trim_end().to_owned(),
        Language::De | Language::En => text.to_owned(),
    }
}

fn what_name(what: What) -> String {
    match what {
        What::Height => t!("brought-height"),
        What::Temperature => t!("brought-temperature"),
        What::OxygenSaturation => t!("brought-oxygen"),
        What::Breaths => t!("brought-breaths"),
        What::Glucose => t!("brought-glucose"),
        What::Sleep => t!("brought-sleep"),
        What::Mood => t!("brought-mood"),
        What::Answers => t!("brought-answers"),
        What::Form => t!("brought-form"),
        What::Goal => t!("brought-goal"),
        What::Plan => t!("brought-plan"),
        What::Intake => t!("brought-intake"),
        What::SkippedDose => t!("brought-skipped"),
        What::Visit => t!("brought-visit"),
        What::VideoVisit => t!("brought-video"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view() -> BroughtView {
        BroughtView {
            records: Vec::new(),
            kind: KindOf::Other,
            what: None,
            title: String::new(),
            text: String::new(),
            fhir: "FamilyMemberHistory".to_owned(),
            at: None,
            is_needed: false,
        }
    }

    #[test]
    fn what_nobody_knows_is_called_other_with_the_name_of_fhir() {
        let other = t!("brought-other", name = "FamilyMemberHistory".to_owned());
        assert_eq!(title(&view()), other);
        let named = BroughtView { title: "Mutter".to_owned(), ..view() };
        assert_eq!(title(&named), "Mutter");
        assert_eq!(about(&named), other);
    }

    #[test]
    fn a_value_stands_once() {
        let value =
            BroughtView { kind: KindOf::Pulse, text: "64 /min".to_owned(), fhir: String::new(), ..view() };
        assert_eq!((title(&value).as_str(), text(&value).as_str()), ("64 /min", ""));
        let height = BroughtView { what: Some(What::Height), text: "172 cm".to_owned(), ..value };
        assert_eq!((text(&height).as_str(), about(&height).as_str()), ("172 cm", ""));
    }
}
