# Kalender der Praxis: planen, verschieben, absagen.

calendar-look = Ansicht
calendar-look-day = Tag
calendar-look-week = Woche
calendar-look-list = Liste
calendar-week = { $from } bis { $to }
calendar-all = Alle Termine
calendar-today = Heute
calendar-day-before = Tag davor
calendar-day-after = Tag danach
calendar-week-before = Woche davor
calendar-week-after = Woche danach
calendar-is-today = , heute
calendar-add = Termin am { $day } anlegen
calendar-free = Keine Termine
calendar-unnamed = Ohne lesbaren Namen
calendar-open-hour = Offene Sprechstunde
calendar-zone = Alle Zeiten sind deutsche Zeit. Die Uhr Ihres Geräts zeigt eine andere.
calendar-keys = Tasten
calendar-keys-text = Solange Sie im Kalender sind: D Tag, W Woche, L Liste, H heute, N neuer Termin, Pfeil links und rechts blättern. Mit der Maus ziehen Sie einen Termin an eine andere Zeit. Ohne Maus öffnen Sie ihn und wählen „Verschieben“.
calendar-minutes =
    { $count ->
        [one] 1 Minute
       *[other] { $count } Minuten
    }
calendar-hours = { $count } Stunden

plan-series = Als Serie
plan-series-detail = Mehrere Termine zur gleichen Uhrzeit, jeder mit eigener Einladung
plan-hour-detail = Ein Zeitraum, in den Sie mehrere Personen einladen
plan-hour-name = Bezeichnung, wenn Sie möchten
plan-length = Dauer
plan-every-label = Abstand
plan-every =
    { $weeks ->
        [one] Jede Woche
       *[other] Alle { $weeks } Wochen
    }
plan-count-label = Anzahl
plan-count = { $count } Termine
plan-more = Bemerkung hinzufügen
plan-remark = Bemerkung
plan-remark-hint = Nur für Ihre Praxis. Der Server kann sie nicht lesen.
plan-make-series = Serie anlegen
plan-make-hour = Sprechstunde anlegen
plan-series-made = { $count } Termine sind angelegt.
plan-series-part = { $made } von { $wanted } Terminen sind angelegt. Der Rest fehlt noch: Bitte sehen Sie im Kalender nach, bevor Sie es noch einmal versuchen.
plan-error-clock = Diese Uhrzeit gibt es an einem der Tage nicht: Die Uhr wird auf Sommerzeit gestellt. Bitte wählen Sie eine andere.
plan-conflict-title = In dieser Zeit ist schon etwas eingetragen
plan-conflict-text = Sie können den Termin trotzdem anlegen.
plan-conflict-more = und { $count } weitere
plan-conflict-unknown = Ihr Kalender ließ sich gerade nicht lesen. Prüfen Sie selbst, ob in dieser Zeit schon etwas eingetragen ist.

move-title = Verschieben
move-lead = { $name }, bisher { $at }
move-when = Neuer Beginn
move-make = Termin verschieben
move-unsure = Vielleicht kam die Änderung noch an. Versuchen Sie es noch einmal, sobald die Verbindung wieder da ist: Dann gilt Ihre letzte Angabe.
move-unsure-hour = Vielleicht ist die Sprechstunde schon verschoben, aber noch nicht für alle Eingeladenen. Versuchen Sie es noch einmal, sobald die Verbindung wieder da ist: Dann gilt Ihre letzte Angabe für alle.
move-done = Der Termin ist verschoben. Link und Code gelten weiter.
move-tell = Link und Code bleiben gleich. Bitte teilen Sie die neue Zeit mit, zum Beispiel mit „E-Mail schreiben“.
move-tell-hour = Alle Eingeladenen dieser Sprechstunde werden mit verschoben. Link und Code bleiben gleich. Bitte teilen Sie die neue Zeit mit.

