//! A passkey in software: what a phone's authenticator would answer.

use data_encoding::BASE64URL_NOPAD as BASE64;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const NEW_CREDENTIAL: u8 = 0x40;

pub struct Authenticator {
    key: SigningKey,
    id: [u8; 32],
    counter: u32,
    handle: Option<String>,
    pub verifies_user: bool,
    pub origin: &'static str,
}

impl Authenticator {
    pub fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: [seed; 32],
            counter: 0,
            handle: None,
            verifies_user: true,
            origin: super::ORIGIN,
        }
    }

    /// `navigator.credentials.create`, as `toJSON()`.
    pub fn create(&mut self, options: &Value) -> Value {
        self.handle = Some(options["user"]["id"].as_str().unwrap().to_owned());
        let client_data = self.client_data("webauthn.create", options);
        let mut data = self.authenticator_data(options["rp"]["id"].as_str().unwrap(), NEW_CREDENTIAL);
        data.extend([0; 16]);
        data.extend([0, 32]);
        data.extend(self.id);
        data.extend(self.cose_key());
        json!({
            "id": BASE64.encode(&self.id),
            "rawId": BASE64.encode(&self.id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "response": {
                "attestationObject": BASE64.encode(&attestation(&data)),
                "clientDataJSON": BASE64.encode(client_data.as_bytes()),
                "transports": ["internal"],
            },
            "clientExtensionResults": {"prf": {"enabled": true}},
        })
    }

    /// `navigator.credentials.get`, as `toJSON()`.
    pub fn get(&mut self, options: &Value) -> Value {
        self.counter += 1;
        let client_data = self.client_data("webauthn.get", options);
        let data = self.authenticator_data(options["rpId"].as_str().unwrap(), 0);
        let signed = [data.clone(), Sha256::digest(client_data.as_bytes()).to_vec()].concat();
        let signature: Signature = self.key.sign(&signed);
        json!({
            "id": BASE64.encode(&self.id),
            "rawId": BASE64.encode(&self.id),
            "type": "public-key",
            "response": {
                "authenticatorData": BASE64.encode(&data),
                "clientDataJSON": BASE64.encode(client_data.as_bytes()),
                "signature": BASE64.encode(signature.to_der().as_bytes()),
                "userHandle": self.handle,
            },
            "clientExtensionResults": {},
        })
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        let challenge = options["challenge"].as_str().unwrap();
        json!({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false}).to_string()
    }

    fn authenticator_data(&self, relying_party: &str, more: u8) -> Vec<u8> {
        let verified = if self.verifies_user { USER_VERIFIED } else { 0 };
        let mut data = Sha256::digest(relying_party.as_bytes()).to_vec();
        data.push(USER_PRESENT | verified | more);
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// Source: RFC 9052, EC2 key: {1: 2, 3: -7, -1: 1, -2: x, -3: y}.
    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        let head = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [&head[..], x, &[0x22, 0x58, 0x20], y].concat()
    }
}

/// {"fmt": "none", "attStmt": {}, "authData": data} in CBOR.
fn attestation(data: &[u8]) -> Vec<u8> {
    let mut cbor = vec![0xa3, 0x63];
    cbor.extend(b"fmt");
    cbor.push(0x64);
    cbor.extend(b"none");
    cbor.push(0x67);
    cbor.extend(b"attStmt");
    cbor.push(0xa0);
    cbor.push(0x68);
    cbor.extend(b"authData");
    cbor.extend([0x58, u8::try_from(data.len()).unwrap()]);
    cbor.extend(data);
    cbor
}
