//! One doctor, three guests, letters that somebody changes, swaps or repeats.

use core::time::Duration;
use std::rc::Rc;

use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::rng::FastRng;
use heilsam_crypto::vsp1::pair::vouch;
use heilsam_domain::CallRole;

use super::roster::Roster;
use super::*;

const SECOND: Duration = Duration::from_secs(1);

struct Call {
    convener: Convener,
    doctor: DoctorKeyHash,
    key: Rc<IdentityKey>,
    places: Vec<(u32, Place)>,
    now: Duration,
    rng: FastRng,
}

impl Call {
    fn new() -> Self {
        let mut rng = FastRng::from_seed([7; 32]);
        let key = Rc::new(IdentityKey::make(&mut rng));
        let doctor = DoctorKeyHash::of(&key.public());
        let convener = Convener::new(Rc::clone(&key), "Dr. Weber".into(), 1_000, &mut rng);
        Self { convener, doctor, key, places: Vec::new(), now: Duration::ZERO, rng }
    }

    fn add(&mut self, name: &str, role: CallRole, present: bool) -> u32 {
        let id = self.convener.add(name.into(), role, present, &mut self.rng).unwrap();
        self.places.push((id, Place::default()));
        id
    }

    fn letters(&mut self) -> Vec<(u32, Vec<u8>)> {
        self.now += SECOND;
        self.convener.letters(self.now)
    }

    /// Everybody is told and answers; all links but the `broken` ones stand.
    fn tell_all(&mut self, broken: &[(u32, u32)]) {
        for (id, letter) in self.letters() {
            let (_, place) = self.places.iter_mut().find(|(each, _)| *each == id).unwrap();
            place.take(&letter, self.doctor).unwrap();
            let others = place.roster().unwrap().others.iter().map(|other| other.person.id);
            let links = others.map(|other| (other, !broken.contains(&(id, other)))).collect();
            let answer = place.answer(links).unwrap();
            self.convener.take(self.now, id, &answer);
        }
    }

    fn place(&mut self, id: u32) -> &mut Place {
        &mut self.places.iter_mut().find(|(each, _)| *each == id).unwrap().1
    }
}

fn three() -> (Call, u32, u32) {
    let mut call = Call::new();
    let patient = call.add("Erika Muster", CallRole::Patient, true);
    let relative = call.add("Ayşe Muster", CallRole::Relative, false);
    (call, patient, relative)
}

#[test]
fn everybody_is_told_who_takes_part_and_how_to_meet() {
    let (mut call, patient, relative) = three();
    call.add("Dr. Sommer", CallRole::Doctor, false);
    call.tell_all(&[]);
    let roster = call.place(patient).roster().unwrap();
    assert_eq!(roster.doctor, "Dr. Weber");
    assert_eq!((roster.reader.name.as_str(), roster.reader.role), ("Erika Muster", CallRole::Patient));
    let names: Vec<&str> = roster.others.iter().map(|other| other.person.name.as_str()).collect();
    assert_eq!(names, ["Ayşe Muster", "Dr. Sommer"]);
    let room_of = |place: &Place, id: u32| {
        let companion = place.roster().unwrap().others.iter().find(|other| other.person.id == id).unwrap();
        (companion.pass.room(), matches!(companion.pass, PairPass::Opens { .. }))
    };
    let (room, opens) = room_of(call.place(patient), relative);
    let (other_room, other_opens) = room_of(call.place(relative), patient);
    assert_eq!(room, other_room);
    assert_ne!(opens, other_opens, "one opens the door, the other joins");
    assert_eq!(call.convener.rooms().len(), 3);
}

#[test]
fn nobody_is_taken_in_before_every_screen_shows_them() {
    let (mut call, patient, relative) = three();
    let letters = call.letters();
    assert_eq!(letters.len(), 2);
    for (id, letter) in &letters {
        assert!(!call.convener.is_shown_to_all());
        let doctor = call.doctor;
        let place = call.place(*id);
        assert_eq!(place.take(letter, doctor), Ok(true));
        let answer = place.answer(Links::new()).unwrap();
        call.convener.take(SECOND, *id, &answer);
    }
    assert!(call.convener.is_shown_to_all());
    assert!(!call.place(patient).roster().unwrap().others[0].person.present);
    call.convener.admit(relative);
    assert!(!call.convener.is_shown_to_all(), "that they are in the call is news, too");
    call.tell_all(&[]);
    assert!(call.place(patient).roster().unwrap().others[0].person.present);
}

