# Messgeräte: Werte vom Hersteller holen.

devices-title = Werte vom Messgerät holen
devices-lead = Ihr Blutdruckmessgerät überträgt seine Werte an den Hersteller? Dann holt Heilsam sie von dort, auf Knopfdruck.
devices-open = Zu den Messgeräten
devices-none = Hier ist noch kein Hersteller eingerichtet. Sie können Werte als Tabelle einlesen oder eintippen.
devices-stand-in = Das ist eine Nachbildung zum Ausprobieren mit erfundenen Werten, kein echter Hersteller.
devices-paired = Verbunden
devices-pair = Verbinden
devices-pair-text = Sie melden sich beim Hersteller an und erlauben dort, dass Heilsam Ihre Blutdruckwerte liest. Danach sind Sie wieder hier.
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
devices-failed-consent = Bitte willigen Sie zuerst ein.
devices-failed-unreachable = Der Hersteller ist gerade nicht erreichbar. Bitte versuchen Sie es später noch einmal.
devices-failed-answer = Der Hersteller hat etwas geantwortet, das Heilsam nicht lesen kann. Es wurde nichts übernommen.
devices-failed-denied = Sie haben beim Hersteller abgelehnt. Es wurde keine Verbindung hergestellt.
devices-failed-foreign = Diese Antwort gehört zu keiner Verbindung, die Sie auf diesem Gerät begonnen haben. Bitte drücken Sie noch einmal auf „Verbinden“.
devices-failed-scope = Der Hersteller gibt Heilsam keinen Zugriff auf den Blutdruck. Bitte verbinden Sie noch einmal und erlauben Sie dort die Blutdruckwerte.
devices-failed-ended = Die Verbindung zum Hersteller ist beendet. Bitte verbinden Sie noch einmal.
