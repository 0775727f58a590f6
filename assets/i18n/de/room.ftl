# Wartezimmer und Gespräch aus Sicht der Praxis.

room-title = Wartezimmer
room-devices = Kamera und Mikrofon werden eingeschaltet …
room-unsupported-title = Dieser Browser kann keine Videosprechstunde
room-unsupported-text = Bitte öffnen Sie Heilsam mit einem aktuellen Firefox, Chrome, Edge oder Safari.
room-connecting = Das Wartezimmer wird geöffnet …
room-alone = Das Wartezimmer ist offen. Es ist noch niemand da.
room-verifying = Jemand ist gekommen. Die Einladung wird geprüft …
room-waiting = { $name } wartet.
room-consent = Einwilligung { $version }
room-compare = Die Einladung ging über E-Mail oder SMS. Rufen Sie kurz an und vergleichen Sie die Nummer, bevor Sie die Person hereinbitten.
room-code-dead = Der Code wurde dreimal falsch eingegeben und gilt nicht mehr. Der Link gilt weiter.
room-admit = Hereinbitten
room-refuse = Abweisen
room-close = Wartezimmer schließen
room-end-title = Videosprechstunde beendet
room-end-own = Sie haben die Sprechstunde beendet.
room-end-other = Die andere Seite hat aufgelegt.
room-end-over = Dieser Termin ist vorbei oder abgesagt.
room-end-taken = Diese Sprechstunde ist auf einem anderen Gerät geöffnet.
room-end-not-allowed = Nur die Ärztin oder der Arzt, die eingeladen haben, können teilnehmen.
room-end-unsafe = Die Verbindung wurde zum Schutz beendet: die Gegenseite war nicht die eingeladene Person, oder jemand hat die Daten verändert.
room-end-many = Zu viele Versuche. Bitte warten Sie einige Minuten.
room-end-lost = Die Verbindung ist abgebrochen und ließ sich nicht wiederherstellen.
room-end-version = Bitte laden Sie die Seite neu.
room-back = Zurück zur Übersicht
