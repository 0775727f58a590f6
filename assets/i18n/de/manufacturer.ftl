# Die App für Hersteller: Übersicht, Aufgaben, Verzeichnisse.

manufacturer-nav-home = Übersicht
manufacturer-nav-tasks = Aufgaben
manufacturer-nav-application = Antrag
manufacturer-nav-product = Produkt
manufacturer-nav-account = Konto
manufacturer-login-lead = Für Hersteller, die eine DiGA anbieten.
manufacturer-register-title = Herstellerkonto anlegen
manufacturer-register-lead = Mit dem Code, den Sie vom Betreiber bekommen haben.
manufacturer-title = Ihr Dossier
manufacturer-account-title = Konto

dossier-loading = Das Dossier wird geladen und geprüft …
acting-how-far = { $done } von { $all } sind gespeichert.
dossier-overtaken = Jemand anderes hat das gerade geändert. Es wurde nichts überschrieben. Sehen Sie es sich an und entscheiden Sie neu.
dossier-broken = Die gespeicherte Chronik stimmt ab Eintrag { $number } nicht mehr mit dem überein, was geschrieben wurde. Bitte wenden Sie sich an den Betreiber: Er stellt eine Sicherung wieder her.
dossier-you = Sie
dossier-nameless = Person ohne Namen
dossier-read-only = Als prüfende Person können Sie hier lesen. Ändern können verfassende Personen.
dossier-status-not-asked = nicht gefragt
dossier-status-open = offen
dossier-status-partly = teilweise beantwortet
dossier-status-answered = beantwortet
dossier-status-in-review = in Prüfung
dossier-status-returned = zurückgegeben
dossier-status-approved = freigegeben

overview-lead = { $product }, Rechtsstand { $law }.
overview-lead-filing = { $product }, Rechtsstand { $law }. Antrag geplant am { $filing }.
overview-product-unnamed = Produkt ohne Namen
overview-next = Als Nächstes
overview-nothing-open = An den Fragebögen ist nichts offen.
overview-all-tasks = Alle { $count } Aufgaben
overview-progress = Stand der Fragebögen
overview-left-out = Diese Verzeichnisse betreffen das Produkt nach seinen Eigenschaften nicht:
overview-complete-title = Vollständig
overview-complete-text = Es fehlt nichts mehr. Sie können das Dossier ausgeben.
overview-blocks = Das hält den Antrag auf
overview-properties-missing = Die Eigenschaften des Produkts sind noch nicht gewählt.
overview-scenarios-missing = { $count ->
    [one] Im Schutzbedarf fehlt noch ein Schadensszenario.
   *[other] Im Schutzbedarf fehlen noch { $count } Schadensszenarien.
}
overview-items-missing = { $count ->
    [one] An einem Punkt der Fragebögen fehlt etwas.
   *[other] An { $count } Punkten der Fragebögen fehlt etwas.
}
overview-statements-missing = { $count ->
    [one] Im Antrag nach § 2 fehlt eine Angabe.
   *[other] Im Antrag nach § 2 fehlen { $count } Angaben.
}
overview-expiring = Läuft bald ab
overview-expires = { $name } gilt bis { $day }.
overview-waiting = Auf wen gewartet wird
overview-ways = Verfahren und Ausgabe
overview-waits-nobody = niemand benannt
overview-items = { $count ->
    [one] 1 Punkt
   *[other] { $count } Punkte
}

unsaved-title = Noch nicht gespeichert
unsaved-text = Das haben Sie auf diesem Gerät geschrieben, aber nicht gespeichert. Andere sehen es nicht. Es bleibt hier, bis Sie es speichern oder verwerfen. Wenn Sie sich abmelden, wird es gelöscht.

naming-title = Wie heißen Sie im Dossier?
naming-text = Ihr Name steht an allem, was Sie beantworten oder freigeben. Er liegt lesbar auf dem Server, denn er gehört zum Antrag.
naming-label = Vorname und Nachname
naming-save = Namen speichern
naming-done = Ihr Name ist gespeichert.

progress-part = Abschnitt
progress-asked = gefragt
progress-met = zutreffend
progress-deviating = Abweichung
progress-not-applicable = nicht zutreffend
progress-open = offen
progress-answered = beantwortet
progress-in-review = in Prüfung
progress-approved = freigegeben
progress-answers = Von { $asked } Punkten: { $met } zutreffend, { $deviating } mit Abweichung, { $excluded } nicht zutreffend.
progress-parts = Nach Abschnitten
progress-table = Stand von „{ $title }“ nach Abschnitten

tasks-title = Aufgaben
tasks-lead = Was noch fehlt, das Dringendste zuerst.
tasks-search = Suchen
tasks-search-hint = Nummer, Wörter des Gesetzes oder Ihre eigenen Worte. Mit den Pfeiltasten gehen Sie durch die Liste.
tasks-filter = Auswahl
tasks-all = Alle
tasks-mine = Meine
tasks-overdue = Überfällig
tasks-friday = Bis Freitag
tasks-evidence = Nachweis fehlt
tasks-eyes = Zweite Person fehlt
tasks-count = { $count ->
    [0] Keine Aufgabe
    [one] 1 Aufgabe
   *[other] { $count } Aufgaben
}
tasks-elsewhere = { $count ->
    [one] 1 weiterer Treffer
   *[other] { $count } weitere Treffer
}
tasks-empty-title = Hier ist nichts offen
tasks-empty-text = Unter dieser Auswahl gibt es keine Aufgabe.
tasks-empty-way = Zur Übersicht
tasks-more = Mehr anzeigen
tasks-and-more = Dazu { $count ->
    [one] ein weiterer Hinweis.
   *[other] { $count } weitere Hinweise.
}
tasks-due = bis { $day }
tasks-was-due = war fällig am { $day }

catalogue-missing-title = Dieses Verzeichnis gibt es nicht
catalogue-missing-text = Vielleicht gehört es zu einem anderen Rechtsstand.
catalogue-intro = Vorbemerkung
