//! One server on a fresh SQLite file, with a clock that tests move and made-up randomness.

pub mod authenticator;
pub mod mailbox;
pub mod push_service;
pub mod sockets;
pub mod state;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use data_encoding::BASE64URL_NOPAD;
use heilsam_backend::account::session::{COOKIE, SessionToken};
use heilsam_backend::clock::{Clock, Entropy, ManualClock};
use heilsam_backend::keys::Keys;
use heilsam_backend::{AppState, router};
use heilsam_domain::{AccountId, CredentialId, EnrolmentCode, Role, SessionId};
use heilsam_protocol::Bytes;
use heilsam_protocol::account::{Account, Identity, Slot, SlotKind};
use heilsam_storage::accounts::NewAccountRow;
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::sessions::SessionRow;
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower::ServiceExt;

use super::receipts::{identity_key, public_key};

pub const ORIGIN: &str = "http://localhost:8080";
/// For tests about something else: the operator vouches for every doctor.
const UNPROVEN: &str = "doctor_proof = false\n";
/// 2026-01-01T00:00:00Z
pub const START: i64 = 1_767_225_600;

pub struct TestServer {
    pub state: AppState,
    pub clock: Arc<ManualClock>,
    router: Router,
    next: AtomicU64,
    settings: String,
    folder: tempfile::TempDir,
}

/// One browser: keeps its session cookie.
pub struct Client<'a> {
    server: &'a TestServer,
    /// Whose session it is, if the test made it.
    pub account: AccountId,
    pub cookie: Option<String>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub cookie: Option<String>,
}

/// Fills buffers with a counter, hashed enough to look random.
pub struct Numbers(AtomicU64);

impl Numbers {
    pub fn from(seed: u64) -> Arc<Self> {
        Arc::new(Self(AtomicU64::new(seed)))
    }
}

impl Entropy for Numbers {
    fn fill(&self, buffer: &mut [u8]) {
        for chunk in buffer.chunks_mut(8) {
            let state = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_be_bytes()[..chunk.len()]);
        }
    }
}

impl TestServer {
    pub async fn start() -> Self {
        Self::with("").await
    }

    /// `more` is added to the configuration.
    pub async fn with(more: &str) -> Self {
        Self::with_sections("", UNPROVEN, more).await
    }

    /// For a test that runs the whole server: it listens here.
    pub async fn listening_at(address: SocketAddr) -> Self {
        Self::with_sections(&format!("listen = '{address}'\n"), UNPROVEN, "").await
    }

    /// With the administration on the second listener.
    pub async fn with_administration(token: &std::path::Path) -> Self {
        let listener = "admin_listen = '127.0.0.1:0'\n";
        Self::with_sections(&format!("{listener}admin_token_file = '{}'\n", token.display()), UNPROVEN, "")
            .await
    }

    /// Demands the proof of being a doctor, as installations do.
    pub async fn with_proof() -> Self {
        Self::with_sections("", "", "").await
    }

    /// The same, where cards of these authorities prove a doctor, too.
    pub async fn with_cards(anchors: &std::path::Path) -> Self {
        Self::with_sections("", "", &format!("[card]\nanchors = ['{}']\n", anchors.display())).await
    }

    /// Serves pages, too, after a release whose pages may still be open.
    pub async fn with_pages_after(before: &std::path::Path, dist: &std::path::Path) -> Self {
        let folders = format!("dist = '{}'\ndist_before = '{}'\n", dist.display(), before.display());
        Self::with_sections(&folders, UNPROVEN, "").await
    }

    /// Serves the pages of this folder, too.
    pub async fn with_pages(dist: &std::path::Path) -> Self {
        Self::with_sections(&format!("dist = '{}'\n", dist.display()), UNPROVEN, "").await
    }

