# Nach dem Gespräch: Notizen, Text für die Praxissoftware, Abrechnung.

after-notes = Ihre Notizen
after-notes-hint = Sie liegen verschlüsselt nur auf diesem Gerät, bis Sie sie löschen oder sich abmelden. Sie finden sie beim Termin und unter „Konto“ wieder.
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
after-summary-consent = Einwilligung in den Videodienst: Fassung { $version }, Prüfsumme { $hash }, eingegangen am { $at } Uhr
after-summary-informed = Hinweise zum Videodienst gelesen: Fassung { $version }, Prüfsumme { $hash }, eingegangen am { $at } Uhr
after-summary-consent-unknown = Zum Videodienst wurde einem Text zugestimmt, der diesem Programm nicht bekannt ist: Fassung { $version }, Prüfsumme { $hash }, eingegangen am { $at } Uhr
after-of-call = Notizen dieses Gesprächs
after-billing = Hinweise zur Abrechnung
after-billing-check = Bitte prüfen Sie jede Ziffer im gültigen Katalog. Diese Liste ist nicht vollständig, und verglichen wurde sie nur mit gespeicherten Fassungen.
after-billing-video = Nur bei der Videosprechstunde
after-billing-practice = Bei Video und in der Praxis
after-billing-code = Ziffer
after-billing-what = Wofür
after-billing-valid = Gültig
after-billing-since = seit { $day }
after-billing-since-latest = spätestens seit { $day }
after-billing-until = bis { $day }
after-billing-open = kein Ende bekannt
after-billing-source = Quelle und Vergleich
after-billing-compared = { $source }. Verglichen mit: { $against }.
after-billing-state = { $against }, Stand { $day }
after-billing-state-unknown = { $against }, Tag nicht bekannt
after-billing-left = { $compared }. Nicht verglichen: { $left }
after-billing-unchecked = { $source }. Nicht mit dem Katalog verglichen.
after-quota = Wie viele Fälle Sie nur per Video behandeln dürfen
after-quota-since = Gilt seit { $day }. Quelle: { $source }, noch zu prüfen.
after-quota-stale = Diese Notiz ist veraltet: Seit dem { $day } hat niemand geprüft, ob die Regel noch gilt. Bitte sehen Sie bei der KBV nach.
after-quota-unknown = Für diesen Tag kennt diese Notiz keine Regel. Bitte sehen Sie bei der KBV nach.
after-quota-page = Seite der KBV zur Videosprechstunde öffnen

identity-title = Noch nicht bekannt? Versichertenkarte prüfen
identity-when = Nötig, wenn die Person weder in diesem noch im vorigen Quartal bei Ihnen war. Abrechnen: EBM 01444, noch zu prüfen.
identity-show = Bitten Sie die Person, die Versichertenkarte in die Kamera zu halten.
identity-compare = Vergleichen Sie Name und Foto der Karte mit der Person.
identity-take = Übernehmen Sie Krankenkasse, Name, Geburtsdatum und Versichertennummer in Ihre Praxissoftware.
identity-ask = Fragen Sie, ob die Versicherung noch besteht. Ein gesprochenes Ja genügt.
identity-note = In den Notizen vermerken
identity-line = Versichertenkarte in der Kamera geprüft, Versicherungsschutz mündlich bestätigt.

noted-title = Notizen auf diesem Gerät
noted-text = Hier stehen Ihre Notizen zu allen Gesprächen, auch wenn der Termin nicht mehr im Kalender ist. Sie liegen nur auf diesem Gerät.
noted-none = Auf diesem Gerät liegen keine Notizen.
noted-open = Notizen
practice-logout-text = Auf diesem Gerät wird alles gelöscht. Ihr Name, die Angaben für Ihre Papiere und Ihre Notizen zu Gesprächen liegen nur hier und sind dann verloren. Ihre Termine bleiben verschlüsselt auf dem Server.
practice-logout-notes = Auf diesem Gerät { $count ->
    [one] liegen Notizen zu einem Gespräch
   *[other] liegen Notizen zu { $count } Gesprächen
}. Kopieren Sie vorher, was Sie noch brauchen.
practice-logout-unread = Ob auf diesem Gerät Notizen zu Gesprächen liegen, ließ sich gerade nicht lesen. Was hier liegt, ist nach dem Abmelden weg.
