//! The server's logs hold no addresses, codes, sessions, mail addresses or names of people's browsers.

use std::io::{BufRead, BufReader};

use crate::account::session::COOKIE;
use crate::evidence::{Findings, Obstacle, Outcome, Subject};

/// Lines of a file that are looked at, at most.
const LINES: usize = 2_000_000;
/// Findings that are named one by one.
const NAMED: usize = 5;

/// Reads the log files.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let (mut lines, mut found) = (0, 0);
    for path in &subject.logs {
        let file = std::fs::File::open(path)
            .map_err(|error| Obstacle(format!("{} kann nicht gelesen werden: {error}", path.display())))?;
        for (number, line) in (1..).zip(BufReader::new(file).lines().take(LINES)) {
            let line = String::from_utf8_lossy(line?.as_bytes()).into_owned();
            lines += 1;
            if let Some(what) = leak(&line) {
                found += 1;
                if found <= NAMED {
                    findings.red(format!("{}, Zeile {number}: {what}.", path.display()));
                }
            }
        }
    }
    if found > NAMED {
        findings.red(format!("Und {} weitere Zeilen.", found - NAMED));
    }
    if subject.logs.is_empty() {
        return Err(Obstacle("Es wurde keine Protokolldatei genannt (--log).".to_owned()));
    }
    findings.saw(format!("{lines} Zeilen in {} Dateien.", subject.logs.len()));
    findings.verdict()
}

/// What a line gives away.
#[must_use]
pub fn leak(line: &str) -> Option<&'static str> {
    if line.contains(COOKIE) || line.contains("set-cookie") {
        return Some("eine Sitzung");
    }
    if line.contains("candidate:") || line.contains("a=fingerprint") || line.contains("v=0\\r\\n") {
        return Some("eine Verbindungsbeschreibung");
    }
    if line.contains("Mozilla/5.0") {
        return Some("die Kennung eines Browsers");
    }
    let mut words =
        line.split(|c: char| c.is_whitespace() || matches!(c, '"' | ',' | '=' | '[' | ']' | '(' | ')'));
    words.find_map(|word| {
        let word = word.trim_end_matches(['.', ':', ';', '}']).trim_start_matches('{');
        if is_mail(word) {
            return Some("eine E-Mail-Adresse");
        }
        if is_client_address(word) {
            return Some("eine IP-Adresse");
        }
        is_code(word).then_some("ein Zugangscode")
    })
}

fn is_mail(word: &str) -> bool {
    let Some((name, host)) = word.split_once('@') else { return false };
    !name.is_empty()
        && host.contains('.')
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
}

/// An address that is not the own one: loopback and "any" are where the server listens.
fn is_client_address(word: &str) -> bool {
    let address =
        word.parse().ok().or_else(|| word.parse::<std::net::SocketAddr>().ok().map(|socket| socket.ip()));
    address.is_some_and(|address: std::net::IpAddr| !address.is_loopback() && !address.is_unspecified())
}

/// Four groups of four, as codes are printed.
fn is_code(word: &str) -> bool {
    let groups: Vec<&str> = word.split('-').collect();
    let fine = |group: &&str| {
        group.len() == 4 && group.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    groups.len() >= 4 && groups.iter().all(fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_somebody_away_is_noticed() {
        for line in [
            "{\"message\":\"login\",\"cookie\":\"__Host-heilsam=AAAA\"}",
            "peer 203.0.113.9:4711 left",
            "from 2001:db8::9",
            "mail to erika@example.de failed",
            "code 7KDA-X2MB-Q4PN-33TT used",
            "agent \"Mozilla/5.0 (X11)\"",
        ] {
            assert!(leak(line).is_some(), "{line}");
        }
        for line in [
            "{\"timestamp\":\"2026-11-28T03:12:21.123456Z\",\"level\":\"INFO\",\"message\":\"serving\",\"port\":8080}",
            "{\"account\":\"018f3c1e-0000-7000-8000-000000000000\"}",
            "listening on 127.0.0.1:8080 and 0.0.0.0:80",
        ] {
            assert_eq!(leak(line), None, "{line}");
        }
    }
}
