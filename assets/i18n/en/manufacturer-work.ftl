# The manufacturer's app: reading tables, own catalogues, published texts, assessed changes.

import-title = Read in a table
import-lead = Do you have answers in a table already? Read it in. You see beforehand what each row does.
import-templates = Templates
import-templates-hint = Each template holds all requirements with their permitted reason. Open it with a spreadsheet program and fill in the columns “Antwort”, “Begründung” and “Erläuterung”.
import-template = Save template
import-file = Read a table
import-file-label = Table
import-file-hint = CSV or XLSX up to 5 MB. The first sheet is read. The file stays on this device.
import-too-large = The file is larger than 5 MB. Please divide it.
import-too-long = The table has more than 5,000 rows. Please divide it.
import-no-table = This is no table that we can read. Please save it as CSV or XLSX.
import-old-excel = This is a file of an old Excel. Please save it as XLSX or CSV.
import-preview = What the table does
import-counts = New: { $new }. Would replace: { $replacing }. Not possible: { $wrong }. Saved like this already: { $same }. Without an answer: { $empty }.
import-new = New answers ({ $count })
import-replacing = Would replace something ({ $count })
import-replacing-hint = There is already something here. None of it is replaced unless you tick it.
import-wrong = Not possible ({ $count })
import-unknown = The questionnaires of your legal date have no such requirement.
import-twice = Line { $line } answers the same requirement already.
import-line = Line { $line }: { $name }
import-before = Now: { $text }
import-after = New: { $text }
import-to-item = Look at the requirement
import-take = { $count ->
    [one] Take 1 answer
   *[other] Take { $count } answers
}
import-taken = { $count ->
    [one] 1 answer is saved.
   *[other] { $count } answers are saved.
}
import-done = { $count ->
    [one] 1 answer is in the dossier.
   *[other] { $count } answers are in the dossier.
} Now link evidence and ask for the review.
import-nothing-chosen = Tick at least one row.

own-title = Own catalogues
own-lead = Lists of questions of your own, for example from your quality management.
own-list = In the dossier
own-none = No catalogue of your own yet.
own-remove = Remove
own-removed = The catalogue is removed.
own-add = Add a catalogue
own-add-hint = A catalogue is a JSON file. The easiest way is to change our example. Everything that does not fit is named with its place.
own-example = Save example
own-file = File
own-file-hint = JSON up to 500,000 characters. The id must not begin with digav-, bmv- or tr-03161-.
own-added = The catalogue is in the dossier.

texts-title = Published texts
texts-lead = Do imprint, website, description and instructions fit the application (section 9(2))?
texts-nothing = No contradiction found
texts-found = { $count ->
    [one] 1 hint
   *[other] { $count } hints
}
texts-by-person = A program compares words, not meaning. Read the texts yourself as well.
texts-list = In the dossier
texts-none = No text yet.
texts-carries = Must hold the intended purpose word for word.
texts-change = Change
texts-remove = Remove
texts-removed = The text is removed.
texts-add = Add a text
texts-name = Name
texts-name-hint = For example: imprint, website, instructions for use.
texts-body = Text
texts-body-hint = Paste the whole text as it is published.
texts-must-carry = Must hold the intended purpose
texts-must-carry-hint = This applies to the imprint and the instructions for use.
texts-replaces = A text of this name is in the dossier already. Saving replaces it; it stays in the history.
texts-incomplete = Name and text are missing.
texts-save = Save text
texts-saved = The text is saved.

