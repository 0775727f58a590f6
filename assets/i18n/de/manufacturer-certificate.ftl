# Die Bescheinigung nach Anlage 2 der Anlage 31b.

anlage2-title = Bescheinigung nach Anlage 31b
anlage2-lead = Die Bescheinigung des Videodienstanbieters (Anlage 2), Wort für Wort, zum Unterschreiben. Was Sie eingeben, bleibt verschlüsselt auf diesem Gerät.
anlage2-open = Bescheinigung ausfüllen
anlage2-output = Bescheinigung des Videodienstes
anlage2-output-text = Anlage 2 der Anlage 31b: Zertifikate nach Buchstabe a und b, Angaben 1 bis 8b, als PDF zum Unterschreiben.
anlage2-service = Name des Videodienstes
anlage2-a = a) Informationstechniksicherheit
anlage2-b = b) Datenschutz
anlage2-c = c) Inhalte
anlage2-proof = Titel und Nummer des Nachweises
anlage2-body = Zertifizierende Stelle
anlage2-from = Gültig ab
anlage2-until = Gültig bis
anlage2-count = 8b. Maximale Teilnehmerzahl
anlage2-who = Wer ist Ansprechpartner?
anlage2-person = Ansprechpartner
anlage2-contact = Kontaktdaten
anlage2-applies = Zutreffend
anlage2-applies-not = Nicht zutreffend
anlage2-wrong-date = Bitte geben Sie einen Tag an; der letzte Tag liegt nicht vor dem ersten.
anlage2-over = Dieser Nachweis ist abgelaufen. Mit ihm darf die Bescheinigung nicht ausgestellt werden.
anlage2-must-apply = Anlage 31b verlangt, dass das zutrifft. Sonst darf die Bescheinigung nicht ausgestellt werden.
anlage2-wrong-count = Bitte geben Sie eine Zahl ab 3 an.
anlage2-make = PDF erstellen
anlage2-file = Bescheinigung-Anlage-31b.pdf
anlage2-made = Das PDF ist fertig und liegt bei Ihren Downloads. Es gilt erst mit Stempel und Unterschrift.
