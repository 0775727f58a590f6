//! The built front ends: pages (always checked with the server) and assets (named by their content, kept for ever).

mod profiles;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use heilsam_protocol::ProblemCode;
use sha2::{Digest, Sha256};
use tower::ServiceExt;
use tower_http::services::ServeDir;

use self::profiles::Profiles;
use crate::{ApiError, AppState};

/// First path segment of a page, and the folder of its `index.html` in the dist folder.
const PAGES: &[(&str, &str)] = &[
    ("", "start"),
    ("app", "patient"),
    ("practice", "practice"),
    ("manufacturer", "manufacturer"),
    ("v", "visit"),
    ("cancel", "cancel"),
    ("security", "security"),
    ("standards", "standards"),
    ("imprint", "imprint"),
    ("privacy", "privacy"),
    ("terms", "terms"),
    ("status", "status"),
    ("manuals", "manuals"),
    ("accessibility", "accessibility"),
    ("licences", "licences"),
    ("demo", "demo"),
    ("gallery", "gallery"),
];
/// Folder of the page for addresses that do not exist. It has no address of its own.
const MISSING: &str = "missing";
/// Pages that belong to demonstrations.
const DEMO_PAGES: &[&str] = &["demo", "gallery"];
/// Pages that are programs with paths of their own below them.
const PROGRAMS: &[&str] = &["app", "practice", "manufacturer"];
/// Largest page that is read.
const PAGE_BYTES: u64 = 1024 * 1024;

/// The pages, read at start.
#[derive(Default)]
pub struct Pages {
    folder: Option<PathBuf>,
    before: Option<PathBuf>,
    pages: HashMap<&'static str, Page>,
    missing: Option<Page>,
    profiles: Profiles,
}

struct Page {
    plain: Vec<u8>,
    brotli: Option<Vec<u8>>,
    etag: HeaderValue,
}

impl Pages {
    /// Reads the pages of a dist folder; pages that were not built are answered with 404. `base` is where the own FHIR
    /// profiles are published: they and the page that lists them are read with their names.
    ///
    /// # Errors
    /// If the folder or a page cannot be read.
    pub fn load(folder: &Path, base: &str) -> std::io::Result<Self> {
        if !folder.is_dir() {
            let text = format!("{} is no folder: build the front ends first", folder.display());
            return Err(std::io::Error::new(std::io::ErrorKind::NotFound, text));
        }
        let mut pages = HashMap::new();
        for (segment, name) in PAGES {
            let nested = folder.join(name).join("index.html");
            let flat = folder.join(format!("{name}.html"));
            let addressed = folder.join(segment).join("index.html");
            let candidates = [addressed, nested, flat];
            if let Some(path) = candidates.into_iter().find(|path| path.is_file()) {
                let mut page = Page::read(&path)?;
                if *segment == "standards" {
                    page.rename(base)?;
                }
                pages.insert(*segment, page);
            }
        }
        let missing = folder.join(MISSING).join("index.html");
        let missing = if missing.is_file() { Some(Page::read(&missing)?) } else { None };
        let profiles = Profiles::load(folder, base)?;
        Ok(Self { folder: Some(folder.to_owned()), before: None, pages, missing, profiles })
    }

    /// The same pages, after a release whose assets lie in this folder: who has its pages open still gets them.
    #[must_use]
    pub fn after(self, before: Option<PathBuf>) -> Self {
        Self { before, ..self }
    }

    /// The page at a path; `None` if it is not the path of a page.
    fn at(&self, path: &str, demo: bool) -> Option<&Page> {
        let mut segments = path.trim_start_matches('/').splitn(2, '/');
        let first = segments.next().unwrap_or_default();
        let rest = segments.next().unwrap_or_default();
        // Below a program everything without a dot is one of its views; files there are files.
        let fits = rest.is_empty() || PROGRAMS.contains(&first) && !rest.contains('.');
        let allowed = demo || !DEMO_PAGES.contains(&first);
        if fits && allowed { self.pages.get(first) } else { None }
    }
}

impl Page {
    fn read(path: &Path) -> std::io::Result<Self> {
        if std::fs::metadata(path)?.len() > PAGE_BYTES {
            return Err(std::io::Error::other(format!("{} is larger than 1 MiB", path.display())));
        }
        let plain = std::fs::read(path)?;
        let mut compressed = path.as_os_str().to_owned();
        compressed.push(".br");
        let brotli = std::fs::read(compressed).ok();
        let etag = etag(&plain)?;
        Ok(Self { plain, brotli, etag })
    }

    /// The same with the own profiles under their published names; no longer as it was compressed.
    fn rename(&mut self, base: &str) -> std::io::Result<()> {
        self.plain = profiles::rename(&String::from_utf8_lossy(&self.plain), base).into_bytes();
        self.brotli = None;
        self.etag = etag(&self.plain)?;
        Ok(())
    }

    fn answer(&self, request: &HeaderMap) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::ETAG, self.etag.clone());
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if request.get_all(header::IF_NONE_MATCH).iter().any(|known| lists(known, &self.etag)) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
        self.content(request, headers)
    }

    /// The answer where there is nothing: neither known from before nor kept.
    fn answer_missing(&self, request: &HeaderMap) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding"));
        (StatusCode::NOT_FOUND, self.content(request, headers)).into_response()
    }

    fn content(&self, request: &HeaderMap, mut headers: HeaderMap) -> Response {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        match &self.brotli {
            Some(brotli) if accepts_brotli(request) => {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
                (headers, brotli.clone()).into_response()
            }
            _ => (headers, self.plain.clone()).into_response(),
        }
    }
}

