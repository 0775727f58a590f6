//! The configuration: a TOML file, overridden by the environment, overridden by the command line; checked as a whole.

mod accounts;
mod card;
mod document;
mod environment;
mod facts;
mod insurer;
mod invoice;
mod limits;
mod load;
mod practice;
mod push;

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use heilsam_compliance::HostingCountry;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use self::accounts::{Accounts, DoctorRegistration};
pub use self::card::Card;
pub use self::document::document;
pub use self::insurer::Insurer;
pub use self::invoice::Invoice;
pub use self::limits::Limits;
pub use self::load::{ConfigError, Overrides, load, origin_of, parse};
pub use self::practice::{CertificateDraft, ContractTerms, Mail, MailSecurity, Sms};
pub use self::push::Push;

/// The checked configuration.
#[derive(Debug, Clone)]
pub struct Config {
    /// Listening, data, database.
    pub server: Server,
    /// Who runs it, and where.
    pub operator: Operator,
    /// The DiGA.
    pub diga: Diga,
    /// The way into the electronic patient record.
    pub epa: Epa,
    /// Recorders of device data.
    pub hddt: Hddt,
    /// Limits.
    pub limits: Limits,
    /// Who may make an account.
    pub accounts: Accounts,
    /// How long sessions live.
    pub sessions: Sessions,
    /// Video consultations.
    pub video: Video,
    /// Electronic health professional cards.
    pub card: Card,
    /// The audit log.
    pub audit: Audit,
    /// Asking health insurers.
    pub insurer: Insurer,
    /// E-mail for practices and patients.
    pub mail: Mail,
    /// SMS for practices.
    pub sms: Sms,
    /// Push messages for patients.
    pub push: Push,
    /// The contract with practices.
    pub contract: ContractTerms,
    /// Invoices of the contract.
    pub invoice: Invoice,
}

/// The configuration as written. Unknown keys are refused.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigDraft {
    /// Listening, data, database.
    pub server: ServerDraft,
    /// Who runs the installation, and where.
    pub operator: OperatorDraft,
    /// Facts about the DiGA that exports name.
    pub diga: Diga,
    /// The way into the electronic patient record.
    pub epa: Epa,
    /// Recorders of device data.
    pub hddt: Hddt,
    /// Limits that protect the server and the accounts.
    pub limits: Limits,
    /// Who may make an account.
    pub accounts: Accounts,
    /// How long sessions live.
    pub sessions: Sessions,
    /// Video consultations.
    pub video: Video,
    /// Electronic health professional cards that prove a doctor.
    pub card: Card,
    /// The audit log.
    pub audit: Audit,
    /// Asking health insurers about activation codes.
    pub insurer: Insurer,
    /// E-mail that is sent for practices, and to patients who want it.
    pub mail: Mail,
    /// SMS that are sent for practices.
    pub sms: Sms,
    /// Push messages to browsers of patients who want them.
    pub push: Push,
    /// The contract with practices.
    pub contract: ContractTerms,
    /// Invoices of the contract, and their direct debits.
    pub invoice: Invoice,
}

/// Section `server` as written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ServerDraft {
    /// Address and port of the public listener. Behind a proxy that terminates TLS: an inner address.
    #[schemars(with = "String")]
    pub listen: SocketAddr,
    /// Address and port of the second listener: `/metrics` (Prometheus), `/health/live` and `/health/ready`, which ask for no login, and the administration if there is a token for it. Keep it unreachable from outside. Absent: no second listener.
    #[schemars(with = "Option<String>")]
    pub admin_listen: Option<SocketAddr>,
    /// File with the token of the administration: one line of 32 characters or more, not readable by everybody. Absent: no administration.
    pub admin_token_file: Option<PathBuf>,
    /// Origin under which browsers see the site, for example `https://heilsam.example`. Absent: `http://localhost` with the listening port.
    pub public_origin: Option<String>,
    /// Folder of the database, the key file and the demo accounts.
    pub data: PathBuf,
    /// `sqlite:PATH` or `postgres://user@host/name`. Absent: `heilsam.db` in the data folder.
    pub database_url: Option<String>,
    /// Folder of the built front ends. Absent: no pages, API only.
    pub dist: Option<PathBuf>,
    /// Folder of the front ends of the release before. What pages that are open still load from below `/assets/` is answered from there when this release has it no more. Absent: it is not answered, and such a page asks to be loaded again.
    pub dist_before: Option<PathBuf>,
    /// Demonstration with made-up data: serves demo accounts and accepts the published test activation codes.
    pub demo: bool,
    /// Whose word about the client's address counts.
    pub proxy: Proxy,
}

