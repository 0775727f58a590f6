# The window on a computer: what a browser asks by itself.
window-device-title = Which measuring device?
window-device-searching = Heilsam is searching. Please switch the measuring device on and hold it close.
window-device-nameless = Measuring device without a name
window-device-cancel = Cancel
window-close-title = You are in a call
window-close-text = If you close the window, you will no longer see and hear each other.
window-close-stay = Stay in the call
window-close-leave = Close the window