change-new = New assessment
change-release = Which version is it about?
change-since = Compared with
change-since-hint = The state that the directory shows today.
change-since-release = Version { $version }, named on { $when }
change-since-assessed = Assessment of version { $version } on { $when }
change-since-begin = Beginning of the dossier
change-differences = What changed in the dossier
change-same = Nothing was changed since.
change-statements = { $count ->
    [one] 1 changed statement:
   *[other] { $count } changed statements:
}
change-take-statements = Take as changed statements
change-items = { $count ->
    [one] 1 requirement with another answer or other evidence
   *[other] { $count } requirements with another answer or other evidence
}
change-materials = What changed in the software
change-sbom-before = Bill of materials so far (CycloneDX)
change-sbom-after = New bill of materials (CycloneDX)
change-sbom-same = Both bills of materials name the same components.
change-components = { $count ->
    [one] 1 changed component
   *[other] { $count } changed components
}
change-component = { $name }: { $before } → { $after }
change-component-new = { $name } { $version } (new)
change-component-gone = { $name } { $version } (dropped)
change-components-more = and { $count } more.
change-keep = Keep assessment
change-kept = The assessment is in the dossier.
change-kept-title = Assessed changes
change-kept-none = No change assessed yet.
change-left = Simple notices still possible in { $year }: { $count } of 4.
change-version-of = Version { $version }
change-by = Assessed by { $name } on { $when }
change-told = Notified on { $day }.
change-told-on = Day of the notice
change-day-missing = Name the day of the notice.
change-note = Record the notice
change-noted = The notice is recorded.

access-title = Free access for BfArM
access-text = With this code a person at BfArM makes an account in the patient app. It is typed where the activation code is asked for. Each code can be used once.
access-make = Make a code
access-made = The code. It is shown only now.
access-until = Can be used until { $day }. The account stays after that.
access-copy = Copy code
access-copied = The code is copied.

submission-title = For BfArM
submission-text = The PDF holds every requirement with answer, reason, evidence and approval. The ZIP also holds all documents, the machine-readable forms and checksums. The same state gives the same file on the same day.
submission-save-pdf = Dossier as PDF
submission-save-redacted = Redacted application as PDF
submission-save-zip = Everything as ZIP
submission-pdf = Writing the PDF …
submission-generated = Writing documents from the configuration …
submission-document = Opening document { $number } of { $count } …
submission-readme = Dossier for BfArM. The checksums stand in SHA384SUMS; “sha384sum -c SHA384SUMS” checks them.
submission-missing = These documents are not stored in the dossier or cannot be opened here. Please add them yourself:
generated-title = Made from the configuration
generated-text = These drafts are made from the settings of the running server, and say so themselves. Whatever the manufacturer has to decide is marked “open” in them. They are in German.
generated-everybody = everybody
generated-logged-in = every account

members-title = Keys of the people involved
members-lead = Documents are sealed to the keys of everybody involved. Compare the numbers once, preferably on the phone: each person reads out their own.
members-own = Your number
members-none = Nobody but you has an account for this dossier yet.
members-seen = not compared yet
members-compared = compared
members-changed = Key has changed
members-changed-text = A key never changes by itself. Perhaps somebody pretends to be this person. They get no new documents until you have compared the number on the phone. Please tell the operator, too.
members-compare = The number is the same
members-done = Noted. It counts on this device until you log out.
members-look = Look at the numbers
members-broken = The keys of a person do not belong together. Please tell the operator. Documents are not passed on.

journal-title = Journal
journal-count = { $count } entries. Hash of the last one: { $head } …
journal-none = Nothing was done yet
journal-none-text = This is where it says who did what and when.
journal-evidence = Evidence added: { $name }
journal-properties = Properties of the product: { $names }
journal-scenario = Damage scenario rated: { $name }
journal-cumulation = Protection need raised because of cumulation
journal-cumulation-none = Cumulation taken back
journal-release = Version { $version }, commit { $commit }
journal-filing = Application planned for { $day }
journal-filing-none = No day planned for the application
journal-text = Published text: { $title }
journal-text-gone = Published text removed: { $title }
journal-catalogue = Own catalogue added: { $file }
journal-catalogue-gone = Own catalogue removed: { $id }
journal-change = Change with version { $version } assessed
journal-notice = Change notified to BfArM on { $day }
