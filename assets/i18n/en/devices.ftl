# Measuring devices: fetching readings from the manufacturer.

devices-title = Fetch readings from your device
devices-lead = Does your blood pressure monitor send its readings to the manufacturer? Then Heilsam fetches them from there when you press the button.
devices-open = To the devices
devices-none = No manufacturer is set up here yet. You can read in a table of readings or type them.
devices-stand-in = This is an imitation for trying out with made-up values, not a real manufacturer.
devices-paired = Connected
devices-pair = Connect
devices-pair-text = You log in at the manufacturer and allow Heilsam there to read your blood pressure. Then you are back here.
devices-pull = Fetch new readings
devices-end = End the connection
devices-last = Last fetched: { $when }
devices-never = Nothing fetched yet.
devices-pulled = { $count ->
    [0] There is nothing new.
    [one] One new reading is in your diary now.
   *[other] { $count } new readings are in your diary now.
}
devices-known = { $count ->
    [one] One reading was there already.
   *[other] { $count } readings were there already.
}
devices-impossible = { $count ->
    [one] One reading could not be read or is impossible, and was left out.
   *[other] { $count } readings could not be read or are impossible, and were left out.
}
devices-failed-consent = Please consent first.
devices-failed-unreachable = The manufacturer cannot be reached now. Please try again later.
devices-failed-answer = The manufacturer answered something that Heilsam cannot read. Nothing was taken over.
devices-failed-denied = You declined at the manufacturer. There is no connection.
devices-failed-foreign = This answer belongs to no connection that you began on this device. Please press “Connect” again.
devices-failed-scope = The manufacturer gives Heilsam no access to your blood pressure. Please connect again and allow the readings there.
devices-failed-ended = The connection to the manufacturer has ended. Please connect again.
