//! Every consent in the database names, by its hash, a text that this release still shows.

use std::collections::BTreeSet;

use data_encoding::HEXLOWER;
use sha2::{Digest, Sha384};

use crate::evidence::{Findings, Outcome, Subject};

/// Accounts that are looked at, at most.
pub(super) const ACCOUNTS: u32 = 100_000;

/// Compares hashes of stored consents with the texts of the release.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let known: BTreeSet<String> = subject
        .content
        .consents
        .iter()
        .map(|(_, text)| HEXLOWER.encode(&Sha384::digest(text.as_bytes())))
        .collect();
    for (name, text) in &subject.content.consents {
        let tells = ["widerruf", "withdraw"].iter().any(|word| text.to_lowercase().contains(word));
        findings.demand(tells, || format!("Der Text {name} sagt nichts über den Widerruf."));
    }
    findings.saw(format!("{} Texte gelesen.", subject.content.consents.len()));
    let mut missing = BTreeSet::new();
    let mut acts = 0;
    for account in subject.store.consenting_accounts(ACCOUNTS).await? {
        for row in subject.store.consent_history(account).await? {
            acts += 1;
            let consent = row.signed.consent;
            if !known.contains(&consent.text_sha384.to_ascii_lowercase()) {
                missing.insert((consent.purpose.as_str(), consent.text_version));
            }
        }
    }
    for (purpose, version) in missing {
        findings.red(format!(
            "Es gibt Einwilligungen zu „{purpose}“ in der Fassung {version}, deren Text nicht mehr abrufbar ist."
        ));
    }
    findings.saw(format!("{acts} Einwilligungen und Widerrufe verglichen."));
    findings.verdict()
}
