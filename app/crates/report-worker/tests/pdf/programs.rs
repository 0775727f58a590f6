//! A PDF in a file, and programs that read it.

use std::process::Command;

/// A file that is removed when it is no longer needed.
pub struct Pdf(tempfile::NamedTempFile);

impl Pdf {
    /// Writes the bytes.
    pub fn new(bytes: &[u8]) -> Self {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        Self(file)
    }

    /// Its path.
    pub fn path(&self) -> String {
        self.0.path().display().to_string()
    }

    /// What is in it.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.0.path()).unwrap()
    }
}

/// What a program prints; it must be content with the file.
pub fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} does not start ({error}): install poppler-utils and qpdf"));
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{program}: {text}{}", String::from_utf8_lossy(&output.stderr));
    text
}