#[test]
fn four_people_is_the_most() {
    let (mut call, ..) = three();
    call.add("Sam Okafor", CallRole::Interpreter, false);
    assert!(call.convener.is_full());
    let fifth = call.convener.add("Nobody".into(), CallRole::Carer, false, &mut call.rng);
    assert_eq!(fifth, Err(Full));
    assert_eq!(call.convener.people().count() + 1, MAX_PEOPLE);
}

#[test]
fn a_name_that_is_too_long_is_cut_and_keeps_nobody_from_being_shown() {
    let mut call = Call::new();
    let id = call.add(&format!("a{}", "ä".repeat(200)), CallRole::Relative, true);
    call.tell_all(&[]);
    assert!(call.convener.is_shown_to_all());
    let name = call.place(id).roster().unwrap().reader.name.clone();
    assert_eq!(name.len(), crate::MAX_NAME - 1, "never in the middle of a letter");
}

#[test]
fn a_roster_of_more_people_than_fit_is_refused_even_when_signed() {
    let (mut call, patient, _) = three();
    let person = |id| Person { id, name: "x".into(), role: CallRole::Carer, present: true };
    let (people, pass) = ([patient, 1, 2, 3].map(person), PairPass::make(&mut call.rng).1);
    let all: Vec<_> = people.iter().map(|it| (it, (it.id != patient).then_some(&pass))).collect();
    let (key, doctor) = (Rc::clone(&call.key), call.doctor);
    let letter = |people: &[_]| vouch(&key, &Roster::write(&[0; 16], 9_999, patient, "Dr. Weber", people));
    let place = call.place(patient);
    assert_eq!(place.take(&letter(&all[..]), doctor), Err(Refused::Malformed));
    assert_eq!(place.take(&letter(&[all[0], all[1], all[1]][..]), doctor), Err(Refused::Malformed), "twice");
    assert_eq!(place.take(&letter(&all[1..]), doctor), Err(Refused::Malformed), "without the reader");
    assert_eq!(place.take(&letter(&all[..3]), doctor), Ok(true));
}

#[test]
fn a_roster_that_the_server_or_a_guest_made_is_refused() {
    let (mut call, patient, relative) = three();
    let letters = call.letters();
    let guest = IdentityKey::make(&mut call.rng);
    let doctor = call.doctor;
    let text = Roster::write(&[0; 16], 9_999, patient, "Dr. Weber", &[]);
    for forged in [vouch(&guest, &text), text, Vec::new()] {
        assert_eq!(call.place(patient).take(&forged, doctor), Err(Refused::NotTheDoctor));
    }
    let mut changed = letters[0].1.clone();
    let place_of_name = changed.windows(5).position(|part| part == b"Erika").unwrap();
    changed[place_of_name] = b'F';
    assert_eq!(call.place(patient).take(&changed, doctor), Err(Refused::NotTheDoctor));
    let (to, letter) = &letters[0];
    assert_eq!(*to, patient);
    call.place(relative).take(letter, doctor).unwrap();
    assert_eq!(call.place(relative).roster().unwrap().reader.id, patient, "the reader is named in it");
}

#[test]
fn a_roster_from_before_is_refused_and_a_repeated_one_changes_nothing() {
    let (mut call, patient, relative) = three();
    let doctor = call.doctor;
    let first = call.letters().into_iter().find(|(id, _)| *id == patient).unwrap().1;
    assert_eq!(call.place(patient).take(&first, doctor), Ok(true));
    assert_eq!(call.place(patient).take(&first, doctor), Ok(false));
    call.convener.remove(relative);
    let second = call.letters().into_iter().find(|(id, _)| *id == patient).unwrap().1;
    assert_eq!(call.place(patient).take(&second, doctor), Ok(true));
    assert_eq!(call.place(patient).take(&first, doctor), Err(Refused::Replayed));
    assert!(call.place(patient).roster().unwrap().others.is_empty(), "who was taken out stays out");
    assert!(call.convener.rooms().is_empty());
}