reminders-title = Erinnerungen
reminders-text = Wer es möchte, bekommt am Arbeitstag vor dem Termin eine Nachricht mit Zeit und Link. Ob jemand erinnert werden möchte, wählen Sie beim Senden der Einladung.
reminders-tomorrow = Morgen: { $all ->
    [one] 1 Termin
   *[other] { $all } Termine
}, { $count } mit Erinnerung
reminders-until = Bis { $day }: { $all ->
    [one] 1 Termin
   *[other] { $all } Termine
}, { $count } mit Erinnerung
reminders-send = { $count ->
    [one] 1 Erinnerung senden
   *[other] { $count } Erinnerungen senden
}
reminders-done = Alle Erinnerungen sind gesendet.
reminders-sms = { $count } davon per SMS, jede kostet nach Angabe des Betreibers { $price }.
reminders-automatic = Von selbst senden, solange die App offen ist
reminders-automatic-text = Gilt für dieses Gerät. Zwischen 8 und 20 Uhr.
remind-to = An { $to }
remind-now = Jetzt erinnern
remind-again = Noch einmal erinnern
remind-forget = Nicht mehr erinnern, Adresse löschen
remind-forgotten = Die Adresse ist gelöscht.
remind-due = Noch nicht erinnert.
remind-on-its-way = Die Erinnerung wird gerade gesendet.
remind-sent = Erinnert: { $when }.
remind-refused = Die Adresse wurde nicht angenommen. Laden Sie die Person unter der richtigen Adresse noch einmal ein.
remind-failed = Die Erinnerung konnte nicht gesendet werden. Versuchen Sie es noch einmal.
remind-unclear = Ob die Erinnerung ankam, ist nicht bekannt.

describe-title = Name oder Bemerkung ändern
describe-name = Name
describe-do = Änderung speichern
describe-done = Name und Bemerkung sind geändert. Link und Code gelten weiter.
describe-now = Jetzt eingetragen: { $name }
describe-now-remark = Bemerkung: { $remark }

hour-invite = Person in diese Sprechstunde einladen
hour-guests = Eingeladen
hour-no-guests = Noch niemand.
hour-cancel-text = Die Sprechstunde wird für alle Eingeladenen abgesagt. Ihre Links und Codes werden ungültig.

invitation-change = Termin ändern
invitation-file = Kalenderdatei speichern
invitation-file-saved = Die Kalenderdatei ist gespeichert. Sie können sie an die E-Mail anhängen.
invitation-file-failed = Der Browser hat die Kalenderdatei nicht angenommen.
invitation-mail-subject-plain = Videosprechstunde
invitation-mail-cancel = Sie können nicht kommen? Hier sagen Sie ab, ohne Anmeldung: { $link }
invitation-cancel-link = Link zum Absagen
invitation-print-cancel = Sie können nicht kommen? Scannen Sie dieses kleine Bild, oder rufen Sie in der Praxis an. Mit dem Code allein können Sie nicht absagen.
invitation-print-cancel-link = Absagen: { $link }
invitation-print-cancel-qr = Link zum Absagen als QR-Code
invitation-print-phone = Telefon der Praxis: { $phone }
invitation-cancelled-by-patient = Die eingeladene Person hat diesen Termin abgesagt.
invitation-cancel-series = Diesen und alle späteren absagen ({ $count })
invitation-series = Termin { $number } von { $count } dieser Serie
invitation-series-this = (dieser)
invitation-of-hour = Gehört zu: { $name }
invitation-print-duties = Bitte sorgen Sie für einen geschlossenen Raum, in dem Sie ungestört sind. Niemand darf das Gespräch aufzeichnen.
plan-carer = Mit Pflegekraft oder angehöriger Person
plan-carer-detail = Die Einladung sagt, dass jemand dabei sein soll.
plan-carer-badge = mit Begleitung

calendar-conference = Fallkonferenz
plan-conference-detail = Gespräch unter Ärztinnen, Ärzten und Pflegekräften, ohne Patientin oder Patient
plan-conference-name = Wen laden Sie ein? (Name und Einrichtung)
others-title = Weitere Personen
others-text = Angehörige, Pflege, Dolmetschen oder eine zweite Meinung: Jede Person bekommt eine eigene Einladung. Im Wartezimmer holen Sie sie in das laufende Gespräch. Höchstens vier Personen können teilnehmen, Sie mitgezählt.
others-name = Name der Person
others-role = Nimmt teil als
others-make = Einladung anlegen
invitation-of-call = Eingeladen zum Gespräch mit { $name }
