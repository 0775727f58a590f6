//! E-mail over SMTP.

use std::time::Duration;

use anyhow::Context;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::{Category, Code};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

use super::NotSent;
use crate::config::{Mail, MailSecurity};

/// Longest wait for the mail server.
const PATIENCE: Duration = Duration::from_secs(15);
const CALENDAR: &str = "text/calendar; charset=utf-8; method=PUBLISH";

/// A line to a mail server.
pub struct MailLine {
    from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

/// A message; `calendar` is an iCalendar file for the person's calendar program.
pub struct Letter {
    /// Whom to.
    pub to: Address,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// A file to attach.
    pub calendar: Option<String>,
}

impl MailLine {
    /// As the configuration says; `None` if there is no host.
    ///
    /// # Errors
    /// What to change, in words.
    pub fn from_config(mail: &Mail) -> anyhow::Result<Option<Self>> {
        let Some(host) = &mail.host else { return Ok(None) };
        let from = mail.from.parse().context("mail.from is no address")?;
        let tls = match mail.security {
            MailSecurity::None => Tls::None,
            MailSecurity::Starttls => Tls::Required(parameters(host, mail)?),
            MailSecurity::Tls => Tls::Wrapper(parameters(host, mail)?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host.as_str())
            .port(mail.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let (Some(user), Some(password)) = (&mail.user, &mail.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Some(Self { from, transport: builder.build() }))
    }

    /// Sends a message.
    ///
    /// # Errors
    /// [`NotSent`].
    pub async fn send(&self, letter: Letter) -> Result<(), NotSent> {
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, letter.to))
            .subject(letter.subject)
            .message_id(None);
        let text = SinglePart::plain(letter.text);
        let message = match letter.calendar {
            Some(file) => {
                let kind = ContentType::parse(CALENDAR).map_err(|_| NotSent::Unavailable)?;
                let file = Attachment::new("Videosprechstunde.ics".to_owned()).body(file, kind);
                message.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
            }
            None => message.singlepart(text),
        };
        let message = message.map_err(|_| NotSent::Address)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let ours = error.status().is_some_and(refuses_login);
                let why = if error.is_permanent() && !ours { NotSent::Address } else { NotSent::Unavailable };
                // The error may repeat the address: only its kind is logged.
                tracing::warn!(%why, tls = error.is_tls(), timeout = error.is_timeout(), "a message was not sent");
                Err(why)
            }
        }
    }
}

/// Whether the mail server refuses us and not the address. Source: RFC 4954, section 6 (530 to 538).
fn refuses_login(code: Code) -> bool {
    code.category == Category::Unspecified3
}

fn parameters(host: &str, mail: &Mail) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = &mail.trust {
        let pem =
            std::fs::read(path).with_context(|| format!("mail.trust: {} cannot be read", path.display()))?;
        let certificate = Certificate::from_pem(&pem).context("mail.trust is no certificate in PEM")?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().context("mail.host cannot be reached over TLS")
}
