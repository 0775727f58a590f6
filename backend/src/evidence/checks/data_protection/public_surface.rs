//! Routes that need no login are those that are known to tell nothing about persons.

use heilsam_protocol::path;

use crate::evidence::{Findings, Outcome, Subject};
use crate::route::Access;

/// Public routes and why they tell nothing about a person.
const KNOWN: [(&str, &str); 21] = [
    (path::SITE, "die Installation"),
    (path::STATUS, "Zustand von Vermittlung und Umweg, ohne Adresse und ohne Zahl von Gesprächen"),
    (path::OPENAPI, "Beschreibung der Schnittstelle"),
    (path::DEMO, "erfundene Zugänge, nur im Vorführbetrieb"),
    (path::TICKETS, "nimmt eine Nachricht ohne Konto an, antwortet mit einer Nummer"),
    (path::OUTCOME_KEY, "öffentlicher Schlüssel eines Quartals, für alle derselbe"),
    (path::OUTCOME_HAND_INS, "nimmt Zahlen mit blindem Token an, ohne Konto, antwortet ohne Inhalt"),
    (
        path::REGISTRATIONS,
        "beginnt mit einem Code, oder macht das Konto einer Ärztin, das nur den Nachweis einreichen kann",
    ),
    (path::REGISTRATION_PASSKEY, "endet eine Registrierung"),
    (path::REGISTRATION_PASSPHRASE_START, "Teil einer Registrierung"),
    (path::REGISTRATION_PASSPHRASE_FINISH, "endet eine Registrierung"),
    (path::LOGIN_PASSKEY_START, "Teil einer Anmeldung"),
    (path::LOGIN_PASSKEY_FINISH, "endet eine Anmeldung"),
    (path::LOGIN_PASSPHRASE_START, "Teil einer Anmeldung"),
    (path::LOGIN_PASSPHRASE_FINISH, "endet eine Anmeldung"),
    (path::RECOVERY, "Wiederherstellungsbogen gegen eine Sitzung"),
    (path::RECOVERY_WITH_CONTACT, "Bogen einer Vertrauensperson, nach einer Wartezeit gegen eine Sitzung"),
    (path::NAMEPLATE, "ein Raum zu einem Code, kein Name"),
    (path::ROOM_ICE, "Vermittlung für einen Raum"),
    (path::ROOM_CANCELLATION, "sagt einen Termin mit dem Geheimnis der Einladung ab, antwortet ohne Inhalt"),
    (path::ROOM_SIGNAL, "verschlüsselte Nachrichten in einem Raum"),
];

/// Compares the table of routes with the list.
pub(in super::super) fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let public: Vec<&str> = subject
        .routes
        .iter()
        .filter(|route| route.access == Access::Public)
        .map(|route| route.path)
        .collect();
    for path in &public {
        findings.demand(KNOWN.iter().any(|(known, _)| known == path), || {
            format!(
                "{path} ist ohne Anmeldung erreichbar und steht nicht auf der Liste der unbedenklichen Wege."
            )
        });
    }
    findings.saw(format!("{} öffentliche Wege.", public.len()));
    findings.verdict()
}
