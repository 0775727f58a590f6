//! A trial: the same program with the same configuration on empty data in this process, with a clock that checks move.
//!
//! What cannot be shown on real data (a session that runs out, a consent that is withdrawn, a database that fails) is shown
//! here. Accounts are put into the trial's own database; nothing of a trial is left behind.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::{AccountId, Consent, ConsentAction, CredentialId, Purpose, Role, SessionId};
use heilsam_protocol::account::{Account, Identity};
use heilsam_protocol::consent::{ConsentReceipt, LABEL, SignedConsent, statement};
use heilsam_storage::accounts::NewAccountRow;
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::sessions::SessionRow;
use jiff::{SignedDuration, Timestamp};
use p384::ecdsa::signature::Signer;
use p384::ecdsa::{Signature, SigningKey};
use serde::Serialize;
use sha2::{Digest, Sha384};
use tower::ServiceExt;

use super::door::{Reply, request};
use super::live::BODY_BYTES;
use super::verdict::Obstacle;
use crate::account::session::{COOKIE, SessionToken};
use crate::clock::{Clock, Entropy, ManualClock};
use crate::config::{Config, Limits};
use crate::{AppState, router, serve};

/// Makes the router of a trial.
pub type MakeRouter = Arc<dyn Fn(&AppState) -> Router + Send + Sync>;

/// Makes trials.
#[derive(Clone)]
pub struct Trials {
    config: Config,
    now: Timestamp,
    entropy: Arc<dyn Entropy>,
    make: MakeRouter,
}

/// One trial.
pub struct Trial {
    /// Its state.
    pub state: AppState,
    /// Its clock.
    pub clock: Arc<ManualClock>,
    /// Its folder.
    pub folder: PathBuf,
    /// Removes the folder with the trial, if it is its own.
    _own: Option<tempfile::TempDir>,
    router: Router,
    entropy: Arc<dyn Entropy>,
}

/// Somebody with an account and a session.
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// The session, as the browser sends it.
    pub cookie: String,
    key: SigningKey,
}

impl Trials {
    /// Trials of the program as it serves.
    #[must_use]
    pub fn new(config: &Config, now: Timestamp, entropy: Arc<dyn Entropy>) -> Self {
        Self { config: config.clone(), now, entropy, make: Arc::new(router::router) }
    }

    /// The same with another router in front; a test breaks a property so.
    #[must_use]
    pub fn through(mut self, make: MakeRouter) -> Self {
        self.make = make;
        self
    }

    /// A trial with the limits of the deployment.
    ///
    /// # Errors
    /// [`Obstacle`] if it does not start.
    pub async fn strict(&self) -> Result<Trial, Obstacle> {
        self.own(self.config.limits.clone()).await
    }

    /// A trial that answers as often as a check asks.
    ///
    /// # Errors
    /// [`Obstacle`] if it does not start.
    pub async fn start(&self) -> Result<Trial, Obstacle> {
        self.own(self.plenty()).await
    }

    /// The same on a folder that another program serves afterwards.
    ///
    /// # Errors
    /// [`Obstacle`] if it does not start.
    pub async fn at(&self, folder: &Path) -> Result<Trial, Obstacle> {
        self.open(folder, None, self.plenty()).await
    }

    fn plenty(&self) -> Limits {
        let plenty = 1_000_000;
        Limits {
            requests_per_minute: plenty,
            logins_per_minute: plenty,
            lookups_per_minute: plenty,
            sockets_per_minute: plenty,
            ..self.config.limits.clone()
        }
    }

    async fn own(&self, limits: Limits) -> Result<Trial, Obstacle> {
        let own = tempfile::tempdir()?;
        let folder = own.path().to_owned();
        self.open(&folder, Some(own), limits).await
    }

    async fn open(
        &self,
        folder: &Path,
        own: Option<tempfile::TempDir>,
        limits: Limits,
    ) -> Result<Trial, Obstacle> {
        let mut config = self.config.clone();
        config.limits = limits;
        config.server.data = folder.to_owned();
        config.server.database_url = format!("sqlite:{}", folder.join("heilsam.db").display());
        config.server.dist = None;
        config.server.demo = false;
        config.server.admin_token_file = None;
        config.video.turn_embedded = false;
        config.audit.anchor_file = None;
        let clock = Arc::new(ManualClock::at(self.now));
        let opened = serve::open(config, clock.clone(), Arc::clone(&self.entropy)).await;
        let state = opened.map_err(|error| Obstacle(format!("Die Probe ist nicht gestartet: {error:#}")))?;
        let router = (self.make)(&state);
        let folder = folder.to_owned();
        Ok(Trial { state, clock, folder, _own: own, router, entropy: Arc::clone(&self.entropy) })
    }
}