    /// One of several servers of an installation on PostgreSQL; `seed` makes it another one than those beside it.
    pub async fn on_postgres(url: &str, installation: u64, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Keys::open(folder.path(), &*Numbers::from(installation)).unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp::from_second(START).unwrap()));
        let settings = format!(
            "[server]\ndatabase_url = '{url}'\ndemo = true\npublic_origin = '{ORIGIN}'\n[video]\nturn_port = 0\n{UNPROVEN}"
        );
        let state = state::build(&settings, folder.path(), clock.clone(), Numbers::from(seed)).await;
        let router = router::router(&state);
        Self { state, clock, router, next: AtomicU64::new(1), settings, folder }
    }

    async fn with_sections(server: &str, video: &str, more: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::at(Timestamp::from_second(START).unwrap()));
        let settings = format!(
            "[server]\n{server}demo = true\npublic_origin = '{ORIGIN}'\n[video]\nturn_port = 0\n{video}{more}"
        );
        let state = state::build(&settings, folder.path(), clock.clone(), Numbers::from(1)).await;
        let router = router::router(&state);
        Self { state, clock, router, next: AtomicU64::new(1), settings, folder }
    }

    /// The same data, opened by a new process after the operator took this out of the configuration.
    pub async fn restart_without(self, part: &str) -> Self {
        let settings = self.settings.replace(part, "");
        Self { settings, ..self }.restart().await
    }

    /// The same after the operator added this.
    pub async fn restart_with(self, part: &str) -> Self {
        let settings = format!("{}{part}", self.settings);
        Self { settings, ..self }.restart().await
    }

    /// The same data, opened by a new process.
    pub async fn restart(self) -> Self {
        self.state.consultations.close().await;
        self.state.store.close().await;
        let entropy = Numbers::from(u64::MAX / 2);
        let state = state::build(&self.settings, self.folder.path(), self.clock.clone(), entropy).await;
        Self { router: router::router(&state), state, ..self }
    }

    /// The data are lost, and the operator puts a backup in their place.
    pub async fn restored_from(self, backup: &std::path::Path) -> Self {
        self.state.store.close().await;
        for file in std::fs::read_dir(self.data()).unwrap() {
            std::fs::remove_file(file.unwrap().path()).unwrap();
        }
        for file in std::fs::read_dir(backup).unwrap().map(Result::unwrap) {
            std::fs::copy(file.path(), self.data().join(file.file_name())).unwrap();
        }
        self.restart().await
    }

    /// The folder with database and key file.
    pub fn data(&self) -> &std::path::Path {
        self.folder.path()
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    pub fn client(&self) -> Client<'_> {
        Client { server: self, account: AccountId::from_bytes([0; 16]), cookie: None }
    }

    pub fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// An enrolment code for a role, as the operator hands it out.
    pub async fn invite(&self, role: Role) -> String {
        let mut bytes = [0; 20];
        bytes[..8].copy_from_slice(&self.number().to_be_bytes());
        bytes.iter_mut().for_each(|byte| *byte = byte.wrapping_add(role as u8));
        let code = EnrolmentCode::from_random(bytes);
        let hash = self.state.accounts.secrets().hash_enrolment_code(&code);
        let until = self.now() + SignedDuration::from_hours(48);
        self.state.store.add_enrolment_code(hash, role, self.now(), until).await.unwrap();
        code.expose()
    }

    /// An account of this role with a session, put into the database directly.
    pub async fn log_in_as(&self, role: Role, recovering: bool) -> Client<'_> {
        let number = self.number();
        let mut unique = [0; 32];
        unique[..8].copy_from_slice(&number.to_be_bytes());
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let token = SessionToken::from_random(unique);
        let account_id = AccountId::from_random(id);
        let now = self.now();
        let row = NewAccountRow {
            account: Account { account_id, role, created_at: now, entitled_until: None, code_check: None },
            identity: identity(),
            credential: CredentialRow::passkey(
                CredentialId::from_random(id),
                account_id,
                unique.to_vec(),
                vec![0],
                now,
            ),
            slots: vec![],
            consents: vec![],
            code_hash: unique,
            session: SessionRow {
                session_id: SessionId::from_random(id),
                token_hash: token.digest(),
                account_id,
                recovering,
                created_at: now,
                last_used_at: now,
                ends_at: now + SignedDuration::from_hours(12),
                device: "Test".into(),
                credential_id: Some(CredentialId::from_random(id)).filter(|_| !recovering),
            },
            waiting_code: None,
            self_registered: false,
        };
        self.state.store.create_account(&row).await.unwrap();
        let cookie = format!("{COOKIE}={}", BASE64URL_NOPAD.encode(&unique));
        Client { server: self, account: account_id, cookie: Some(cookie) }
    }

    /// A new session of the same account, after the clock was moved.
    pub async fn log_in_again(&self, account_id: AccountId) -> Client<'_> {
        let mut unique = [1; 32];
        unique[..8].copy_from_slice(&self.number().to_be_bytes());
        let now = self.now();
        let session = SessionRow {
            session_id: SessionId::from_random(*unique.first_chunk().unwrap()),
            token_hash: SessionToken::from_random(unique).digest(),
            account_id,
            recovering: false,
            created_at: now,
            last_used_at: now,
            ends_at: now + SignedDuration::from_hours(12),
            device: "Test".into(),
            credential_id: self
                .state
                .store
                .credentials(account_id)
                .await
                .unwrap()
                .first()
                .map(|it| it.credential_id),
        };
        self.state.store.add_session(&session).await.unwrap();
        let cookie = format!("{COOKIE}={}", BASE64URL_NOPAD.encode(&unique));
        Client { server: self, account: account_id, cookie: Some(cookie) }
    }
}

