# Messgeräte: Werte vom Hersteller holen.

devices-title = Werte vom Messgerät holen
devices-lead = Ihr Messgerät merkt sich Werte? Heilsam holt sie auf Knopfdruck in Ihr Tagebuch.
devices-open = Zu den Messgeräten
devices-none = Hier ist noch kein Hersteller eingerichtet, und dieser Browser kann kein Bluetooth. Sie können Werte als Tabelle einlesen oder eintippen.
devices-in-browser = Vom Hersteller holt Heilsam Werte nur im Browser: { $address }/app
devices-stand-in = Das ist eine Nachbildung zum Ausprobieren mit erfundenen Werten, kein echter Hersteller.
devices-paired = Verbunden
devices-pair = Verbinden
devices-pair-text = Sie melden sich beim Hersteller an und erlauben dort, dass Heilsam Ihre Blutdruckwerte liest. Danach sind Sie wieder hier.
devices-shared = Auf einem gemeinsam genutzten Computer geht das nicht: Heilsam merkt sich hier keine Verbindung. Bitte verbinden Sie auf Ihrem eigenen Gerät.
devices-pull = Neue Werte holen
devices-end = Verbindung beenden
devices-last = Zuletzt geholt: { $when }
devices-never = Noch nichts geholt.
devices-pulled = { $count ->
    [0] Es gibt nichts Neues.
    [one] Ein neuer Wert steht jetzt in Ihrem Tagebuch.
   *[other] { $count } neue Werte stehen jetzt in Ihrem Tagebuch.
}
devices-known = { $count ->
    [one] Ein Wert war schon da.
   *[other] { $count } Werte waren schon da.
}
devices-impossible = { $count ->
    [one] Ein Wert war nicht lesbar oder unmöglich und wurde ausgelassen.
   *[other] { $count } Werte waren nicht lesbar oder unmöglich und wurden ausgelassen.
}
devices-changed = { $count ->
    [one] Einen Wert hat der Hersteller berichtigt. Der frühere steht beim Eintrag unter „frühere Fassung“.
   *[other] { $count } Werte hat der Hersteller berichtigt. Die früheren stehen bei den Einträgen unter „frühere Fassung“.
}
devices-gone = { $count ->
    [one] Einen Wert hat der Hersteller als falsch zurückgenommen. Er steht jetzt bei den gelöschten Einträgen.
   *[other] { $count } Werte hat der Hersteller als falsch zurückgenommen. Sie stehen jetzt bei den gelöschten Einträgen.
}
devices-more = Der Hersteller hat noch mehr Werte. Bitte drücken Sie noch einmal auf „Neue Werte holen“.
devices-elsewhere = Die übrigen Werte liegen an einer Adresse, die nicht zu diesem Hersteller gehört. Dort fragt Heilsam nicht nach. Was bis dahin kam, bleibt. Bitte melden Sie das dem Hersteller.
devices-failed-consent = Bitte willigen Sie zuerst ein.
devices-failed-unreachable = Der Hersteller ist gerade nicht erreichbar. Bitte versuchen Sie es später noch einmal.
devices-failed-answer = Der Hersteller hat etwas geantwortet, das Heilsam nicht lesen kann. Es wurde nichts übernommen.
devices-failed-denied = Sie haben beim Hersteller abgelehnt. Es wurde keine Verbindung hergestellt.
devices-failed-foreign = Diese Antwort gehört zu keiner Verbindung, die Sie auf diesem Gerät begonnen haben. Bitte drücken Sie noch einmal auf „Verbinden“.
devices-failed-scope = Der Hersteller gibt Heilsam keinen Zugriff auf den Blutdruck. Bitte verbinden Sie noch einmal und erlauben Sie dort die Blutdruckwerte.
devices-failed-ended = Die Verbindung zum Hersteller ist beendet. Bitte verbinden Sie noch einmal.

