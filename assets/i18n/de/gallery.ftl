# Nur für Entwickelnde: die Seite mit allen Bausteinen.

gallery-title = Bausteine
gallery-text = Ein kurzer Satz, der zeigt, wie Text an dieser Stelle wirkt.
gallery-one = Erstens
gallery-two = Zweitens
gallery-buttons = Knöpfe
gallery-fields = Felder
gallery-messages = Meldungen
gallery-figures = Bilder und Zahlen
gallery-states = Zustände
gallery-dialog = Dialog öffnen
gallery-toast = Meldung zeigen
