# Outcome reporting: the datasets of Anlage 4 for the report to BfArM.

reports-title = Outcome reporting
reports-lead = The numbers for the report under §§ 23a to 23d DiGAV, by quarter, handed in without names.
reports-none = No numbers yet
reports-none-text = As soon as the first quarter is closed, its numbers appear here.
reports-how = How the numbers come about
reports-how-text = Each device counts for itself. Whoever has consented sees their numbers and releases them each time. They arrive without a login, with a one-time token that nobody can trace to a person.
reports-how-small = Heilsam shows nothing about fewer than ten people. Not as the difference of two numbers either: then both are missing.
reports-quarter = Quarter { $number } of { $year }
reports-due = Report to BfArM by { $day }
reports-collecting = Numbers for this quarter are still accepted, until { $day }.
reports-collecting-why = Heilsam shows nothing before then. Otherwise two looks would tell who handed in between them.
reports-too-few = Fewer than ten people handed in numbers. So there is nothing to see here.
reports-users = { $count } people handed in their numbers. The numbers no longer change.
reports-save = Save the table (CSV)
reports-not-saved = The browser did not allow saving.
reports-statement = Text for the report
reports-copy = Copy the text
reports-copied = The text is in the clipboard.
reports-not-copied = The browser does not allow copying. Please select the text.
reports-statement-text =
    Datasets under § 23c(5) and § 23d(4) and (5) DiGAV (Anlage 4) for { $quarter }.
    The population is the { $users } users whose course of use ended in this quarter, who consented under § 4(2) sentence 1 no. 3 DiGAV and handed in their numbers; numbers were taken until { $closes }.
    The numbers were made on the users' devices and handed in without any relation to an account. Minutes per week are rounded to 5 (480 at most), uses are 50 per week at most, days until dropping out are rounded to 5.
    Whoever did not answer counts in the denominators of shares, not in the values. Answers about the state of health are counted from 1 (very much worse) to 7 (very much better).
    { $hidden } rows are not shown because they would tell about fewer than ten people.
reports-row = Item
reports-group = Group
reports-all = all
reports-with = with drop-outs
reports-without = without drop-outs
reports-counts = Counts and shares
reports-count = Count
reports-percent = Percent
reports-values = Values
reports-answers = Answers one by one
reports-answer = Answer
reports-promoters = Promoters (9 to 10)
reports-passives = Passives (7 to 8)
reports-detractors = Detractors (0 to 6)
reports-mean = Mean
reports-deviation = Standard deviation
reports-minimum = Minimum
reports-maximum = Maximum
reports-median = Median
reports-lower = Lower quartile
reports-upper = Upper quartile
reports-week = Week { $week }
reports-week-head = Week
reports-all-weeks = All weeks: { $name }
reports-hidden = { $name }: not shown, it would be fewer than ten people.
reports-not-told = not shown
row-usage-1 = Minutes per week
row-usage-2 = Uses per week
row-usage-3 = Ended early, count
row-usage-4 = Ended early, share
row-usage-5 = Days of use until dropping out
row-usage-6 = Used until the end, count
row-usage-7 = Used until the end, share
row-health-1 = State of health: answers
row-health-2 = State of health: share of answers
row-health-3 = Change of the state of health (1 to 7)
row-satisfaction-1 = Satisfaction: answers
row-satisfaction-2 = Satisfaction: share of answers
row-satisfaction-3 = Easy to understand (0 to 10)
row-satisfaction-4 = Worked reliably (0 to 10)
row-satisfaction-5 = Helped with questions (0 to 10)
row-satisfaction-6 = Understand my illness better (0 to 10)
row-satisfaction-7 = Recommendation (0 to 10)
