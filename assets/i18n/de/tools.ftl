# Neben Bild und Ton: Chat, Dokumente, Bildschirm, Geräte, Tasten.

tools-bar = Weitere Möglichkeiten
tools-chat = Chat und Dokumente
tools-unseen = neu
tools-chat-private = Nur Sie und { $name } können das lesen. Nach dem Gespräch ist der Chat weg.
tools-log = Was geschrieben und geschickt wurde
tools-you = Sie
tools-you-to = Sie an { $names }
tools-text = Nachricht
tools-send = Senden
tools-waits = Noch nicht angekommen
tools-too-long = Das ist zu lang. Bitte teilen Sie den Text auf.
tools-too-many = In diesem Gespräch geht nicht mehr. Bitte nehmen Sie einen anderen Weg.

tools-document = Bild senden
tools-document-hint = PNG oder JPEG, höchstens 10 MB. Es geht direkt und verschlüsselt zu { $name }, sonst zu niemandem.
tools-document-title = Dokument ansehen
tools-document-large = Die Datei ist größer als 10 MB. Bitte schicken Sie eine kleinere.
tools-document-unread = Die Datei lässt sich nicht lesen. Bitte wählen Sie sie noch einmal.
tools-document-empty = Die Datei ist leer.
tools-document-kind = Es gehen nur PNG und JPEG.
tools-document-unreadable = PDF-Dateien können wir noch nicht prüfen und schicken sie deshalb nicht. Bitte schicken Sie ein Bild als PNG oder JPEG.
tools-document-unreadable-came = Dieses Dokument lässt sich nicht anzeigen.
tools-moving = { $done } von { $total } KB
tools-withdraw = Abbrechen
tools-arrived = Angekommen, { $size } KB
tools-came = { $size } KB
tools-look = Ansehen
tools-save = Speichern
tools-not-saved = Der Browser hat das Speichern nicht erlaubt.
tools-failed-withdrawn = Abgebrochen
tools-failed-much = Zu groß oder zu viele Dokumente
tools-failed-damaged = Unterwegs beschädigt. Bitte noch einmal senden.
tools-picture = Das geschickte Bild
tools-remains = Empfangene Dokumente
tools-remains-text = Speichern Sie, was Sie behalten wollen. Wenn Sie diese Seite verlassen, sind die Dokumente weg.

tools-share = Bildschirm teilen
tools-share-stop = Teilen beenden
tools-sharing = { $name } sieht gerade Ihren Bildschirm statt Ihres Kamerabildes.
tools-share-failed = Der Bildschirm lässt sich hier nicht teilen. Bitte erlauben Sie es in den Einstellungen des Geräts.
tools-other-shares = { $name } zeigt den Bildschirm
tools-float = Bild im kleinen Fenster
tools-full = Vollbild
tools-own-hide = Eigenes Bild aus
tools-own-show = Eigenes Bild ein

tools-devices = Geräte
tools-devices-title = Kamera und Mikrofon wählen
tools-device-camera = Kamera
tools-device-microphone = Mikrofon
tools-device-none = Keines gefunden
tools-device-unnamed = Gerät { $number }
tools-device-failed = Dieses Gerät lässt sich nicht öffnen. Das bisherige läuft weiter.

tools-keys = Tastenkürzel
tools-keys-title = Tastenkürzel
tools-keys-on = Tastenkürzel benutzen
tools-keys-detail = In Textfeldern gelten sie nicht. Auflegen geht nur mit dem Knopf.
tools-key-mute = Mikrofon aus oder ein
tools-key-camera = Kamera aus oder ein
tools-key-chat = Chat öffnen oder schließen
tools-key-share = Bildschirm teilen oder aufhören
tools-key-own = Eigenes Bild aus oder ein
