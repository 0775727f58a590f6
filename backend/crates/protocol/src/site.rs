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
