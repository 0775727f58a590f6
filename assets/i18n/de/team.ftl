# Praxis und Team: gründen, einladen, freigeben, herausnehmen; Termine mehrerer Ärztinnen und Ärzte.

team-title = Praxis und Team
team-lead = Teilen Sie den Kalender mit Kolleginnen, Kollegen und Ihrem Praxispersonal.
team-together = Alle hier sehen und planen die Termine der Praxis. Der Server kann sie nicht lesen.
team-settings = Wer zu Ihrer Praxis gehört und die Termine mitplant.
team-open = Praxis und Team öffnen
team-found-title = Eine Praxis gründen
team-found-text = Danach laden Sie Ärztinnen, Ärzte und Praxispersonal ein. Termine legen Sie dann im gemeinsamen Kalender an.
team-name = Name der Praxis
team-own-name = Ihr Name
team-own-name-hint = So heißen Sie im Kalender der Praxis.
team-found-main = Sie werden Hauptnutzerin oder Hauptnutzer: Nur Sie nehmen Personen auf und wieder heraus. Endet Ihr Vertrag, endet auch die gemeinsame Praxis.
team-found-do = Praxis gründen
team-founded = Die Praxis ist gegründet.
team-join-other = Sie wurden in eine andere Praxis eingeladen?
team-members = Wer dazugehört
team-main-user = Hauptnutzer
team-own = Das sind Sie
team-staff-note = Organisiert Termine. Nimmt nie an einem Gespräch teil.
team-number = Schlüsselnummer
team-number-text = Die Einladung mit dem Code hat diesen Schlüssel schon geprüft. Zu zweit können Sie die Nummer zusätzlich vergleichen: Beide sehen dieselbe.
team-number-unreadable = Die Schlüsselnummer dieser Person ist nicht lesbar.
team-not-led = Aufnehmen und herausnehmen kann nur die Person, die als Hauptnutzer genannt ist.
team-ends-title = Die gemeinsame Praxis endet am { $day }
team-ends-doctor = Dann endet der Vertrag der Person, die als Hauptnutzer genannt ist. Danach werden der gemeinsame Kalender und alle Termine darin gelöscht, und verschickte Einladungen gelten nicht mehr. Ihr eigenes Konto bleibt. Schreiben Sie sich vorher auf, was Sie brauchen, und laden Sie zu späteren Terminen danach neu ein. Fragen Sie den Hauptnutzer, wie es weitergeht.
team-ends-staff = Dann endet der Vertrag der Person, die als Hauptnutzer genannt ist. Danach werden der gemeinsame Kalender, alle Termine darin und Ihr Konto gelöscht. Schreiben Sie sich vorher auf, was die Praxis noch braucht. Fragen Sie den Hauptnutzer, wie es weitergeht.
team-rename-title = Die Praxis umbenennen
team-rename-do = Umbenennen
team-renamed = Der neue Name gilt.

team-invite-title = Jemanden einladen
team-invite-text = Sie bekommen einen Code für die Person. Geben Sie ihn persönlich oder am Telefon weiter, nicht per E-Mail. Praxispersonal braucht keinen Code vom Betreiber.
team-invite-name = Für wen ist die Einladung?
team-invite-name-hint = Nur für Ihre Übersicht.
team-invite-do = Code erstellen
team-until = gilt bis { $day }
team-code-text = Code für diese Person. Er gilt einmal.
team-code-where = Praxispersonal wählt auf der Seite „Anmelden“ der Praxis-App „Ich habe einen Code von meiner Praxis“. Eine Ärztin oder ein Arzt meldet sich mit dem eigenen Konto an und gibt den Code unter „Praxis und Team“ ein.
team-code-copy = Code kopieren
team-code-copied = Der Code ist kopiert.
team-code-not-copied = Der Browser erlaubt kein Kopieren. Bitte schreiben Sie den Code ab.
team-accepted-title = { $name } hat angenommen
team-accepted-text = Konto: { $role }. Mit Ihrer Freigabe liest diese Person alle Termine der Praxis.
team-release = Freigeben
team-released = Die Person gehört jetzt zur Praxis.
team-forged-title = Diese Antwort ist nicht echt
team-forged-text = Wer geantwortet hat, kennt den Code nicht, oder die Schlüssel wurden unterwegs ausgetauscht. Nehmen Sie die Einladung zurück und laden Sie neu ein.
team-take-back = Einladung zurücknehmen
team-taken-back = Die Einladung gilt nicht mehr.
team-let-go = Herausnehmen
team-go-title = { $name } aus der Praxis herausnehmen?
team-go-text = Neue und geänderte Termine kann die Person dann nicht mehr lesen. Was sie schon gelesen hat, lässt sich nicht zurückholen.
team-successor = Offene Termine übernimmt
team-successor-hint = Die eingeladenen Personen brauchen dann einen neuen Link. Der Code bleibt gültig.
team-go-yes = Herausnehmen
team-gone = Die Person gehört nicht mehr zur Praxis.
team-search = Personen suchen
team-found-count = { $found } von { $all } Personen
team-more = Und { $count } weitere. Suchen Sie nach dem Namen.

team-devices-wait =
    { $count ->
        [one] Ein Gerät wartet auf Ihre Freigabe
       *[other] { $count } Geräte warten auf Ihre Freigabe
    }
