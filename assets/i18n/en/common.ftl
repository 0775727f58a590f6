# Words every program needs.

frame-skip = Skip to content
frame-nav = Sections
frame-security = What the server can see
frame-imprint = Legal notice
frame-privacy = Privacy
frame-terms = Terms of use
frame-manuals = Manuals
theme-to-dark = Dark mode
theme-to-light = Light mode

action-retry = Try again
action-close = Close
action-back = Back
action-next = Continue
action-cancel = Cancel

field-missing = Please fill in this field.
state-loading = One moment, please …
state-error = That did not work
state-error-text = Please try again. Your saved entries are safe.
