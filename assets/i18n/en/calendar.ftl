# The practice's calendar: plan, move, cancel.

calendar-look = View
calendar-look-day = Day
calendar-look-week = Week
calendar-look-list = List
calendar-week = { $from } to { $to }
calendar-all = All appointments
calendar-today = Today
calendar-day-before = Previous day
calendar-day-after = Next day
calendar-week-before = Previous week
calendar-week-after = Next week
calendar-is-today = , today
calendar-add = Plan an appointment on { $day }
calendar-free = No appointments
calendar-unnamed = Without a readable name
calendar-open-hour = Open consultation hour
calendar-zone = All times are German time. Your device's clock shows a different time.
calendar-keys = Keyboard shortcuts
calendar-keys-text = While you are in the calendar: D day, W week, L list, H today, N new appointment, left and right arrows to turn the page. With a mouse, drag an appointment to another time. Without one, open it and choose “Move”.
calendar-minutes =
    { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
calendar-hours = { $count } hours

plan-series = As a series
plan-series-detail = Several appointments at the same time of day, each with its own invitation
plan-hour-detail = A period into which you invite several people
plan-hour-name = Name, if you like
plan-length = Length
plan-every-label = Interval
plan-every =
    { $weeks ->
        [one] Every week
       *[other] Every { $weeks } weeks
    }
plan-count-label = Number
plan-count = { $count } appointments
plan-more = Add a remark
plan-remark = Remark
plan-remark-hint = For your practice only. The server cannot read it.
plan-make-series = Plan series
plan-make-hour = Plan consultation hour
plan-series-made = { $count } appointments have been planned.
plan-series-part = { $made } of { $wanted } appointments have been planned. The rest are missing: please look at the calendar before you try again.
plan-error-clock = This time does not exist on one of the days: the clocks go forward. Please choose another.
plan-conflict-title = Something is already planned at this time
plan-conflict-text = You can plan the appointment anyway.
plan-conflict-more = and { $count } more
plan-conflict-unknown = Your calendar could not be read just now. Please check yourself whether something is already entered at this time.

move-title = Move
move-lead = { $name }, currently { $at }
move-when = New start
move-make = Move appointment
move-unsure = The change may have arrived. Try again as soon as the connection is back: then what you entered last holds.
move-unsure-hour = The consultation hour may be moved already, but not yet for everybody who was invited. Try again as soon as the connection is back: then what you entered last holds for everybody.
move-done = The appointment has been moved. Link and code stay valid.
move-tell = Link and code stay the same. Please let the person know the new time, for example with “Write an e-mail”.
move-tell-hour = Everybody who was invited into this consultation hour moves with it. Link and code stay the same. Please tell them the new time.

reminders-title = Reminders
reminders-text = Whoever wants it gets a message with time and link on the working day before the appointment. You choose whether somebody wants to be reminded when you send the invitation.
reminders-tomorrow = Tomorrow: { $all ->
    [one] 1 appointment
   *[other] { $all } appointments
}, { $count } with a reminder
reminders-until = Until { $day }: { $all ->
    [one] 1 appointment
   *[other] { $all } appointments
}, { $count } with a reminder
reminders-send = { $count ->
    [one] Send 1 reminder
   *[other] Send { $count } reminders
}
reminders-done = All reminders are sent.
reminders-sms = { $count } of them by SMS; each costs { $price }, the operator says.
reminders-automatic = Send them automatically while the app is open
reminders-automatic-text = Counts for this device. Between 8 in the morning and 8 in the evening.
remind-to = To { $to }
remind-now = Remind now
remind-again = Remind once more
remind-forget = Do not remind any more, delete the address
remind-forgotten = The address is deleted.
remind-due = Not reminded yet.
remind-on-its-way = The reminder is being sent.
remind-sent = Reminded: { $when }.
remind-refused = The address was not accepted. Invite the person once more at the right address.
remind-failed = The reminder could not be sent. Try it once more.
remind-unclear = It is not known whether the reminder arrived.

describe-title = Change name or remark
describe-name = Name
describe-do = Save the change
describe-done = Name and remark are changed. Link and code stay valid.
describe-now = Entered now: { $name }
describe-now-remark = Remark: { $remark }

hour-invite = Invite somebody into this consultation hour
hour-guests = Invited
hour-no-guests = Nobody yet.
hour-cancel-text = The consultation hour is cancelled for everybody who was invited. Their links and codes stop working.

invitation-change = Change the appointment
invitation-file = Save calendar file
invitation-file-saved = The calendar file has been saved. You can attach it to the e-mail.
invitation-file-failed = The browser did not accept the calendar file.
invitation-mail-subject-plain = Video consultation
invitation-mail-cancel = Can you not come? Cancel here, without logging in: { $link }
invitation-cancel-link = Link for cancelling
invitation-print-cancel = Can you not come? Scan this small picture, or call the practice. With the code alone you cannot cancel.
invitation-print-cancel-link = Cancel: { $link }
invitation-print-cancel-qr = Link for cancelling as QR code
invitation-print-phone = Telephone of the practice: { $phone }
invitation-cancelled-by-patient = The invited person has cancelled this appointment.
invitation-cancel-series = Cancel this one and all later ones ({ $count })
invitation-series = Appointment { $number } of { $count } of this series
invitation-series-this = (this one)
invitation-of-hour = Belongs to: { $name }
invitation-print-duties = Please make sure that you are in a closed room where nobody disturbs you. Nobody may record the conversation.
plan-carer = With nursing staff or a relative
plan-carer-detail = The invitation says that somebody else should be present.
plan-carer-badge = accompanied

calendar-conference = Case conference
plan-conference-detail = A call of doctors and nursing staff, without a patient
plan-conference-name = Who are you inviting? (name and workplace)
others-title = More people
others-text = Relatives, carers, interpreters or a second opinion: every person gets an invitation of their own. You bring them from the waiting room into the running call. At most four people can take part, including you.
others-name = Name of the person
others-role = Takes part as
others-make = Make the invitation
invitation-of-call = Invited to the call with { $name }
