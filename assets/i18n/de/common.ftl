# Wörter, die jedes Programm braucht.

frame-skip = Zum Inhalt springen
frame-nav = Bereiche
frame-security = Was der Server sehen kann
frame-imprint = Impressum
frame-privacy = Datenschutz
frame-terms = Nutzungsbedingungen
frame-manuals = Anleitungen
theme-to-dark = Dunkle Darstellung
theme-to-light = Helle Darstellung

action-retry = Noch einmal versuchen
action-close = Schließen
action-back = Zurück
action-next = Weiter
action-cancel = Abbrechen

field-missing = Bitte füllen Sie dieses Feld aus.
state-loading = Einen Moment, bitte …
state-error = Das hat nicht geklappt
state-error-text = Bitte versuchen Sie es noch einmal. Ihre gespeicherten Einträge sind sicher.
