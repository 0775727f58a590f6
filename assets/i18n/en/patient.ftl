# The app for patients.

nav-today = Today
nav-history = History
nav-take = Export
nav-account = Account

welcome-title = Welcome to Heilsam
welcome-lead = Your blood pressure diary on prescription. Three steps to the first entry.
welcome-start = Begin with activation code
welcome-login = I already have an account
welcome-code = Your health insurer sends you the activation code. It has 16 characters.
welcome-private = Encrypted on your device. The server cannot read your values.

later-replaced-title = There is a new version
later-replaced = To go on, please reload. What you saved is still there.
later-reload = Reload

register-step = Step { $step } of 3

code-title = Enter activation code
code-label = Your activation code
code-hint = 16 characters from the letter of your health insurer. Spaces and small letters do not matter.
code-scan = Scan with the camera
code-scan-title = Scan code
code-scan-text = Hold the code from the letter into the picture.
code-scan-none = Scanning does not work here. Please allow the camera, or type the code.
code-count = { $found } of 16 characters
code-error-empty = Please enter the code.
code-error-length = The code has 16 characters. Here are { $found }.
code-error-character = Character { $position } (group { $group }) does not occur in activation codes. Allowed are letters and the digits 2 to 7.
code-error-version = In group 1 the third character is not right. It is always an A.
code-error-check = At least one character is mistyped. Please compare group by group: { $groups }

consent-title = Your consent
consent-lead = You decide for each purpose. Nothing is ticked beforehand.
consent-legend = What Heilsam may process your data for
consent-separate-title = Apart from that: improvement
consent-required = Required
consent-optional = Voluntary
consent-agree = I consent:
consent-details = Legal basis and withdrawal
consent-error = Heilsam cannot keep your diary without this consent. Please tick it if you agree.
consent-privacy = Read the privacy statement

home-title = Good day
home-lead = Your diary at a glance.
home-add = Write an entry
home-withdrawn = You withdrew your consent. New entries stay on this device and are not transmitted. You can consent again under “Account”.
home-last = Last entry
home-average = Average of the last 7 days
home-average-of = of { $count ->
    [one] one reading
   *[other] { $count } readings
}
home-empty-title = No entry yet
home-empty-text = Write down your first blood pressure. It takes less than a minute.
home-sheet-title = Your way back
home-sheet-text = Print your recovery sheet now. With it you reach your entries again if you lose your device.
home-sheet = Make the sheet

entry-title = New entry
entry-edit-title = Change an entry
entry-lead = Please sit quietly for five minutes before you measure.
entry-systolic = Upper value (systolic)
entry-diastolic = Lower value (diastolic)
entry-pulse = Pulse (if measured)
entry-when = Measured on
entry-note = Note
entry-note-hint = Only if you like, for example “after climbing stairs”
entry-more = Time and note
entry-save = Save
entry-saved = Saved.
entry-pressure-unit = mmHg
entry-pulse-unit = per minute
entry-error-missing = Please enter this value.
entry-error-number = Whole numbers only, please: no comma, no letters.
entry-error-range = Possible are { $min } to { $max }. Please look at the device again.
entry-error-swapped = The upper value must be larger than the lower one. Are they swapped?
entry-error-when = Please give a time that is not in the future.
entry-error-note = The note is too long. 2,000 characters are possible.
entry-doubt-title = Is this right?
entry-doubt-close = Upper and lower value are very close to each other.
entry-doubt-apart = Upper and lower value are very far apart.
entry-doubt-pulse = The pulse is unusual.
entry-doubt-yes = Yes, save it like this
entry-doubt-no = Change it
entry-delete = Delete entry
entry-delete-title = Delete this entry?
entry-delete-text = It disappears from all your devices, and a photo with it.
entry-deleted = The entry was deleted.
entry-gone = This entry does not exist any more.

critical-title = Your blood pressure is very high
critical-value = Measured: { $systolic } over { $diastolic } mmHg. The value is saved.
critical-complaints = Do you have complaints?
critical-list = Chest pain, shortness of breath, paralysis, trouble speaking or seeing, severe headache, confusion
critical-call = Then call the emergency number 112 at once.
critical-call-button = Call 112
critical-without = Without complaints: sit down quietly and measure again after five minutes. If it stays this high, call your doctor today, outside office hours the on-call service 116117.
critical-again = Measure again
critical-done = Understood

history-title = History
history-lead = All entries, the newest first.
history-chart = Blood pressure and pulse
history-systolic = Upper value
history-diastolic = Lower value
history-pulse = Pulse
history-entries = Entries
history-edit = Change
history-edit-label = Change entry of { $when }
history-high = Raised
history-critical = Very high
history-low = Low
history-more = Show older entries
history-whole = Show the whole time
history-until = Entries up to this day

sync-saved = Saved on this device
sync-done = Saved and transmitted
sync-waiting = Saved. Will be transmitted as soon as you are connected.
sync-working = Transmitting …
sync-problem = Saved, but not transmitted yet
sync-frozen = Synchronisation stopped

account-title = Account
account-consents = Consents
account-consents-text = Given or not given, by purpose. You can change it at any time.
account-given = Given
account-not-given = Not given
account-give = Consent
account-withdraw = Withdraw
account-withdraw-label = Withdraw consent: { $purpose }
account-give-label = Consent: { $purpose }
account-withdraw-title = Withdraw consent?
account-withdraw-text = The withdrawal takes effect from now on. What happened before stays lawful.
account-withdraw-required = After that nothing is transmitted any more. Your entries stay readable on this device.
account-until = Your prescription is valid until { $when }.

