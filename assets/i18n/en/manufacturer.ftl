# The app for manufacturers: overview, tasks, catalogues.

manufacturer-nav-home = Overview
manufacturer-nav-tasks = Tasks
manufacturer-nav-application = Application
manufacturer-nav-product = Product
manufacturer-nav-account = Account
manufacturer-login-lead = For manufacturers that offer a DiGA.
manufacturer-register-title = Create a manufacturer's account
manufacturer-register-lead = With the code you got from the operator.
manufacturer-title = Your dossier
manufacturer-account-title = Account

dossier-loading = The dossier is being loaded and checked …
acting-how-far = { $done } of { $all } are saved.
dossier-overtaken = Somebody else has just changed this. Nothing was overwritten. Look at it and decide again.
dossier-broken = From entry { $number } on, the stored history is not what was written. Please contact the operator, who restores a backup.
dossier-you = You
dossier-nameless = Person without a name
dossier-read-only = As a reviewer you can read here. Authors can change it.
dossier-status-not-asked = not asked
dossier-status-open = open
dossier-status-partly = partly answered
dossier-status-answered = answered
dossier-status-in-review = in review
dossier-status-returned = given back
dossier-status-approved = approved

overview-lead = { $product }, law as of { $law }.
overview-lead-filing = { $product }, law as of { $law }. Filing planned for { $filing }.
overview-product-unnamed = Product without a name
overview-next = Next
overview-nothing-open = Nothing is open in the questionnaires.
overview-all-tasks = All { $count } tasks
overview-progress = Where the questionnaires stand
overview-left-out = Because of its properties, these catalogues do not concern the product:
overview-complete-title = Complete
overview-complete-text = Nothing is missing. You can export the dossier.
overview-blocks = This holds up the application
overview-properties-missing = The properties of the product are not chosen yet.
overview-scenarios-missing = { $count ->
    [one] One damage scenario of the protection need is missing.
   *[other] { $count } damage scenarios of the protection need are missing.
}
overview-items-missing = { $count ->
    [one] Something is missing in one item of the questionnaires.
   *[other] Something is missing in { $count } items of the questionnaires.
}
overview-statements-missing = { $count ->
    [one] One statement is missing in the application under § 2.
   *[other] { $count } statements are missing in the application under § 2.
}
overview-expiring = Expires soon
overview-expires = { $name } is valid until { $day }.
overview-waiting = Who is being waited for
overview-ways = Procedure and export
overview-waits-nobody = nobody named
overview-items = { $count ->
    [one] 1 item
   *[other] { $count } items
}

unsaved-title = Not saved yet
unsaved-text = You wrote this on this device and did not save it. Others do not see it. It stays here until you save or discard it. Logging out deletes it.

naming-title = What are you called in the dossier?
naming-text = Your name appears beside everything you answer or approve. It is readable on the server because it belongs to the application.
naming-label = First name and last name
naming-save = Save the name
naming-done = Your name is saved.

progress-part = Section
progress-asked = asked
progress-met = met
progress-deviating = deviation
progress-not-applicable = not applicable
progress-open = open
progress-answered = answered
progress-in-review = in review
progress-approved = approved
progress-answers = Of { $asked } items: { $met } met, { $deviating } with a deviation, { $excluded } not applicable.
progress-parts = By section
progress-table = Where “{ $title }” stands, by section

tasks-title = Tasks
tasks-lead = What is missing, the most urgent first.
tasks-search = Search
tasks-search-hint = Number, words of the law or your own words. The arrow keys walk through the list.
tasks-filter = Selection
tasks-all = All
tasks-mine = Mine
tasks-overdue = Overdue
tasks-friday = By Friday
tasks-evidence = Needs evidence
tasks-eyes = Needs a second person
tasks-count = { $count ->
    [0] No task
    [one] 1 task
   *[other] { $count } tasks
}
tasks-elsewhere = { $count ->
    [one] 1 more hit
   *[other] { $count } more hits
}
tasks-empty-title = Nothing is open here
tasks-empty-text = There is no task in this selection.
tasks-empty-way = To the overview
tasks-more = Show more
tasks-and-more = And { $count ->
    [one] one more remark.
   *[other] { $count } more remarks.
}
tasks-due = until { $day }
tasks-was-due = was due on { $day }

catalogue-missing-title = There is no such catalogue
catalogue-missing-text = Perhaps it belongs to another state of the law.
catalogue-intro = Introduction
