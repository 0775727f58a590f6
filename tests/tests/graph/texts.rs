//! Texts for people: in both languages, with the same variables, each one used, none written into views.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::checkout::{Source, assert_none, sources};

/// Variables by key; an attribute's key is `message.attribute`.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn keys(file: &Source) -> Keys {
    let resource = match fluent_syntax::parser::parse(file.text.as_str()) {
        Ok(resource) => resource,
        Err((_, errors)) => panic!("{} is not valid Fluent: {errors:?}", file.path),
    };
    let mut keys = Keys::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            if let Some(pattern) = &message.value {
                let earlier = keys.insert(message.id.name.to_owned(), variables(pattern));
                assert!(earlier.is_none(), "{}: `{}` stands there twice", file.path, message.id.name);
            }
            for attribute in &message.attributes {
                let key = format!("{}.{}", message.id.name, attribute.id.name);
                keys.insert(key, variables(&attribute.value));
            }
        }
    }
    keys
}

fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect(expression, &mut found);
        }
    }
    found
}

fn collect(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    let inline = match expression {
        Expression::Select { selector, variants } => {
            for variant in variants {
                found.extend(variables(&variant.value));
            }
            selector
        }
        Expression::Inline(inline) => inline,
    };
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                collect(&Expression::Inline(argument.clone()), found);
            }
        }
        InlineExpression::Placeable { expression } => collect(expression, found),
        _ => {}
    }
}

fn language(tag: &str) -> BTreeMap<String, Keys> {
    let folder = format!("assets/i18n/{tag}");
    let files = sources(&folder, &[".ftl"]);
    assert!(!files.is_empty(), "{folder} has texts");
    let name = |file: &Source| file.path.rsplit('/').next().unwrap_or_default().to_owned();
    files.iter().map(|file| (name(file), keys(file))).collect()
}

#[test]
fn every_text_exists_in_both_languages_with_the_same_variables() {
    let (german, english) = (language("de"), language("en"));
    let mut findings = Vec::new();
    for (name, one, other, tag) in german
        .iter()
        .map(|(name, keys)| (name, keys, english.get(name), "en"))
        .chain(english.iter().map(|(name, keys)| (name, keys, german.get(name), "de")))
    {
        for (key, variables) in one {
            match other.and_then(|keys| keys.get(key)) {
                None => findings.push(format!("{tag}/{name}: `{key}` is missing")),
                Some(others) if others != variables => {
                    findings.push(format!(
                        "{tag}/{name}: `{key}` uses {others:?}, the other language {variables:?}"
                    ));
                }
                Some(_) => {}
            }
        }
    }
    assert_none(&findings, "texts differ between the languages:");
}

#[test]
fn every_text_is_translated() {
    let (german, english) = (sources("assets/i18n/de", &[".ftl"]), sources("assets/i18n/en", &[".ftl"]));
    let lines = |files: &[Source]| -> BTreeSet<String> {
        let lines = files.iter().flat_map(|file| file.text.lines());
        lines.filter(|line| line.contains(" = ")).map(str::to_owned).collect()
    };
    let (german, english) = (lines(&german), lines(&english));
    // Short texts may be the same word in both languages (`Name`, `PDF`); sentences may not.
    let same = german.intersection(&english).filter(|line| {
        let text = line.split_once(" = ").map_or("", |(_, text)| text);
        text.split_whitespace().filter(|word| word.chars().any(char::is_lowercase)).count() >= 4
    });
    assert_none(&same.cloned().collect::<Vec<_>>(), "the same sentence in both languages:");
}

/// Every string literal in the programs and pages: a key is used when it stands somewhere as a literal.
fn literals() -> BTreeSet<String> {
    let mut literals = BTreeSet::new();
    let mut files = sources("app/src", &[".rs"]);
    files.extend(sources("app/web", &[".html", ".js"]));
    files.extend(sources("app/crates/desktop/src", &[".js"]));
    for file in files {
        literals.extend(file.text.split('"').map(str::to_owned));
    }
    literals
}

#[test]
fn every_text_is_used() {
    let literals = literals();
    let mut findings = Vec::new();
    for (name, keys) in language("de") {
        for key in keys.keys().filter(|key| !literals.contains(*key)) {
            findings.push(format!("{name}: `{key}`"));
        }
    }
    assert_none(&findings, "texts no program shows:");
}

#[test]
fn every_used_key_has_a_text() {
    let known: BTreeSet<String> = language("de").into_values().flat_map(Keys::into_keys).collect();
    let mut findings = Vec::new();
    for file in sources("app/src", &[".rs"]) {
        for (number, line) in file.text.lines().enumerate().filter(|(_, line)| !line.trim().starts_with("//"))
        {
            for after in line
                .split(" t!(\"")
                .skip(1)
                .chain(line.split("{t!(\"").skip(1))
                .chain(line.split("(t!(\"").skip(1))
            {
                let key = after.split('"').next().unwrap_or_default();
                if !known.contains(key) {
                    findings.push(format!("{}:{}: `{key}`", file.path, number + 1));
                }
            }
        }
    }
    assert_none(&findings, "keys without a text:");
}