team-devices-wait-text = Von: { $names }. Fragen Sie kurz nach, ob das Gerät wirklich dieser Person gehört.
team-devices-wait-names = { $names } und { $count ->
    [one] einer weiteren Person
   *[other] { $count } weiteren Personen
}
team-devices =
    { $count ->
        [one] Ein Gerät
       *[other] { $count } Geräte
    }
team-devices-text = Ein Gerät ist hier ein Passkey oder eine Passphrase. Wie die Person es nennt, liest nur sie selbst.
team-device-at = { $way }, zuletzt { $device }
team-device-since = Eingerichtet am { $day }.
team-device-used = Zuletzt benutzt: { $moment }.
team-device-is-released = Freigegeben
team-device-waits = Wartet
team-device-release = Gerät freigeben
team-device-released = Das Gerät ist freigegeben.
team-device-take-back = Freigabe zurücknehmen
team-device-taken-back = Das Gerät kommt nicht mehr an die Praxis.

device-waits-title = Dieses Gerät ist noch nicht freigegeben
device-waits-text = Sie sind angemeldet. Kalender und Wartezimmer Ihrer Praxis öffnen sich hier, sobald dieses Gerät freigegeben ist.
device-waits-whom = Bitten Sie die Person darum, die Ihre Praxis hier leitet. Sie findet Ihr Gerät unter „Praxis und Team“.
device-waits-again = Erneut prüfen

join-new = Ich habe einen Code von meiner Praxis
join-title = Mit dem Code Ihrer Praxis anmelden
join-lead = Für Praxispersonal. Sie legen jetzt Ihr Konto an und nehmen danach die Einladung an.
join-doctors = Sie sind Ärztin oder Arzt? Melden Sie sich mit Ihrem eigenen Konto an und geben Sie den Code dort unter „Praxis und Team“ ein.
join-known = Sie haben mit diesem Code schon ein Konto angelegt? Melden Sie sich damit an und geben Sie den Code dort ein.
join-refused = Dieser Code ist unbekannt, abgelaufen, zurückgenommen oder schon benutzt. Bitte vergleichen Sie ihn, oder lassen Sie sich von Ihrer Praxis einen neuen geben.

joining-title = Zu einer Praxis gehören
joining-lead = Mit dem Code Ihrer Praxis sehen und planen Sie die gemeinsamen Termine.
joining-code = Code der Praxis
joining-code-hint = 20 Buchstaben und Ziffern. Sie bekommen ihn von der Person, die Sie eingeladen hat.
joining-unknown = Dieser Code ist unbekannt, schon benutzt oder abgelaufen. Bitte lassen Sie sich einen neuen geben.
joining-offer = { $name } lädt Sie in diese Praxis ein.
joining-name = Ihr Name
joining-name-hint = So heißen Sie im Kalender der Praxis.
joining-accept = Einladung annehmen
joining-waits-title = Die Praxis muss Sie noch freigeben
joining-waits-text = Sie haben die Einladung angenommen. Sobald die Praxis Sie freigibt, öffnet sich hier der Kalender von selbst.
joining-meanwhile = Ihr Konto ist eingerichtet. Sie können Ihre Anmeldungen jederzeit ansehen und beenden.

calendar-doctors = Wessen Termine
calendar-doctors-all = Alle
plan-doctor = Wer hält die Sprechstunde?
other-doctor = An Kollegin oder Kollegen übergeben
other-doctor-who = Wer hält die Sprechstunde?
other-doctor-link = Der bisherige Link gilt dann nicht mehr, denn er gehört zu der bisherigen Ärztin oder dem bisherigen Arzt. Geben Sie der eingeladenen Person den neuen Link. Der Code bleibt gültig.
other-doctor-yes = Übergeben
other-doctor-done = Der Termin ist übergeben.
other-doctor-part = Ein Teil ist schon übergeben. Drücken Sie mit derselben Auswahl noch einmal auf „Übergeben“, dann geht es weiter.
hand-on-alone = Der Termin ist übergeben. Bitte sagen Sie der wartenden Person, dass sie einen neuen Link bekommt.
bring = In den Praxiskalender übernehmen
bring-text = Diesen Termin sehen nur Sie. Im Praxiskalender sehen ihn alle, die zur Praxis gehören.
bring-done = Der Termin steht jetzt im Praxiskalender.
bring-part = Ein Teil steht schon im Praxiskalender. Drücken Sie noch einmal, dann geht es weiter.

staff-not-here = Diese Seite ist für Ärztinnen und Ärzte. Praxispersonal organisiert Termine.
staff-hall-note = Sie sehen, ob und für wen jemand wartet. Bild und Ton gibt es hier nicht: Praxispersonal nimmt nie an einem Gespräch teil.
staff-somebody-waits = Jemand wartet
staff-word-left = Hinterlegt um { $at }: { $text }
staff-word-note = Die Nachricht kommt an, sobald { $name } das Wartezimmer geöffnet hat.
staff-word-passed = Vom Praxisteam ausgerichtet: { $text }
staff-erase-title = Konto löschen
staff-erase-text = Löscht Ihr Konto auf dem Server und auf diesem Gerät. Gehören Sie zu einer Praxis, endet damit Ihr Zugang zu deren Kalender.
staff-erase-stays = Die Termine der Praxis bleiben, auch die, die Sie angelegt haben.
staff-erase-list = Ihr Name steht noch in der Liste der Praxis, bis sich darin etwas ändert. Der Server kann ihn nicht lesen, und die App zeigt ihn nicht mehr an.
staff-erase-sure = Ja, ich möchte mein Konto löschen.
staff-erase-done = Ihr Konto ist gelöscht.
