# Das Wartezimmer der Praxis: alle, deren Termin gekommen ist.

hall-title = Wartezimmer
hall-lead = Hier kommen alle an, deren Termin bald beginnt. Niemand sieht oder hört die anderen.
hall-open =
    { $count ->
        [0] Es wartet niemand.
        [one] Eine Person wartet.
       *[other] { $count } Personen warten.
    }
hall-meanwhile =
    { $count ->
        [0] Sonst wartet niemand
        [one] Währenddessen wartet eine Person
       *[other] Währenddessen warten { $count } Personen
    }
hall-empty-title = Gerade ist kein Termin
hall-empty-text = Eine Viertelstunde vor einem Termin öffnet sich sein Wartezimmer hier von selbst.
hall-alone = Noch niemand da.
hall-talking = Im Gespräch
hall-two-names = { $given } (bei Ihnen: { $planned })
hall-since =
    { $minutes ->
        [0] gerade gekommen
        [one] wartet seit 1 Minute
       *[other] wartet seit { $minutes } Minuten
    }
hall-camera = Kamera bereit
hall-no-camera = Ohne Kamera
hall-microphone = Mikrofon bereit
hall-no-microphone = Ohne Mikrofon
hall-admit-waits = Beenden Sie zuerst das laufende Gespräch.
hall-say = Nachricht ins Wartezimmer
hall-say-soon = Sie sind gleich dran.
hall-say-five = Es dauert noch etwa 5 Minuten.
hall-say-ten = Es dauert noch etwa 10 Minuten.
hall-say-own = Eigener kurzer Text
hall-say-send = Senden
hall-said = Gesendet: „{ $text }“
hall-finish = Termin abschließen
hall-finished = Abgeschlossen
hall-again = Wartezimmer wieder öffnen
hall-takes-part-as = Nimmt teil als
hall-take-in = In dieses Gespräch holen
hall-not-taken-in = Die Person kam nicht ins Gespräch. Versuchen Sie es noch einmal. Hilft das nicht, laden Sie diese Seite neu; das laufende Gespräch geht danach weiter.
hall-announced = Wird den anderen angekündigt …
hall-awaited = Noch nicht zu sehen auf dem Bildschirm von: { $names }
hall-not-now = Doch nicht dazuholen
hall-take-out = Aus dem Gespräch nehmen
hall-full = Im Gespräch sind schon vier Personen. Mehr sind nicht möglich.
hall-one-after-another = Es wird gerade jemand dazugeholt. Bitte warten Sie einen Moment.
hall-unaware = Auf dem Bildschirm von { $names } ist die neue Person noch nicht zu sehen. Sie kommt dazu, sobald alle sie sehen.
hall-not-open = Der Server antwortet gerade nicht. Die Person kommt dazu, sobald er wieder da ist.
hall-apart = { $one } und { $other } sehen und hören einander gerade nicht. Die Verbindung wird wieder aufgebaut.
hall-number = Sicherheitsnummer mit { $name }: { $number }
hall-you = Sie
hall-say-group = Im Gespräch sind: { $names }. Sie kommen dazu als: { $role }.

bell-title = Wenn jemand ins Wartezimmer kommt
bell-text = Solange Sie angemeldet sind, steht auf jeder Seite dieser App vor dem Titel des Fensters, wie viele Menschen warten.
bell-staff = Sie hören von allen Terminen Ihrer Praxis. Der Server weiß nur, dass jemand im Raum ist. Ob das Gespräch schon läuft, weiß er nicht: Auch wer gerade spricht, zählt mit.
bell-sound = Ton
bell-sound-text = Zwei Töne, wenn jemand kommt. Während eines Gesprächs sind sie leise.
bell-message = Meldung des Systems
bell-message-text = Auch wenn Sie gerade ein anderes Fenster benutzen. Sie nennt keinen Namen.
bell-message-words = Jemand ist im Wartezimmer
bell-denied = Ihr Browser zeigt von dieser Seite keine Meldungen. Das ändern Sie in seinen Einstellungen, meist über das Zeichen vor der Adresse.
