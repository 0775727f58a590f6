file-choose = Datei wählen
file-none = Noch keine Datei
