# Die App für Patientinnen und Patienten.

nav-today = Heute
nav-history = Verlauf
nav-take = Mitnehmen
nav-account = Konto

welcome-title = Willkommen bei Heilsam
welcome-lead = Ihr Blutdrucktagebuch auf Rezept. In drei Schritten zum ersten Eintrag.
welcome-start = Mit Freischaltcode beginnen
welcome-login = Ich habe schon ein Konto
welcome-code = Den Freischaltcode schickt Ihnen Ihre Krankenkasse. Er hat 16 Zeichen.
welcome-private = Verschlüsselt auf Ihrem Gerät. Der Server kann Ihre Werte nicht lesen.

lost-title = Ich habe keinen Bogen
lost-device = Sind Sie auf einem anderen Gerät noch angemeldet? Öffnen Sie dort „Konto“, dann „Anmeldung ändern“, und richten Sie einen neuen Weg ein.
lost-contact = Hat eine Vertrauensperson einen Bogen von Ihnen? Dann wählen Sie „Mit dem Bogen einer Vertrauensperson“.
lost-gone = Sonst kann niemand Ihr Konto mehr öffnen, auch wir nicht. Ihre Einträge sind dann verloren.
lost-why = Das hat einen Grund: Nur Sie hatten den Schlüssel. Darum konnte niemand sonst Ihre Einträge lesen.
lost-anew = Sie können neu anfangen. Dafür brauchen Sie einen neuen Freischaltcode. Bitte fragen Sie Ihre Krankenkasse.
lost-register = Neu anfangen

register-step = Schritt { $step } von 3

code-label = Ihr Freischaltcode
code-hint = 16 Zeichen aus dem Schreiben Ihrer Krankenkasse. Leerzeichen und Kleinbuchstaben sind egal.
code-scan = Mit der Kamera scannen
code-scan-title = Code scannen
code-scan-text = Halten Sie den Code aus dem Schreiben ins Bild.
code-scan-none = Das Scannen klappt hier nicht. Bitte erlauben Sie die Kamera, oder tippen Sie den Code ab.
sheet-scan = QR-Code des Bogens scannen
sheet-scan-text = Halten Sie den QR-Code auf dem Bogen ins Bild.
sheet-scan-other = Das ist nicht der Code eines Bogens. Bitte halten Sie den QR-Code auf dem Bogen ins Bild.
code-count = { $found } von 16 Zeichen
code-error-empty = Bitte geben Sie den Code ein.
code-error-length = Der Code hat 16 Zeichen. Hier sind es { $found }.
code-error-character = Zeichen { $position } (Gruppe { $group }) kommt in Freischaltcodes nicht vor. Erlaubt sind Buchstaben und die Ziffern 2 bis 7.
code-error-version = In Gruppe 1 stimmt das dritte Zeichen nicht. Dort steht immer ein A.
code-error-check = Mindestens ein Zeichen ist vertippt. Bitte vergleichen Sie Gruppe für Gruppe: { $groups }

consent-title = Ihre Einwilligung
consent-lead = Sie entscheiden für jeden Zweck einzeln. Nichts ist vorausgewählt.
consent-legend = Wofür Heilsam Ihre Daten verarbeiten darf
consent-separate-title = Getrennt davon: Verbesserung
consent-required = Erforderlich
consent-optional = Freiwillig
consent-agree = Ich willige ein:
consent-details = Rechtsgrundlage und Widerruf
consent-error = Ohne diese Einwilligung kann Heilsam Ihr Tagebuch nicht führen. Bitte kreuzen Sie sie an, wenn Sie einverstanden sind.
consent-privacy = Datenschutzerklärung lesen

