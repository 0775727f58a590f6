# The programme: modules, quiz, questionnaires, goals and reminders.

content-failed = This content cannot be loaded right now. Please check your connection. You can continue your diary.

nav-programme = Programme

programme-title = Programme
programme-week = Week { $week } of { $weeks }
programme-over = All weeks are complete
programme-done = { $percent }% done
programme-modules = All modules
programme-purpose = Who the programme is for
programme-rest = Pause the programme
programme-begin = Begin the programme
programme-follow-up = New prescription
programme-follow-up-text = Would you like to begin the programme again? What you have done stays saved.
programme-go-on = Go on where I was
programme-go-on-so = No, just go on
programme-anew = Begin again
programme-earlier = Earlier rounds
programme-earlier-one = Begun on { $day }, { $percent } % done
programme-taken-back = Answers taken back
programme-taken-back-one = { $what }: answered on { $day }, taken back by you: { $at }
suitable-for = Who the programme is for
suitable-not-for = It is not suitable if any of this applies to you:
suitable-question = Does any of this apply to you?
suitable-none = No, none of these.
suitable-agreed = Yes. My practice has agreed that I follow the programme.
suitable-ask = Yes. I have not asked yet.
suitable-first = Please ask your practice first. You can continue your diary.
suitable-known-none = On { $day } you said: none of these applies to you.
suitable-known-agreed = On { $day } you said: something applies to you, and your practice has agreed.
suitable-known-still = Is this no longer true? Then please change your answer.
suitable-change = Change my answer

hint-more = Read more: { $title }
next-title = Your next step
next-begin = Twelve weeks, each with a topic, an exercise and a few questions.
next-begin-button = To the programme
next-read = Read: { $title }
next-read-button = Read
next-exercise = Exercise of the week: { $title }
next-exercise-button = To the exercise
next-quiz = { $count ->
    [one] One question is
   *[other] { $count } questions are
} waiting for you.
next-quiz-button = Answer the questions
next-rest = That is all for today.
next-finished = The programme is over. You can still read all modules.
next-follow-up = You have a new prescription. In the programme you choose whether to begin anew.
next-resting = The programme is paused
next-resting-text = These days do not count. Continue whenever you like.
next-go-on = Continue

stop-title = The programme pauses
stop-why = The reason:
stop-text = Call your practice if you have not done so yet. The programme goes on once a doctor has agreed. You can go on reading, and your diary stays open.
stop-agreed = I have talked to my practice
stop-exercise-title = Exercises with movement rest
stop-exercise-text = Do such exercises again only when this is settled. If you are not sure, call your practice. Reading and measuring go on.
stop-exercise-agreed = This is settled
mistake = That was a mistake
mistake-title = Take the answer back?
mistake-what = You answered the question about symptoms with yes ({ $day }). That meant:
mistake-means = Take this back only if you had none of these symptoms. What rests because of this answer then goes on, without your practice having agreed. What your readings and other answers stop goes on resting.
mistake-else = If you had symptoms, take nothing back and call your practice. If you have any now, call 112 at once.
mistake-kept = Your answer is not deleted. The programme's page says when you gave it and when you took it back.
mistake-no = The answer was right
mistake-yes = I had no symptoms

module-ahead = from week { $week }
module-open = New
module-begun = Begun
module-done = Done
module-progress = { $read } of { $sections } sections read, exercise on { $days } of { $planned } days, { $known } of { $questions } questions answered correctly
module-step = Week { $week }, { $minutes } minutes of reading
module-all = All modules
module-gone = This module no longer exists.
module-begin-first = Your progress counts as soon as you have begun the programme.
module-mark-read = I have read this
module-was-read = Read
module-exercise = Exercise
module-exercise-plan = On { $days } days of the week, { $minutes } minutes each
module-exercise-held = Please do not do this exercise yet. What you told us lately speaks against it.
module-exercise-done = Done on { $done } of { $days } days
module-exercise-today = Done today
module-exercise-mark = Done today
module-sources = Sources and review
module-reviewed = Reviewed on { $day } by { $by }. Next review by { $next }.

quiz-title = Questions to remember
quiz-lead = Questions come back until you are sure of the answer.
quiz-none = There are no questions for today.
quiz-number = Question { $number } of { $total }
quiz-check = Check the answer
quiz-right = Right
quiz-wrong = Not right yet
quiz-again = This question comes back on { $day }.
quiz-end = Those were all the questions for today.

