# Das Programm: Module, Quiz, Fragebögen, Ziele und Erinnerungen.

content-failed = Diese Inhalte lassen sich gerade nicht laden. Bitte prüfen Sie Ihre Verbindung. Ihr Tagebuch können Sie weiter führen.

nav-programme = Programm

programme-title = Programm
programme-week = Woche { $week } von { $weeks }
programme-over = Alle Wochen sind vorbei
programme-done = { $percent } % geschafft
programme-modules = Alle Module
programme-purpose = Für wen das Programm ist
programme-rest = Programm pausieren
programme-begin = Programm beginnen
programme-follow-up = Neue Verordnung
programme-follow-up-text = Möchten Sie das Programm neu beginnen? Was Sie geschafft haben, bleibt gespeichert.
programme-go-on = Weitermachen, wo ich war
programme-go-on-so = Nein, so weiter
programme-anew = Neu beginnen
programme-earlier = Frühere Durchgänge
programme-earlier-one = Begonnen am { $day }, { $percent } % geschafft
programme-taken-back = Zurückgenommene Antworten
programme-taken-back-one = { $what }: geantwortet am { $day }, von Ihnen zurückgenommen: { $at }
suitable-for = Für wen das Programm ist
suitable-not-for = Nicht geeignet ist es, wenn etwas davon auf Sie zutrifft:
suitable-question = Trifft etwas davon auf Sie zu?
suitable-none = Nein, nichts davon.
suitable-agreed = Ja. Meine Praxis hat zugestimmt, dass ich das Programm mache.
suitable-ask = Ja. Ich habe noch nicht gefragt.
suitable-first = Bitte fragen Sie zuerst in Ihrer Praxis. Ihr Tagebuch können Sie weiter führen.
suitable-known-none = Sie haben am { $day } angegeben: Nichts davon trifft auf Sie zu.
suitable-known-agreed = Sie haben am { $day } angegeben: Etwas davon trifft auf Sie zu, und Ihre Praxis hat zugestimmt.
suitable-known-still = Stimmt das nicht mehr? Dann ändern Sie bitte Ihre Antwort.
suitable-change = Antwort ändern

hint-more = Mehr dazu: { $title }
next-title = Ihr nächster Schritt
next-begin = Zwölf Wochen, jede mit einem Thema, einer Übung und ein paar Fragen.
next-begin-button = Zum Programm
next-read = Lesen Sie: { $title }
next-read-button = Lesen
next-exercise = Übung der Woche: { $title }
next-exercise-button = Zur Übung
next-quiz = { $count ->
    [one] Eine Frage wartet
   *[other] { $count } Fragen warten
} auf Sie.
next-quiz-button = Fragen beantworten
next-rest = Für heute ist alles geschafft.
next-finished = Das Programm ist zu Ende. Alle Module können Sie weiter lesen.
next-follow-up = Sie haben eine neue Verordnung. Im Programm wählen Sie, ob Sie neu beginnen.
next-resting = Das Programm ruht
next-resting-text = Diese Tage zählen nicht. Machen Sie weiter, wann Sie möchten.
next-go-on = Weitermachen

stop-title = Das Programm macht Pause
stop-why = Der Grund:
stop-text = Rufen Sie Ihre Praxis an, wenn Sie es noch nicht getan haben. Das Programm geht weiter, sobald eine Ärztin oder ein Arzt zugestimmt hat. Lesen können Sie weiter, und Ihr Tagebuch bleibt offen.
stop-agreed = Ich habe mit meiner Praxis gesprochen
stop-exercise-title = Übungen mit Bewegung ruhen
stop-exercise-text = Machen Sie solche Übungen erst wieder, wenn das geklärt ist. Sind Sie unsicher, rufen Sie Ihre Praxis an. Lesen und Messen gehen weiter.
stop-exercise-agreed = Das ist geklärt
mistake = Das war ein Versehen
mistake-title = Antwort zurücknehmen?
mistake-what = Auf die Frage nach Beschwerden haben Sie mit Ja geantwortet ({ $day }). Das hieß:
mistake-means = Nehmen Sie das nur zurück, wenn Sie keine dieser Beschwerden hatten. Was für diese Antwort ruht, geht dann weiter, ohne dass Ihre Praxis zugestimmt hat. Was Ihre Messwerte und andere Antworten anhalten, ruht weiter.
mistake-else = Hatten Sie Beschwerden, nehmen Sie nichts zurück und rufen Sie Ihre Praxis an. Haben Sie jetzt welche, rufen Sie sofort den Notruf 112.
mistake-kept = Ihre Antwort wird nicht gelöscht. Auf der Seite des Programms steht, wann Sie sie gegeben und wann Sie sie zurückgenommen haben.
mistake-no = Die Antwort war richtig
mistake-yes = Ich hatte keine Beschwerden