home-title = Guten Tag
home-lead = Ihr Tagebuch auf einen Blick.
home-add = Eintragen
home-withdrawn = Sie haben Ihre Einwilligung widerrufen. Neue Einträge bleiben auf diesem Gerät und werden nicht übertragen. Unter „Konto“ können Sie wieder einwilligen.
home-last = Letzter Eintrag
home-average = Durchschnitt der letzten 7 Tage
home-average-of = aus { $count ->
    [one] einer Messung
   *[other] { $count } Messungen
}
home-empty-title = Noch kein Eintrag
home-empty-text = Tragen Sie Ihren ersten Blutdruck ein. Das dauert weniger als eine Minute.
home-sheet-title = Ihr Weg zurück
home-sheet-text = Drucken Sie jetzt Ihren Wiederherstellungsbogen. Mit ihm kommen Sie wieder an Ihre Einträge, wenn Sie Ihr Gerät verlieren.
home-sheet = Bogen erstellen
sheet-again-title = Ihr Wiederherstellungsbogen
sheet-again-text = Liegt Ihr Bogen noch an einem sicheren Ort? Mit ihm kommen Sie wieder an Ihre Einträge, wenn Sie Ihr Gerät verlieren.
sheet-again-none = Sie haben noch keinen Bogen. Mit ihm kommen Sie wieder an Ihre Einträge, wenn Sie Ihr Gerät verlieren.
sheet-again-yes = Ja, ich habe ihn
sheet-again-make = Nein, neuen Bogen erstellen

entry-title = Eintragen
entry-read-title = Eintrag
entry-edit-title = Eintrag ändern
entry-lead = Bitte vor der Messung fünf Minuten ruhig sitzen.
entry-systolic = Oberer Wert (systolisch)
entry-diastolic = Unterer Wert (diastolisch)
entry-pulse = Puls (wenn gemessen)
entry-when = Gemessen am
entry-note = Notiz
entry-note-hint = Nur wenn Sie möchten, zum Beispiel „nach dem Treppensteigen“
entry-more = Zeitpunkt und Notiz
entry-save = Speichern
entry-saved = Gespeichert.
entry-saved-past = Gespeichert. Was Sie da eingetragen haben, war auffällig und liegt schon zurück. Zeigen Sie es beim nächsten Termin in Ihrer Praxis.
entry-pressure-unit = mmHg
entry-pulse-unit = pro Minute
entry-error-missing = Bitte tragen Sie diesen Wert ein.
entry-error-number = Bitte nur ganze Zahlen, ohne Komma und Buchstaben.
entry-error-range = Möglich sind { $min } bis { $max }. Bitte sehen Sie noch einmal auf das Gerät.
entry-error-swapped = Der obere Wert muss größer sein als der untere. Sind die beiden vertauscht?
entry-error-when = Bitte geben Sie einen Zeitpunkt an, der nicht in der Zukunft liegt.
entry-error-note = Die Notiz ist zu lang. Möglich sind 2.000 Zeichen.
entry-doubt-title = Stimmt das so?
entry-doubt-close = Oberer und unterer Wert liegen sehr nah beieinander.
entry-doubt-apart = Oberer und unterer Wert liegen sehr weit auseinander.
entry-doubt-pulse = Der Puls ist ungewöhnlich.
entry-doubt-yes = Ja, so speichern
entry-doubt-no = Noch einmal ändern
entry-delete = Eintrag löschen
entry-delete-title = Diesen Eintrag löschen?
entry-delete-text = Er verschwindet auf allen Ihren Geräten, ein Foto mit ihm.
entry-deleted = Der Eintrag wurde gelöscht.
entry-gone = Diesen Eintrag gibt es nicht mehr.

critical-title = Ihr Blutdruck ist sehr hoch
critical-value = Gemessen: { $systolic } zu { $diastolic } mmHg.
critical-complaints = Haben Sie jetzt eine dieser Beschwerden?
critical-list = Brustschmerzen, Atemnot, Lähmung, Sprach- oder Sehstörung, starke Kopfschmerzen, Verwirrtheit
critical-call = Dann rufen Sie sofort den Notruf 112.
critical-call-button = 112 anrufen
critical-without = Ohne Beschwerden: Setzen Sie sich ruhig hin und messen Sie nach fünf Minuten noch einmal. Bleibt der Wert so hoch, rufen Sie heute Ihre Arztpraxis an, außerhalb der Sprechzeiten den Bereitschaftsdienst 116 117.
critical-again = Noch einmal messen
critical-done = Verstanden
low-complaints = Ist Ihnen schwindlig, oder waren Sie ohnmächtig?
complaints-yes = Ja, etwas davon
complaints-no = Nein, nichts davon
unwell = Mir geht es nicht gut
unwell-no = Wird es nicht besser, rufen Sie Ihre Arztpraxis an, außerhalb der Sprechzeiten den Bereitschaftsdienst 116 117.

