# The diary: entries of all kinds, history, numbers, help.

kind-blood-pressure = Blood pressure
kind-pulse = Pulse
kind-weight = Weight
kind-medication = Medicine
kind-side-effect = Symptom
kind-activity = Activity
kind-sleep = Sleep
kind-mood = Mood
kind-note = Note

value-pulse = { $count } per minute
value-irregular = irregular
value-weight = { $kilograms } kg
value-taken = { $medicine }: taken
value-skipped = { $medicine }: not taken, { $reason }
value-suspected = { $text } (suspected: { $medicine })
value-activity = { $what }, { $minutes } minutes, { $effort }
value-steps = { $count } steps
value-sleep = { $hours } h { $minutes } min ({ $from } to { $until }), { $quality }
value-awake = { $count ->
    [0] did not wake up
    [one] woke up once
   *[other] woke up { $count } times
}

unit-tablet = tablets
unit-drop = drops
unit-milligram = mg
unit-millilitre = ml
unit-puff = puffs

skip-forgotten = forgotten
skip-side-effect = because of side effects
skip-ran-out = none left
skip-low = because of low readings or dizziness
skip-doctor = on my doctor's advice
skip-not-wanted = did not want to
skip-other = another reason

effect-dizziness = Dizziness
effect-fainting = Fainting or a fall
effect-cough = Dry cough
effect-swollen-face = Swollen face, lips or tongue
effect-swollen-legs = Swollen ankles or legs
effect-headache = Headache
effect-tiredness = Tiredness
effect-nausea = Nausea, vomiting or diarrhoea
effect-cramps = Muscle cramps
effect-slow-heartbeat = Slow heartbeat
effect-palpitations = Pounding or skipping heart
effect-rash = Skin rash
effect-sexuality = Problems with sex
effect-passing-water = Passing water often at night
effect-other = Something else

severity-mild = mild
severity-moderate = bothers me
severity-severe = severe

activity-walking = Walking
activity-cycling = Cycling
activity-swimming = Swimming
activity-gymnastics = Gymnastics
activity-strength = Strength training
activity-gardening = Gardening
activity-housework = Housework
activity-dancing = Dancing
activity-other = Other activity

effort-light = light
effort-moderate = moderate
effort-vigorous = hard
effort-light-long = Light: I could sing while doing it.
effort-moderate-long = Moderate: I can talk, but not sing.
effort-vigorous-long = Hard: I can only say a few words.

restful-1 = not restful at all
restful-2 = hardly restful
restful-3 = somewhat restful
restful-4 = restful
restful-5 = very restful

feeling-1 = very bad
feeling-2 = bad
feeling-3 = so-so
feeling-4 = good
feeling-5 = very good

tense-1 = very calm
tense-2 = calm
tense-3 = a little tense
tense-4 = tense
tense-5 = very tense

entry-kind = What would you like to enter?
entry-choose = Please choose
entry-rate = Pulse at rest
entry-rate-hint = Counted after five minutes of rest, or read from the device.
entry-irregular = The pulse was irregular
entry-irregular-hint = It skipped, or the device showed it.
entry-weight = Weight
entry-weight-hint = Preferably in the morning, before breakfast.
entry-weight-unit = kg
entry-medicine = Name of the medicine
entry-medicine-hint = As it says on the package, for example “Ramipril 5 mg”.
entry-medicine-known = Entered recently
entry-taken = Did you take it?
entry-taken-yes = Yes, taken
entry-taken-no = No, skipped
entry-skipped = Why not?
entry-amount = Amount (optional)
entry-unit = Unit
entry-effect = Which symptom?
entry-words = In your words
entry-severity = How severe?
entry-suspected = Suspected medicine (optional)
entry-suspected-hint = Do not stop taking anything without asking your practice.
entry-activity = What did you do?
entry-minutes = For how long?
entry-minutes-unit = minutes
entry-effort = How hard was it?
entry-steps = Steps (optional)
entry-steps-unit = steps
entry-asleep = Fell asleep at
entry-awake = Woke up at
entry-quality = How restful was your sleep?
entry-awakenings = Woke up at night (optional)
entry-awakenings-unit = times
entry-mood = How are you?
entry-tension = How tense are you? (optional)
entry-when-awake = Day you woke up
entry-time = Time
entry-error-choose = Please choose something.
entry-error-decimal = Please enter a number only, such as 82 or 82.5.
entry-error-precise = At most { $decimals } digits after the point, please.
entry-error-possible = The value must be between { $min } and { $max }. Please check again.
entry-error-long = This is too long: at most { $limit } characters.
entry-error-night = The night must be between 10 minutes and 20 hours long. Are both times right?
entry-error-awake = This time is still in the future. Please check the time and the day.
entry-error-words = Please write something.
entry-doubt-weight = The weight is unusual.
entry-doubt-long = That is very long for a single activity.
entry-doubt-steps = That is a lot of steps for this time.
entry-doubt-sleep = This night is unusually short or long.
entry-doubt-twice = The same values are already in the diary, entered a few minutes ago.
entry-doubt-far = The upper value is far from all your values of the last 30 days.
entry-doubt-jump = The weight differs a lot from the last one.
entry-doubt-intake = This intake is already in the diary.
entry-doubt-overlap = This night overlaps with another one.
entry-doubt-day = Sleep and activity on this day add up to more than 24 hours.
entry-doubt-ago = That is more than a year ago.
entry-doubt-effort = You entered an activity shortly before. Values measured at rest tell you more.

