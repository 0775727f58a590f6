# Anmelden, Registrieren, Wiederherstellen: gemeinsam für Patientinnen, Patienten und Praxis.

login-title = Anmelden
login-lead = Schön, dass Sie wieder da sind.
login-passkey = Mit Passkey anmelden
login-passkey-hint = Fingerabdruck, Gesicht oder Geräte-PIN
login-no-passkey = Passkeys gibt es hier nicht. Bitte melden Sie sich mit Passphrase und Code an. Haben Sie nur einen Passkey? Öffnen Sie Heilsam im Browser und richten Sie dort unter „Konto“ eine Passphrase ein.
login-other = Mit Passphrase anmelden
login-passphrase-title = Mit Passphrase anmelden
login-name = Anmeldename
login-name-hint = Mit den vier Ziffern am Ende
login-passphrase = Passphrase
login-code = Code aus Ihrer Authenticator-App
login-code-hint = 6 Ziffern, sie wechseln alle 30 Sekunden
login-submit = Anmelden
login-working = Wird geprüft …
login-recover = Ich komme nicht mehr hinein
login-new = Ich habe noch kein Konto
login-new-code = Ich habe einen Code vom Betreiber

renew-title = Neuen Zugang einrichten
renew-lead = Ihr Konto ist offen. Wählen Sie, wie Sie sich künftig anmelden. Danach melden Sie sich damit an.
recover-title = Mit dem Wiederherstellungsbogen
recover-lead = Tippen Sie den Code von Ihrem Bogen ab oder fügen Sie ihn ein.
recover-lead-scan = Scannen Sie den QR-Code auf Ihrem Bogen. Oder tippen Sie den Code ab.
recover-code = Code vom Bogen
recover-code-hint = 34 Zeichen in Gruppen. Leerzeichen, Striche und Kleinbuchstaben sind egal.
recover-submit = Konto öffnen
recover-error-length = Der Code hat 34 Zeichen. Hier sind es { $found }.
recover-error-character = Zeichen { $position } (Gruppe { $group }) kommt in diesen Codes nicht vor.
recover-error-check = Mindestens ein Zeichen ist vertippt. Bitte vergleichen Sie Gruppe für Gruppe.

protect-title = Konto schützen
protect-lead = Damit nur Sie in Ihr Konto kommen.
protect-passkey-title = Mit diesem Gerät
protect-passkey-text = Sie bestätigen mit Fingerabdruck, Gesicht oder Geräte-PIN. Sie müssen sich nichts merken.
protect-passkey = Mit diesem Gerät schützen
protect-other = Lieber mit Passphrase
protect-other-text = Anmeldename, Passphrase und ein Code aus einer Authenticator-App. Die Passphrase verlässt Ihr Gerät nie. Bitte merken Sie sich beides gut.
protect-name-hint = Mindestens 3 Zeichen, ohne Leerzeichen. Ihr richtiger Name ist nicht nötig. Vier Ziffern kommen von uns dazu.
protect-passphrase-hint = Mindestens 12 Zeichen. Vier Wörter, die nur für Sie zusammengehören, sind gut.
protect-repeat = Passphrase wiederholen
protect-next = Weiter zum Code
protect-given-name = Ihr Anmeldename
protect-given-name-hint = Bitte merken Sie sich ihn mit den Ziffern. So kann niemand ausprobieren, wer hier ein Konto hat. Auf diesem Gerät steht er später unter „Konto“.
protect-copy-name = Namen kopieren
protect-name-copied = Der Anmeldename ist kopiert.
protect-name-not-copied = Kopieren ging nicht. Bitte schreiben Sie den Namen ab.
protect-totp-title = Authenticator-App verbinden
protect-totp-text = Scannen Sie das Bild mit Ihrer Authenticator-App. Auf demselben Gerät: Tippen Sie auf „In der App öffnen“ oder geben Sie den Schlüssel ein.
protect-totp-open = In der App öffnen
protect-totp-qr = QR-Code für die Authenticator-App
protect-totp-secret = Schlüssel zum Eintippen
protect-totp-code = Code aus der App
protect-finish = Konto anlegen
protect-error-short = Bitte nehmen Sie mindestens 12 Zeichen.
protect-error-repeat = Die beiden Passphrasen sind verschieden.
protect-error-name-short = Bitte nehmen Sie mindestens 3 Zeichen.
protect-error-name-long = Bitte nehmen Sie höchstens 58 Zeichen.
protect-error-name-blank = Bitte lassen Sie Leerzeichen weg.
protect-error-code = Der Code hat 6 Ziffern.

