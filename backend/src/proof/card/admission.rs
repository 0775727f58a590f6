//! What a card says its holder is: the admission extension.
//!
//! Source: Common PKI 2.0 part 1 (ISIS-MTT), `AdmissionSyntax`; gemSpec_PKI, certificates of the eHBA.
//!
//! ```text
//! AdmissionSyntax ::= SEQUENCE {
//!   admissionAuthority GeneralName OPTIONAL, contentsOfAdmissions SEQUENCE OF Admissions }
//! Admissions ::= SEQUENCE {
//!   admissionAuthority [0] OPTIONAL, namingAuthority [1] OPTIONAL, professionInfos SEQUENCE OF ProfessionInfo }
//! ProfessionInfo ::= SEQUENCE {
//!   namingAuthority [0] OPTIONAL, professionItems SEQUENCE OF DirectoryString,
//!   professionOIDs SEQUENCE OF OBJECT IDENTIFIER OPTIONAL, registrationNumber PrintableString OPTIONAL,
//!   addProfessionInfo OCTET STRING OPTIONAL }
//! ```

use heilsam_domain::Profession;
use x509_cert::Certificate;
use x509_cert::der::asn1::{AnyRef, ObjectIdentifier, PrintableStringRef};
use x509_cert::der::{Decode, Reader, Result, SliceReader, Tag, Tagged};

/// `id-isismtt-at-admission`.
pub(super) const OID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.36.8.3.3");
/// Characters of a Telematik-ID. Source: gemSpec_PKI.
const LONGEST: usize = 128;

/// The profession of the card's holder and the Telematik-ID; `None` for everybody who may not hold consultations.
pub(super) fn holder(card: &Certificate) -> Option<(Profession, String)> {
    let mut found = card.tbs_certificate().extensions()?.iter().filter(|it| it.extn_id == OID);
    let (Some(extension), None) = (found.next(), found.next()) else { return None };
    infos(extension.extn_value.as_bytes()).ok()?.into_iter().find_map(|info| {
        let profession = info.oids.iter().find_map(|oid| Profession::of_oid(&oid.to_string()))?;
        let id = info.registration.filter(|id| !id.is_empty() && id.len() <= LONGEST)?;
        Some((profession, id))
    })
}

struct Info {
    oids: Vec<ObjectIdentifier>,
    registration: Option<String>,
}

fn infos(bytes: &[u8]) -> Result<Vec<Info>> {
    let mut infos = Vec::new();
    for contents in sequences(AnyRef::from_der(bytes)?)? {
        for admissions in sequences(contents)? {
            for list in sequences(admissions)? {
                for each in sequences(list)? {
                    infos.push(info(each)?);
                }
            }
        }
    }
    Ok(infos)
}

fn info(profession: AnyRef<'_>) -> Result<Info> {
    // The first sequence holds words, the second one object identifiers.
    let oids = match sequences(profession)?.get(1) {
        Some(oids) => elements(*oids)?.into_iter().map(AnyRef::decode_as).collect::<Result<_>>()?,
        None => Vec::new(),
    };
    let registration = elements(profession)?.into_iter().find(|it| it.tag() == Tag::PrintableString);
    let registration = match registration {
        Some(number) => Some(number.decode_as::<PrintableStringRef<'_>>()?.as_str().to_owned()),
        None => None,
    };
    Ok(Info { oids, registration })
}

/// The elements of a sequence that are sequences themselves; what is tagged by its place is left out.
fn sequences(outer: AnyRef<'_>) -> Result<Vec<AnyRef<'_>>> {
    Ok(elements(outer)?.into_iter().filter(|it| it.tag() == Tag::Sequence).collect())
}

fn elements(outer: AnyRef<'_>) -> Result<Vec<AnyRef<'_>>> {
    outer.tag().assert_eq(Tag::Sequence)?;
    let mut reader = SliceReader::new(outer.value())?;
    let mut elements = Vec::new();
    while !reader.is_finished() {
        elements.push(AnyRef::decode(&mut reader)?);
    }
    Ok(elements)
}
