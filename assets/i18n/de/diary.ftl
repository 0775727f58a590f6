# Das Tagebuch: Einträge aller Arten, Verlauf, Auswertung, Hilfe.

kind-blood-pressure = Blutdruck
kind-pulse = Puls
kind-weight = Gewicht
kind-medication = Medikament
kind-side-effect = Beschwerde
kind-activity = Bewegung
kind-sleep = Schlaf
kind-mood = Stimmung
kind-note = Notiz

value-pulse = { $count } pro Minute
value-irregular = unregelmäßig
value-weight = { $kilograms } kg
value-taken = { $medicine }: genommen
value-skipped = { $medicine }: nicht genommen, { $reason }
value-suspected = { $text } (Verdacht: { $medicine })
value-activity = { $what }, { $minutes } Minuten, { $effort }
value-steps = { $count } Schritte
value-sleep = { $hours } Std. { $minutes } Min. ({ $from } bis { $until } Uhr), { $quality }
value-awake = { $count ->
    [0] nicht aufgewacht
    [one] einmal aufgewacht
   *[other] { $count }-mal aufgewacht
}

unit-tablet = Tabletten
unit-drop = Tropfen
unit-milligram = mg
unit-millilitre = ml
unit-puff = Hübe

skip-forgotten = vergessen
skip-side-effect = wegen Nebenwirkungen
skip-ran-out = Packung leer
skip-low = wegen niedriger Werte oder Schwindel
skip-doctor = auf ärztlichen Rat
skip-not-wanted = wollte ich nicht
skip-other = anderer Grund

effect-dizziness = Schwindel
effect-fainting = Ohnmacht oder Sturz
effect-cough = Trockener Husten
effect-swollen-face = Gesicht, Lippen oder Zunge geschwollen
effect-swollen-legs = Geschwollene Knöchel oder Beine
effect-headache = Kopfschmerzen
effect-tiredness = Müdigkeit
effect-nausea = Übelkeit, Erbrechen oder Durchfall
effect-cramps = Muskelkrämpfe
effect-slow-heartbeat = Langsamer Herzschlag
effect-palpitations = Herzklopfen oder Herzstolpern
effect-rash = Hautausschlag
effect-sexuality = Probleme beim Sex
effect-passing-water = Nachts oft Wasser lassen
effect-other = Etwas anderes

severity-mild = leicht
severity-moderate = stört mich
severity-severe = stark

activity-walking = Gehen
activity-cycling = Radfahren
activity-swimming = Schwimmen
activity-gymnastics = Gymnastik
activity-strength = Krafttraining
activity-gardening = Gartenarbeit
activity-housework = Hausarbeit
activity-dancing = Tanzen
activity-other = Andere Bewegung

effort-light = leicht
effort-moderate = mittel
effort-vigorous = anstrengend
effort-light-long = Leicht: Ich könnte dabei singen.
effort-moderate-long = Mittel: Ich kann reden, aber nicht singen.
effort-vigorous-long = Anstrengend: Ich schaffe nur wenige Wörter.

restful-1 = gar nicht erholsam
restful-2 = wenig erholsam
restful-3 = mittel erholsam
restful-4 = erholsam
restful-5 = sehr erholsam

feeling-1 = sehr schlecht
feeling-2 = schlecht
feeling-3 = mittel
feeling-4 = gut
feeling-5 = sehr gut

tense-1 = sehr ruhig
tense-2 = ruhig
tense-3 = etwas angespannt
tense-4 = angespannt
tense-5 = sehr angespannt