/// Section `server`, checked.
#[derive(Debug, Clone)]
pub struct Server {
    /// Public listener.
    pub listen: SocketAddr,
    /// Second listener.
    pub admin_listen: Option<SocketAddr>,
    /// File with the token of the administration.
    pub admin_token_file: Option<PathBuf>,
    /// Origin under which browsers see the site; no slash at the end.
    pub public_origin: String,
    /// Folder of database, key file and demo accounts.
    pub data: PathBuf,
    /// The database.
    pub database_url: String,
    /// Folder of the built front ends.
    pub dist: Option<PathBuf>,
    /// Folder of those of the release before.
    pub dist_before: Option<PathBuf>,
    /// Demonstration.
    pub demo: bool,
    /// Whose word about the client's address counts.
    pub proxy: Proxy,
}

/// Where the client's address comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Proxy {
    /// From the socket: no proxy in front.
    #[default]
    None,
    /// From the last entry of `X-Forwarded-For`: exactly one trusted proxy in front.
    ForwardedFor,
}

/// Section `operator` as written.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OperatorDraft {
    /// Name as shown in the imprint.
    pub name: String,
    /// Country in which all data lie, ISO 3166-1 alpha-2. Refused outside § 4(3) DiGAV.
    pub hosting_country: String,
}

/// Section `operator`, checked.
#[derive(Debug, Clone)]
pub struct Operator {
    /// Name as shown in the imprint.
    pub name: String,
    /// Country in which all data lie.
    pub hosting_country: HostingCountry,
}

/// Section `diga`. Source: MIO DiGA 1.1.0, `KBV_PR_MIO_DIGA_Device_DIGA`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Diga {
    /// Name of the DiGA.
    pub name: String,
    /// DiGA-VE-ID of the listing.
    pub diga_ve_id: String,
    /// Pharmazentralnummer of the prescription unit.
    pub pzn: String,
    /// Name of the manufacturer.
    pub manufacturer: String,
    /// Intended purpose by Article 2 No. 12 MDR, word by word as the application states it; shown in the imprint.
    pub purpose: String,
    /// Where the manufacturer publishes the own FHIR profiles, for example `https://heilsam.example/fhir`: the beginning of their names in exported files. Set it once and keep it: a profile that moves is another profile. Absent: `/fhir` below `server.public_origin`; this server publishes them there in any case.
    pub profiles: Option<String>,
}

/// Section `epa`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Epa {
    /// Origin of the telematics client to which devices hand documents, for example `https://epa.heilsam.example`. Pages may then connect to it. Absent: patients are not offered the transfer.
    pub origin: Option<String>,
    /// Whether that client only plays a patient record, for tests and demonstrations: the app then says so.
    pub stand_in: bool,
}

/// Section `hddt`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Hddt {
    /// Recorders of device manufacturers from which patients may fetch readings of blood pressure, each with `name`, `origin` and `fhir`. Pages may then connect to them. Empty: patients are not offered it.
    pub recorders: Vec<RecorderDraft>,
}

/// One of `hddt.recorders`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RecorderDraft {
    /// Name that people know.
    pub name: String,
    /// Origin of its authorization server, or of the operator's gateway that holds the certificate.
    pub origin: String,
    /// Address of its FHIR server.
    pub fhir: String,
    /// Whether it only plays a recorder, for tests and demonstrations.
    #[serde(default)]
    pub stand_in: bool,
}