fn etag(content: &[u8]) -> std::io::Result<HeaderValue> {
    let hash = data_encoding::HEXLOWER.encode(Sha256::digest(content).get(..16).unwrap_or_default());
    HeaderValue::from_str(&format!("W/\"{hash}\"")).map_err(std::io::Error::other)
}

/// Answers everything that is not a route of the API.
pub async fn serve(State(state): State<AppState>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if path.starts_with("/api/") || path.starts_with("/health/") {
        return ApiError::from(ProblemCode::NotFound).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    // A program's service worker reaches only what lies below its folder.
    if PROGRAMS.iter().any(|program| path.strip_prefix('/') == Some(program)) {
        return Redirect::permanent(&format!("{path}/")).into_response();
    }
    if let Some(page) = state.pages.at(&path, state.config.server.demo) {
        return page.answer(request.headers());
    }
    if let Some(profile) = state.pages.profiles.at(&path) {
        return profiles::answer(profile);
    }
    file_or_missing(&state, &path, request).await
}

/// A file; if there is none, a page that says so to persons, and a problem to programs.
async fn file_or_missing(state: &AppState, path: &str, request: Request) -> Response {
    let missing = state.pages.missing.as_ref().filter(|_| reads_pages(request.headers()));
    let missing = missing.map(|page| page.answer_missing(request.headers()));
    let response = match &state.pages.folder {
        Some(folder) if is_served(path, state.config.server.demo) => {
            file(folder, state.pages.before.as_deref(), path, request).await
        }
        _ => ApiError::from(ProblemCode::NotFound).into_response(),
    };
    if response.status() == StatusCode::NOT_FOUND { missing.unwrap_or(response) } else { response }
}

/// Whether a person looks at the answer: browsers ask so for what stands in the address bar.
fn reads_pages(request: &HeaderMap) -> bool {
    let values = request.get_all(header::ACCEPT);
    values.iter().filter_map(|value| value.to_str().ok()).any(|value| value.contains("text/html"))
}

/// Whether files at this path may be served: not the page for what is missing, nor those of demonstrations where this is none.
fn is_served(path: &str, demo: bool) -> bool {
    // No file has a name that must be escaped; without escapes what stands here is what the file system is asked for.
    let first = path.split('/').find(|segment| !matches!(*segment, "" | "."));
    !path.contains('%')
        && first.is_none_or(|first| first != MISSING && (demo || !DEMO_PAGES.contains(&first)))
}

async fn file(folder: &Path, before: Option<&Path>, path: &str, request: Request) -> Response {
    // Programs load their assets by name below /assets/; anything else may change under the same name.
    let is_asset = path.starts_with("/assets/") && is_named_by_content(path);
    let (parts, _) = request.into_parts();
    let mut response = file_in(folder, parts.clone()).await;
    if let Some(before) = before.filter(|_| is_asset && response.status() == StatusCode::NOT_FOUND) {
        response = file_in(before, parts).await;
    }
    let kept = is_asset && response.status().is_success();
    let policy = if kept { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(policy));
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

async fn file_in(folder: &Path, parts: Parts) -> Response {
    let files =
        ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    match files.oneshot(Request::from_parts(parts, Body::empty())).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// Whether the file name carries a hash: a part of at least eight hexadecimal characters after `-` or `.`.
fn is_named_by_content(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '.', '_'])
        .skip(1)
        .any(|part| part.len() >= 8 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn lists(known: &HeaderValue, etag: &HeaderValue) -> bool {
    match (known.to_str(), etag.to_str()) {
        (Ok(known), Ok(etag)) => known.split(',').any(|one| one.trim() == etag || one.trim() == "*"),
        _ => false,
    }
}

fn accepts_brotli(request: &HeaderMap) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING);
    values.iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).any(|encoding| {
        let mut parts = encoding.split(';').map(str::trim);
        parts.next() == Some("br") && parts.next() != Some("q=0")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_named_by_content("/assets/patient-0a1b2c3d4e5f.js"));
        assert!(is_named_by_content("/assets/fonts/atkinson.0a1b2c3d.woff2"));
        assert!(!is_named_by_content("/assets/manifest.json"));
        assert!(!is_named_by_content("/assets/service-worker.js"));
    }

    #[test]
    fn files_of_demonstrations_are_served_there_only_however_they_are_written() {
        for path in ["/demo/index.html", "//demo/index.html", "/./demo/index.html", "/gallery/index.html.br"]
        {
            assert!(!is_served(path, false), "{path}");
            assert!(is_served(path, true), "{path}");
        }
        for path in ["/%64emo/index.html", "/missing/index.html", "/missing/"] {
            assert!(!is_served(path, false) && !is_served(path, true), "{path}");
        }
        for path in ["/assets/demo-0a1b2c3d.js", "/app/service-worker.js", "/SHA256SUMS.txt", "/"] {
            assert!(is_served(path, false), "{path}");
        }
    }

    #[test]
    fn programs_own_the_paths_below_them_and_pages_do_not() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["start", "patient", "visit", "demo"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("index.html"), name).unwrap();
        }
        let pages = Pages::load(folder.path(), "https://d.example/fhir").unwrap();
        let at = |path: &str, demo| pages.at(path, demo).map(|page| page.plain.clone());
        assert_eq!(at("/", false), Some(b"start".to_vec()));
        assert_eq!(at("/app/", false), Some(b"patient".to_vec()));
        assert_eq!(at("/app/diary/new", false), Some(b"patient".to_vec()));
        assert_eq!(at("/app/service-worker.js", false), None);
        assert_eq!(at("/v", false), Some(b"visit".to_vec()));
        assert_eq!(at("/v/x", false), None);
        assert_eq!(at("/demo", false), None);
        assert_eq!(at("/demo", true), Some(b"demo".to_vec()));
        assert_eq!(at("/practice", true), None);
    }
}
