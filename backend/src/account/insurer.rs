//! The health insurer's side of an activation code.
//!
//! Source: GKV-Spitzenverband, Richtlinie nach § 302 Abs. 2 SGB V (DiGA), Technische Anlage 1; XML `Pruefung_Freischaltcode`
//! 3.0.0; the published test codes of prefix 77.

pub mod desk;
pub mod directory;
pub mod line;
pub mod message;
pub mod serve;

use async_trait::async_trait;
use heilsam_domain::ActivationCode;
use jiff::Timestamp;
use jiff::civil::Date;

use self::desk::Desk;
use self::message::{Answer, Question};

/// What the insurer says about a code that may be redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// DiGA-VE-ID of the prescription unit, eight digits.
    pub diga_ve_id: String,
    /// The day on which the use begins, for the bill.
    pub day: Date,
}

/// Why a code is not confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InsurerRefusal {
    /// Unknown, cancelled or expired; people are told the same for all three.
    #[error("the insurer does not accept the code")]
    NotAccepted,
    /// The insurer cannot be asked right now, or cannot answer: the code is asked about again later.
    #[error("the insurer cannot be reached")]
    Unavailable,
}

/// Asks the insurer whether a code may be redeemed.
#[async_trait]
pub trait InsurerGateway: Send + Sync {
    /// The answer of the insurer that issued the code.
    ///
    /// # Errors
    /// [`InsurerRefusal`] if it must not be redeemed, or cannot be asked about.
    async fn check(&self, code: &ActivationCode, now: Timestamp) -> Result<Confirmation, InsurerRefusal>;
}

/// Nobody to ask: every well-formed code waits for a service to be configured.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deferred;

#[async_trait]
impl InsurerGateway for Deferred {
    async fn check(&self, _: &ActivationCode, _: Timestamp) -> Result<Confirmation, InsurerRefusal> {
        Err(InsurerRefusal::Unavailable)
    }
}

/// The test insurer with the prefix 77, without a line between: question and answer are the XML that would travel.
#[derive(Debug, Clone, Copy, Default)]
pub struct TestInsurer;

#[async_trait]
impl InsurerGateway for TestInsurer {
    async fn check(&self, code: &ActivationCode, now: Timestamp) -> Result<Confirmation, InsurerRefusal> {
        let question = Question::test(code);
        let answer = Desk.answer(&question.to_xml(), now);
        judge(Answer::read(&answer, &question).ok())
    }
}

/// What an answer means for the code.
fn judge(answer: Option<Answer>) -> Result<Confirmation, InsurerRefusal> {
    match answer {
        Some(Answer::Valid(confirmation)) => Ok(confirmation),
        Some(Answer::Refused(number)) if number.concerns_the_code() => Err(InsurerRefusal::NotAccepted),
        Some(Answer::Refused(number)) => {
            tracing::warn!(number = number.0, "the insurer could not check a code");
            Err(InsurerRefusal::Unavailable)
        }
        None => Err(InsurerRefusal::Unavailable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(code: &str) -> Result<Confirmation, InsurerRefusal> {
        TestInsurer.check(&ActivationCode::parse(code).unwrap(), Timestamp::UNIX_EPOCH).await
    }

    #[tokio::test]
    async fn the_test_insurer_answers_as_published() {
        let confirmed = ask("77AAAAAAAAAAAAAX").await.unwrap();
        assert_eq!(confirmed.day.to_string(), "1970-01-01");
        assert!(confirmed.diga_ve_id.ends_with("000"));
        for code in ["77AAAAAAAAAAADEV", "77AAAAAAAAAAADFF", "77AAAAAAAAAAADGE", "IEAQH746YNG7BY3X"] {
            assert_eq!(ask(code).await, Err(InsurerRefusal::NotAccepted), "{code}");
        }
        for code in ["77AAAAAAAAAAAGIS", "77AAAAAAAAAAAGJC", "77AAAAAAAAAAAGKD"] {
            assert_eq!(ask(code).await, Err(InsurerRefusal::Unavailable), "{code}");
        }
    }

    #[tokio::test]
    async fn without_a_service_every_code_waits() {
        let code = ActivationCode::parse("IEAQH746YNG7BY3X").unwrap();
        assert_eq!(Deferred.check(&code, Timestamp::UNIX_EPOCH).await, Err(InsurerRefusal::Unavailable));
    }
}
