# The app for patients.

nav-today = Today
nav-history = History
nav-take = Export
nav-account = Account

welcome-title = Welcome to Heilsam
welcome-lead = Your blood pressure diary on prescription. Three steps to your first entry.
welcome-start = Begin with an activation code
welcome-login = I already have an account
welcome-code = Your health insurer sends you the activation code. It has 16 characters.
welcome-private = Encrypted on your device. The server cannot read your values.

lost-title = I have no sheet
lost-device = Are you still logged in on another device? Open “Account” there, then “Change how I log in”, and set up a new way.
lost-contact = Does a trusted person have a sheet of yours? Then choose “With the sheet of a trusted person”.
lost-gone = Otherwise nobody can open your account any more, and neither can we. Your entries are then lost.
lost-why = There is a reason for this: only you had the key. That is why nobody else could read your entries.
lost-anew = You can start again. For this you need a new activation code. Please ask your health insurer.
lost-register = Start again

register-step = Step { $step } of 3

code-label = Your activation code
code-hint = 16 characters from your health insurer's letter. Spaces do not matter, nor do upper and lower case.
code-scan = Scan with the camera
code-scan-title = Scan code
code-scan-text = Hold the code from the letter in front of the camera.
code-scan-none = Scanning does not work here. Please allow the camera, or type the code.
sheet-scan = Scan the QR code of the sheet
sheet-scan-text = Hold the QR code on the sheet in front of the camera.
sheet-scan-other = This is not the code of a sheet. Please hold the QR code on the sheet in front of the camera.
code-count = { $found } of 16 characters
code-error-empty = Please enter the code.
code-error-length = The code has 16 characters. You entered { $found }.
code-error-character = Character { $position } (group { $group }) is never used in activation codes. They have only letters and the digits 2 to 7.
code-error-version = The third character of group 1 is wrong. It is always an A.
code-error-check = At least one character is mistyped. Please compare group by group: { $groups }

consent-title = Your consent
consent-lead = You decide for each purpose separately. Nothing is ticked in advance.
consent-legend = What Heilsam may process your data for
consent-separate-title = Separately: improvement
consent-required = Required
consent-optional = Voluntary
consent-agree = I consent:
consent-details = Legal basis and withdrawal
consent-error = Heilsam cannot keep your diary without this consent. Please tick it if you agree.
consent-privacy = Read the privacy statement

home-title = Hello
home-lead = Your diary at a glance.
home-add = Write an entry
home-withdrawn = You have withdrawn your consent. New entries stay on this device and are not transmitted. You can consent again under “Account”.
home-last = Latest entry
home-average = Average of the last 7 days
home-average-of = of { $count ->
    [one] one reading
   *[other] { $count } readings
}
home-empty-title = No entry yet
home-empty-text = Enter your first blood pressure reading. It takes less than a minute.
home-sheet-title = Your way back
home-sheet-text = Print your recovery sheet now. It gets you back to your entries if you lose your device.
home-sheet = Create the sheet
sheet-again-title = Your recovery sheet
sheet-again-text = Is your sheet still in a safe place? It gets you back to your entries if you lose your device.
sheet-again-none = You do not have a sheet yet. It gets you back to your entries if you lose your device.
sheet-again-yes = Yes, I have it
sheet-again-make = No, create a new sheet

entry-title = New entry
entry-read-title = Entry
entry-edit-title = Change an entry
entry-lead = Please sit quietly for five minutes before you measure.
entry-systolic = Upper value (systolic)
entry-diastolic = Lower value (diastolic)
entry-pulse = Pulse (if measured)
entry-when = Measured on
entry-note = Note
entry-note-hint = Only if you like, for example “after climbing the stairs”
entry-more = Time and note
entry-save = Save
entry-saved = Saved.
entry-saved-past = Saved. What you wrote down was unusual, and is some time ago. Show it at the next appointment in your practice.
entry-pressure-unit = mmHg
entry-pulse-unit = per minute
entry-error-missing = Please enter this value.
entry-error-number = Whole numbers only, please: no comma, no letters.
entry-error-range = The value must be between { $min } and { $max }. Please look at the device again.
entry-error-swapped = The upper value must be higher than the lower one. Are they swapped?
entry-error-when = Please enter a time that is not in the future.
entry-error-note = The note is too long. It can have up to 2,000 characters.
entry-doubt-title = Is this right?
entry-doubt-close = The upper and lower values are very close together.
entry-doubt-apart = The upper and lower values are very far apart.
entry-doubt-pulse = The pulse is unusual.
entry-doubt-yes = Yes, save it like this
entry-doubt-no = Change it
entry-delete = Delete entry
entry-delete-title = Delete this entry?
entry-delete-text = It disappears from all your devices, together with its photo.
entry-deleted = The entry was deleted.
entry-gone = This entry no longer exists.

