//! Pictures: own SVG that can do no harm.

/// Largest picture, in bytes.
pub const SIZE_LIMIT: usize = 24 * 1024;

/// Elements that a picture may have.
const ELEMENTS: [&str; 16] = [
    "svg", "title", "desc", "g", "defs", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon",
    "text", "tspan", "use", "clipPath",
];

/// Why a picture is refused; `None` for a good one.
///
/// No scripts, styles, events, foreign elements or references to the outside; a view box, so that it scales; a title.
#[must_use]
pub fn problem(svg: &str) -> Option<String> {
    if svg.len() > SIZE_LIMIT {
        return Some("the picture is larger than 24 KiB".into());
    }
    if svg.contains("<!") || svg.contains("<?") {
        return Some("the picture may have no comments, declarations or instructions".into());
    }
    let mut first = true;
    let mut rest = svg;
    while let Some((_, tag)) = rest.split_once('<') {
        let Some((tag, after)) = tag.split_once('>') else {
            return Some("an element is not closed".into());
        };
        rest = after;
        if let Some(wrong) = element(tag, first) {
            return Some(wrong);
        }
        first = false;
    }
    let has = |what: &str| svg.contains(what);
    if first || !has("viewBox=") || !has("<title>") || !svg.trim_end().ends_with("</svg>") {
        return Some("the picture must be one svg with viewBox and title".into());
    }
    None
}

fn element(tag: &str, first: bool) -> Option<String> {
    let name = tag.trim_start_matches('/').split([' ', '\n', '\t', '/']).next().unwrap_or_default();
    if !ELEMENTS.contains(&name) {
        return Some(format!("the element {name} is not allowed in a picture"));
    }
    if first != (name == "svg" && !tag.starts_with('/')) {
        return Some("svg must be the outermost element, once".into())
            .filter(|_| first || !tag.starts_with('/'));
    }
    for attribute in attributes(tag) {
        let Some((key, value)) = written(attribute) else {
            return Some(format!("an attribute of {name} is not written as name=\"value\""));
        };
        let key = key.to_ascii_lowercase();
        let inside = value.starts_with('#') || value.starts_with("url(#");
        let refers = key.ends_with("href") || value.contains("url(");
        if key.starts_with("on") || key == "style" || (refers && !inside) {
            return Some(format!("the attribute {key} is not allowed in a picture"));
        }
        if value.contains(':') && key != "xmlns" {
            return Some(format!("the attribute {key} may have no address"));
        }
    }
    None
}

/// Name and value of an attribute. Another way to write one hides the next from us, and not from a browser; an entity hides what
/// a value says.
fn written(attribute: &str) -> Option<(&str, &str)> {
    let (key, value) = attribute.split_once('=')?;
    let (key, value) = (key.trim(), value.trim().strip_prefix('"')?.strip_suffix('"')?);
    let named = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'));
    (named && !key.is_empty() && !value.contains('&')).then_some((key, value))
}

/// The attributes of a tag, each with its quoted value.
fn attributes(tag: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest =
        tag.split_once([' ', '\n', '\t']).map_or("", |(_, rest)| rest).trim().trim_end_matches('/');
    while !rest.is_empty() {
        let end = rest
            .find('"')
            .and_then(|open| rest.get(open + 1..)?.find('"').map(|close| open + close + 2))
            .unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        found.push(attribute);
        rest = after.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::problem;

    fn svg(inner: &str) -> String {
        format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>t</title>{inner}</svg>"#)
    }

    #[test]
    fn plain_pictures_are_good() {
        assert_eq!(
            problem(&svg(
                r##"<defs><clipPath id="a"><circle r="2"/></clipPath></defs><g clip-path="url(#a)"><use href="#b"/></g>"##
            )),
            None
        );
    }

    #[test]
    fn what_can_do_harm_is_refused() {
        for inner in [
            "<script>x</script>",
            r#"<circle onload="x"/>"#,
            r#"<circle
onclick="x"/>"#,
            r#"<use href="https://example.org/#a"/>"#,
            r#"<g xlink:href="data:image/svg"/>"#,
            r#"<rect fill="url(https://example.org)"/>"#,
            r#"<rect style="fill:red"/>"#,
            "<foreignObject/>",
            "<image/>",
            "<style>a</style>",
            r#"<g id onload="x"/>"#,
            r#"<g id=a onload="x"/>"#,
            r#"<g id='"' onload='x"'/>"#,
            r#"<g id="a>b" onload="x"/>"#,
            r#"<rect fill="u&#114;l(https&#58;//example.org)"/>"#,
            "<!-- -->",
            "<svg></svg>",
            "<path",
        ] {
            assert!(problem(&svg(inner)).is_some(), "{inner}");
        }
        assert!(problem("").is_some());
        assert!(problem(r#"<svg viewBox="0 0 1 1"></svg>"#).is_some());
        assert!(problem(&svg(&" ".repeat(30_000))).is_some());
    }
}
