//! The program's own pages. They lie beside the program: no server can put other code in their place.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// Pages whose folder has another name than their path.
const FOLDERS: [(&str, &str); 2] = [("app", "patient"), ("v", "visit")];
/// Pages that are programs with paths of their own below them.
const PROGRAMS: [&str; 2] = ["app", "practice"];
/// What keeps pages in a browser. Here they lie beside the program: kept ones would outlive its next version.
const KEEPERS: [&str; 2] = ["/app/service-worker.js", "/pages-worker.js"];
/// Where a page says to whom its links lead.
const HEAD: &str = "<head>";

/// The folder of the built front ends.
pub struct Pages {
    folder: PathBuf,
    /// Of the server: what invitations begin with.
    origin: String,
}

impl Pages {
    /// Pages in this folder, for this server.
    ///
    /// # Errors
    /// There are none.
    pub fn new(folder: PathBuf, origin: String) -> Result<Self> {
        if !folder.join("assets").is_dir() {
            bail!("{} holds no pages of Heilsam: name their folder with --pages", folder.display());
        }
        Ok(Self { folder, origin })
    }

    /// Answers a request for a page or a file.
    pub async fn answer(&self, request: Request) -> Response {
        let path = request.uri().path();
        if let Some(program) = PROGRAMS.iter().find(|program| path.strip_prefix('/') == Some(program)) {
            return Redirect::permanent(&format!("/{program}/")).into_response();
        }
        if KEEPERS.contains(&path) {
            return StatusCode::NOT_FOUND.into_response();
        }
        match page(&self.folder, path) {
            Some(file) => match tokio::fs::read_to_string(file).await {
                Ok(text) => {
                    let answer = Html(text.replacen(HEAD, &format!("{HEAD}\n    {}", self.meta()), 1));
                    ([(header::CACHE_CONTROL, "no-cache")], answer).into_response()
                }
                Err(_) => StatusCode::NOT_FOUND.into_response(),
            },
            None => self.file(request).await,
        }
    }

    /// The page knows its server by this; the front ends read it for links that leave the window.
    fn meta(&self) -> String {
        format!("<meta name=\"heilsam:origin\" content=\"{}\">", self.origin)
    }

    async fn file(&self, request: Request) -> Response {
        let files = ServeDir::new(&self.folder)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let mut response = match files.oneshot(request).await {
            Ok(response) => response.map(Body::new),
            Err(never) => match never {},
        };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        response
    }
}

/// The page at a path; `None` if it is the path of a file.
fn page(folder: &Path, path: &str) -> Option<PathBuf> {
    let (first, rest) =
        path.trim_start_matches('/').split_once('/').unwrap_or((path.trim_start_matches('/'), ""));
    let known = !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_lowercase());
    let fits = rest.is_empty() || PROGRAMS.contains(&first) && !rest.contains('.');
    if !known || !fits {
        return None;
    }
    let name = FOLDERS.iter().find(|(path, _)| *path == first).map_or(first, |(_, folder)| folder);
    let file = folder.join(name).join("index.html");
    file.is_file().then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in ["patient", "practice", "visit", "privacy", "assets"] {
            std::fs::create_dir(folder.path().join(name)).unwrap();
            std::fs::write(folder.path().join(name).join("index.html"), "<html><head></head></html>")
                .unwrap();
        }
        folder
    }

    #[test]
    fn programs_own_the_paths_below_them_and_nothing_leaves_the_folder() {
        let folder = folder();
        let at =
            |path| page(folder.path(), path).map(|file| file.strip_prefix(folder.path()).unwrap().to_owned());
        assert_eq!(at("/app/diary/new"), Some("patient/index.html".into()));
        assert_eq!(at("/practice/"), Some("practice/index.html".into()));
        assert_eq!(at("/v"), Some("visit/index.html".into()));
        assert_eq!(at("/privacy"), Some("privacy/index.html".into()));
        for file in
            ["/app/service-worker.js", "/v/x", "/../patient", "/%2e%2e/x", "/assets/a.js", "/", "/none"]
        {
            assert_eq!(at(file), None, "{file}");
        }
    }

    #[tokio::test]
    async fn a_page_knows_its_server() {
        let folder = folder();
        let pages = Pages::new(folder.path().to_owned(), "https://praxis.example".to_owned()).unwrap();
        let answer = pages.answer(Request::builder().uri("/v").body(Body::empty()).unwrap()).await;
        let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
        assert!(String::from_utf8_lossy(&body).contains("content=\"https://praxis.example\""));
    }

    #[tokio::test]
    async fn what_keeps_pages_in_a_browser_is_not_there() {
        let folder = folder();
        for file in ["service-worker.js", "other.js"] {
            std::fs::create_dir_all(folder.path().join("app")).unwrap();
            std::fs::write(folder.path().join("app").join(file), "").unwrap();
        }
        let pages = Pages::new(folder.path().to_owned(), String::new()).unwrap();
        let status = async |path| {
            pages.answer(Request::builder().uri(path).body(Body::empty()).unwrap()).await.status()
        };
        assert_eq!(status("/app/service-worker.js").await, StatusCode::NOT_FOUND);
        assert_eq!(status("/app/other.js").await, StatusCode::OK);
    }

    #[test]
    fn a_folder_without_pages_is_refused_at_the_start() {
        assert!(Pages::new(tempfile::tempdir().unwrap().path().to_owned(), String::new()).is_err());
    }
}
