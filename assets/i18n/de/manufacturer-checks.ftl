checks-title = Automatische Prüfungen
checks-lead = Was das Produkt selbst nachweist: wann geprüft wurde, was herauskam und was zu tun ist.
checks-none-title = Noch nie geprüft
checks-none-text = Lassen Sie die Prüfungen einmal laufen. Die Ergebnisse stehen dann hier und bei jedem Punkt, den sie betreffen.
checks-ran = Zuletzt geprüft am { $when }: Version { $version }, Stand { $commit }.
checks-other-release = Der Antrag nennt die Version { $version } mit dem Stand { $commit }. Die Prüfungen liefen auf einem anderen Stand und gelten dafür nicht.
checks-to-product = Version im Antrag ändern
checks-filter = Prüfungen filtern
checks-filter-one = { $name }: { $count }
checks-all = Alle: { $count }
checks-red = fehlgeschlagen
checks-old = veraltet
checks-not-checked = nicht geprüft
checks-never = nie gelaufen
checks-green = bestanden
checks-count = { $count ->
    [one] 1 Prüfung
   *[other] { $count } Prüfungen
}
checks-empty = In diesem Zustand ist keine Prüfung.
checks-todo = Was zu tun ist: { $what }
checks-run-again = Lassen Sie die Prüfung neu laufen.
checks-ground-deployment = Geprüft wird der laufende Server, von außen.
checks-ground-data = Geprüft werden Einstellungen, Datenbank, Protokolle und Dateien.
checks-ground-trial = Geprüft wird dasselbe Programm mit denselben Einstellungen auf leeren Daten.
checks-ground-build = Geprüft wird, woraus das Programm gebaut ist.
checks-ground-tests = Gelesen wird der Bericht der Tests auf demselben Stand.
checks-details = Was angesehen wurde
checks-run-facts = Prüfung { $check }, Fassung { $version }, Stand { $commit }. Beendet am { $when } nach { $seconds } Sekunden, gilt bis { $until }.
checks-items = { $count ->
    [one] Betrifft 1 Punkt
   *[other] Betrifft { $count } Punkte
}
checks-how-title = So laufen die Prüfungen
checks-how = Wer den Server betreibt, ruft auf dem Rechner des Servers auf:
checks-how-label = Befehl für die Prüfungen
checks-how-more = Das Ergebnis wird unterschrieben, im Datenordner abgelegt und hier eingetragen. Niemand kann es von Hand eintragen oder eine fehlgeschlagene Prüfung lösen.
checks-summary = { $green } bestanden, { $red } fehlgeschlagen, { $rest } ohne gültiges Ergebnis.
checks-summary-red = { $count ->
    [one] 1 Prüfung ist fehlgeschlagen. Punkte, die sie betrifft, können nicht „zutreffend“ sein.
   *[other] { $count } Prüfungen sind fehlgeschlagen. Punkte, die sie betreffen, können nicht „zutreffend“ sein.
}
checks-open = Alle Prüfungen ansehen
checks-runner = Automatische Prüfung
