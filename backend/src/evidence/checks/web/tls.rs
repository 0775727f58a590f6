//! TLS at the public address against BSI TR-02102-2: which versions, suites and groups are accepted.
//!
//! Source: BSI TR-02102-2 (recommended suites for TLS 1.2 and 1.3, versions, groups). For suites BSI TR-03161-3, O.Cryp_8
//! forbids everything outside of the list; for groups nothing does, and the guideline says of itself that what it does not
//! name is not thereby unsafe. So another suite is red, and a sound group outside of the list is named.

use crate::evidence::tls::{Offer, SSL_3, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3, ask};
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Suites that the guideline recommends.
const RECOMMENDED_1_3: [(u16, &str); 3] =
    [(0x1301, "AES_128_GCM_SHA256"), (0x1302, "AES_256_GCM_SHA384"), (0x1304, "AES_128_CCM_SHA256")];
const RECOMMENDED_1_2: [u16; 16] = [
    0xc023, 0xc024, 0xc027, 0xc028, 0xc02b, 0xc02c, 0xc02f, 0xc030, 0xc0ac, 0xc0ad, 0x0067, 0x006b, 0x009e,
    0x009f, 0xc09e, 0xc09f,
];
/// Suites outside of it that servers accept in practice.
const OTHERS_1_3: [(u16, &str); 2] = [(0x1303, "CHACHA20_POLY1305_SHA256"), (0x1305, "AES_128_CCM_8_SHA256")];
const OTHERS_1_2: [(u16, &str); 17] = [
    (0x0001, "RSA_WITH_NULL_MD5"),
    (0x0002, "RSA_WITH_NULL_SHA"),
    (0x0004, "RSA_WITH_RC4_128_MD5"),
    (0x0005, "RSA_WITH_RC4_128_SHA"),
    (0x000a, "RSA_WITH_3DES_EDE_CBC_SHA"),
    (0x0018, "DH_anon_WITH_RC4_128_MD5"),
    (0x002f, "RSA_WITH_AES_128_CBC_SHA"),
    (0x0035, "RSA_WITH_AES_256_CBC_SHA"),
    (0x003c, "RSA_WITH_AES_128_CBC_SHA256"),
    (0x009c, "RSA_WITH_AES_128_GCM_SHA256"),
    (0x009d, "RSA_WITH_AES_256_GCM_SHA384"),
    (0xc009, "ECDHE_ECDSA_WITH_AES_128_CBC_SHA"),
    (0xc00a, "ECDHE_ECDSA_WITH_AES_256_CBC_SHA"),
    (0xc013, "ECDHE_RSA_WITH_AES_128_CBC_SHA"),
    (0xc014, "ECDHE_RSA_WITH_AES_256_CBC_SHA"),
    (0xcca8, "ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"),
    (0xcca9, "ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256"),
];
const OLD: [(u16, &str); 4] =
    [(TLS_1_1, "TLS 1.1"), (TLS_1_0, "TLS 1.0"), (SSL_3, "SSL 3.0"), (0x0002, "SSL 2.0")];
/// secp256r1, secp384r1, secp521r1, brainpool (TLS 1.3), ffdhe3072, ffdhe4096: the list of the guideline.
const GROUPS: [u16; 8] = [23, 24, 25, 31, 32, 33, 257, 258];
/// As strong as the listed ones, and not in the list.
const UNLISTED_GROUPS: [(u16, &str); 2] = [(29, "x25519"), (30, "x448")];
/// Too short: secp192r1, secp224r1, ffdhe2048.
const SHORT_GROUPS: [(u16, &str); 3] = [(19, "secp192r1"), (21, "secp224r1"), (256, "ffdhe2048")];

/// Looks at the public address.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    if subject.url.scheme() != "https" {
        if subject.is_loopback() {
            return Err(Obstacle(
                "Die Adresse beginnt mit http:// und liegt auf diesem Rechner. Geben Sie mit --url die öffentliche Adresse an."
                    .to_owned(),
            ));
        }
        let mut findings = Findings::new();
        findings
            .red("Die öffentliche Adresse beginnt mit http://: Alles geht unverschlüsselt über das Netz.");
        return findings.verdict();
    }
    let mut scan = Scan { subject, findings: Findings::new() };
    scan.run().await?;
    scan.findings.verdict()
}

struct Scan<'a> {
    subject: &'a Subject,
    findings: Findings,
}

impl Scan<'_> {
    async fn accepts(&self, version: u16, suites: &[u16], groups: &[u16]) -> Result<bool, Obstacle> {
        let host = self.subject.url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned();
        let port = self.subject.url.port_or_known_default().unwrap_or(443);
        let random: [u8; 32] = self.subject.entropy.bytes();
        let chosen = ask(&host, port, Offer { version, suites, groups }, random).await?;
        // A server that answers with another version than the one offered has refused the offer.
        Ok(chosen.is_some_and(|chosen| chosen.version == version && suites.contains(&chosen.suite)))
    }

    async fn run(&mut self) -> Result<(), Obstacle> {
        let all_1_3: Vec<u16> = RECOMMENDED_1_3.iter().map(|(suite, _)| *suite).collect();
        let new = self.accepts(TLS_1_3, &all_1_3, &GROUPS).await?;
        let usual = self.accepts(TLS_1_2, &RECOMMENDED_1_2, &GROUPS).await?;
        self.findings.demand(new || usual, || {
            "Der Server nimmt weder TLS 1.3 noch TLS 1.2 mit einem Verfahren der TR-02102-2 an.".to_owned()
        });
        for (taken, name) in [(new, "TLS 1.3"), (usual, "TLS 1.2")] {
            if taken {
                self.findings.saw(format!("{name} mit empfohlenen Verfahren: angenommen."));
            }
        }
        for (version, name) in OLD {
            let everything: Vec<u16> =
                OTHERS_1_2.iter().map(|(suite, _)| *suite).chain(RECOMMENDED_1_2).collect();
            if self.accepts(version, &everything, &GROUPS).await? {
                self.findings.red(format!("{name} wird angenommen; erlaubt sind nur TLS 1.2 und 1.3."));
            }
        }
        for (suite, name) in OTHERS_1_3 {
            if self.accepts(TLS_1_3, &[suite], &GROUPS).await? {
                self.findings
                    .red(format!("TLS 1.3: {name} wird angenommen, steht aber nicht in TR-02102-2."));
            }
        }
        for (suite, name) in OTHERS_1_2 {
            if self.accepts(TLS_1_2, &[suite], &GROUPS).await? {
                self.findings
                    .red(format!("TLS 1.2: {name} wird angenommen, steht aber nicht in TR-02102-2."));
            }
        }
        for (group, name) in SHORT_GROUPS {
            if self.accepts(TLS_1_3, &all_1_3, &[group]).await? {
                self.findings.red(format!("Die Gruppe {name} wird angenommen und ist zu kurz."));
            }
        }
        for (group, name) in UNLISTED_GROUPS {
            if self.accepts(TLS_1_3, &all_1_3, &[group]).await? {
                self.findings.saw(format!(
                    "Die Gruppe {name} wird auch angenommen: Sie steht nicht in TR-02102-2, ist aber nicht schwächer."
                ));
            }
        }
        let refused = OLD.len() + OTHERS_1_3.len() + OTHERS_1_2.len() + SHORT_GROUPS.len();
        self.findings.saw(format!("{refused} Angebote außerhalb der Richtlinie gemacht."));
        Ok(())
    }
}
