//! Placeholders `{{kind:name}}` in shells, scripts and styles.

use anyhow::{Context, Result, bail};

/// What a placeholder stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Placeholder {
    /// `{{asset:styles/app.css}}`: hashed address of a file in `app/web` or `assets`.
    Asset(String),
    /// `{{later:scan-worker.js}}`: the same for what a page loads only when somebody asks for it: not kept offline.
    Later(String),
    /// `{{kept:fhir-worker.js}}`: the same for what the first screen does not load, but what must be there offline.
    Kept(String),
    /// `{{bundle:content/hypertonie}}`: hashed address of one JSON file with all text files of a folder of `assets`, by
    /// path below it; kept like [`Self::Kept`].
    Bundle(String),
    /// `{{licences:cargo}}`: rows of a table with every package that is built into Heilsam, its version and licence.
    Licences,
    /// `{{part:head}}`: the text of `app/web/parts/head.html`, its own placeholders replaced.
    Part(String),
    /// `{{js:patient}}`: hashed address of the JavaScript of a program.
    Script(String),
    /// `{{wasm:patient}}`: hashed address of the WebAssembly of a program.
    Wasm(String),
    /// `{{rest:patient}}`: hashed addresses of the modules that a program loads after its start, with spaces between; nothing
    /// for a program in one piece.
    Rest(String),
    /// `{{precache:patient}}`: JSON list of every address the page `patient` needs, itself first.
    Precache(String),
    /// `{{version:patient}}`: hash over the content of everything the page `patient` needs.
    Version(String),
    /// `{{around:patient}}`: JSON list of the addresses of the pages around the app, without a `/` at their end.
    Around,
    /// `{{around-precache:patient}}`: JSON object of the same, in the same order: each with `files` as in [`Self::Precache`] and
    /// `version` as in [`Self::Version`].
    AroundPrecache,
}

impl Placeholder {
    fn parse(inner: &str) -> Result<Self> {
        let Some((kind, name)) = inner.split_once(':') else {
            bail!("unknown placeholder {{{{{inner}}}}}: expected {{{{kind:name}}}}");
        };
        let name = name.trim().to_owned();
        Ok(match kind.trim() {
            "asset" => Self::Asset(name),
            "later" => Self::Later(name),
            "kept" => Self::Kept(name),
            "bundle" => Self::Bundle(name),
            "licences" => Self::Licences,
            "part" => Self::Part(name),
            "js" => Self::Script(name),
            "wasm" => Self::Wasm(name),
            "rest" => Self::Rest(name),
            "precache" => Self::Precache(name),
            "version" => Self::Version(name),
            "around" => Self::Around,
            "around-precache" => Self::AroundPrecache,
            _ => bail!(
                "unknown placeholder {{{{{inner}}}}}: kinds are asset, later, kept, bundle, licences, part, js, wasm, rest, \
                 precache, version, around, around-precache"
            ),
        })
    }
}

/// Replaces every placeholder of `text`.
///
/// # Errors
/// An unknown or unfinished placeholder, or whatever `resolve` refuses.
pub fn replace(text: &str, mut resolve: impl FnMut(Placeholder) -> Result<String>) -> Result<String> {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let (inner, behind) = after.split_once("}}").context("`{{` without `}}`")?;
        output.push_str(before);
        output.push_str(&resolve(Placeholder::parse(inner)?)?);
        rest = behind;
    }
    output.push_str(rest);
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_replaced_where_they_stand() {
        let text = r#"<link href="{{asset:styles/app.css}}"><script src="{{js:visit}}">"#;
        let replaced = replace(text, |placeholder| Ok(format!("<{placeholder:?}>"))).unwrap();
        assert_eq!(replaced, r#"<link href="<Asset("styles/app.css")>"><script src="<Script("visit")>">"#);
    }

    #[test]
    fn unknown_kinds_and_unfinished_placeholders_are_refused() {
        for text in ["{{colour:red}}", "{{patient}}", "{{asset:x"] {
            assert!(replace(text, |_| Ok(String::new())).is_err(), "{text}");
        }
    }
}
