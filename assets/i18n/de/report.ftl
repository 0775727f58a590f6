# Der Bericht für die Praxis: auf dem Bildschirm, als PDF, auf Papier.

report-link = Bericht für die Praxis
report-link-text = Eine Seite für Ihre Ärztin oder Ihren Arzt, dahinter alle Werte. Als PDF oder gedruckt.
report-open = Bericht ansehen
report-title = Bericht für die Praxis
report-lead = Eine Seite für Ihre Ärztin oder Ihren Arzt, dahinter alle Werte. Der Bericht entsteht auf Ihrem Gerät.
report-name = Ihr Name auf dem Bericht
report-name-hint = Freiwillig. Er steht nur auf dem Bericht, nicht auf dem Server.
report-birth = Ihr Geburtsdatum
report-content = Was der Bericht enthält
report-with-values = Alle Werte als Tabellen
report-with-values-detail = Sonst nur die Zusammenfassung auf einer Seite.
report-with-scores = Ergebnisse der Fragebögen
report-with-notes = Ihre Notizen
report-with-notes-detail = Was Sie in Ihren eigenen Worten dazugeschrieben haben.
report-save = Als PDF speichern
report-print = Drucken
report-data = Dieselben Werte als Datei für ein Computerprogramm (FHIR)
report-preview = Vorschau
report-empty-title = Noch nichts zu berichten
report-empty-text = Sobald Sie Werte eingetragen haben, können Sie hier einen Bericht erstellen.
report-error = Das PDF konnte nicht erstellt werden. Beim ersten Mal brauchen Sie dafür eine Internetverbindung. Drucken geht auch ohne.
report-done-title = Der Bericht ist gespeichert
report-done-text = Sie finden ihn bei Ihren Downloads. Er ist nicht verschlüsselt: Geben Sie ihn nur Menschen, die ihn sehen dürfen.
report-again = Noch einmal speichern

