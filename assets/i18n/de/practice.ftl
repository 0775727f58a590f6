# Die App für Praxen.

practice-nav-list = Termine
practice-nav-invite = Einladen
practice-nav-hall = Wartezimmer
practice-nav-account = Konto
practice-login-lead = Für Ärztinnen, Ärzte und Praxispersonal.
practice-register-title = Praxiskonto anlegen
practice-register-lead = Mit dem Code, den Sie vom Betreiber bekommen haben.
practice-account-title = Konto
practice-later-failed = Diese Seite lässt sich gerade nicht laden. Bitte prüfen Sie Ihre Verbindung.

practice-title = Videosprechstunden
practice-invite = Termin anlegen
practice-open = Öffnen
practice-empty-title = Noch kein Termin
practice-empty-text = Laden Sie jemanden ein. Ein Browser genügt, ein Konto ist nicht nötig.
practice-state-planned = Geplant
practice-state-opened = Geöffnet
practice-state-ended = Beendet
practice-state-cancelled = Abgesagt
practice-state-cancelled-by-patient = Von der eingeladenen Person abgesagt
practice-state-expired = Abgelaufen

invite-title = Termin anlegen
invite-lead = Für einen Termin jetzt gleich genügt der Name.
invite-patient = Name der Patientin oder des Patienten
invite-patient-hint = Nur für Ihre Liste. Der Server kann ihn nicht lesen.
invite-when = Wann?
invite-now = Jetzt gleich
invite-later = Zu einem Termin
invite-moment = Beginn
invite-error-when = Bitte geben Sie einen Zeitpunkt in der Zukunft an.
invite-make = Einladung erstellen

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
invitation-mail = E-Mail schreiben
invitation-mail-subject = Ihre Videosprechstunde am { $moment }
invitation-mail-text = Guten Tag,

    Ihre Videosprechstunde ist am { $moment } Uhr (deutsche Zeit).

    Bitte öffnen Sie zum Termin diesen Link im Browser. Sie brauchen kein Konto.

    { $link }
invitation-taken = Bisher übergeben: { $ways }
delivery-copied = Link kopiert
delivery-printed = Blatt gedruckt
delivery-mail = E-Mail-Programm
delivery-gateway = durch den Server gesendet
invitation-cancel = Termin absagen
invitation-cancel-title = Diesen Termin absagen?
invitation-cancel-text = Link und Code werden ungültig.
invitation-cancelled = Der Termin ist abgesagt.

staff-to-account = Konto öffnen
staff-room-title = Hier können Sie nicht teilnehmen
staff-room-text = Sie sind als Praxispersonal angemeldet. Praxispersonal organisiert Termine und nimmt nie an einem Gespräch teil.

gateway-choose = Einladung durch den Server senden
gateway-choose-detail = Per E-Mail oder SMS. Weil dabei jemand mitlesen könnte, vergleichen Sie zu Beginn des Gesprächs die Sicherheitsnummer.
gateway-title = Durch den Server senden
gateway-text = Die Nachricht nennt Ihre Praxis, den Termin und den Link, sonst nichts. Der Server speichert weder Adresse noch Text.
gateway-way = Wie?
gateway-mail = E-Mail
gateway-sms = SMS
gateway-to-mail = E-Mail-Adresse der eingeladenen Person
gateway-to-sms = Handynummer der eingeladenen Person
gateway-to-hint = Wird nicht gespeichert.
gateway-practice-hint = So erkennt die Person, von wem die Einladung kommt.
gateway-refused = Diese Adresse wurde nicht angenommen. Bitte prüfen Sie, ob sie richtig geschrieben ist.
gateway-send = Senden
gateway-sent = Die Einladung ist gesendet. Vergleichen Sie zu Beginn des Gesprächs die Sicherheitsnummer.
gateway-price = Eine SMS kostet nach Angabe des Betreibers { $price }. Auf der Monatsrechnung steht sie, wenn Ihre Praxis hier einen Vertrag mit Lastschrift hat.
invitation-mail-carer = Dieser Termin ist gemeinsam mit einer Pflegekraft oder angehörigen Person geplant. Wer begleitet, nennt beim Betreten des Wartezimmers den eigenen Namen und den Namen der Patientin oder des Patienten.

