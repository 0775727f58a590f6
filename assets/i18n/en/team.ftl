# Practice and team: set up, invite, release, remove; appointments of several doctors.

team-title = Practice and team
team-lead = Share the calendar with colleagues and your practice staff.
team-together = Everybody here sees and plans the practice's appointments. The server cannot read them.
team-settings = Who belongs to your practice and helps plan its appointments.
team-open = Open practice and team
team-found-title = Set up a practice
team-found-text = Then you invite doctors and practice staff. From then on you plan appointments in the shared calendar.
team-name = Name of the practice
team-own-name = Your name
team-own-name-hint = This is your name in the practice's calendar.
team-found-main = You become the main user: only you take people in and remove them. When your contract ends, the shared practice ends with it.
team-found-do = Set up the practice
team-founded = The practice is set up.
team-join-other = Have you been invited to join another practice?
team-members = Who belongs to it
team-main-user = Main user
team-own = This is you
team-staff-note = Organises appointments. Never takes part in a consultation.
team-number = Key number
team-number-text = The invitation and its code have already checked this key. Two people can also compare the number: both see the same one.
team-number-unreadable = The key number of this person cannot be read.
team-not-led = Only the person who is named as main user takes people in and removes them.
team-ends-title = The shared practice ends on { $day }
team-ends-doctor = On that day the contract of the person named as main user ends. After that the shared calendar and all appointments in it are deleted, and invitations that were sent no longer work. Your own account stays. Write down before what you need, and send new invitations to later appointments afterwards. Ask the main user what comes next.
team-ends-staff = On that day the contract of the person named as main user ends. After that the shared calendar, all appointments in it and your account are deleted. Write down before what the practice still needs. Ask the main user what comes next.
team-rename-title = Rename the practice
team-rename-do = Rename
team-renamed = The practice has a new name.

team-invite-title = Invite somebody
team-invite-text = You get a code for the person. Hand it over in person or by telephone, not by e-mail. Staff need no code from the operator.
team-invite-name = Whom is the invitation for?
team-invite-name-hint = Only for your overview.
team-invite-do = Make a code
team-until = valid until { $day }
team-code-text = Code for this person. It can be used once.
team-code-where = Staff choose “I have a code from my practice” on the page “Log in” of the practice app. A doctor logs in with their own account and types the code under “Practice and team”.
team-code-copy = Copy code
team-code-copied = The code is copied.
team-code-not-copied = The browser does not allow copying. Please write the code down.
team-accepted-title = { $name } has accepted
team-accepted-text = Account: { $role }. When you release this person, they read all appointments of the practice.
team-release = Release
team-released = The person belongs to the practice now.
team-forged-title = This answer is not genuine
team-forged-text = Whoever answered does not know the code, or the keys were exchanged on the way. Take the invitation back and invite the person again.
team-take-back = Take invitation back
team-taken-back = The invitation is no longer valid.
team-let-go = Remove
team-go-title = Remove { $name } from the practice?
team-go-text = The person can then no longer read new or changed appointments. What they have already read cannot be taken back.
team-successor = Open appointments go to
team-successor-hint = The invited people then need a new link. The code stays valid.
team-go-yes = Remove
team-gone = The person no longer belongs to the practice.
team-search = Search people
team-found-count = { $found } of { $all } people
team-more = And { $count } more. Search by name.

team-devices-wait =
    { $count ->
        [one] One device waits for your release
       *[other] { $count } devices wait for your release
    }
team-devices-wait-text = From: { $names }. Ask briefly whether the device really belongs to that person.
team-devices-wait-names = { $names } and { $count ->
    [one] one more person
   *[other] { $count } more people
}
team-devices =
    { $count ->
        [one] One device
       *[other] { $count } devices
    }
team-devices-text = A device is a passkey or a passphrase here. What the person calls it, only they can read.
team-device-at = { $way }, last { $device }
team-device-since = Set up on { $day }.
team-device-used = Last used: { $moment }.
team-device-is-released = Released
team-device-waits = Waits
team-device-release = Release device
team-device-released = The device is released.
team-device-take-back = Withdraw release
team-device-taken-back = The device has no way to the practice any more.

device-waits-title = This device is not released yet
device-waits-text = You are logged in. The calendar and waiting room of your practice open here as soon as this device is released.
device-waits-whom = Ask the person who leads your practice here. They find your device under “Practice and team”.
device-waits-again = Check again

join-new = I have a code from my practice
join-title = Register with the code from your practice
join-lead = For practice staff. You now create your account, and accept the invitation afterwards.
join-doctors = Are you a doctor? Log in with your own account and type the code there under “Practice and team”.
join-known = Have you already created an account with this code? Log in with it and type the code there.
join-refused = This code is unknown, expired, taken back, or already used. Please compare it, or ask your practice for a new one.

joining-title = Join a practice
joining-lead = With the code from your practice you see and plan the shared appointments.
joining-code = Code of the practice
joining-code-hint = 20 letters and digits. You get it from the person who invited you.
joining-unknown = This code is unknown, already used, or has expired. Please ask for a new one.
joining-offer = { $name } invites you to join this practice.
joining-name = Your name
joining-name-hint = This is your name in the practice's calendar.
joining-accept = Accept the invitation
joining-waits-title = The practice still has to release you
joining-waits-text = You accepted the invitation. As soon as the practice releases you, the calendar opens here by itself.
joining-meanwhile = Your account is set up. You can look at your logins and end them at any time.

calendar-doctors = Whose appointments
calendar-doctors-all = All
plan-doctor = Who holds the consultation?
other-doctor = Hand over to a colleague
other-doctor-who = Who holds the consultation?
other-doctor-link = The previous link then stops working, because it belongs to the previous doctor. Give the invited person the new link. The code stays valid.
other-doctor-yes = Hand over
other-doctor-done = The appointment is handed over.
other-doctor-part = A part has been handed over already. Press “Hand over” again with the same choice, and it goes on.
hand-on-alone = The appointment is handed over. Please tell the person who is waiting that a new link is coming.
bring = Bring into the practice's calendar
bring-text = Only you see this appointment. In the practice's calendar, everybody who belongs to the practice sees it.
bring-done = The appointment is now in the practice's calendar.
bring-part = A part is already in the practice's calendar. Press again, and it goes on.

staff-not-here = This page is for doctors. Practice staff organise appointments.
staff-hall-note = You see whether somebody waits, and for whom. There is no picture and no sound here: practice staff never take part in a consultation.
staff-somebody-waits = Somebody is waiting
staff-word-left = Left at { $at }: { $text }
staff-word-note = The message arrives as soon as { $name } has opened the waiting room.
staff-word-passed = Passed on from the team: { $text }
staff-erase-title = Delete the account
staff-erase-text = Deletes your account on the server and on this device. If you belong to a practice, your access to its calendar ends with it.
staff-erase-stays = The practice's appointments stay, also those that you made.
staff-erase-list = Your name remains in the practice's list until something in it changes. The server cannot read it, and the app no longer shows it.
staff-erase-sure = Yes, I want to delete my account.
staff-erase-done = Your account is deleted.
