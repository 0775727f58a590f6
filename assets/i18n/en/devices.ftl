# Measuring devices: fetching readings from the manufacturer.

devices-title = Fetch readings from your device
devices-lead = Does your device remember readings? Heilsam fetches them into your diary when you press the button.
devices-open = To the devices
devices-none = No manufacturer is set up here yet, and this browser has no Bluetooth. You can import a table of readings or type the readings in.
devices-in-browser = Heilsam fetches readings from the manufacturer in a browser only: { $address }/app
devices-stand-in = This is a simulation for trying things out, with made-up values, not a real manufacturer.
devices-paired = Connected
devices-pair = Connect
devices-pair-text = You log in with the manufacturer and allow Heilsam to read your blood pressure there. Then you return here.
devices-shared = This does not work on a shared computer: Heilsam remembers no connection here. Please connect on your own device.
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
devices-changed = { $count ->
    [one] The manufacturer corrected one reading. The earlier one is with the entry under “earlier version”.
   *[other] The manufacturer corrected { $count } readings. The earlier ones are with the entries under “earlier version”.
}
devices-gone = { $count ->
    [one] The manufacturer took one reading back as wrong. It is among the deleted entries now.
   *[other] The manufacturer took { $count } readings back as wrong. They are among the deleted entries now.
}
devices-more = The manufacturer has more readings. Please press “Fetch new readings” once more.
devices-elsewhere = The remaining readings are at an address that does not belong to this manufacturer. Heilsam does not ask there. What came until then stays. Please tell the manufacturer.
devices-failed-consent = Please consent first.
devices-failed-unreachable = The manufacturer cannot be reached at the moment. Please try again later.
devices-failed-answer = The manufacturer sent an answer that Heilsam cannot read. Nothing was added.
devices-failed-denied = You declined at the manufacturer. No connection was made.
devices-failed-foreign = This answer does not belong to any connection that you began on this device. Please press “Connect” again.
devices-failed-scope = The manufacturer gives Heilsam no access to your blood pressure. Please connect again and allow access to the readings there.
devices-failed-ended = The connection to the manufacturer has ended. Please connect again.

bluetooth-title = Device with Bluetooth
bluetooth-text = Blood pressure monitors and scales with Bluetooth send their readings straight to this device. The manufacturer learns nothing of it.
bluetooth-connect = Find a device
bluetooth-end = Disconnect
bluetooth-connected = Connected to { $name }. Measure now. Stored readings arrive by themselves.
bluetooth-connected-nameless = Connected. Measure now. Stored readings arrive by themselves.
bluetooth-gone = The device is no longer connected. Many devices switch off after sending.
bluetooth-waiting = No reading has arrived yet.
bluetooth-received = This has arrived
bluetooth-take = { $count ->
    [one] Add one reading to the diary
   *[other] Add { $count } readings to the diary
}
bluetooth-leave-out = Leave out
bluetooth-user = user button { $number }
bluetooth-not-chosen = No device was chosen.
bluetooth-nothing = This device sends neither blood pressure nor weight.
bluetooth-failed = The connection failed. Please switch Bluetooth on, hold the device close and try again.
bluetooth-fault-unreadable = The device sent something that Heilsam cannot read. Please measure again.
bluetooth-fault-failed = The device could not measure. Please sit still, put the cuff on again and measure again.
bluetooth-fault-impossible = The device sent an impossible value. Please measure again.
bluetooth-fault-clock = The device's clock is wrong. Please set the date and time on the device and measure again.
bluetooth-flag-moved = You moved while measuring.
bluetooth-flag-cuff = The cuff was too loose.
bluetooth-flag-irregular = The pulse was irregular.
bluetooth-flag-fast = The pulse was too fast for the device.
bluetooth-flag-slow = The pulse was too slow for the device.
bluetooth-flag-position = The cuff was not level with your heart.
bluetooth-compare = Comparison with the display
bluetooth-compare-first = Please measure once. Then we ask whether the device shows the same numbers. Its readings count only after that.
bluetooth-compare-question = This has arrived. Does the device show the same numbers?
bluetooth-compare-same = Yes, the same
bluetooth-compare-different = No, others
bluetooth-compare-differs = This reading was discarded. Please measure again and compare again. If the numbers still differ, type your readings in by hand and have the device checked.
bluetooth-compare-again = Compare once more
bluetooth-compared = Compared with the display on { $day }.
bluetooth-check-due = The comparison was more than two years ago. Our advice: have a blood pressure monitor checked every two years, for example through a pharmacy or the manufacturer. Practices have to do so, you at home do not.
bluetooth-clock-times = Heilsam therefore does not simply believe older times of this device. What you measure now gets the time of now.
bluetooth-time-doubtful = The device's clock is wrong. This time is probably not right.
bluetooth-times = Also add readings whose time is uncertain
bluetooth-take-compare = First compare the numbers with the device's display.
bluetooth-take-times = The times of these readings are uncertain. Tick the box if you want to add them anyway.
bluetooth-test = Test the device
bluetooth-test-text = Measure three times, with a minute of rest in between. Heilsam compares the readings and the device's clock.
bluetooth-test-begin = Begin the test
bluetooth-test-more = { $count ->
    [one] Please measure once more.
   *[other] Please measure { $count } more times, with a minute of rest between.
}
bluetooth-test-steady = The readings are close together. The device measures consistently.
bluetooth-test-unsteady = The readings are { $apart } mmHg apart. Check the cuff and sit still. If it stays like this, have the device checked. That is advisable every two years anyway.
bluetooth-clock-none = The device sends no time. The time at which a reading arrives is used.
bluetooth-clock-right = The device's clock is right.
bluetooth-clock-ahead = The device's clock is { $minutes } minutes fast. Please set it.
bluetooth-clock-behind = The device's clock is { $minutes } minutes slow. Please set it.
bluetooth-clock-ahead-hours = The device's clock is about { $hours } hours fast. Please set it.
bluetooth-clock-behind-hours = The device's clock is about { $hours } hours slow. Please set it.
bluetooth-clock-date = The device shows a wrong date. Please set date and time on the device.
