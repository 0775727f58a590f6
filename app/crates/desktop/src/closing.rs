//! Closing the window: in a call the page asks first, and says goodbye before the window goes.

use std::time::Duration;

use serde_json::json;

use crate::words::words;

/// A script with which the page hangs up. It says "close" when the goodbye is on its way.
pub const GOODBYE: &str = "dispatchEvent(new Event(\"heilsam:goodbye\"))";
/// For so long the window waits for that.
pub const GOODBYE_LIMIT: Duration = Duration::from_millis(1_500);

/// What the window hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// No call is on, the goodbye is said, or it took too long.
    Close,
    /// The person leaves the call.
    Leave,
    /// The person stays in the call, or it is over.
    Stay,
    /// A page is loaded. It knows nothing of a question to the one before.
    Loaded,
}

impl Heard {
    /// What a page says (`page/closing.js`); `None` if it is no answer.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "close" => Some(Self::Close),
            "leave" => Some(Self::Leave),
            "stay" => Some(Self::Stay),
            _ => None,
        }
    }
}

/// What the window does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// It stays as it is.
    Nothing,
    /// The page is asked whether a call is on ([`question`]).
    Ask,
    /// The page hangs up ([`GOODBYE`]), and the window closes soon, whatever the page does.
    SayGoodbye,
    /// It closes.
    Close,
}

/// How far the wish to close the window has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Closing {
    /// There is none.
    #[default]
    Open,
    /// The page asks the person.
    Asking,
    /// The page says goodbye.
    Leaving,
}

impl Closing {
    /// The person wishes to close the window. Who wishes it again means it; and a page that hangs never answers.
    pub fn wished(&mut self) -> Step {
        let (next, step) = match *self {
            Self::Open => (Self::Asking, Step::Ask),
            Self::Asking => (Self::Leaving, Step::SayGoodbye),
            Self::Leaving => (Self::Leaving, Step::Close),
        };
        *self = next;
        step
    }

    /// The window heard something.
    pub fn heard(&mut self, heard: Heard) -> Step {
        match (heard, *self) {
            (Heard::Close, _) => Step::Close,
            (Heard::Leave, Self::Open | Self::Asking) => {
                *self = Self::Leaving;
                Step::SayGoodbye
            }
            (Heard::Stay | Heard::Loaded, Self::Asking) => {
                *self = Self::Open;
                Step::Nothing
            }
            (Heard::Leave, Self::Leaving) | (Heard::Stay | Heard::Loaded, Self::Open | Self::Leaving) => {
                Step::Nothing
            }
        }
    }
}

/// A script with which the page asks, if a call is on: it gives `true` then. A page that is none of ours asks nothing.
pub fn question() -> String {
    let texts = json!({ "de": words("de"), "en": words("en") });
    format!("!dispatchEvent(new CustomEvent(\"heilsam:close\", {{ cancelable: true, detail: {texts} }}))")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_three_answers_are_heard() {
        assert_eq!(Heard::read("close"), Some(Heard::Close));
        assert_eq!(Heard::read("leave"), Some(Heard::Leave));
        assert_eq!(Heard::read("stay"), Some(Heard::Stay));
        assert_eq!(Heard::read("open"), None);
    }

    #[test]
    fn the_page_gets_its_words_in_both_languages() {
        let asked = question();
        for text in
            [r#""window-close-stay":"Im Gespräch bleiben""#, r#""window-close-stay":"Stay in the call""#]
        {
            assert!(asked.contains(text), "{asked}");
        }
    }

    #[test]
    fn the_page_says_goodbye_before_the_window_closes() {
        let mut closing = Closing::default();
        assert_eq!(closing.wished(), Step::Ask);
        assert_eq!(closing.heard(Heard::Leave), Step::SayGoodbye);
        // It says that the call is over, too.
        assert_eq!(closing.heard(Heard::Stay), Step::Nothing);
        assert_eq!(closing.heard(Heard::Loaded), Step::Nothing);
        assert_eq!(closing.heard(Heard::Close), Step::Close);
    }

    #[test]
    fn who_wishes_it_again_leaves_without_an_answer_and_then_without_a_goodbye() {
        let mut closing = Closing::default();
        let steps: Vec<_> = std::iter::repeat_with(|| closing.wished()).take(3).collect();
        assert_eq!(steps, [Step::Ask, Step::SayGoodbye, Step::Close]);
    }

    #[test]
    fn who_stays_and_whose_page_is_loaded_anew_is_asked_the_next_time() {
        for heard in [Heard::Stay, Heard::Loaded] {
            let mut closing = Closing::default();
            assert_eq!(closing.heard(Heard::Loaded), Step::Nothing);
            assert_eq!(closing.wished(), Step::Ask);
            assert_eq!(closing.heard(heard), Step::Nothing);
            assert_eq!(closing.wished(), Step::Ask, "{heard:?}");
        }
    }
}
