# The app for practices.

practice-nav-list = Appointments
practice-nav-invite = Invite
practice-nav-hall = Waiting room
practice-nav-account = Account
practice-login-lead = For doctors and practice staff.
practice-register-title = Create practice account
practice-register-lead = With the code you got from the operator.
practice-account-title = Account
practice-later-failed = This page cannot be loaded right now. Please check your connection.

practice-title = Video consultations
practice-invite = Plan appointment
practice-open = Open
practice-empty-title = No appointment yet
practice-empty-text = Invite somebody. A browser is enough, no account is needed.
practice-state-planned = Planned
practice-state-opened = Room open
practice-state-ended = Ended
practice-state-cancelled = Cancelled
practice-state-cancelled-by-patient = Cancelled by the invited person
practice-state-expired = Expired

invite-title = Plan appointment
invite-lead = For an appointment right now, the name is enough.
invite-patient = Name of the patient
invite-patient-hint = For your list only. The server cannot read it.
invite-when = When?
invite-now = Right now
invite-later = At a set time
invite-moment = Start
invite-error-when = Please enter a time in the future.
invite-make = Make invitation

practice-room = Open waiting room

invitation-title = Invitation
invitation-gone = This invitation does not exist, or no longer exists.
invitation-hand-over = Hand over the invitation
invitation-hand-over-text = Send the link, show the picture, read the code aloud, or print the sheet. Whoever has the invitation can enter the waiting room. There you decide whom you admit.
invitation-print-text = Your video consultation. Open the address in a browser and enter the code, or scan the picture with the camera of your phone. You do not need an account.
invitation-code = Code for { $address }
invitation-qr = Invitation as QR code
invitation-copy = Copy link
invitation-copied = The link is copied.
invitation-not-copied = The browser does not allow copying. The link stands under “Show link”.
invitation-link = Show link
invitation-print = Print sheet
invitation-mail = Write an e-mail
invitation-mail-subject = Your video consultation on { $moment }
invitation-mail-text = Hello,

    your video consultation is on { $moment } (German time).

    Please open this link in your browser at the time of the appointment. You need no account.

    { $link }
invitation-taken = Handed over so far: { $ways }
delivery-copied = link copied
delivery-printed = sheet printed
delivery-mail = mail program
delivery-gateway = sent by the server
invitation-cancel = Cancel appointment
invitation-cancel-title = Cancel this appointment?
invitation-cancel-text = Link and code stop working.
invitation-cancelled = The appointment is cancelled.

staff-to-account = Open the account
staff-room-title = You cannot take part here
staff-room-text = You are logged in as practice staff. Practice staff organise appointments and never take part in a call.

gateway-choose = Send the invitation through the server
gateway-choose-detail = By e-mail or text message. Because somebody could read it on the way, you compare the security number when the call begins.
gateway-title = Send through the server
gateway-text = The message names your practice, the appointment and the link, and nothing else. The server stores neither address nor text.
gateway-way = How?
gateway-mail = E-mail
gateway-sms = SMS
gateway-to-mail = E-mail address of the invited person
gateway-to-sms = Mobile number of the invited person
gateway-to-hint = It is not stored.
gateway-practice-hint = This is how the person knows who the invitation is from.
gateway-refused = This address was not accepted. Please check that it is spelled correctly.
gateway-send = Send
gateway-sent = The invitation has been sent. Compare the security number when the call begins.
gateway-price = One text message costs { $price }, says the operator. It appears on the monthly invoice if your practice has a contract with direct debit here.
invitation-mail-carer = This appointment is planned together with nursing staff or a relative. Whoever accompanies gives their own name and the patient's name when entering the waiting room.

check-open = Check devices and network
check-title = Check devices and network
check-lead = Camera, sound and network of this device. Nobody sees or hears you meanwhile.
check-no-camera = No camera
check-no-microphone = No microphone
check-missing = Allow camera and microphone in your browser, and close other programs that use them.
check-microphone = Microphone
check-level = Speak: the bar has to move.
check-tone = Check loudspeaker
check-tone-hint = You hear two tones.
check-network = Network
check-network-wait = Checking the network …
check-network-good = Everything works: picture and sound get through strict firewalls, too.
check-network-udp = Everything works here. If the other side is behind a firewall that lets only web pages through, the call may fail. The operator can set up an additional way for that.
check-network-later = You can check the network here as soon as one of your waiting rooms is open, for example with an appointment “Right now”.
check-network-direct = The direct way is open, the way through the server is not. If the other side is behind a firewall, the call may fail. Whoever looks after your network has to allow the addresses of the video service.
check-network-bad = No video connection is possible from this network. Whoever looks after it has to allow the addresses of the video service.
check-network-server = The server does not answer. Please check your internet connection.
check-network-again = Check the network again
