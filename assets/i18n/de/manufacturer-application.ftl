# Antrag nach § 2, Verfahren, Änderungen nach § 18, Ausgabe.

application-title = Antrag nach § 2 DiGAV
application-lead = Alle Angaben des Antrags als Formulare. Was nicht zusammenpasst, steht daneben.
application-paragraph = Absatz { $number }
application-statements = Angaben
application-statement = Angabe { $number }
application-complete = vollständig
application-missing = { $count ->
    [one] 1 Angabe fehlt
   *[other] { $count } Angaben fehlen
}
application-hints = { $count ->
    [one] 1 Hinweis
   *[other] { $count } Hinweise
}
application-not-applicable = nicht zutreffend
application-listing = Was beantragen Sie?
application-permanent = Dauerhafte Aufnahme
application-permanent-hint = Positive Versorgungseffekte sind nachgewiesen (§ 139e Absatz 2 SGB V).
application-trial = Vorläufige Aufnahme zur Erprobung
application-trial-hint = Der Nachweis folgt in der Erprobung (§ 139e Absatz 4 SGB V).
application-saved = Gespeichert.
application-save = Angaben speichern
application-unknown = Diese Angabe gibt es nicht
application-back = Zurück zum Antrag
application-before = Vorherige Angabe
application-after = Nächste Angabe
application-exclude = Diese Angabe trifft nicht zu
application-exclude-hint = Die Verordnung verlangt sie nur, „soweit zutreffend“.
application-row = Eintrag { $number }
history-field = { $field }: { $text }
history-field-emptied = { $field } geleert
history-marked = { $field } nicht veröffentlichen: { $grounds }
history-unmarked = { $field } darf veröffentlicht werden
history-applicable = Doch zutreffend
field-in-row = { $field }, Eintrag { $row }
application-proposed = Aus dem Programm
application-proposed-text = Das weiß das Programm selbst, aus seinen Tests und seinem Export. Sie können es übernehmen und danach ändern.
application-proposed-take = { $count ->
    [one] 1 Eintrag übernehmen
   *[other] { $count } Einträge übernehmen
}
application-add-row = Weiterer Eintrag

field-yes = Ja
field-no = Nein
field-optional = freiwillig
field-other = Gleichzeitig geschrieben von { $name }:
field-marks = Nicht veröffentlichen?
field-marked = Nicht veröffentlichen: { $grounds }
field-marks-hint = Was Sie hier kennzeichnen, fehlt in der geschwärzten Fassung (§ 2 Absatz 2 DiGAV).

procedure-title = Verfahren
procedure-lead = Fristen und Gebühren, jeweils mit dem Wortlaut der Verordnung.
procedure-to = Fristen und Gebühren
procedure-to-change = Änderung bewerten (§ 18)
procedure-to-output = Dossier ausgeben
procedure-deadlines = Fristen
procedure-deadlines-hint = Tragen Sie ein, was geschehen ist. Wochenenden und Feiertage in Nordrhein-Westfalen sind berücksichtigt. Diese Eingaben werden nicht gespeichert.
procedure-filed = Vollständiger Antrag eingegangen am
procedure-supplement = Aufforderung zur Ergänzung des Antrags vom
procedure-supplement-months = Monate für die Ergänzung des Antrags
procedure-change-supplement = Aufforderung zur Ergänzung einer Anzeige vom
procedure-change-months = Monate für die Ergänzung der Anzeige
procedure-trial-ends = Ende der Erprobung
procedure-study = Studie abgeschlossen am
procedure-specification = Neue Festlegung für die ePA veröffentlicht am
procedure-listed = Dauerhaft aufgenommen am
procedure-no-deadline = Noch keine Frist: Tragen Sie einen Tag ein.
procedure-until = Bis { $day }
procedure-actor = Wer handelt: { $actor }
procedure-why = Wortlaut der Regel
procedure-fees = Gebühren
procedure-service = Wofür
procedure-ending = Wie es ausging
procedure-reduced = Ermäßigung wird beantragt
procedure-reduced-hint = Bis auf ein Viertel. Wie weit, entscheidet das BfArM.