passkey-unsupported = Dieser Browser kann keine Passkeys. Bitte nehmen Sie die Passphrase.
passkey-cancelled = Der Vorgang wurde abgebrochen. Sie können es noch einmal versuchen.
passkey-already = Auf diesem Gerät gibt es schon einen Passkey für dieses Konto. Bitte melden Sie sich damit an.
passkey-no-secret = Dieser Passkey kann Ihr Konto nicht verschließen. Bitte nehmen Sie die Passphrase oder ein anderes Gerät.
passkey-failed = Der Passkey hat nicht geantwortet. Bitte versuchen Sie es noch einmal oder nehmen Sie die Passphrase.

trouble-code = Dieser Code ist unbekannt, abgelaufen oder schon benutzt. Bitte vergleichen Sie ihn mit Ihrem Schreiben.
trouble-code-waiting = Ihre Krankenkasse hat Ihren vorigen Code noch nicht geprüft. Der neue Code bleibt gültig: Bitte geben Sie ihn in einigen Tagen ein.
trouble-login = Diese Angaben passen nicht zusammen. Bitte prüfen Sie Anmeldename, Passphrase und Code.
trouble-again = Der Vorgang wurde unterbrochen. Bitte versuchen Sie es noch einmal. Nichts ist verloren.
trouble-offline = Keine Verbindung zum Server. Ihre Eingaben bleiben stehen.
trouble-many = Zu viele Versuche. Bitte warten Sie { $seconds ->
    [one] eine Sekunde
   *[other] { $seconds } Sekunden
} und versuchen Sie es dann noch einmal.
trouble-many-minutes = Gerade sind es zu viele. Bitte versuchen Sie es in { $minutes } Minuten noch einmal.
trouble-session = Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an. Nichts ist verloren.
trouble-fresh = Ihre Anmeldung ist dafür zu lange her. Bitte melden Sie sich noch einmal an.
trouble-unsent = { $count ->
    [one] Auf diesem Gerät liegt noch ein Eintrag aus einem anderen Konto, der nicht übertragen ist.
   *[other] Auf diesem Gerät liegen noch { $count } Einträge aus einem anderen Konto, die nicht übertragen sind.
} Nichts wurde gelöscht, und Sie sind nicht angemeldet.
trouble-consent = Dafür fehlt Ihre Einwilligung.
trouble-too-much = Das ist zu viel auf einmal. Bitte wählen Sie weniger aus.
trouble-server = Der Server hat einen Fehler gemeldet. Es wurde nichts verändert. Bitte versuchen Sie es gleich noch einmal.
trouble-storage = Dieser Browser lässt kein Speichern zu. Bitte prüfen Sie, ob Sie ein privates Fenster benutzen.
trouble-frozen = Die Daten auf dem Server passen nicht zu Ihrer Unterschrift. Zu Ihrer Sicherheit wird nichts mehr abgeglichen. Ihre Einträge auf diesem Gerät sind sicher. Bitte wenden Sie sich an den Hersteller.
trouble-digits = Dieser Code stimmt nicht oder ist schon abgelaufen. Bitte nehmen Sie den, der jetzt in der App steht.
trouble-gone = Das gibt es nicht mehr, oder es geht in diesem Zustand nicht.
trouble-changed = Jemand aus Ihrer Praxis hat diesen Termin inzwischen geändert. Sie sehen jetzt den neuen Stand. Bitte prüfen Sie Ihre Angaben, und versuchen Sie es noch einmal.
trouble-last-channel = Wir müssen Sie erreichen können, solange jemand Ihren Bogen hat. Nehmen Sie zuerst Ihre Vertrauensperson zurück, oder schalten Sie einen anderen Weg ein.
trouble-role = Dieses Konto gehört in eine andere Anwendung.
trouble-unproven = Das geht erst, wenn der Betreiber Ihren Nachweis geprüft hat.
trouble-device = Dieses Gerät ist für Ihre Praxis nicht freigegeben. Bitte fragen Sie die Person, die Ihre Praxis hier leitet.

