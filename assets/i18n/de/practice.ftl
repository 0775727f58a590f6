# Die App für Praxen.

practice-nav-list = Termine
practice-nav-invite = Einladen
practice-nav-account = Konto
practice-login-lead = Für Ärztinnen, Ärzte und Praxispersonal.
practice-register-title = Praxiskonto anlegen
practice-register-lead = Mit dem Code, den Sie vom Betreiber bekommen haben.
practice-code = Ihr Code
practice-code-hint = 20 Zeichen. Leerzeichen, Striche und Kleinbuchstaben sind egal.
practice-code-error = Der Code hat 20 Buchstaben und Ziffern. Bitte vergleichen Sie ihn Gruppe für Gruppe.
practice-account-title = Konto

practice-title = Videosprechstunden
practice-lead = Wen Sie eingeladen haben.
practice-invite = Einladen
practice-open = Öffnen
practice-empty-title = Noch keine Einladung
practice-empty-text = Laden Sie jemanden ein. Ein Browser genügt, ein Konto ist nicht nötig.
practice-state-planned = Geplant
practice-state-opened = Geöffnet
practice-state-ended = Beendet
practice-state-cancelled = Abgesagt
practice-state-expired = Abgelaufen

invite-title = Einladen
invite-lead = Zwei Angaben, dann ist die Einladung fertig.
invite-patient = Name der Patientin oder des Patienten
invite-patient-hint = Nur für Ihre Liste. Der Server kann ihn nicht lesen.
invite-when = Wann?
invite-now = Jetzt gleich
invite-later = Zu einem Termin
invite-moment = Beginn
invite-error-when = Bitte geben Sie einen Zeitpunkt in der Zukunft an.
invite-make = Einladung erstellen

practice-staff = Ihr Zugang organisiert Termine. An Gesprächen nimmt nur die Ärztin oder der Arzt teil.
practice-room = Wartezimmer öffnen

invitation-title = Einladung
invitation-gone = Diese Einladung gibt es nicht oder nicht mehr.
invitation-hand-over = Einladung übergeben
invitation-hand-over-text = Link senden, Bild zeigen, Code vorlesen oder Blatt drucken. Wer die Einladung hat, kann in das Wartezimmer. Sie entscheiden dort, wen Sie einlassen.
invitation-print-text = Ihre Videosprechstunde. Öffnen Sie die Adresse im Browser und geben Sie den Code ein, oder scannen Sie das Bild mit der Kamera Ihres Telefons. Sie brauchen kein Konto.
invitation-code = Code für { $address }
invitation-qr = Einladung als QR-Code
invitation-copy = Link kopieren
invitation-copied = Der Link ist kopiert.
invitation-not-copied = Der Browser erlaubt kein Kopieren. Der Link steht unter „Link anzeigen“.
invitation-link = Link anzeigen
invitation-print = Blatt drucken
invitation-cancel = Termin absagen
invitation-cancel-title = Diesen Termin absagen?
invitation-cancel-text = Link und Code werden ungültig.
invitation-cancelled = Der Termin ist abgesagt.
