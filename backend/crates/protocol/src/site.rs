//! What this installation is.

use heilsam_domain::DeploymentId;
use serde::{Deserialize, Serialize};

/// Public facts that the front ends need before anybody logs in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Site {
    /// Part of what every envelope is bound to.
    pub deployment_id: DeploymentId,
    /// Name of the operator as shown in the imprint.
    pub operator: String,
    /// Street, postcode and town of the operator; absent if the operator names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operator_address: String,
    /// Where practices write to; absent if the operator names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operator_email: String,
    /// Where practices call; absent if the operator names none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub operator_phone: String,
    /// Country where the data lie, ISO 3166-1 alpha-2.
    pub hosting_country: String,
    /// Version of the server.
    pub version: String,
    /// Whether this is a demonstration with made-up data.
    pub demo: bool,
    /// Facts of the DiGA that exports name.
    pub diga: DigaFacts,
    /// Intended purpose, as the imprint shows it; empty from servers that do not tell.
    #[serde(default)]
    pub purpose: String,
    /// Where the own FHIR profiles are published: the beginning of their names, no slash at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profiles: Option<String>,
    /// The way into the electronic patient record; absent where the operator has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub epa: Option<EpaFacts>,
    /// Recorders of device manufacturers from which patients may fetch readings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recorders: Vec<RecorderFacts>,
    /// Whether the operator sends invitations by e-mail.
    #[serde(default)]
    pub mail: bool,
    /// Whether the operator sends invitations by SMS.
    #[serde(default)]
    pub sms: bool,
    /// What one SMS costs the practice, in euro cents.
    #[serde(default)]
    pub sms_cents: u32,
    /// Whether doctors register without a code of the operator.
    #[serde(default)]
    pub doctor_registration: bool,
}

/// A telematics client: devices hand documents to it, this server never sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct EpaFacts {
    /// Its origin, for example `https://epa.heilsam.example`.
    pub origin: String,
    /// Whether it only plays a patient record, for tests and demonstrations.
    pub stand_in: bool,
}

/// A recorder of device data (HDDT): devices fetch readings from it, this server never sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RecorderFacts {
    /// Name that people know.
    pub name: String,
    /// Origin of its authorization server, or of the operator's gateway before it.
    pub origin: String,
    /// Address of its FHIR server, without a slash at the end.
    pub fhir: String,
    /// Whether it only plays a recorder, for tests and demonstrations.
    pub stand_in: bool,
}

/// What identifies the product in exports. Source: MIO DiGA 1.1.0, `KBV_PR_MIO_DIGA_Device_DIGA`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DigaFacts {
    /// Name of the DiGA.
    pub name: String,
    /// DiGA-VE-ID of the listing.
    pub diga_ve_id: String,
    /// Pharmazentralnummer of the prescription unit.
    pub pzn: String,
    /// Name of the manufacturer.
    pub manufacturer: String,
}