sessions-title = Geräte und Anmeldungen
sessions-lead = Hier sind Sie gerade angemeldet. Beenden Sie, was Sie nicht kennen.
sessions-current = Dieses Gerät
sessions-used = Zuletzt benutzt: { $when }
sessions-since = Angemeldet seit { $when }
sessions-end = Beenden
sessions-end-all = Überall abmelden
sessions-ended = Die Anmeldung wurde beendet.

fresh-title = Bitte weisen Sie sich noch einmal aus
fresh-text = Hier ändert sich, womit man in Ihr Konto kommt. Deshalb melden Sie sich bitte noch einmal an. So kann das niemand tun, der Ihr Gerät offen vorfindet.
fresh-erase = Ein gelöschtes Konto kommt nicht zurück. Deshalb melden Sie sich bitte noch einmal an, dann wird es gelöscht. So kann das niemand tun, der Ihr Gerät offen vorfindet.

credentials-title = Womit Sie sich anmelden
credentials-lead = Ein zweiter Weg hilft, wenn einer ausfällt. Entfernen Sie, was Sie nicht mehr haben.
credentials-kind-passkey = Passkey: Fingerabdruck, Gesicht oder Geräte-PIN
credentials-kind-passphrase = Passphrase und Authenticator-App
credentials-name = Anmeldename: { $name }
credentials-since = Eingerichtet: { $when }
credentials-used = Zuletzt benutzt: { $when }
credentials-add-passkey = Passkey hinzufügen
credentials-no-passkey = Passkeys gibt es hier nicht. Einen Passkey fügen Sie im Browser hinzu.
credentials-set-passphrase = Passphrase einrichten
credentials-change-passphrase = Passphrase ändern
credentials-passphrase-text = Zur Passphrase gehört ein Schlüssel für Ihre Authenticator-App. Sie bekommen ihn im nächsten Schritt. Die alte Passphrase und der alte Schlüssel gelten dann nicht mehr. Tippen Sie den Anmeldenamen ohne Ziffern: Vielleicht bekommen Sie andere.
credentials-finish = Fertig
credentials-remove = Entfernen
credentials-remove-title = Wirklich entfernen?
credentials-remove-text = Damit kommt dann niemand mehr in Ihr Konto. Auf allen anderen Geräten werden Sie abgemeldet.
credentials-passkey-added = Der Passkey ist eingerichtet.
credentials-passphrase-set = Die neue Passphrase gilt.
credentials-removed = Entfernt. Auf allen anderen Geräten sind Sie abgemeldet.

logout = Abmelden
logout-title = Wirklich abmelden?
logout-text = Auf diesem Gerät werden der Schlüssel und alle Einträge gelöscht. Auf dem Server bleiben sie verschlüsselt erhalten.
logout-waiting = { $count ->
    [one] Ein Eintrag ist
   *[other] { $count } Einträge sind
} noch nicht übertragen und { $count ->
    [one] ginge
   *[other] gingen
} verloren. Bitte stellen Sie zuerst eine Verbindung her.

enrol-code = Ihr Code
enrol-code-hint = 20 Zeichen. Leerzeichen, Striche und Kleinbuchstaben sind egal.
enrol-code-error = Der Code hat 20 Buchstaben und Ziffern. Bitte vergleichen Sie ihn Gruppe für Gruppe.

