//! Closing the window: in a call, the page asks first.

use serde_json::json;

use crate::words::words;

/// What comes of the wish to close the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The window closes.
    Close,
    /// The person stays in the call.
    Stay,
}

impl Answer {
    /// What a page says (`page/closing.js`); `None` if it is no answer.
    pub fn read(word: &str) -> Option<Self> {
        match word {
            "close" => Some(Self::Close),
            "stay" => Some(Self::Stay),
            _ => None,
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
    fn only_the_two_answers_are_heard() {
        assert_eq!(Answer::read("close"), Some(Answer::Close));
        assert_eq!(Answer::read("stay"), Some(Answer::Stay));
        assert_eq!(Answer::read("open"), None);
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
}
