//! Consents signed like a client signs them.

use heilsam_domain::{AccountId, Consent, ConsentAction, Purpose};
use heilsam_protocol::consent::{ConsentReceipt, LABEL, SignedConsent, statement};
use p384::ecdsa::signature::Signer;
use p384::ecdsa::{Signature, SigningKey};
use sha2::{Digest, Sha384};

use super::harness::TestServer;

/// The identity key of every account of these tests.
pub fn identity_key() -> SigningKey {
    SigningKey::from_slice(&[7; 48]).unwrap()
}

pub fn public_key(key: &SigningKey) -> Vec<u8> {
    key.verifying_key().to_sec1_point(true).as_bytes().to_vec()
}

pub fn act(server: &TestServer, purpose: Purpose, action: ConsentAction) -> Consent {
    Consent { purpose, action, text_version: "2026-1".into(), text_sha384: "a".repeat(96), at: server.now() }
}

pub fn sign(server: &TestServer, account: AccountId, consent: Consent, key: &SigningKey) -> SignedConsent {
    let statement = statement(server.state.keys.deployment_id(), account, &consent).unwrap();
    let signature: Signature = key.sign(&[LABEL.as_bytes(), &[0], &statement].concat());
    let author_key_id = *Sha384::digest(public_key(key)).first_chunk().unwrap();
    let receipt = ConsentReceipt { author_key_id, signature: signature.to_bytes().into() };
    SignedConsent { consent, signature: receipt.write().into() }
}

/// Consent to the intended use.
pub fn intended_use(server: &TestServer, account: AccountId) -> SignedConsent {
    sign(server, account, act(server, Purpose::IntendedUse, ConsentAction::Given), &identity_key())
}