history-title = Verlauf
history-lead = Alle Einträge, die neuesten zuerst.
history-chart = Blutdruck und Puls
history-systolic = Oberer Wert
history-diastolic = Unterer Wert
history-pulse = Puls
history-entries = Einträge
history-look = Ansehen
history-look-label = Eintrag vom { $when } ansehen
history-edit = Ändern
history-edit-label = Eintrag vom { $when } ändern
history-high = Erhöht
history-critical = Sehr hoch
history-low = Niedrig
history-more = Ältere Einträge zeigen
history-whole = Ganzen Zeitraum zeigen
history-until = Einträge bis zu diesem Tag

sync-saved = Auf diesem Gerät gespeichert
sync-done = Gespeichert und übertragen
sync-waiting = Gespeichert. Wird übertragen, sobald Sie Verbindung haben.
sync-working = Wird übertragen …
sync-problem = Gespeichert, aber noch nicht übertragen
sync-held = Nur auf diesem Gerät: Ihr Zeitraum ist zu Ende. Mit einem Folgecode wird der Rest übertragen.
sync-frozen = Abgleich angehalten

account-title = Konto
account-consents = Einwilligungen
account-consents-text = Erteilt oder nicht erteilt, je Zweck. Sie können jederzeit ändern.
account-given = Erteilt
account-not-given = Nicht erteilt
account-give = Einwilligen
account-withdraw = Widerrufen
account-withdraw-label = Einwilligung widerrufen: { $purpose }
account-give-label = Einwilligen: { $purpose }
account-withdraw-title = Einwilligung widerrufen?
account-withdraw-text = Der Widerruf gilt ab jetzt. Was vorher geschah, bleibt rechtmäßig.
account-withdraw-required = Danach wird nichts mehr übertragen. Ihre Einträge bleiben auf diesem Gerät lesbar.
account-until = Ihre Verordnung gilt bis { $when }.

preview-start = Erst einmal ansehen
preview-title = Vorschau mit Beispieldaten
preview-text = Diese Werte sind ausgedacht. Nichts wird gespeichert oder übertragen. Bitte tragen Sie hier keine eigenen Werte ein.
preview-end = Vorschau beenden
preview-not-here = Das lässt sich ohne Konto nicht ausprobieren. In der Vorschau sehen Sie Tagebuch, Verlauf, Programm, Plan, Fragebögen und einen Termin.
preview-medicine = Beispiel-Tablette
preview-practice = Hausarztpraxis Beispiel

eligible-title = Erst eine Frage, dann Ihr Code
eligible-lead = Bitte lesen Sie das und beantworten Sie die Frage. Danach erscheint das Feld für Ihren Freischaltcode.
eligible-agreed = Ja. Meine Praxis hat zugestimmt, dass ich Heilsam nutze.
eligible-then = Danach geben Sie hier Ihren Code ein.
eligible-now = Geben Sie jetzt darunter Ihren Code ein.
eligible-first = Bitte fragen Sie zuerst in Ihrer Praxis. Ihr Freischaltcode verfällt dadurch nicht sofort: Lösen Sie ihn erst ein, wenn Ihre Praxis zustimmt.

period-title = Ihre Verordnung
period-day = Tag { $day } von { $all }
period-left = Noch { $days ->
    [one] ein Tag
   *[other] { $days } Tage
}
period-further = Folgecode eingeben
period-further-lead = Haben Sie eine neue Verordnung? Dann gilt Heilsam 90 Tage länger. Ihre Einträge bleiben.
period-extended = Ihre Verordnung wurde verlängert.
period-over-title = Ihr Zeitraum ist zu Ende
period-over = Neue Einträge sind nicht mehr möglich. Ansehen, mitnehmen und löschen geht weiter. Mit einem Folgecode schreiben Sie weiter.
period-empty = In Ihrem Tagebuch steht nichts.
period-refused-title = Ihre Krankenkasse hat den Code nicht bestätigt
period-refused = Bitte fragen Sie bei Ihrer Krankenkasse nach einem neuen Freischaltcode. Ihre Einträge bleiben lesbar.
period-waiting-title = Ihr Code wird noch geprüft
period-waiting = Ihre Krankenkasse war nicht erreichbar. Wir fragen von selbst wieder nach. Sie können Heilsam schon nutzen.
period-soon-title = Noch { $days ->
    [one] ein Tag
   *[other] { $days } Tage
}
period-soon = Möchten Sie weitermachen? Sprechen Sie rechtzeitig mit Ihrer Praxis über eine neue Verordnung.

