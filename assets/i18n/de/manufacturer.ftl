# Die App für Hersteller.

manufacturer-nav-home = Übersicht
manufacturer-nav-account = Konto
manufacturer-login-lead = Für Hersteller, die eine DiGA anbieten.
manufacturer-register-title = Herstellerkonto anlegen
manufacturer-register-lead = Mit dem Code, den Sie vom Betreiber bekommen haben.
manufacturer-title = Ihr Arbeitsbereich
manufacturer-lead = Ihr Konto steht. Hier entsteht der Ort für Ihren Antrag beim BfArM.
manufacturer-later-title = Die Antragsunterlagen kommen mit der nächsten Version
manufacturer-later-text = Dann beantworten Sie hier die Fragebögen der DiGAV, hinterlegen Nachweise, und eine zweite Person gibt frei. In dieser Version gibt es diesen Bereich noch nicht.
manufacturer-now-title = Das geht schon heute
manufacturer-now-sessions = Sehen, wo Sie angemeldet sind, und Anmeldungen beenden.
manufacturer-now-sheet = Einen Wiederherstellungsbogen drucken, damit Sie Ihr Konto nicht verlieren.
manufacturer-now-second = Eine zweite Person einladen: Den Code für ihr eigenes Konto stellt der Betreiber aus.
manufacturer-to-account = Konto öffnen
manufacturer-account-title = Konto
