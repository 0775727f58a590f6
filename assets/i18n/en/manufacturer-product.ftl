# Product, protection need, state of the law.

product-title = Product
product-lead = What your product is and has decides which items are asked and which reasons are permitted.
product-properties = Properties
product-properties-hint = A property can bring others along. Reasons that contradict it no longer count.
product-implied = Follows from “{ $from }”.
product-properties-save = Save the properties
product-properties-saved = The properties are saved.
product-plan = Version and filing
product-version = Version
product-version-hint = The version that the dossier is about.
product-commit = Commit
product-commit-hint = Evidence of other states does not count.
product-filing = Planned filing
product-filing-hint = Periods of evidence depend on it.
product-plan-save = Save version and filing
product-plan-saved = Version and filing are saved.
product-law = Law and protection need
product-law-now = The dossier follows the law as of { $law }.
product-to-law = Compare and change the state of the law
product-to-protection = Determine the protection need

protection-title = Protection need
protection-lead = Five damage scenarios from BSI standard 200-2. The highest value decides.
protection-normal = normal
protection-high = high
protection-very-high = very high
protection-confidentiality = Confidentiality
protection-integrity = Integrity
protection-availability = Availability
protection-incomplete = { $count ->
    [one] One scenario is missing
   *[other] { $count } scenarios are missing
}
protection-incomplete-text = As long as one is missing, nobody knows whether the extra requirements apply.
protection-complete = The protection need is { $need }
protection-extra = The extra requirements of Anlage 1 are asked.
protection-no-extra = The extra requirements of Anlage 1 are not asked.
protection-by-cumulation = Cumulation decided it.
protection-scenario = { $number }. { $name }
protection-rated = rated
protection-guide = What the levels mean here
protection-reason = Why?
protection-reason-hint = At least 20 characters.
protection-save = Save the scenario
protection-saved = The protection need is saved.
protection-cumulation = Cumulation
protection-cumulation-hint = Many small damages can add up to a large one. In that case, raise the protection need. It cannot be lowered this way.
protection-cumulated = Raised to: { $need }.
protection-cumulation-remove = Undo the raise
protection-cumulation-need = Raise to
protection-cumulation-save = Raise the protection need

law-title = State of the law
law-lead = The dossier follows the law as of { $law }.
law-switch-title = Change to the law as of { $law }
law-switch-text = Answers to items with unchanged wording stay, and so do their approvals. Changed items have to be looked at again. Nothing is lost: if you change back, everything is there again.
law-switch = Change to the law as of { $law }
law-difference = What changes from { $from } to { $to }
law-filter = Kind of change
law-count = { $change }: { $count }
law-unchanged = the same
law-reworded = reworded
law-new = new
law-dropped = dropped
law-none = There is no such item.
law-statements = Statements of the application under § 2: { $list }.
law-answered = You have answered this item already. After the change you have to look at it again.
law-ask-title = Change the state of the law?
law-ask-text = Afterwards the dossier follows the law as of { $law }. Everybody who works on it sees the change at once.
law-ask-yes = Change now
law-ask-no = Do not change
law-switched = The state of the law is changed.
