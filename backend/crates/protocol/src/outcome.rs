//! Outcome reporting: a blind token for each account and quarter, one hand-in for each token, the statistics of a quarter.
//!
//! Tokens are those of a verifiable oblivious pseudorandom function (RFC 9497, P384-SHA384, mode VOPRF): the server answers a
//! blinded serial number without seeing it, and proves that it used the key that it shows to everybody. Serial number and token,
//! which it sees at the hand-in, share no value with what it saw before.

use heilsam_domain::outcome::{Contribution, Quarter};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Bytes;

/// Length of a serial number.
pub const SERIAL_BYTES: usize = 32;
/// Length of a token: one value of SHA-384.
pub const TOKEN_BYTES: usize = 48;

/// The public key of a quarter: the same for everybody who asks, with a session or without.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct TokenKey {
    /// Which quarter.
    pub quarter: Quarter,
    /// A point of P-384, compressed, 49 bytes.
    pub public_key: Bytes,
    /// Last day on which numbers of the quarter are taken.
    pub closes: Date,
}

/// Asks for the token of an account for a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskForToken {
    /// Which quarter.
    pub quarter: Quarter,
    /// The blinded serial number: a point of P-384, compressed, 49 bytes. Asked again with the same one, the answer is the same.
    pub blinded: Bytes,
}

/// The server's half of a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BlindToken {
    /// The evaluated point, 49 bytes.
    pub evaluated: Bytes,
    /// Proof that the key of the quarter was used, 96 bytes.
    pub proof: Bytes,
}

/// The numbers of one course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HandIn {
    /// The serial number, 32 random bytes that only the device knew.
    pub serial: Bytes,
    /// What the function gives for it, 48 bytes.
    pub token: Bytes,
    /// The numbers.
    pub contribution: Contribution,
}

/// The statistics of a quarter, as Anlage 4 asks for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuarterReport {
    /// Which quarter.
    pub quarter: Quarter,
    /// Last day on which numbers are taken.
    pub closes: Date,
    /// Last day for handing the report in.
    pub due: Date,
    /// What can be told.
    pub standing: Standing,
}

/// What can be told of a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Numbers are still taken. Nothing is told before: two looks would tell of those who came in between.
    Collecting,
    /// Fewer than ten people handed in.
    TooFew,
    /// The numbers; they never change any more.
    Told {
        /// People whose course ended in the quarter and who handed in.
        users: u64,
        /// In the order of Anlage 4.
        rows: Vec<ReportRow>,
    },
}

/// A row of a dataset of Anlage 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ReportRow {
    /// Name in the catalogue, as `usage-1`.
    pub id: String,
    /// Week of the course from 1, for rows per week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<u8>,
    /// Who is counted.
    pub group: Group,
    /// The numbers; none where they would tell of fewer than ten people.
    pub numbers: Option<Numbers>,
}

/// Who is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Everybody.
    All,
    /// With those who broke off.
    WithDropouts,
    /// Without them.
    WithoutDropouts,
}

/// What a row holds; parts that Anlage 4 does not ask for, or that may not be told, are missing. Tenths of a unit are whole
/// numbers: 95 is 9.5.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Numbers {
    /// Anzahl.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Prozent, in tenths.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u64>,
    /// Mean, spread and quartiles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Summary>,
    /// Per answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerCount>,
    /// Promoters, passives, detractors (item 5 on satisfaction).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub net_promoter: Option<[Share; 3]>,
}

/// The seven numbers that Anlage 4 asks for, in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Summary {
    /// Mittelwert.
    pub mean: u64,
    /// Standardabweichung (of a sample, n − 1).
    pub standard_deviation: u64,
    /// Minimum.
    pub minimum: u64,
    /// Maximum.
    pub maximum: u64,
    /// Medianwert.
    pub median: u64,
    /// 25stes Perzentil.
    pub lower_quartile: u64,
    /// 75stes Perzentil.
    pub upper_quartile: u64,
}

/// How often an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AnswerCount {
    /// The answer.
    pub answer: u32,
    /// By how many.
    pub share: Share,
}

/// A part of all users.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Share {
    /// People.
    pub count: u64,
    /// Of all users, in tenths of a percent.
    pub percent: u64,
}
