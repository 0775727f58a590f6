//! From text to tokens.

use rust_decimal::Decimal;

use super::ExpressionError;

/// A token and where it begins, counted from 1.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: usize,
}

/// Kinds of tokens.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Number(Decimal),
    Text(String),
    /// Without the `@`.
    Moment(String),
    Name(String),
    /// Without the `%`.
    Variable(String),
    /// `$this`
    This,
    Sign(&'static str),
}

/// Longer signs first.
const SIGNS: [&str; 21] = [
    "!=", "<=", ">=", "!~", "=", "~", "<", ">", "+", "-", "*", "/", "&", "|", "(", ")", "[", "]", "{", "}",
    ",",
];

pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ExpressionError> {
    let letters: Vec<char> = text.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let start = at;
        let wrong = |what: &str| ExpressionError::Syntax { at: start + 1, what: what.to_owned() };
        let run = |from: usize, fits: &dyn Fn(char) -> bool| -> (String, usize) {
            let part: String = letters.iter().skip(from).take_while(|letter| fits(**letter)).collect();
            let end = from + part.chars().count();
            (part, end)
        };
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
        let kind = match letter {
            ' ' | '\t' | '\n' | '\r' => {
                at += 1;
                continue;
            }
            '\'' => {
                let (content, end) = quoted(&letters, at).ok_or_else(|| wrong("the text is not closed"))?;
                at = end;
                Kind::Text(content)
            }
            '0'..='9' => {
                let (digits, end) = run(at, &|letter| letter.is_ascii_digit() || letter == '.');
                // `1.sum()` is no number; a point must be followed by a digit.
                let digits_kept = digits.trim_end_matches('.');
                at = end - (digits.len() - digits_kept.len());
                Kind::Number(digits_kept.parse().map_err(|_| wrong("this is no number"))?)
            }
            '@' => {
                let (moment, end) =
                    run(at + 1, &|letter| letter.is_ascii_digit() || "T:-.+Z".contains(letter));
                at = end;
                Kind::Moment(moment)
            }
            '%' => {
                let (name, end) = run(at + 1, &is_name);
                at = end;
                Kind::Variable(name)
            }
            '$' => {
                let (name, end) = run(at + 1, &is_name);
                if name != "this" {
                    return Err(wrong("only $this is known"));
                }
                at = end;
                Kind::This
            }
            '.' => {
                at += 1;
                Kind::Sign(".")
            }
            letter if letter.is_ascii_alphabetic() || letter == '_' => {
                let (name, end) = run(at, &is_name);
                at = end;
                Kind::Name(name)
            }
            _ => {
                let (rest, _) = run(at, &|_| true);
                let sign = SIGNS.into_iter().find(|sign| rest.starts_with(sign));
                let sign = sign.ok_or_else(|| wrong("this sign is not known"))?;
                at += sign.len();
                Kind::Sign(sign)
            }
        };
        tokens.push(Token { kind, at: start + 1 });
    }
    Ok(tokens)
}

/// The content of a quoted text and the position after it.
fn quoted(letters: &[char], start: usize) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut at = start + 1;
    loop {
        match letters.get(at)? {
            '\'' => return Some((content, at + 1)),
            '\\' => {
                at += 1;
                content.push(match letters.get(at)? {
                    'n' => '\n',
                    't' => '\t',
                    other => *other,
                });
            }
            other => content.push(*other),
        }
        at += 1;
    }
}
