# Mitnehmen und mitbringen.

export-title = Mitnehmen
export-lead = Was Sie hier eingetragen haben, als Datei. Sie wird auf Ihrem Gerät erstellt. Bei jedem Format steht, was darin ist.
export-format = Wofür ist die Datei?
export-record = Für die elektronische Patientenakte
export-record-hint = XML im Format MIO DiGA. Auch andere DiGA lesen es. Fotos und Termine sind dabei. Nicht dabei: Erinnerungen und angefangene Fragebögen.
export-programs = Für andere Programme
export-programs-hint = JSON im Format MIO DiGA, mit demselben Inhalt.
export-everything = Alles für mich
export-everything-hint = Alle Einträge, Fotos, Termine, Erinnerungen, Antworten und Einwilligungen in einem offenen Format (JSON). Damit ziehen Sie in ein anderes Konto um.
export-period = Zeitraum
export-all = Alles
export-90 = Letzte 90 Tage
export-30 = Letzte 30 Tage
export-own = Eigener Zeitraum
export-from = Von
export-until = Bis
export-person = Angaben zu Ihrer Person (freiwillig)
export-person-hint = Sie stehen nur in der Datei, nicht auf dem Server.
export-given = Vorname
export-family = Nachname
export-birth = Geburtsdatum
export-number = Versichertennummer
export-number-hint = Ein Buchstabe und neun Ziffern, vorn auf Ihrer Gesundheitskarte.
export-start = Datei erstellen
export-gathering = Die Einträge werden gesammelt …
export-working = { $done } von { $total } Einträgen
export-working-part = Teil { $part } von { $parts }: { $done } von { $total } Einträgen
export-cancel = Abbrechen
export-cancelled = Abgebrochen. Es wurde keine Datei erstellt.
export-done-title = { $count ->
    [one] Ihre Datei ist fertig
   *[other] Ihre Dateien sind fertig
}
export-done-text = Sie sind nicht verschlüsselt: Geben Sie sie nur Menschen, die sie sehen dürfen.
export-save = { $name } speichern ({ $size })
size-kilobytes = { $count } KB
size-megabytes = { $count } MB
export-empty-title = Noch nichts zum Mitnehmen
export-empty-text = Sobald Sie Werte eingetragen haben, können Sie sie hier mitnehmen.
export-import-link = Daten aus einer anderen App mitbringen
export-error-period = Der Zeitraum endet, bevor er beginnt.
export-error-none = In diesem Zeitraum gibt es keine Einträge.
export-error-name = Bitte geben Sie Vorname und Nachname an, oder keinen von beiden.
export-error-number = Diese Versichertennummer gibt es nicht. Bitte vergleichen Sie sie mit Ihrer Gesundheitskarte.
export-error = Die Datei konnte nicht erstellt werden. Die Einträge sind unverändert.
export-photos-title = { $count ->
    [one] Ein Foto ist nicht dabei
   *[other] { $count } Fotos sind nicht dabei
}
export-photos-text = Auf diesem Gerät läuft eine ältere Fassung der App, die das nicht lesen kann. Laden Sie die App neu, am besten mit Internet. Sie können auch ohne weitermachen.
export-consent = Dafür brauchen wir Ihre Einwilligung in die bestimmungsgemäße Nutzung. Sie haben sie widerrufen. „Alles für mich“ geht auch ohne.
export-words-sections = gelesene Abschnitte
export-words-exercise = Tage mit Übung
export-words-questions = gewusste Fragen
export-words-no-time = Uhrzeit nicht festgehalten
export-words-per-week = pro Woche
export-words-photo = Foto zum Eintrag
export-words-photo-of = Gehört zu dem Tagebucheintrag mit demselben Zeitpunkt.
export-words-companion = mit Begleitung
export-words-read = gelesen

