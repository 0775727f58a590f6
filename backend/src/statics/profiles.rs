//! The own FHIR profiles, published under their names: `/fhir/StructureDefinition/consent` and the others.
//!
//! They are compiled with the name of nobody's address; the server gives them the names that exported files use.

use std::collections::BTreeMap;
use std::path::Path;

use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

/// Where they lie in the dist folder, and below which path they are published.
const FOLDER: &str = "fhir";
/// What they are compiled with. The same stands in `fhir-profiles` and its `sushi-config.yaml`.
const COMPILED: &str = "https://heilsam.example/fhir";
/// Where FHIR programs look for the CapabilityStatement.
const CAPABILITIES: &str = "/fhir/metadata";
/// Largest profile that is read.
const FILE_BYTES: u64 = 1024 * 1024;

/// The profiles by path, such as `/fhir/StructureDefinition/consent`.
#[derive(Default)]
pub(super) struct Profiles(BTreeMap<String, Bytes>);

impl Profiles {
    /// Reads `fhir/TYPE-ID.json` of a dist folder; none where it was built without.
    pub(super) fn load(dist: &Path, base: &str) -> std::io::Result<Self> {
        let mut profiles = BTreeMap::new();
        let Ok(files) = std::fs::read_dir(dist.join(FOLDER)) else { return Ok(Self(profiles)) };
        for file in files {
            let file = file?;
            let name = file.file_name();
            let Some((kind, id)) =
                name.to_str().and_then(|it| it.strip_suffix(".json")).and_then(|it| it.split_once('-'))
            else {
                continue;
            };
            if file.metadata()?.len() > FILE_BYTES {
                return Err(std::io::Error::other(format!("{} is larger than 1 MiB", file.path().display())));
            }
            let text = std::fs::read_to_string(file.path())?;
            let profile = Bytes::from(rename(&text, base));
            if kind == "CapabilityStatement" {
                profiles.insert(CAPABILITIES.to_owned(), profile.clone());
            }
            profiles.insert(format!("/{FOLDER}/{kind}/{id}"), profile);
        }
        Ok(Self(profiles))
    }

    /// The profile that is published at a path.
    pub(super) fn at(&self, path: &str) -> Option<Bytes> {
        self.0.get(path).cloned()
    }
}

/// A text with the names under which the profiles are published.
pub(super) fn rename(text: &str, base: &str) -> String {
    text.replace(COMPILED, base)
}

/// Any program may read them, from any page.
pub(super) fn answer(profile: Bytes) -> Response {
    let mut response = profile.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/fhir+json; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_found_at_the_path_of_its_name() {
        let dist = tempfile::tempdir().unwrap();
        std::fs::create_dir(dist.path().join(FOLDER)).unwrap();
        let text = format!(r#"{{"url":"{COMPILED}/StructureDefinition/consent-file"}}"#);
        std::fs::write(dist.path().join(FOLDER).join("StructureDefinition-consent-file.json"), text).unwrap();
        let profiles = Profiles::load(dist.path(), "https://d.example/r4").unwrap();
        let found = profiles.at("/fhir/StructureDefinition/consent-file").unwrap();
        assert_eq!(found, r#"{"url":"https://d.example/r4/StructureDefinition/consent-file"}"#.as_bytes());
        assert_eq!(profiles.at("/fhir/StructureDefinition/other"), None);
    }

    #[test]
    fn a_folder_without_profiles_publishes_none() {
        let dist = tempfile::tempdir().unwrap();
        assert!(Profiles::load(dist.path(), "https://d.example").unwrap().0.is_empty());
    }
}
