# Erfolgsmessung: die Datensätze der Anlage 4 für die Meldung an das BfArM.

reports-title = Erfolgsmessung
reports-lead = Die Zahlen für die Meldung nach §§ 23a bis 23d DiGAV, je Quartal, aus Abgaben ohne Namen.
reports-none = Noch keine Zahlen
reports-none-text = Sobald das erste Quartal abgeschlossen ist, stehen seine Zahlen hier.
reports-how = Wie die Zahlen entstehen
reports-how-text = Jedes Gerät zählt für sich. Wer eingewilligt hat, sieht seine Zahlen und gibt sie einzeln frei. Sie kommen ohne Anmeldung an, mit einem Einmal-Beleg, den niemand einer Person zuordnen kann.
reports-how-small = Über weniger als zehn Menschen zeigt Heilsam nichts. Auch nicht als Unterschied zweier Zahlen: Dann fehlen beide.
reports-quarter = { $number }. Quartal { $year }
reports-due = Meldung an das BfArM bis { $day }
reports-collecting = Für dieses Quartal werden noch Zahlen angenommen, bis { $day }.
reports-collecting-why = Vorher zeigt Heilsam nichts. Sonst ließe sich aus zwei Blicken ablesen, wer dazwischen abgegeben hat.
reports-too-few = Weniger als zehn Menschen haben Zahlen abgegeben. Darum gibt es hier nichts zu sehen.
reports-users = { $count } Menschen haben ihre Zahlen abgegeben. Die Zahlen ändern sich nicht mehr.
reports-save = Tabelle speichern (CSV)
reports-not-saved = Der Browser hat das Speichern nicht erlaubt.
reports-statement = Text für die Meldung
reports-copy = Text kopieren
reports-copied = Der Text ist in der Zwischenablage.
reports-not-copied = Der Browser erlaubt kein Kopieren. Bitte markieren Sie den Text.
reports-statement-text =
    Datensätze nach § 23c Absatz 5 und § 23d Absatz 4 und 5 DiGAV (Anlage 4) für das { $quarter }.
    Grundgesamtheit sind { $users } Nutzer, deren Anwendungsdauer in diesem Quartal endete, die nach § 4 Absatz 2 Satz 1 Nummer 3 DiGAV eingewilligt und ihre Zahlen abgegeben haben; Annahmeschluss war der { $closes }.
    Die Zahlen wurden auf den Geräten der Nutzer gebildet und ohne Bezug zu einem Konto abgegeben. Minuten je Woche sind auf 5 gerundet (höchstens 480), Nutzungsvorgänge höchstens 50 je Woche, Tage bis zum Abbruch auf 5 gerundet.
    Wer nicht geantwortet hat, zählt im Nenner der Anteile, nicht in den Messwerten. Die Antworten zum Gesundheitszustand sind von 1 (sehr viel schlechter) bis 7 (sehr viel besser) gezählt.
    { $hidden } Zeilen sind nicht ausgewiesen, weil sie Rückschlüsse auf weniger als zehn Personen zuließen.
reports-row = Angabe
reports-group = Gruppe
reports-all = alle
reports-with = mit Abbrüchen
reports-without = ohne Abbrüche
reports-counts = Anzahlen und Anteile
reports-count = Anzahl
reports-percent = Prozent
reports-values = Messwerte
reports-answers = Antworten im Einzelnen
reports-answer = Antwort
reports-promoters = Promotoren (9 bis 10)
reports-passives = Passive (7 bis 8)
reports-detractors = Detraktoren (0 bis 6)
reports-mean = Mittelwert
reports-deviation = Standardabweichung
reports-minimum = Minimum
reports-maximum = Maximum
reports-median = Median
reports-lower = Unteres Quartil
reports-upper = Oberes Quartil
reports-week = Woche { $week }
reports-week-head = Woche
reports-all-weeks = Alle Wochen: { $name }
reports-hidden = { $name }: nicht gezeigt, es wären weniger als zehn Menschen.
reports-not-told = nicht gezeigt
row-usage-1 = Minuten je Woche
row-usage-2 = Nutzungen je Woche
row-usage-3 = Vorzeitig beendet, Anzahl
row-usage-4 = Vorzeitig beendet, Anteil
row-usage-5 = Nutzungstage bis zum Abbruch
row-usage-6 = Bis zum Ende genutzt, Anzahl
row-usage-7 = Bis zum Ende genutzt, Anteil
row-health-1 = Gesundheitszustand: Antworten
row-health-2 = Gesundheitszustand: Anteil der Antworten
row-health-3 = Veränderung des Gesundheitszustands (1 bis 7)
row-satisfaction-1 = Zufriedenheit: Antworten
row-satisfaction-2 = Zufriedenheit: Anteil der Antworten
row-satisfaction-3 = Leicht zu verstehen (0 bis 10)
row-satisfaction-4 = Zuverlässig funktioniert (0 bis 10)
row-satisfaction-5 = Bei Fragen geholfen (0 bis 10)
row-satisfaction-6 = Erkrankung besser verstanden (0 bis 10)
row-satisfaction-7 = Weiterempfehlung (0 bis 10)