preview-start = Have a look first
preview-title = Preview with sample data
preview-text = These values are made up. Nothing is stored or sent. Please do not enter values of your own here.
preview-end = End the preview
preview-not-here = This needs an account. In the preview you see the diary, the history and the programme.

eligible-title = Is Heilsam right for you?
eligible-lead = Please read this before you begin. You need your code only afterwards.
eligible-agreed = Yes. My practice has agreed that I use Heilsam.
eligible-first = Please ask your practice first. Your activation code does not lapse at once: redeem it when your practice agrees.

period-title = Your prescription
period-day = Day { $day } of { $all }
period-left = { $days ->
    [one] One day left
   *[other] { $days } days left
}
period-further = Enter a follow-up code
period-further-lead = Do you have a new prescription? Then Heilsam is valid for 90 more days. Your entries stay.
period-extended = Your prescription was extended.
period-over-title = Your period is over
period-over = New entries are no longer possible. You can still look, take along and delete. With a follow-up code you can go on writing.
period-refused-title = Your health insurer did not confirm the code
period-refused = Please ask your health insurer for a new activation code. Your entries stay readable.
period-waiting-title = Your code is still being checked
period-waiting = Your health insurer could not be reached. We ask again by ourselves. You can use Heilsam already.
period-soon-title = { $days ->
    [one] One day left
   *[other] { $days } days left
}
period-soon = Would you like to go on? Talk to your practice about a new prescription in time.

consent-separate-text = We ask for this consent on its own. § 4(2) DiGAV demands it.
consent-version = Version { $version }
consent-act-given = Given on { $when }, version { $version }
consent-act-withdrawn = Withdrawn on { $when }, version { $version }
consent-history = History and receipts ({ $count })
consent-fingerprint = Checksum of the text:
consent-read = Read the text of that time
consent-receipt = Save the receipt
consent-again-title = The text has changed
consent-again-text = Your consent still counts for the old version. Read the new one and decide anew. You find the old one in the history.
consent-changed-title = A text of consent has changed
consent-changed-text = Please read the new version and decide whether you agree:
consent-changed-link = To the consents
effect-results = From now on no results are used for this any more. Heilsam stays as it is for you.
effect-outcome = From now on your device hands in no key figures any more. Heilsam stays as it is for you.
effect-improvement = From now on nothing about your use is evaluated any more. Heilsam stays as it is for you.
effect-video = Video consultations are possible again only when you consent anew.
effect-sharing = All sharing ends at once. No practice can fetch anything any more. What it has read already stays with it.
effect-contact = Our half of the secret is deleted. The sheet of your person of trust is worthless then, even if they still have it.
effect-devices = Heilsam then fetches no more readings from the manufacturer of your device. What is in the diary already stays.
effect-record = From now on nothing is transferred to your patient record any more. What lies there stays there.

account-open = Open

data-title = My data
data-lead = See what is stored. Take it along, correct it, delete it.
data-access = Access
data-access-text = This is everything that is stored about you.
data-sealed = Encrypted: only you can read it
data-diary = Diary entries
data-questionnaires = Questionnaires
data-programme = Programme
data-shares = Shares with practices
data-begun = begun
data-none = not begun
data-server = Readable for the operator
data-account = Number of the account
data-since = Account since
data-logins = Ways to log in
data-sessions = Devices logged in
data-consents = Consents and withdrawals
data-messages = Devices that get messages
data-mail = E-mail address for messages
data-where = Stored with
data-not = Not stored are: your name, your address, your activation code and your login name.
data-save = Save everything as a file
data-correct = Correct
data-correct-text = You can change every entry yourself. Earlier versions stay visible.
erase-title = Delete the account
erase-text = Deletes your account and all that belongs to it, on the server and on this device.
erase-button = Delete the account for good
erase-question = Really delete the account?
erase-warning = { $count ->
    [one] One entry is
   *[other] { $count } entries are
} deleted. This cannot be undone. Your activation code cannot be redeemed again.
erase-audit = The security log keeps only the number of the account, without your name.
erase-export = Take everything along first
erase-sure = Yes, I want to delete everything.
erase-wait = Please tick first that you are sure.
erase-done = Your account and all data were deleted.

support-title = Ask a question
support-lead = Write to us. You get a number for your question.
security-title = Report a security problem
security-lead = Have you noticed a weakness or something suspicious? Thank you for telling us.
contact-private = Please write no health values if you can. The manufacturer reads your message. It is stored encrypted and is not connected with your account.
contact-message = Your message
contact-way = How we reach you
contact-way-hint = Optional, for example a mail address
contact-send = Send
contact-done = Your message has arrived
contact-number = Your number:
contact-next = Please note the number. We answer within 24 hours if you gave an address.
contact-error-empty = Please tell us what it is about.
contact-error-long = { $most } characters are possible. Please shorten it a little.

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
photo-hint = Place, time and device are removed from the photo. Nobody but you can see it.
photo-remove = Remove the photo
photo-error = This picture cannot be read. Please choose another photo.
photo-large = This picture is too large. Please choose a smaller photo.
photo-busy = The photo is being prepared …
photo-alt = Photo of the entry
photo-show = Show the photo
data-deleted = { $there }, and { $deleted } deleted
data-photos = Photos
data-appointments = Appointments
