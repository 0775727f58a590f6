//! What stands in the dossier of the demonstration: answers, texts and fields of the reference product.

use heilsam_compliance::protection::{ProtectionNeed, Scenario};

/// What the demonstration product has.
pub(super) const PROPERTIES: [&str; 11] = [
    "video",
    "consent",
    "data-entry",
    "health-information",
    "internet-functions",
    "passwords",
    "personal-data-exchange",
    "sessions",
    "stored-credentials",
    "user-roles",
    "configuration-files",
];

/// Damage scenarios with their need and why.
pub(super) const RATINGS: [(Scenario, ProtectionNeed, &str); 5] = [
    (
        Scenario::Law,
        ProtectionNeed::High,
        "Gesundheitsdaten stehen unter dem Schutz von Artikel 9 DSGVO; ein Verstoß hat erhebliche Folgen.",
    ),
    (
        Scenario::SelfDetermination,
        ProtectionNeed::VeryHigh,
        "Wer die Werte und Notizen einer Person liest, erfährt ihre Krankheit. Das lässt sich nicht zurücknehmen.",
    ),
    (
        Scenario::PhysicalIntegrity,
        ProtectionNeed::High,
        "Verfälschte Messwerte könnten eine Behandlung beeinflussen; die Ärztin misst in der Praxis nach.",
    ),
    (
        Scenario::Tasks,
        ProtectionNeed::Normal,
        "Ein Ausfall von Stunden ist hinnehmbar: Das Tagebuch funktioniert ohne Verbindung weiter.",
    ),
    (
        Scenario::Reputation,
        ProtectionNeed::High,
        "Ein Vorfall würde das Vertrauen in das Produkt deutschlandweit beschädigen.",
    ),
];

