# Das Fenster auf dem Computer: was der Browser sonst selbst fragt.
window-device-title = Welches Messgerät?
window-device-searching = Heilsam sucht. Bitte schalten Sie das Messgerät ein und halten Sie es in die Nähe.
window-device-nameless = Messgerät ohne Namen
window-device-cancel = Abbrechen
window-close-title = Sie sind im Gespräch
window-close-text = Wenn Sie das Fenster schließen, sehen und hören Sie einander nicht mehr.
window-close-stay = Im Gespräch bleiben
window-close-leave = Fenster schließen
