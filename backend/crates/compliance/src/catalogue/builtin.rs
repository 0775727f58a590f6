//! The catalogues that come with the product, from `assets/catalogues/`.

use std::collections::BTreeMap;

use super::library::Library;
use super::read::CatalogueErrors;
use super::{proof, questionnaire, reference, security, statements, video};
use crate::application::Forms;
use crate::legal_date::LegalDate::{Of2020, Of2026};
use crate::procedure::Procedure;
use crate::property::PropertyRules;

macro_rules! asset {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../../assets/catalogues/", $name)))
    };
}

/// Every file, by name, as it is noted in `manifest.json` with its hash and counts.
pub const FILES: [(&str, &str); 18] = [
    asset!("anlage-31b.json"),
    asset!("application-forms.json"),
    asset!("diff-2020-2026.json"),
    asset!("digav-2026-anlage-1.json"),
    asset!("digav-2026-anlage-2.json"),
    asset!("digav-2026-anlage-3.json"),
    asset!("digav-2026-anlage-4.json"),
    asset!("digav-2026-antrag.json"),
    asset!("digav-2026-procedure.json"),
    asset!("digav-anlage-1.json"),
    asset!("digav-anlage-2.json"),
    asset!("digav-antrag.json"),
    asset!("digav-procedure.json"),
    asset!("items-evidence.json"),
    asset!("product-properties.json"),
    asset!("tr-03161-1-mobile.json"),
    asset!("tr-03161-2-web.json"),
    asset!("tr-03161-3-backend.json"),
];

/// Text of one of the files; empty if there is none of that name.
#[must_use]
pub fn file(name: &'static str) -> (&'static str, &'static str) {
    FILES.into_iter().find(|(known, _)| *known == name).unwrap_or((name, ""))
}

/// Loads all of them.
///
/// # Errors
/// [`CatalogueErrors`] of the first file with a fault; a test keeps this from happening.
pub fn library() -> Result<Library, CatalogueErrors> {
    let declared = |name, legal| {
        let (name, text) = file(name);
        questionnaire::declaration(name, text, legal)
    };
    let looked_up = |name| {
        let (name, text) = file(name);
        reference::read(name, text, Of2026)
    };
    let guideline = |name| {
        let (name, text) = file(name);
        security::read(name, text)
    };
    let stated = |name, legal| {
        let (name, text) = file(name);
        statements::read(name, text, legal).map(|read| (legal, read))
    };
    let procedure = |name, legal| {
        let (name, text) = file(name);
        Procedure::read(name, text).map(|read| (legal, read))
    };
    let (video, video_text) = file("anlage-31b.json");
    let (proofs, proofs_text) = file("items-evidence.json");
    let (forms, forms_text) = file("application-forms.json");
    let (properties, properties_text) = file("product-properties.json");
    let catalogues = [
        declared("digav-anlage-1.json", Of2020)?,
        declared("digav-anlage-2.json", Of2020)?,
        declared("digav-2026-anlage-1.json", Of2026)?,
        declared("digav-2026-anlage-2.json", Of2026)?,
        looked_up("digav-2026-anlage-3.json")?,
        looked_up("digav-2026-anlage-4.json")?,
        video::read(video, video_text)?,
        guideline("tr-03161-1-mobile.json")?,
        guideline("tr-03161-2-web.json")?,
        guideline("tr-03161-3-backend.json")?,
    ];
    Ok(Library {
        catalogues: catalogues.into_iter().map(|catalogue| (catalogue.id.clone(), catalogue)).collect(),
        statements: BTreeMap::from([
            stated("digav-antrag.json", Of2020)?,
            stated("digav-2026-antrag.json", Of2026)?,
        ]),
        procedures: BTreeMap::from([
            procedure("digav-procedure.json", Of2020)?,
            procedure("digav-2026-procedure.json", Of2026)?,
        ]),
        proofs: proof::read(proofs, proofs_text)?,
        forms: Forms::read(forms, forms_text)?,
        properties: PropertyRules::read(properties, properties_text)?,
    })
}
