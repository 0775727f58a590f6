date-incomplete-day = The date is not complete, or this day does not exist. Please enter the day, month and year.
date-incomplete-moment = The date or time is not complete, or this day does not exist. Please enter the day, month, year and time.
date-incomplete-clock = The time is not complete. Please enter the hour and minute.
