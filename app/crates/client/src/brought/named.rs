//! How a resource calls itself that is kept as it came. A list wants no more of it.

use serde_json::Value;

/// Bytes behind `&` in which a name or number of a character ends.
const LONGEST_NAME: usize = 12;

/// The elements that say what a resource is, the best first.
const TITLES: [&str; 6] = ["title", "code", "description", "name", "type", "category"];

/// The title of a resource in JSON.
pub(super) fn title_of_json(text: &str) -> Option<String> {
    let resource: Value = serde_json::from_str(text).ok()?;
    TITLES.into_iter().find_map(|name| {
        let first = match resource.get(name)? {
            Value::Array(all) => all.first()?,
            one => one,
        };
        let said = match first {
            Value::String(said) => said.as_str(),
            other => {
                let text = other.get("text").or_else(|| other.pointer("/coding/0/display"));
                text.and_then(Value::as_str)?
            }
        };
        Some(said.trim().to_owned()).filter(|said| !said.is_empty())
    })
}

/// The title of a resource in XML: the value of a child of its root, or the text or the first display in one.
pub(super) fn title_of_xml(text: &str) -> Option<String> {
    let mut best: Option<((usize, usize), String)> = None;
    let (mut depth, mut child) = (0_usize, "");
    for part in text.split('<').skip(1) {
        if part.starts_with(['?', '!']) {
            continue;
        }
        if part.starts_with('/') {
            depth = depth.saturating_sub(1);
            continue;
        }
        let tag = tag(part);
        let name = tag.split(|it: char| it.is_whitespace() || it == '/').next().unwrap_or_default();
        depth += 1;
        if depth == 2 {
            child = name;
        }
        let rank = match (depth, name) {
            (2, _) => Some(0),
            (3, "text") => Some(1),
            (4, "display") => Some(2),
            _ => None,
        };
        let place = TITLES.iter().position(|title| *title == child);
        if let (Some(place), Some(rank), Some(value)) = (place, rank, value(tag))
            && best.as_ref().is_none_or(|(before, _)| (place, rank) < *before)
        {
            best = Some(((place, rank), value));
        }
        if tag.ends_with('/') {
            depth -= 1;
        }
    }
    best.map(|(_, title)| title)
}

/// A tag up to its end, which does not lie within quotes.
fn tag(part: &str) -> &str {
    let mut quote = None;
    let end = part.find(|letter: char| {
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            None if letter == '>' => return true,
            _ => {}
        }
        false
    });
    end.and_then(|end| part.get(..end)).unwrap_or(part)
}

/// The attribute `value` of a tag.
fn value(tag: &str) -> Option<String> {
    let (before, rest) = tag.split_once("value=")?;
    if !before.ends_with(char::is_whitespace) {
        return None;
    }
    let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let text = rest.get(1..)?.split(quote).next()?;
    Some(written_out(text).trim().to_owned()).filter(|said| !said.is_empty())
}

/// A text with the characters that XML has names or numbers for; what is none stays.
fn written_out(text: &str) -> String {
    let (mut said, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, after)) = rest.split_once('&') {
        said.push_str(before);
        let end = after.bytes().take(LONGEST_NAME).position(|byte| byte == b';');
        let letter = end.and_then(|end| Some((letter(after.get(..end)?)?, after.get(end + 1..)?)));
        let (letter, behind) = letter.unwrap_or(('&', after));
        said.push(letter);
        rest = behind;
    }
    said.push_str(rest);
    said
}

/// The character that stands in XML as `&name;`.
fn letter(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "amp" => '&',
        other => {
            let number = other.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resource_says_what_it_is_in_both_formats() {
        let xml = r#"<?xml version="1.0"?><AllergyIntolerance xmlns="http://hl7.org/fhir"><meta><tag><code value="x"/></tag></meta>
            <text><div><p>a > b</p></div></text><category value="food"/><code><coding><code value="1"/><display value="Nuss"/></coding>
            <text value="Walnuss &amp; &quot;Co&quot; > alles"/></code></AllergyIntolerance>"#;
        assert_eq!(title_of_xml(xml).as_deref(), Some("Walnuss & \"Co\" > alles"));
        let json = r#"{"resourceType":"AllergyIntolerance","category":["food"],"code":{"coding":[{"display":"Nuss"}]}}"#;
        assert_eq!(title_of_json(json).as_deref(), Some("Nuss"));
        assert_eq!(title_of_xml("<Group><id value=\"1\"/></Group>"), None);
        assert_eq!(title_of_json("{}"), None);
    }

    #[test]
    fn a_letter_may_be_written_as_its_number() {
        let title = |value: &str| title_of_xml(&format!("<Goal><title value=\"{value}\"/></Goal>"));
        assert_eq!(title("Gr&#228;ser &#xFC;ber Felder").as_deref(), Some("Gr\u{e4}ser \u{fc}ber Felder"));
        assert_eq!(title("&amp;lt; & &who; &#xD800;").as_deref(), Some("&lt; & &who; &#xD800;"));
    }

    #[test]
    fn broken_text_has_no_title_and_breaks_nothing() {
        for text in ["", "<", "</", "<a", "<a value=", "<a><title value=\"", "{", "\"<>\"", "<title value='ä"]
        {
            let _ = (title_of_xml(text), title_of_json(text));
        }
    }
}
