//! A push service that checks who sends, and a browser that opens what came.

use std::sync::{Arc, Mutex};

use aes_gcm::aead::{Aead, KeyInit as _};
use aes_gcm::{Aes128Gcm, Nonce};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use data_encoding::BASE64URL_NOPAD as BASE64;
use hkdf::Hkdf;
use p256::ecdsa::signature::Verifier;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{PublicKey, SecretKey, ecdh};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;

#[derive(Default)]
struct Kept {
    heard: Vec<(HeaderMap, Vec<u8>)>,
    answer: Option<u16>,
}

/// The service; every message that came is kept as it came.
pub struct PushService {
    pub origin: String,
    kept: Arc<Mutex<Kept>>,
}

/// A browser with its keys.
pub struct Browser {
    key: SecretKey,
    auth: [u8; 16],
    pub endpoint: String,
}

async fn take(State(kept): State<Arc<Mutex<Kept>>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let mut kept = kept.lock().unwrap();
    kept.heard.push((headers, body.to_vec()));
    StatusCode::from_u16(kept.answer.unwrap_or(201)).unwrap()
}

impl PushService {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let kept = Arc::default();
        let router = Router::new().route("/push/{browser}", post(take)).with_state(Arc::clone(&kept));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { origin, kept }
    }

    /// Settings that let our server send here.
    pub fn settings(&self) -> String {
        format!("[push]\ncontact = 'mailto:push@heilsam.example'\nservices = ['{}']\n", self.origin)
    }

    pub fn browser(&self, seed: u8) -> Browser {
        let endpoint = format!("{}/push/{seed}", self.origin);
        Browser { key: SecretKey::from_slice(&[seed; 32]).unwrap(), auth: [seed; 16], endpoint }
    }

    /// From now on every message is answered like this.
    pub fn answers(&self, status: u16) {
        self.kept.lock().unwrap().answer = Some(status);
    }

    /// How many messages came since the last time.
    pub fn count(&self) -> usize {
        std::mem::take(&mut self.kept.lock().unwrap().heard).len()
    }

    /// The one message that came, checked: signed by `server_key` for this service, and opened by the browser.
    #[track_caller]
    pub fn opened(&self, browser: &Browser, server_key: &[u8], now: i64) -> Value {
        let heard = std::mem::take(&mut self.kept.lock().unwrap().heard);
        assert_eq!(heard.len(), 1, "exactly one message");
        let (headers, body) = &heard[0];
        let text = |name: &str| headers[name].to_str().unwrap().to_owned();
        assert_eq!((text("content-encoding").as_str(), text("urgency").as_str()), ("aes128gcm", "high"));
        assert_eq!(text("ttl"), "86400", "a telephone that is off at night is told in the morning");
        assert_eq!(text("topic").len(), 32);
        self.check_sender(&text("authorization"), server_key, now);
        serde_json::from_slice(&browser.open(body)).unwrap()
    }

    fn check_sender(&self, authorization: &str, server_key: &[u8], now: i64) {
        let (token, key) = authorization.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let key = BASE64.decode(key.as_bytes()).unwrap();
        assert_eq!(key, server_key, "the key that browsers were told");
        let (said, signature) = token.rsplit_once('.').unwrap();
        let signature = Signature::from_slice(&BASE64.decode(signature.as_bytes()).unwrap()).unwrap();
        let key = VerifyingKey::from_sec1_bytes(&key).unwrap();
        key.verify(said.as_bytes(), &signature).expect("the token is signed by this key");
        let part = |index: usize| -> Value {
            let part = said.split('.').nth(index).unwrap();
            serde_json::from_slice(&BASE64.decode(part.as_bytes()).unwrap()).unwrap()
        };
        assert_eq!(part(0)["alg"], "ES256");
        let claims = part(1);
        assert_eq!(
            (&claims["aud"], &claims["sub"]),
            (&json!(self.origin), &json!("mailto:push@heilsam.example"))
        );
        let until = claims["exp"].as_i64().unwrap();
        assert!(until > now && until <= now + 86_400, "{claims}");
    }
}

impl Browser {
    /// What the page hands to our server.
    pub fn subscription(&self) -> Value {
        let key = self.key.public_key().to_sec1_point(false);
        json!({ "endpoint": self.endpoint, "p256dh": BASE64.encode(key.as_bytes()), "auth": BASE64.encode(&self.auth) })
    }

    /// RFC 8188 and 8291, from the other side.
    fn open(&self, body: &[u8]) -> Vec<u8> {
        let (salt, rest) = body.split_at(16);
        assert_eq!(rest[..5], [0, 0, 16, 0, 65]);
        let (theirs, sealed) = rest[5..].split_at(65);
        let key = PublicKey::from_sec1_bytes(theirs).unwrap();
        let shared = ecdh::diffie_hellman(self.key.to_nonzero_scalar(), key.as_affine());
        let ours = self.key.public_key().to_sec1_point(false);
        let info = [b"WebPush: info\0".as_slice(), ours.as_bytes(), theirs].concat();
        let mut secret = [0; 32];
        Hkdf::<Sha256>::new(Some(&self.auth), shared.raw_secret_bytes()).expand(&info, &mut secret).unwrap();
        let derived = Hkdf::<Sha256>::new(Some(salt), &secret);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        derived.expand(b"Content-Encoding: aes128gcm\0", &mut key).unwrap();
        derived.expand(b"Content-Encoding: nonce\0", &mut nonce).unwrap();
        let filled = Aes128Gcm::new((&key).into()).decrypt(&Nonce::from(nonce), sealed).unwrap();
        let end = filled.iter().rposition(|byte| *byte != 0).unwrap();
        assert_eq!(filled[end], 2, "the last record");
        filled[..end].to_vec()
    }
}
