//! The server as a child process: build it, start it, know when it is ready, stop it cleanly.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal};

use crate::clock::Stopwatch;
use crate::commit;
use crate::process;
use crate::workspace::Workspace;

const READY_WITHIN: Duration = Duration::from_secs(60);
const STOP_WITHIN: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(50);
const LONGEST_LOG: u64 = 10 << 20;
/// The variable of the server's configuration that names the address browsers use.
const ORIGIN: &str = "HEILSAM_SERVER__PUBLIC_ORIGIN";
/// Package and program of what a demonstration starts.
const PROGRAMS: [(&str, &str); 3] = [
    ("heilsam-backend", "heilsam"),
    ("heilsam-standin", "heilsam-standin"),
    ("heilsam-client", "heilsam-demo"),
];

/// What to start and on what.
#[derive(Clone)]
pub struct ServerOptions {
    /// Folder of the front ends.
    pub dist: PathBuf,
    /// Folder for the database, keys and files.
    pub data: PathBuf,
    /// `host:port`.
    pub listen: String,
    /// PostgreSQL or SQLite address; `None` means SQLite in the data folder.
    pub database_url: Option<String>,
    /// More of its configuration, as environment variables.
    pub environment: Vec<(&'static str, String)>,
}

/// Compiles what a demonstration starts and returns the server: with the stand-ins and the program for demo accounts in
/// one go, as each selection of packages would compile anew what they share.
pub fn build(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let mut command = process::cargo(&workspace.root);
    command.arg("build");
    for (package, name) in PROGRAMS {
        command.args(["--package", package, "--bin", name]);
    }
    command.args(["--features", "heilsam-client/native"]);
    if release {
        command.arg("--release");
    }
    command.envs(commit::of(workspace).map(|commit| (commit::VARIABLE, commit)));
    process::run(&mut command).context("the server does not compile")?;
    program(workspace, release)
}

/// Compiles the programs the browser tests start, in the build the other tests have made: server, native peer,
/// demo accounts, stand-ins.
pub fn build_for_tests(workspace: &Workspace) -> Result<PathBuf> {
    let wanted = [
        ("heilsam-backend", "heilsam"),
        ("heilsam-call", "heilsam-peer"),
        ("heilsam-client", "heilsam-demo"),
        ("heilsam-standin", "heilsam-standin"),
    ];
    let mut command = process::cargo(&workspace.root);
    // With one target that is a test, cargo takes the features of the tests: what they have compiled serves here, too.
    command.args(["build", "--quiet", "--workspace", "--all-features", "--test", "graph"]);
    for (_, name) in wanted.into_iter().filter(|(package, name)| workspace.program(package, name).is_some()) {
        command.args(["--bin", name]);
    }
    process::run(&mut command).context("the programs for the browser tests do not compile")?;
    program(workspace, false)
}

/// The compiled server.
pub fn program(workspace: &Workspace, release: bool) -> Result<PathBuf> {
    let program = workspace.target.join(if release { "release" } else { "debug" }).join("heilsam");
    if !program.is_file() {
        bail!("{} is missing: run once without --no-build", program.display());
    }
    Ok(program)
}

/// Fails with advice when another program already listens.
pub fn check_free(listen: &str) -> Result<()> {
    let addresses = listen
        .to_socket_addrs()
        .with_context(|| format!("`{listen}` is not an address; write host:port such as localhost:8080"))?;
    for address in addresses {
        if let Err(error) = TcpListener::bind(address) {
            if error.kind() == std::io::ErrorKind::AddrInUse {
                bail!(
                    "port {} is taken by another program (perhaps Heilsam is already running); stop it or \
                     choose another port with --listen localhost:{}",
                    address.port(),
                    address.port().wrapping_add(1).max(1024)
                );
            }
            // A machine without IPv6 cannot bind ::1; the other address decides.
            if address.is_ipv4() {
                return Err(error).with_context(|| format!("cannot listen on {address}"));
            }
        }
    }
    Ok(())
}

/// The address that is configured for browsers, if one is.
pub fn origin() -> Option<String> {
    filled(std::env::var(ORIGIN).ok())
}

/// Keeps an empty address from what is started: the server refuses it.
pub fn leave_out_empty_origin(command: &mut Command) {
    if origin().is_none() {
        command.env_remove(ORIGIN);
    }
}

/// Empty is absent: that is how shells and files of services take a variable away.
fn filled(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.trim().is_empty())
}

