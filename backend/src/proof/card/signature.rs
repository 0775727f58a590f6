//! Reading a detached signature (CMS) and checking that one card signed exactly this text.
//!
//! Source: RFC 5652 sections 5.1 to 5.6, 11.1, 11.2.

use cms::cert::CertificateChoices;
use cms::content_info::ContentInfo;
use cms::signed_data::{EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo};
use sha2::{Digest, Sha256, Sha384, Sha512};
use x509_cert::Certificate;
use x509_cert::attr::{Attribute, Attributes};
use x509_cert::der::asn1::{ObjectIdentifier, OctetString};
use x509_cert::der::{Decode, Encode, pem};
use x509_cert::ext::pkix::SubjectKeyIdentifier;

use super::key;

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SHA_256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA_384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA_512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
/// More certificates than any chain of cards has.
const CERTIFICATES: usize = 10;

/// A signature that holds.
pub(super) struct Signed {
    /// The certificate whose key signed.
    pub card: Certificate,
    /// All certificates that came along.
    pub others: Vec<Certificate>,
}

/// The signature over this text; `None` if it is none, is over something else, or was changed.
pub(super) fn read(bytes: &[u8], text: &[u8]) -> Option<Signed> {
    let unwrapped =
        if bytes.starts_with(b"-----BEGIN") { Some(pem::decode_vec(bytes).ok()?.1) } else { None };
    let content = ContentInfo::from_der(unwrapped.as_deref().unwrap_or(bytes)).ok()?;
    if content.content_type != SIGNED_DATA {
        return None;
    }
    let signed: SignedData = content.content.decode_as().ok()?;
    if !is_about(&signed.encap_content_info, text) {
        return None;
    }
    let others: Vec<Certificate> = signed
        .certificates
        .iter()
        .flat_map(|set| set.0.iter())
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
            CertificateChoices::Other(_) => None,
        })
        .collect();
    let [signer] = signed.signer_infos.0.as_slice() else { return None };
    let card = others.iter().find(|it| is_named(&signer.sid, it))?.clone();
    (others.len() <= CERTIFICATES && holds(signer, &card, text)).then_some(Signed { card, others })
}

/// What the file contains besides the signature: nothing, or the same text.
fn is_about(content: &EncapsulatedContentInfo, text: &[u8]) -> bool {
    let same = match &content.econtent {
        None => true,
        Some(inner) => inner.decode_as::<OctetString>().is_ok_and(|inner| inner.as_bytes() == text),
    };
    content.econtent_type == DATA && same
}

fn is_named(id: &SignerIdentifier, certificate: &Certificate) -> bool {
    let certificate = certificate.tbs_certificate();
    match id {
        SignerIdentifier::IssuerAndSerialNumber(id) => {
            id.issuer == *certificate.issuer() && id.serial_number == *certificate.serial_number()
        }
        SignerIdentifier::SubjectKeyIdentifier(id) => certificate
            .get_extension::<SubjectKeyIdentifier>()
            .is_ok_and(|found| found.is_some_and(|(_, found)| found == *id)),
    }
}

fn holds(signer: &SignerInfo, card: &Certificate, text: &[u8]) -> bool {
    let digest = match signer.digest_alg.oid {
        SHA_256 => Sha256::digest(text).to_vec(),
        SHA_384 => Sha384::digest(text).to_vec(),
        SHA_512 => Sha512::digest(text).to_vec(),
        _ => return false,
    };
    // Always with attributes: the digest stands in them, and their type says what was signed.
    let Some(attributes) = &signer.signed_attrs else { return false };
    let typed = single(attributes, CONTENT_TYPE)
        .and_then(|it| it.values.get(0)?.decode_as::<ObjectIdentifier>().ok())
        .is_some_and(|it| it == DATA);
    let covers = single(attributes, MESSAGE_DIGEST)
        .and_then(|it| it.values.get(0)?.decode_as::<OctetString>().ok())
        .is_some_and(|it| it.as_bytes() == digest);
    let Ok(message) = attributes.to_der() else { return false };
    let key = card.tbs_certificate().subject_public_key_info();
    let scheme = key::Scheme::of_signer(&signer.signature_algorithm, signer.digest_alg.oid);
    typed && covers && scheme.is_some_and(|it| it.holds(key, &message, signer.signature.as_bytes()))
}

/// The only attribute of this type, if it has one value only.
fn single(attributes: &Attributes, wanted: ObjectIdentifier) -> Option<&Attribute> {
    let mut found = attributes.iter().filter(|it| it.oid == wanted);
    let (Some(attribute), None) = (found.next(), found.next()) else { return None };
    (attribute.values.len() == 1).then_some(attribute)
}
