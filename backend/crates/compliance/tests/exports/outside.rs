//! The exports as programs of others read them: compliance-trestle for OSCAL, the CycloneDX schema for declarations.
//!
//! Both are Python packages (`compliance-trestle`, `cyclonedx-python-lib[json-validation]`). Where they are not installed the
//! tests say so and pass; `HEILSAM_TEST_PYTHON` names the interpreter that has them, and then they must be there.

use std::path::Path;
use std::process::Command;

use heilsam_compliance::LegalDate;
use heilsam_compliance::Workspace;
use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::evidence::Moment;
use heilsam_compliance::export::{Export, file};

use super::filled::fill;

const TRESTLE: &str = "
import pathlib, sys
try:
    import trestle.oscal.catalog, trestle.oscal.component, trestle.oscal.assessment_results
except ImportError:
    sys.exit(77)
models = {
    'catalog': trestle.oscal.catalog.Catalog,
    'component': trestle.oscal.component.ComponentDefinition,
    'results': trestle.oscal.assessment_results.AssessmentResults,
}
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.json')):
    models[path.name.split('-')[0]].oscal_read(path)
    print('read', path.name)
";

const CYCLONEDX: &str = "
import pathlib, sys
try:
    from cyclonedx.validation.json import JsonStrictValidator
    from cyclonedx.schema import SchemaVersion
except ImportError:
    sys.exit(77)
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.json')):
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(path.read_text('utf-8'))
    if error:
        sys.exit(f'{path.name}: {error}')
    print('valid', path.name)
";

/// What a script says about a folder.
enum Verdict {
    Fine(String),
    Refused(String),
    NotThere,
}

/// Runs a script over a folder. Absent packages are an error only where an interpreter was named.
fn run(script: &str, folder: &Path, what: &str) -> Verdict {
    let named = std::env::var("HEILSAM_TEST_PYTHON").ok();
    let python = named.as_deref().unwrap_or("python3");
    let output = match Command::new(python).arg("-c").arg(script).arg(folder).output() {
        Ok(output) => output,
        Err(error) if named.is_none() => {
            eprintln!("NOT VALIDATED: {what}: {python} cannot be started ({error})");
            return Verdict::NotThere;
        }
        Err(error) => panic!("{python}: {error}"),
    };
    if output.status.code() == Some(77) && named.is_none() {
        eprintln!(
            "NOT VALIDATED: {what}: the package is not installed for {python}; set HEILSAM_TEST_PYTHON"
        );
        return Verdict::NotThere;
    }
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.success() {
        Verdict::Fine(out.into_owned())
    } else {
        Verdict::Refused(format!("{out}{err}"))
    }
}

fn check(script: &str, folder: &Path, what: &str, files: usize) {
    match run(script, folder, what) {
        Verdict::Fine(out) => assert_eq!(out.lines().count(), files, "{out}"),
        Verdict::Refused(why) => panic!("{what}:\n{why}"),
        Verdict::NotThere => {}
    }
}

fn write(folder: &Path, name: &str, value: &serde_json::Value) {
    std::fs::write(folder.join(format!("{name}.json")), file(value)).unwrap();
}

/// A full and an empty workspace: both must be readable.
fn workspaces() -> [(&'static str, Workspace, Moment); 2] {
    let library = builtin::library().unwrap();
    let start = "2026-05-04T08:00:00Z".parse().unwrap();
    let (full, now) = fill(&library, start, &["digav-", "bmv-"]).unwrap();
    [("full", full, now), ("empty", Workspace::new(LegalDate::Of2020), now)]
}

#[test]
fn trestle_reads_all_three_kinds_of_oscal() {
    let library = builtin::library().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, workspace, now) in workspaces() {
        let export = Export { library: &library, workspace: &workspace, now };
        write(folder.path(), &format!("component-{name}"), &export.oscal_component_definition());
        write(folder.path(), &format!("results-{name}"), &export.oscal_assessment_results());
        if name == "full" {
            for catalogue in library.catalogues() {
                write(folder.path(), &format!("catalog-{}", catalogue.id), &export.oscal_catalog(catalogue));
            }
        }
    }
    check(TRESTLE, folder.path(), "OSCAL by compliance-trestle", library.catalogues().count() + 4);
}

#[test]
fn the_declarations_are_valid_cyclonedx() {
    let library = builtin::library().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (name, workspace, now) in workspaces() {
        write(folder.path(), name, &Export { library: &library, workspace: &workspace, now }.cyclonedx());
    }
    check(CYCLONEDX, folder.path(), "CycloneDX 1.6 declarations", 2);
}

#[test]
fn both_would_notice_a_member_that_does_not_belong() {
    let library = builtin::library().unwrap();
    let (workspace, now) = fill(&library, "2026-05-04T08:00:00Z".parse().unwrap(), &["bmv-"]).unwrap();
    let export = Export { library: &library, workspace: &workspace, now };
    let mut oscal = export.oscal_component_definition();
    oscal["component-definition"]["components"][0]["colour"] = "green".into();
    let mut cyclonedx = export.cyclonedx();
    cyclonedx["declarations"]["claims"][0]["colour"] = "green".into();
    for (script, name, value) in [(TRESTLE, "component-wrong", oscal), (CYCLONEDX, "wrong", cyclonedx)] {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), name, &value);
        assert!(!matches!(run(script, folder.path(), name), Verdict::Fine(_)), "{name}");
    }
}