impl Trial {
    /// An account of a role with a session.
    ///
    /// # Errors
    /// [`Obstacle`] if the database fails.
    pub async fn person(&self, role: Role, recovering: bool) -> Result<Person, Obstacle> {
        let entropy = &*self.entropy;
        let key = loop {
            let secret: [u8; 48] = entropy.bytes();
            if let Ok(key) = SigningKey::from_slice(&secret) {
                break key;
            }
        };
        let (unique, id): ([u8; 32], [u8; 16]) = (entropy.bytes(), entropy.bytes());
        let account = AccountId::from_random(id);
        let now = self.clock.now();
        let token = SessionToken::from_random(unique);
        let row = NewAccountRow {
            account: Account {
                account_id: account,
                role,
                created_at: now,
                entitled_until: None,
                code_check: None,
            },
            identity: Identity {
                signing_key: public(&key).into(),
                kem_key: vec![3; 1665].into(),
                sealed_keys: vec![4; 200].into(),
                signature: vec![5; 96].into(),
            },
            credential: CredentialRow::passkey(
                CredentialId::from_random(id),
                account,
                unique.to_vec(),
                vec![0],
                now,
            ),
            slots: Vec::new(),
            consents: Vec::new(),
            code_hash: unique,
            session: SessionRow {
                session_id: SessionId::from_random(id),
                token_hash: token.digest(),
                account_id: account,
                recovering,
                created_at: now,
                last_used_at: now,
                ends_at: self.state.accounts.limits.ends_at(now),
                device: "Probe".to_owned(),
                credential_id: Some(CredentialId::from_random(id)).filter(|_| !recovering),
            },
            waiting_code: None,
            self_registered: false,
        };
        self.state.store.create_account(&row).await?;
        Ok(Person { account, cookie: format!("{COOKIE}={}", BASE64URL_NOPAD.encode(&unique)), key })
    }

    /// Moves the clock.
    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// An act of consent, signed as a client signs it.
    ///
    /// # Errors
    /// [`Obstacle`] never happens for acts of this form.
    pub fn consent(
        &self,
        person: &Person,
        purpose: Purpose,
        action: ConsentAction,
    ) -> Result<SignedConsent, Obstacle> {
        let consent = Consent {
            purpose,
            action,
            text_version: "probe".to_owned(),
            text_sha384: "0".repeat(96),
            at: self.clock.now(),
        };
        let deployment = self.state.keys.deployment_id();
        let statement = statement(deployment, person.account, &consent)
            .ok_or_else(|| Obstacle("Die Einwilligung der Probe ist zu lang.".to_owned()))?;
        let signature: Signature = person.key.sign(&[LABEL.as_bytes(), &[0], &statement].concat());
        let author_key_id = Sha384::digest(public(&person.key)).first_chunk().copied().unwrap_or_default();
        let receipt = ConsentReceipt { author_key_id, signature: signature.to_bytes().into() };
        Ok(SignedConsent { consent, signature: receipt.write().into() })
    }

    /// Sends JSON as somebody, or as nobody.
    ///
    /// # Errors
    /// [`Obstacle`] if there is no answer.
    pub async fn json(
        &self,
        person: Option<&Person>,
        method: &str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<Reply, Obstacle> {
        self.ask(person, method, path, Some(&serde_json::to_vec(body)?)).await
    }

    /// Sends bytes as somebody, or as nobody.
    ///
    /// # Errors
    /// [`Obstacle`] if there is no answer.
    pub async fn ask(
        &self,
        person: Option<&Person>,
        method: &str,
        path: &str,
        body: Option<&[u8]>,
    ) -> Result<Reply, Obstacle> {
        let cookie = person.map(|person| person.cookie.as_str());
        self.send(request(method, path, cookie, body)?).await
    }

    /// Sends a request.
    ///
    /// # Errors
    /// [`Obstacle`] if the answer breaks off.
    pub async fn send(&self, request: Request<Vec<u8>>) -> Result<Reply, Obstacle> {
        let answered = self.router.clone().oneshot(request.map(Body::from)).await;
        let (parts, body) = match answered {
            Ok(response) => response.into_parts(),
            Err(never) => match never {},
        };
        let body = to_bytes(body, BODY_BYTES).await?.to_vec();
        Ok(Reply { status: parts.status, headers: parts.headers, body })
    }
}

fn public(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(true).as_bytes().to_vec()
}