/// Section `sessions`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sessions {
    /// Minutes without use after which a patient's session ends.
    pub idle_minutes_patient: u32,
    /// Minutes without use after which other sessions end.
    pub idle_minutes_others: u32,
    /// Hours after which every session ends.
    pub absolute_hours: u32,
}

/// Longest time after which metadata of a consultation are deleted, in days: a room is open for 31 days at most, and nothing may
/// stay for more than three months. Source: Anlage 31b BMV-Ä § 2(4).
pub const LONGEST_RETENTION_DAYS: u32 = 58;

/// Section `video`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Video {
    /// Days after its end after which the times and states of a consultation are deleted. At most 58: a waiting room is open for 31 days at most, and nothing may stay for more than three months.
    pub retention_days: u32,
    /// Whether a doctor must be proven to be one, by two operators or by a card and one operator, before a consultation. Only an installation whose operator knows its doctors otherwise, such as a hospital, may do without.
    pub doctor_proof: bool,
    /// Whether the server relays media itself.
    pub turn_embedded: bool,
    /// UDP port of the embedded relay; 0 takes any free port.
    pub turn_port: u16,
    /// Address of the embedded relay as participants see it. Absent: loopback, for demonstrations on one machine.
    #[schemars(with = "Option<String>")]
    pub turn_address: Option<IpAddr>,
    /// Relays run by somebody else, for example `turn:turn.example:3478`; must share `turn_secret`.
    pub turn_urls: Vec<String>,
    /// Secret shared with the other relays (`static-auth-secret` of coturn). Better set by `HEILSAM_VIDEO__TURN_SECRET`.
    pub turn_secret: Option<String>,
}

/// Section `audit`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Audit {
    /// File to which anchors of the audit log's end, and erasures of accounts, are appended, one JSON line each. Copy it to another machine, or keep it on a medium that only grows. Absent: anchors stand in the server's log only.
    pub anchor_file: Option<PathBuf>,
    /// Events from one anchor to the next; there is also one at every start and end of the server.
    pub anchor_every: u32,
}

impl Default for Audit {
    fn default() -> Self {
        Self { anchor_file: None, anchor_every: 100 }
    }
}

impl Default for ServerDraft {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            admin_listen: None,
            admin_token_file: None,
            public_origin: None,
            data: PathBuf::from("data"),
            database_url: None,
            dist: None,
            dist_before: None,
            demo: false,
            proxy: Proxy::None,
        }
    }
}

impl Default for OperatorDraft {
    fn default() -> Self {
        Self { name: "Heilsam".to_owned(), hosting_country: "DE".to_owned() }
    }
}

/// Purpose of the reference product.
const PURPOSE: &str = "Heilsam Blutdruck unterstützt erwachsene Personen mit essentieller Hypertonie (I10) dabei, ihren \
    Blutdruck zu messen, zu verstehen und die Behandlung mit der Ärztin oder dem Arzt zu besprechen.";

impl Default for Diga {
    fn default() -> Self {
        Self {
            name: "Heilsam Blutdruck".to_owned(),
            diga_ve_id: "00000000".to_owned(),
            pzn: "00000000".to_owned(),
            manufacturer: "Heilsam".to_owned(),
            purpose: PURPOSE.to_owned(),
            profiles: None,
        }
    }
}

impl Default for Sessions {
    fn default() -> Self {
        Self { idle_minutes_patient: 30, idle_minutes_others: 15, absolute_hours: 12 }
    }
}

impl Default for Video {
    fn default() -> Self {
        Self {
            retention_days: 7,
            doctor_proof: true,
            turn_embedded: true,
            turn_port: 3478,
            turn_address: None,
            turn_urls: Vec::new(),
            turn_secret: None,
        }
    }
}

impl Config {
    /// The beginning of the own FHIR profiles' names.
    #[must_use]
    pub fn profiles_base(&self) -> String {
        let own = || format!("{}/fhir", self.server.public_origin);
        self.diga.profiles.as_deref().map_or_else(own, |base| base.trim_end_matches('/').to_owned())
    }
}
