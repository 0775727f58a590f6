//! Reading and checking the configuration.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use heilsam_compliance::{HostingCountry, HostingRefused};
use toml::Table;

use super::{
    Config, ConfigDraft, Epa, LONGEST_RETENTION_DAYS, Operator, Server, environment, invoice, practice, push,
};
use crate::account::insurer::message::{DigaId, Ik};

/// Largest file that is read.
const FILE_BYTES: u64 = 256 * 1024;

/// Why the server does not start with this configuration.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration {path} cannot be read: {reason}")]
    File {
        /// Which file.
        path: String,
        /// Why.
        reason: String,
    },
    /// Not TOML, an unknown key, or a value of the wrong kind.
    #[error("the configuration is wrong: {0}")]
    Form(String),
    /// The hosting country.
    #[error("operator.hosting_country: {0}")]
    Hosting(#[from] HostingRefused),
    /// The public origin.
    #[error("server.public_origin: expected https://HOST or, for localhost only, http://localhost:PORT")]
    Origin,
    /// A token without the listener that asks for it.
    #[error("server.admin_token_file needs server.admin_listen")]
    AdminListen,
    /// The origin of the telematics client.
    #[error("epa.origin: expected https://HOST or, for localhost only, http://localhost:PORT")]
    EpaOrigin,
    /// No address that profiles can be published at.
    #[error("diga.profiles: expected an address such as https://HOST/fhir")]
    Profiles,
    /// A recorder without a name, or with addresses that are none.
    #[error("hddt.recorders: expected a name, origin = https://HOST, and fhir = https://HOST/PATH")]
    Recorder,
    /// A number is out of range.
    #[error("{key}: must be between {min} and {max}")]
    Range {
        /// Which key.
        key: &'static str,
        /// Smallest value.
        min: u32,
        /// Largest value.
        max: u32,
    },
    /// `video.turn_urls` without `video.turn_secret`.
    #[error("video.turn_urls needs video.turn_secret")]
    TurnSecret,
    /// The mail server.
    #[error(
        "mail.host needs mail.from (an address), user and password together, and mail.security = \"none\" only for this machine"
    )]
    Mail,
    /// The SMS gateway.
    #[error("sms.url: expected https://HOST/PATH or, for this machine only, http://localhost:PORT/PATH")]
    Sms,
    /// Push messages.
    #[error(
        "push.contact: expected mailto:ADDRESS or https://HOST; push.services: expected https://HOST, https://*.HOST, or http://localhost:PORT"
    )]
    Push,
    /// Plans without an id, or with the same one.
    #[error("contract.plans: expected at least one plan, each with an id of its own")]
    Plans,
    /// Invoices without something that has to stand on them.
    #[error(
        "invoice.tax_number needs operator.name, contract.address, invoice.creditor_id, invoice.iban, a prefix of letters, digits and hyphens, tax_percent below 100 (0 with tax_note) and days_to_pay from 1 to 90"
    )]
    Invoice,
    /// `insurer.directory` without the numbers that questions carry.
    #[error(
        "insurer.directory needs insurer.manufacturer_ik (nine digits) and insurer.diga_id (five digits)"
    )]
    Insurer,
}

/// What the command line sets.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--listen`
    pub listen: Option<SocketAddr>,
    /// `--data`
    pub data: Option<PathBuf>,
    /// `--database-url`
    pub database_url: Option<String>,
    /// `--dist`
    pub dist: Option<PathBuf>,
    /// `--demo`
    pub demo: bool,
}

/// Reads the file, if there is one, then the environment, then the command line.
///
/// # Errors
/// [`ConfigError`] says what to change.
pub fn load(
    file: Option<&Path>,
    environment: impl Iterator<Item = (String, String)>,
    overrides: Overrides,
) -> Result<Config, ConfigError> {
    let text = file.map(read_file).transpose()?.unwrap_or_default();
    parse(&text, environment, overrides)
}

