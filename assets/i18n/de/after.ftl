# Nach dem Gespräch: Notizen, Text für die Praxissoftware, Abrechnung.

after-notes = Ihre Notizen
after-notes-hint = Sie liegen verschlüsselt auf diesem Gerät, bis Sie sie löschen.
after-copy = Text für die Praxissoftware kopieren
after-copied = Der Text ist kopiert.
after-not-copied = Der Browser erlaubt kein Kopieren. Bitte markieren Sie Ihre Notizen selbst.
after-forget = Notizen löschen
after-not-forgotten = Die Notizen sind noch da
after-forgotten = Die Notizen sind gelöscht.
after-summary-what = Videosprechstunde am { $at } Uhr
after-summary-conference = Fallkonferenz am { $at } Uhr
after-summary-who = Person: { $name }
after-summary-remark = Anlass: { $text }
after-billing = Hinweise zur Abrechnung
after-billing-check = Bitte prüfen Sie jede Ziffer im gültigen Katalog. Diese Liste ist aus zweiter Hand und nicht vollständig.
after-billing-video = Nur bei der Videosprechstunde
after-billing-practice = Bei Video wie in der Praxis
after-billing-code = Ziffer
after-billing-what = Wofür
after-billing-until = Gültig bis
after-billing-open = kein Ende bekannt
after-billing-source = Quelle
after-billing-unchecked = { $source }, noch zu prüfen
