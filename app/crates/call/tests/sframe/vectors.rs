//! The frames of the second layer, worked out a second time from the text of RFC 9605: what the browser's worker
//! (`app/web/sframe.js`) makes must be what anybody else who reads the RFC makes.

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use serde_json::Value;
use sha2::Sha512;

const SUITE: u16 = 5;

fn vectors(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    HEXLOWER.decode(value.as_str().unwrap().as_bytes()).unwrap()
}

/// Section 4.4.2.
fn key_and_salt(base_key: &[u8], kid: u64) -> ([u8; 32], [u8; 12]) {
    let secret = Hkdf::<Sha512>::new(None, base_key);
    let (mut key, mut salt) = ([0; 32], [0; 12]);
    let end = [&kid.to_be_bytes()[..], &SUITE.to_be_bytes()].concat();
    secret.expand(&[b"SFrame 1.0 Secret key ", &end[..]].concat(), &mut key).unwrap();
    secret.expand(&[b"SFrame 1.0 Secret salt ", &end[..]].concat(), &mut salt).unwrap();
    (key, salt)
}

/// Section 4.3.
fn header(kid: u64, counter: u64) -> Vec<u8> {
    let field = |value: u64| match u8::try_from(value) {
        Ok(short) if short < 8 => (short, Vec::new()),
        _ => {
            let bytes: Vec<u8> = value.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
            (7 + u8::try_from(bytes.len()).unwrap(), bytes)
        }
    };
    let ((first, kid_bytes), (second, counter_bytes)) = (field(kid), field(counter));
    [vec![(first << 4) | second], kid_bytes, counter_bytes].concat()
}

/// Section 4.4.3: what follows the metadata.
fn sealed(base_key: &[u8], kid: u64, counter: u64, metadata: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let (key, mut nonce) = key_and_salt(base_key, kid);
    for (byte, count) in nonce[4..].iter_mut().zip(counter.to_be_bytes()) {
        *byte ^= count;
    }
    let header = header(kid, counter);
    let aad = [&header, metadata].concat();
    let cipher = Aes256Gcm::new(&key.into());
    let body = cipher.encrypt(&Nonce::from(nonce), Payload { msg: plaintext, aad: &aad }).unwrap();
    [header, body].concat()
}

#[test]
fn the_published_vector_holds() {
    let vector = vectors(include_str!("../../../../../tests/vectors/sframe.json"));
    let (base_key, kid) = (bytes(&vector["base_key"]), vector["kid"].as_u64().unwrap());
    let (key, salt) = key_and_salt(&base_key, kid);
    assert_eq!(HEXLOWER.encode(&key), vector["sframe_key"]);
    assert_eq!(HEXLOWER.encode(&salt), vector["sframe_salt"]);
    let counter = vector["counter"].as_u64().unwrap();
    let frame = sealed(&base_key, kid, counter, &bytes(&vector["metadata"]), &bytes(&vector["plaintext"]));
    assert_eq!(HEXLOWER.encode(&frame), vector["ciphertext"]);
}

#[test]
fn the_consultations_frozen_frames_hold() {
    let base_key = bytes(&vectors(include_str!("../../../../../tests/vectors/vsp1.json"))["frames_doctor"]);
    let vector = vectors(include_str!("../../../../../tests/vectors/frames.json"));
    let kid = vector["kid"].as_u64().unwrap();
    for each in vector["frames"].as_array().unwrap() {
        let clear = if each["kind"] == "audio" { 1 } else { 10 };
        let frame = bytes(&each["frame"]);
        let (metadata, plaintext) = frame.split_at(clear.min(frame.len()));
        let counter = each["counter"].as_u64().unwrap();
        let made = [metadata, &sealed(&base_key, kid, counter, metadata, plaintext)].concat();
        assert_eq!(HEXLOWER.encode(&made), each["sealed"]);
    }
}
