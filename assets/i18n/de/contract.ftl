# Der Vertrag der Praxis mit dem Betreiber.

contract-title = Vertrag
contract-lead = Ihre Daten als Vertragspartner, Tarif, Unterlagen und Kündigung.
contract-settings = Praxisdaten, Tarif, Vereinbarung zur Auftragsverarbeitung, Kündigung; und der Stand Ihres Nachweises.
contract-open = Vertrag öffnen
contract-since = Der Vertrag mit { $operator } läuft seit dem { $day }.
contract-practice = Ihre Praxis
contract-practice-text = Der Betreiber braucht diese Angaben für den Vertrag und kann sie lesen. Über Patienten steht hier nichts.
contract-email = E-Mail-Adresse
contract-email-hint = An sie gehen die Bestätigungen.
contract-plan = Tarif
contract-plan-name = { $name }: { $price }
contract-free = kostenlos
contract-price = { $price } im Monat
contract-iban = IBAN
contract-iban-hint = Das Konto, von dem der Betrag abgebucht wird
contract-iban-wrong = Diese IBAN stimmt nicht, oder das Konto liegt außerhalb des Europäischen Wirtschaftsraums. Bitte vergleichen Sie sie mit Ihrer Karte.
contract-mandate = Wenn Sie den Vertrag schließen oder Änderungen speichern, ermächtigen Sie { $operator } (Gläubiger-Identifikationsnummer { $creditor }), Zahlungen von diesem Konto mit SEPA-Lastschrift einzuziehen. Zugleich weisen Sie Ihr Kreditinstitut an, die Lastschriften einzulösen. Innerhalb von acht Wochen ab der Belastung können Sie die Erstattung verlangen; es gelten die Bedingungen Ihres Kreditinstituts. Die Mandatsreferenz steht auf jeder Rechnung.
contract-agree = Ihre Angaben stammen aus einer Zeit, in der hier nichts abgebucht wurde. Bitte prüfen Sie Tarif und IBAN und speichern Sie alles noch einmal. Erst ab dann wird abgebucht.
contract-wrong = Diese Angabe wurde nicht angenommen. Bitte prüfen Sie sie.
contract-conclude = Vertrag schließen
contract-save = Änderungen speichern
contract-concluded = Der Vertrag ist geschlossen.
contract-saved = Die Änderungen sind gespeichert und gelten ab sofort.
contract-papers = Unterlagen
contract-agreement = Vereinbarung als PDF
contract-agreement-text = Die Vereinbarung zur Auftragsverarbeitung nach Artikel 28 DSGVO, mit den Daten beider Seiten, zum Unterschreiben.
contract-certificates = Bescheinigungen des Dienstes
contract-no-certificates = Der Betreiber hat noch keine Bescheinigung nach Anlage 31b hinterlegt. Ohne sie darf nicht abgerechnet werden.
contract-certificate-facts = Ausgestellt von { $issuer }, gültig bis { $day }
contract-certificate-over = abgelaufen
contract-certificate-soon =
    { $days ->
        [0] gilt nur noch heute
        [one] gilt noch 1 Tag
       *[other] gilt noch { $days } Tage
    }
contract-certificate-ends = Die Bescheinigung „{ $title }“ des Videodienstes gilt nur noch bis zum { $day }. Der Betreiber muss sie erneuern.
contract-certificate-ended = Die Bescheinigung „{ $title }“ des Videodienstes galt nur bis zum { $day }. Bitte fragen Sie den Betreiber nach einer neuen, bevor Sie abrechnen.
contract-certificate-save = PDF speichern
contract-certificate-file = Bescheinigung-{ $number }.pdf
contract-ending = Kündigung
contract-ending-text = Drei Monate zum Ende eines Quartals. Bis zum letzten Tag wird der Tarif berechnet, und Sie können die Kündigung zurücknehmen. Danach wird das Konto mit allem gelöscht, was dazu gespeichert ist; nur Rechnungen bleiben verschlüsselt aufbewahrt, weil das Steuerrecht es verlangt. Sind Sie Hauptnutzer einer Praxis, endet auch sie: Der gemeinsame Kalender und die Konten des Praxispersonals werden gelöscht.
contract-cancel = Vertrag kündigen
contract-cancel-title = Den Vertrag kündigen?
contract-cancel-text = Letzter Tag des Vertrags ist der { $day }.
contract-cancel-mail = Die Bestätigung geht an { $email }.
contract-cancel-yes = Jetzt kündigen
contract-cancelled = Die Kündigung ist eingegangen.
contract-cancelled-mail = Die Kündigung ist eingegangen. Die Bestätigung ist als E-Mail abgeschickt.
contract-cancelled-later = Die Kündigung ist eingegangen. Die Bestätigung folgt als E-Mail.
contract-ends-title = Der Vertrag endet am { $day }
contract-ends-text = Sie haben am { $given } gekündigt. Nach dem letzten Tag wird das Konto gelöscht.
contract-revoke = Kündigung zurücknehmen
contract-revoked = Die Kündigung ist zurückgenommen. Der Vertrag läuft weiter.
contract-revoked-mail = Die Kündigung ist zurückgenommen. Die Bestätigung ist als E-Mail abgeschickt.
contract-revoked-later = Die Kündigung ist zurückgenommen. Die Bestätigung folgt als E-Mail.

invoice-list = Rechnungen
invoice-none = Noch keine Rechnung. Sie entsteht, wenn ein Monat mit einem Tarif vorbei ist, der etwas kostet.
invoice-last = Die letzte Rechnung liegt eine Woche vor dem Ende hier. Bitte speichern Sie alle bis zum { $day }.
invoice-title = Rechnung { $number }
invoice-facts = Vom { $from } bis { $until }: { $amount }. Abbuchung ab dem { $due }.
invoice-save = PDF speichern
invoice-file = Rechnung-{ $number }.pdf
invoice-made = Rechnungsdatum
invoice-period = Leistungszeitraum
invoice-from-until = { $from } bis { $until }
invoice-parties = Von und an
invoice-seller = Von
invoice-tax-number = Steuernummer
invoice-buyer = An
invoice-what = Leistung
invoice-lines = Nutzung des Videodienstes
invoice-days = Zeitraum
invoice-sms = { $messages } SMS zu je { $price }
invoice-amount = Betrag
invoice-net = Netto
invoice-tax = Umsatzsteuer { $percent } %
invoice-gross = Zu zahlen
invoice-payment = Zahlung
invoice-payment-text = Wir ziehen { $amount } frühestens am { $day } mit SEPA-Lastschrift von Ihrem Konto { $account } ein. Diese Rechnung kündigt die Lastschrift an.
invoice-mandate = Mandatsreferenz
invoice-creditor = Gläubiger-ID

agreement-file = Auftragsverarbeitung.pdf

confirmation-title = Bestätigung für die Kassenärztliche Vereinigung
confirmation-text = Sie nennt Ihre Praxis, den Anbieter und die Nummern seiner Zertifikate. Manche Kassenärztlichen Vereinigungen verlangen sie statt eines eigenen Formulars.
confirmation-make = Bestätigung erstellen
confirmation-file = Bestaetigung-Videodienst.pdf
confirmation-missing = Noch lässt sich nichts bestätigen. Beim Betreiber fehlt:
confirmation-no-address = seine Anschrift
confirmation-no-security = ein gültiges Zertifikat zur Informationssicherheit mit Nummer
confirmation-no-privacy = ein gültiges Zertifikat zum Datenschutz mit Nummer