#[test]
fn views_contain_no_german() {
    let marked = |text: &str| text.chars().any(|each| "äöüÄÖÜß".contains(each));
    let mut findings = Vec::new();
    for file in sources("app/src", &[".rs"]).into_iter().filter(|file| !file.path.ends_with("gallery.rs")) {
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let line = line.split("//").next().unwrap_or_default();
            if line.split('"').skip(1).step_by(2).any(marked) {
                findings.push(format!("{}:{}: {}", file.path, number + 1, line.trim()));
            }
        }
    }
    assert_none(&findings, "texts belong into assets/i18n:");
}

/// Elements with words in them.
const ELEMENTS: [&str; 19] = [
    "a", "button", "caption", "code", "dd", "div", "dt", "em", "h1", "h2", "h3", "legend", "li", "p",
    "small", "span", "strong", "summary", "td",
];
/// What is read, or read aloud.
const READ: [&str; 8] =
    ["alt", "aria-description", "aria-label", "hint", "label", "lead", "placeholder", "title"];
/// A name is the same in every language.
const NAMES: [&str; 1] = ["Heilsam"];

/// Whether somebody would read words: what stands in braces is put in when it is shown, and `XXXX` shows a form.
fn is_wording(literal: &str) -> bool {
    let mut depth = 0_usize;
    let mut shown = String::new();
    for each in literal.chars() {
        match each {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => shown.push(each),
            _ => {}
        }
    }
    let is_word = |word: &str| word.chars().count() > 1 && word.chars().any(char::is_lowercase);
    !NAMES.contains(&literal) && shown.split(|each: char| !each.is_alphabetic()).any(is_word)
}

/// The first literal of a line that a view shows as it stands: inside of an element, or in an attribute that is read.
fn literal_text(line: &str) -> Option<&str> {
    let pieces: Vec<&str> = line.split('"').collect();
    // Every second piece stands between quotation marks; the last one has none behind it.
    (1..pieces.len().saturating_sub(1)).step_by(2).find_map(|index| {
        let (before, behind) = (pieces[index - 1].trim(), pieces[index + 1].trim_start());
        let last_word = |text: &str| text.trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
        let is_read = match before.strip_suffix(':') {
            // `"aria-label": "..."`: the name is quoted itself.
            Some("") if index >= 3 => READ.contains(&pieces[index - 2]),
            Some(named) => READ.contains(&last_word(named).as_str()),
            None => false,
        };
        let is_first = before.strip_suffix('{').is_some_and(|it| ELEMENTS.contains(&last_word(it).as_str()));
        let is_behind_attributes = before.ends_with(',') && behind.starts_with('}');
        let is_name = behind.starts_with(':');
        let is_shown = !is_name && (is_read || is_first || is_behind_attributes);
        (is_shown && is_wording(pieces[index])).then_some(pieces[index])
    })
}

#[test]
fn views_show_no_text_that_is_written_into_them() {
    let mut findings = Vec::new();
    let views = sources("app/src", &[".rs"]);
    assert!(views.len() > 100, "the views are found");
    for file in
        views.iter().filter(|file| !["gallery.rs", "fixtures.rs"].iter().any(|it| file.path.ends_with(it)))
    {
        let code = file.text.split("#[cfg(test)]").next().unwrap_or_default();
        let lines = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        findings.extend(lines.filter_map(|(number, line)| {
            literal_text(line).map(|text| format!("{}:{}: {text}", file.path, number + 1))
        }));
    }
    assert_none(&findings, "texts belong into assets/i18n:");
}

/// Words that are put away instead of shown: they would stay in the language in which something happened.
const PUT_AWAY: [&str; 4] = [".set(t!(", ".set(Some(t!(", ".set(Some(say(", ", t!(\"field-missing\"))"];

#[test]
fn what_happened_is_kept_and_not_the_words_for_it() {
    let mut findings = Vec::new();
    for file in sources("app/src", &[".rs"]) {
        let lines = file.text.lines().enumerate();
        let kept = lines.filter(|(_, line)| PUT_AWAY.iter().any(|way| line.contains(way)));
        findings.extend(kept.map(|(number, line)| format!("{}:{}: {}", file.path, number + 1, line.trim())));
    }
    assert_none(&findings, "keep the reason or `Words`, and make the text in the view:");
}

#[test]
fn a_text_in_a_view_is_noticed_in_an_element_and_in_an_attribute() {
    let found = [
        (r#"p { class: "soft", "{count} Entries" }"#, Some("{count} Entries")),
        (r#"span { "Hello" }"#, Some("Hello")),
        (r#"h2 { id: "x" } p { "{count} Entries" }"#, Some("{count} Entries")),
        (r#"img { alt: "A picture", src }"#, Some("A picture")),
        (r#"div { "aria-label": "Menu", {t!("frame-nav")} }"#, Some("Menu")),
        (r#"Field { label: t!("entry-note"), placeholder: "XXXX XXXX" }"#, None),
        (r#"r#type: if submit { "submit" } else { "button" },"#, None),
        (r#"span { "aria-hidden": "true", "{label}" } span { "Heilsam" }"#, None),
    ];
    for (line, text) in found {
        assert_eq!(literal_text(line), text, "{line}");
    }
}
