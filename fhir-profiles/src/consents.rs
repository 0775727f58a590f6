//! The consents of an account as a file of their own: MIO DiGA has no profile for them.

use fhir_sdk::Base64Binary;
use fhir_sdk::r4b::codes::{BundleType, ConsentProvisionType, ConsentState};
use fhir_sdk::r4b::resources::{self, BaseResource, Bundle, BundleEntry, ConsentPolicy, ConsentProvision};
use fhir_sdk::r4b::types::{Extension, ExtensionValue};
use heilsam_domain::consent::ConsentAction;
use heilsam_domain::{AccountId, Consent};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Format;
use crate::identity::{Urn, derive};
use crate::input::ExportError;
use crate::resource::Unwritable;
use crate::resource::time::{date_time, instant};
use crate::resource::types::{
    code, concept, extension, extension_of, identifier, meta, named, one, reference,
};
use crate::terms::{Coding, URN};
use crate::text::from_base64;
use crate::writer::Writer;

/// Base of the own profiles' names where the manufacturer has set none, see `fhir-profiles/ig`: an address that nobody has.
pub const DEFAULT_BASE: &str = "https://heilsam.example/fhir";
const TEXT: &str = "StructureDefinition/consent-text";
const PROFILE: &str = "StructureDefinition/consent";
const FILE_PROFILE: &str = "StructureDefinition/consent-file";
const PURPOSES: &str = "CodeSystem/consent-purpose";
const LAW: &str = "https://www.gesetze-im-internet.de/digav/__4.html";
const PRIVACY: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/consentscope",
    version: "",
    code: "patient-privacy",
    display: "",
};
const CONSENT_DOCUMENT: Coding =
    Coding { system: "http://loinc.org", version: "", code: "59284-0", display: "Consent Document" };

/// One act of consent or withdrawal with the signature over it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentReceipt {
    /// What was given or withdrawn.
    pub consent: Consent,
    /// ECDSA P-384 by the account's identity key, in Base64; empty if there is none.
    #[serde(default)]
    pub signature: String,
}

/// The consent file of an account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentFile {
    /// Whose consents; only an id derived from it leaves the account.
    pub account: AccountId,
    /// Who asked for them: the manufacturer's name.
    pub manufacturer: String,
    /// Where the manufacturer publishes the own profiles; no slash at the end.
    #[serde(default = "default_base")]
    pub base: String,
    /// When the file is made.
    pub made_at: Timestamp,
    /// The acts, oldest first.
    pub receipts: Vec<ConsentReceipt>,
}

fn default_base() -> String {
    DEFAULT_BASE.to_owned()
}

impl ConsentFile {
    /// The name of an own profile.
    fn own(&self, path: &str) -> String {
        format!("{}/{path}", self.base)
    }

    /// The file as FHIR R4; the same acts give the same bytes.
    ///
    /// # Errors
    /// [`ExportError::Unwritable`], if a signature is not Base64.
    pub fn to_fhir(&self, format: Format) -> Result<String, ExportError> {
        Ok(self.write(format)?)
    }

    fn write(&self, format: Format) -> Result<String, Unwritable> {
        let patient = derive(Uuid::from_bytes(self.account.to_bytes()), "patient");
        let id = derive(patient, &format!("consents/{}", self.made_at));
        let mut bundle =
            Bundle::builder().r#type(BundleType::Collection).timestamp(instant(self.made_at)?).build()?;
        self.head(&mut bundle, id, FILE_PROFILE)?;
        let mut writer = Writer::new(format);
        writer.begin(&bundle)?;
        if !self.receipts.is_empty() {
            writer.begin_list("entry");
            for (receipt, number) in self.receipts.iter().zip(0..) {
                let id = derive(patient, &format!("consent/{number}/{}", receipt.consent.at));
                let full_url = Urn::new(id).as_str().to_owned();
                let consent = self.consent(receipt, id, patient)?;
                let entry = BundleEntry::builder().full_url(full_url).resource(consent.into()).build()?;
                writer.item("entry", &entry)?;
            }
            writer.end_list();
        }
        writer.end("Bundle");
        Ok(writer.take())
    }

    fn consent(
        &self,
        receipt: &ConsentReceipt,
        id: Uuid,
        patient: Uuid,
    ) -> Result<resources::Consent, Unwritable> {
        let consent = &receipt.consent;
        let (status, kind) = match consent.action {
            ConsentAction::Given => (ConsentState::Active, ConsentProvisionType::Permit),
            ConsentAction::Withdrawn => (ConsentState::Inactive, ConsentProvisionType::Deny),
        };
        let purpose = code(&self.own(PURPOSES), "", consent.purpose.as_str(), "");
        let provision = ConsentProvision::builder().r#type(kind).purpose(one(purpose)).build()?;
        let mut resource = resources::Consent::builder()
            .status(status)
            .scope(concept(&[PRIVACY]))
            .category(one(concept(&[CONSENT_DOCUMENT])))
            .patient(reference(patient))
            .date_time(date_time(consent.at)?)
            .organization(one(named(&self.manufacturer)))
            .policy(one(ConsentPolicy::builder().uri(LAW.to_owned()).build()?))
            .provision(provision)
            .build()?;
        self.head(&mut resource, id, PROFILE)?;
        resource.extension = vec![extension_of(&self.own(TEXT), signed(receipt)?)];
        resource.identifier = one(identifier(None, Some(URN), Urn::new(id).as_str()));
        Ok(resource)
    }

    fn head(&self, resource: &mut impl BaseResource, id: Uuid, profile: &str) -> Result<(), Unwritable> {
        resource.set_id(Some(Urn::new(id).uuid().to_owned()));
        resource.set_meta(Some(meta(None, &self.own(profile))?));
        Ok(())
    }
}

/// What was consented to, and the signature over it.
fn signed(receipt: &ConsentReceipt) -> Result<Vec<Extension>, Unwritable> {
    let text = |text: &str| ExtensionValue::String(text.to_owned());
    let consent = &receipt.consent;
    let mut parts = vec![
        extension("version", text(&consent.text_version)),
        extension("sha384", text(&consent.text_sha384)),
    ];
    if !receipt.signature.is_empty() {
        let no_base64 = || Unwritable::Shape("a signature that is not Base64".to_owned());
        let signature = from_base64(&receipt.signature).ok_or_else(no_base64)?;
        parts.push(extension("signature", ExtensionValue::Base64Binary(Base64Binary(signature))));
    }
    Ok(parts)
}
