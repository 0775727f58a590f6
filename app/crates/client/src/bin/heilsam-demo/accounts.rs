//! The people of the demonstration, and how they get their accounts.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use data_encoding::BASE32_NOPAD;
use heilsam_client::client::{ConsentText, Delivery, InvitationDraft};
use heilsam_client::store::MemoryStore;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::vault::MemoryVault;
use heilsam_client::{Client, ClientError};
use heilsam_domain::{ActivationCode, EnrolmentCode, LoginName, Purpose, Role, WishedName};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::demo::{Demo, DemoAccount};
use jiff::{SignedDuration, Timestamp};

use crate::dossier;
use crate::entries::{self, DemoClient};
use crate::evidence;
use crate::outcome;
use crate::practice;
use crate::proof;
use crate::surroundings::Surroundings;
use crate::totp;

/// Role, page, wished login name and passphrase of everybody; the server puts digits behind the name.
const PEOPLE: [(Role, &str, &str, &str); 7] = [
    (Role::Patient, "/app/", "erika", "blauer Apfel tanzt leise"),
    (Role::Doctor, "/practice/", "dr-weber", "sieben Wolken lesen Zeitung"),
    (Role::Staff, "/practice/", "empfang", "warmer Regen zählt Treppen"),
    (Role::ManufacturerAuthor, "/manufacturer/", "hersteller", "grüner Kompass singt morgens"),
    (Role::ManufacturerReviewer, "/manufacturer/", "pruefung", "stiller Leuchtturm backt Brot"),
    (Role::Operator, "/practice/", "betrieb", "heller Amboss pflückt Birnen"),
    (Role::Operator, "/practice/", "betrieb-zwei", "kleiner Bahnhof liest Noten"),
];

/// The texts that the patient app shows, word by word, each with its version.
const CONSENTS: [(Purpose, &str, &str); 4] = [
    (
        Purpose::IntendedUse,
        "2026-2",
        include_str!("../../../../../../assets/legal/de/consent-intended-use.txt"),
    ),
    (
        Purpose::EvidenceOfEffect,
        "2026-1",
        include_str!("../../../../../../assets/legal/de/consent-evidence-of-effect.txt"),
    ),
    (
        Purpose::OutcomeReporting,
        "2026-2",
        include_str!("../../../../../../assets/legal/de/consent-outcome-reporting.txt"),
    ),
    (
        Purpose::Remuneration,
        "2026-1",
        include_str!("../../../../../../assets/legal/de/consent-remuneration.txt"),
    ),
];

/// How long the demonstration's invitation is open.
const OPEN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// An invitation that closes earlier than in this time is renewed.
const FRESH: SignedDuration = SignedDuration::from_hours(24);

/// Makes everything at one server.
pub struct Maker {
    pub server: String,
    pub data: PathBuf,
    pub heilsam: PathBuf,
    pub database_url: Option<String>,
    /// Whether the automatic checks run.
    pub evidence: bool,
    /// Reports of tests that they read.
    pub reports: Option<PathBuf>,
    /// How the invitation went to the patient.
    pub delivery: Option<Delivery>,
    /// How many days the patient's diary has.
    pub days: u32,
    /// Whether the patient's course is over.
    pub course_is_over: bool,
}

impl Maker {
    /// Finds or makes the accounts; the activation code is always a new one.
    pub async fn make(&self, known: Option<Demo>) -> Result<Demo> {
        let found = match known.filter(|demo| demo.accounts.len() == PEOPLE.len()) {
            Some(demo) => self.find(demo).await?,
            None => None,
        };
        let mut demo = match found {
            Some(demo) => demo,
            None => self.make_all().await?,
        };
        demo.activation_code = Some(activation_code(&Surroundings::default())?.expose().to_owned());
        Ok(demo)
    }

    /// The accounts of the time before, if this server still has them; with an invitation that is open.
    async fn find(&self, mut demo: Demo) -> Result<Option<Demo>> {
        let Some(doctor) = demo.accounts.iter().find(|account| account.role == Role::Doctor) else {
            return Ok(None);
        };
        let (client, _) = self.client()?;
        let name = LoginName::parse(&doctor.login_name)?;
        if !client.passphrase_fits(&name, &doctor.passphrase).await? {
            return Ok(None);
        }
        if !log_in(&client, doctor).await? {
            // The codes of this minute are used up by starts just before: what they left is still good.
            return Ok(Some(demo));
        }
        let now = client.now();
        let open = client.invitations().await?.into_iter().find(|invitation| {
            invitation.state.is_open()
                && invitation.link == demo.invitation
                && invitation.closes_at.duration_since(now) > FRESH
        });
        if open.is_none() {
            (demo.invitation, demo.join_code) = invite(&client, self.delivery).await?;
        }
        client.log_out().await?;
        Ok(Some(demo))
    }