/// Where browsers reach a server that listens there: `origin` if it is configured, else `localhost`.
///
/// # Errors
/// The server cannot listen there, or browsers would find it only where they allow neither passkeys nor calls.
pub fn public_address(listen: &str, origin: Option<&str>) -> Result<String> {
    let address = socket_address(listen)?;
    if let Some(origin) = origin {
        return Ok(origin.trim_end_matches('/').to_owned());
    }
    let ip = address.ip();
    let has_localhost = ip.is_unspecified() || ip == Ipv4Addr::LOCALHOST || ip == Ipv6Addr::LOCALHOST;
    if !has_localhost {
        bail!(
            "at http://{address} browsers allow neither passkeys nor calls: they want HTTPS. Leave out --listen and use \
             http://localhost:8080, or put a proxy with a certificate in front and name its address in \
             {ORIGIN}=https://..."
        );
    }
    Ok(format!("http://localhost:{}", address.port()))
}

/// What to say when other devices find the server but cannot use it.
pub fn advice_for_other_devices(listen: &str, origin: Option<&str>) -> Option<String> {
    let open = origin.is_none() && socket_address(listen).is_ok_and(|address| address.ip().is_unspecified());
    open.then(|| {
        format!(
            "Other devices need HTTPS: put a proxy with a certificate in front and name its address in {ORIGIN}=https://..."
        )
    })
}

/// Where this machine reaches a server that listens there, whatever browsers call it.
pub fn local_address(listen: &str) -> Result<String> {
    let address = socket_address(listen)?;
    let ip = address.ip();
    if ip.is_unspecified() || ip.is_loopback() {
        return Ok(format!("http://localhost:{}", address.port()));
    }
    Ok(format!("http://{address}"))
}

/// Read as the server reads it: it looks up no names.
fn socket_address(listen: &str) -> Result<SocketAddr> {
    let numeric = listen.replacen("localhost:", "127.0.0.1:", 1);
    numeric.parse::<SocketAddr>().with_context(|| {
        format!(
            "the server cannot listen on `{listen}`: write localhost:PORT or an IP address with a port, such as \
             localhost:8080 or 0.0.0.0:8080"
        )
    })
}

/// A running server; what it logs goes into a file, so that our last line stays the last.
pub struct Server {
    child: Child,
    program: PathBuf,
    options: ServerOptions,
}