take-reading = Die Datei wird gelesen …
take-preview = Das steht in der Datei
take-from = Von der App: { $name }
take-from-unknown = Die Datei nennt keine App.
take-person = Angaben zur Person in der Datei: { $facts }. Bitte prüfen Sie, ob Sie das sind.
take-period = Zeitraum: { $from } bis { $until }
take-caption = Was mit den Angaben geschieht
take-kind = Art
take-taken = Übernommen
take-kept = Aufbewahrt
take-known = Schon da
take-kept-text = „Aufbewahrt“: Heilsam versteht diese Angaben nicht ganz. Im Verlauf steht nur, was sicher verstanden ist. Alles bleibt erhalten und geht bei der nächsten Ausgabe wieder mit.
take-done-brought = Was nicht im Verlauf steht, finden Sie hier:
take-consents = Einwilligungen aus der Datei gelten nur für das alte Konto. Hier entscheiden Sie neu.
take-again = { $count ->
    [one] Eine dieser Angaben hatten Sie hier entfernt. Wenn Sie die Datei übernehmen, kommt sie wieder.
   *[other] { $count } dieser Angaben hatten Sie hier entfernt. Wenn Sie die Datei übernehmen, kommen sie wieder.
}
take-nothing = Alles aus dieser Datei ist schon da.
take-start = { $count ->
    [one] Eine Angabe übernehmen
   *[other] { $count } Angaben übernehmen
}
take-writing = Die Angaben werden verschlüsselt gespeichert …
take-done = { $count ->
    [one] Eine Angabe wurde übernommen.
   *[other] { $count } Angaben wurden übernommen.
}
take-done-diary = { $count ->
    [one] Eine davon sehen Sie im Verlauf.
   *[other] { $count } davon sehen Sie im Verlauf.
}
take-to-history = Zum Verlauf
take-failed = Die Datei konnte nicht gelesen werden. Bitte versuchen Sie es noch einmal.
take-stopped = Abgebrochen. Es wurde nichts übernommen.
take-error-large = Die Datei ist zu groß. Bitte lassen Sie die andere App einen kürzeren Zeitraum ausgeben.
take-error-no-file = Das ist keine Datei einer DiGA. Bitte wählen Sie die Datei, die Sie dort unter „Daten ausgeben“ gespeichert haben.
take-error-not-diga = Die Datei ist nicht im Format MIO DiGA. Bitte lassen Sie die andere App „MIO DiGA“ oder „für die Patientenakte“ ausgeben.
take-error-damaged = Die Datei ist in Zeile { $line } beschädigt. Bitte speichern Sie sie in der anderen App noch einmal.
take-error-damaged-element = Die Datei ist in Zeile { $line } bei „{ $element }“ beschädigt. Bitte speichern Sie sie in der anderen App noch einmal.
take-error-forbidden = Die Datei enthält in Zeile { $line } etwas, das in Gesundheitsdaten nichts verloren hat. Wir übernehmen nichts daraus.
take-error-identity = In Zeile { $line } fehlt ein Kennzeichen, oder es kommt zweimal vor. Bitte geben Sie die Datei in der anderen App neu aus.
take-error-newer = Die Datei stammt von einer neueren Version von Heilsam. Bitte laden Sie diese Seite neu.
take-error-details = Für die Technik
take-error-technical = Zeile { $line }, Spalte { $column }: { $detail }

take-kind-diary = Tagebuch
take-kind-blood-pressure = Blutdruck
take-kind-pulse = Puls
take-kind-weight = Gewicht
take-kind-measured = Andere Messwerte
take-kind-note = Notizen
take-kind-questionnaire = Fragebögen
take-kind-score = Ergebnisse von Fragebögen
take-kind-plan = Ziele und Pläne
take-kind-programme = Weg durch das Programm
take-kind-activity = Bewegung, Übungen und gelesene Abschnitte
take-kind-medication = Medikamente
take-kind-problem = Beschwerden
take-kind-contact = Praxen und Ärzte
take-kind-appointment = Termine
take-kind-document = Dokumente
take-kind-photo = Fotos
take-kind-origin = Herkunft der Werte
take-kind-other = Sonstiges
