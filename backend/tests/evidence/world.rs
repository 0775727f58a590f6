//! A deployment on loopback with pages, a database and logs, and everything that checks look at.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use heilsam_backend::clock::{Entropy, ManualClock};
use heilsam_backend::config::{Overrides, parse};
use heilsam_backend::evidence::content::Content;
use heilsam_backend::evidence::live::Live;
use heilsam_backend::evidence::report::Reports;
use heilsam_backend::evidence::trial::Trials;
use heilsam_backend::evidence::{Build, Subject, Verdict, checks};
use heilsam_backend::keys::Keys;
use heilsam_backend::{route, router, serve};
use jiff::Timestamp;
use url::Url;

/// Real randomness: passwords of nobody.
pub struct Random;

impl Entropy for Random {
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).unwrap();
    }
}

pub struct World {
    pub subject: Subject,
    pub folder: tempfile::TempDir,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for World {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// The deployment as it is.
pub async fn world() -> World {
    World::behind(|router| router).await
}

impl World {
    /// The deployment with something in front of it.
    pub async fn behind(front: impl FnOnce(Router) -> Router) -> Self {
        let folder = tempfile::tempdir().unwrap();
        pages(&folder.path().join("dist"));
        let data = folder.path().join("data");
        serve::make_data_folder(&data).unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let settings = format!(
            "[server]\npublic_origin = 'http://localhost:{port}'\ndist = '{}'\n[video]\nturn_embedded = false\n\
             [audit]\nanchor_file = '{}'\n[limits]\nrequests_per_minute = 6000\n",
            folder.path().join("dist").display(),
            folder.path().join("anchors.jsonl").display(),
        );
        let overrides = Overrides { data: Some(data.clone()), ..Overrides::default() };
        let config = parse(&settings, std::iter::empty(), overrides).unwrap();
        let now = Timestamp::now();
        let clock = Arc::new(ManualClock::at(now));
        let state = serve::open(config.clone(), clock, Arc::new(Random)).await.unwrap();
        let started = heilsam_backend::audit::Event::ServerStarted { version: "0", commit: "test".into() };
        state.audit.record(started).await.unwrap();
        state.audit.anchor().await.unwrap();
        let log = folder.path().join("server.log");
        std::fs::write(&log, "{\"level\":\"INFO\",\"message\":\"serving\",\"port\":8080}\n").unwrap();
        let service = front(router::router(&state)).into_make_service_with_connect_info::<SocketAddr>();
        let server = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        let url = Url::parse(&format!("http://127.0.0.1:{port}")).unwrap();
        let subject = Subject {
            door: Box::new(Live::new(&url, &[]).unwrap()),
            url,
            trusted: Vec::new(),
            trials: Trials::new(&config, now, Arc::new(Random)),
            routes: route::all().collect(),
            logs: vec![log],
            program: Some(PathBuf::from(env!("CARGO_BIN_EXE_heilsam"))),
            build: Build::own(Some("test")),
            content: Content::own(),
            reports: Reports::default(),
            advisories: None,
            purpose: Some(config.diga.purpose.clone()),
            now,
            entropy: Arc::new(Random),
            keys: Keys::open(&data, &Random).unwrap(),
            store: state.store.clone(),
            config,
        };
        Self { subject, folder, server }
    }

    /// Trials with something in front of them.
    pub fn trials_behind(mut self, front: impl Fn(Router) -> Router + Send + Sync + 'static) -> Self {
        let trials = self.subject.trials.clone();
        self.subject.trials = trials.through(Arc::new(move |state| front(router::router(state))));
        self
    }

    pub async fn verdict(&self, id: &str) -> Verdict {
        let known = heilsam_compliance::checks::builtin().unwrap();
        let check = known.into_iter().find(|check| check.id == id).unwrap();
        checks::run(&self.subject, &check).await
    }

    /// The check is red, and says why.
    #[track_caller]
    pub fn red(verdict: &Verdict, word: &str) {
        let Verdict::Failed { findings, .. } = verdict else { panic!("not red: {verdict:?}") };
        assert!(findings.iter().any(|finding| finding.contains(word)), "{findings:?}");
    }

    #[track_caller]
    pub fn green(verdict: &Verdict) {
        assert!(matches!(verdict, Verdict::Passed { seen } if !seen.is_empty()), "{verdict:?}");
    }

    #[track_caller]
    pub fn blind(verdict: &Verdict, word: &str) {
        let Verdict::NotChecked { reason } = verdict else { panic!("not blind: {verdict:?}") };
        assert!(reason.contains(word), "{reason}");
    }

    /// Writes a page or file of the front ends; the server reads pages at its start, so only files change.
    pub fn file(&self, name: &str, text: &str) {
        let path = self.folder.path().join("dist").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// Small front ends around the real legal pages.
fn pages(dist: &Path) {
    let program = |name: &str| {
        format!(
            "<!doctype html><html lang=de><head><link rel=\"stylesheet\" href=\"/assets/base-0a1b2c3d4e.css\">\
             <script type=\"module\" src=\"/assets/boot-0a1b2c3d4e.js\"></script></head><body>\
             <a href=\"/privacy\">Datenschutz</a> {name}</body></html>"
        )
    };
    let web = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../app/web");
    let real = |name: &str| {
        let page = std::fs::read_to_string(web.join(name).join("index.html")).unwrap();
        let footer = std::fs::read_to_string(web.join("parts/footer.html")).unwrap();
        page.replace("{{part:footer}}", &footer)
            .replace("{{part:head}}", "")
            .replace("{{part:header}}", "")
            .replace("{{asset:pages.js}}", "/assets/boot-0a1b2c3d4e.js")
    };
    let all = [
        ("start/index.html", real("start")),
        ("imprint/index.html", real("imprint")),
        ("privacy/index.html", real("privacy")),
        ("security/index.html", real("security")),
        ("patient/index.html", program("patient")),
        ("practice/index.html", program("practice")),
        ("manufacturer/index.html", program("manufacturer")),
        ("visit/index.html", program("visit")),
        ("assets/base-0a1b2c3d4e.css", "a { background: url(\"/assets/base-0a1b2c3d4e.css\") }".to_owned()),
        (
            "assets/boot-0a1b2c3d4e.js",
            "const svg = \"http://www.w3.org/2000/svg\"; fetch(\"/api/v1/site\");".to_owned(),
        ),
        (
            "app/service-worker.js",
            "const FILES = [\"/assets/base-0a1b2c3d4e.css\",\"/assets/boot-0a1b2c3d4e.js\"];".to_owned(),
        ),
    ];
    for (name, text) in all {
        let path = dist.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
