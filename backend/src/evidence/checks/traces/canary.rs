//! Words that must not be kept are given to the running program in every place it takes text, and looked for in everything
//! it wrote.

use std::path::Path;

use data_encoding::{BASE64, BASE64URL_NOPAD, HEXLOWER};
use heilsam_protocol::path;
use serde_json::json;

use crate::evidence::checks::robustness::kill::{Child, walk};
use crate::evidence::door::request;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// A word that nobody else writes.
const WORD: &str = "Spuerwort-Blutdruck-184-97";

/// Starts the program on empty data, speaks to it, ends it, and reads what it wrote.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let Some(program) = &subject.program else {
        return Err(Obstacle("Das Programm ist nicht als Datei bekannt.".to_owned()));
    };
    let folder = tempfile::tempdir()?;
    let mut child = Child::start(program, folder.path()).await?;
    let cookie = format!("__Host-heilsam={WORD}");
    let login = json!({ "login_name": WORD, "opaque": BASE64URL_NOPAD.encode(WORD.as_bytes()) });
    let code = json!({ "code": { "kind": "activation", "code": WORD } });
    for (method, place, body) in [
        ("GET", format!("/api/v1/changes?cursor={WORD}"), None),
        ("GET", format!("/api/v1/nameplates/{WORD}"), None),
        ("GET", format!("/{WORD}"), None),
        ("POST", path::LOGIN_PASSPHRASE_START.to_owned(), Some(login)),
        ("POST", path::REGISTRATIONS.to_owned(), Some(code)),
        ("POST", path::RECOVERY.to_owned(), Some(json!({ "locator": WORD, "auth_key": WORD }))),
    ] {
        let body = body.map(|body| body.to_string());
        let mut request = request(method, &place, Some(&cookie), body.as_deref().map(str::as_bytes))?;
        for name in ["user-agent", "x-forwarded-for", "referer"] {
            request.headers_mut().insert(name, axum::http::HeaderValue::from_static(WORD));
        }
        child.door().send(request).await?;
    }
    child.kill()?;
    search(folder.path())
}

/// Looks for the word in all files of a folder, in every spelling.
///
/// # Errors
/// [`Obstacle`] if there is nothing to read.
pub fn search(folder: &Path) -> Outcome {
    let mut findings = Findings::new();
    let plain = WORD.as_bytes();
    let spellings: [Vec<u8>; 6] = [
        plain.to_vec(),
        WORD.to_lowercase().into_bytes(),
        HEXLOWER.encode(plain).into_bytes(),
        BASE64.encode(plain).trim_end_matches('=').as_bytes().to_vec(),
        BASE64URL_NOPAD.encode(plain).into_bytes(),
        WORD.encode_utf16().flat_map(u16::to_le_bytes).collect(),
    ];
    let mut bytes_read = 0;
    for file in walk(folder)? {
        let bytes = std::fs::read(&file)?;
        bytes_read += bytes.len();
        let found = spellings.iter().any(|word| bytes.windows(word.len()).any(|window| window == word));
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        findings.demand(!found, || format!("{name} enthält das Spürwort."));
    }
    if bytes_read > 0 {
        findings.saw(format!("{bytes_read} Bytes in Datenbank, Protokollen und Dateien durchsucht."));
    }
    findings.verdict()
}
