//! Everything that checks look at.

use std::path::PathBuf;
use std::sync::Arc;

use heilsam_storage::Store;
use jiff::Timestamp;
use rustls::pki_types::CertificateDer;
use url::Url;

use super::build::Build;
use super::content::Content;
use super::door::Door;
use super::report::Reports;
use super::trial::Trials;
use crate::Route;
use crate::clock::Entropy;
use crate::config::Config;
use crate::keys::Keys;

/// A deployment and what it was made from.
pub struct Subject {
    /// Where browsers reach it.
    pub url: Url,
    /// The way there.
    pub door: Box<dyn Door>,
    /// Roots that count besides those of browsers.
    pub trusted: Vec<CertificateDer<'static>>,
    /// Its configuration.
    pub config: Config,
    /// Its keys.
    pub keys: Keys,
    /// Its database.
    pub store: Store,
    /// Its table of routes.
    pub routes: Vec<Route>,
    /// Files with the server's logs.
    pub logs: Vec<PathBuf>,
    /// Makes trials of the same program.
    pub trials: Trials,
    /// The program, to start it as the operator does.
    pub program: Option<PathBuf>,
    /// What the program was built from.
    pub build: Build,
    /// What patients read.
    pub content: Content,
    /// Results of tests.
    pub reports: Reports,
    /// A copy of the advisory database.
    pub advisories: Option<PathBuf>,
    /// The intended purpose as the application states it.
    pub purpose: Option<String>,
    /// Now.
    pub now: Timestamp,
    /// Makes random bytes.
    pub entropy: Arc<dyn Entropy>,
}

impl Subject {
    /// Scheme, host and port, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// Whether the address is one of this machine: then nothing travels over a network.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.url.host() {
            Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }
}
