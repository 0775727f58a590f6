//! People with an account, made the way the apps make them.

use heilsam_client::client::ConsentText;
use heilsam_client::store::{LocalStore, MemoryStore};
use heilsam_client::transport::Transport;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::vault::{MemoryVault, Vault};
use heilsam_client::{Client, Environment};
use heilsam_domain::{ActivationCode, EnrolmentCode, Purpose, WishedName};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;

use crate::program::Program;

pub type TestClient = Client<NativeTransport, MemoryStore, MemoryVault, Surroundings>;

pub const CONSENT: ConsentText<'static> =
    ConsentText { purpose: Purpose::IntendedUse, version: "test-1", text: "Ich willige ein." };
pub const PASSPHRASE: &str = "blauer Apfel tanzt leise";

#[derive(Debug)]
pub struct Surroundings;

impl Environment for Surroundings {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn seed(&self) -> [u8; 32] {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).unwrap();
        seed
    }
}

/// A device that nobody has used yet.
pub fn client(server: &Program) -> TestClient {
    let transport = NativeTransport::new(&server.address()).unwrap();
    Client::new(transport, MemoryStore::default(), MemoryVault::default(), Surroundings)
}

/// Somebody with an account, logged in on one device.
pub struct Person {
    pub client: TestClient,
    /// The login name, with its digits.
    pub name: String,
    secret: Vec<u8>,
}

impl Person {
    pub async fn patient(server: &Program) -> Self {
        Self::patient_named(server, "erika").await
    }

    pub async fn patient_named(server: &Program, name: &'static str) -> Self {
        let client = client(server);
        let code = activation_code();
        let started = client.begin_with_activation_code(&code).await.unwrap();
        Self::register(client, &started, name, &[CONSENT]).await
    }

    pub async fn doctor(server: &Program) -> Self {
        Self::doctor_named(server, "dr-weber").await
    }

    pub async fn doctor_named(server: &Program, name: &'static str) -> Self {
        let client = client(server);
        let code = EnrolmentCode::parse(&server.invite("doctor")).unwrap();
        let started = client.begin_with_enrolment_code(&code).await.unwrap();
        Self::register(client, &started, name, &[]).await
    }

    /// A doctor whom the operator gave no code.
    pub async fn doctor_without_code(server: &Program, name: &'static str) -> Self {
        let client = client(server);
        let started = client.begin_without_code().await.unwrap();
        Self::register(client, &started, name, &[]).await
    }

    /// Staff to whom the operator gave no code: the practice did.
    pub async fn staff_of_practice(server: &Program, code: &EnrolmentCode, name: &'static str) -> Self {
        let client = client(server);
        let started = client.begin_with_joining_code(code).await.unwrap();
        Self::register(client, &started, name, &[]).await
    }

    /// Somebody who runs the installation.
    pub async fn operator(server: &Program, name: &'static str) -> Self {
        Self::manufacturer(server, "operator", name).await
    }

    /// Somebody at the manufacturer's, `manufacturer-author` or `manufacturer-reviewer`.
    pub async fn manufacturer(server: &Program, role: &str, name: &'static str) -> Self {
        let client = client(server);
        let code = EnrolmentCode::parse(&server.invite(role)).unwrap();
        let started = client.begin_with_enrolment_code(&code).await.unwrap();
        Self::register(client, &started, name, &[]).await
    }

    async fn register(
        client: TestClient,
        started: &heilsam_protocol::registration::RegistrationStarted,
        name: &'static str,
        consents: &[ConsentText<'_>],
    ) -> Self {
        let wish = WishedName::parse(name).unwrap();
        let begun = client.begin_passphrase(started, &wish, PASSPHRASE).await.unwrap();
        let code = totp(begun.totp_secret(), client.now(), 0);
        assert!(client.finish_with_passphrase(started, &begun, "000000x", consents).await.is_err());
        client.finish_with_passphrase(started, &begun, &code, consents).await.unwrap();
        let name = begun.login_name().expose().to_owned();
        Self { client, name, secret: begun.totp_secret().to_vec() }
    }

    /// The same person on a second device.
    pub async fn log_in_elsewhere(&self, server: &Program) -> TestClient {
        let other = client(server);
        self.log_in_at(&other).await;
        other
    }

    /// The same person at a device of the test.
    pub async fn log_in_at<T: Transport, S: LocalStore, V: Vault>(
        &self,
        device: &Client<T, S, V, Surroundings>,
    ) {
        device.login_with_passphrase(&self.name, PASSPHRASE, &self.code(1)).await.unwrap();
    }

    /// The code of the person's authenticator app, `ahead` steps from now.
    pub fn code(&self, ahead: i64) -> String {
        totp(&self.secret, Surroundings.now(), ahead)
    }
}

/// A code of the test insurer that nobody has used.
pub fn activation_code() -> ActivationCode {
    ActivationCode::from_parts(*b"77", *Surroundings.seed().first_chunk().unwrap()).unwrap()
}

/// The code of an authenticator app, `ahead` steps of 30 seconds after the present one.
pub fn totp(secret: &[u8], now: Timestamp, ahead: i64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).unwrap();
    mac.update(&(now.as_second() / 30 + ahead).to_be_bytes());
    let digest: [u8; 20] = mac.finalize().into_bytes().into();
    let offset = usize::from(digest[19] & 15);
    let word = u32::from_be_bytes(digest[offset..offset + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", word % 1_000_000)
}