impl Client<'_> {
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send("DELETE", path, None).await
    }

    pub async fn post(&mut self, path: &str, body: impl Serialize) -> Answer {
        self.send("POST", path, Some(serde_json::to_value(body).unwrap())).await
    }

    pub async fn put(&mut self, path: &str, body: impl Serialize) -> Answer {
        self.send("PUT", path, Some(serde_json::to_value(body).unwrap())).await
    }

    pub async fn patch(&mut self, path: &str, body: impl Serialize) -> Answer {
        self.send("PATCH", path, Some(serde_json::to_value(body).unwrap())).await
    }

    pub async fn send(&mut self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let request = match body {
            Some(body) => request
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(body.to_string()))
                .unwrap(),
            None => request.body(Body::empty()).unwrap(),
        };
        let answer = self.server.ask(request).await;
        if let Some(cookie) = &answer.cookie {
            let pair = cookie.split(';').next().unwrap();
            self.cookie = (!pair.ends_with('=')).then(|| pair.to_owned());
        }
        answer
    }
}

impl TestServer {
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let cookie =
            response.headers().get(header::SET_COOKIE).map(|value| value.to_str().unwrap().to_owned());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status, body, cookie }
    }
}

impl Answer {
    /// Reads a successful answer.
    #[track_caller]
    pub fn read<T: DeserializeOwned>(&self) -> T {
        assert!(self.status < 300, "{self:?}");
        T::deserialize(&self.body).unwrap()
    }

    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) {
        assert_eq!((self.status, self.body["code"].as_str()), (status, Some(code)), "{self:?}");
    }
}

pub fn identity() -> Identity {
    Identity {
        signing_key: public_key(&identity_key()).into(),
        kem_key: vec![3; 1665].into(),
        sealed_keys: vec![4; 200].into(),
        signature: vec![5; 96].into(),
    }
}

pub fn slot(kind: SlotKind, seed: u8) -> Slot {
    let sheet = kind == SlotKind::RecoverySheet;
    Slot {
        slot_id: heilsam_domain::SlotId::from_random([seed; 16]),
        kind,
        credential_id: None,
        sealed: Bytes(vec![seed; 120]),
        locator: sheet.then(|| Bytes(vec![seed; 16])),
        auth_key: sheet.then(|| Bytes(vec![seed; 32])),
    }
}
