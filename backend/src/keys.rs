//! Keys of this installation: one random root in a file beside the data, everything else derived from it.
//!
//! The root is kept out of the database, so that a copy of the database alone finds no login name and no code.

use std::io::Write;
use std::path::Path;

use data_encoding::HEXLOWER;
use heilsam_domain::DeploymentId;
use hmac::digest::common::Key;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::clock::Entropy;

/// Name of the file in the data folder.
pub const FILE: &str = "server.key";
const ROOT_BYTES: usize = 32;
const MAGIC: &str = "heilsam-server-key-v1";

/// The keys. `Debug` shows nothing.
pub struct Keys {
    root: [u8; ROOT_BYTES],
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file cannot be read or written.
    #[error("the key file {path} cannot be used: {source}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not a key file.
    #[error("{0} is not a key file of this program: restore it from the backup, do not delete it")]
    Broken(String),
    /// Others may read the file.
    #[error("{0} can be read by others: run `chmod 600` on it")]
    Exposed(String),
}

impl Keys {
    /// Reads the key file of a data folder, or makes it (readable by the owner only).
    ///
    /// # Errors
    /// [`KeysError`] says what to do.
    pub fn open(data: &Path, entropy: &dyn Entropy) -> Result<Self, KeysError> {
        let path = data.join(FILE);
        let name = path.display().to_string();
        let failed = |source| KeysError::File { path: name.clone(), source };
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                if is_exposed(&path).map_err(failed)? {
                    return Err(KeysError::Exposed(name));
                }
                parse(&text).ok_or(KeysError::Broken(name))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self { root: entropy.bytes() };
                keys.write(&path).map_err(failed)?;
                Ok(keys)
            }
            Err(error) => Err(failed(error)),
        }
    }

    /// The id of this installation.
    #[must_use]
    pub fn deployment_id(&self) -> DeploymentId {
        let secret = self.secret("deployment-id");
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(secret).for_each(|(to, from)| *to = from);
        DeploymentId::from_random(bytes)
    }

    /// A key for one purpose: HMAC-SHA-256 of the root over the purpose's name.
    #[must_use]
    pub fn secret(&self, purpose: &str) -> [u8; 32] {
        hmac(&self.root, &[b"heilsam/key/v1/", purpose.as_bytes()])
    }

    /// Keyed hash for one purpose over parts; each part is preceded by its length.
    #[must_use]
    pub fn mac(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        let lengths: Vec<[u8; 8]> =
            parts.iter().map(|part| u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes()).collect();
        let framed: Vec<&[u8]> =
            lengths.iter().zip(parts).flat_map(|(length, part)| [length.as_slice(), part]).collect();
        hmac(&self.secret(purpose), &framed)
    }

    fn write(&self, path: &Path) -> std::io::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        writeln!(file, "{MAGIC} {}", HEXLOWER.encode(&self.root))?;
        file.sync_all()
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(..)")
    }
}

fn hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new(&block(key));
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC fills a key shorter than its block of 64 bytes with zeros; doing it here cannot fail.
fn block(key: &[u8; 32]) -> Key<Hmac<Sha256>> {
    let mut block = Key::<Hmac<Sha256>>::default();
    block.iter_mut().zip(key).for_each(|(to, from)| *to = *from);
    block
}

fn parse(text: &str) -> Option<Keys> {
    let root = text.trim().strip_prefix(MAGIC)?.trim();
    let root = HEXLOWER.decode(root.as_bytes()).ok()?.try_into().ok()?;
    Some(Keys { root })
}

#[cfg(unix)]
fn is_exposed(path: &Path) -> std::io::Result<bool> {
    use std::os::unix::fs::PermissionsExt;
    Ok(std::fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_exposed(_: &Path) -> std::io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::test_entropy::TestEntropy;

    #[test]
    fn the_same_folder_gives_the_same_keys_and_the_file_is_private() {
        let folder = tempfile::tempdir().unwrap();
        let first = Keys::open(folder.path(), &TestEntropy::new(7)).unwrap();
        let second = Keys::open(folder.path(), &TestEntropy::new(7)).unwrap();
        assert_eq!(first.secret("a"), second.secret("a"));
        assert_ne!(first.secret("a"), first.secret("b"));
        assert!(!is_exposed(&folder.path().join(FILE)).unwrap());
    }

    #[test]
    fn a_broken_or_exposed_key_file_is_refused_and_kept() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        Keys::open(folder.path(), &TestEntropy::new(7)).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        assert!(matches!(Keys::open(folder.path(), &TestEntropy::new(7)), Err(KeysError::Exposed(_))));
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(&path, "nonsense").unwrap();
        assert!(matches!(Keys::open(folder.path(), &TestEntropy::new(7)), Err(KeysError::Broken(_))));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "nonsense");
    }

    #[test]
    fn parts_of_a_keyed_hash_cannot_run_into_each_other() {
        let keys = Keys { root: [1; 32] };
        assert_ne!(keys.mac("p", &[b"ab", b"c"]), keys.mac("p", &[b"a", b"bc"]));
    }
}
