# Application by § 2, procedure, changes by § 18, output.

application-title = Application under § 2 DiGAV
application-lead = All statements of the application as forms. Contradictions are shown beside them.
application-paragraph = Paragraph { $number }
application-statements = Statements
application-statement = Statement { $number }
application-complete = complete
application-missing = { $count ->
    [one] 1 statement is missing
   *[other] { $count } statements are missing
}
application-hints = { $count ->
    [one] 1 remark
   *[other] { $count } remarks
}
application-not-applicable = not applicable
application-listing = What are you applying for?
application-permanent = Permanent listing
application-permanent-hint = Positive effects are proven (§ 139e(2) SGB V).
application-trial = Provisional listing for a trial
application-trial-hint = The proof follows in the trial (§ 139e(4) SGB V).
application-saved = Saved.
application-save = Save the statements
application-unknown = There is no such statement
application-back = Back to the application
application-before = Previous statement
application-after = Next statement
application-exclude = This statement is not applicable
application-exclude-hint = The ordinance asks for it only “as far as applicable”.
application-row = Entry { $number }
history-field = { $field }: { $text }
history-field-emptied = { $field } emptied
history-marked = { $field } not to be published: { $grounds }
history-unmarked = { $field } may be published
history-applicable = Applicable after all
field-in-row = { $field }, entry { $row }
application-proposed = From the program
application-proposed-text = The program knows this itself, from its tests and its export. You can take it over and change it afterwards.
application-proposed-take = { $count ->
    [one] Take over 1 entry
   *[other] Take over { $count } entries
}
application-add-row = Another entry

field-yes = Yes
field-no = No
field-optional = optional
field-other = Written at the same time by { $name }:
field-marks = Not to be published?
field-marked = Not to be published: { $grounds }
field-marks-hint = What you mark here is left out of the redacted edition (§ 2(2) DiGAV).

procedure-title = Procedure
procedure-lead = Deadlines and fees, each with the wording of the ordinance.
procedure-to = Deadlines and fees
procedure-to-change = Assess a change (§ 18)
procedure-to-output = Export the dossier
procedure-deadlines = Deadlines
procedure-deadlines-hint = Enter what has happened. Weekends and public holidays in North Rhine-Westphalia are taken into account. These entries are not stored.
procedure-filed = Complete application arrived on
procedure-supplement = Request to complete the application, dated
procedure-supplement-months = Months to complete the application
procedure-change-supplement = Request to complete a notice, dated
procedure-change-months = Months to complete the notice
procedure-trial-ends = End of the trial
procedure-study = Study completed on
procedure-specification = New specification for the patient record published on
procedure-listed = Permanently listed on
procedure-no-deadline = No deadline yet: enter a day.
procedure-until = Until { $day }
procedure-actor = Who acts: { $actor }
procedure-why = Wording of the rule
procedure-fees = Fees
procedure-service = What for
procedure-ending = How it ended
procedure-reduced = A reduction is applied for
procedure-reduced-hint = Down to a quarter. BfArM decides how far.

fee-permanent = Decision on permanent listing
fee-trial = Decision on provisional listing
fee-after-trial = Decision after the trial
fee-extension = Extension of the trial
fee-significant = Notice of a significant change
fee-directory = Notice of a change of the directory's information
fee-removal = Removal on request
fee-notice = Simple notice
fee-consultation = Consultation
fee-rendered = rendered as applied for
fee-refused = refused
fee-not-competent = refused because BfArM is not competent
fee-withdrawn = withdrawn while it was worked on
fee-withdrawn-early = withdrawn before work began
fee-objection = unsuccessful objection
fee-fee-objection = unsuccessful objection against the fee only
fee-between = { $least } to { $most }
fee-unknown = There is no such fee under this state of the law.

change-title = Assess a change
change-lead = Under § 18 DiGAV: does a change have to be notified, and how?
change-safety = Does the change significantly affect safety, suitability for use or quality?
change-protection = Does the change significantly affect data protection or data security?
change-effects = Does the change significantly affect the proof of positive effects, or do the patient groups change?
change-reason = Why?
change-directory = Which information of the directory changes?
change-entries = Statements of § 2 ({ $count } chosen)
change-other = Other information of the directory changes
change-outcome = Results of the outcome measurement change
change-editorial = The change of the directory is small and only editorial
change-assess = Assess
change-again = Start again
change-result = Result
change-none = No notice is needed
change-notice = Simple notice
change-significant = Significant change: notify it beforehand
change-cost = Fee: { $cost }.
change-trace = How this result came about
change-applies = applies
change-applies-not = does not apply
change-print = Print the assessment

output-title = Export the dossier
output-lead = For BfArM, for your files and for programs.
output-incomplete = Something is missing. What you export now is a draft.
output-paper = Printed edition
output-paper-hint = All statements and all items with the wording of the law, answer, evidence and approval.
output-paper-open = Open the printed edition
output-files = Files
output-files-hint = The files are made in your browser.
output-dossier = Dossier (JSON)
output-dossier-hint = Everything, with answers, evidence and people.
output-redacted = Redacted edition (JSON)
output-redacted-hint = Only the application, without what you marked.
output-component = Component (OSCAL)
output-results = Assessment results (OSCAL)
output-catalogues = { $count } catalogues for OSCAL
output-catalogue = Catalogue “{ $title }” (OSCAL)
output-oscal-hint = OSCAL 1.2 as JSON.
output-cyclonedx = Declarations (CycloneDX)
output-cyclonedx-hint = CycloneDX 1.6 as JSON.
output-save = Save
output-saved = { $name } is ready. Your browser puts the file into your downloads.
output-failed = The file could not be made. Try again.

paper-title = Dossier: { $product }
paper-print = Print
paper-law = State of the law
paper-need = Protection need
paper-need-open = not determined yet
paper-made = As of
paper-head = Checksum of the history
