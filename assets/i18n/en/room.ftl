# Waiting room and call as the practice sees them.

room-title = Waiting room
room-devices = Turning on camera and microphone …
room-unsupported-title = This browser cannot do video consultations
room-unsupported-text = Please open Heilsam with a current Firefox, Chrome, Edge or Safari.
room-connecting = Opening the waiting room …
room-alone = The waiting room is open. Nobody is here yet.
room-verifying = Somebody has come. Checking the invitation …
room-waiting = { $name } is waiting.
room-consent = Consent { $version }
room-compare = The invitation went by e-mail or text message. Call briefly and compare the number before you let the person in.
room-code-dead = The code was entered wrongly three times and is no longer valid. The link still is.
room-admit = Let in
room-refuse = Turn away
room-close = Close the waiting room
room-end-title = Video consultation over
room-end-own = You ended the consultation.
room-end-other = The other side hung up.
room-end-over = This appointment is over or cancelled.
room-end-taken = This consultation is open on another device.
room-end-not-allowed = Only the doctor who sent the invitation can take part.
room-end-unsafe = The connection was ended for protection: the other side was not the invited person, or somebody changed the data.
room-end-many = Too many tries. Please wait a few minutes.
room-end-lost = The connection was lost and could not be restored.
room-end-version = Please reload the page.
room-back = Back to the overview