module-ahead = ab Woche { $week }
module-open = Neu
module-begun = Begonnen
module-done = Geschafft
module-progress = { $read } von { $sections } Abschnitten gelesen, Übung an { $days } von { $planned } Tagen, { $known } von { $questions } Fragen gewusst
module-step = Woche { $week }, { $minutes } Minuten zu lesen
module-all = Alle Module
module-gone = Dieses Modul gibt es nicht mehr.
module-begin-first = Ihr Fortschritt wird gezählt, sobald Sie das Programm begonnen haben.
module-mark-read = Ich habe das gelesen
module-was-read = Gelesen
module-exercise = Übung
module-exercise-plan = An { $days } Tagen der Woche, je { $minutes } Minuten
module-exercise-held = Bitte machen Sie diese Übung noch nicht. Ihre letzten Angaben sprechen dagegen.
module-exercise-done = An { $done } von { $days } Tagen gemacht
module-exercise-today = Heute gemacht
module-exercise-mark = Heute gemacht
module-sources = Quellen und Stand
module-reviewed = Geprüft am { $day } durch { $by }. Nächste Prüfung bis { $next }.

quiz-title = Fragen zum Merken
quiz-lead = Fragen kommen wieder, bis Sie sie sicher wissen.
quiz-none = Heute ist keine Frage offen.
quiz-number = Frage { $number } von { $total }
quiz-check = Antwort prüfen
quiz-right = Richtig
quiz-wrong = Noch nicht richtig
quiz-again = Diese Frage kommt am { $day } wieder.
quiz-end = Das waren alle Fragen für heute.

assessments-link = Fragebögen
assessments-title = Fragebögen
assessments-lead = Sie sind freiwillig. Ihre Antworten sind verschlüsselt wie Ihr Tagebuch.
assessments-all = Alle Fragebögen
assessment-now = Jetzt, bis { $day }
assessment-later = Wieder ab { $day }
assessment-done = Abgeschlossen
assessment-open = Begonnen
assessment-start = Beginnen
assessment-resume = Weitermachen
assessment-results = Ergebnis ansehen
assessment-again = Noch einmal beantworten
assessment-gone = Diesen Fragebogen gibt es nicht mehr.
assessment-about = { $count } Fragen, eine nach der anderen. Sie können jederzeit aufhören und später weitermachen.
assessment-private = Niemand sieht Ihre Antworten, wenn Sie sie nicht selbst weitergeben. Auch Ihre Praxis bekommt keine Nachricht.
assessment-number = Frage { $number } von { $total }
assessment-finish = Abschließen
assessment-stop = Später weitermachen
assessment-saved = Jede Antwort ist sofort gespeichert. Fragen, die nicht passen, können Sie auslassen.
assessment-kept = Ein begonnener Fragebogen bleibt gespeichert. Mit einem Folgecode machen Sie weiter.
assessment-required = Bitte beantworten Sie diese Frage.
assessment-wrong = Diese Antwort passt nicht. Bitte prüfen Sie sie.
assessment-too-few = Bitte wählen Sie mindestens { $least }.
assessment-too-few-given = Bitte geben Sie mindestens { $least } an.
assessment-twice = Das haben Sie schon angegeben.
assessment-too-many = Bitte wählen Sie höchstens { $most }.
assessment-too-small = Möglich ist ab { $least }.
assessment-too-large = Möglich ist bis { $most }.
assessment-too-short = Das ist zu kurz. Nötig sind mindestens { $least } Zeichen.
assessment-too-long = Das ist zu lang. Möglich sind höchstens { $most } Zeichen.
assessment-too-precise = { $most ->
    [0] Bitte geben Sie eine Zahl ohne Stellen hinter dem Komma ein.
    [one] Möglich ist höchstens eine Stelle hinter dem Komma.
   *[other] Möglich sind höchstens { $most } Stellen hinter dem Komma.
}
assessment-steps = Möglich ist { $first } und von da an in Schritten von { $step }.
assessment-shape = Bitte schreiben Sie es so: { $format }
assessment-whole-number = Bitte geben Sie eine ganze Zahl ein.
assessment-a-number = Bitte geben Sie eine Zahl ein.
assessment-unsaved = Diese Antwort ist noch nicht gespeichert.
assessment-yes = Ja
assessment-no = Nein
assessment-own = Etwas anderes, in Ihren Worten
assessment-own-words = Ihre Worte
assessment-entry = Angabe { $number }
assessment-entry-add = Weitere Angabe
assessment-entry-remove = Angabe { $number } entfernen
assessment-entry-removed = Angabe { $number } ist entfernt.
assessment-entry-undo = Rückgängig machen
assessment-entry-most = Hier sind höchstens { $most } Angaben möglich.
slider-none = Noch nicht beantwortet
slider-stands = Der Regler steht auf { $value }. Das ist noch keine Antwort. Bewegen Sie ihn, oder nehmen Sie diesen Wert.
slider-take = Diesen Wert nehmen
slider-back = Antwort zurücknehmen
slider-end = { $value }: { $meaning }
assessment-ends = { $first } bedeutet: { $low }. { $last } bedeutet: { $high }.
assessment-thanks = Vielen Dank. Sie haben am { $when } geantwortet.
result-title = Ihr Ergebnis
result-when = Vom { $when }
result-points = { $value } Punkte
result-unit = Punkte
result-missing = Für ein Ergebnis fehlen zu viele Antworten ({ $count }).
result-better = Besser als beim letzten Mal ({ $before }).
result-same = Etwa wie beim letzten Mal ({ $before }).
result-worse = Schlechter als beim letzten Mal ({ $before }).
result-no-diagnosis = Das Ergebnis ist keine Diagnose. Sprechen Sie in Ihrer Praxis darüber, wenn es Sie beschäftigt.
result-chart = Ihre Ergebnisse im Verlauf
result-chart-of = { $scale } im Verlauf
result-chart-parts = Die einzelnen Bereiche im Verlauf

