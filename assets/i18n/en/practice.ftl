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
line-title = Check the connection
line-text = The test imitates a call: with the server and over every detour that it offers. You need no waiting room for it.
line-before = It takes up to 30 seconds and uses 3 MB at most. Six tests in an hour are possible.
line-start = Start the test
line-stage-server = Asking the server …
line-stage-relays = Trying the ways through the server …
line-stage-stream = Measuring the throughput …
line-desktop = The connection cannot be measured in this window. Open Heilsam in a browser on the same device for that.
line-good = Good enough for picture and sound in good quality
line-good-text = You need not do anything.
line-fair = Enough for a simple picture and for sound
line-fair-text = The picture may be small or blurred. A cable instead of Wi-Fi often helps, and so do fewer other devices in the network.
line-sound = Enough for sound only
line-sound-text = Switch the camera off during the call. A cable instead of Wi-Fi or another line helps.
line-poor = Not enough for a call
line-poor-text = Take another line, for example a mobile network, and test once more.
line-unmeasured = The detour answers but could not be measured
line-unmeasured-text = Test once more. If that does not change, give the report to the operator.
line-no-detour = The detour through the server does not work from here
line-no-detour-text = If the other side is behind a firewall, too, no call is possible. Pass the report on: whoever looks after your network has to allow the addresses below.
line-no-relay = This server offers no detour
line-no-relay-text = Calls take the direct way only. From strict networks, for example in hospitals, they may fail. The operator can set up a detour.
line-no-socket = Signalling cannot be reached from here
line-no-socket-text = Web pages get through, WebSockets do not. Pass the report on: whoever looks after your network has to allow them for the first address below.
line-no-server = The server does not answer
line-no-server-text = Check your internet connection and test once more. The page “Status” says whether the service runs.
line-through-firewalls = Calls also get through firewalls that let only TCP pass.
line-udp-only = If the other side is behind a firewall that lets no UDP pass, the call may fail. The operator can set up an additional way for that.
line-tcp-only = UDP does not get through here. Calls go over TCP; on a bad line the picture then halts. It is better to allow UDP.
line-millis = { $value } ms
line-row-server = Server
line-row-silent = no answer
line-row-socket = Signalling (WebSocket)
line-echo = { $answered } of { $all } answers, { $median } ms there and back, variation { $jitter } ms
line-row-udp = Detour over UDP
line-row-tcp = Detour over TCP
line-row-tls = Detour over TLS
line-absent = not offered by this server
line-unreached = not reached
line-silent = answers but lets nothing through
line-reached = reached
line-row-stream = Throughput over the detour, both directions at once
line-stream = { $kbps } of 2000 kbit/s, { $lost } % lost, { $delay } ms there and back, variation { $jitter } ms
line-not-measured = not measured
line-row-camera = Camera
line-row-microphone = Microphone
line-row-browser = Browser
line-there = there
line-missing = missing
line-doors = What a firewall has to let through
line-door-pages = { $address } (TCP, WebSocket, too)
line-private = The report names neither people nor the address of your device.
line-copy = Copy the report
line-copied = The report is copied.
line-not-copied = The browser did not allow copying.
line-print = Print
line-report-title = Heilsam: connection test
