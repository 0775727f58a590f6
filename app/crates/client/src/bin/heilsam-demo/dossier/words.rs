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
pub(super) const MET: [(&str, &str); 63] = [
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
    (
        "31b-r02",
        "Bild und Ton gehen unmittelbar zwischen den Geräten. Nur wo das Netz es verlangt, reicht ein Server verschlüsselte Pakete weiter.",
    ),
    (
        "31b-r04",
        "Bild, Ton, Nachrichten und Dateien sind Ende zu Ende verschlüsselt. Das Geheimnis der Einladung sichert die Schlüssel.",
    ),
    (
        "31b-r05",
        "Der Server hat keinen Schlüssel zu Inhalten und speichert keine. Eine Aufnahmefunktion gibt es nicht.",
    ),
    (
        "31b-r06",
        "Angaben zu einer Sprechstunde werden nach der eingestellten Frist gelöscht, spätestens nach 90 Tagen.",
    ),
    ("31b-r07", "Der Server gibt nichts weiter; Anfragen an Dritte gibt es nicht."),
    ("31b-r15", "Die Anwendung kann nichts aufzeichnen."),
    (
        "31b-r20",
        "Ärztinnen und Ärzte registrieren sich mit einem Code des Betreibers, bevor sie einladen können.",
    ),
    (
        "31b-r21",
        "Praxispersonal hat einen eigenen Zugang: Es plant und lädt ein und kann an keinem Gespräch teilnehmen.",
    ),
    ("31b-r22", "Eingeladene brauchen kein Konto. Sie nennen ihren Namen, und nur die Praxis sieht ihn."),
    (
        "31b-r23",
        "Bildgröße und Datenrate folgen der Leitung; ein Test misst das auf einer Leitung mit 150 kbit/s.",
    ),
    ("31b-r24", "Die Nutzungsbedingungen stehen auf Deutsch und ohne Anmeldung bereit."),
    ("31b-r25", "Die Anwendung enthält keine Werbung."),
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
    messen, zu verstehen und die Behandlung mit der Ärztin oder dem Arzt zu besprechen. Die App ersetzt keine Behandlung. \
    Sie enthält Tagebuch, Programm, Fragebögen, Bericht für die Praxis, Export und Videosprechstunde.";
pub(super) const DATA_FLOW: &str = "Datenflüsse von Heilsam Blutdruck, Fassung 1\n\n1. Das Gerät verschlüsselt jeden Eintrag.\n2. Der Server \
    speichert, was er nicht lesen kann.\n3. Exporte entstehen auf dem Gerät.\n4. An Dritte geht nichts.\n";

/// Items that wait for the second person.
pub(super) const WAITING: [&str; 3] = ["ds-20", "si-05", "si-23"];
/// Items that the second person approves, and the one that is given back.
pub(super) const APPROVED: [&str; 6] = ["ds-02", "ds-03", "ds-04", "ds-14", "si-09", "si-16"];
pub(super) const RETURNED: (&str, &str) =
    ("ds-38", "Bitte nennen Sie die Rechenzentren mit Anschrift. „In Deutschland“ allein genügt nicht.");

/// Statements that have nothing to state: no artificial intelligence, no diagnostic instrument.
pub(super) const NOTHING_TO_STATE: [&str; 2] = ["4a", "13"];

/// Fields of the application.
pub(super) const FIELDS: [(&str, &str); 68] = [
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
    (
        "5/plain/1/goal",
        "Erwachsene mit Bluthochdruck messen regelmäßig, verstehen ihre Werte und besprechen sie mit ihrer \
         Praxis.",
    ),
    (
        "5/plain/1/effect",
        "Die Anwendung erinnert ans Messen, zeigt Mittelwert und Verlauf, vermittelt Wissen in zwölf \
         Modulen und sagt bei festgelegten Werten, was zu tun ist.",
    ),
    (
        "5/plain/1/content",
        "Tagebuch, Programm mit zwölf Modulen, Fragebögen, Bericht für die Praxis, Export und \
         Videosprechstunde.",
    ),
    (
        "5/plain/1/use",
        "Im Browser oder als Web-App auf dem eigenen Gerät, auch ohne Verbindung. Einträge werden \
         verschlüsselt übertragen, sobald es geht.",
    ),
    ("6/functions/1/name", "Tagebuch"),
    (
        "6/functions/1/description",
        "Blutdruck, Puls, Gewicht, Bewegung, Schlaf, Einnahmen, Beschwerden und Notizen eintragen und im \
         Verlauf sehen.",
    ),
    ("6/functions/1/role", "Versicherte"),
    ("6/functions/2/name", "Programm"),
    ("6/functions/2/description", "Zwölf Module in zwölf Wochen mit Wissen, Aufgaben und Zielen."),
    ("6/functions/2/role", "Versicherte"),
    ("6/functions/3/name", "Fragebögen"),
    ("6/functions/3/description", "Fragebögen zu festgelegten Zeitpunkten, mit Auswertung und Erklärung."),
    ("6/functions/3/role", "Versicherte"),
    ("6/functions/4/name", "Bericht für die Praxis"),
    ("6/functions/4/description", "Werte eines Zeitraums als lesbares PDF, auf dem Gerät erzeugt."),
    ("6/functions/4/role", "Versicherte"),
    ("6/functions/5/name", "Export"),
    ("6/functions/5/description", "Alle Daten als MIO DiGA in XML oder JSON, auf dem Gerät erzeugt."),
    ("6/functions/5/role", "Versicherte"),
    ("6/functions/6/name", "Videosprechstunde"),
    (
        "6/functions/6/description",
        "Gespräch mit der Praxis, Ende zu Ende verschlüsselt, ohne Konto für Eingeladene.",
    ),
    ("6/functions/6/role", "Versicherte, Ärztin oder Arzt"),
    ("8/sources/1/kind", "guideline"),
    ("8/sources/1/title", "Nationale VersorgungsLeitlinie Hypertonie, Version 1.0"),
    ("8/sources/1/year", "2023"),
    ("8/sources/1/reference", "AWMF-Registernummer nvl-009"),
    ("8/sources/2/kind", "guideline"),
    ("8/sources/2/title", "ESC Guidelines for the management of elevated blood pressure and hypertension"),
    ("8/sources/2/year", "2024"),
    ("8/sources/2/reference", "European Heart Journal 2024;45:3912-4018"),
    ("8/sources/3/kind", "study"),
    (
        "8/sources/3/title",
        "Appel et al.: A clinical trial of the effects of dietary patterns on blood pressure (DASH)",
    ),
    ("8/sources/3/year", "1997"),
    ("8/sources/3/reference", "N Engl J Med 1997;336:1117-1124"),
    ("8/sources/4/kind", "guideline"),
    (
        "8/sources/4/title",
        "Leitlinien zu körperlicher Aktivität und sitzendem Verhalten (World Health Organization)",
    ),
    ("8/sources/4/year", "2020"),
    ("8/sources/4/reference", "ISBN 9789240015128"),
    ("8/sources/5/kind", "guideline"),
    ("8/sources/5/title", "S3-Leitlinie Prävention und Therapie der Adipositas"),
    ("8/sources/5/year", "2024"),
    ("8/sources/5/reference", "AWMF 050-001"),
    ("10/groups/1/icd", "I10"),
    ("10/groups/1/name", "Essentielle Hypertonie"),
    ("10/groups/1/age-from", "18"),
    ("10/groups/1/sex", "all"),
    ("16/roles/1/name", "Versicherte"),
    (
        "16/roles/1/may",
        "Führen das Tagebuch, nutzen das Programm, exportieren und löschen ihre Daten, nehmen an \
         Videosprechstunden teil.",
    ),
    ("16/roles/2/name", "Ärztin oder Arzt"),
    (
        "16/roles/2/may",
        "Plant Videosprechstunden und führt sie durch. Sieht Einträge nur, wenn die versicherte Person sie \
         zeigt.",
    ),
    ("16/roles/3/name", "Praxispersonal"),
    ("16/roles/3/may", "Plant Termine und verschickt Einladungen. Nimmt an keiner Videosprechstunde teil."),
    (
        "17/quality/1/exclusion",
        "Schwangerschaft oder Stillzeit, Alter unter 18 Jahren, Herzinfarkt oder Schlaganfall in den \
         letzten drei Monaten, Dialyse oder transplantiertes Organ, schwere Herzschwäche.",
    ),
    (
        "17/quality/1/measures",
        "Die Ausschlüsse werden vor dem ersten Konto gefragt. Werte außerhalb des Möglichen werden \
         abgelehnt, ungewöhnliche müssen bestätigt werden, und bei kritischen Werten sagt die Anwendung, \
         wann ärztliche Hilfe nötig ist.",
    ),
];
