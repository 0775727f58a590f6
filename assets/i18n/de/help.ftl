# Hilfe in der App für Praxen.

help-here = Hilfe zu dieser Seite
help-title = Hilfe
help-lead = Zuerst das Thema der Seite, von der Sie kommen.
help-print = Hilfe drucken
help-support-email = Fragen an den Betreiber per E-Mail:
help-support-phone = Fragen an den Betreiber am Telefon:
help-manuals = Alles mit Bildern, zum Lesen und Drucken:
help-manuals-link = Anleitungen als PDF
help-calendar = Termine ansehen
help-calendar-text = Der Kalender zeigt einen Tag, eine Woche oder eine Liste. Mit der Maus können Sie Termine verschieben; mit der Tastatur öffnen Sie einen Termin und wählen „Verschieben“.
    Die Namen kann nur Ihre Praxis lesen. Der Server kennt nur, wann ein Raum offen ist.
help-plan = Einen Termin anlegen
help-plan-text = Für ein Gespräch jetzt gleich genügt der Name. Für später wählen Sie Tag und Uhrzeit, auch als Serie oder als offene Sprechstunde.
    Soll der Server die Einladung senden, wählen Sie das vorher aus. Dann vergleichen Sie zu Beginn die Sicherheitsnummer.
help-hand-over = Die Einladung übergeben
help-hand-over-text = Kopieren Sie den Link, schreiben Sie eine E-Mail, drucken Sie das Blatt oder lesen Sie den Code vor. Die eingeladene Person braucht kein Konto.
    Wer die Einladung hat, kann in das Wartezimmer. Sie entscheiden, wen Sie einlassen.
help-waiting = Das Wartezimmer
help-waiting-text = Hier sehen Sie alle, deren Zeit gekommen ist, und hören einen Ton, wenn jemand kommt. Niemand sieht oder hört die anderen.
    Auf den anderen Seiten der App steht die Zahl der Wartenden vor dem Titel des Fensters. Ton und Meldung stellen Sie unter „Konto“ ein.
    Wartende können Sie mit einem Satz vertrösten. Kennen Sie die Person nicht, lassen Sie sich die Versichertenkarte in die Kamera zeigen.
help-call = Das Gespräch
help-call-text = Stellen Sie zu Beginn vor, wer im Raum ist. Aufzeichnen darf niemand; es gibt dafür keine Funktion.
    Unter dem Bild sind Chat, Dokumente, Bildschirm teilen, Vollbild und die Wahl der Geräte. PDF-Dateien und Bilder gehen direkt zur anderen Seite.
    Bricht die Verbindung ab, bleiben Sie auf der Seite: Sie kommt von selbst wieder.
    Den Hintergrund können Sie unscharf machen; der Knopf dafür steht unter dem Bild. Am Rand kann etwas vom Raum zu sehen sein. Ist Ihr Gerät zu langsam, geht der unscharfe Hintergrund aus, und das Gespräch sagt es. Sicher ist eine Wand hinter Ihnen. Untertitel gibt es nicht.
    Ob Kamera, Ton und Verbindung bei Ihnen gehen, prüfen Sie unter „Konto“, „Technik prüfen“. Der Bericht dort sagt auch, was eine Firewall durchlassen muss.
help-papers = Papiere
help-papers-text = Merkblatt und Einwilligung für Patienten und was Ihre Kassenärztliche Vereinigung haben will, entstehen auf diesem Gerät als PDF; die Seite sagt Schritt für Schritt, was Sie damit tun. Ihre Angaben liest der Server nicht. In einer Praxis mit Team speichert die Person, die als Hauptnutzer genannt ist, die Angaben zur Praxis für alle.
help-proof = Der Nachweis
help-proof-text = Videosprechstunden darf nur halten, wer als Ärztin oder Arzt nachgewiesen ist. Reichen Sie Nummern und ein Dokument ein; zwei Personen des Betreibers prüfen es. Mit einer Signatur Ihres Heilberufsausweises prüft nur eine, wenn der Betreiber das anbietet.
    Bis dahin können Sie alles ansehen und vorbereiten. Wer sich ohne Code angemeldet hat, kann bis dahin nur den Nachweis einreichen; ohne Nachweis wird das Konto nach 30 Tagen gelöscht.
help-contract = Der Vertrag
help-contract-text = Hier stehen Ihre Daten als Vertragspartner, der Tarif, die Rechnungen und die Unterlagen. Kündigen können Sie mit drei Monaten zum Ende eines Quartals und das bis zum letzten Tag zurücknehmen.
help-team = Praxis und Team
help-team-text = Wer die Praxis gründet, lädt Ärztinnen, Ärzte und Praxispersonal mit einem Code ein und gibt sie frei. Auch jedes weitere Gerät gibt diese Person frei. Alle sehen und planen die Termine; das Gespräch hält nur, wer als Ärztin oder Arzt genannt ist.
    Nehmen Sie jemanden heraus, liest diese Person keine neuen Termine mehr. Übergeben Sie einen Termin an eine Kollegin oder einen Kollegen, braucht die eingeladene Person den neuen Link; der Code bleibt gültig.
    Praxispersonal sieht im Wartezimmer, für wen jemand wartet, und kann eine kurze Nachricht hinterlegen.
help-account = Konto und Geräte
help-account-text = Drucken Sie den Wiederherstellungsbogen und legen Sie ihn in den Tresor: Mit ihm kommen Sie wieder hinein, wenn Passphrase oder Gerät verloren sind.
    Auf der Seite „Konto“ sehen Sie, wo Sie angemeldet sind, und beenden, was Sie nicht kennen.
