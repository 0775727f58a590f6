//! Proof of the audit log and of consent, from the command line.

use std::path::Path;
use std::process::{Command, Output};

pub struct Operator {
    folder: tempfile::TempDir,
}

impl Operator {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let anchors = folder.path().join("anchors.jsonl");
        let settings = format!("[audit]\nanchor_file = '{}'\n", anchors.display());
        std::fs::write(folder.path().join("heilsam.toml"), settings).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn heilsam(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_heilsam"))
            .args(arguments)
            .args([
                Path::new("--config"),
                &self.path("heilsam.toml"),
                Path::new("--data"),
                &self.path("data"),
            ])
            .env("RUST_LOG", "info")
            .output()
            .unwrap()
    }

    pub fn invite(&self) -> Output {
        let output = self.heilsam(&["account", "invite", "--role", "doctor"]);
        assert!(output.status.success(), "{output:?}");
        output
    }

    fn verify(&self, anchors: &Path) -> Output {
        self.heilsam(&["audit", "verify", "--anchor", anchors.to_str().unwrap()])
    }
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn a_database_set_back_to_an_older_state_is_found_by_the_anchors_outside() {
    let operator = Operator::new();
    operator.invite();
    let (database, older) = (operator.path("data/heilsam.db"), operator.path("older.db"));
    std::fs::copy(&database, &older).unwrap();
    let logged = operator.invite();
    std::fs::write(operator.path("server.log"), &logged.stderr).unwrap();
    let anchors = operator.path("anchors.jsonl");
    let whole = operator.verify(&anchors);
    assert!(whole.status.success() && said(&whole).contains("2 rows, 2 anchors"), "{}", said(&whole));

    std::fs::copy(&older, &database).unwrap();
    for name in ["data/heilsam.db-wal", "data/heilsam.db-shm"] {
        let _ = std::fs::remove_file(operator.path(name));
    }
    assert!(operator.heilsam(&["audit", "verify"]).status.success(), "the chain alone does not show it");
    for copy in [anchors, operator.path("server.log")] {
        let refused = operator.verify(&copy);
        assert!(!refused.status.success());
        assert!(
            said(&refused).contains("an anchor outside shows that 2 rows were written"),
            "{}",
            said(&refused)
        );
    }
}

#[test]
fn anchors_that_cannot_be_checked_are_an_error_that_says_what_to_do() {
    let operator = Operator::new();
    let missing = operator.verify(&operator.path("heilsam.toml"));
    assert!(said(&missing).contains("server.key is missing"), "{}", said(&missing));
    operator.invite();
    let none = operator.verify(&operator.path("heilsam.toml"));
    assert!(said(&none).contains("the file holds no anchor"), "{}", said(&none));
    let other = Operator::new();
    other.invite();
    let foreign = operator.verify(&other.path("anchors.jsonl"));
    assert!(said(&foreign).contains("line 1: this server did not sign"), "{}", said(&foreign));
}

#[test]
fn an_anchor_file_that_cannot_be_written_is_an_error() {
    let operator = Operator::new();
    let settings = "[audit]\nanchor_file = '/nowhere/anchors.jsonl'\n";
    std::fs::write(operator.path("heilsam.toml"), settings).unwrap();
    let refused = operator.heilsam(&["account", "invite", "--role", "doctor"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("change audit.anchor_file"), "{}", said(&refused));
}

#[test]
fn a_proof_of_consent_needs_an_account() {
    let operator = Operator::new();
    operator.invite();
    let refused = operator.heilsam(&["consents", "--account", "018f3c1e-0000-7000-8000-000000000000"]);
    assert!(!refused.status.success());
    assert!(said(&refused).contains("there is no account with this id"), "{}", said(&refused));
}
