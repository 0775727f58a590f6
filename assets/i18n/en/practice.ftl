# The app for practices.

practice-nav-list = Appointments
practice-nav-invite = Invite
practice-nav-account = Account
practice-login-lead = For doctors and practice staff.
practice-register-title = Create practice account
practice-register-lead = With the code you got from the operator.
practice-code = Your code
practice-code-hint = 20 characters. Spaces, dashes and small letters do not matter.
practice-code-error = The code has 20 letters and digits. Please compare it group by group.
practice-account-title = Account

practice-title = Video consultations
practice-lead = Whom you invited.
practice-invite = Invite
practice-open = Open
practice-empty-title = No invitation yet
practice-empty-text = Invite somebody. A browser is enough, no account is needed.
practice-state-planned = Planned
practice-state-opened = Open
practice-state-ended = Ended
practice-state-cancelled = Cancelled
practice-state-expired = Expired

invite-title = Invite
invite-lead = Two answers, and the invitation is ready.
invite-patient = Name of the patient
invite-patient-hint = For your list only. The server cannot read it.
invite-when = When?
invite-now = Right now
invite-later = At an appointment
invite-moment = Beginning
invite-error-when = Please give a time in the future.
invite-make = Make invitation

practice-staff = Your access organises appointments. Only the doctor takes part in consultations.
practice-room = Open waiting room

invitation-title = Invitation
invitation-gone = This invitation does not exist, or not any more.
invitation-hand-over = Hand over the invitation
invitation-hand-over-text = Send the link, show the picture, read the code aloud, or print the sheet. Whoever has the invitation can enter the waiting room. There you decide whom you admit.
invitation-print-text = Your video consultation. Open the address in a browser and enter the code, or scan the picture with the camera of your phone. You need no account.
invitation-code = Code for { $address }
invitation-qr = Invitation as QR code
invitation-copy = Copy link
invitation-copied = The link is copied.
invitation-not-copied = The browser does not allow copying. The link stands under “Show link”.
invitation-link = Show link
invitation-print = Print sheet
invitation-cancel = Cancel appointment
invitation-cancel-title = Cancel this appointment?
invitation-cancel-text = Link and code stop working.
invitation-cancelled = The appointment is cancelled.