critical-title = Your blood pressure is very high
critical-value = Measured: { $systolic } over { $diastolic } mmHg.
critical-complaints = Do you have one of these symptoms now?
critical-list = Chest pain, shortness of breath, paralysis, trouble speaking or seeing, severe headache, confusion
critical-call = Then call the emergency number 112 at once.
critical-call-button = Call 112
critical-without = Without symptoms: sit down quietly and measure again after five minutes. If it stays this high, call your doctor today, or the on-call service 116 117 outside office hours.
critical-again = Measure again
critical-done = Understood
low-complaints = Do you feel dizzy, or did you faint?
complaints-yes = Yes, one of these
complaints-no = No, none of these
unwell = I do not feel well
unwell-no = If it does not get better, call your doctor, or the on-call service 116 117 outside office hours.

history-title = History
history-lead = All entries, newest first.
history-chart = Blood pressure and pulse
history-systolic = Upper value
history-diastolic = Lower value
history-pulse = Pulse
history-entries = Entries
history-look = View
history-look-label = View the entry of { $when }
history-edit = Change
history-edit-label = Change the entry of { $when }
history-high = Raised
history-critical = Very high
history-low = Low
history-more = Show older entries
history-whole = Show the whole period
history-until = Entries up to this day

sync-saved = Saved on this device
sync-done = Saved and transmitted
sync-waiting = Saved. Will be transmitted as soon as you are connected.
sync-working = Transmitting …
sync-problem = Saved, but not transmitted yet
sync-held = On this device only: your period is over. With a follow-up code the rest is transferred.
sync-frozen = Synchronisation stopped

account-title = Account
account-consents = Consents
account-consents-text = Given or not given, for each purpose. You can change your mind at any time.
account-given = Given
account-not-given = Not given
account-give = Give consent
account-withdraw = Withdraw
account-withdraw-label = Withdraw consent: { $purpose }
account-give-label = Give consent: { $purpose }
account-withdraw-title = Withdraw consent?
account-withdraw-text = The withdrawal takes effect from now on. What happened before remains lawful.
account-withdraw-required = After that, nothing more is transmitted. You can still read your entries on this device.
account-until = Your prescription is valid until { $when }.

preview-start = Have a look first
preview-title = Preview with sample data
preview-text = These values are made up. Nothing is stored or sent. Please do not enter values of your own here.
preview-end = End the preview
preview-not-here = This cannot be tried without an account. The preview shows the diary, the history, the programme, the plan, questionnaires and an appointment.
preview-medicine = Sample tablet
preview-practice = Sample family practice

eligible-title = First a question, then your code
eligible-lead = Please read this and answer the question. The field for your activation code then appears.
eligible-agreed = Yes. My practice has agreed that I use Heilsam.
eligible-then = You then enter your code here.
eligible-now = Now enter your code below.
eligible-first = Please ask your practice first. Your activation code does not expire straight away: redeem it only when your practice agrees.

period-title = Your prescription
period-day = Day { $day } of { $all }
period-left = { $days ->
    [one] One day left
   *[other] { $days } days left
}
period-further = Enter a follow-up code
period-further-lead = Do you have a new prescription? Then you can use Heilsam for 90 more days. Your entries stay.
period-extended = Your prescription has been extended.
period-over-title = Your period is over
period-over = You can no longer add entries. You can still read, export and delete them. With a follow-up code you can continue.
period-empty = There is nothing in your diary.
period-refused-title = Your health insurer did not confirm the code
period-refused = Please ask your health insurer for a new activation code. You can still read your entries.
period-waiting-title = Your code is still being checked
period-waiting = Your health insurer could not be reached. We will ask again automatically. You can already use Heilsam.
period-soon-title = { $days ->
    [one] One day left
   *[other] { $days } days left
}
period-soon = Would you like to continue? Talk to your practice about a new prescription in good time.