#[test]
fn a_doctors_device_that_begins_anew_is_believed() {
    let (mut call, patient, _) = three();
    let doctor = call.doctor;
    let before = call.letters().into_iter().find(|(id, _)| *id == patient).unwrap().1;
    call.place(patient).take(&before, doctor).unwrap();
    let mut again = Convener::new(Rc::clone(&call.key), "Dr. Weber".into(), 60_000, &mut call.rng);
    let id = again.add("Erika Muster".into(), CallRole::Patient, true, &mut call.rng).unwrap();
    let (_, letter) = again.letters(SECOND).into_iter().find(|(each, _)| *each == id).unwrap();
    assert_eq!(call.place(patient).take(&letter, doctor), Ok(true));
}

#[test]
fn who_does_not_answer_is_told_again_and_who_fell_silent_too() {
    let (mut call, ..) = three();
    assert_eq!(call.letters().len(), 2);
    assert!(call.convener.letters(call.now).is_empty(), "not at once");
    call.tell_all(&[]);
    assert!(call.letters().is_empty());
    call.now += Duration::from_secs(5);
    assert_eq!(call.letters().len(), 2, "a page that was loaded again knows nothing");
}

#[test]
fn a_device_that_was_away_is_asked_again_before_anybody_is_admitted() {
    let (mut call, patient, _) = three();
    call.tell_all(&[]);
    assert!(call.convener.is_shown_to_all() && !call.convener.has_letters(call.now));
    call.convener.ask_again(patient);
    assert!(!call.convener.is_shown_to_all() && call.convener.has_letters(call.now));
    assert_eq!(call.convener.unaware().map(|person| person.id).collect::<Vec<_>>(), [patient]);
    call.tell_all(&[]);
    assert!(call.convener.is_shown_to_all());
}

#[test]
fn a_late_answer_counts_and_an_older_one_behind_it_takes_nothing_back() {
    let (mut call, patient, relative) = three();
    let (doctor, now) = (call.doctor, call.now + SECOND);
    let letter = |call: &mut Call| call.letters().into_iter().find(|(id, _)| *id == patient).unwrap().1;
    let first = letter(&mut call);
    call.place(patient).take(&first, doctor).unwrap();
    let older = call.place(patient).answer(Links::new()).unwrap();
    call.convener.admit(relative);
    let second = letter(&mut call);
    call.place(patient).take(&second, doctor).unwrap();
    let newer = call.place(patient).answer(Links::new()).unwrap();
    call.convener.take(now + Duration::from_secs(60), patient, &newer);
    call.convener.take(now + Duration::from_secs(61), patient, &older);
    assert!(call.convener.unaware().all(|person| person.id != patient));
}

#[test]
fn the_doctor_sees_who_is_not_connected_to_whom() {
    let (mut call, patient, relative) = three();
    call.convener.admit(relative);
    call.tell_all(&[]);
    assert_eq!(call.convener.apart().count(), 0);
    call.now += Duration::from_secs(6);
    call.tell_all(&[(relative, patient)]);
    let apart: Vec<_> = call.convener.apart().map(|(one, other)| (one.id, other.id)).collect();
    assert_eq!(apart, [(patient, relative)]);
}

#[test]
fn an_answer_of_another_call_or_of_nonsense_counts_for_nothing() {
    let (mut call, patient, _) = three();
    let said = Said { group: [9; 16], version: 1_002, links: Links::new() };
    call.convener.take(SECOND, patient, &said.to_bytes());
    call.convener.take(SECOND, patient, b"nonsense");
    call.convener.take(SECOND, patient, &[0; 200]);
    assert_eq!(call.convener.unaware().count(), 2);
}

#[test]
fn nothing_private_is_printed() {
    let (mut call, patient, _) = three();
    call.tell_all(&[]);
    let printed = format!("{:?}", call.convener);
    assert!(!printed.contains("Erika"));
    assert!(!format!("{:?}", call.place(patient).roster().unwrap().others[0].pass).contains("secret"));
}

proptest::proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = (Roster::read(&bytes), said::Said::from_bytes(&bytes));
    }
}

#[test]
fn no_name_and_no_letter_is_printed() {
    let (mut call, patient, _) = three();
    call.tell_all(&[]);
    let place = format!("{:?}", call.place(patient));
    let others = format!("{:?}", call.place(patient).roster().unwrap().others);
    for name in ["Erika", "Ayşe", "Weber"] {
        assert!(!place.contains(name) && !others.contains(name), "{place} {others}");
    }
    assert!(!place.contains('['), "no bytes of a letter: {place}");
}
