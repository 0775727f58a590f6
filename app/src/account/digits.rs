//! One-time codes as people type them.

/// The six digits among what was typed, whatever stands between them; `None` while they are more or fewer.
#[must_use]
pub fn six(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    (digits.len() == 6).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_groups() {
        assert_eq!(six(" 123 456"), Some("123456".to_owned()));
    }

    #[test]
    fn a_digit_too_few_or_too_many_is_no_code() {
        assert_eq!((six("12345"), six("1234567"), six("einsen")), (None, None, None));
    }
}
