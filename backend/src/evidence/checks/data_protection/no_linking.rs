//! Two installations have nothing in common by which a person could be recognised: the same name and code leave different
//! traces.

use heilsam_domain::{AccountId, EnrolmentCode, LoginName};

use crate::evidence::{Findings, Outcome, Subject};

/// Compares two trials.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let (one, other) = (subject.trials.start().await?, subject.trials.start().await?);
    findings.demand(one.state.keys.deployment_id() != other.state.keys.deployment_id(), || {
        "Zwei Installationen haben dieselbe Kennung.".to_owned()
    });
    let code = EnrolmentCode::from_random([7; 20]);
    let hash =
        |trial: &crate::evidence::trial::Trial| trial.state.accounts.secrets().hash_enrolment_code(&code);
    findings.demand(hash(&one) != hash(&other), || "Derselbe Code hinterlässt dieselbe Spur.".to_owned());
    if let Ok(name) = LoginName::parse("erika.mustermann") {
        let hash =
            |trial: &crate::evidence::trial::Trial| trial.state.accounts.secrets().hash_login_name(&name);
        findings.demand(hash(&one) != hash(&other), || {
            "Derselbe Anmeldename hinterlässt dieselbe Spur.".to_owned()
        });
    }
    let ids: Vec<AccountId> = (0..8).map(|_| AccountId::from_random(subject.entropy.bytes())).collect();
    let distinct = ids.iter().collect::<std::collections::BTreeSet<_>>().len();
    findings.demand(distinct == ids.len(), || "Kennungen von Konten wiederholen sich.".to_owned());
    findings.saw("Kennung der Installation, Spur eines Codes und eines Namens in zwei Proben.");
    findings.verdict()
}
