//! Sections for practices: what the operator sends for them, and the contract with them.

use std::path::PathBuf;

use heilsam_protocol::contract::{CertificateKind, Plan};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ConfigError;
use crate::gateway::sms::is_address;

/// Section `mail`. Absent: no e-mail is sent, and nothing is offered that needs one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// Host of the SMTP server that takes messages. Absent: no e-mail is sent.
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is protected. `none` is for a mail server on this machine only.
    pub security: MailSecurity,
    /// Certificate (PEM) of an own authority that the mail server's certificate may come from.
    pub trust: Option<PathBuf>,
    /// Login at the mail server. Absent: none is asked for.
    pub user: Option<String>,
    /// Its password. Better set by `HEILSAM_MAIL__PASSWORD`.
    pub password: Option<String>,
    /// Sender, for example `Heilsam <video@heilsam.example>`.
    pub from: String,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MailSecurity {
    /// Begins in the clear and must change to TLS before anything is said (RFC 3207).
    #[default]
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Tls,
    /// Not at all.
    None,
}

/// Section `sms`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Sms {
    /// Address of the gateway, `https://HOST/PATH`; it gets `{"to", "text", "sender"}` as JSON by `POST` and answers with a status of 200 to 299. Absent: no SMS is sent.
    pub url: Option<String>,
    /// Sent as `Authorization: Bearer`. Better set by `HEILSAM_SMS__TOKEN`.
    pub token: Option<String>,
    /// Sender as the telephone shows it.
    pub sender: String,
    /// What one SMS costs the practice in euro cents, value added tax included; shown before it is sent, and on the invoice of the month where the practice has a contract with a mandate. 0: nothing.
    pub cents_per_message: u32,
}

/// Section `contract`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ContractTerms {
    /// Street, postcode and town of the operator, for contracts; shown in the imprint and the privacy notice.
    pub address: String,
    /// Where practices write to; shown in the imprint and the help for practices.
    pub email: String,
    /// Where practices call; shown in the imprint and the help for practices.
    pub phone: String,
    /// What practices can choose, each with `id`, `name`, `cents_per_month` and `about`.
    pub plans: Vec<Plan>,
    /// Certificates of the service (Anlage 31b BMV-Ä § 5(2)) that are handed over with the contract, each with `title`, `issuer`, `valid_until`, `file` (PDF, at most 2 MB), `kind` (`security`, `privacy`, `declaration` or `other`) and `number`. With numbers of both `security` and `privacy`, and an address, practices can make the confirmation for their association.
    pub certificates: Vec<CertificateDraft>,
}

/// One of `contract.certificates`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CertificateDraft {
    /// What it says.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The last day on which it is valid.
    pub valid_until: Date,
    /// The PDF.
    pub file: PathBuf,
    /// What it is for.
    #[serde(default)]
    pub kind: CertificateKind,
    /// Its number.
    #[serde(default)]
    pub number: String,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            host: None,
            port: 587,
            security: MailSecurity::Starttls,
            trust: None,
            user: None,
            password: None,
            from: String::new(),
        }
    }
}

impl Default for ContractTerms {
    fn default() -> Self {
        let basis = Plan {
            id: "basis".to_owned(),
            name: "Basis".to_owned(),
            cents_per_month: 0,
            about: "Videosprechstunden ohne Begrenzung der Termine.".to_owned(),
        };
        Self {
            address: String::new(),
            email: String::new(),
            phone: String::new(),
            plans: vec![basis],
            certificates: Vec::new(),
        }
    }
}

/// What the sections must hold to.
pub(super) fn check(mail: &Mail, sms: &Sms, contract: &ContractTerms) -> Result<(), ConfigError> {
    if let Some(host) = &mail.host {
        let own = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|it| it.is_loopback());
        if mail.from.parse::<lettre::message::Mailbox>().is_err()
            || (mail.security == MailSecurity::None && !own)
            || mail.user.is_some() != mail.password.is_some()
        {
            return Err(ConfigError::Mail);
        }
    }
    if sms.url.as_deref().is_some_and(|url| !is_address(url)) {
        return Err(ConfigError::Sms);
    }
    let mut ids: Vec<&str> = contract.plans.iter().map(|plan| plan.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() || ids.len() != contract.plans.len() || ids.contains(&"") {
        return Err(ConfigError::Plans);
    }
    Ok(())
}
