//! Fees of the procedure (§§ 25 to 31 DiGAV), in cents.

use serde::{Deserialize, Serialize};

use super::{Ground, NoSuchFact, Procedure};

/// What a fee is charged for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Service {
    /// Decision on permanent listing.
    PermanentListing,
    /// Decision on provisional listing.
    TrialListing,
    /// Decision after the trial.
    AfterTrial,
    /// Extension of the trial.
    TrialExtension,
    /// Notice of a significant change.
    SignificantChange,
    /// Notice of a change of the directory's information.
    DirectoryChange,
    /// Removal on request.
    Removal,
    /// Simple notice (2026 only).
    SimpleNotice,
    /// Consultation.
    Consultation,
}

/// How the service ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// It was rendered.
    #[default]
    Rendered,
    /// The application was refused.
    Refused,
    /// It was refused only because BfArM is not competent.
    NotCompetent,
    /// The application was withdrawn while it was worked on.
    Withdrawn,
    /// The application was withdrawn before work began.
    WithdrawnBeforeWork,
    /// An objection was without success.
    ObjectionRefused,
    /// An objection against nothing but the fee was without success; the share is of the disputed amount.
    FeeObjectionRefused,
}

/// A fee between two amounts, with the rules that lead to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// Lowest amount, cents.
    pub min: u64,
    /// Highest amount, cents.
    pub max: u64,
    /// The rules, in the order of their use.
    pub grounds: Vec<Ground>,
}

/// What a service costs.
///
/// `reduced`: a reduction to a quarter is applied for and its conditions are met (§ 30(1)); it lowers the lowest amount only,
/// since BfArM decides how far it goes.
///
/// # Errors
/// [`NoSuchFact`] if the service does not exist under this legal date.
pub fn fee(
    procedure: &Procedure,
    service: Service,
    ending: Ending,
    reduced: bool,
) -> Result<Fee, NoSuchFact> {
    let base = procedure.fact(service.fact())?;
    let cents = |name| base.number(name).and_then(|euros| u64::try_from(euros).ok()).unwrap_or(0) * 100;
    let mut fee = Fee { min: cents("min"), max: cents("max"), grounds: vec![base.ground()] };
    if let Some(rule) = ending.rule() {
        let fact = procedure.fact(rule)?;
        let name = if ending == Ending::FeeObjectionRefused {
            "percent_max_fee_only_objection"
        } else {
            "percent_max"
        };
        let most = fact.number(name).and_then(|percent| u64::try_from(percent).ok()).unwrap_or(100);
        let most = if ending == Ending::WithdrawnBeforeWork { 0 } else { most };
        // "bis zu": everything down to nothing is possible.
        fee.min = 0;
        fee.max = fee.max * most / 100;
        fee.grounds.push(fact.ground());
    }
    if reduced {
        let fact = procedure.fact("fee-reduction")?;
        fee.min /= 4;
        fee.grounds.push(fact.ground());
        fee.grounds.extend(fact.parts().into_iter().map(|(_, ground)| ground));
    }
    Ok(fee)
}

impl Service {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::PermanentListing,
        Self::TrialListing,
        Self::AfterTrial,
        Self::TrialExtension,
        Self::SignificantChange,
        Self::DirectoryChange,
        Self::Removal,
        Self::SimpleNotice,
        Self::Consultation,
    ];

    const fn fact(self) -> &'static str {
        match self {
            Self::PermanentListing => "fee-permanent",
            Self::TrialListing => "fee-trial",
            Self::AfterTrial => "fee-139e-4-6",
            Self::TrialExtension => "fee-139e-4-7",
            Self::SignificantChange => "fee-change-1",
            Self::DirectoryChange => "fee-change-2",
            Self::Removal => "fee-removal",
            Self::SimpleNotice => "fee-simple-notice",
            Self::Consultation => "fee-consultation",
        }
    }
}

impl Ending {
    const fn rule(self) -> Option<&'static str> {
        match self {
            Self::Rendered => None,
            Self::Refused => Some("fee-refusal"),
            Self::NotCompetent => Some("fee-lack-of-competence"),
            Self::Withdrawn | Self::WithdrawnBeforeWork => Some("fee-withdrawal"),
            Self::ObjectionRefused | Self::FeeObjectionRefused => Some("fee-objection"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin;
    use crate::legal_date::LegalDate;

    fn of(legal: LegalDate, service: Service, ending: Ending, reduced: bool) -> Option<(u64, u64)> {
        let library = builtin::library().unwrap();
        let fee = fee(library.procedure(legal).unwrap(), service, ending, reduced).ok()?;
        assert!(fee.grounds.iter().all(|ground| !ground.quote.is_empty() && ground.provision.contains('§')));
        Some((fee.min / 100, fee.max / 100))
    }

    #[test]
    fn fees_are_those_of_the_ordinance() {
        let rendered = |service| of(LegalDate::Of2026, service, Ending::Rendered, false);
        assert_eq!(rendered(Service::PermanentListing), Some((3_000, 9_900)));
        assert_eq!(rendered(Service::AfterTrial), Some((1_500, 6_600)));
        assert_eq!(rendered(Service::SignificantChange), Some((1_500, 4_900)));
        assert_eq!(rendered(Service::DirectoryChange), Some((300, 1_000)));
        assert_eq!(rendered(Service::Removal), Some((200, 200)));
        assert_eq!(rendered(Service::SimpleNotice), Some((150, 150)));
        assert_eq!(of(LegalDate::Of2020, Service::SimpleNotice, Ending::Rendered, false), None);
    }

    #[test]
    fn endings_and_reductions_change_them_as_the_ordinance_says() {
        let listing = |ending, reduced| of(LegalDate::Of2026, Service::PermanentListing, ending, reduced);
        assert_eq!(listing(Ending::Refused, false), Some((0, 9_900)));
        assert_eq!(listing(Ending::NotCompetent, false), Some((0, 0)));
        assert_eq!(listing(Ending::Withdrawn, false), Some((0, 7_425)));
        assert_eq!(listing(Ending::WithdrawnBeforeWork, false), Some((0, 0)));
        assert_eq!(listing(Ending::FeeObjectionRefused, false), Some((0, 2_475)));
        assert_eq!(listing(Ending::Rendered, true), Some((750, 9_900)));
    }
}