/// Items that the software meets, and how.
pub(super) const MET: [(&str, &str); 51] = [
    (
        "ds-02",
        "Vor der ersten Verarbeitung wird jede Einwilligung einzeln eingeholt. Keine ist vorangekreuzt.",
    ),
    ("ds-03", "Jede Einwilligung braucht einen eigenen Haken und wird auf dem Gerät unterschrieben."),
    ("ds-04", "Jede Einwilligung lässt sich in der App mit einem Schalter widerrufen, auch einzeln."),
    ("ds-07", "Die Texte stehen in der App unter „Einwilligungen“, mit Fassung und Prüfsumme."),
    (
        "ds-08",
        "Verarbeitet wird nur zu den Zwecken, zu denen eine Einwilligung in Kraft ist. Der Server prüft das.",
    ),
    ("ds-14", "Alle Inhalte sind Ende zu Ende verschlüsselt; der Server hat keinen Schlüssel."),
    ("ds-20", "Der Export nach MIO DiGA 1.1.0 entsteht auf dem Gerät, als XML und JSON."),
    (
        "ds-35",
        "Jede Einwilligung ist eine unterschriebene Quittung. „heilsam consents“ weist sie für jeden Zeitpunkt nach.",
    ),
    ("ds-38", "Die Server stehen in Deutschland. Es gibt keine Anfragen an Dritte."),
    ("si-05", "Alle Verbindungen laufen über TLS 1.3 oder 1.2 nach BSI TR-02102-2."),
    ("si-09", "Anmelden geht nur mit Passkey oder mit Passphrase und Einmalcode."),
    ("si-16", "Jede Anfrage geht durch eine einzige Prüfstelle; die Tabelle der Wege nennt die Rollen."),
    (
        "si-20",
        "Ohne gültige Sitzung und passende Rolle wird abgelehnt. Ein Test prüft jede Rolle an jedem Weg.",
    ),
    ("si-23", "Das Protokoll ist eine Kette aus Prüfsummen mit einem Anker außerhalb der Datenbank."),
    ("ds-15", "Zwischen Gerät und Server geht nur, was auf dem Gerät verschlüsselt wurde, dazu über TLS."),
    (
        "ds-34",
        "Jede Fassung eines Eintrags nennt den Schlüssel, der sie geschrieben hat. Der Stand ist unterschrieben.",
    ),
    (
        "ds-39",
        "Es gibt keine Kennung, die auch eine andere Anwendung kennt. Exportdateien nennen keine inneren Kennungen.",
    ),
    (
        "si-04",
        "Die Seiten laden nichts von anderen Servern. Die Sicherheitsregeln des Browsers verbieten es.",
    ),
    ("si-07", "Protokolle nennen Muster, Ergebnis und Dauer, nie Inhalte, Namen oder Adressen."),
    ("si-08", "Fehler nennen einen Code und wiederholen keine Eingabe."),
    (
        "si-10",
        "Die Passphrase verlässt das Gerät nie (OPAQUE), ein Passkey gibt sein Geheimnis nicht heraus.",
    ),
    ("si-30", "Jede Änderung ist eine Transaktion: Sie gelingt ganz oder gar nicht."),
    ("si-31", "Anfragen, Anmeldeschritte und Nachschlagen sind je Netz begrenzt."),
    (
        "si-35",
        "Cargo.lock nennt jede Bibliothek mit Fassung und Prüfsumme, docs/dependencies.md den Grund für jede.",
    ),
    ("sx-01", "Einträge liegen nur verschlüsselt auf dem Server. Den Schlüssel haben die Geräte der Person."),
    ("sx-04", "Ein Konto entsteht nur mit zwei Faktoren, und jede Anmeldung verlangt beide."),
    ("sx-08", "Jede Nachricht wird gegen ihren Typ geprüft; Unbekanntes und zu Großes wird abgelehnt."),
    ("io-01", "Der Export nach MIO DiGA 1.1.0 entsteht auf dem Gerät, als XML und JSON."),
    ("io-02", "Der Bericht für die Praxis ist ein lesbares PDF und lässt sich drucken."),
    (
        "ro-01",
        "Gespeichert heißt: auf dem Gerät auf die Platte geschrieben. Erst danach sagt der Bildschirm es.",
    ),
    (
        "ro-02",
        "Das Tagebuch funktioniert ohne Verbindung und sendet später. Ein Test unterbricht dafür das Netz.",
    ),
    ("ro-03", "Werte außerhalb des Möglichen werden abgelehnt, ungewöhnliche müssen bestätigt werden."),
    ("vs-05", "Die Anwendung enthält keine Werbung und lädt nichts von Dritten."),
    ("vs-06", "Die Anwendung verkauft nichts; es gibt keine Abonnements."),
    ("vs-07", "Es gibt keine Käufe in der Anwendung."),
    ("nb-03", "Alle Seiten sind mit Tastatur und Bildschirmleser bedienbar; Tests prüfen jeden Bildschirm."),
    ("ps-01", "Vor jedem Konto steht, für wen die Anwendung ist und für wen nicht."),
    (
        "ds-16",
        "Werte werden beim Eintragen geprüft und lassen sich ändern; jede frühere Fassung bleibt sichtbar.",
    ),
    ("ds-18", "Fristen stehen in der Konfiguration; ein Löschlauf entfernt, was abgelaufen ist."),
    (
        "ds-21",
        "Die Datenschutzerklärung steht unter /privacy, ohne Anmeldung und mit Bildschirmleser lesbar.",
    ),
    ("ds-23", "Jede Seite der App führt unten zur Datenschutzerklärung."),
    ("si-06", "Der Browser prüft bei jeder Verbindung das Zertifikat; HSTS verbietet unverschlüsselte."),
    (
        "si-12",
        "Passkey, Passphrase und Wiederherstellungsbogen ändert nur, wer sich in den letzten fünf Minuten angemeldet hat.",
    ),
    ("si-18", "Die Tabelle der Wege nennt zu jedem Weg die Rollen; ein Test prüft jede Rolle an jedem Weg."),
    (
        "si-21",
        "Links nach außen sind gekennzeichnet und verraten nichts; alles andere bleibt auf dem eigenen Server.",
    ),
    ("si-26", "Eine neue Fassung meldet sich in der App und ersetzt die alte nach einem Neuladen."),
    ("vs-04", "Das Impressum nennt die Zweckbestimmung im selben Wortlaut wie der Antrag."),
    (
        "ps-03",
        "Bei kritischen Werten sagt die App, wann ärztliche Hilfe nötig ist; die Schwellen stehen mit Quelle im Programm.",
    ),
    ("ps-04", "Festgelegte Zustände führen zum Rat, das Programm zu pausieren oder abzubrechen."),
    ("ps-05", "Jeder Wert wird auf Grenzen und Zusammenhang geprüft, auch aus Dateien."),
    ("ps-06", "Jede Fehlermeldung sagt, was falsch ist und was zu tun ist; ein Test prüft jeden Fehlercode."),
];

