//! Backups from the command line.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use super::operator::{Operator, said};

fn names_in(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let mut names: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn a_backup_is_closed_to_others_checks_against_the_anchors_and_is_never_written_over() {
    let operator = Operator::new();
    operator.invite();
    let to = operator.path("saved");
    let made = operator.heilsam(&["backup", "--to", to.to_str().unwrap()]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(said(&made).contains("audit log: 1 rows") && said(&made).contains("server.key was not saved"));
    assert_eq!(names_in(&to), ["heilsam.db"]);
    assert_eq!((mode(&to), mode(&to.join("heilsam.db"))), (0o700, 0o600));

    let before = std::fs::read(to.join("heilsam.db")).unwrap();
    operator.invite();
    let again = operator.heilsam(&["backup", "--to", to.to_str().unwrap()]);
    assert!(!again.status.success() && said(&again).contains("exists already"), "{}", said(&again));
    assert_eq!(std::fs::read(to.join("heilsam.db")).unwrap(), before);

    let anchors = operator.path("anchors.jsonl");
    let first = std::fs::read_to_string(&anchors).unwrap().lines().next().unwrap().to_owned();
    let older = operator.path("older.jsonl");
    std::fs::write(&older, first).unwrap();
    let copy = format!("sqlite:{}", to.join("heilsam.db").display());
    let verify = |anchors: &Path| {
        let anchors = anchors.to_str().unwrap();
        operator.heilsam(&["audit", "verify", "--database-url", &copy, "--anchor", anchors])
    };
    assert!(said(&verify(&older)).contains("the audit log is whole: 1 rows, 1 anchors"));
    assert!(!verify(&anchors).status.success(), "what was written after the backup is missing in it");
}

#[test]
fn the_key_file_is_saved_when_that_is_wanted() {
    let operator = Operator::new();
    operator.invite();
    let to = operator.path("saved");
    let made = operator.heilsam(&["backup", "--with-secrets", "--to", to.to_str().unwrap()]);
    assert!(said(&made).contains("server.key was saved"), "{}", said(&made));
    assert_eq!(names_in(&to), ["heilsam.db", "server.key"]);
    assert_eq!(mode(&to.join("server.key")), 0o600);
    let key = |path: &Path| std::fs::read(path.join("server.key")).unwrap();
    assert_eq!(key(&to), key(&operator.path("data")));
}

#[test]
fn a_backup_that_cannot_be_made_says_what_to_do_and_leaves_nothing() {
    let operator = Operator::new();
    let to = operator.path("saved");
    let target = to.to_str().unwrap();
    let none = operator.heilsam(&["backup", "--to", target]);
    assert!(said(&none).contains("give its folder with --data"), "{}", said(&none));
    let elsewhere =
        operator.heilsam(&["backup", "--to", target, "--database-url", "postgres://localhost/none"]);
    assert!(!elsewhere.status.success() && said(&elsewhere).contains("pg_dump"), "{}", said(&elsewhere));
    operator.invite();
    std::fs::remove_file(operator.path("data/server.key")).unwrap();
    let keyless = operator.heilsam(&["backup", "--with-secrets", "--to", target]);
    assert!(said(&keyless).contains("server.key cannot be saved"), "{}", said(&keyless));
    assert_eq!(names_in(operator.path("").as_path()), ["anchors.jsonl", "data", "heilsam.toml"]);
}

#[test]
fn erasing_again_needs_a_list_that_this_server_signed() {
    let operator = Operator::new();
    operator.invite();
    let anchors = operator.path("anchors.jsonl");
    let erase =
        |list: &Path| operator.heilsam(&["account", "erase-again", "--anchor", list.to_str().unwrap()]);
    let nothing = erase(&anchors);
    assert!(
        nothing.status.success() && said(&nothing).contains("0 erasures are listed"),
        "{}",
        said(&nothing)
    );
    let forged = operator.path("forged.jsonl");
    let line = r#"{"erased_account":"018f3c1e-0000-7000-8000-000000000000","erased_at":"2026-01-01T00:00:00Z","erased_signature":"00"}"#;
    std::fs::write(&forged, line).unwrap();
    let refused = erase(&forged);
    assert!(!refused.status.success() && said(&refused).contains("line 1: this server did not sign"));
}
