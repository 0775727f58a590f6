//! Asking an insurer over HTTP: one question as `multipart/form-data`, one answer.
//!
//! Real insurers take messages that are signed and encrypted with the certificates of the ITSG trust centre (Security
//! interface, PKCS#7). That envelope is not part of Heilsam yet: until it is, only endpoints of this machine are asked, so
//! that no code ever leaves it unprotected.

use std::net::IpAddr;
use std::time::Duration;

use async_trait::async_trait;
use heilsam_domain::ActivationCode;
use jiff::Timestamp;
use reqwest::redirect::Policy;
use url::Url;

use super::directory::{Directory, Insurer};
use super::message::{Answer, DigaId, Ik, LARGEST, Procedure, Question};
use super::{Confirmation, InsurerGateway, InsurerRefusal, judge};

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between the parts; occurs in no message, since messages hold digits, capitals and markup only.
const BOUNDARY: &str = "heilsam-part-7d3f";

/// Asks the insurers of a list.
pub struct InsurerLine {
    manufacturer: Ik,
    diga_id: DigaId,
    procedure: Procedure,
    directory: Directory,
    http: reqwest::Client,
}

/// Why there is no line.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// An endpoint that may not be asked.
    #[error("the insurer at {0} is not on this machine, and messages cannot be signed and encrypted yet")]
    Unprotected(String),
    /// This machine gives no HTTP client.
    #[error("no HTTP client for asking insurers")]
    Client(#[from] reqwest::Error),
}

impl InsurerLine {
    /// A line to the insurers of a list.
    ///
    /// # Errors
    /// [`LineError::Unprotected`] for an endpoint of another machine.
    pub fn new(
        manufacturer: Ik,
        diga_id: DigaId,
        procedure: Procedure,
        directory: Directory,
    ) -> Result<Self, LineError> {
        for endpoint in directory.endpoints() {
            if own_address(endpoint).is_none() {
                return Err(LineError::Unprotected(endpoint.to_owned()));
            }
        }
        // Neither a redirection nor a proxy may carry a code away from this machine.
        let http = reqwest::Client::builder().redirect(Policy::none()).no_proxy().build()?;
        Ok(Self { manufacturer, diga_id, procedure, directory, http })
    }

    async fn ask(&self, insurer: &Insurer, question: &Question) -> Option<Answer> {
        let request = self.http.post(own_address(&insurer.endpoint)?).timeout(PATIENCE);
        let request = request
            .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
            .body(self.form(insurer, question));
        let mut answer = request.send().await.ok().filter(|answer| answer.status().is_success())?;
        let mut body = Vec::new();
        while let Some(piece) = answer.chunk().await.ok()? {
            body.extend_from_slice(&piece);
            if body.len() > LARGEST {
                return None;
            }
        }
        Answer::read(std::str::from_utf8(&body).ok()?, question).ok()
    }

    fn form(&self, insurer: &Insurer, question: &Question) -> String {
        let xml = question.to_xml();
        let parts = [
            ("iksender", self.manufacturer.as_str()),
            ("ikempfaenger", insurer.office.as_str()),
            ("verfahren", self.procedure.as_str()),
            ("nutzdaten", xml.as_str()),
        ];
        let mut form = String::new();
        for (name, value) in parts {
            form.push_str(&format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        form.push_str(&format!("--{BOUNDARY}--\r\n"));
        form
    }
}

#[async_trait]
impl InsurerGateway for InsurerLine {
    async fn check(&self, code: &ActivationCode, _: Timestamp) -> Result<Confirmation, InsurerRefusal> {
        // A prefix that no insurer has cannot be redeemed, whoever is asked.
        let insurer = self.directory.find(code.insurer_prefix()).ok_or(InsurerRefusal::NotAccepted)?;
        let question = Question {
            manufacturer: self.manufacturer.clone(),
            insurer: insurer.ik.clone(),
            diga_id: self.diga_id.clone(),
            code: code.clone(),
            procedure: self.procedure,
        };
        judge(self.ask(insurer, &question).await)
    }
}

/// The address, if it is one of this machine.
fn own_address(endpoint: &str) -> Option<Url> {
    let url = Url::parse(endpoint).ok().filter(|url| url.scheme() == "http")?;
    let ip: IpAddr = url.host_str()?.parse().ok()?;
    ip.is_loopback().then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_endpoints_of_this_machine_are_asked() {
        assert!(own_address("http://127.0.0.1:9000/pruefung").is_some());
        for other in
            ["diga.example", "http://192.0.2.1/", "https://127.0.0.1/", "http://localhost.example:1/", ""]
        {
            assert_eq!(own_address(other), None, "{other}");
        }
    }
}
