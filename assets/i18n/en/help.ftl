# Help in the app for practices.

help-here = Help with this page
help-title = Help
help-lead = First the topic of the page that you come from.
help-print = Print help
help-support-email = Questions to the operator by e-mail:
help-support-phone = Questions to the operator by telephone:
help-manuals = Everything with pictures, to read and to print:
help-manuals-link = Manuals as PDF
help-calendar = Looking at appointments
help-calendar-text = The calendar shows a day, a week or a list. Move appointments with the mouse; with the keyboard you open an appointment and choose “Move”.
    Only your practice can read the names. The server knows nothing but when a room is open.
help-plan = Planning an appointment
help-plan-text = For a call at once the name is enough. For later you choose day and time, also as a series or an open consultation hour.
    If the server shall send the invitation, choose that beforehand. Then you compare the security number when the call begins.
help-hand-over = Handing the invitation over
help-hand-over-text = Copy the link, write an e-mail, print the sheet or read the code out. The invited person needs no account.
    Whoever has the invitation can enter the waiting room. You decide whom to let in.
help-waiting = The waiting room
help-waiting-text = Here you see everybody whose time has come, and hear a sound when somebody comes. Nobody sees or hears the others.
    On the other pages of the app the number of those who wait stands before the title of the window. Sound and message are set under “Account”.
    You can send those who wait a word. If you do not know the person, have the insurance card shown to the camera.
help-call = The call
help-call-text = Say at the beginning who is in the room. Nobody may record; there is no function for it.
    Beneath the picture are chat, documents, sharing the screen, full screen and the choice of devices. PDF files and pictures go directly to the other side.
    If the connection breaks, stay on the page: it comes back by itself.
    You can blur the background; the button for it is below the picture. A little of the room may be seen at the edges. If your device is too slow, the blur goes off and the call says so. A wall behind you is safe. There are no captions.
    Whether camera, sound and connection work at your place is checked under “Account”, “Check devices and network”. The report there also says what a firewall has to let through.
help-papers = Papers
help-papers-text = Hand-out and consent for patients and what your association of physicians wants are made on this device as PDF; the page says step by step what to do with it. The server does not read your data. In a practice with a team, the person who is named as main user saves the data of the practice for everybody.
help-proof = The proof
help-proof-text = Only verified doctors may hold video consultations. Hand in numbers and a document; two people at the operator check it. With a signature from your health professional card, only one person checks, where the operator offers this.
    Until then you can look at everything and prepare it. Who registered without a code can only hand in the proof until then; without one the account is deleted after 30 days.
help-contract = The contract
help-contract-text = Here you find your details as a party to the contract, the plan, the invoices and the documents. You can give three months' notice to the end of a quarter, and take it back until the last day.
help-team = Practice and team
help-team-text = Whoever sets up the practice invites doctors and practice staff with a code and releases them. They release every further device, too. Everybody sees and plans the appointments; the consultation is held only by the doctor who is named.
    Somebody whom you remove reads no new appointments. When you hand an appointment over to a colleague, the invited person needs the new link; the code stays valid.
    Practice staff see in the waiting room for whom somebody waits, and can leave a short message.
help-account = Account and devices
help-account-text = Print the recovery sheet and put it into the safe: it gets you back in if you lose your passphrase or device.
    On the page “Account” you see where you are logged in, and end what you do not know.
