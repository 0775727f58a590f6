//! Checking one signature with one key: RSA, P-256, P-384 and brainpoolP256r1, as cards and their authorities use them.
//!
//! Source: BSI TR-03116-1 (algorithms of the telematics infrastructure), RFC 5754, RFC 5639.

use bp256::BrainpoolP256r1;
use ecdsa::signature::Verifier;
use ring::signature::{self as algorithms, UnparsedPublicKey, VerificationAlgorithm};
use x509_cert::der::asn1::ObjectIdentifier;
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

const RSA: &str = "1.2.840.113549.1.1.1";
const EC: &str = "1.2.840.10045.2.1";
const P256: &str = "1.2.840.10045.3.1.7";
const P384: &str = "1.3.132.0.34";
const BRAINPOOL_P256R1: &str = "1.3.36.3.3.2.8.1.1.7";

/// How a signature is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// RSA, PKCS #1 v1.5.
    Rsa(Hash),
    /// RSA with the padding of PSS; its parameters name the hash.
    RsaPss,
    /// ECDSA.
    Ecdsa(Hash),
}

/// Hashes that are not broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Scheme {
    /// As a certificate names it.
    pub(super) fn of(algorithm: &AlgorithmIdentifierOwned) -> Option<Self> {
        match algorithm.oid.to_string().as_str() {
            "1.2.840.113549.1.1.11" => Some(Self::Rsa(Hash::Sha256)),
            "1.2.840.113549.1.1.12" => Some(Self::Rsa(Hash::Sha384)),
            "1.2.840.113549.1.1.13" => Some(Self::Rsa(Hash::Sha512)),
            "1.2.840.113549.1.1.10" => Some(Self::RsaPss),
            "1.2.840.10045.4.3.2" => Some(Self::Ecdsa(Hash::Sha256)),
            "1.2.840.10045.4.3.3" => Some(Self::Ecdsa(Hash::Sha384)),
            _ => None,
        }
    }

    /// As a signer names it, who may leave the hash to the other field.
    pub(super) fn of_signer(algorithm: &AlgorithmIdentifierOwned, digest: ObjectIdentifier) -> Option<Self> {
        let hash = match digest.to_string().as_str() {
            "2.16.840.1.101.3.4.2.1" => Some(Hash::Sha256),
            "2.16.840.1.101.3.4.2.2" => Some(Hash::Sha384),
            "2.16.840.1.101.3.4.2.3" => Some(Hash::Sha512),
            _ => None,
        };
        match algorithm.oid.to_string().as_str() {
            RSA => hash.map(Self::Rsa),
            EC => hash.map(Self::Ecdsa),
            _ => Self::of(algorithm),
        }
    }

    /// Whether the holder of this key signed the message.
    pub(super) fn holds(self, key: &SubjectPublicKeyInfoOwned, message: &[u8], signature: &[u8]) -> bool {
        let Some(bytes) = key.subject_public_key.as_bytes() else { return false };
        let kind = key.algorithm.oid.to_string();
        let curve = key.algorithm.parameters.as_ref().and_then(|it| it.decode_as::<ObjectIdentifier>().ok());
        let curve = curve.as_ref().map(ToString::to_string);
        let one_of = |candidates: &[&'static dyn VerificationAlgorithm]| {
            candidates.iter().any(|it| UnparsedPublicKey::new(*it, bytes).verify(message, signature).is_ok())
        };
        match (self, kind.as_str(), curve.as_deref()) {
            (Self::Rsa(Hash::Sha256), RSA, _) => one_of(&[&algorithms::RSA_PKCS1_2048_8192_SHA256]),
            (Self::Rsa(Hash::Sha384), RSA, _) => one_of(&[&algorithms::RSA_PKCS1_2048_8192_SHA384]),
            (Self::Rsa(Hash::Sha512), RSA, _) => one_of(&[&algorithms::RSA_PKCS1_2048_8192_SHA512]),
            // Whichever of them it is, it is one that holds.
            (Self::RsaPss, RSA, _) => one_of(&[
                &algorithms::RSA_PSS_2048_8192_SHA256,
                &algorithms::RSA_PSS_2048_8192_SHA384,
                &algorithms::RSA_PSS_2048_8192_SHA512,
            ]),
            (Self::Ecdsa(Hash::Sha256), EC, Some(P256)) => one_of(&[&algorithms::ECDSA_P256_SHA256_ASN1]),
            (Self::Ecdsa(Hash::Sha384), EC, Some(P256)) => one_of(&[&algorithms::ECDSA_P256_SHA384_ASN1]),
            (Self::Ecdsa(Hash::Sha256), EC, Some(P384)) => one_of(&[&algorithms::ECDSA_P384_SHA256_ASN1]),
            (Self::Ecdsa(Hash::Sha384), EC, Some(P384)) => one_of(&[&algorithms::ECDSA_P384_SHA384_ASN1]),
            (Self::Ecdsa(Hash::Sha256), EC, Some(BRAINPOOL_P256R1)) => brainpool(bytes, message, signature),
            _ => false,
        }
    }
}

fn brainpool(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    let key = ecdsa::VerifyingKey::<BrainpoolP256r1>::from_sec1_bytes(key);
    let signature = ecdsa::Signature::<BrainpoolP256r1>::from_der(signature);
    matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(message, &signature).is_ok())
}
