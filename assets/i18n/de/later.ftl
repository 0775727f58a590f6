# Was nachgeladen wird, und was da steht, wenn es nicht kommt.

later-failed-title = Seite nicht geladen
later-replaced-title = Es gibt eine neue Version
later-replaced = Um weiterzumachen, laden Sie bitte neu. Was Sie gespeichert haben, ist noch da.
later-reload = Neu laden
