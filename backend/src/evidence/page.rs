//! Reading shipped pages: tags with their attributes, and addresses in styles and scripts.

/// A tag of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes, names in lower case.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// All opening tags of a page.
#[must_use]
pub fn tags(html: &str) -> Vec<Tag> {
    html.split('<').skip(1).filter_map(|rest| tag(rest.split_once('>')?.0)).collect()
}

fn tag(text: &str) -> Option<Tag> {
    let text = text.trim_end_matches('/');
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    Some(Tag { name: name.to_ascii_lowercase(), attributes: attributes(rest) })
}

fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let Some((name, after)) = rest.split_at_checked(end) else { return found };
        if name.is_empty() {
            return found;
        }
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            found.push((name.to_ascii_lowercase(), String::new()));
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = value.strip_prefix(quote).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            Some(_) | None => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        found.push((name.to_ascii_lowercase(), value.to_owned()));
        rest = after;
    }
}

/// What a page loads without anybody pressing anything: addresses in the attributes that load.
#[must_use]
pub fn loads(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for tag in tags(html) {
        let of = |names: &[&str]| names.iter().filter_map(|name| tag.get(name)).map(str::to_owned).collect();
        let here: Vec<String> = match tag.name.as_str() {
            "link" if matches!(tag.get("rel"), Some("canonical" | "license" | "help")) => Vec::new(),
            "link" => of(&["href"]),
            "form" => of(&["action"]),
            "object" => of(&["data"]),
            "script" | "img" | "iframe" | "audio" | "video" | "source" | "embed" | "track" | "input" => {
                of(&["src", "poster", "srcset"])
            }
            _ => Vec::new(),
        };
        found.extend(here);
    }
    found
}

/// Addresses in a style sheet: `url(...)` and `@import "..."`.
#[must_use]
pub fn style_loads(css: &str) -> Vec<String> {
    let clean = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
    let urls = css.split("url(").skip(1).filter_map(|rest| rest.split_once(')')).map(|(url, _)| clean(url));
    let imports = css.split("@import").skip(1).filter_map(|rest| rest.split_once(';'));
    urls.chain(imports.map(|(url, _)| clean(url))).filter(|url| !url.starts_with("url(")).collect()
}

/// Addresses that stand as text in a script: `"https://..."` and the like.
#[must_use]
pub fn script_addresses(script: &str) -> Vec<String> {
    let mut found = Vec::new();
    for scheme in ["https://", "http://", "wss://", "ws://"] {
        for (at, _) in script.match_indices(scheme) {
            let quoted = script.get(..at).is_some_and(|before| before.ends_with(['"', '\'', '`']));
            let rest = script.get(at..).unwrap_or_default();
            let end = rest.find(['"', '\'', '`', ' ', '\\', '$', '<']).unwrap_or(rest.len());
            let address = rest.get(..end).unwrap_or_default();
            if quoted && address.len() > scheme.len() {
                found.push(address.to_owned());
            }
        }
    }
    found
}

/// Whether an address leads to another origin than the own one (`https://host:port`).
#[must_use]
pub fn is_foreign(address: &str, origin: &str) -> bool {
    let absolute = ["http:", "https:", "ws:", "wss:", "//"].iter().any(|start| address.starts_with(start));
    absolute && address.strip_prefix(origin).is_none_or(|rest| !(rest.is_empty() || rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found_in_every_spelling() {
        let page = "<!doctype html><SCRIPT async SRC='/a.js'></SCRIPT><link rel=stylesheet href=/b.css>\
                    <img alt=\"x > y\" src=\"https://foreign.example/p.png\"/><a href=\"https://foreign.example\">x</a>";
        let found = loads(&page.replace("x > y", "x"));
        assert_eq!(found, ["/a.js", "/b.css", "https://foreign.example/p.png"]);
        assert_eq!(style_loads("@import 'c.css';a{background:url(\"d.png\")}"), ["d.png", "c.css"]);
        assert_eq!(script_addresses("f(\"https://x.example/a\"); // https://no"), ["https://x.example/a"]);
    }

    #[test]
    fn a_host_that_begins_like_the_own_one_is_foreign() {
        let origin = "https://heilsam.example";
        assert!(is_foreign("https://heilsam.example.evil.example/x", origin));
        assert!(is_foreign("//cdn.example/x", origin));
        assert!(!is_foreign("https://heilsam.example/x", origin));
        assert!(!is_foreign("/x", origin) && !is_foreign("data:image/png;base64,", origin));
    }
}
