//! The consents of an account as a file of their own: MIO DiGA has no profile for them.

use heilsam_domain::consent::ConsentAction;
use heilsam_domain::{AccountId, Consent};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Format;
use crate::identity::{Urn, derive};
use crate::resource::instant;
use crate::terms::{Coding, coding_parts, concept};
use crate::writer::{JsonWriter, Writer, XmlWriter};

/// Base of the own profiles' names where the manufacturer has set none, see `fhir-profiles/ig`: an address that nobody has.
pub const DEFAULT_BASE: &str = "https://heilsam.example/fhir";
const TEXT: &str = "StructureDefinition/consent-text";
const PROFILE: &str = "StructureDefinition/consent";
const FILE_PROFILE: &str = "StructureDefinition/consent-file";
const URN: &str = "urn:ietf:rfc:3986";
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
    #[must_use]
    pub fn to_fhir(&self, format: Format) -> String {
        match format {
            Format::Json => self.write(JsonWriter::default()),
            Format::Xml => self.write(XmlWriter::default()),
        }
    }

    fn write<W: Writer>(&self, mut writer: W) -> String {
        let patient = derive(Uuid::from_bytes(self.account.to_bytes()), "patient");
        writer.begin_root("Bundle");
        let id = derive(patient, &format!("consents/{}", instant(self.made_at)));
        head(&mut writer, id, &self.own(FILE_PROFILE));
        writer.token("type", "collection");
        writer.token("timestamp", &instant(self.made_at));
        if !self.receipts.is_empty() {
            writer.list("entry", self.receipts.iter().zip(0..), |writer, (receipt, number)| {
                let role = format!("consent/{number}/{}", instant(receipt.consent.at));
                let id = derive(patient, &role);
                writer.token("fullUrl", Urn::new(id).as_str());
                writer.resource("Consent", |writer| self.write_consent(writer, receipt, id, patient));
            });
        }
        writer.end_root();
        writer.take()
    }

    fn write_consent<W: Writer>(&self, writer: &mut W, receipt: &ConsentReceipt, id: Uuid, patient: Uuid) {
        let consent = &receipt.consent;
        let given = consent.action == ConsentAction::Given;
        head(writer, id, &self.own(PROFILE));
        writer.begin_list("extension");
        writer.extension(&self.own(TEXT), |writer| {
            writer.begin_list("extension");
            writer.extension("version", |writer| writer.text("valueString", &consent.text_version));
            writer.extension("sha384", |writer| writer.text("valueString", &consent.text_sha384));
            if !receipt.signature.is_empty() {
                writer.extension("signature", |writer| writer.text("valueBase64Binary", &receipt.signature));
            }
            writer.end_list("extension");
        });
        writer.end_list("extension");
        writer.list("identifier", [id], |writer, id| {
            writer.token("system", URN);
            writer.token("value", Urn::new(id).as_str());
        });
        writer.token("status", if given { "active" } else { "inactive" });
        concept(writer, "scope", &[PRIVACY]);
        writer.list("category", [CONSENT_DOCUMENT], |writer, category| {
            writer.list("coding", [category], coding_parts);
        });
        writer.object("patient", |writer| writer.token("reference", Urn::new(patient).as_str()));
        writer.token("dateTime", &instant(consent.at));
        writer.list("organization", [&self.manufacturer], |writer, name| writer.text("display", name));
        writer.list("policy", [LAW], |writer, law| writer.token("uri", law));
        writer.object("provision", |writer| {
            writer.token("type", if given { "permit" } else { "deny" });
            writer.list("purpose", [consent.purpose], |writer, purpose| {
                writer.token("system", &self.own(PURPOSES));
                writer.token("code", purpose.as_str());
            });
        });
    }
}

fn head<W: Writer>(writer: &mut W, id: Uuid, profile: &str) {
    writer.token("id", Urn::new(id).uuid());
    writer.object("meta", |writer| writer.text_list("profile", profile));
}
