//! The contract of a practice on the wire. It concerns the practice and no patient.

use heilsam_domain::contract::Cancellation;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// Everything of the page about the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContractPage {
    /// The other side.
    pub operator: OperatorFacts,
    /// What can be chosen.
    pub plans: Vec<Plan>,
    /// Certificates of the service, handed over with the contract (Anlage 31b BMV-Ä § 5(5)).
    pub certificates: Vec<Certificate>,
    /// Whether changes are confirmed by e-mail.
    pub mails: bool,
    /// Whether the chosen plan has a price that was not agreed on: the data were saved while nothing was charged.
    pub save_again: bool,
    /// The contract, if there is one.
    pub contract: Option<Contract>,
}

/// The operator as a party of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OperatorFacts {
    /// Name.
    pub name: String,
    /// Street, postcode and town; empty if the operator names none.
    pub address: String,
    /// Where questions go; empty if the operator names none.
    pub email: String,
    /// Creditor identifier for direct debits; empty if nothing is charged.
    pub creditor_id: String,
}

/// What a practice pays for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Plan {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Euro cents per month, taxes included; 0 is free.
    pub cents_per_month: u32,
    /// What it contains, in words; may be empty.
    #[serde(default)]
    pub about: String,
}

/// A certificate of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Certificate {
    /// What it says.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The last day on which it is valid.
    pub valid_until: Date,
    /// What it is for.
    pub kind: CertificateKind,
    /// Its number; may be empty.
    pub number: String,
}

/// What a certificate of the service is for. Source: Anlage 31b BMV-Ä § 5(2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CertificateKind {
    /// Letter a: security of information technology.
    Security,
    /// Letter b: data protection.
    Privacy,
    /// Letter c: the provider's own declaration.
    Declaration,
    /// Anything else.
    #[default]
    Other,
}

/// The file of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CertificateFile {
    /// PDF.
    pub content: Bytes,
}

/// A contract that runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Contract {
    /// Who, and what for.
    pub data: ContractData,
    /// Its first day.
    pub begun_on: Date,
    /// Notice that was given and not taken back.
    pub cancellation: Option<Cancellation>,
}

/// What the practice says about itself. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContractData {
    /// Name of the practice.
    pub practice: String,
    /// Street, postcode, town.
    pub address: String,
    /// Who signs.
    pub doctor: String,
    /// Where confirmations go.
    pub email: String,
    /// May be empty.
    pub phone: String,
    /// Id of the plan.
    pub plan: String,
    /// The account that is charged; empty for a free plan.
    #[serde(default)]
    pub iban: String,
}

impl std::fmt::Debug for ContractData {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ContractData({})", self.plan)
    }
}

/// What became of a step, and whether the confirmation left by e-mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContractChanged {
    /// The contract now.
    pub contract: Contract,
    /// Whether the mail server took the confirmation.
    pub confirmed: bool,
    /// Whether it did not take it yet, and is asked again.
    #[serde(default)]
    pub follows: bool,
}
