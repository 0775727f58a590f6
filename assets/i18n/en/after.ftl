# After the call: notes, text for the practice software, billing.

after-notes = Your notes
after-notes-hint = They lie encrypted on this device until you delete them.
after-copy = Copy text for the practice software
after-copied = The text is copied.
after-not-copied = The browser does not allow copying. Please mark your notes yourself.
after-forget = Delete notes
after-not-forgotten = The notes are still there
after-forgotten = The notes are deleted.
after-summary-what = Video consultation on { $at }
after-summary-conference = Case conference on { $at }
after-summary-who = Person: { $name }
after-summary-remark = Reason: { $text }
after-billing = Hints for billing
after-billing-check = Please check every number in the schedule in force. This list is second-hand and not complete.
after-billing-video = For video consultations only
after-billing-practice = By video as in the practice
after-billing-code = Number
after-billing-what = What for
after-billing-until = Valid until
after-billing-open = no end known
after-billing-source = Source
after-billing-unchecked = { $source }, to be checked