sheet-title = Wiederherstellungsbogen
sheet-lead = Ein Blatt Papier, das Ihnen den Weg zurück öffnet.
sheet-why = Wenn Sie Gerät und Passphrase verlieren, können auch wir Ihr Konto nicht öffnen. Nur dieser Bogen kann es. Bewahren Sie ihn auf wie einen Haustürschlüssel.
sheet-make = Bogen erstellen
sheet-make-again = Ein früherer Bogen wird damit ungültig.
sheet-print = Drucken
sheet-code = Ihr Code
sheet-qr = Code des Wiederherstellungsbogens als QR-Code
sheet-print-where = Öffnen Sie diese Adresse und wählen Sie „Ich komme nicht mehr hinein“:
sheet-print-name = Anmeldename: { $name }
sheet-print-date = Erstellt am { $when }
sheet-confirm-title = Haben Sie den Bogen?
sheet-confirm-text = Tippen Sie zur Probe Gruppe { $group } ab. So wissen wir beide, dass er lesbar ist.
sheet-confirm-text-scan = Tippen Sie zur Probe Gruppe { $group } ab, oder scannen Sie den QR-Code auf dem Bogen. So wissen wir beide, dass er lesbar ist.
sheet-confirm-label = Gruppe { $group } (4 Zeichen)
sheet-confirm = Bestätigen
sheet-confirm-error = Das stimmt nicht mit dem Bogen überein. Bitte sehen Sie noch einmal nach.
sheet-done-title = Ihr Bogen ist fertig
sheet-done-text = Bewahren Sie ihn an einem sicheren Ort auf, nicht am Gerät.
sheet-later = Später
account-sheet = Wiederherstellungsbogen
account-sheet-text = Ihr Weg zurück, wenn Gerät und Passphrase fort sind.

about-title = Ihr Konto
about-role = Aufgabe
about-role-patient = Patientin oder Patient
about-role-doctor = Ärztin oder Arzt
about-role-staff = Praxispersonal
about-role-manufacturer-author = Hersteller, schreibt
about-role-manufacturer-reviewer = Hersteller, prüft und gibt frei
about-role-operator = Betreiber
about-since = Angelegt am
about-number = Kontonummer
about-number-hint = Nennen Sie diese Nummer, wenn der Betreiber danach fragt. Mit ihr allein kommt niemand hinein.
about-sheet-made = Ein Bogen ist erstellt.

erase-button = Konto endgültig löschen
erase-question = Konto wirklich löschen?
erase-audit = Im Sicherheitsprotokoll bleibt nur die Nummer des Kontos, ohne Ihren Namen.
erase-working = Ihr Konto wird gelöscht …
erase-wait = Bitte kreuzen Sie vorher an, dass Sie sicher sind.

login-shared = Diesen Computer nutzen auch andere
login-shared-hint = Dann bleibt hier nichts gespeichert. Nach dem Schließen müssen Sie sich neu anmelden.

unsent-way = Wer das Konto hat, kann sich hier anmelden. Dann geht nichts verloren. Wird es nicht mehr gebraucht, löschen Sie es hier. Danach können Sie sich anmelden.
unsent-delete = Nicht Übertragenes löschen
unsent-deleted = Gelöscht. Bitte versuchen Sie es jetzt noch einmal. Jeder sechsstellige Code gilt nur einmal: Nehmen Sie den nächsten.
unsent-title = Nicht Übertragenes löschen?
unsent-others = { $count ->
    [one] Ein Eintrag aus einem anderen Konto ist dann endgültig gelöscht.
   *[other] { $count } Einträge aus einem anderen Konto sind dann endgültig gelöscht.
} Meldet sich zuerst an, wem das Konto gehört, geht nichts verloren.
unsent-shared = { $count ->
    [one] Auf diesem Gerät liegt noch ein Eintrag, der nicht übertragen ist. Er würde
   *[other] Auf diesem Gerät liegen noch { $count } Einträge, die nicht übertragen sind. Sie würden
} jetzt gelöscht. Melden Sie sich zuerst an, ohne hier etwas umzustellen. Dann geht nichts verloren.

ways-title = Anmeldung ändern
ways-lead = Neue Passphrase oder ein weiterer Passkey.
ways-done = Gespeichert. Ab jetzt melden Sie sich auch damit an. Eine alte Passphrase gilt nicht mehr.
trouble-period = Ihr Zeitraum ist zu Ende. Ansehen, mitnehmen und löschen geht weiter.