/// The same from the text of a file.
///
/// # Errors
/// [`ConfigError`] says what to change.
pub fn parse(
    text: &str,
    environment: impl Iterator<Item = (String, String)>,
    overrides: Overrides,
) -> Result<Config, ConfigError> {
    let mut table: Table =
        text.parse().map_err(|error: toml::de::Error| ConfigError::Form(error.to_string()))?;
    for (name, value) in environment {
        environment::set(&mut table, &name, &value)?;
    }
    let draft: ConfigDraft = table.try_into().map_err(|error| ConfigError::Form(error.to_string()))?;
    check(draft, overrides)
}

fn read_file(path: &Path) -> Result<String, ConfigError> {
    let failed = |reason: String| ConfigError::File { path: path.display().to_string(), reason };
    let size = std::fs::metadata(path).map_err(|error| failed(error.to_string()))?.len();
    if size > FILE_BYTES {
        return Err(failed("larger than 256 KiB".to_owned()));
    }
    std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))
}

fn check(draft: ConfigDraft, overrides: Overrides) -> Result<Config, ConfigError> {
    let hosting_country = HostingCountry::parse(&draft.operator.hosting_country)?;
    let listen = overrides.listen.unwrap_or(draft.server.listen);
    let data = overrides.data.unwrap_or(draft.server.data);
    let own_database = || format!("sqlite:{}", data.join("heilsam.db").display());
    let public_origin =
        draft.server.public_origin.unwrap_or_else(|| format!("http://localhost:{}", listen.port()));
    let public_origin = public_origin.trim_end_matches('/').to_owned();
    if !is_origin(&public_origin) {
        return Err(ConfigError::Origin);
    }
    if draft.server.admin_token_file.is_some() && draft.server.admin_listen.is_none() {
        return Err(ConfigError::AdminListen);
    }
    let epa = Epa { origin: draft.epa.origin.map(|it| it.trim_end_matches('/').to_owned()), ..draft.epa };
    if epa.origin.as_deref().is_some_and(|origin| !is_origin(origin)) {
        return Err(ConfigError::EpaOrigin);
    }
    if draft.diga.profiles.as_deref().is_some_and(|base| origin_of(base).is_none()) {
        return Err(ConfigError::Profiles);
    }
    let mut hddt = draft.hddt;
    for recorder in &mut hddt.recorders {
        let bare = |address: &str| address.trim_end_matches('/').to_owned();
        (recorder.origin, recorder.fhir) = (bare(&recorder.origin), bare(&recorder.fhir));
        if !is_origin(&recorder.origin)
            || origin_of(&recorder.fhir).is_none()
            || recorder.name.trim().is_empty()
        {
            return Err(ConfigError::Recorder);
        }
    }
    let (limits, sessions, video, audit) = (draft.limits, draft.sessions, draft.video, draft.audit);
    let insurer = draft.insurer;
    if insurer.directory.is_some() {
        Ik::parse(&insurer.manufacturer_ik).ok_or(ConfigError::Insurer)?;
        DigaId::parse(&insurer.diga_id).ok_or(ConfigError::Insurer)?;
    }
    range("limits.requests_per_minute", limits.requests_per_minute, 10, 10_000_000)?;
    range("limits.logins_per_minute", limits.logins_per_minute, 1, 1_000_000)?;
    range("limits.doctor_registrations_per_hour", limits.doctor_registrations_per_hour, 1, 100_000)?;
    let (accounts, per_hour) = (draft.accounts, "accounts.open_registrations_per_hour");
    range(per_hour, accounts.open_registrations_per_hour, 1, 100_000)?;
    range("limits.lookups_per_minute", limits.lookups_per_minute, 1, 1_000_000)?;
    range("limits.sockets_per_minute", limits.sockets_per_minute, 1, 10_000_000)?;
    range("limits.requests_at_once", limits.requests_at_once, 1, 100_000)?;
    range("limits.request_seconds", limits.request_seconds, 1, 600)?;
    range("limits.connections_at_once", limits.connections_at_once, 1, 100_000)?;
    range("limits.head_seconds", limits.head_seconds, 1, 600)?;
    range("sessions.idle_minutes_patient", sessions.idle_minutes_patient, 1, 240)?;
    range("sessions.idle_minutes_others", sessions.idle_minutes_others, 1, 240)?;
    range("sessions.absolute_hours", sessions.absolute_hours, 1, 24)?;
    range("video.retention_days", video.retention_days, 1, LONGEST_RETENTION_DAYS)?;
    range("audit.anchor_every", audit.anchor_every, 1, 1_000_000)?;
    practice::check(&draft.mail, &draft.sms, &draft.contract)?;
    push::check(&draft.push)?;
    invoice::check(&draft.invoice, &draft.operator.name, &draft.contract.address)?;
    if !video.turn_urls.is_empty() && video.turn_secret.is_none() {
        return Err(ConfigError::TurnSecret);
    }
    Ok(Config {
        server: Server {
            listen,
            admin_listen: draft.server.admin_listen,
            admin_token_file: draft.server.admin_token_file,
            public_origin,
            database_url: overrides.database_url.or(draft.server.database_url).unwrap_or_else(own_database),
            data,
            dist: overrides.dist.or(draft.server.dist),
            dist_before: draft.server.dist_before,
            demo: overrides.demo || draft.server.demo,
            proxy: draft.server.proxy,
        },
        operator: Operator { name: draft.operator.name, hosting_country },
        diga: draft.diga,
        epa,
        hddt,
        limits,
        accounts,
        sessions,
        video,
        card: draft.card,
        audit,
        insurer,
        mail: draft.mail,
        sms: draft.sms,
        push: draft.push,
        contract: draft.contract,
        invoice: draft.invoice,
    })
}

