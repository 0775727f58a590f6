//! `heilsam evidence` against a running server, from the command line.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

struct Running {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        let log = std::fs::File::create(data.join("server.log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_heilsam"))
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--data"])
            .arg(&data)
            .env("HEILSAM_VIDEO__TURN_EMBEDDED", "false")
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let running = Self { child, folder, port };
        for _ in 0..600 {
            if std::net::TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return running;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("the server did not start");
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn evidence(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_heilsam"));
        command.arg("evidence").args(arguments).arg("--data").arg(self.data());
        command.env("RUST_LOG", "warn").output().unwrap()
    }

    fn run(&self, more: &[&str]) -> Output {
        let url = format!("http://127.0.0.1:{}", self.port);
        let mut arguments = vec!["run", "--url", &url];
        arguments.extend(more);
        self.evidence(&arguments)
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn verify(running: &Running, file: &Path) -> Output {
    running.evidence(&["verify", file.to_str().unwrap()])
}

#[test]
fn results_are_signed_filed_and_handed_to_the_dossier() {
    let running = Running::start();
    let out = running.folder.path().join("result.json");
    let only = ["--only", "audit-chain", "--only", "login-wall", "--only", "advisories"];
    let output = running.run(&[&only[..], &["--out", out.to_str().unwrap()]].concat());
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("2 green, 0 red, 1 not checked"), "{}", said(&output));
    assert!(said(&output).contains("3 results stand in the dossier"), "{}", said(&output));

    let verified = verify(&running, &out);
    assert!(verified.status.success() && said(&verified).contains("3 checks"), "{}", said(&verified));
    let text = std::fs::read_to_string(&out).unwrap();
    std::fs::write(&out, text.replacen("login-wall", "login-door", 1)).unwrap();
    let refused = verify(&running, &out);
    assert!(!refused.status.success() && said(&refused).contains("did not sign"), "{}", said(&refused));

    // Again: what could not look leaves what is there, everything else is newer now.
    let again = running.run(&["--only", "audit-chain"]);
    assert!(again.status.success(), "{}", said(&again));
    let filed = std::fs::read_dir(running.data().join("evidence")).unwrap().count();
    assert_eq!(filed, 1);
}

#[test]
fn a_red_check_has_an_exit_code_of_its_own() {
    let running = Running::start();
    let log = running.folder.path().join("other.log");
    std::fs::write(&log, "reset of erika.weber@praxis-weber.de\n").unwrap();
    let output = running.run(&["--only", "log-scan", "--no-record", "--log", log.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(said(&output).contains("RED"), "{}", said(&output));
}

#[test]
fn another_installation_or_no_server_is_an_error_that_says_so() {
    let (one, other) = (Running::start(), Running::start());
    let url = format!("http://127.0.0.1:{}", other.port);
    let output = one.evidence(&["run", "--url", &url, "--only", "audit-chain"]);
    assert!(said(&output).contains("serves another installation"), "{}", said(&output));
    let output = one.evidence(&["run", "--url", "http://127.0.0.1:9", "--only", "audit-chain"]);
    assert!(said(&output).contains("does not answer"), "{}", said(&output));
    let output = one.run(&["--only", "no-such-check"]);
    assert!(said(&output).contains("heilsam evidence table"), "{}", said(&output));
}

#[test]
fn the_table_of_checks_is_the_one_in_the_documentation() {
    let output = Command::new(env!("CARGO_BIN_EXE_heilsam")).args(["evidence", "table"]).output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    let path = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../docs/EVIDENCE.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(told == written, "write it anew: heilsam evidence table > docs/EVIDENCE.md");
}
