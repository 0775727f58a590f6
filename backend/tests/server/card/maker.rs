//! Makes cards, their authorities and their signatures, byte by byte: nothing of what checks them made them.

use bp256::BrainpoolP256r1;
use ecdsa::signature::Signer;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use x509_cert::der::Encode;
use x509_cert::der::asn1::ObjectIdentifier;

const SHA_256: &str = "2.16.840.1.101.3.4.2.1";
const ECDSA_SHA_256: &str = "1.2.840.10045.4.3.2";
pub const PHYSICIAN: &str = "1.2.276.0.76.4.30";
pub const PHARMACIST: &str = "1.2.276.0.76.4.32";

/// A key on one of the two curves.
#[derive(Clone)]
pub enum Key {
    Brainpool(Box<ecdsa::SigningKey<BrainpoolP256r1>>),
    P256(Box<p256::ecdsa::SigningKey>),
}

impl Key {
    pub fn brainpool(seed: u8) -> Self {
        Self::Brainpool(Box::new(ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap()))
    }

    pub fn p256(seed: u8) -> Self {
        Self::P256(Box::new(p256::ecdsa::SigningKey::from_slice(&[seed; 32]).unwrap()))
    }

    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Brainpool(key) => {
                let signature: ecdsa::Signature<BrainpoolP256r1> = key.sign(message);
                signature.to_der().as_bytes().to_vec()
            }
            Self::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_der().as_bytes().to_vec()
            }
        }
    }

    fn public(&self) -> Vec<u8> {
        let (curve, point) = match self {
            Self::Brainpool(key) => {
                ("1.3.36.3.3.2.8.1.1.7", key.verifying_key().to_sec1_point(false).as_bytes().to_vec())
            }
            Self::P256(key) => {
                ("1.2.840.10045.3.1.7", key.verifying_key().to_sec1_point(false).as_bytes().to_vec())
            }
        };
        seq(&[seq(&[oid("1.2.840.10045.2.1"), oid(curve)]), bits(&point)])
    }
}

/// A certificate with its key.
#[derive(Clone)]
pub struct Holder {
    pub key: Key,
    name: String,
    serial: u8,
    issuer: Vec<u8>,
    pub certificate: Vec<u8>,
}

/// What a certificate says.
#[derive(Clone)]
pub struct Facts {
    pub from: &'static str,
    pub until: &'static str,
    pub profession: Option<&'static str>,
    pub telematik_id: &'static str,
    pub authority: bool,
    /// Bits of the key usage as DER.
    pub usage: [u8; 4],
    pub critical: Option<&'static str>,
}

pub const CARD: Facts = Facts {
    from: "2025-06-01T00:00:00Z",
    until: "2030-06-01T00:00:00Z",
    profession: Some(PHYSICIAN),
    telematik_id: "1-HBA-Testkarte-883110000129083",
    authority: false,
    usage: [3, 2, 6, 0x40],
    critical: None,
};

pub const AUTHORITY: Facts =
    Facts { profession: None, authority: true, usage: [3, 2, 2, 4], from: "2020-01-01T00:00:00Z", ..CARD };

impl Holder {
    pub fn root(name: &str, key: &Key) -> Self {
        let own = name_of(name);
        Self::made(name, key.clone(), &own, key, &AUTHORITY)
    }

    /// A certificate that this one signs.
    pub fn issue(&self, name: &str, key: Key, facts: &Facts) -> Self {
        Self::made(name, key, &name_of(&self.name), &self.key, facts)
    }