consent-separate-text = Diese Einwilligung fragen wir für sich allein ab. Das verlangt § 4 Absatz 2 der DiGAV.
consent-version = Fassung { $version }
consent-act-given = Erteilt am { $when }, Fassung { $version }
consent-act-withdrawn = Widerrufen am { $when }, Fassung { $version }
consent-history = Verlauf und Belege ({ $count })
consent-fingerprint = Prüfsumme des Textes:
consent-read = Text von damals lesen
consent-receipt = Beleg speichern
consent-again-title = Der Text hat sich geändert
consent-again-text = Ihre Einwilligung gilt nur für die alte Fassung. Lesen Sie die neue und entscheiden Sie, ob Sie einverstanden sind. Die alte finden Sie im Verlauf.
consent-changed-title = Ein Einwilligungstext hat sich geändert
consent-changed-text = Bitte lesen Sie die neue Fassung und entscheiden Sie, ob Sie einverstanden sind:
consent-changed-link = Zu den Einwilligungen
effect-results = Heilsam nutzt Ihre Ergebnisse dafür zurzeit nicht. Nach dem Widerruf darf es das auch künftig nicht. Sonst ändert sich für Sie nichts.
effect-outcome = Ab jetzt gibt Ihr Gerät keine Zahlen mehr ab. Heilsam bleibt für Sie, wie es ist.
effect-improvement = Heilsam wertet Ihre Nutzung dafür zurzeit nicht aus. Nach dem Widerruf darf es das auch künftig nicht. Sonst ändert sich für Sie nichts.
effect-video = Aus der App kommen Sie dann erst wieder in ein Wartezimmer, wenn Sie neu einwilligen. Öffnen Sie den Link Ihrer Praxis selbst, fragt die Seite Sie dort.
effect-sharing = Alle Freigaben enden sofort. Keine Praxis kann mehr etwas abrufen. Was sie schon gelesen hat, bleibt bei ihr.
effect-contact = Unsere Hälfte des Geheimnisses wird gelöscht. Der Bogen Ihrer Vertrauensperson ist dann wertlos, auch wenn sie ihn noch hat.
effect-devices = Heilsam holt dann keine Werte mehr vom Hersteller Ihres Messgeräts. Was schon im Tagebuch steht, bleibt.
effect-record = Ab jetzt wird nichts mehr in Ihre Patientenakte übertragen. Was dort liegt, bleibt dort.

account-open = Öffnen

