# After the call: notes, text for the practice software, billing.

after-notes = Your notes
after-notes-hint = They stay encrypted on this device only, until you delete them or log out. You find them again with the appointment and under “Account”.
after-copy = Copy text for the practice software
after-copied = The text is copied.
after-not-copied = The browser does not allow copying. Please select your notes yourself.
after-forget = Delete notes
after-not-forgotten = The notes are still there
after-forgotten = The notes are deleted.
after-summary-what = Video consultation on { $at }
after-summary-conference = Case conference on { $at }
after-summary-who = Person: { $name }
after-summary-remark = Reason: { $text }
after-summary-consent = Consent to the video service: version { $version }, checksum { $hash }, received on { $at }
after-summary-informed = Information on the video service read: version { $version }, checksum { $hash }, received on { $at }
after-summary-consent-unknown = Consent to the video service was given to a text that this program does not know: version { $version }, checksum { $hash }, received on { $at }
after-of-call = Notes on this call
after-billing = Billing hints
after-billing-check = Please check every code in the fee schedule in force. This list is not complete, and was compared with stored copies only.
after-billing-video = For video consultations only
after-billing-practice = By video and in the practice
after-billing-code = Number
after-billing-what = What for
after-billing-valid = Valid
after-billing-since = since { $day }
after-billing-since-latest = since { $day } at the latest
after-billing-until = until { $day }
after-billing-open = no end known
after-billing-source = Source and comparison
after-billing-compared = { $source }. Compared with: { $against }.
after-billing-state = { $against }, as of { $day }
after-billing-state-unknown = { $against }, day not known
after-billing-left = { $compared }. Not compared: { $left }
after-billing-unchecked = { $source }. Not compared with the fee schedule.
after-quota = How many cases you may treat by video only
after-quota-since = In force since { $day }. Source: { $source }, to be checked.
after-quota-stale = This note is out of date: nobody has checked since { $day } whether the rule still applies. Please look at the KBV website.
after-quota-unknown = This note knows of no rule for this day. Please look at the KBV website.
after-quota-page = Open the KBV page on video consultations

identity-title = Not known yet? Check the insurance card
identity-when = Needed when the person was with you neither in this quarter nor in the one before. To bill: EBM 01444, to be checked.
identity-show = Ask the person to hold the insurance card into the camera.
identity-compare = Compare name and photo of the card with the person.
identity-take = Take insurer, name, date of birth and insurance number over into your practice software.
identity-ask = Ask whether the insurance is still in force. A spoken yes is enough.
identity-note = Put it into the notes
identity-line = Insurance card checked in the camera, insurance cover confirmed verbally.

noted-title = Notes on this device
noted-text = Here are your notes on all calls, also when the appointment has left the calendar. They are on this device only.
noted-none = There are no notes on this device.
noted-open = Notes
practice-logout-text = Everything on this device is deleted. Your name, the details for your papers and your notes on calls are only here and will be lost. Your appointments remain on the server, encrypted.
practice-logout-notes = There are notes on { $count ->
    [one] one call
   *[other] { $count } calls
} on this device. Copy what you still need before.
practice-logout-unread = Whether there are notes on calls on this device could not be read just now. What is here is gone after logging out.