entry-kind = Was möchten Sie eintragen?
entry-choose = Bitte wählen
entry-rate = Puls in Ruhe
entry-rate-hint = Nach fünf Minuten Ruhe gezählt oder vom Gerät abgelesen.
entry-irregular = Der Puls war unregelmäßig
entry-irregular-hint = Er stolperte, oder das Gerät hat es angezeigt.
entry-weight = Gewicht
entry-weight-hint = Am besten morgens, vor dem Frühstück.
entry-weight-unit = kg
entry-medicine = Name des Medikaments
entry-medicine-hint = Wie er auf der Packung steht, zum Beispiel „Ramipril 5 mg“.
entry-medicine-known = Zuletzt eingetragen
entry-taken = Haben Sie es genommen?
entry-taken-yes = Ja, genommen
entry-taken-no = Nein, ausgelassen
entry-skipped = Warum nicht?
entry-amount = Menge (freiwillig)
entry-unit = Einheit
entry-effect = Welche Beschwerde?
entry-words = Ihre Worte
entry-severity = Wie stark?
entry-suspected = Vermutetes Medikament (freiwillig)
entry-suspected-hint = Setzen Sie nichts ab, ohne in Ihrer Praxis zu fragen.
entry-activity = Was haben Sie gemacht?
entry-minutes = Wie lange?
entry-minutes-unit = Minuten
entry-effort = Wie anstrengend?
entry-steps = Schritte (freiwillig)
entry-steps-unit = Schritte
entry-asleep = Eingeschlafen um
entry-awake = Aufgewacht um
entry-quality = Wie erholsam war der Schlaf?
entry-awakenings = Nachts aufgewacht (freiwillig)
entry-awakenings-unit = Mal
entry-mood = Wie geht es Ihnen?
entry-tension = Wie angespannt sind Sie? (freiwillig)
entry-when-awake = Tag des Aufwachens
entry-time = Zeitpunkt
entry-error-choose = Bitte wählen Sie etwas aus.
entry-error-decimal = Bitte nur eine Zahl, zum Beispiel 82 oder 82,5.
entry-error-precise = Bitte höchstens { $decimals } Stellen hinter dem Komma.
entry-error-possible = Möglich ist { $min } bis { $max }. Bitte sehen Sie noch einmal nach.
entry-error-long = Das ist zu lang. Möglich sind { $limit } Zeichen.
entry-error-night = Die Nacht muss zwischen 10 Minuten und 20 Stunden lang sein. Stimmen beide Uhrzeiten?
entry-error-awake = Diese Uhrzeit liegt noch in der Zukunft. Bitte prüfen Sie Uhrzeit und Tag.
entry-error-words = Bitte schreiben Sie etwas.
entry-doubt-weight = Das Gewicht ist ungewöhnlich.
entry-doubt-long = Das ist sehr lange für eine einzelne Bewegung.
entry-doubt-steps = Das sind sehr viele Schritte für diese Zeit.
entry-doubt-sleep = Diese Nacht ist ungewöhnlich kurz oder lang.
entry-doubt-twice = Dieselben Werte stehen vor wenigen Minuten schon im Tagebuch.
entry-doubt-far = Der obere Wert liegt weit weg von allen Ihren Werten der letzten 30 Tage.
entry-doubt-jump = Das Gewicht weicht stark vom letzten ab.
entry-doubt-intake = Diese Einnahme steht schon im Tagebuch.
entry-doubt-overlap = Diese Nacht überschneidet sich mit einer anderen.
entry-doubt-day = Schlaf und Bewegung dieses Tages ergeben mehr als 24 Stunden.
entry-doubt-ago = Das ist mehr als ein Jahr her.
entry-doubt-effort = Sie haben kurz vorher eine Bewegung eingetragen. In Ruhe gemessene Werte sagen mehr.

version-title = { $count ->
    [one] Eine frühere Fassung
   *[other] { $count } frühere Fassungen
}
version-written = Geschrieben am { $when }
version-deleted = Gelöscht
version-with-note = { $values } – { $note }
deleted-title = { $count ->
    [one] Ein gelöschter Eintrag
   *[other] { $count } gelöschte Einträge
}
deleted-when = Gelöscht am { $when }
deleted-restore = Zurückholen
deleted-restore-label = Eintrag zurückholen, gelöscht am { $when }
deleted-restored = Der Eintrag ist wieder da.

history-filter = Art der Einträge
history-all = Alle
chart-minutes = Minuten
chart-hours = Stunden
chart-mood = Stimmung
chart-tension = Anspannung
chart-of-five = von 5

numbers-title = Auswertung
numbers-pressure = Durchschnitte Ihres Blutdrucks
numbers-when = Zeitraum
numbers-average = Durchschnitt
numbers-count = Messungen
numbers-week = Letzte 7 Tage
numbers-morning = Morgens
numbers-evening = Abends
numbers-all = Alle Werte
numbers-below = Unter 135 zu 85
numbers-percent = { $percent } % der Messungen an { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
}
numbers-highest = Höchster Wert
numbers-lowest = Niedrigster Wert
numbers-extreme = { $systolic } zu { $diastolic } am { $day }
numbers-incomplete = Für einen verlässlichen Wochendurchschnitt messen Sie bitte an mindestens drei Tagen, morgens und abends.
numbers-last = Zuletzt
numbers-change = Veränderung seit dem { $day }
numbers-taken = Genommen
numbers-taken-of = { $taken } von { $planned } Einträgen ({ $percent } %)
numbers-times = { $count }-mal
numbers-movement = Bewegung je Woche
numbers-from-monday = Woche ab
numbers-counted = Zählt fürs Ziel
numbers-days = Tage
numbers-movement-goal = Ziel sind 150 Minuten in der Woche. Anstrengende Minuten zählen doppelt, leichte nicht.
numbers-sleep = Schlaf je Woche
numbers-length = { $hours } Std. { $minutes } Min.
numbers-restful = Erholsam (1 bis 5)
numbers-nights = Nächte

