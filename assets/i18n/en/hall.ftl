# The practice's waiting room: everybody whose appointment has come.

hall-title = Waiting room
hall-lead = Everybody whose appointment is about to begin arrives here. Nobody sees or hears the others.
hall-open =
    { $count ->
        [0] Nobody is waiting.
        [one] One person is waiting.
       *[other] { $count } people are waiting.
    }
hall-meanwhile =
    { $count ->
        [0] Nobody else is waiting
        [one] Meanwhile one person is waiting
       *[other] Meanwhile { $count } people are waiting
    }
hall-empty-title = No appointment right now
hall-empty-text = A quarter of an hour before an appointment, its waiting room opens here automatically.
hall-alone = Nobody here yet.
hall-talking = In a call
hall-two-names = { $given } (in your list: { $planned })
hall-since =
    { $minutes ->
        [0] just arrived
        [one] waiting for 1 minute
       *[other] waiting for { $minutes } minutes
    }
hall-camera = Camera ready
hall-no-camera = No camera
hall-microphone = Microphone ready
hall-no-microphone = No microphone
hall-admit-waits = End the current call first.
hall-say = Message into the waiting room
hall-say-soon = You are next.
hall-say-five = It will take about 5 more minutes.
hall-say-ten = It will take about 10 more minutes.
hall-say-own = Your own short text
hall-say-send = Send
hall-said = Sent: “{ $text }”
hall-finish = Close appointment
hall-finished = Closed
hall-again = Open the waiting room again
hall-takes-part-as = Takes part as
hall-take-in = Take into this call
hall-not-taken-in = The person did not get into the call. Try once more. If that does not help, reload this page; the running call then continues.
hall-announced = Being announced to the others …
hall-awaited = Not shown yet on the screen of: { $names }
hall-not-now = Do not take in after all
hall-take-out = Take out of the call
hall-full = There are already four people in the call. No more are possible.
hall-one-after-another = Somebody is being taken in right now. Please wait a moment.
hall-unaware = The screen of { $names } does not show the new person yet. They join as soon as everybody can see them.
hall-not-open = The server is not answering right now. The person joins as soon as it is back.
hall-apart = { $one } and { $other } do not see and hear each other at the moment. The connection is being restored.
hall-number = Security number with { $name }: { $number }
hall-you = you
hall-say-group = In the call: { $names }. You join as: { $role }.

bell-title = When somebody comes into the waiting room
bell-text = As long as you are logged in, every page of this app shows before the title of the window how many people are waiting.
bell-staff = You hear of all appointments of your practice. The server only knows that somebody is in the room. It does not know whether the call has begun: people who are already talking count, too.
bell-sound = Sound
bell-sound-text = Two tones when somebody comes. During a call they are soft.
bell-message = Message of the system
bell-message-text = Also while you use another window. It gives no name.
bell-message-words = Somebody is in the waiting room
bell-denied = Your browser shows no messages of this page. You change that in its settings, mostly by the sign before the address.