consent-separate-text = We ask for this consent on its own, as § 4(2) DiGAV requires.
consent-version = Version { $version }
consent-act-given = Given on { $when }, version { $version }
consent-act-withdrawn = Withdrawn on { $when }, version { $version }
consent-history = History and receipts ({ $count })
consent-fingerprint = Checksum of the text:
consent-read = Read the text as it was then
consent-receipt = Save the receipt
consent-again-title = The text has changed
consent-again-text = Your consent applies to the old version only. Read the new one and decide whether you agree. You will find the old one in the history.
consent-changed-title = A consent text has changed
consent-changed-text = Please read the new version and decide whether you agree:
consent-changed-link = To the consents
effect-results = Heilsam does not use your results for this at present. After the withdrawal it may not do so later either. Nothing else changes for you.
effect-outcome = From now on, your device hands in no more numbers. Nothing else changes for you.
effect-improvement = Heilsam does not evaluate your use for this at present. After the withdrawal it may not do so later either. Nothing else changes for you.
effect-video = The app then only leads you into a waiting room again when you give your consent again. If you open your practice's link yourself, the page asks you there.
effect-sharing = All sharing ends at once. No practice can fetch anything from then on. What a practice has already read stays with it.
effect-contact = Our half of the secret is deleted. The sheet of your trusted person is then worthless, even if they still have it.
effect-devices = Heilsam then fetches no more readings from the manufacturer of your device. What is already in the diary stays.
effect-record = From now on, nothing more is transferred to your patient record. What is there stays there.

account-open = Open

data-title = My data
data-lead = See what is stored. Export it, correct it, delete it.
data-access = Access
data-access-text = This is everything that is stored about you.
data-sealed = Encrypted: only you can read it
data-diary = Diary entries
data-questionnaires = Questionnaires
data-programme = Programme
data-shares = Shares with practices
data-begun = begun, { $count ->
    [one] one version
   *[other] { $count } versions
}
data-documents = Taken from files
data-others = Other
data-none = not begun
data-server = Readable by the operator
data-account = Account number
data-since = Account since
data-logins = Ways to log in
data-sessions = Logged-in devices
data-consents = Consents and withdrawals
data-messages = Devices that get messages
data-mail = E-mail address for messages
data-audit = Entries in the security log
data-audit-kinds = What the security log says
data-audit-line = { $what }: { $count ->
    [one] once
   *[other] { $count } times
}, last on { $when }
audit-account-created = Account made
audit-code-redeemed = Activation code redeemed
audit-logged-in = Logged in
audit-recovered = Opened with the recovery sheet
audit-session-ended = Logged out
audit-credential-added = Way to log in added
audit-credential-removed = Way to log in removed
audit-slot-put = Place for the sealed key made
audit-slot-removed = Recovery sheet removed
audit-consent-given = Consent given
audit-consent-withdrawn = Consent withdrawn
audit-access-refused = Access refused
audit-share-begun = Sharing begun
audit-share-ended = Sharing ended
audit-share-read = Shared entries fetched
audit-contact-set = Trusted person chosen
audit-contact-removed = Trusted person taken back
audit-contact-asked = Sheet of the trusted person used
audit-contact-opened = Opened with the sheet of the trusted person
audit-push-added = Device for messages switched on
audit-push-removed = Device for messages switched off
audit-mail-set = E-mail address for messages confirmed
audit-mail-removed = E-mail address for messages deleted
data-tokens = Quarters with a one-time token for outcome reporting
data-code = Activation code waits for the insurer since
data-keys = Checksum of your public key
data-where = Stored by
data-not = Not stored on the server: your name, your address and your login name. Your activation code lies there locked until your health insurer has answered, then as a check value only.
data-save = Save everything as a file
data-correct = Correct
data-correct-text = You can change every entry yourself. Earlier versions remain visible.
data-correct-brought = You can look at what came from a file and is not in the history, and remove it.
erase-title = Delete the account
erase-text = Deletes your account and everything that belongs to it, on the server and on this device.
erase-warning = { $count ->
    [one] One entry is
   *[other] { $count } entries are
} deleted. This cannot be undone. Your activation code cannot be redeemed again.
erase-export = Export everything first
erase-sure = Yes, I want to delete everything.
erase-done = Your account and all your data have been deleted.
erased-lead = This page will not come again. If you would like a receipt, save or print it now.
erased-server = Deleted on the server
erased-when = Deleted on
erased-records = Locked data, each version counted
erased-other = Keys, settings and administration
erased-left = Found of your account afterwards
erased-row = Row in the security log
erased-hash = Check value of this row
erased-check = With row and check value the operator can show that the deletion is in the log. Neither says anything about you.
erased-rest = Something is still there. Please tell the operator, with the row in the security log.
erased-stays = What remains
erased-audit = The security log keeps only the number of the account, without your name. Of your activation code a check value remains, so that nobody redeems it again.
erased-backup = Backup copies of the operator still hold your account, with your entries encrypted, until they are thrown away. The operator can tell you how long that takes. If an older copy has to be restored, the operator deletes your account again from a list of deletions.
erased-devices = On this device everything is deleted. If you were logged in on other devices as well, delete the data of this website in the browser there.
erased-save = Save as a file
erased-print = Print
erased-done = To the start page
erased-file = heilsam-account-deleted-{ $day }.txt