bluetooth-title = Messgerät mit Bluetooth
bluetooth-text = Blutdruckmessgeräte und Waagen mit Bluetooth senden ihre Werte direkt an dieses Gerät. Der Hersteller erfährt davon nichts.
bluetooth-connect = Messgerät suchen
bluetooth-end = Trennen
bluetooth-connected = Verbunden mit { $name }. Messen Sie jetzt. Gespeicherte Werte kommen von selbst.
bluetooth-connected-nameless = Verbunden. Messen Sie jetzt. Gespeicherte Werte kommen von selbst.
bluetooth-gone = Das Messgerät ist nicht mehr verbunden. Viele Geräte schalten sich nach dem Senden aus.
bluetooth-waiting = Noch ist kein Wert angekommen.
bluetooth-received = Das ist angekommen
bluetooth-take = { $count ->
    [one] Einen Wert ins Tagebuch übernehmen
   *[other] { $count } Werte ins Tagebuch übernehmen
}
bluetooth-leave-out = Weglassen
bluetooth-user = Nutzertaste { $number }
bluetooth-not-chosen = Es wurde kein Messgerät gewählt.
bluetooth-nothing = Dieses Gerät sendet weder Blutdruck noch Gewicht.
bluetooth-failed = Die Verbindung ist nicht gelungen. Bitte schalten Sie Bluetooth ein und halten Sie das Messgerät in die Nähe. Dann versuchen Sie es noch einmal.
bluetooth-fault-unreadable = Das Messgerät hat etwas gesendet, das Heilsam nicht lesen kann. Bitte messen Sie noch einmal.
bluetooth-fault-failed = Das Messgerät konnte nicht messen. Bitte sitzen Sie ruhig, legen Sie die Manschette neu an und messen Sie noch einmal.
bluetooth-fault-impossible = Das Messgerät hat einen unmöglichen Wert gesendet. Bitte messen Sie noch einmal.
bluetooth-fault-clock = Die Uhr des Messgeräts geht falsch. Bitte stellen Sie Datum und Uhrzeit am Messgerät ein und messen Sie noch einmal.
bluetooth-flag-moved = Sie haben sich beim Messen bewegt.
bluetooth-flag-cuff = Die Manschette saß zu locker.
bluetooth-flag-irregular = Der Puls war unregelmäßig.
bluetooth-flag-fast = Der Puls war zu schnell für das Messgerät.
bluetooth-flag-slow = Der Puls war zu langsam für das Messgerät.
bluetooth-flag-position = Die Manschette war nicht auf Höhe des Herzens.
bluetooth-compare = Vergleich mit der Anzeige
bluetooth-compare-first = Bitte messen Sie einmal. Dann fragen wir, ob das Gerät dieselben Zahlen zeigt. Erst danach zählen seine Werte.
bluetooth-compare-question = Das ist angekommen. Zeigt das Gerät dieselben Zahlen?
bluetooth-compare-same = Ja, dieselben
bluetooth-compare-different = Nein, andere
bluetooth-compare-differs = Dieser Wert wurde verworfen. Bitte messen Sie noch einmal und vergleichen Sie wieder. Bleiben die Zahlen verschieden, tippen Sie Ihre Werte von Hand ein und lassen Sie das Messgerät prüfen.
bluetooth-compare-again = Noch einmal vergleichen
bluetooth-compared = Mit der Anzeige verglichen am { $day }.
bluetooth-check-due = Der Vergleich ist mehr als zwei Jahre her. Unser Rat: Lassen Sie ein Blutdruckmessgerät alle zwei Jahre prüfen, zum Beispiel über die Apotheke oder den Hersteller. In Praxen ist das Pflicht, zu Hause nicht.
bluetooth-clock-times = Älteren Zeiten dieses Geräts glaubt Heilsam deshalb nicht von selbst. Was Sie jetzt messen, bekommt die Uhrzeit von jetzt.
bluetooth-time-doubtful = Die Uhr des Messgeräts geht falsch. Diese Zeit stimmt wohl nicht.
bluetooth-times = Auch Werte mit unsicherer Zeit übernehmen
bluetooth-take-compare = Vergleichen Sie zuerst die Zahlen mit der Anzeige des Messgeräts.
bluetooth-take-times = Die Zeiten dieser Werte sind unsicher. Kreuzen Sie an, wenn Sie sie trotzdem übernehmen wollen.
bluetooth-test = Messgerät prüfen
bluetooth-test-text = Messen Sie dreimal, mit je einer Minute Ruhe dazwischen. Heilsam vergleicht die Werte und die Uhr des Messgeräts.
bluetooth-test-begin = Prüfung beginnen
bluetooth-test-more = { $count ->
    [one] Bitte messen Sie noch einmal.
   *[other] Bitte messen Sie noch { $count }-mal, mit je einer Minute Ruhe dazwischen.
}
bluetooth-test-steady = Die Werte liegen nah beieinander. Das Messgerät misst gleichmäßig.
bluetooth-test-unsteady = Die Werte liegen { $apart } mmHg auseinander. Prüfen Sie die Manschette und sitzen Sie ruhig. Bleibt es so, lassen Sie das Messgerät prüfen. Das ist auch sonst alle zwei Jahre ratsam.
bluetooth-clock-none = Das Messgerät sendet keine Uhrzeit. Es gilt die Zeit, zu der ein Wert ankommt.
bluetooth-clock-right = Die Uhr des Messgeräts geht richtig.
bluetooth-clock-ahead = Die Uhr des Messgeräts geht { $minutes } Minuten vor. Bitte stellen Sie sie.
bluetooth-clock-behind = Die Uhr des Messgeräts geht { $minutes } Minuten nach. Bitte stellen Sie sie.
bluetooth-clock-ahead-hours = Die Uhr des Messgeräts geht etwa { $hours } Stunden vor. Bitte stellen Sie sie.
bluetooth-clock-behind-hours = Die Uhr des Messgeräts geht etwa { $hours } Stunden nach. Bitte stellen Sie sie.
bluetooth-clock-date = Das Messgerät zeigt ein falsches Datum. Bitte stellen Sie Datum und Uhrzeit am Messgerät.
