//! The server under measurement: its own process, its own data folder, its figures from the kernel.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use heilsam_client::Transport;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::transport::{Method, Request};
use tempfile::TempDir;

use crate::Measured;

/// Path of the compiled server, set by `cargo xtask bench`.
const PROGRAM: &str = "HEILSAM_TEST_SERVER";
const READY_WITHIN: u32 = 600;
const POLL: Duration = Duration::from_millis(50);
/// A clock tick of `/proc`: 1/100 s on every Linux we know.
const TICK_MS: f64 = 10.0;

/// A running server that ends when dropped.
pub struct Server {
    child: Child,
    data: TempDir,
    listen: String,
}

impl Server {
    /// Starts it without limits that would measure themselves, and waits until it is ready.
    pub async fn start() -> Measured<Self> {
        let data = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let listen = format!("127.0.0.1:{port}");
        let mut command = program()?;
        command.args(["serve", "--demo", "--listen", &listen, "--data"]).arg(data.path());
        for limit in ["REQUESTS", "LOGINS", "SOCKETS", "LOOKUPS"] {
            command.env(format!("HEILSAM_LIMITS__{limit}_PER_MINUTE"), "1000000");
        }
        command.env("HEILSAM_VIDEO__DOCTOR_PROOF", "false");
        let child = command.env("RUST_LOG", "warn").stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let server = Self { child, data, listen };
        let transport = NativeTransport::new(&server.address())?;
        for _ in 0..READY_WITHIN {
            let request = Request {
                method: Method::Get,
                path: "/health/ready".to_owned(),
                body: None,
                anonymous: false,
            };
            if transport.send(request).await.is_ok_and(|answer| answer.status == 200) {
                return Ok(server);
            }
            tokio::time::sleep(POLL).await;
        }
        Err("the server did not become ready".into())
    }

    /// `http://localhost:port`: the origin the server believes in.
    pub fn address(&self) -> String {
        format!("http://{}", self.listen.replace("127.0.0.1", "localhost"))
    }

    /// `ws://localhost:port`.
    pub fn socket_address(&self) -> String {
        self.address().replacen("http", "ws", 1)
    }

    /// A fresh enrolment code for a doctor.
    pub fn invite_doctor(&self) -> Measured<String> {
        let mut command = program()?;
        command.args(["account", "invite", "--role", "doctor", "--data"]).arg(self.data.path());
        let output = command.env("RUST_LOG", "warn").output()?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
        }
        let text = String::from_utf8(output.stdout)?;
        Ok(text.lines().last().unwrap_or_default().trim().to_owned())
    }

    /// Memory in use, in KiB.
    pub fn memory(&self) -> Measured<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let number = line.and_then(|rest| rest.split_whitespace().next()).ok_or("no VmRSS")?;
        Ok(number.parse()?)
    }

    /// Processor time used so far, in milliseconds.
    pub fn processor_time(&self) -> Measured<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let rest = stat.rsplit(')').next().ok_or("no stat")?;
        // utime and stime are the 14th and 15th field; the state behind the name is the third.
        let ticks: Vec<f64> =
            rest.split_whitespace().skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
        Ok(ticks.iter().sum::<f64>() * TICK_MS)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It holds nothing anybody wants to keep.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> Measured<Command> {
    let program = std::env::var_os(PROGRAM).ok_or("run this through `cargo xtask bench`")?;
    let mut command = Command::new(program);
    command.env_remove(PROGRAM);
    Ok(command)
}