assessments-link = Questionnaires
assessments-title = Questionnaires
assessments-lead = They are voluntary. Your answers are encrypted like your diary.
assessments-all = All questionnaires
assessment-now = Now, until { $day }
assessment-later = Again from { $day }
assessment-done = Finished
assessment-open = Begun
assessment-start = Begin
assessment-resume = Continue
assessment-results = See your result
assessment-again = Answer again
assessment-gone = This questionnaire no longer exists.
assessment-about = { $count } questions, one after the other. You can stop at any time and continue later.
assessment-private = Nobody sees your answers unless you share them yourself. Your practice is not notified either.
assessment-number = Question { $number } of { $total }
assessment-finish = Finish
assessment-stop = Continue later
assessment-saved = Every answer is saved at once. You can skip questions that do not apply to you.
assessment-kept = The questionnaire you began stays saved. With a follow-up code you can go on.
assessment-required = Please answer this question.
assessment-wrong = This answer is not possible. Please check it.
assessment-too-few = Please choose at least { $least }.
assessment-too-few-given = Please give at least { $least }.
assessment-twice = You have already given this answer.
assessment-too-many = Please choose at most { $most }.
assessment-too-small = At least { $least }, please.
assessment-too-large = At most { $most }, please.
assessment-too-short = This is too short. At least { $least } characters are needed.
assessment-too-long = This is too long. At most { $most } characters are possible.
assessment-too-precise = { $most ->
    [0] Please enter a number without decimal places.
    [one] At most one decimal place is possible.
   *[other] At most { $most } decimal places are possible.
}
assessment-steps = { $first } is possible, and from there on steps of { $step }.
assessment-shape = Please write it like this: { $format }
assessment-whole-number = Please enter a whole number.
assessment-a-number = Please enter a number.
assessment-unsaved = This answer is not saved yet.
assessment-yes = Yes
assessment-no = No
assessment-own = Something else, in your words
assessment-own-words = Your words
assessment-entry = Entry { $number }
assessment-entry-add = Another entry
assessment-entry-remove = Remove entry { $number }
assessment-entry-removed = Entry { $number } is removed.
assessment-entry-undo = Undo
assessment-entry-most = At most { $most } entries are possible here.
slider-none = Not answered yet
slider-stands = The slider is at { $value }. This is not an answer yet. Move it, or take this value.
slider-take = Take this value
slider-back = Take the answer back
slider-end = { $value }: { $meaning }
assessment-ends = { $first } means: { $low }. { $last } means: { $high }.
assessment-thanks = Thank you. You answered on { $when }.
result-title = Your result
result-when = From { $when }
result-points = { $value } points
result-unit = points
result-missing = Too many answers are missing for a result ({ $count }).
result-better = Better than last time ({ $before }).
result-same = About the same as last time ({ $before }).
result-worse = Worse than last time ({ $before }).
result-no-diagnosis = The result is not a diagnosis. Talk to your practice about it if it worries you.
result-chart = Your results over time
result-chart-of = { $scale } over time
result-chart-parts = The single areas over time

survey-why = A survey required by law. It is voluntary and has no influence on your treatment.
survey-until = Possible until { $day }.
survey-take = Take part
survey-decline = Do not take part

plan-link = Goals and reminders
plan-title = Goals and reminders
plan-lead = You decide. Nothing is chosen in advance.
plan-goals = Goals for the week
plan-goal-number = How many times a week?
plan-goal-minutes = How many minutes a week?
plan-goal-choose = Choose this goal
plan-goal-choose-label = Choose this goal: { $title }
plan-goal-drop = Drop the goal
plan-goal-drop-label = Drop the goal: { $title }
plan-goal-progress = { $done } of { $target } this week
plan-reminders = Reminders
plan-reminders-text = They appear in the app while it is open.
plan-reminders-messages = Get a message as well when the app is closed
plan-reminders-never = Reminders that you never want
plan-reminder-time = Time
plan-reminder-days = Days of the week
plan-reminder-setting = Do you want a reminder?
plan-reminder-on = Yes
plan-reminder-off = Not at the moment
plan-reminder-never = Never, and do not offer it again
plan-reminder-save = Save the reminder
plan-reminder-saved = Saved.
plan-reminder-next = Next reminder: { $when }
plan-reminder-no-day = Please choose at least one day.
plan-reminder-no-time = Please enter a time.
plan-needs-course = Goals belong to the programme. Please begin the programme first.
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
reminder-title = Reminder
reminder-later = Again in 30 minutes
reminder-done = Done

assessments-waiting = { $count ->
    [one] One questionnaire is
   *[other] { $count } questionnaires are
} waiting for you. Taking part is voluntary.
assessments-open = Open questionnaires

about-title = Who Heilsam is for
about-what = What Heilsam does
about-diary = Diary for blood pressure, pulse, weight, medicines, symptoms, activity, sleep and mood, with notes and photos
about-programme = Twelve-week programme with texts, exercises and questions
about-questions = Voluntary questionnaires with results in plain words
about-export = Taking all entries along, also into your electronic patient record
about-devices = Readings from devices with Bluetooth and from files of other apps
about-plan = Goals for the week, reminders, and messages if you want them
about-report = Report for the practice as PDF
about-sharing = Showing entries to a practice, and ending that at any time
about-appointments = Appointments and video consultations of your practice
about-purpose = Intended purpose
about-price = What Heilsam costs
about-price-text = With an activation code from your health insurer you pay nothing. There is nothing to buy in the app, and there are no advertisements.
about-no-replacement = Heilsam does not replace medical treatment. Only change your medicines after talking to your practice.
about-reviewed = Content reviewed on { $day } by { $by }.
welcome-about = Who Heilsam is for, what it does and what it costs
