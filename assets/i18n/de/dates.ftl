date-incomplete-day = Das Datum ist nicht vollständig, oder diesen Tag gibt es nicht. Bitte geben Sie Tag, Monat und Jahr ein.
date-incomplete-moment = Datum oder Uhrzeit sind nicht vollständig, oder diesen Tag gibt es nicht. Bitte geben Sie Tag, Monat, Jahr und Uhrzeit ein.
date-incomplete-clock = Die Uhrzeit ist nicht vollständig. Bitte geben Sie Stunde und Minute ein.
