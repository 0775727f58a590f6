//! A private PostgreSQL for one test run: own folder, own loopback port, gone afterwards.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal};
use tempfile::TempDir;

use crate::clock::Stopwatch;
use crate::{packages, process};

const START_WITHIN: Duration = Duration::from_secs(30);

/// A running throw-away cluster.
pub struct Postgres {
    server: Child,
    port: u16,
    _folder: TempDir,
}

impl Postgres {
    /// Makes a cluster and starts it; installs PostgreSQL where it is missing.
    pub fn start() -> Result<Self> {
        let programs = match programs() {
            Some(programs) => programs,
            None => {
                packages::install(&["postgresql"], "the store tests on PostgreSQL")?;
                programs()
                    .context("PostgreSQL was installed, but its programs are not in /usr/lib/postgresql")?
            }
        };
        let folder = tempfile::Builder::new().prefix("heilsam-postgres-").tempdir()?;
        let user = unprivileged_user()?;
        if let Some((uid, gid)) = user {
            std::os::unix::fs::chown(folder.path(), Some(uid), Some(gid))?;
        }
        let command = |name: &str| {
            let mut command = Command::new(programs.join(name));
            // The server must not run as root, nor stand in a folder its user cannot read.
            command.current_dir(folder.path());
            if let Some((uid, gid)) = user {
                command.uid(uid).gid(gid);
            }
            command
        };
        let cluster = folder.path().join("cluster");
        let mut init = command("initdb");
        init.args([
            "--auth=trust",
            "--username=heilsam",
            "--no-sync",
            "--locale=C.UTF-8",
            "--encoding=UTF8",
            "-D",
        ]);
        process::output(init.arg(&cluster)).context("cannot make a PostgreSQL cluster")?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut serve = command("postgres");
        serve.arg("-D").arg(&cluster).arg("-k").arg(folder.path());
        serve.args(["-h", "127.0.0.1", "-p", &port.to_string(), "-F", "-c", "max_connections=200"]);
        serve.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let server = serve.spawn().context("cannot start PostgreSQL")?;
        let mut postgres = Self { server, port, _folder: folder };
        postgres.wait(&programs)?;
        Ok(postgres)
    }

    /// Address for `HEILSAM_TEST_POSTGRES_URL`.
    pub fn url(&self) -> String {
        format!("postgres://heilsam@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, programs: &Path) -> Result<()> {
        let watch = Stopwatch::start();
        let port = self.port.to_string();
        let ready = || {
            let mut command = Command::new(programs.join("pg_isready"));
            process::succeeds(command.args(["-q", "-h", "127.0.0.1", "-p", &port]))
        };
        while !ready() {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended at once ({status})");
            }
            if watch.elapsed() > START_WITHIN {
                bail!("PostgreSQL did not start within {} s", START_WITHIN.as_secs());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // SIGINT is PostgreSQL's fast shutdown. A server that is already gone needs none.
        let _ = rustix::process::kill_process(Pid::from_child(&self.server), Signal::INT);
        let _ = self.server.wait();
    }
}

/// The folder of the newest installed version.
fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut versions: Vec<(u32, PathBuf)> = versions
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    versions.pop().map(|(_, folder)| folder)
}

/// User and group for the server when we are root: `postgres`, made by Debian's package.
fn unprivileged_user() -> Result<Option<(u32, u32)>> {
    if !rustix::process::geteuid().is_root() {
        return Ok(None);
    }
    let users = std::fs::read_to_string("/etc/passwd").context("cannot read /etc/passwd")?;
    let entry = users.lines().find_map(|line| line.strip_prefix("postgres:"));
    let mut numbers = entry.context("there is no user `postgres`")?.split(':').skip(1);
    let mut number = || numbers.next().and_then(|text| text.parse().ok());
    Ok(Some((
        number().context("user `postgres` has no number")?,
        number().context("user `postgres` has no group")?,
    )))
}