advice-title = Das ist jetzt wichtig
advice-lead = Ihr Eintrag ist gespeichert.
advice-crisis = Alle Notrufnummern und Hilfen
advice-call-doctor = 116 117 anrufen

help-link = Hilfe im Notfall
help-title = Hilfe im Notfall
help-lead = Diese Seite geht ohne Anmeldung und ohne Internet.
help-call = { $number } anrufen

import-link = Werte aus einer anderen App übernehmen
import-title = Werte übernehmen
import-lead = Aus einer anderen DiGA (XML oder JSON), aus einem anderen Konto bei Heilsam oder aus einer Tabelle (CSV) Ihres Messgeräts. Die Datei bleibt auf diesem Gerät.
import-file = Ihre Datei
import-file-hint = Sie sehen zuerst eine Vorschau. Übernommen wird nur, was Sie bestätigen.
import-unreadable = Die Datei lässt sich nicht lesen. Bitte wählen Sie sie noch einmal.
import-empty = Die Datei ist leer.
import-too-large = Die Datei ist zu groß. Bitte wählen Sie in der anderen App einen kürzeren Zeitraum.
import-not-text = Das ist keine Tabelle. Bitte wählen Sie in der anderen App die Ausgabe als CSV.
import-open-quote = In Zeile { $line } ist ein Anführungszeichen nicht geschlossen.
import-no-date = Wir haben keine Spalte mit dem Datum erkannt. Bitte wählen Sie sie unten aus.
import-no-values = Wir haben keine Spalte mit Blutdruck, Puls oder Gewicht erkannt. Bitte wählen Sie sie unten aus.
import-preview = Vorschau
import-counts = { $ready ->
    [one] Ein Eintrag kann
   *[other] { $ready } Einträge können
} übernommen werden, { $refused ->
    [one] eine Zeile
   *[other] { $refused } Zeilen
} nicht.
import-ambiguous = Tag und Monat könnten vertauscht sein. Bitte prüfen Sie die Tage in der Vorschau und ändern Sie sonst die Reihenfolge unten.
import-ready = Diese Einträge werden übernommen
import-line = Zeile
import-values = Werte
import-take = { $count ->
    [one] Einen Eintrag übernehmen
   *[other] { $count } Einträge übernehmen
}
import-done = { $count ->
    [one] Ein Eintrag wurde
   *[other] { $count } Einträge wurden
} übernommen.
import-refused = { $count ->
    [one] Eine Zeile wird
   *[other] { $count } Zeilen werden
} nicht übernommen
import-refused-caption = Zeilen, die nicht übernommen werden
import-reason = Grund
import-cell = Steht dort
import-columns = Spalten prüfen und ändern
import-order = Reihenfolge im Datum
import-column = Spalte { $number } (zum Beispiel: { $example })
column-ignored = Nicht übernehmen
column-date = Datum (und Uhrzeit)
column-time = Uhrzeit
order-day = Tag, Monat, Jahr
order-month = Monat, Tag, Jahr
order-year = Jahr, Monat, Tag
refusal-moment = Datum oder Uhrzeit ist nicht lesbar.
refusal-future = Der Zeitpunkt liegt in der Zukunft.
refusal-no-such-time = Diese Uhrzeit gab es an dem Tag nicht (Zeitumstellung).
refusal-no-value = In der Zeile steht kein Wert.
refusal-pressure = Der Blutdruck ist unvollständig oder unmöglich.
refusal-pulse = Der Puls ist unmöglich.
refusal-weight = Das Gewicht ist unmöglich.
refusal-note = Die Notiz ist zu lang.
refusal-there = Steht schon im Tagebuch.
history-value = { $systolic } zu { $diastolic }
history-value-pulse = Puls { $pulse }