survey-why = Gesetzlich vorgesehene Befragung. Sie ist freiwillig und hat keinen Einfluss auf Ihre Behandlung.
survey-until = Möglich bis { $day }.
survey-take = Teilnehmen
survey-decline = Nicht teilnehmen

plan-link = Ziele und Erinnerungen
plan-title = Ziele und Erinnerungen
plan-lead = Sie entscheiden. Nichts ist vorausgewählt.
plan-goals = Ziele für die Woche
plan-goal-number = Wie oft in der Woche?
plan-goal-minutes = Wie viele Minuten in der Woche?
plan-goal-choose = Als Ziel nehmen
plan-goal-choose-label = Als Ziel nehmen: { $title }
plan-goal-drop = Ziel streichen
plan-goal-drop-label = Ziel streichen: { $title }
plan-goal-progress = { $done } von { $target } in dieser Woche
plan-reminders = Erinnerungen
plan-reminders-text = Sie erscheinen in der App, solange sie offen ist.
plan-reminders-messages = Auch eine Nachricht bekommen, wenn die App zu ist
plan-reminders-never = Erinnerungen, die Sie nie bekommen möchten
plan-reminder-time = Uhrzeit
plan-reminder-days = Wochentage
plan-reminder-setting = Erinnern?
plan-reminder-on = Ja
plan-reminder-off = Zurzeit nicht
plan-reminder-never = Nie, und nicht mehr anbieten
plan-reminder-save = Erinnerung speichern
plan-reminder-saved = Gespeichert.
plan-reminder-next = Nächste Erinnerung: { $when }
plan-reminder-no-day = Bitte wählen Sie mindestens einen Tag.
plan-reminder-no-time = Bitte geben Sie eine Uhrzeit an.
plan-needs-course = Ziele gehören zum Programm. Beginnen Sie zuerst das Programm.
weekday-1 = Montag
weekday-2 = Dienstag
weekday-3 = Mittwoch
weekday-4 = Donnerstag
weekday-5 = Freitag
weekday-6 = Samstag
weekday-7 = Sonntag
reminder-title = Erinnerung
reminder-later = In 30 Minuten noch einmal
reminder-done = Erledigt

assessments-waiting = { $count ->
    [one] Ein Fragebogen wartet
   *[other] { $count } Fragebögen warten
} auf Sie. Die Teilnahme ist freiwillig.
assessments-open = Fragebögen öffnen

about-title = Für wen Heilsam ist
about-what = Was Heilsam kann
about-diary = Tagebuch für Blutdruck, Puls, Gewicht, Medikamente, Beschwerden, Bewegung, Schlaf und Stimmung, mit Notizen und Fotos
about-programme = Programm von zwölf Wochen mit Texten, Übungen und Fragen
about-questions = Freiwillige Fragebögen mit Ergebnis in klaren Worten
about-export = Mitnehmen aller Einträge, auch in Ihre elektronische Patientenakte
about-devices = Werte aus Messgeräten mit Bluetooth und aus Dateien anderer Apps
about-plan = Ziele für die Woche, Erinnerungen und auf Wunsch Nachrichten
about-report = Bericht für die Praxis als PDF
about-sharing = Einträge für eine Praxis freigeben und die Freigabe jederzeit beenden
about-appointments = Termine und Videosprechstunden Ihrer Praxis
about-purpose = Medizinische Zweckbestimmung
about-price = Was Heilsam kostet
about-price-text = Mit einem Freischaltcode Ihrer Krankenkasse zahlen Sie nichts. In der App gibt es nichts zu kaufen und keine Werbung.
about-no-replacement = Heilsam ersetzt keine ärztliche Behandlung. Ändern Sie Medikamente nur nach Rücksprache mit Ihrer Praxis.
about-reviewed = Inhalte geprüft am { $day } durch { $by }.
welcome-about = Für wen Heilsam ist, was es kann und was es kostet
