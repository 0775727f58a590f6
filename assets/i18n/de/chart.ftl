# Diagramme: in jedem Programm außer der Gastseite.

chart-when = Zeitpunkt
chart-walk = Messung auswählen (Pfeiltasten)
chart-table = Alle Werte als Tabelle
chart-table-newest = Die neuesten { $count } Werte als Tabelle
