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

register-step = Schritt { $step } von 3

code-title = Freischaltcode eingeben
code-label = Ihr Freischaltcode
code-hint = 16 Zeichen aus dem Schreiben Ihrer Krankenkasse. Leerzeichen und Kleinbuchstaben sind egal.
code-scan = Mit der Kamera scannen
code-scan-title = Code scannen
code-scan-text = Halten Sie den Code aus dem Schreiben ins Bild.
code-scan-none = Das Scannen klappt hier nicht. Bitte erlauben Sie die Kamera, oder tippen Sie den Code ab.
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

entry-title = Eintragen
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
entry-delete-text = Er verschwindet auf allen Ihren Geräten.
entry-deleted = Der Eintrag wurde gelöscht.
entry-gone = Diesen Eintrag gibt es nicht mehr.

critical-title = Ihr Blutdruck ist sehr hoch
critical-value = Gemessen: { $systolic } zu { $diastolic } mmHg. Der Wert ist gespeichert.
critical-complaints = Haben Sie Beschwerden?
critical-list = Brustschmerzen, Atemnot, Lähmung, Sprach- oder Sehstörung, starke Kopfschmerzen, Verwirrtheit
critical-call = Dann rufen Sie sofort den Notruf 112.
critical-call-button = 112 anrufen
critical-without = Ohne Beschwerden: Setzen Sie sich ruhig hin und messen Sie nach fünf Minuten noch einmal. Bleibt der Wert so hoch, rufen Sie heute Ihre Arztpraxis an, außerhalb der Sprechzeiten den Bereitschaftsdienst 116117.
critical-again = Noch einmal messen
critical-done = Verstanden

history-title = Verlauf
history-lead = Alle Einträge, die neuesten zuerst.
history-chart = Blutdruck und Puls
history-systolic = Oberer Wert
history-diastolic = Unterer Wert
history-pulse = Puls
history-entries = Einträge
history-value = { $systolic } zu { $diastolic }
history-value-pulse = Puls { $pulse }
history-edit = Ändern
history-edit-label = Eintrag vom { $when } ändern
history-high = Erhöht
history-critical = Sehr hoch
history-low = Niedrig
history-more = Ältere Einträge zeigen

sync-saved = Auf diesem Gerät gespeichert
sync-done = Gespeichert und übertragen
sync-waiting = Gespeichert. { $count ->
    [one] Ein Eintrag wird
   *[other] { $count } Einträge werden
} übertragen, sobald Sie Verbindung haben.
sync-working = Wird übertragen …
sync-problem = Gespeichert, aber noch nicht übertragen
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