impl Server {
    /// Starts `heilsam serve` and waits until `/health/ready` answers 200.
    ///
    /// # Errors
    /// The server ended by itself (with the end of its log), or was not ready within a minute.
    pub fn start(program: PathBuf, options: ServerOptions) -> Result<Self> {
        let child = spawn(&program, &options)?;
        let mut server = Self { child, program, options };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// Stops it and starts it again, for new front ends: it reads pages only when it starts.
    pub fn restart(&mut self) -> Result<()> {
        self.stop(None)?;
        self.child = spawn(&self.program, &self.options)?;
        self.wait_until_ready()
    }

    /// The file with everything the server logs.
    pub fn log(options: &ServerOptions) -> PathBuf {
        options.data.join("server.log")
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// It ended by itself; the end of its log says why.
    pub fn check(&mut self) -> Result<()> {
        match self.child.try_wait()? {
            None => Ok(()),
            Some(status) => bail!("the server ended by itself ({status}){}", self.last_words()),
        }
    }

    fn wait_until_ready(&mut self) -> Result<()> {
        let watch = Stopwatch::start();
        while !is_ready(&self.options.listen) {
            self.check()?;
            if watch.elapsed() > READY_WITHIN {
                bail!("the server was not ready within {} s{}", READY_WITHIN.as_secs(), self.last_words());
            }
            std::thread::sleep(POLL);
        }
        Ok(())
    }

    fn last_words(&self) -> String {
        let path = Self::log(&self.options);
        let log = std::fs::read_to_string(&path).unwrap_or_default();
        format!("; the end of {}:\n{}", path.display(), process::tail(&log, 15))
    }

    /// Ends the server with SIGTERM; with SIGKILL when it takes too long or a second signal arrives.
    pub fn stop(&mut self, signals: Option<&Receiver<()>>) -> Result<()> {
        let watch = Stopwatch::start();
        // It may have ended already: then there is nobody to tell.
        let _ = rustix::process::kill_process(Pid::from_child(&self.child), Signal::TERM);
        while self.child.try_wait()?.is_none() {
            let impatient = signals.is_some_and(|signals| signals.try_recv().is_ok());
            if impatient || watch.elapsed() > STOP_WITHIN {
                self.child.kill()?;
                self.child.wait()?;
                println!("the server did not stop in time and was ended");
                return Ok(());
            }
            std::thread::sleep(POLL);
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if matches!(self.child.try_wait(), Ok(None)) {
            // An error on the way out of this tool: leave no server behind.
            let _ = self.stop(None);
        }
    }
}

/// A channel that gets one message per Ctrl-C, SIGTERM or closed terminal.
pub fn stop_signals() -> Result<Receiver<()>> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let (sender, receiver) = channel();
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(()).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}

fn spawn(program: &Path, options: &ServerOptions) -> Result<Child> {
    let path = Server::log(options);
    let too_long = std::fs::metadata(&path).is_ok_and(|log| log.len() > LONGEST_LOG);
    let log =
        std::fs::OpenOptions::new().create(true).append(!too_long).write(true).truncate(too_long).open(&path);
    let log = log.with_context(|| format!("cannot write {}", path.display()))?;
    let mut command = Command::new(program);
    command.args(["serve", "--demo", "--listen", &options.listen]);
    command.arg("--dist").arg(&options.dist).arg("--data").arg(&options.data);
    if let Some(url) = &options.database_url {
        command.args(["--database-url", url]);
    }
    leave_out_empty_origin(&mut command);
    command.envs(options.environment.iter().map(|(name, value)| (name, value)));
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    command.spawn().with_context(|| format!("cannot start {}", program.display()))
}

fn is_ready(listen: &str) -> bool {
    get(listen, "/health/ready").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

/// A plain GET on loopback; returns head and body.
pub fn get(listen: &str, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(listen)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.set_write_timeout(Some(Duration::from_secs(5)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(1 << 20).read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named_with_a_way_out() {
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = other.local_addr().unwrap().port();
        let message = check_free(&format!("127.0.0.1:{port}")).unwrap_err().to_string();
        assert!(message.contains(&port.to_string()) && message.contains("--listen"), "{message}");
        drop(other);
        check_free(&format!("127.0.0.1:{port}")).unwrap();
    }

    #[test]
    fn the_printed_address_is_one_a_browser_accepts_passkeys_on() {
        for listen in ["localhost:8080", "0.0.0.0:8080", "127.0.0.1:8080", "[::]:8080", "[::1]:8080"] {
            assert_eq!(public_address(listen, None).unwrap(), "http://localhost:8080", "{listen}");
        }
        let origin = Some("https://heilsam.example/");
        for listen in ["0.0.0.0:8080", "192.168.1.5:8080"] {
            assert_eq!(public_address(listen, origin).unwrap(), "https://heilsam.example", "{listen}");
        }
        let refused = public_address("192.168.1.5:8080", None).unwrap_err().to_string();
        assert!(refused.contains("HTTPS") && refused.contains(ORIGIN), "{refused}");
    }

    #[test]
    fn an_empty_address_for_browsers_counts_as_none() {
        for empty in [None, Some(""), Some(" ")] {
            assert_eq!(filled(empty.map(str::to_owned)), None, "{empty:?}");
        }
        let origin = Some("https://heilsam.example".to_owned());
        assert_eq!(filled(origin.clone()), origin);
    }

    #[test]
    fn a_name_the_server_cannot_listen_on_is_refused_before_anything_is_built() {
        for listen in ["example.test:80", "8080", ":8080", "localhost", "localhost:none"] {
            let refused = public_address(listen, None).unwrap_err().to_string();
            assert!(refused.contains(listen) && refused.contains("localhost:8080"), "{refused}");
        }
    }

    #[test]
    fn who_opens_the_server_to_other_devices_is_told_what_they_need() {
        let advice = advice_for_other_devices("0.0.0.0:8080", None).unwrap();
        assert!(advice.contains("HTTPS") && advice.contains(ORIGIN), "{advice}");
        assert_eq!(advice_for_other_devices("localhost:8080", None), None);
        assert_eq!(advice_for_other_devices("0.0.0.0:8080", Some("https://heilsam.example")), None);
    }

    #[test]
    fn demo_accounts_are_made_where_the_server_listens() {
        assert_eq!(local_address("0.0.0.0:8080").unwrap(), "http://localhost:8080");
        assert_eq!(local_address("192.168.1.5:8080").unwrap(), "http://192.168.1.5:8080");
    }
}
