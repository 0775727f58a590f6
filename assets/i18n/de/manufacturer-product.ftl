# Produkt, Schutzbedarf, Rechtsstand.

product-title = Produkt
product-lead = Was Ihr Produkt ist und hat, entscheidet, welche Punkte gefragt werden und welche Begründungen zulässig sind.
product-properties = Eigenschaften
product-properties-hint = Eine Eigenschaft kann andere mitbringen. Begründungen, die ihr widersprechen, gelten dann nicht mehr.
product-implied = Folgt aus „{ $from }“.
product-properties-save = Eigenschaften speichern
product-properties-saved = Die Eigenschaften sind gespeichert.
product-plan = Version und Antrag
product-version = Version
product-version-hint = Die Version, von der das Dossier spricht.
product-commit = Commit
product-commit-hint = Nachweise anderer Stände gelten nicht.
product-filing = Geplanter Antrag
product-filing-hint = Davon hängen Fristen von Nachweisen ab.
product-plan-save = Version und Antrag speichern
product-plan-saved = Version und Antrag sind gespeichert.
product-law = Recht und Schutzbedarf
product-law-now = Das Dossier folgt dem Recht vom { $law }.
product-to-law = Rechtsstand vergleichen und wechseln
product-to-protection = Schutzbedarf feststellen

protection-title = Schutzbedarf
protection-lead = Fünf Schadensszenarien nach BSI-Standard 200-2. Der höchste Wert entscheidet.
protection-normal = normal
protection-high = hoch
protection-very-high = sehr hoch
protection-confidentiality = Vertraulichkeit
protection-integrity = Integrität
protection-availability = Verfügbarkeit
protection-incomplete = { $count ->
    [one] Ein Szenario fehlt noch
   *[other] { $count } Szenarien fehlen noch
}
protection-incomplete-text = Solange eines fehlt, steht nicht fest, ob die Zusatzanforderungen gelten.
protection-complete = Der Schutzbedarf ist { $need }
protection-extra = Die Zusatzanforderungen der Anlage 1 werden gefragt.
protection-no-extra = Die Zusatzanforderungen der Anlage 1 werden nicht gefragt.
protection-by-cumulation = Entschieden hat die Kumulation.
protection-scenario = { $number }. { $name }
protection-rated = bewertet
protection-guide = Was die Stufen hier bedeuten
protection-reason = Warum?
protection-reason-hint = Mindestens 20 Zeichen.
protection-save = Szenario speichern
protection-saved = Der Schutzbedarf ist gespeichert.
protection-cumulation = Kumulation
protection-cumulation-hint = Viele kleine Schäden können zusammen ein großer sein. Dann heben Sie den Schutzbedarf an. Senken können Sie ihn so nicht.
protection-cumulated = Angehoben auf: { $need }.
protection-cumulation-remove = Anhebung zurücknehmen
protection-cumulation-need = Anheben auf
protection-cumulation-save = Schutzbedarf anheben

law-title = Rechtsstand
law-lead = Das Dossier folgt dem Recht vom { $law }.
law-switch-title = Zum Recht vom { $law } wechseln
law-switch-text = Antworten auf gleich lautende Punkte bleiben, auch ihre Freigaben. Geänderte Punkte müssen Sie neu ansehen. Nichts geht verloren: Wer zurückwechselt, findet alles wieder.
law-switch = Zum Recht vom { $law } wechseln
law-difference = Was sich vom { $from } zum { $to } ändert
law-filter = Art der Änderung
law-count = { $change }: { $count }
law-unchanged = gleich
law-reworded = anders formuliert
law-new = neu
law-dropped = entfallen
law-none = Davon gibt es keinen Punkt.
law-statements = Angaben des Antrags nach § 2: { $list }.
law-answered = Diesen Punkt haben Sie schon beantwortet. Nach dem Wechsel müssen Sie ihn neu ansehen.
law-ask-title = Rechtsstand wechseln?
law-ask-text = Das Dossier folgt danach dem Recht vom { $law }. Alle, die daran arbeiten, sehen den Wechsel sofort.
law-ask-yes = Jetzt wechseln
law-ask-no = Nicht wechseln
law-switched = Der Rechtsstand ist gewechselt.
