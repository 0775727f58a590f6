//! Two texts word by word: what stayed, what went, what came.

use serde::Serialize;

/// A run of words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "text", rename_all = "kebab-case")]
pub enum Span {
    /// In both texts.
    Same(String),
    /// Only in the earlier text.
    Gone(String),
    /// Only in the later text.
    Come(String),
}

/// Most words of a text that are compared one by one; longer texts are shown as replaced as a whole.
const MAX_WORDS: usize = 2_000;

/// The difference of two texts, shortest in words.
#[must_use]
pub fn words(before: &str, after: &str) -> Vec<Span> {
    let old: Vec<&str> = before.split_whitespace().collect();
    let new: Vec<&str> = after.split_whitespace().collect();
    if old == new {
        return if old.is_empty() { Vec::new() } else { vec![Span::Same(old.join(" "))] };
    }
    if old.len() > MAX_WORDS || new.len() > MAX_WORDS {
        return vec![Span::Gone(old.join(" ")), Span::Come(new.join(" "))];
    }
    let lengths = common(&old, &new);
    let length = |i: usize, j: usize| lengths.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0);
    let mut spans = Vec::new();
    let (mut i, mut j) = (0, 0);
    loop {
        match (old.get(i), new.get(j)) {
            (Some(a), Some(b)) if a == b => {
                push(&mut spans, Span::Same((*a).to_owned()));
                (i, j) = (i + 1, j + 1);
            }
            (Some(a), b) if b.is_none() || length(i + 1, j) >= length(i, j + 1) => {
                push(&mut spans, Span::Gone((*a).to_owned()));
                i += 1;
            }
            (_, Some(b)) => {
                push(&mut spans, Span::Come((*b).to_owned()));
                j += 1;
            }
            (_, None) => return spans,
        }
    }
}

/// Longest common subsequence of every pair of tails.
fn common(old: &[&str], new: &[&str]) -> Vec<Vec<u16>> {
    let mut below = vec![0_u16; new.len() + 1];
    let mut rows = vec![below.clone()];
    for a in old.iter().rev() {
        let mut row = vec![0_u16];
        for (b, pair) in new.iter().zip(below.windows(2)).rev() {
            let (down, diagonal) = (pair.first().copied().unwrap_or(0), pair.last().copied().unwrap_or(0));
            let right = row.last().copied().unwrap_or(0);
            row.push(if a == b { diagonal + 1 } else { down.max(right) });
        }
        row.reverse();
        rows.push(row.clone());
        below = row;
    }
    rows.reverse();
    rows
}

fn push(spans: &mut Vec<Span>, next: Span) {
    match (spans.last_mut(), &next) {
        (Some(Span::Same(text)), Span::Same(word))
        | (Some(Span::Gone(text)), Span::Gone(word))
        | (Some(Span::Come(text)), Span::Come(word)) => {
            text.push(' ');
            text.push_str(word);
        }
        _ => spans.push(next),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(spans: &[Span], later: bool) -> String {
        let kept = spans.iter().filter_map(|span| match span {
            Span::Same(text) => Some(text.as_str()),
            Span::Gone(text) => (!later).then_some(text.as_str()),
            Span::Come(text) => later.then_some(text.as_str()),
        });
        kept.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_shortest_difference_is_found() {
        let found = words(
            "ob und von wem personenbezogene Daten",
            "ob und von wem gespeicherte personenbezogene Daten",
        );
        let same = |text: &str| Span::Same(text.to_owned());
        assert_eq!(
            found,
            [same("ob und von wem"), Span::Come("gespeicherte".into()), same("personenbezogene Daten")]
        );
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_from_it(before in "[ab]( [ab]){0,9}", after in "[ab]( [ab]){0,9}") {
            let spans = words(&before, &after);
            prop_assert_eq!(joined(&spans, false), before);
            prop_assert_eq!(joined(&spans, true), after);
        }
    }
}
