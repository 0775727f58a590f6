# Die App für Hersteller: Tabellen einlesen, eigene Kataloge, veröffentlichte Texte, bewertete Änderungen.

import-title = Tabelle einlesen
import-lead = Haben Sie Antworten schon in einer Tabelle? Lesen Sie sie ein. Sie sehen vorher, was jede Zeile bewirkt.
import-templates = Vorlagen
import-templates-hint = Jede Vorlage enthält alle Anforderungen mit ihrem zulässigen Grund. Öffnen Sie sie mit einer Tabellenkalkulation und füllen Sie die Spalten „Antwort“, „Begründung“ und „Erläuterung“ aus.
import-template = Vorlage speichern
import-file = Tabelle einlesen
import-file-label = Tabelle
import-file-hint = CSV oder XLSX bis 5 MB. Gelesen wird das erste Blatt. Die Datei bleibt auf diesem Gerät.
import-too-large = Die Datei ist größer als 5 MB. Bitte teilen Sie sie.
import-too-long = Die Tabelle hat mehr als 5000 Zeilen. Bitte teilen Sie sie.
import-no-table = Das ist keine Tabelle, die wir lesen können. Bitte speichern Sie sie als CSV oder XLSX.
import-old-excel = Das ist eine Datei aus einem alten Excel. Bitte speichern Sie sie als XLSX oder CSV.
import-preview = Was die Tabelle bewirkt
import-counts = Neu: { $new }. Würde ersetzen: { $replacing }. Nicht möglich: { $wrong }. Schon so gespeichert: { $same }. Ohne Antwort: { $empty }.
import-new = Neue Antworten ({ $count })
import-replacing = Würde etwas ersetzen ({ $count })
import-replacing-hint = Hier steht schon etwas anderes. Nichts davon wird ersetzt, wenn Sie es nicht ankreuzen.
import-wrong = Nicht möglich ({ $count })
import-unknown = Diese Anforderung gibt es in den Fragebögen Ihres Rechtsstands nicht.
import-twice = Zeile { $line } beantwortet dieselbe Anforderung schon.
import-line = Zeile { $line }: { $name }
import-before = Jetzt: { $text }
import-after = Neu: { $text }
import-to-item = Anforderung ansehen
import-take = { $count ->
    [one] 1 Antwort übernehmen
   *[other] { $count } Antworten übernehmen
}
import-taken = { $count ->
    [one] 1 Antwort ist gespeichert.
   *[other] { $count } Antworten sind gespeichert.
}
import-done = { $count ->
    [one] 1 Antwort ist im Dossier.
   *[other] { $count } Antworten sind im Dossier.
} Binden Sie noch Nachweise und bitten Sie um die Prüfung.
import-nothing-chosen = Kreuzen Sie mindestens eine Zeile an.

own-title = Eigene Kataloge
own-lead = Fragenlisten, die Sie selbst mitbringen, zum Beispiel aus Ihrem Qualitätsmanagement.
own-list = Im Dossier
own-none = Noch kein eigener Katalog.
own-remove = Entfernen
own-removed = Der Katalog ist entfernt.
own-add = Katalog hinzufügen
own-add-hint = Ein Katalog ist eine JSON-Datei. Am einfachsten ändern Sie unser Beispiel. Jede Abweichung vom Aufbau wird mit ihrer Stelle genannt.
own-example = Beispiel speichern
own-file = Datei
own-file-hint = JSON bis 500.000 Zeichen. Die Kennung darf nicht mit digav-, bmv- oder tr-03161- beginnen.
own-added = Der Katalog ist im Dossier.

texts-title = Veröffentlichte Texte
texts-lead = Passen Impressum, Website, Beschreibung und Gebrauchsanweisung zum Antrag (§ 9 Absatz 2)?
texts-nothing = Kein Widerspruch gefunden
texts-found = { $count ->
    [one] 1 Hinweis
   *[other] { $count } Hinweise
}
texts-by-person = Ein Programm vergleicht Wörter, nicht den Sinn. Lesen Sie die Texte auch selbst.
texts-list = Im Dossier
texts-none = Noch kein Text.
texts-carries = Muss die Zweckbestimmung im Wortlaut enthalten.
texts-change = Ändern
texts-remove = Entfernen
texts-removed = Der Text ist entfernt.
texts-add = Text hinzufügen
texts-name = Bezeichnung
texts-name-hint = Zum Beispiel: Impressum, Website, Gebrauchsanweisung.
texts-body = Text
texts-body-hint = Fügen Sie den ganzen Text ein, so wie er veröffentlicht ist.
texts-must-carry = Muss die Zweckbestimmung enthalten
texts-must-carry-hint = Das gilt für Impressum und Gebrauchsanweisung.
texts-replaces = Ein Text mit dieser Bezeichnung steht schon im Dossier. Speichern ersetzt ihn; in der Chronik bleibt er.
texts-incomplete = Bezeichnung und Text fehlen noch.
texts-save = Text speichern
texts-saved = Der Text ist gespeichert.

