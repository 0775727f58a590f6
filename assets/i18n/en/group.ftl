# Calls of three and four: the same for guests and the practice.

group-people = In the call
group-most = At most four people, each with a device of their own, can take part in a call.
group-vouched = { $doctor } has checked all names and introduced you to each other. Every connection is encrypted end to end. You compare the security number with { $doctor } only.
group-you = you, { $role }
group-role-convener = leads the call
group-role-patient = patient
group-role-relative = relative
group-role-carer = carer or nursing staff
group-role-interpreter = interpreter
group-role-doctor = doctor
group-joins = { $name } ({ $role }) is about to join.
group-joined = { $name } ({ $role }) is in the call now.
group-left = { $name } is no longer in the call.
group-announced = is about to join
group-connecting = being connected …
group-shares = is sharing the screen
group-apart = no connection to you at the moment
group-quality-poor = Poor connection