version-title = { $count ->
    [one] One earlier version
   *[other] { $count } earlier versions
}
version-written = Written on { $when }
version-deleted = Deleted
version-with-note = { $values } – { $note }
deleted-title = { $count ->
    [one] One deleted entry
   *[other] { $count } deleted entries
}
deleted-when = Deleted on { $when }
deleted-restore = Bring back
deleted-restore-label = Bring back the entry deleted on { $when }
deleted-restored = The entry is back.

history-filter = Kind of entries
history-all = All
chart-minutes = minutes
chart-hours = hours
chart-mood = Mood
chart-tension = Tension
chart-of-five = of 5

numbers-title = Summary
numbers-pressure = Averages of your blood pressure
numbers-when = Period
numbers-average = Average
numbers-count = Readings
numbers-week = Last 7 days
numbers-morning = Mornings
numbers-evening = Evenings
numbers-all = All values
numbers-below = Below 135 over 85
numbers-percent = { $percent }% of the readings on { $days ->
    [one] one day
   *[other] { $days } days
}
numbers-highest = Highest reading
numbers-lowest = Lowest reading
numbers-extreme = { $systolic } over { $diastolic } on { $day }
numbers-incomplete = For a reliable weekly average, please measure on at least three days, in the morning and in the evening.
numbers-last = Latest
numbers-change = Change since { $day }
numbers-taken = Taken
numbers-taken-of = { $taken } of { $planned } entries ({ $percent }%)
numbers-times = { $count } times
numbers-movement = Activity by week
numbers-from-monday = Week from
numbers-counted = Counts towards the goal
numbers-days = Days
numbers-movement-goal = The goal is 150 minutes a week. Hard minutes count double, light ones do not count.
numbers-sleep = Sleep by week
numbers-length = { $hours } h { $minutes } min
numbers-restful = Restful (1 to 5)
numbers-nights = Nights

advice-title = This is important now
advice-lead = Your entry is saved.
advice-crisis = All emergency numbers and help
advice-call-doctor = Call 116 117

help-link = Emergency help
help-title = Emergency help
help-lead = This page works without logging in and without internet.
help-call = Call { $number }

import-link = Import values from another app
import-title = Import values
import-lead = From another DiGA (XML or JSON), from another Heilsam account, or from a table (CSV) from your device. The file stays on this device.
import-file = Your file
import-file-hint = You see a preview first. Only what you confirm is imported.
import-unreadable = The file cannot be read. Please choose it again.
import-empty = The file is empty.
import-too-large = The file is too large. Please choose a shorter period in the other app.
import-not-text = This is not a table. Please choose CSV as the export format in the other app.
import-open-quote = A quotation mark in line { $line } is not closed.
import-no-date = We found no column with the date. Please choose it below.
import-no-values = We found no column with blood pressure, pulse or weight. Please choose it below.
import-preview = Preview
import-counts = { $ready ->
    [one] One entry can be
   *[other] { $ready } entries can be
} imported, { $refused ->
    [one] one line
   *[other] { $refused } lines
} cannot.
import-ambiguous = Day and month could be the other way round. Please check the days in the preview and change the order below if needed.
import-ready = These entries are imported
import-line = Line
import-values = Values
import-take = { $count ->
    [one] Import one entry
   *[other] Import { $count } entries
}
import-done = { $count ->
    [one] One entry was
   *[other] { $count } entries were
} imported.
import-refused = { $count ->
    [one] One line is
   *[other] { $count } lines are
} not imported
import-refused-caption = Lines that are not imported
import-reason = Reason
import-cell = It says
import-columns = Check and change the columns
import-order = Order of the date
import-column = Column { $number } (for example: { $example })
column-ignored = Do not import
column-date = Date (and time)
column-time = Time
order-day = Day, month, year
order-month = Month, day, year
order-year = Year, month, day
refusal-moment = Date or time cannot be read.
refusal-future = The time lies in the future.
refusal-no-such-time = This time did not exist on that day (the clocks changed).
refusal-no-value = The line contains no value.
refusal-pressure = The blood pressure is incomplete or impossible.
refusal-pulse = The pulse is impossible.
refusal-weight = The weight is impossible.
refusal-note = The note is too long.
refusal-there = Already in the diary.
history-value = { $systolic } over { $diastolic }
history-value-pulse = pulse { $pulse }
