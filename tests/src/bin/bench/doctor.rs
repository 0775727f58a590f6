//! A doctor's account on a fresh server, and plain calls in its session.

use std::rc::Rc;

use data_encoding::BASE32_NOPAD;
use heilsam_client::store::MemoryStore;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::transport::{Answer, Method, Request, TransportError};
use heilsam_client::vault::MemoryVault;
use heilsam_client::{Client, Environment, Transport};
use heilsam_domain::{EnrolmentCode, WishedName};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;

use crate::Measured;
use crate::server::Server;

const PASSPHRASE: &str = "vier kurze alte worte";
/// Source: RFC 6238, as every authenticator app has it.
const TOTP_SECONDS: i64 = 30;

/// The real clock and randomness.
pub struct Machine;

impl Environment for Machine {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        // Measurements keep no secret; a machine without randomness still has its zeros.
        let _ = getrandom::fill(&mut seed);
        seed
    }
}

/// One session, shared between the client and plain calls.
#[derive(Clone)]
pub struct Shared(Rc<NativeTransport>);

impl Transport for Shared {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        self.0.send(request).await
    }
}

/// A logged-in doctor.
pub struct Doctor {
    transport: Shared,
}

impl Doctor {
    /// Registers with passphrase and one-time code.
    pub async fn register(server: &Server) -> Measured<Self> {
        let transport = Shared(Rc::new(NativeTransport::new(&server.address())?));
        let client = Client::new(transport.clone(), MemoryStore::default(), MemoryVault::default(), Machine);
        let code = EnrolmentCode::parse(&server.invite_doctor()?)?;
        let started = client.begin_with_enrolment_code(&code).await?;
        let name = WishedName::parse("bench-doctor")?;
        let begun = client.begin_passphrase(&started, &name, PASSPHRASE).await?;
        let digits = totp(&begun.totp_base32(), Machine.now())?;
        client.finish_with_passphrase(&started, &begun, &digits, &[]).await?;
        Ok(Self { transport })
    }

    /// A call with an optional JSON body; anything but success is an error.
    pub async fn call(&self, method: Method, path: String, body: Option<Vec<u8>>) -> Measured<Vec<u8>> {
        let answer =
            self.transport.send(Request { method, path: path.clone(), body, anonymous: false }).await?;
        if (200..300).contains(&answer.status) {
            return Ok(answer.body);
        }
        Err(format!("{path}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)).into())
    }
}

fn totp(base32: &str, now: Timestamp) -> Measured<String> {
    let secret = BASE32_NOPAD.decode(base32.as_bytes())?;
    let mut mac = Hmac::<Sha1>::new_from_slice(&secret)?;
    mac.update(&now.as_second().div_euclid(TOTP_SECONDS).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last().copied().unwrap_or_default() & 15);
    let bytes: [u8; 4] = digest.get(offset..offset + 4).ok_or("digest")?.try_into()?;
    Ok(format!("{:06}", (u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000))
}