data-title = Meine Daten
data-lead = Sehen, was gespeichert ist. Mitnehmen, berichtigen, löschen.
data-access = Auskunft
data-access-text = Das ist alles, was über Sie gespeichert ist.
data-sealed = Verschlüsselt: nur Sie können es lesen
data-diary = Einträge im Tagebuch
data-questionnaires = Fragebögen
data-programme = Programm
data-shares = Freigaben an Praxen
data-begun = begonnen, { $count ->
    [one] eine Fassung
   *[other] { $count } Fassungen
}
data-documents = Aus Dateien übernommen
data-others = Weiteres
data-none = nicht begonnen
data-server = Lesbar für den Betreiber
data-account = Nummer des Kontos
data-since = Konto seit
data-logins = Wege, sich anzumelden
data-sessions = Angemeldete Geräte
data-consents = Einwilligungen und Widerrufe
data-messages = Geräte, die Nachrichten bekommen
data-mail = E-Mail-Adresse für Nachrichten
data-audit = Einträge im Sicherheitsprotokoll
data-audit-kinds = Was im Sicherheitsprotokoll steht
data-audit-line = { $what }: { $count ->
    [one] einmal
   *[other] { $count } mal
}, zuletzt am { $when }
audit-account-created = Konto angelegt
audit-code-redeemed = Freischaltcode eingelöst
audit-logged-in = Angemeldet
audit-recovered = Mit dem Wiederherstellungsbogen geöffnet
audit-session-ended = Abgemeldet
audit-credential-added = Zugang hinzugefügt
audit-credential-removed = Zugang entfernt
audit-slot-put = Platz für den versiegelten Schlüssel angelegt
audit-slot-removed = Wiederherstellungsbogen entfernt
audit-consent-given = Einwilligung erteilt
audit-consent-withdrawn = Einwilligung widerrufen
audit-access-refused = Zugriff verweigert
audit-share-begun = Freigabe begonnen
audit-share-ended = Freigabe beendet
audit-share-read = Freigabe abgerufen
audit-contact-set = Vertrauensperson festgelegt
audit-contact-removed = Vertrauensperson zurückgenommen
audit-contact-asked = Bogen der Vertrauensperson benutzt
audit-contact-opened = Mit dem Bogen der Vertrauensperson geöffnet
audit-push-added = Gerät für Nachrichten eingeschaltet
audit-push-removed = Gerät für Nachrichten ausgeschaltet
audit-mail-set = E-Mail-Adresse für Nachrichten bestätigt
audit-mail-removed = E-Mail-Adresse für Nachrichten gelöscht
data-tokens = Quartale mit Einmal-Beleg für die Erfolgsmessung
data-code = Freischaltcode wartet auf die Krankenkasse seit
data-keys = Prüfsumme Ihres öffentlichen Schlüssels
data-where = Gespeichert bei
data-not = Nicht auf dem Server gespeichert sind: Ihr Name, Ihre Anschrift und Ihr Anmeldename. Ihr Freischaltcode liegt dort verschlossen, bis Ihre Krankenkasse geantwortet hat, danach nur als Prüfwert.
data-save = Auskunft als Datei speichern
data-correct = Berichtigen
data-correct-text = Jeden Eintrag können Sie selbst ändern. Frühere Fassungen bleiben sichtbar.
data-correct-brought = Was aus einer Datei kam und nicht im Verlauf steht, können Sie ansehen und entfernen.
erase-title = Konto löschen
erase-text = Löscht Ihr Konto und alles, was dazu gehört, auf dem Server und auf diesem Gerät.
erase-warning = { $count ->
    [one] Ein Eintrag wird
   *[other] { $count } Einträge werden
} gelöscht. Das lässt sich nicht rückgängig machen. Ihr Freischaltcode lässt sich nicht noch einmal einlösen.
erase-export = Vorher alles mitnehmen
erase-sure = Ja, ich möchte alles löschen.
erase-done = Ihr Konto und alle Daten wurden gelöscht.
erased-lead = Diese Seite kommt nicht wieder. Möchten Sie einen Beleg? Dann speichern oder drucken Sie sie jetzt.
erased-server = Auf dem Server gelöscht
erased-when = Gelöscht am
erased-records = Verschlossene Daten, jede Fassung gezählt
erased-other = Schlüssel, Einstellungen und Verwaltung
erased-left = Danach noch zu Ihrem Konto gefunden
erased-row = Zeile im Sicherheitsprotokoll
erased-hash = Prüfwert dieser Zeile
erased-check = Mit Zeile und Prüfwert kann der Betreiber zeigen, dass die Löschung im Protokoll steht. Beides verrät nichts über Sie.
erased-rest = Etwas ist noch da. Bitte melden Sie das dem Betreiber, mit der Zeile im Sicherheitsprotokoll.
erased-stays = Was noch bleibt
erased-audit = Im Sicherheitsprotokoll bleibt nur die Nummer des Kontos, ohne Ihren Namen. Von Ihrem Freischaltcode bleibt ein Prüfwert, damit ihn niemand noch einmal einlöst.
erased-backup = In Sicherungskopien des Betreibers liegt Ihr Konto noch, Ihre Einträge darin verschlüsselt, bis er die Kopien wegwirft. Wie lange das dauert, sagt er Ihnen. Muss er eine ältere Kopie einspielen, löscht er Ihr Konto anhand einer Löschliste noch einmal.
erased-devices = Auf diesem Gerät ist alles gelöscht. Waren Sie auch auf anderen Geräten angemeldet, löschen Sie dort die Daten dieser Website im Browser.
erased-save = Als Datei speichern
erased-print = Drucken
erased-done = Zur Startseite
erased-file = heilsam-konto-geloescht-{ $day }.txt

