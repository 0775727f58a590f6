# Logging in, registering, recovering: shared by patients and practice.

login-title = Log in
login-lead = Good to see you again.
login-passkey = Log in with passkey
login-passkey-hint = Fingerprint, face or device PIN
login-no-passkey = There are no passkeys here. Please log in with passphrase and code. Do you only have a passkey? Open Heilsam in your browser, and set up a passphrase there under “Account”.
login-other = Log in with passphrase
login-passphrase-title = Log in with passphrase
login-name = Login name
login-name-hint = With the four digits at the end
login-passphrase = Passphrase
login-code = Code from your authenticator app
login-code-hint = 6 digits, they change every 30 seconds
login-submit = Log in
login-working = Checking …
login-recover = I cannot get in any more
login-new = I have no account yet
login-new-code = I have a code from the operator

renew-title = Set up a new way in
renew-lead = Your account is open. Choose how you want to log in from now on. Then log in that way.
recover-title = With the recovery sheet
recover-lead = Type the code from your sheet, or paste it.
recover-lead-scan = Scan the QR code on your sheet. Or type the code.
recover-code = Code from the sheet
recover-code-hint = 34 characters in groups. Spaces and dashes do not matter, nor do upper and lower case.
recover-submit = Open account
recover-error-length = The code has 34 characters. You entered { $found }.
recover-error-character = Character { $position } (group { $group }) is never used in these codes.
recover-error-check = At least one character is mistyped. Please compare group by group.

protect-title = Protect your account
protect-lead = So that only you can get into your account.
protect-passkey-title = With this device
protect-passkey-text = You confirm with your fingerprint, face or device PIN. There is nothing to remember.
protect-passkey = Protect with this device
protect-other = I prefer a passphrase
protect-other-text = Login name, passphrase and a code from an authenticator app. The passphrase never leaves your device. Please remember both well.
protect-name-hint = At least 3 characters, no spaces. Your real name is not needed. We add four digits.
protect-passphrase-hint = At least 12 characters. Four words that belong together only for you work well.
protect-repeat = Repeat passphrase
protect-next = Continue to the code
protect-given-name = Your login name
protect-given-name-hint = Please remember it with its digits. They keep others from trying out who has an account here. On this device you find it later under “Account”.
protect-copy-name = Copy the name
protect-name-copied = The login name is copied.
protect-name-not-copied = It could not be copied. Please write the name down.
protect-totp-title = Connect your authenticator app
protect-totp-text = Scan the picture with your authenticator app. On the same device: press “Open in the app”, or type the key.
protect-totp-open = Open in the app
protect-totp-qr = QR code for the authenticator app
protect-totp-secret = Key to type in
protect-totp-code = Code from the app
protect-finish = Create account
protect-error-short = Please use at least 12 characters.
protect-error-repeat = The two passphrases are different.
protect-error-name-short = Please use at least 3 characters.
protect-error-name-long = Please use 58 characters at most.
protect-error-name-blank = Please leave out spaces.
protect-error-code = The code has 6 digits.

passkey-unsupported = This browser does not support passkeys. Please use the passphrase.
passkey-cancelled = It was cancelled. You can try again.
passkey-already = This device already has a passkey for this account. Please log in with it.
passkey-no-secret = This passkey cannot lock your account. Please use the passphrase or another device.
passkey-failed = The passkey did not respond. Please try again or use the passphrase.

trouble-code = This code is unknown, expired or already used. Please compare it with the letter.
trouble-code-waiting = Your health insurer has not checked your previous code yet. The new code stays valid: please enter it in a few days.
trouble-login = These details do not match. Please check your login name, passphrase and code.
trouble-again = This was interrupted. Please try again. Nothing is lost.
trouble-offline = No connection to the server. What you typed stays.
trouble-many = Too many tries. Please wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
} and try again then.
trouble-many-minutes = There are too many just now. Please try again in { $minutes } minutes.
trouble-session = Your login has ended. Please log in again. Nothing is lost.
trouble-fresh = You logged in too long ago for this. Please log in once more.
trouble-unsent = { $count ->
    [one] One entry of another account is still on this device and has not been transmitted.
   *[other] { $count } entries of another account are still on this device and have not been transmitted.
} Nothing was deleted, and you are not logged in.
trouble-consent = Your consent for this is missing.
trouble-too-much = That is too much at once. Please choose less.
trouble-server = The server reported an error. Nothing was changed. Please try again in a moment.
trouble-storage = This browser does not allow anything to be saved. Please check whether you are using a private window.
trouble-frozen = The data on the server do not match your signature. For your safety, synchronisation has stopped. Your entries on this device are safe. Please contact the manufacturer.
trouble-digits = This code is wrong or has expired. Please use the one that the app shows now.
trouble-gone = This no longer exists, or it is not possible now.
trouble-changed = Somebody in your practice has changed this appointment in the meantime. You now see the latest version. Please check what you entered and try again.
trouble-last-channel = We have to be able to reach you as long as somebody has your sheet. First take the sheet back, or switch on another way.
trouble-role = This account belongs to another application.
trouble-unproven = This opens once the operator has checked your proof.
trouble-device = This device is not released for your practice. Please ask the person who leads your practice here.

