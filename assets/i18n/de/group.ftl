# Gespräche zu dritt und zu viert: für Gastseite und Praxis gleich.

group-people = Im Gespräch
group-most = An einem Gespräch können höchstens vier Personen an eigenen Geräten teilnehmen.
group-vouched = { $doctor } hat alle Namen geprüft und Sie einander vorgestellt. Jede Verbindung ist Ende-zu-Ende verschlüsselt. Die Sicherheitsnummer vergleichen Sie nur mit { $doctor }.
group-you = Sie, { $role }
group-role-convener = leitet das Gespräch
group-role-patient = Patientin oder Patient
group-role-relative = Angehörige oder Angehöriger
group-role-carer = Pflege oder Betreuung
group-role-interpreter = Dolmetscherin oder Dolmetscher
group-role-doctor = Ärztin oder Arzt
group-joins = { $name } ({ $role }) kommt gleich dazu.
group-joined = { $name } ({ $role }) ist jetzt im Gespräch.
group-left = { $name } ist nicht mehr im Gespräch.
group-announced = kommt gleich dazu
group-connecting = wird verbunden …
group-shares = teilt den Bildschirm
group-apart = gerade keine Verbindung zu Ihnen
group-quality-poor = Verbindung schlecht
