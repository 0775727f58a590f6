//! What the window keeps on this computer: the web view's data (sealed by the pages), and its port.
//!
//! The port is a part of the pages' address, and what a web view keeps belongs to an address: it stays the same from start
//! to start. Only who holds the port can show pages there, and the window opens only after the program holds it.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tokio::net::TcpListener;

use crate::arguments::Program;
use crate::server;

/// Below the ports that systems lend to outgoing connections: nobody takes ours by chance.
const PORTS: std::ops::Range<u16> = 20_000..32_000;
const TRIES: usize = 20;

/// The folder of one app.
pub struct Profile(PathBuf);

impl Profile {
    /// Makes the folder where it is missing, closed to other users of this computer.
    ///
    /// # Errors
    /// It cannot be made, or nobody says where.
    pub fn open(chosen: Option<PathBuf>, program: Program) -> Result<Self> {
        let folder = match chosen {
            Some(folder) => folder,
            None => usual()?,
        };
        let folder = folder.join(program.name());
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&folder).with_context(|| {
            format!("cannot keep data in {}: choose another folder with --profile", folder.display())
        })?;
        Ok(Self(folder))
    }

    /// The web view's own data.
    pub fn web(&self) -> PathBuf {
        self.0.join("web")
    }

    /// Listens on the port of this profile; the first time on a random one, which is kept.
    ///
    /// # Errors
    /// The port is taken: most likely this app is open already.
    pub async fn listener(&self) -> Result<TcpListener> {
        let file = self.0.join("port");
        if let Ok(text) = std::fs::read_to_string(&file) {
            let port = text
                .trim()
                .parse()
                .with_context(|| format!("{} holds no port: delete it", file.display()))?;
            return server::listen(port).await.with_context(|| {
                format!(
                    "this app is open already, or another program uses its port {port}; if neither can be closed, delete \
                     {}: the window then begins anew, with nothing kept",
                    file.display()
                )
            });
        }
        for _ in 0..TRIES {
            let port = random_port()?;
            if let Ok(listener) = server::listen(port).await {
                write(&file, port)?;
                return Ok(listener);
            }
        }
        bail!("no free port was found on this computer")
    }
}

fn usual() -> Result<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = named("XDG_DATA_HOME").or_else(|| named("HOME").map(|home| home.join(".local/share")));
    Ok(data.context("where is your folder for data? Name one with --profile")?.join("heilsam"))
}

fn random_port() -> Result<u16> {
    let mut bytes = [0; 2];
    getrandom::fill(&mut bytes).ok().context("the operating system gives no random numbers")?;
    Ok(PORTS.start + u16::from_le_bytes(bytes) % (PORTS.end - PORTS.start))
}

fn write(file: &Path, port: u16) -> Result<()> {
    std::fs::write(file, port.to_string()).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_profile_keeps_its_port_and_opens_once() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Profile::open(Some(folder.path().to_owned()), Program::Patient).unwrap();
        let first = open().listener().await.unwrap();
        let port = first.local_addr().unwrap().port();
        assert!(PORTS.contains(&port));
        let twice = open().listener().await.unwrap_err();
        assert!(format!("{twice:#}").contains("open already"));
        drop(first);
        assert_eq!(open().listener().await.unwrap().local_addr().unwrap().port(), port);
    }
}