support-title = Ask a question
support-lead = Write to us. You will get a number for your question.
security-title = Report a security problem
security-lead = Have you noticed a weakness or something suspicious? Thank you for telling us.
contact-private = Please avoid writing any health values. The manufacturer reads your message. It is stored encrypted and is not linked to your account.
contact-message = Your message
contact-way = How we can reach you
contact-way-hint = Optional, for example an e-mail address
contact-send = Send
contact-done = Your message has arrived
contact-number = Your number:
contact-next = Please write down the number. We answer within 24 hours if you gave an address.
contact-error-empty = Please tell us what it is about.
contact-error-long = The message can have up to { $most } characters. Please shorten it a little.

more-link = Help, data and legal
more-title = Help, data and legal
more-diary = Diary and programme
more-mine = My data and my account
more-help = Help
more-legal = Legal
more-terms = Terms of use
more-accessibility = Accessibility statement
more-status = Can Heilsam be reached?
more-standards = Standards and profiles
more-licences = Licences
photo-label = Photo (if you like)
photo-hint = Place, time and device are removed from the photo. Only you can see it.
photo-remove = Remove the photo
photo-error = This picture cannot be read. Please choose another photo.
photo-large = This picture is too large. Please choose a smaller photo.
photo-busy = The photo is being prepared …
photo-alt = Photo of the entry
photo-show = Show the photo
data-deleted = { $there }, and { $deleted } deleted
data-photos = Photos
data-appointments = Appointments

brought-title = Brought from another app
brought-lead = These details came with a file and have no place in the diary. They are kept and go along with every export.
brought-empty-title = There is nothing here
brought-empty-text = When you import the file of another app, everything that does not fit into the diary is listed here.
brought-more = Show more
brought-other = Other ({ $name })
brought-needed = Belongs to another item. Remove the other one first.
brought-remove = Remove
brought-remove-label = Remove “{ $title }”
brought-remove-title = Really remove it?
brought-remove-text = The item will no longer be on the list, and the next export will not contain it. You can import it again with the same file. The earlier version stays in your access report until you delete the account.
brought-removed = The item is removed.
brought-height = Height
brought-temperature = Body temperature
brought-oxygen = Oxygen saturation
brought-breaths = Breaths
brought-glucose = Blood glucose
brought-sleep = Sleep
brought-mood = Mood
brought-answers = Completed questionnaire
brought-form = Questionnaire without answers
brought-goal = Goal
brought-plan = Plan
brought-intake = Dose taken
brought-skipped = Dose left out
brought-visit = Visit
brought-video = Video consultation