fn range(key: &'static str, value: u32, min: u32, max: u32) -> Result<(), ConfigError> {
    if (min..=max).contains(&value) { Ok(()) } else { Err(ConfigError::Range { key, min, max }) }
}

fn is_origin(origin: &str) -> bool {
    let host_fits = |host: &str| {
        !host.is_empty()
            && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':'))
    };
    match origin.split_once("://") {
        Some(("https", host)) => host_fits(host),
        Some(("http", host)) => host == "localhost" || host.starts_with("localhost:") && host_fits(host),
        _ => false,
    }
}

/// The origin of an address, if it is one that pages may connect to.
pub fn origin_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split('/').next()?;
    let origin = address.get(..scheme.len() + 3 + host.len())?;
    let path = address.get(origin.len()..)?;
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte));
    (plain && is_origin(origin)).then_some(origin)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str, environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let environment = environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        parse(text, environment, Overrides::default())
    }

    #[test]
    fn nothing_at_all_gives_the_embedded_defaults() {
        let config = with("", &[]).unwrap();
        assert_eq!(config.server.database_url, "sqlite:data/heilsam.db");
        assert_eq!(config.server.public_origin, "http://localhost:8080");
        assert!(!config.server.demo);
    }

    #[test]
    fn a_token_needs_the_listener_that_asks_for_it() {
        let token = "[server]\nadmin_token_file = \"token\"\n";
        assert!(matches!(with(token, &[]), Err(ConfigError::AdminListen)));
        assert!(with(&format!("{token}admin_listen = \"127.0.0.1:9000\""), &[]).is_ok());
    }

    #[test]
    fn the_telematics_client_has_an_origin_and_nothing_more() {
        let origin =
            |text: &str| with(&format!("[epa]\norigin = \"{text}\""), &[]).map(|config| config.epa.origin);
        assert_eq!(origin("https://epa.example/").unwrap().as_deref(), Some("https://epa.example"));
        for wrong in ["epa.example", "http://epa.example", "https://epa.example/x", "https://a; script-src *"]
        {
            assert!(matches!(origin(wrong), Err(ConfigError::EpaOrigin)), "{wrong}");
        }
    }

    #[test]
    fn profiles_are_published_below_the_public_origin_unless_another_address_is_set() {
        let base = |text: &str| with(text, &[]).map(|config| config.profiles_base());
        assert_eq!(base("").unwrap(), "http://localhost:8080/fhir");
        assert_eq!(
            base("[server]\npublic_origin = \"https://d.example\"").unwrap(),
            "https://d.example/fhir"
        );
        assert_eq!(base("[diga]\nprofiles = \"https://p.example/r4/\"").unwrap(), "https://p.example/r4");
        for wrong in ["p.example", "https://p.example/\\\"", "https://p.example/?x"] {
            assert!(
                matches!(base(&format!("[diga]\nprofiles = \"{wrong}\"")), Err(ConfigError::Profiles)),
                "{wrong}"
            );
        }
    }

    #[test]
    fn a_recorder_has_a_name_an_origin_and_an_address() {
        let read = |fhir: &str| {
            let value = format!("[{{name=\"Cuff\",origin=\"https://a.example/\",fhir=\"{fhir}\"}}]");
            with("", &[("HEILSAM_HDDT__RECORDERS", &value)]).map(|config| config.hddt.recorders)
        };
        let recorders = read("https://b.example/fhir/r4/").unwrap();
        assert_eq!(
            (recorders[0].origin.as_str(), recorders[0].fhir.as_str()),
            ("https://a.example", "https://b.example/fhir/r4")
        );
        assert_eq!(origin_of(&recorders[0].fhir), Some("https://b.example"));
        for wrong in
            ["b.example", "https://b.example/fhir; script-src *", "http://b.example/fhir", "https://"]
        {
            assert!(matches!(read(wrong), Err(ConfigError::Recorder)), "{wrong}");
        }
    }

    /// The bounds are numbers here, not the constant: whoever changes it finds this.
    #[test]
    fn metadata_of_a_consultation_stay_for_three_months_at_most() {
        let days = |days: u32| with(&format!("[video]\nretention_days = {days}"), &[]);
        assert_eq!(days(58).unwrap().video.retention_days, 58, "with 31 days of an open room");
        for wrong in [0, 59] {
            let error = days(wrong).unwrap_err();
            assert!(
                matches!(error, ConfigError::Range { key: "video.retention_days", min: 1, max: 58 }),
                "{error}"
            );
        }
    }

    #[test]
    fn an_unknown_key_refuses_to_start_and_is_named() {
        for text in ["[server]\nlisten_on = 1", "[servre]", "speed = 9"] {
            let error = with(text, &[]).unwrap_err().to_string();
            assert!(error.contains("unknown field"), "{error}");
        }
        let error = with("", &[("HEILSAM_SERVER__LISTEN_ON", "1")]).unwrap_err().to_string();
        assert!(error.contains("listen_on"), "{error}");
        assert!(with("", &[("HEILSAM_LISTEN", "1")]).is_err());
    }

    #[test]
    fn a_hosting_country_outside_the_ordinance_refuses_to_start_with_the_reason() {
        let error = with("[operator]\nhosting_country = \"US\"", &[]).unwrap_err().to_string();
        assert!(error.contains("§ 4(3) DiGAV"), "{error}");
    }

    #[test]
    fn the_environment_overrides_the_file_and_the_command_line_overrides_both() {
        let file = "[server]\nlisten = \"127.0.0.1:1\"\n[limits]\nlogins_per_minute = 5";
        let environment =
            [("HEILSAM_SERVER__LISTEN", "127.0.0.1:2"), ("HEILSAM_LIMITS__LOGINS_PER_MINUTE", "7")];
        let config = with(file, &environment).unwrap();
        assert_eq!(config.server.listen.port(), 2);
        assert_eq!(config.limits.logins_per_minute, 7);
        let overrides = Overrides { listen: Some(([127, 0, 0, 1], 3).into()), ..Overrides::default() };
        let config = parse(file, std::iter::empty(), overrides).unwrap();
        assert_eq!(config.server.public_origin, "http://localhost:3");
    }

    #[test]
    fn plain_http_is_for_localhost_only() {
        for origin in
            ["http://heilsam.example", "heilsam.example", "https://", "https://a/b", "http://localhost.evil"]
        {
            let text = format!("[server]\npublic_origin = \"{origin}\"");
            assert!(matches!(with(&text, &[]), Err(ConfigError::Origin)), "{origin}");
        }
        assert!(with("[server]\npublic_origin = \"https://heilsam.example/\"", &[]).is_ok());
    }

    #[test]
    fn impossible_numbers_are_refused_with_their_range() {
        let error = with("[sessions]\nabsolute_hours = 1000", &[]).unwrap_err().to_string();
        assert_eq!(error, "sessions.absolute_hours: must be between 1 and 24");
    }
}
