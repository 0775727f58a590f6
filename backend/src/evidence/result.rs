//! The file with the results: signed by the installation, checked again by `heilsam evidence verify`.

use heilsam_compliance::evidence::Release;
use heilsam_domain::DeploymentId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::sign::EvidenceKey;

/// What came out of a check, on file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// The property holds.
    Passed,
    /// It is broken.
    Failed,
    /// It could not be looked at.
    NotChecked,
}

/// The result of one check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckResult {
    /// Id of the check.
    pub check: String,
    /// Version of the check.
    pub check_version: String,
    /// What it is called, German.
    pub title: String,
    /// When it began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// From when on it proves nothing any more.
    pub expires: Timestamp,
    /// What came out.
    pub outcome: Colour,
    /// What was found, or why it could not look; German sentences.
    pub findings: Vec<String>,
    /// What was looked at; German sentences.
    pub seen: Vec<String>,
    /// Ids of the items it speaks of.
    pub items: Vec<String>,
}

/// Results of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Results {
    /// Form of this file.
    pub format: String,
    /// The installation.
    pub deployment: DeploymentId,
    /// Address that was looked at.
    pub url: String,
    /// Version and commit of the program.
    pub release: Release,
    /// When the run began.
    pub started: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// One per check.
    pub checks: Vec<CheckResult>,
}

/// The file: results, key and signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    /// The results; signed is their canonical form, so that a file may be formatted anew.
    pub results: Results,
    /// Public key of the installation, compressed point, hexadecimal.
    pub key: String,
    /// ECDSA P-384 with SHA-384, `r | s`, hexadecimal.
    pub signature: String,
}

/// Form of the file.
pub const FORMAT: &str = "heilsam-evidence-1";

/// Why a file is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResultsRefused {
    /// It is no file of results.
    #[error("the file holds no results of `heilsam evidence run`: {0}")]
    Form(String),
    /// It was changed, or another installation signed it.
    #[error("this installation did not sign these results: they were changed, or come from another one")]
    Foreign,
}

impl Signed {
    /// Signs results.
    ///
    /// # Errors
    /// Never for results of this type; only if they have no JSON form.
    pub fn new(results: Results, key: &EvidenceKey) -> Result<Self, serde_json::Error> {
        let signature = key.sign(&canonical(&results)?);
        Ok(Self { results, key: key.public(), signature })
    }

    /// Reads a file and checks its signature.
    ///
    /// # Errors
    /// [`ResultsRefused`]
    pub fn read(text: &str, key: &EvidenceKey) -> Result<Self, ResultsRefused> {
        let form = |error: serde_json::Error| ResultsRefused::Form(error.to_string());
        let signed: Self = serde_json::from_str(text).map_err(form)?;
        if signed.results.format != FORMAT {
            return Err(ResultsRefused::Form(format!("its form is not {FORMAT}")));
        }
        let bytes = canonical(&signed.results).map_err(form)?;
        if signed.key != key.public() || !key.holds(&bytes, &signed.signature) {
            return Err(ResultsRefused::Foreign);
        }
        Ok(signed)
    }
}

/// Members in the order of their names, no blanks.
fn canonical(results: &Results) -> Result<Vec<u8>, serde_json::Error> {
    Ok(heilsam_compliance::canonical::canonical_value(&serde_json::to_value(results)?).into_bytes())
}