fee-permanent = Entscheidung über die dauerhafte Aufnahme
fee-trial = Entscheidung über die vorläufige Aufnahme
fee-after-trial = Entscheidung nach der Erprobung
fee-extension = Verlängerung der Erprobung
fee-significant = Anzeige einer wesentlichen Veränderung
fee-directory = Anzeige einer Änderung von Angaben im Verzeichnis
fee-removal = Streichung auf Antrag
fee-notice = Einfache Anzeige
fee-consultation = Beratung
fee-rendered = wie beantragt erbracht
fee-refused = abgelehnt
fee-not-competent = abgelehnt, weil das BfArM nicht zuständig ist
fee-withdrawn = während der Bearbeitung zurückgenommen
fee-withdrawn-early = vor Beginn der Bearbeitung zurückgenommen
fee-objection = Widerspruch ohne Erfolg
fee-fee-objection = Widerspruch nur gegen die Gebühr ohne Erfolg
fee-between = { $least } bis { $most }
fee-unknown = Diese Gebühr gibt es unter diesem Rechtsstand nicht.

change-title = Änderung bewerten
change-lead = Nach § 18 DiGAV: Muss eine Änderung angezeigt werden, und wie?
change-safety = Hat die Änderung wesentlichen Einfluss auf Sicherheit, Funktionstauglichkeit oder Qualität?
change-protection = Hat die Änderung wesentlichen Einfluss auf Datenschutz oder Datensicherheit?
change-effects = Hat die Änderung wesentlichen Einfluss auf den Nachweis positiver Versorgungseffekte, oder ändern sich die Patientengruppen?
change-reason = Warum?
change-directory = Welche Angaben im Verzeichnis ändern sich?
change-entries = Angaben nach § 2 ({ $count } gewählt)
change-other = Andere Angaben des Verzeichnisses ändern sich
change-outcome = Ergebnisse der Erfolgsmessung ändern sich
change-editorial = Die Änderung im Verzeichnis ist geringfügig und nur redaktionell
change-assess = Bewerten
change-again = Von vorn beginnen
change-result = Ergebnis
change-none = Keine Anzeige nötig
change-notice = Einfache Anzeige
change-significant = Wesentliche Veränderung: vorher anzeigen
change-cost = Gebühr: { $cost }.
change-trace = Weg zum Ergebnis
change-applies = trifft zu
change-applies-not = trifft nicht zu
change-print = Bewertung drucken

output-title = Dossier ausgeben
output-lead = Für das BfArM, für Ihre Unterlagen und für Programme.
output-incomplete = Es fehlt noch etwas. Was Sie jetzt ausgeben, ist ein Entwurf.
output-paper = Druckfassung
output-paper-hint = Alle Angaben und alle Punkte mit Wortlaut, Antwort, Nachweisen und Freigabe.
output-paper-open = Druckfassung öffnen
output-files = Dateien
output-files-hint = Die Dateien entstehen in Ihrem Browser.
output-dossier = Dossier (JSON)
output-dossier-hint = Alles, auch Antworten, Nachweise und Personen.
output-redacted = Geschwärzte Fassung (JSON)
output-redacted-hint = Nur der Antrag, ohne was Sie gekennzeichnet haben.
output-component = Komponente (OSCAL)
output-results = Prüfergebnisse (OSCAL)
output-catalogues = { $count } Verzeichnisse für OSCAL
output-catalogue = Verzeichnis „{ $title }“ (OSCAL)
output-oscal-hint = OSCAL 1.2 als JSON.
output-cyclonedx = Erklärungen (CycloneDX)
output-cyclonedx-hint = CycloneDX 1.6 als JSON.
output-save = Speichern
output-saved = { $name } ist fertig. Ihr Browser legt die Datei bei den Downloads ab.
output-failed = Die Datei konnte nicht erzeugt werden. Versuchen Sie es noch einmal.

paper-title = Dossier: { $product }
paper-print = Drucken
paper-law = Rechtsstand
paper-need = Schutzbedarf
paper-need-open = noch nicht festgestellt
paper-made = Stand
paper-head = Prüfsumme der Chronik
