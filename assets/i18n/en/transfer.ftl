# Taking along and bringing along.

export-title = Export
export-lead = What you have entered here, as a file. The file is created on your device. Each format says what is in it.
export-format = What is the file for?
export-record = For the electronic patient record
export-record-hint = XML in the MIO DiGA format. Other DiGA can read it too. Photos and appointments are included. Not included: reminders, and questionnaires you only began.
export-programs = For other programs
export-programs-hint = JSON in the MIO DiGA format, with the same content.
export-everything = Everything for me
export-everything-hint = All entries, photos, appointments, reminders, answers and consents in an open format (JSON). Use it to move to another account.
export-period = Period
export-all = Everything
export-90 = Last 90 days
export-30 = Last 30 days
export-own = A period of your own
export-from = From
export-until = Until
export-person = Details about you (optional)
export-person-hint = They appear in the file only, not on the server.
export-given = First name
export-family = Last name
export-birth = Date of birth
export-number = Insurance number
export-number-hint = One letter and nine digits, on the front of your health card.
export-start = Create the file
export-gathering = The entries are being collected …
export-working = { $done } of { $total } entries
export-working-part = Part { $part } of { $parts }: { $done } of { $total } entries
export-cancel = Cancel
export-cancelled = Cancelled. No file was created.
export-done-title = { $count ->
    [one] Your file is ready
   *[other] Your files are ready
}
export-done-text = Exported files are not encrypted: give them only to people who may see them.
export-save = Save { $name } ({ $size })
size-kilobytes = { $count } KB
size-megabytes = { $count } MB
export-empty-title = Nothing to export yet
export-empty-text = As soon as you have entered readings, you can export them here.
export-import-link = Import values from another app
export-error-period = The period ends before it begins.
export-error-none = There are no entries in this period.
export-error-name = Please enter both names, or neither of them.
export-error-number = There is no such insurance number. Please compare it with your health card.
export-error = The file could not be created. The entries are unchanged.
export-photos-title = { $count ->
    [one] One photo will be missing
   *[other] { $count } photos will be missing
}
export-photos-text = This device runs an older version of the app that cannot read this. Load the app again, best with internet. You can also go on without.
export-consent = For this we need your consent to the intended use. You have withdrawn it. “Everything for me” works without it.
export-words-sections = sections read
export-words-exercise = days with exercise
export-words-questions = questions answered correctly
export-words-no-time = time of day not recorded
export-words-per-week = per week
export-words-photo = photo of an entry
export-words-photo-of = Belongs to the diary entry of the same moment.
export-words-companion = with somebody beside the patient
export-words-read = read

take-reading = Reading the file …
take-preview = What is in the file
take-from = From the app: { $name }
take-from-unknown = The file names no app.
take-person = Details about the person in the file: { $facts }. Please check that this is you.
take-period = Period: { $from } to { $until }
take-caption = What happens to it
take-kind = Kind
take-taken = Imported
take-kept = Kept
take-known = Already there
take-kept-text = “Kept”: Heilsam does not fully understand these details. The history shows only what is understood for certain. Everything is preserved and goes along with the next export.
take-done-brought = What is not in the history is here:
take-consents = Consents in the file apply to the old account only. Here you decide again.
take-again = { $count ->
    [one] You had removed one of these items here. If you import the file, it comes back.
   *[other] You had removed { $count } of these items here. If you import the file, they come back.
}
take-nothing = Everything in this file is already there.
take-start = { $count ->
    [one] Import one item
   *[other] Import { $count } items
}
take-writing = Encrypting and saving …
take-done = { $count ->
    [one] One item was imported.
   *[other] { $count } items were imported.
}
take-done-diary = { $count ->
    [one] One of them is shown in the history.
   *[other] { $count } of them are shown in the history.
}
take-to-history = To the history
take-failed = The file could not be read. Please try again.
take-stopped = Cancelled. Nothing was imported.
take-error-large = The file is too large. Please have the other app export a shorter period.
take-error-no-file = This is not a file from a DiGA. Please choose the file that you saved there under “export data”.
take-error-not-diga = The file is not in the MIO DiGA format. Please have the other app export “MIO DiGA” or “for the patient record”.
take-error-damaged = The file is damaged in line { $line }. Please save it again in the other app.
take-error-damaged-element = The file is damaged in line { $line } at “{ $element }”. Please save it again in the other app.
take-error-forbidden = Line { $line } of the file contains something that has no place in health data. We import nothing from it.
take-error-identity = An identifier is missing or appears twice in line { $line }. Please export the file again in the other app.
take-error-newer = The file comes from a newer version of Heilsam. Please reload this page.
take-error-details = Technical details
take-error-technical = Line { $line }, column { $column }: { $detail }

take-kind-diary = Diary
take-kind-blood-pressure = Blood pressure
take-kind-pulse = Pulse
take-kind-weight = Weight
take-kind-measured = Other measurements
take-kind-note = Notes
take-kind-questionnaire = Questionnaires
take-kind-score = Questionnaire results
take-kind-plan = Goals and plans
take-kind-programme = Progress in the programme
take-kind-activity = Activity, exercises and sections read
take-kind-medication = Medicines
take-kind-problem = Symptoms
take-kind-contact = Practices and doctors
take-kind-appointment = Appointments
take-kind-document = Documents
take-kind-photo = Photos
take-kind-origin = Where the values come from
take-kind-other = Other
