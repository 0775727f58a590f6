//! The layers: what each needs, runs and counts.

mod browser;
mod rust;
mod window;

use anyhow::Result;

use super::counts::Counts;
use super::postgres::Postgres;
use crate::front::Mode;
use crate::packages;
use crate::workspace::Workspace;

/// One kind of check.
pub struct Layer {
    /// Name for `--only`.
    pub name: &'static str,
    /// What it checks, in one line.
    pub about: &'static str,
    /// Lists of Debian packages it needs.
    packages: &'static [&'static [&'static str]],
    run: fn(&mut Context) -> Result<Counts>,
}

/// Compilers and libraries of the native call driver.
const NATIVE: &[&str] = &["clang", "cmake", "libclang-dev", "libopus-dev", "libvpx-dev", "pkg-config"];
const NODE: &[&str] = &["nodejs", "npm"];
const BROWSER: &[&str] = &["chromium", "firefox-esr", "nodejs", "npm", "poppler-utils", "qpdf"];

/// What reads the PDF of the report again.
const PDF: &[&str] = &["poppler-utils", "qpdf"];

/// All layers, in order.
pub static LAYERS: [Layer; 9] = [
    Layer { name: "format", about: "rustfmt", packages: &[], run: rust::format },
    Layer { name: "lint", about: "clippy, native and WebAssembly", packages: &[NATIVE], run: rust::lint },
    Layer { name: "unit", about: "unit and property tests", packages: &[NATIVE, PDF], run: rust::unit },
    Layer { name: "graph", about: "crate graph, licences, hygiene, texts", packages: &[], run: rust::graph },
    Layer {
        name: "store",
        about: "one suite on SQLite and PostgreSQL",
        packages: &[&["postgresql"]],
        run: rust::store,
    },
    Layer {
        name: "journey",
        about: "native call peers and relay, hostile servers",
        packages: &[NATIVE],
        run: rust::journey,
    },
    Layer {
        name: "browser",
        about: "journeys in Chromium and Firefox",
        packages: &[BROWSER, NATIVE, &["postgresql"]],
        run: browser::browser,
    },
    Layer {
        name: "conformance",
        about: "FHIR exports against the profiles",
        packages: &[NODE],
        run: browser::conformance,
    },
    Layer {
        name: "deny",
        about: "advisories, licences, sources (cargo-deny)",
        packages: &[],
        run: rust::deny,
    },
];

/// What the layers share.
pub struct Context {
    workspace: Workspace,
    mode: Mode,
    /// All layers run, so they share one build of the workspace.
    is_full_run: bool,
    postgres: Option<Postgres>,
    /// What the journeys in the browsers exported.
    exports: Option<tempfile::TempDir>,
    /// What failed, for the end of the report.
    failures: Vec<String>,
}

impl Context {
    /// Nothing is started yet.
    pub fn new(workspace: Workspace, mode: Mode, is_full_run: bool) -> Self {
        Self { workspace, mode, is_full_run, postgres: None, exports: None, failures: Vec::new() }
    }

    /// Installs what the layer needs and runs it; an error is printed and counts as one failure.
    pub fn run(&mut self, layer: &Layer) -> Counts {
        let outcome = packages::install(&layer.packages.concat(), &format!("layer {}", layer.name))
            .and_then(|()| (layer.run)(self));
        outcome.unwrap_or_else(|error| {
            println!("FAILED {}: {error:#}", layer.name);
            Counts::single(false)
        })
    }

    /// Stops what was started, and tells which tests failed and why.
    pub fn finish(self) -> Vec<String> {
        self.failures
    }

    /// Address of the throw-away PostgreSQL, started at the first call.
    fn postgres_url(&mut self) -> Result<String> {
        if self.postgres.is_none() {
            self.postgres = Some(Postgres::start()?);
        }
        Ok(self.postgres.as_ref().map(Postgres::url).unwrap_or_default())
    }
}