sessions-title = Devices and logins
sessions-lead = You are currently logged in here. End any login that you do not recognise.
sessions-current = This device
sessions-used = Last used: { $when }
sessions-since = Logged in since { $when }
sessions-end = End
sessions-end-all = Log out everywhere
sessions-ended = The login was ended.

fresh-title = Please confirm who you are
fresh-text = This changes how your account is opened. So please log in once more. That way, nobody who finds your device unlocked can do it.
fresh-erase = A deleted account does not come back. So please log in once more, then it is deleted. That way, nobody who finds your device unlocked can do it.

credentials-title = What you log in with
credentials-lead = A second way helps when one fails. Remove what you no longer have.
credentials-kind-passkey = Passkey: fingerprint, face or device PIN
credentials-kind-passphrase = Passphrase and authenticator app
credentials-name = Login name: { $name }
credentials-since = Set up: { $when }
credentials-used = Last used: { $when }
credentials-add-passkey = Add a passkey
credentials-no-passkey = There are no passkeys here. You add one in your browser.
credentials-set-passphrase = Set up a passphrase
credentials-change-passphrase = Change the passphrase
credentials-passphrase-text = The passphrase comes with a key for your authenticator app; you get it in the next step. The old passphrase and the old key then stop working. Type the login name without digits: you may get others.
credentials-finish = Done
credentials-remove = Remove
credentials-remove-title = Really remove it?
credentials-remove-text = After that, nobody can use it to get into your account. You are logged out on all other devices.
credentials-passkey-added = The passkey is set up.
credentials-passphrase-set = The new passphrase is set.
credentials-removed = Removed. You are logged out on all other devices.

logout = Log out
logout-title = Really log out?
logout-text = The key and all entries are deleted from this device. On the server they remain, encrypted.
logout-waiting = { $count ->
    [one] One entry has
   *[other] { $count } entries have
} not been transmitted yet and would be lost. Please connect first.

enrol-code = Your code
enrol-code-hint = 20 characters. Spaces and dashes do not matter, nor do upper and lower case.
enrol-code-error = The code has 20 letters and digits. Please compare it group by group.

sheet-title = Recovery sheet
sheet-lead = A sheet of paper that opens the way back.
sheet-why = If you lose both your device and your passphrase, we cannot open your account either. Only this sheet can. Keep it as safe as a house key.
sheet-make = Create the sheet
sheet-make-again = An earlier sheet then stops working.
sheet-print = Print
sheet-code = Your code
sheet-qr = Code of the recovery sheet as QR code
sheet-print-where = Open this address and choose “I cannot get in any more”:
sheet-print-name = Login name: { $name }
sheet-print-date = Made on { $when }
sheet-confirm-title = Do you have the sheet?
sheet-confirm-text = As a test, type in group { $group }. Then we both know that it can be read.
sheet-confirm-text-scan = As a test, type in group { $group }, or scan the QR code on the sheet. Then we both know that it can be read.
sheet-confirm-label = Group { $group } (4 characters)
sheet-confirm = Confirm
sheet-confirm-error = This does not match the sheet. Please look again.
sheet-done-title = Your sheet is ready
sheet-done-text = Keep it in a safe place, away from your device.
sheet-later = Later
account-sheet = Recovery sheet
account-sheet-text = Your way back if you lose both device and passphrase.

about-title = Your account
about-role = Role
about-role-patient = Patient
about-role-doctor = Doctor
about-role-staff = Practice staff
about-role-manufacturer-author = Manufacturer, writes
about-role-manufacturer-reviewer = Manufacturer, reviews and approves
about-role-operator = Operator
about-since = Created on
about-number = Account number
about-number-hint = Give this number if the operator asks for it. It does not let anybody in.
about-sheet-made = A sheet has been made.

erase-button = Delete the account for good
erase-question = Really delete the account?
erase-audit = The security log keeps only the number of the account, without your name.
erase-working = Your account is being deleted …
erase-wait = Please tick that you are sure first.

login-shared = Other people use this computer too
login-shared-hint = Then nothing is kept here. After closing the page you have to log in again.

unsent-way = Whoever has that account can log in here. Then nothing is lost. If it is no longer needed, delete it here. After that you can log in.
unsent-delete = Delete what was not transmitted
unsent-deleted = Deleted. Please try again now. Each six-digit code counts only once: take the next one.
unsent-title = Delete what was not transmitted?
unsent-others = { $count ->
    [one] One entry of another account is then deleted for good.
   *[other] { $count } entries of another account are then deleted for good.
} If whoever has that account logs in first, nothing is lost.
unsent-shared = { $count ->
    [one] One entry on this device has not been transmitted yet. It
   *[other] { $count } entries on this device have not been transmitted yet. They
} would be deleted now. First log in without changing anything here. Then nothing is lost.

ways-title = Change how I log in
ways-lead = A new passphrase or one more passkey.
ways-done = Saved. From now on you can also log in with it. An old passphrase no longer works.
trouble-period = Your period is over. You can still read, export and delete.