change-new = Neue Bewertung
change-release = Um welche Version geht es?
change-since = Verglichen mit
change-since-hint = Der Stand, den das Verzeichnis heute zeigt.
change-since-release = Version { $version }, benannt am { $when }
change-since-assessed = Bewertung zu Version { $version } am { $when }
change-since-begin = Beginn des Dossiers
change-differences = Was sich im Dossier geändert hat
change-same = Seitdem wurde nichts geändert.
change-statements = { $count ->
    [one] 1 geänderte Angabe:
   *[other] { $count } geänderte Angaben:
}
change-take-statements = Als geänderte Angaben übernehmen
change-items = { $count ->
    [one] 1 Anforderung mit anderer Antwort oder anderem Nachweis
   *[other] { $count } Anforderungen mit anderer Antwort oder anderem Nachweis
}
change-materials = Was sich an der Software geändert hat
change-sbom-before = Stückliste bisher (CycloneDX)
change-sbom-after = Stückliste neu (CycloneDX)
change-sbom-same = Beide Stücklisten nennen dieselben Komponenten.
change-components = { $count ->
    [one] 1 geänderte Komponente
   *[other] { $count } geänderte Komponenten
}
change-component = { $name }: { $before } → { $after }
change-component-new = { $name } { $version } (neu)
change-component-gone = { $name } { $version } (entfällt)
change-components-more = und { $count } weitere.
change-keep = Bewertung festhalten
change-kept = Die Bewertung steht im Dossier.
change-kept-title = Bewertete Änderungen
change-kept-none = Noch keine Änderung bewertet.
change-left = Einfache Anzeigen, die { $year } noch möglich sind: { $count } von 4.
change-version-of = Version { $version }
change-by = Bewertet von { $name } am { $when }
change-told = Angezeigt am { $day }.
change-told-on = Tag der Anzeige
change-day-missing = Nennen Sie den Tag der Anzeige.
change-note = Anzeige vermerken
change-noted = Die Anzeige ist vermerkt.

access-title = Kostenfreier Zugang für das BfArM
access-text = Mit diesem Code legt eine Person beim BfArM in der App für Patientinnen und Patienten ein eigenes Konto an. Sie gibt ihn dort ein, wo sonst der Freischaltcode steht. Jeder Code gilt einmal.
access-make = Code erzeugen
access-made = Der Code. Er wird nur jetzt gezeigt.
access-until = Einlösbar bis { $day }. Das Konto bleibt danach bestehen.
access-copy = Code kopieren
access-copied = Der Code ist kopiert.

submission-title = Für das BfArM
submission-text = Das PDF enthält jede Anforderung mit Antwort, Begründung, Nachweisen und Freigabe. Das ZIP enthält dazu alle Dokumente, die maschinenlesbaren Fassungen und Prüfsummen. Derselbe Stand ergibt am selben Tag dieselbe Datei.
submission-save-pdf = Dossier als PDF
submission-save-redacted = Geschwärzter Antrag als PDF
submission-save-zip = Alles als ZIP
submission-pdf = Das PDF wird geschrieben …
submission-generated = Dokumente aus der Konfiguration werden geschrieben …
submission-document = Dokument { $number } von { $count } wird geöffnet …
submission-readme = Dossier für das BfArM. Die Prüfsummen stehen in SHA384SUMS und lassen sich mit „sha384sum -c SHA384SUMS“ prüfen.
submission-missing = Diese Dokumente liegen nicht im Dossier oder lassen sich hier nicht öffnen. Legen Sie sie selbst bei:
generated-title = Aus der Konfiguration erzeugt
generated-text = Diese Entwürfe entstehen aus den Einstellungen des laufenden Servers und sagen das von sich selbst. Was der Hersteller entscheiden muss, steht darin als „offen“.
generated-everybody = alle
generated-logged-in = jedes Konto

members-title = Schlüssel der Beteiligten
members-lead = Dokumente werden für die Schlüssel aller Beteiligten verschlossen. Vergleichen Sie die Nummern einmal miteinander, am besten am Telefon: Jede Person liest ihre eigene vor.
members-own = Ihre Nummer
members-none = Außer Ihnen hat noch niemand ein Konto für dieses Dossier.
members-seen = noch nicht verglichen
members-compared = verglichen
members-changed = Schlüssel hat sich geändert
members-changed-text = Ein Schlüssel ändert sich nie von selbst. Vielleicht gibt jemand sich als diese Person aus. Sie bekommt keine neuen Dokumente, bis Sie die Nummer am Telefon verglichen haben. Bitte sagen Sie auch dem Betreiber Bescheid.
members-compare = Nummer stimmt überein
members-done = Gemerkt. Das gilt auf diesem Gerät, bis Sie sich abmelden.
members-look = Nummern ansehen
members-broken = Die Schlüssel einer Person passen nicht zusammen. Bitte sagen Sie dem Betreiber Bescheid. Dokumente werden nicht weitergegeben.

journal-title = Chronik
journal-count = { $count } Einträge. Prüfsumme des letzten: { $head } …
journal-none = Noch nichts geschehen
journal-none-text = Hier steht, wer wann was getan hat.
journal-evidence = Nachweis hinzugefügt: { $name }
journal-properties = Eigenschaften des Produkts: { $names }
journal-scenario = Schadensszenario bewertet: { $name }
journal-cumulation = Schutzbedarf wegen Kumulation angehoben
journal-cumulation-none = Kumulation zurückgenommen
journal-release = Version { $version }, Stand { $commit }
journal-filing = Antrag geplant am { $day }
journal-filing-none = Kein Tag für den Antrag geplant
journal-text = Veröffentlichter Text: { $title }
journal-text-gone = Veröffentlichter Text entfernt: { $title }
journal-catalogue = Eigener Katalog hinzugefügt: { $file }
journal-catalogue-gone = Eigener Katalog entfernt: { $id }
journal-change = Änderung mit Version { $version } bewertet
journal-notice = Änderung dem BfArM angezeigt am { $day }