support-title = Frage stellen
support-lead = Schreiben Sie uns. Sie bekommen eine Nummer für Ihre Anfrage.
security-title = Sicherheitsproblem melden
security-lead = Haben Sie eine Schwachstelle oder etwas Verdächtiges bemerkt? Danke, dass Sie es uns sagen.
contact-private = Bitte schreiben Sie möglichst keine Gesundheitswerte. Ihre Nachricht liest der Hersteller. Sie wird verschlüsselt gespeichert und ist nicht mit Ihrem Konto verbunden.
contact-message = Ihre Nachricht
contact-way = Wie wir Sie erreichen
contact-way-hint = Freiwillig, zum Beispiel eine E-Mail-Adresse
contact-send = Absenden
contact-done = Ihre Nachricht ist angekommen
contact-number = Ihre Nummer:
contact-next = Bitte notieren Sie die Nummer. Wir antworten innerhalb von 24 Stunden, wenn Sie eine Adresse angegeben haben.
contact-error-empty = Bitte schreiben Sie uns, worum es geht.
contact-error-long = Möglich sind { $most } Zeichen. Bitte kürzen Sie etwas.

more-link = Hilfe, Daten und Rechtliches
more-title = Hilfe, Daten und Rechtliches
more-diary = Tagebuch und Programm
more-mine = Meine Daten und mein Konto
more-help = Hilfe
more-legal = Rechtliches
more-terms = Nutzungsbedingungen
more-accessibility = Erklärung zur Barrierefreiheit
more-status = Ist Heilsam erreichbar?
more-standards = Standards und Profile
more-licences = Lizenzen
photo-label = Foto (wenn Sie möchten)
photo-hint = Ort, Zeit und Gerät werden aus dem Foto entfernt. Niemand außer Ihnen kann es sehen.
photo-remove = Foto entfernen
photo-error = Dieses Bild lässt sich nicht lesen. Bitte wählen Sie ein anderes Foto.
photo-large = Dieses Bild ist zu groß. Bitte wählen Sie ein kleineres Foto.
photo-busy = Das Foto wird vorbereitet …
photo-alt = Foto zum Eintrag
photo-show = Foto ansehen
data-deleted = { $there }, dazu { $deleted } gelöscht
data-photos = Fotos
data-appointments = Termine

brought-title = Mitgebracht aus einer anderen App
brought-lead = Diese Angaben kamen mit einer Datei und haben im Tagebuch keinen Platz. Sie bleiben erhalten und gehen bei jeder Ausgabe mit.
brought-empty-title = Hier ist nichts
brought-empty-text = Wenn Sie die Datei einer anderen App übernehmen, steht hier alles, was nicht ins Tagebuch passt.
brought-more = Weitere anzeigen
brought-other = Sonstiges ({ $name })
brought-needed = Gehört zu einer anderen Angabe. Entfernen Sie zuerst die andere.
brought-remove = Entfernen
brought-remove-label = „{ $title }“ entfernen
brought-remove-title = Wirklich entfernen?
brought-remove-text = Die Angabe steht dann nicht mehr in der Liste und geht bei der nächsten Ausgabe nicht mehr mit. Mit derselben Datei können Sie sie wieder übernehmen. Die frühere Fassung bleibt in Ihrer Auskunft, bis Sie das Konto löschen.
brought-removed = Die Angabe ist entfernt.
brought-height = Körpergröße
brought-temperature = Körpertemperatur
brought-oxygen = Sauerstoffsättigung
brought-breaths = Atemzüge
brought-glucose = Blutzucker
brought-sleep = Schlaf
brought-mood = Stimmung
brought-answers = Ausgefüllter Fragebogen
brought-form = Fragebogen ohne Antworten
brought-goal = Ziel
brought-plan = Plan
brought-intake = Einnahme
brought-skipped = Ausgelassene Dosis
brought-visit = Besuch
brought-video = Videosprechstunde