    fn made(name: &str, key: Key, issuer: &[u8], signer: &Key, facts: &Facts) -> Self {
        let serial = (name.bytes().fold(7, u8::wrapping_add) & 0x7f) | 1;
        let mut extensions = vec![extension("2.5.29.15", true, &facts.usage)];
        if facts.authority {
            extensions.push(extension("2.5.29.19", true, &seq(&[tlv(1, &[0xff])])));
        }
        if let Some(profession) = facts.profession {
            extensions.push(extension("1.3.36.8.3.3", false, &admission(profession, facts.telematik_id)));
        }
        extensions.extend(facts.critical.map(|unknown| extension(unknown, true, &seq(&[]))));
        let tbs = seq(&[
            tlv(0xa0, &tlv(2, &[2])),
            tlv(2, &[serial]),
            seq(&[oid(ECDSA_SHA_256)]),
            issuer.to_vec(),
            seq(&[time(facts.from), time(facts.until)]),
            name_of(name),
            key.public(),
            tlv(0xa3, &seq(&extensions)),
        ]);
        let certificate = seq(&[tbs.clone(), seq(&[oid(ECDSA_SHA_256)]), bits(&signer.sign(&tbs))]);
        Self { key, name: name.to_owned(), serial, issuer: issuer.to_vec(), certificate }
    }

    /// A detached signature over the text, with the certificate and those above it.
    pub fn sign(&self, text: &[u8], above: &[&Self]) -> Vec<u8> {
        let sha_256 = seq(&[oid(SHA_256)]);
        let mut attributes = [
            seq(&[oid("1.2.840.113549.1.9.3"), tlv(0x31, &oid("1.2.840.113549.1.7.1"))]),
            seq(&[oid("1.2.840.113549.1.9.4"), tlv(0x31, &tlv(4, &Sha256::digest(text)))]),
        ];
        attributes.sort();
        let attributes = attributes.concat();
        let signature = self.key.sign(&tlv(0x31, &attributes));
        let signer = seq(&[
            tlv(2, &[1]),
            seq(&[self.issuer.clone(), tlv(2, &[self.serial])]),
            sha_256.clone(),
            tlv(0xa0, &attributes),
            seq(&[oid(ECDSA_SHA_256)]),
            tlv(4, &signature),
        ]);
        let mut certificates = vec![self.certificate.clone()];
        certificates.extend(above.iter().map(|it| it.certificate.clone()));
        certificates.sort();
        let signed = seq(&[
            tlv(2, &[1]),
            tlv(0x31, &sha_256),
            seq(&[oid("1.2.840.113549.1.7.1")]),
            tlv(0xa0, &certificates.concat()),
            tlv(0x31, &signer),
        ]);
        seq(&[oid("1.2.840.113549.1.7.2"), tlv(0xa0, &signed)])
    }
}

fn admission(profession: &str, telematik_id: &str) -> Vec<u8> {
    let words = seq(&[tlv(12, "Ärztin/Arzt".as_bytes())]);
    let info = seq(&[words, seq(&[oid(profession)]), tlv(19, telematik_id.as_bytes())]);
    seq(&[tlv(0xa4, &name_of("Ärztekammer Nordrhein")), seq(&[seq(&[seq(&[info])])])])
}

fn extension(id: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let mut parts = vec![oid(id)];
    parts.extend(critical.then(|| tlv(1, &[0xff])));
    parts.push(tlv(4, value));
    seq(&parts)
}

fn name_of(common: &str) -> Vec<u8> {
    seq(&[tlv(0x31, &seq(&[oid("2.5.4.3"), tlv(12, common.as_bytes())]))])
}

fn time(moment: &str) -> Vec<u8> {
    let moment: Timestamp = moment.parse().unwrap();
    tlv(23, moment.strftime("%y%m%d%H%M%SZ").to_string().as_bytes())
}

fn oid(text: &str) -> Vec<u8> {
    ObjectIdentifier::new(text).unwrap().to_der().unwrap()
}

fn bits(bytes: &[u8]) -> Vec<u8> {
    tlv(3, &[&[0], bytes].concat())
}

fn seq(parts: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let mut out = vec![tag];
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => out.push(short),
        Ok(short) => out.extend([0x81, short]),
        Err(_) => out.extend([0x82, (length >> 8) as u8, (length & 0xff) as u8]),
    }
    out.extend(content);
    out
}
