//! The server program with a data folder of its own, ended with the test.

use std::ffi::OsString;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub struct Program {
    path: OsString,
    port: u16,
    data: PathBuf,
    child: Child,
}

impl Program {
    /// `None` without `HEILSAM_TEST_SERVER`.
    pub fn start() -> Option<Self> {
        let Some(path) = std::env::var_os("HEILSAM_TEST_SERVER") else {
            eprintln!(
                "SKIPPED: set HEILSAM_TEST_SERVER to the server program to run the journeys of the client"
            );
            return None;
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let data = std::env::temp_dir().join(format!("heilsam-journey-{port}"));
        std::fs::create_dir_all(&data).unwrap();
        let child = serve(&path, port, &data);
        Some(Self { path, port, data, child })
    }

    /// Kills it and starts it again on the same data.
    pub fn restart(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = serve(&self.path, self.port, &self.data);
    }

    pub fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// An enrolment code for a role, as the operator makes it.
    pub fn invite(&self, role: &str) -> String {
        let mut command = Command::new(&self.path);
        command.args(["account", "invite", "--role", role, "--data"]).arg(&self.data);
        let output = command.output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Saves it while it runs; gives the folder.
    pub fn back_up(&self) -> PathBuf {
        let to = self.data.with_extension("backup");
        let mut command = Command::new(&self.path);
        command.args(["backup", "--with-secrets", "--to"]).arg(&to).arg("--data").arg(&self.data);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        to
    }

    /// It is killed, its data are lost, and it goes on with a backup.
    pub fn restore(&mut self, backup: &Path) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        std::fs::remove_dir_all(&self.data).unwrap();
        std::fs::rename(backup, &self.data).unwrap();
        self.child = serve(&self.path, self.port, &self.data);
    }

    /// No file of the data folder holds this text.
    pub fn holds_nowhere(&self, text: &str) {
        Self::lies_nowhere_in(&self.data, text);
    }

    /// No file of a folder holds this text.
    pub fn lies_nowhere_in(folder: &Path, text: &str) {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap_or_default();
            assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{}", path.display());
        }
    }
}

fn serve(path: &OsString, port: u16, data: &Path) -> Child {
    let mut child = Command::new(path)
        .args(["serve", "--demo", "--listen", &format!("127.0.0.1:{port}"), "--data"])
        .arg(data)
        .env("HEILSAM_VIDEO__TURN_EMBEDDED", "false")
        // Everybody in a test is in one network.
        .env("HEILSAM_LIMITS__LOOKUPS_PER_MINUTE", "1000")
        .env("HEILSAM_LIMITS__LOGINS_PER_MINUTE", "1000")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    for _ in 0..600 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return child;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("the server does not start");
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.data);
    }
}
