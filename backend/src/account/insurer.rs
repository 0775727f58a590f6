//! The health insurer's side of an activation code.
//!
//! Source: GKV-Spitzenverband, Richtlinie nach § 33a SGB V; the published test codes of prefix 77.

use async_trait::async_trait;
use heilsam_domain::ActivationCode;
use jiff::{SignedDuration, Timestamp};

/// Usual length of a prescription.
const PRESCRIPTION: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What an accepted code entitles to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entitlement {
    /// Until when; unknown while the insurer has not answered yet.
    pub until: Option<Timestamp>,
}

/// Why no registration is possible with a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InsurerRefusal {
    /// Unknown, cancelled or expired; people are told the same for all three.
    #[error("the insurer does not accept the code")]
    NotAccepted,
    /// The insurer cannot be asked right now.
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
    async fn check(&self, code: &ActivationCode, now: Timestamp) -> Result<Entitlement, InsurerRefusal>;
}

/// Accepts every well-formed code and leaves the check to a later run against the insurers' service.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deferred;

#[async_trait]
impl InsurerGateway for Deferred {
    async fn check(&self, _: &ActivationCode, _: Timestamp) -> Result<Entitlement, InsurerRefusal> {
        Ok(Entitlement { until: None })
    }
}

/// The test insurer with the prefix 77: accepts its codes, and answers the published error codes with their errors.
#[derive(Debug, Clone, Copy, Default)]
pub struct TestInsurer;

#[async_trait]
impl InsurerGateway for TestInsurer {
    async fn check(&self, code: &ActivationCode, now: Timestamp) -> Result<Entitlement, InsurerRefusal> {
        if code.insurer_prefix() != "77" {
            return Err(InsurerRefusal::NotAccepted);
        }
        match code.expose() {
            // 100 expired, 101 cancelled, 102 not found
            "77AAAAAAAAAAADEV" | "77AAAAAAAAAAADFF" | "77AAAAAAAAAAADGE" => Err(InsurerRefusal::NotAccepted),
            // 200 request or file invalid, 201 server error, 202 memory error
            "77AAAAAAAAAAAGIS" | "77AAAAAAAAAAAGJC" | "77AAAAAAAAAAAGKD" => Err(InsurerRefusal::Unavailable),
            _ => Ok(Entitlement { until: now.checked_add(PRESCRIPTION).ok() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(code: &str) -> Result<Entitlement, InsurerRefusal> {
        TestInsurer.check(&ActivationCode::parse(code).unwrap(), Timestamp::UNIX_EPOCH).await
    }

    #[tokio::test]
    async fn the_test_insurer_answers_as_published() {
        let until = Timestamp::from_second(90 * 24 * 3600).ok();
        assert_eq!(ask("77AAAAAAAAAAAAAX").await, Ok(Entitlement { until }));
        for code in ["77AAAAAAAAAAADEV", "77AAAAAAAAAAADFF", "77AAAAAAAAAAADGE", "IEAQH746YNG7BY3X"] {
            assert_eq!(ask(code).await, Err(InsurerRefusal::NotAccepted), "{code}");
        }
        for code in ["77AAAAAAAAAAAGIS", "77AAAAAAAAAAAGJC", "77AAAAAAAAAAAGKD"] {
            assert_eq!(ask(code).await, Err(InsurerRefusal::Unavailable), "{code}");
        }
    }

    #[tokio::test]
    async fn without_a_connection_the_check_is_left_for_later() {
        let code = ActivationCode::parse("IEAQH746YNG7BY3X").unwrap();
        assert_eq!(Deferred.check(&code, Timestamp::UNIX_EPOCH).await, Ok(Entitlement { until: None }));
    }
}
