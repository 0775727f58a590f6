//! The token of the administration, from a file that only the service reads.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Characters that a token has at least.
const SHORTEST: usize = 32;
/// Largest file that is read.
const FILE_BYTES: u64 = 4 * 1024;

/// Hash of the token: two hashes are compared in the same time whatever was typed, and however long it was.
pub struct AdminToken([u8; 32]);

/// Why a file is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It cannot be read.
    #[error("server.admin_token_file: {path} cannot be read ({source})")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Everybody on this machine may read it.
    #[error("server.admin_token_file: {0} can be read by everybody: run `chmod 600` on it")]
    Exposed(PathBuf),
    /// Too short, too long, or with characters that no header carries.
    #[error(
        "server.admin_token_file: {0} must hold one line of 32 characters or more, without spaces: run `openssl rand -hex 32` for one"
    )]
    Form(PathBuf),
}

impl AdminToken {
    /// Reads the file. White space around the token does not count.
    ///
    /// # Errors
    /// [`TokenError`] says what to change.
    pub fn read(path: &Path) -> Result<Self, TokenError> {
        let failed = |source| TokenError::File { path: path.to_owned(), source };
        let about = std::fs::metadata(path).map_err(failed)?;
        if is_exposed(&about) {
            return Err(TokenError::Exposed(path.to_owned()));
        }
        if about.len() > FILE_BYTES {
            return Err(TokenError::Form(path.to_owned()));
        }
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(failed)?);
        let token = text.trim();
        if token.len() < SHORTEST || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::Form(path.to_owned()));
        }
        Ok(Self(hash(token)))
    }

    /// Whether this is the token.
    #[must_use]
    pub fn is(&self, given: &str) -> bool {
        self.0.as_slice().ct_eq(hash(given).as_slice()).into()
    }
}

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Secret stores hand files to a group; nobody else may read them.
#[cfg(unix)]
fn is_exposed(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    about.permissions().mode() & 0o007 != 0
}

#[cfg(not(unix))]
fn is_exposed(_: &std::fs::Metadata) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn file(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token");
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        (folder, path)
    }

    #[test]
    fn only_the_whole_token_is_the_token() {
        let (_folder, path) = file(&format!("{TOKEN}\n"), 0o600);
        let token = AdminToken::read(&path).unwrap();
        assert!(token.is(TOKEN));
        for wrong in ["", &TOKEN[..31], "0123456789abcdef0123456789abcdeF", &format!("{TOKEN}0")] {
            assert!(!token.is(wrong), "{wrong}");
        }
    }

    #[test]
    fn a_token_that_is_short_broken_missing_or_open_is_refused() {
        for text in
            ["", &TOKEN[..31], &format!("{TOKEN} {TOKEN}"), &"x".repeat(5_000), "ä".repeat(32).as_str()]
        {
            let (_folder, path) = file(text, 0o600);
            assert!(matches!(AdminToken::read(&path), Err(TokenError::Form(_))), "{text}");
        }
        let (_folder, path) = file(TOKEN, 0o644);
        assert!(matches!(AdminToken::read(&path), Err(TokenError::Exposed(_))));
        let (_folder, path) = file(TOKEN, 0o640);
        assert!(AdminToken::read(&path).is_ok(), "a group may have it handed over");
        let missing = path.with_file_name("none");
        assert!(matches!(AdminToken::read(&missing), Err(TokenError::File { .. })));
    }
}
