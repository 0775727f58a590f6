# For developers only: the page with all building blocks.

gallery-title = Building blocks
gallery-text = A short sentence that shows how text looks in this place.
gallery-one = First
gallery-two = Second
gallery-buttons = Buttons
gallery-fields = Fields
gallery-messages = Messages
gallery-figures = Pictures and numbers
gallery-states = States
gallery-dialog = Open dialog
gallery-toast = Show message
