//! What patients read is checked before anything is built: a module without sources or review date stops the build.
//!
//! The rules are those of `heilsam-therapy`, the same that its tests and the app itself load the content with.

use anyhow::{Context, Result, bail};
use heilsam_therapy::content::Package;
use heilsam_therapy::questionnaire::Questionnaire;
use heilsam_therapy::scoring::Scoring;

use super::sources;
use crate::workspace::Workspace;

/// Folder of the content below the assets.
const CONTENT: &str = "content";
const QUESTIONNAIRES: &str = "questionnaires";
const SCORINGS: &str = "scorings";
/// Folders of the content that are no programme.
const OTHERS: [&str; 3] = [QUESTIONNAIRES, "schema", SCORINGS];

/// Checks all content.
///
/// # Errors
/// Names each file with what is wrong and what to add.
pub fn check(workspace: &Workspace) -> Result<()> {
    let root = workspace.path(sources::ASSETS).join(CONTENT);
    let mut wrong = Vec::new();
    let entries = std::fs::read_dir(&root).with_context(|| format!("cannot read {}", root.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = sources::relative(&root, &path)?;
        if path.is_dir() && !OTHERS.contains(&name.as_str()) {
            let files = sources::texts(workspace, &format!("{CONTENT}/{name}"))?;
            let errors = Package::load_folder(&files).err().unwrap_or_default();
            wrong.extend(errors.iter().map(|error| format!("{name}/{error}")));
        }
    }
    questionnaires(workspace, &mut wrong)?;
    if wrong.is_empty() {
        return Ok(());
    }
    wrong.sort();
    let list: Vec<String> =
        wrong.iter().map(|each| format!("  {}/{CONTENT}/{each}", sources::ASSETS)).collect();
    bail!(
        "what patients read is not complete ({}/{CONTENT}/README.md says what it needs):\n{}",
        sources::ASSETS,
        list.join("\n")
    )
}

fn questionnaires(workspace: &Workspace, wrong: &mut Vec<String>) -> Result<()> {
    let scorings = sources::texts(workspace, &format!("{CONTENT}/{SCORINGS}"))?;
    for (file, json) in sources::texts(workspace, &format!("{CONTENT}/{QUESTIONNAIRES}"))? {
        match Questionnaire::load(&json) {
            Ok(questionnaire) => {
                let scoring = scorings.get(&file).map(|json| Scoring::load(json, &questionnaire));
                let errors = scoring.and_then(Result::err).unwrap_or_default();
                wrong.extend(errors.iter().map(|error| format!("{SCORINGS}/{file}: {error}")));
            }
            Err(errors) => {
                wrong.extend(errors.iter().map(|error| format!("{QUESTIONNAIRES}/{file}: {error}")));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use serde_json::Value;
    use tempfile::TempDir;

    use super::*;
    use crate::front::{self, Mode, Selection};

    /// A checkout that holds a copy of the content and nothing else.
    fn copy() -> (TempDir, Workspace) {
        let root = tempfile::tempdir().unwrap();
        let from = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../assets/content");
        for path in sources::walk(&from).unwrap() {
            let copied = root.path().join("assets/content").join(sources::relative(&from, &path).unwrap());
            std::fs::create_dir_all(copied.parent().unwrap()).unwrap();
            std::fs::copy(path, copied).unwrap();
        }
        let workspace = Workspace::of_files(root.path().to_owned());
        (root, workspace)
    }

    /// Takes an element out of a file of the content, and builds.
    fn build_without(file: &str, element: &str) -> String {
        let (root, workspace) = copy();
        let path = root.path().join("assets/content").join(file);
        let mut json: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        json.as_object_mut().unwrap().remove(element).unwrap();
        std::fs::write(path, json.to_string()).unwrap();
        format!("{:#}", front::build(&workspace, &Selection::all(Mode::Quick)).err().unwrap())
    }

    #[test]
    fn the_content_as_it_is_may_be_built() {
        let (_root, workspace) = copy();
        check(&workspace).unwrap();
    }

    #[test]
    fn a_build_without_sources_or_review_date_fails_and_says_where_and_what_to_add() {
        let module = "hypertonie/modules/03-salz.json";
        for (file, element) in
            [(module, "sources"), (module, "review"), ("hypertonie/package.json", "sources")]
        {
            let error = build_without(file, element);
            assert!(error.contains(&format!("assets/content/{file}: missing field `{element}`")), "{error}");
            assert!(error.contains(&format!("add \"{element}\": ")), "{error}");
        }
        let error = build_without("questionnaires/phq-9.json", "lastReviewDate");
        assert!(error.contains("assets/content/questionnaires/phq-9.json: item -: "), "{error}");
        assert!(error.contains("lastReviewDate"), "{error}");
    }
}
