checks-title = Automatic checks
checks-lead = What the product proves by itself: when it was checked, what came out, and what to do.
checks-none-title = Never checked yet
checks-none-text = Run the checks once. The results then appear here and at every item that they concern.
checks-ran = Last checked on { $when }: version { $version }, state { $commit }.
checks-other-release = The application names version { $version } with state { $commit }. The checks ran on another state and do not count for it.
checks-to-product = Change the version in the application
checks-filter = Filter checks
checks-filter-one = { $name }: { $count }
checks-all = All: { $count }
checks-red = failed
checks-old = out of date
checks-not-checked = not checked
checks-never = never ran
checks-green = passed
checks-count = { $count ->
    [one] 1 check
   *[other] { $count } checks
}
checks-empty = No check is in this state.
checks-todo = What to do: { $what }
checks-run-again = Let the check run again.
checks-ground-deployment = It looks at the running server, from outside.
checks-ground-data = It looks at settings, database, logs and files.
checks-ground-trial = It looks at the same program with the same settings on empty data.
checks-ground-build = It looks at what the program was built from.
checks-ground-tests = It reads the report of the tests on the same state.
checks-details = What was looked at
checks-run-facts = Check { $check }, edition { $version }, state { $commit }. Ended on { $when } after { $seconds } seconds, counts until { $until }.
checks-items = { $count ->
    [one] Concerns 1 item
   *[other] Concerns { $count } items
}
checks-how-title = How the checks run
checks-how = Whoever runs the server calls this command on the server:
checks-how-label = Command for the checks
checks-how-more = The result is signed, filed in the data folder and entered here. Nobody can enter it by hand or remove a failed check.
checks-summary = { $green } passed, { $red } failed, { $rest } without a valid result.
checks-summary-red = { $count ->
    [one] 1 check failed. Items that it concerns cannot be “met”.
   *[other] { $count } checks failed. Items that they concern cannot be “met”.
}
checks-open = See all checks
checks-runner = Automatic check
