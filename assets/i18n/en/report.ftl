# The report for the practice: on the screen, as PDF, on paper.

report-link = Report for the practice
report-link-text = One page for your doctor, followed by all values. As a PDF or printed.
report-open = Open the report
report-title = Report for the practice
report-lead = One page for your doctor, followed by all values. The report is created on your device.
report-name = Your name on the report
report-name-hint = Optional. It appears on the report only, not on the server.
report-birth = Your date of birth
report-content = What the report contains
report-with-values = All values as tables
report-with-values-detail = Otherwise only the summary on one page.
report-with-scores = Questionnaire results
report-with-notes = Your notes
report-with-notes-detail = What you added in your own words.
report-save = Save as PDF
report-print = Print
report-data = The same values as a file for a computer program (FHIR)
report-preview = Preview
report-empty-title = Nothing to report yet
report-empty-text = As soon as you have entered values, you can create a report here.
report-error = The PDF could not be created. The first time, this needs an internet connection. Printing works without one.
report-done-title = The report is saved
report-done-text = You will find it in your downloads. It is not encrypted: give it only to people who may see it.
report-again = Save again

print-title-pressure = Blood pressure report
print-file = heilsam-report-{ $day }.pdf
print-about-name = Name
print-about-birth = Born on
print-about-period = Period
print-about-made = Created on
print-about-photos = Photos
print-photos = { $count ->
    [one] One photo belongs to the entries. It is not printed here.
   *[other] { $count } photos belong to the entries. They are not printed here.
}
print-period = { $first } to { $last }
print-page = Page { $page } of { $pages }
print-overview = Overview
print-pressure = { $systolic }/{ $diastolic }
print-figure-week = Average over 7 days (mmHg)
print-figure-week-detail = { $first } to { $last }: { $count ->
    [one] one reading
   *[other] { $count } readings
} on { $days ->
    [one] one day
   *[other] { $days } days
}
print-figure-week-few = Too few readings for a decision.
print-figure-all = Average of the period (mmHg)
print-figure-all-detail = { $count ->
    [one] one reading
   *[other] { $count } readings
} on { $days ->
    [one] one day
   *[other] { $days } days
}
print-figure-below = Below 135/85
print-figure-below-detail = share of the readings
print-figure-intake = Medicines taken
print-figure-intake-detail = { $taken } of { $planned } entries
print-medicine-plan = Days with all medicines
print-medicine-plan-value = { $done } of { $planned } planned days (goal: { $target } a week)
print-percent = { $percent }%
print-day-parts = Morning and evening
print-column-when = Time of day
print-column-systolic = Upper value
print-column-diastolic = Lower value
print-column-pulse = Pulse
print-column-count = Readings
print-column-below = Below 135/85
print-column-week = Week from
print-column-measured = Measured
print-column-remark = Remark
print-column-at = When
print-column-entry = Entry
print-column-note = Note
print-column-day = Day
print-column-questionnaire = Questionnaire
print-column-scale = Scale
print-column-points = Points
print-column-possible = Possible
print-column-meaning = Meaning
print-range = { $low } to { $high }
print-morning = Morning (4:00 to 12:00)
print-evening = Evening (16:00 to 24:00)
print-all-day = All readings
print-highest = Highest value
print-lowest = Lowest value
print-extreme = { $value } mmHg on { $day }
print-spread = Spread (upper value)
print-spread-value = ± { $value } mmHg (standard deviation)
print-trend = Trend (upper value)
print-trend-falling = Falls by { $value } mmHg a week
print-trend-rising = Rises by { $value } mmHg a week
print-trend-level = Stays about the same
print-weight = Last weight
print-weight-change = { $value } kg ({ $change } kg since { $day })
print-weight-value = { $value } kg
print-skipped = Skipped
print-skipped-reason = { $reason } ({ $count })
print-complaints = Symptoms
print-complaint = { $what }, { $severity }, { $count } times, last on { $day }
print-notable = Readings that stand out
print-notable-none = No reading of 180/110 or higher or below 90 mmHg, no irregular pulse.
print-notable-critical = { $value } mmHg on { $at }: very high
print-notable-low = { $value } mmHg on { $at }: low
print-notable-irregular = { $value } mmHg on { $at }: irregular pulse according to the device
print-notable-pulse = Pulse { $value } per minute on { $at }: irregular
print-notable-more = { $count ->
    [one] One more stands in the table.
   *[other] { $count } more stand in the table.
}
print-score = { $value } points on { $day }
print-score-band = { $value } points ({ $band }) on { $day }
print-score-before = { $text }, before that { $before }
print-chart = Blood pressure over time (mmHg)
print-chart-days = Blood pressure over time (mmHg, daily averages)
print-chart-weeks = Blood pressure over time (mmHg, weekly averages)
print-chart-limit = Limit at home 135/85
print-chart-alt = Line chart of the blood pressure from { $first } to { $last }. Upper value between { $low } and { $high } mmHg. All values are in the tables.
print-chart-weight = Weight over time (kg)
print-chart-weight-days = Weight over time (kg, daily averages)
print-chart-weight-weeks = Weight over time (kg, weekly averages)
print-chart-weight-alt = Line chart of the weight from { $first } to { $last }. Between { $low } and { $high } kg. All values are in the tables.
print-chart-score = { $name }: results over time (points)
print-chart-score-alt = Line chart of the results of “{ $name }” from { $first } to { $last }. Between { $low } and { $high } points. All results are in the table.
print-method = Values measured at home, from the diary; not a diagnosis. Average over 7 days according to the German national guideline on hypertension 2023: mean of all readings of seven days, ending with the last reading; reliable from three days with readings in the morning and in the evening. Limit at home 135/85 mmHg.
print-weeks = Averages by week
print-values = All blood pressure values
print-scores = Results of questionnaires
print-others = Other entries
print-remark-critical = very high
print-remark-high = raised
print-remark-low = low
print-remark-irregular = irregular pulse
print-remark-device = from the device
print-remark-file = from a file
print-nothing-else = There are no other entries in the period.
print-no-pressure = No blood pressure was measured in the period.
