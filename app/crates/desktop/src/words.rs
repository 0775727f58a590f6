//! The words of the window itself, where a browser has its own: from the same place as those of the pages.

use std::collections::BTreeMap;

const GERMAN: &str = include_str!("../../../../assets/i18n/de/window.ftl");
const ENGLISH: &str = include_str!("../../../../assets/i18n/en/window.ftl");

/// Every text by its key, in the language of a page. German where we do not speak that language.
pub fn words(language: &str) -> BTreeMap<&'static str, &'static str> {
    let texts = if language.starts_with("en") { ENGLISH } else { GERMAN };
    texts.lines().filter_map(|line| line.split_once(" = ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_the_words_of_its_language() {
        assert_eq!(words("de")["window-device-cancel"], "Abbrechen");
        assert_eq!(words("en-GB")["window-device-cancel"], "Cancel");
        assert_eq!(words("fr"), words("de"));
        assert!(words("de").keys().eq(words("en").keys()));
    }
}