print-title-pressure = Blutdruckbericht
print-file = heilsam-bericht-{ $day }.pdf
print-about-name = Name
print-about-birth = Geboren am
print-about-period = Zeitraum
print-about-made = Erstellt am
print-about-photos = Fotos
print-photos = { $count ->
    [one] Ein Foto gehört zu den Einträgen. Es ist hier nicht gedruckt.
   *[other] { $count } Fotos gehören zu den Einträgen. Sie sind hier nicht gedruckt.
}
print-period = { $first } bis { $last }
print-page = Seite { $page } von { $pages }
print-overview = Überblick
print-pressure = { $systolic }/{ $diastolic }
print-figure-week = Durchschnitt über 7 Tage (mmHg)
print-figure-week-detail = { $first } bis { $last }: { $count ->
    [one] eine Messung
   *[other] { $count } Messungen
} an { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
}
print-figure-week-few = Zu wenige Messungen für eine Entscheidung.
print-figure-all = Durchschnitt im Zeitraum (mmHg)
print-figure-all-detail = { $count ->
    [one] eine Messung
   *[other] { $count } Messungen
} an { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
}
print-figure-below = Unter 135/85
print-figure-below-detail = Anteil der Messungen
print-figure-intake = Medikamente genommen
print-figure-intake-detail = { $taken } von { $planned } Einträgen
print-medicine-plan = Tage mit allen Medikamenten
print-medicine-plan-value = { $done } von { $planned } geplanten Tagen (Ziel: { $target } in der Woche)
print-percent = { $percent } %
print-day-parts = Morgens und abends
print-column-when = Zeitraum
print-column-systolic = Oberer Wert
print-column-diastolic = Unterer Wert
print-column-pulse = Puls
print-column-count = Messungen
print-column-below = Unter 135/85
print-column-week = Woche ab
print-column-measured = Gemessen
print-column-remark = Hinweis
print-column-at = Zeitpunkt
print-column-entry = Eintrag
print-column-note = Notiz
print-column-day = Tag
print-column-questionnaire = Fragebogen
print-column-scale = Skala
print-column-points = Punkte
print-column-possible = Möglich
print-column-meaning = Bedeutung
print-range = { $low } bis { $high }
print-morning = Morgens (4 bis 12 Uhr)
print-evening = Abends (16 bis 24 Uhr)
print-all-day = Alle Messungen
print-highest = Höchster Wert
print-lowest = Niedrigster Wert
print-extreme = { $value } mmHg am { $day }
print-spread = Schwankung (oberer Wert)
print-spread-value = ± { $value } mmHg (Standardabweichung)
print-trend = Verlauf (oberer Wert)
print-trend-falling = Sinkt um { $value } mmHg je Woche
print-trend-rising = Steigt um { $value } mmHg je Woche
print-trend-level = Bleibt etwa gleich
print-weight = Gewicht zuletzt
print-weight-change = { $value } kg ({ $change } kg seit { $day })
print-weight-value = { $value } kg
print-skipped = Ausgelassen
print-skipped-reason = { $reason } ({ $count })
print-complaints = Beschwerden
print-complaint = { $what }, { $severity }, { $count }-mal, zuletzt { $day }
print-notable = Auffällige Messungen
print-notable-none = Keine Messung ab 180/110 oder unter 90 mmHg, kein unregelmäßiger Puls.
print-notable-critical = { $value } mmHg am { $at }: sehr hoch
print-notable-low = { $value } mmHg am { $at }: niedrig
print-notable-irregular = { $value } mmHg am { $at }: unregelmäßiger Puls laut Gerät
print-notable-pulse = Puls { $value } pro Minute am { $at }: unregelmäßig
print-notable-more = { $count ->
    [one] Eine weitere steht in der Tabelle.
   *[other] { $count } weitere stehen in der Tabelle.
}
print-score = { $value } Punkte am { $day }
print-score-band = { $value } Punkte ({ $band }) am { $day }
print-score-before = { $text }, zuvor { $before }
print-chart = Blutdruck im Verlauf (mmHg)
print-chart-days = Blutdruck im Verlauf (mmHg, Durchschnitt je Tag)
print-chart-weeks = Blutdruck im Verlauf (mmHg, Durchschnitt je Woche)
print-chart-limit = Grenze zu Hause 135/85
print-chart-alt = Liniendiagramm des Blutdrucks vom { $first } bis { $last }. Oberer Wert zwischen { $low } und { $high } mmHg. Alle Werte stehen in den Tabellen.
print-chart-weight = Gewicht im Verlauf (kg)
print-chart-weight-days = Gewicht im Verlauf (kg, Durchschnitt je Tag)
print-chart-weight-weeks = Gewicht im Verlauf (kg, Durchschnitt je Woche)
print-chart-weight-alt = Liniendiagramm des Gewichts vom { $first } bis { $last }. Zwischen { $low } und { $high } kg. Alle Werte stehen in den Tabellen.
print-chart-score = { $name }: Ergebnisse im Verlauf (Punkte)
print-chart-score-alt = Liniendiagramm der Ergebnisse von „{ $name }“ vom { $first } bis { $last }. Zwischen { $low } und { $high } Punkten. Alle Ergebnisse stehen in der Tabelle.
print-method = Selbst gemessene Werte aus dem Tagebuch, keine Diagnose. Durchschnitt über 7 Tage nach Nationaler VersorgungsLeitlinie Hypertonie 2023: Mittel aller Messungen von sieben Tagen, endend mit der letzten Messung; verlässlich ab drei Tagen mit Messungen morgens und abends. Grenzwert zu Hause 135/85 mmHg.
print-weeks = Durchschnitt je Woche
print-values = Alle Blutdruckwerte
print-scores = Ergebnisse der Fragebögen
print-others = Weitere Einträge
print-remark-critical = sehr hoch
print-remark-high = erhöht
print-remark-low = niedrig
print-remark-irregular = Puls unregelmäßig
print-remark-device = vom Gerät
print-remark-file = aus Datei
print-nothing-else = Im Zeitraum gibt es keine weiteren Einträge.
print-no-pressure = Im Zeitraum wurde kein Blutdruck gemessen.
