# Beside picture and sound: chat, documents, screen, devices, keys.

tools-bar = More
tools-chat = Chat and documents
tools-unseen = new
tools-chat-private = Only you and { $name } can read this. The chat is gone after the call.
tools-log = What was written and sent
tools-you = You
tools-you-to = You to { $names }
tools-text = Message
tools-send = Send
tools-waits = Not there yet
tools-too-long = This is too long. Please split the text.
tools-too-many = No more in this call. Please use another way.

tools-document = Send a picture
tools-document-hint = PNG or JPEG, at most 10 MB. It goes straight and encrypted to { $name } and to nobody else.
tools-document-title = Look at the document
tools-document-large = The file is larger than 10 MB. Please send a smaller one.
tools-document-unread = The file cannot be read. Please choose it again.
tools-document-empty = The file is empty.
tools-document-kind = Only PNG and JPEG work.
tools-document-unreadable = We cannot check PDF files yet and therefore do not send them. Please send a picture as PNG or JPEG.
tools-document-unreadable-came = This document cannot be shown.
tools-moving = { $done } of { $total } KB
tools-withdraw = Cancel
tools-arrived = Arrived, { $size } KB
tools-came = { $size } KB
tools-look = Look
tools-save = Save
tools-not-saved = The browser did not allow saving.
tools-failed-withdrawn = Cancelled
tools-failed-much = Too large or too many documents
tools-failed-damaged = Damaged on the way. Please send it again.
tools-picture = The picture that was sent
tools-remains = Received documents
tools-remains-text = Save what you want to keep. When you leave this page, the documents are gone.

tools-share = Share screen
tools-share-stop = Stop sharing
tools-sharing = { $name } sees your screen instead of your camera now.
tools-share-failed = The screen cannot be shared here. Please allow it in the settings of the device.
tools-other-shares = { $name } shows the screen
tools-float = Picture in a small window
tools-full = Full screen
tools-own-hide = Hide own picture
tools-own-show = Show own picture

tools-devices = Devices
tools-devices-title = Choose camera and microphone
tools-device-camera = Camera
tools-device-microphone = Microphone
tools-device-none = None found
tools-device-unnamed = Device { $number }
tools-device-failed = This device cannot be opened. The present one stays.

tools-keys = Shortcuts
tools-keys-title = Keyboard shortcuts
tools-keys-on = Use keyboard shortcuts
tools-keys-detail = They do not work in text fields. Hanging up works with the button only.
tools-key-mute = Microphone off or on
tools-key-camera = Camera off or on
tools-key-chat = Open or close the chat
tools-key-share = Share the screen or stop
tools-key-own = Own picture off or on