    async fn make_all(&self) -> Result<Demo> {
        let mut demo = Demo::default();
        let (mut doctors, mut operators) = (Vec::new(), Vec::new());
        for (role, page, name, passphrase) in PEOPLE {
            let (client, clock) = self.client()?;
            let (login_name, totp_secret) = self.register(&client, &clock, role, name, passphrase).await?;
            let mut recovery_code = None;
            match role {
                Role::Patient => {
                    entries::write(&client, &clock, self.days).await?;
                    if self.course_is_over {
                        outcome::finish_course(&client, 0).await?;
                    }
                    recovery_code = Some(client.make_recovery_sheet().await?.expose_grouped());
                }
                Role::Doctor => {
                    practice::found(&client).await?;
                    (demo.invitation, demo.join_code) = invite(&client, self.delivery).await?;
                }
                Role::Staff => {
                    let doctor = doctors.first().context("staff come after their doctor")?;
                    practice::join(doctor, &client).await?;
                }
                Role::ManufacturerAuthor => {
                    dossier::write(&client).await?;
                    if self.evidence {
                        evidence::run(self, &client).await?;
                    }
                }
                Role::ManufacturerReviewer => dossier::review(&client).await?,
                Role::Operator => {}
            }
            match role {
                Role::Doctor => doctors.push(client),
                Role::Operator => operators.push(client),
                Role::Patient | Role::Staff | Role::ManufacturerAuthor | Role::ManufacturerReviewer => {
                    client.log_out().await?;
                }
            }
            demo.accounts.push(DemoAccount {
                role,
                page: page.to_owned(),
                login_name,
                passphrase: passphrase.to_owned(),
                totp_secret,
                recovery_code,
            });
        }
        for doctor in &doctors {
            proof::prove(doctor, &operators).await?;
        }
        for client in doctors.iter().chain(&operators) {
            client.log_out().await?;
        }
        Ok(demo)
    }

    /// Gives the login name with its digits, and the secret of the one-time codes in base32.
    pub async fn register(
        &self,
        client: &DemoClient,
        clock: &Surroundings,
        role: Role,
        name: &str,
        passphrase: &str,
    ) -> Result<(String, String)> {
        let texts = CONSENTS.map(|(purpose, version, text)| ConsentText { purpose, version, text });
        let started = match role {
            Role::Patient => client.begin_with_activation_code(&activation_code(clock)?).await?,
            _ => client.begin_with_enrolment_code(&self.enrolment_code(role)?).await?,
        };
        let begun = client.begin_passphrase(&started, &WishedName::parse(name)?, passphrase).await?;
        let code = totp::code(begun.totp_secret(), client.now(), 0);
        let made = client.finish_with_passphrase(&started, &begun, &code, &texts).await;
        made.with_context(|| format!("the account {name} cannot be made"))?;
        Ok((begun.login_name().expose().to_owned(), begun.totp_base32()))
    }

    /// A client with nobody logged in, and its clock.
    pub fn client(&self) -> Result<(DemoClient, Surroundings)> {
        let clock = Surroundings::default();
        let transport = NativeTransport::new(&self.server)?;
        Ok((Client::new(transport, MemoryStore::default(), MemoryVault::default(), clock.clone()), clock))
    }

    /// Asks the server program for a code, as an operator would.
    fn enrolment_code(&self, role: Role) -> Result<EnrolmentCode> {
        let mut command = Command::new(&self.heilsam);
        command.args(["account", "invite", "--role", role.as_str(), "--data"]).arg(&self.data);
        if let Some(url) = &self.database_url {
            command.args(["--database-url", url]);
        }
        let output = command.output().with_context(|| format!("{} does not run", self.heilsam.display()))?;
        if !output.status.success() {
            bail!("no enrolment code for {role}: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        let text = String::from_utf8_lossy(&output.stdout);
        let last = text.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        EnrolmentCode::parse(last).context("the server program printed something that is no enrolment code")
    }
}

/// A code of the test insurer (prefix 77) that nobody has redeemed.
fn activation_code(clock: &Surroundings) -> Result<ActivationCode> {
    Ok(ActivationCode::from_parts(*b"77", clock.random())?)
}

async fn invite(client: &DemoClient, delivery: Option<Delivery>) -> Result<(Option<String>, Option<String>)> {
    let opens_at: Timestamp = client.now();
    let draft = InvitationDraft {
        name: "Erika Mustermann".to_owned(),
        remark: "Blutdruckkontrolle".to_owned(),
        opens_at,
        closes_at: opens_at + OPEN,
        delivery,
        appointment: None,
        doctor: None,
    };
    let made = client.invite(&draft).await?;
    Ok((made.link, made.join_code))
}

/// Each one-time code opens once: after a quick restart the next one is due. `false`: both were used.
async fn log_in(client: &DemoClient, account: &DemoAccount) -> Result<bool> {
    let Ok(secret) = BASE32_NOPAD.decode(account.totp_secret.as_bytes()) else { return Ok(false) };
    for ahead in [0, 1] {
        let code = totp::code(&secret, client.now(), ahead);
        match client.login_with_passphrase(&account.login_name, &account.passphrase, &code).await {
            Ok(()) => return Ok(true),
            Err(ClientError::Refused(problem)) if problem.code == ProblemCode::LoginRefused => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}
