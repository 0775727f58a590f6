# The window on a computer: what a browser asks by itself.
window-device-title = Which measuring device?
window-device-searching = Heilsam is searching. Please switch the measuring device on and hold it close.
window-device-nameless = Measuring device without a name
window-device-cancel = Cancel