check-open = Technik prüfen
check-title = Technik prüfen
check-lead = Kamera, Ton und Netz an diesem Gerät. Niemand sieht oder hört Sie dabei.
check-no-camera = Keine Kamera
check-no-microphone = Kein Mikrofon
check-missing = Erlauben Sie Kamera und Mikrofon in Ihrem Browser, und schließen Sie andere Programme, die sie benutzen.
check-microphone = Mikrofon
check-level = Sprechen Sie: Der Balken muss sich bewegen.
check-tone = Lautsprecher prüfen
check-tone-hint = Sie hören zwei Töne.
line-title = Verbindung prüfen
line-text = Der Test spielt ein Gespräch nach: mit dem Server und über jeden Umweg, den er anbietet. Sie brauchen dafür kein Wartezimmer.
line-before = Er dauert bis zu 30 Sekunden und verbraucht höchstens 3 MB. Sechs Tests in einer Stunde sind möglich.
line-start = Test starten
line-stage-server = Der Server wird gefragt …
line-stage-relays = Die Wege über den Server werden versucht …
line-stage-stream = Der Durchsatz wird gemessen …
line-desktop = In diesem Fenster lässt sich die Verbindung nicht messen. Öffnen Sie Heilsam dafür in einem Browser auf demselben Gerät.
line-good = Reicht für Bild und Ton in guter Qualität
line-good-text = Sie müssen nichts tun.
line-fair = Reicht für ein einfaches Bild und für Ton
line-fair-text = Das Bild kann klein oder unscharf sein. Ein Kabel statt WLAN hilft oft, ebenso weniger andere Geräte im Netz.
line-sound = Reicht nur für Ton
line-sound-text = Schalten Sie im Gespräch die Kamera aus. Ein Kabel statt WLAN oder ein anderer Anschluss hilft.
line-poor = Reicht nicht für ein Gespräch
line-poor-text = Nehmen Sie einen anderen Anschluss, zum Beispiel Mobilfunk, und testen Sie noch einmal.
line-unmeasured = Der Umweg antwortet, ließ sich aber nicht messen
line-unmeasured-text = Testen Sie noch einmal. Bleibt es dabei, geben Sie den Bericht dem Betreiber.
line-no-detour = Von hier geht der Umweg über den Server nicht
line-no-detour-text = Sitzt auch die andere Seite hinter einer Firewall, kommt kein Gespräch zustande. Geben Sie den Bericht weiter: Wer Ihr Netz betreut, muss die Adressen unten freigeben.
line-no-relay = Dieser Server bietet keinen Umweg an
line-no-relay-text = Gespräche gehen nur auf dem direkten Weg. Aus strengen Netzen, etwa in Kliniken, können sie scheitern. Einen Umweg kann der Betreiber einrichten.
line-no-socket = Die Vermittlung ist von hier nicht zu erreichen
line-no-socket-text = Webseiten kommen durch, WebSockets nicht. Geben Sie den Bericht weiter: Wer Ihr Netz betreut, muss sie für die erste Adresse unten erlauben.
line-no-server = Der Server antwortet nicht
line-no-server-text = Prüfen Sie Ihre Internetverbindung, und testen Sie noch einmal. Ob der Dienst läuft, steht auf der Seite „Status“.
line-through-firewalls = Gespräche gehen auch durch Firewalls, die nur TCP durchlassen.
line-udp-only = Sitzt die andere Seite hinter einer Firewall, die kein UDP durchlässt, kann das Gespräch scheitern. Dagegen kann der Betreiber einen zusätzlichen Weg einrichten.
line-tcp-only = UDP kommt hier nicht durch. Gespräche gehen über TCP, bei schlechter Leitung stockt dann das Bild. Besser ist es, UDP freizugeben.
line-millis = { $value } ms
line-row-server = Server
line-row-silent = keine Antwort
line-row-socket = Vermittlung (WebSocket)
line-echo = { $answered } von { $all } Antworten, { $median } ms hin und zurück, Schwankung { $jitter } ms
line-row-udp = Umweg über UDP
line-row-tcp = Umweg über TCP
line-row-tls = Umweg über TLS
line-absent = bietet dieser Server nicht an
line-unreached = nicht erreicht
line-silent = antwortet, lässt aber nichts durch
line-reached = erreicht
line-row-stream = Durchsatz über den Umweg, hin und zurück zugleich
line-stream = { $kbps } von 2000 kbit/s, { $lost } % verloren, { $delay } ms hin und zurück, Schwankung { $jitter } ms
line-not-measured = nicht gemessen
line-row-camera = Kamera
line-row-microphone = Mikrofon
line-row-browser = Browser
line-there = vorhanden
line-missing = fehlt
line-doors = Was eine Firewall durchlassen muss
line-door-pages = { $address } (TCP, auch WebSocket)
line-private = Der Bericht nennt weder Personen noch die Adresse Ihres Geräts.
line-copy = Bericht kopieren
line-copied = Der Bericht ist kopiert.
line-not-copied = Der Browser hat das Kopieren nicht erlaubt.
line-print = Drucken
line-report-title = Heilsam: Verbindungstest
