//! References inside style sheets.

use anyhow::{Context, Result, bail};

/// Replaces the target of every `url(...)` that names a file of ours.
///
/// Relative paths count from the style sheet `name` (such as `styles/app.css`); `data:` and `#` stay.
///
/// # Errors
/// `@import` (it costs a round trip: link each sheet in the shell), other origins, and whatever `resolve` refuses.
pub fn replace_urls(
    name: &str,
    text: &str,
    mut resolve: impl FnMut(&str) -> Result<String>,
) -> Result<String> {
    if text.contains("@import") {
        bail!("{name} uses @import: link each style sheet in the shell instead");
    }
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("url(") {
        let (inner, behind) = after.split_once(')').with_context(|| format!("{name}: `url(` without `)`"))?;
        let target = inner.trim().trim_matches(['"', '\'']);
        output.push_str(before);
        output.push_str("url(");
        if target.starts_with("data:") || target.starts_with('#') || target.starts_with("/assets/") {
            output.push_str(inner);
        } else if target.contains("://") || target.starts_with('/') {
            bail!("{name} loads {target}: only files of this project may be loaded");
        } else {
            output.push('"');
            output.push_str(&resolve(&join(name, target)?)?);
            output.push('"');
        }
        output.push(')');
        rest = behind;
    }
    output.push_str(rest);
    Ok(output)
}

/// `styles/app.css` and `../fonts/a.woff2` give `fonts/a.woff2`.
pub fn join(base: &str, relative: &str) -> Result<String> {
    let mut parts: Vec<&str> = base.split('/').collect();
    parts.pop();
    for part in relative.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop().with_context(|| format!("{base}: {relative} leaves the assets"))?;
            }
            name => parts.push(name),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_found_relative_to_the_style_sheet() {
        let css = "@font-face{src:url(\"../fonts/a.woff2\")} b{background:url(data:x)}";
        let replaced = replace_urls("styles/app.css", css, |name| Ok(format!("/assets/{name}"))).unwrap();
        assert_eq!(replaced, "@font-face{src:url(\"/assets/fonts/a.woff2\")} b{background:url(data:x)}");
    }

    #[test]
    fn foreign_origins_and_imports_are_refused() {
        for css in
            ["@import 'b.css';", "a{b:url(https://example.org/x.png)}", "a{b:url(../../x)}", "a{b:url(x"]
        {
            assert!(replace_urls("styles/app.css", css, |name| Ok(name.to_owned())).is_err(), "{css}");
        }
    }
}