/// Items that wait for people, or for something that is not built yet: what is missing, and in how many days it is due.
pub(super) const OPEN: [(&str, &str, i64); 9] = [
    (
        "ds-01",
        "Offen: Verzeichnis der Verarbeitungstätigkeiten durch den Datenschutzbeauftragten bestätigen lassen.",
        30,
    ),
    ("ds-28", "Offen: Verfahren zur regelmäßigen Prüfung beschließen.", 40),
    ("ds-31", "Offen: Meldeweg und Vertretung festlegen.", 40),
    ("ds-33", "Offen: Leitlinie und Schulung fehlen noch.", 40),
    ("si-19", "Offen: Wer betreibt die Server, und wie werden Zugriffe genehmigt?", 35),
    (
        "mq-01",
        "Offen: Die medizinischen Inhalte sind noch nicht freigegeben. Vorher können wir das nicht erklären.",
        45,
    ),
    ("mq-03", "Offen: Quellen stehen in der Anwendung, ihre Prüfung gehört zur medizinischen Freigabe.", 45),
    ("le-03", "Offen: Das Format der Freigabe an eine Praxis steht, ein Bildschirm dafür fehlt noch.", 50),
    ("vs-08", "Offen: Kostenloser Support auf Deutsch ist noch nicht eingerichtet.", 50),
];

/// A text that the manufacturer publishes, and a document that is stored sealed.
pub(super) const WEBSITE: &str = "Heilsam Blutdruck unterstützt erwachsene Personen mit essentieller Hypertonie (I10) dabei, ihren Blutdruck zu \
    messen, zu verstehen und die Behandlung mit der Ärztin oder dem Arzt zu besprechen. Die App ersetzt keine Behandlung.";
pub(super) const DATA_FLOW: &str = "Datenflüsse von Heilsam Blutdruck, Fassung 1\n\n1. Das Gerät verschlüsselt jeden Eintrag.\n2. Der Server \
    speichert, was er nicht lesen kann.\n3. Exporte entstehen auf dem Gerät.\n4. An Dritte geht nichts.\n";

/// Items that wait for the second person.
pub(super) const WAITING: [&str; 3] = ["ds-20", "si-05", "si-23"];
/// Items that the second person approves, and the one that is given back.
pub(super) const APPROVED: [&str; 6] = ["ds-02", "ds-03", "ds-04", "ds-14", "si-09", "si-16"];
pub(super) const RETURNED: (&str, &str) =
    ("ds-38", "Bitte nennen Sie die Rechenzentren mit Anschrift. „In Deutschland“ allein genügt nicht.");

/// Fields of the application.
pub(super) const FIELDS: [(&str, &str); 14] = [
    ("1/manufacturer/1/name", "Muster Digital GmbH"),
    ("1/manufacturer/1/street", "Beispielweg 1"),
    ("1/manufacturer/1/postal-code", "10115"),
    ("1/manufacturer/1/city", "Berlin"),
    ("1/manufacturer/1/country", "DE"),
    ("1/manufacturer/1/contact", "Anna Berg"),
    ("1/manufacturer/1/email", "antrag@muster-digital.example"),
    ("1/product/1/name", "Heilsam Blutdruck"),
    ("1/product/1/version", "0.1.0"),
    ("1/product/1/website", "https://heilsam.example"),
    ("1/product/1/risk-class", "IIa"),
    ("1/product/1/law", "mdr"),
    (
        "2/purpose/1/text",
        "Heilsam Blutdruck unterstützt erwachsene Personen mit essentieller Hypertonie (I10) dabei, ihren Blutdruck zu \
         messen, zu verstehen und die Behandlung mit der Ärztin oder dem Arzt zu besprechen.",
    ),
    ("2/purpose/1/target-group", "Erwachsene mit essentieller Hypertonie (I10)."),
];
