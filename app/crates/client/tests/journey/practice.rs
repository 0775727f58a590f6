//! A practice with two doctors and staff, and servers that lie about it.

use std::cell::RefCell;
use std::rc::Rc;

use heilsam_client::appointment::Appointment;
use heilsam_client::client::{Accepted, Belonging, InvitationDraft, InvitationView, PracticeView};
use heilsam_client::store::MemoryStore;
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::transport::{Answer, Method, Request, Transport, TransportError};
use heilsam_client::vault::MemoryVault;
use heilsam_client::{Client, ClientError};
use heilsam_crypto::keys::{AccountKeys, AccountMasterKey};
use heilsam_crypto::rng::FastRng;
use heilsam_crypto::vsp1::{DoctorKeyHash, InvitationLink};
use heilsam_crypto::{CryptoError, Scope};
use heilsam_domain::{AccountId, EnrolmentCode, Role};
use heilsam_protocol::path;
use heilsam_protocol::practice::OwnPractice;
use heilsam_protocol::site::Site;
use jiff::SignedDuration;

use crate::people::{Person, Surroundings};
use crate::program::Program;

const PATIENT: &str = "CANARY-9911 Erika";
pub const PRACTICE: &str = "CANARY-4422 am Markt";
const WORD: &str = "CANARY-3377 zehn Minuten";

pub type OnLine<T> = Client<T, MemoryStore, MemoryVault, Surroundings>;

pub async fn practice_of<T: Transport>(client: &OnLine<T>) -> PracticeView {
    match client.practice().await.unwrap() {
        Belonging::Practice(view) => *view,
        other => panic!("{other:?}"),
    }
}

/// Invites and accepts; the main user has not released the member yet.
async fn accepts<M: Transport, T: Transport>(main: &OnLine<M>, member: &OnLine<T>, name: &str) {
    let id = main.invite_member(name).await.unwrap();
    let view = practice_of(main).await.joinings.into_iter().find(|it| it.id == id).unwrap();
    let code = EnrolmentCode::parse(&view.code).unwrap();
    let offer = member.look_at_joining(&code).await.unwrap();
    assert_eq!((offer.practice.as_str(), offer.main_user.as_str()), (PRACTICE, "Dr. Weber"));
    member.accept_joining(&offer, name).await.unwrap();
    assert_eq!(member.practice().await, Ok(Belonging::Waits));
}

pub async fn joins<M: Transport, T: Transport>(main: &OnLine<M>, member: &OnLine<T>, name: &str) {
    accepts(main, member, name).await;
    let joining = practice_of(main).await.joinings.into_iter().next_back().unwrap();
    assert!(matches!(&joining.answer, Some(Accepted::ByCode { name: said, .. }) if said == name));
    main.release_member(joining.id).await.unwrap();
}

fn draft(client: &OnLine<impl Transport>, doctor: Option<AccountId>) -> InvitationDraft {
    let at = client.now() + SignedDuration::from_hours(2);
    InvitationDraft {
        doctor,
        ..InvitationDraft::of(PATIENT.to_owned(), String::new(), Appointment::single(at, 15))
    }
}

async fn only<T: Transport>(client: &OnLine<T>) -> InvitationView {
    let mut all = client.invitations().await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[tokio::test]
async fn staff_plan_for_a_doctor_whose_device_opens_the_room_and_the_server_reads_nothing() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let brandt = Person::doctor_named(&server, "dr-brandt").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, colleague, staff) = (&weber.client, &brandt.client, &sam.client);
    assert_eq!(main.practice().await, Ok(Belonging::Nowhere));
    assert!(staff.invite(&draft(staff, None)).await.is_err(), "staff belong to no practice yet");
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(main, staff, "Sam Helfer").await;
    joins(main, colleague, "Dr. Brandt").await;
    let seen = practice_of(staff).await;
    let names: Vec<&str> = seen.members.iter().map(|it| it.name.as_str()).collect();
    assert_eq!((names, seen.is_led_here()), (vec!["Dr. Weber", "Sam Helfer", "Dr. Brandt"], false));
    let doctor = seen.doctors().find(|it| it.name == "Dr. Brandt").unwrap().account_id;

    let made = staff.invite(&draft(staff, Some(doctor))).await.unwrap();
    assert_eq!(staff.invite(&draft(staff, None)).await.unwrap_err(), ClientError::NotFound);
    let at_the_doctor = only(colleague).await;
    assert_eq!((at_the_doctor.name.as_str(), at_the_doctor.doctor), (PATIENT, doctor));
    assert_eq!((&at_the_doctor.link, &at_the_doctor.join_code), (&made.link, &made.join_code));
    assert_eq!(at_the_doctor.invitation, made.invitation);
    let key_of =
        |client: &OnLine<NativeTransport>| DoctorKeyHash::of(&client.consultation_key().unwrap().public());
    let link = |view: &InvitationView| InvitationLink::parse(view.link.as_deref().unwrap()).unwrap();
    assert_eq!(link(&made).doctor, key_of(colleague), "the link names the key of the doctor who holds it");

    staff.leave_word(made.room, WORD).await.unwrap();
    assert_eq!(only(colleague).await.word.map(|word| word.text), Some(WORD.to_owned()));
    staff.reschedule(&made, staff.now() + SignedDuration::from_hours(5), 20).await.unwrap();
    assert_eq!(only(main).await.appointment.minutes, 20);

    let own = practice_of(main).await.own;
    let given = colleague.hand_over_invitation(made.room, own, None).await.unwrap();
    let handed_over = only(staff).await;
    assert_eq!(given.link, handed_over.link, "whoever hands over has the link for whoever waits");
    let again = colleague.hand_over_invitation(made.room, own, None).await;
    assert_eq!(again.map(|view| view.link), Ok(given.link), "also when the first answer was lost");
    assert_eq!((handed_over.doctor, &handed_over.join_code), (own, &made.join_code));
    assert_eq!(link(&handed_over).doctor, key_of(main));

    let elsewhere = brandt.log_in_elsewhere(&server).await;
    assert_eq!(practice_of(&elsewhere).await.name, PRACTICE, "also on another device of the member");
    assert_eq!(only(&elsewhere).await.name, PATIENT);
    for secret in [PATIENT, PRACTICE, WORD, "Sam Helfer"] {
        server.holds_nowhere(secret);
    }
}

#[tokio::test]
async fn two_people_who_change_one_appointment_leave_it_readable_and_the_slower_is_told() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let brandt = Person::doctor_named(&server, "dr-brandt").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, colleague) = (&weber.client, &brandt.client);
    let (staff, at_staff) = Line::to(&server);
    sam.log_in_at(&staff).await;
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(main, &staff, "Sam Helfer").await;
    joins(main, colleague, "Dr. Brandt").await;
    let (own, other) = (practice_of(main).await.own, practice_of(colleague).await.own);
    let room = staff.invite(&draft(&staff, Some(own))).await.unwrap().room;
    let seen = only(&staff).await;
    let later = staff.now() + SignedDuration::from_hours(5);
    let told = Err(ClientError::ChangedMeanwhile);

    // The device of staff has read the calendar when the doctor hands over, and writes after that.
    let before = last_heard(&at_staff, path::CONSULTATIONS);
    main.hand_over_invitation(room, other, Some(&seen)).await.unwrap();
    at_staff.borrow_mut().said = vec![(path::CONSULTATIONS.to_owned(), before)];
    assert_eq!(staff.leave_word(room, WORD).await, told);
    assert_eq!(staff.reschedule(&seen, later, 20).await, told);
    assert_eq!(staff.cancel_invitation(&seen).await, told);
    at_staff.borrow_mut().said.clear();
    let readable = only(colleague).await;
    assert_eq!((readable.name.as_str(), readable.doctor, readable.word), (PATIENT, other, None));

    // With the calendar as it is, a word is added to it; what was decided about another state is not done.
    assert_eq!(staff.reschedule(&seen, later, 20).await, told);
    staff.leave_word(room, WORD).await.unwrap();
    let now = only(&staff).await;
    assert_eq!((now.doctor, now.appointment.minutes), (other, 15));
    staff.reschedule(&now, later, 20).await.unwrap();
    assert_eq!(staff.reschedule(&now, later, 20).await, Ok(()), "asked again when the answer was lost");
    assert_eq!(main.cancel_invitation(&now).await, told);
    let moved = only(main).await;
    assert_eq!((moved.appointment.begins_at, moved.appointment.moved), (later, 1));
    main.cancel_invitation(&moved).await.unwrap();
    assert!(only(colleague).await.cancelled_here);
}

#[tokio::test]
async fn what_a_doctor_planned_alone_stays_so_until_it_is_brought_into_the_practice() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, staff) = (&weber.client, &sam.client);
    let made = main.invite(&draft(main, None)).await.unwrap();
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(main, staff, "Sam Helfer").await;
    assert_eq!(staff.invitations().await, Ok(Vec::new()));
    assert!(!only(main).await.shared);
    let own = practice_of(main).await.own;
    main.hand_over_invitation(made.room, own, Some(&made)).await.unwrap();
    let brought = only(staff).await;
    assert_eq!((brought.name.as_str(), brought.shared, &brought.link), (PATIENT, true, &made.link));
}

#[tokio::test]
async fn a_doctor_goes_when_somebody_takes_the_open_appointments() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let brandt = Person::doctor_named(&server, "dr-brandt").await;
    let (main, colleague) = (&weber.client, &brandt.client);
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(main, colleague, "Dr. Brandt").await;
    colleague.invite(&draft(colleague, None)).await.unwrap();
    let view = practice_of(main).await;
    let leaving = view.members[1].account_id;
    assert_eq!(main.let_member_go(leaving, None).await, Err(ClientError::NotFound));
    assert_eq!(main.let_member_go(view.own, None).await, Err(ClientError::NotFound), "not the main user");
    main.let_member_go(leaving, Some(view.own)).await.unwrap();
    assert_eq!(only(main).await.doctor, view.own);
    assert_eq!(colleague.practice().await, Ok(Belonging::Nowhere));
    assert_eq!(colleague.invitations().await, Ok(Vec::new()));
    assert_eq!(practice_of(main).await.members.len(), 1);
    joins(main, colleague, "Dr. Brandt").await;
    assert_eq!(only(colleague).await.name, PATIENT, "whoever comes again reads again");
}

/// A line that the test can look at and lie on.
#[derive(Debug)]
pub struct Line {
    inner: NativeTransport,
    shared: Rc<RefCell<Lies>>,
}

#[derive(Debug, Default)]
pub struct Lies {
    /// The last answers to these questions.
    heard: Vec<(String, Vec<u8>)>,
    /// What is answered in place of the server.
    pub said: Vec<(String, Vec<u8>)>,
    /// The keys of whoever accepted an invitation are ones that the server made.
    swaps_keys: bool,
}

impl Transport for Line {
    async fn send(&self, mut request: Request) -> Result<Answer, TransportError> {
        // Whoever says what is known already is answered less: here everything is to be seen.
        if let Some((path::PRACTICE, _)) = request.path.split_once('?') {
            request.path = path::PRACTICE.to_owned();
        }
        let (get, path) = (request.method == Method::Get, request.path.clone());
        let lie = self.shared.borrow().said.iter().find(|(of, _)| get && *of == path).cloned();
        if let Some((_, body)) = lie {
            return Ok(Answer { status: 200, body });
        }
        let mut answer = self.inner.send(request).await?;
        if get && path == path::PRACTICE && self.shared.borrow().swaps_keys {
            answer.body = self.swapped(&answer.body).await?;
        }
        if get {
            self.shared.borrow_mut().heard.push((path, answer.body.clone()));
        }
        Ok(answer)
    }
}

impl Line {
    pub fn to(server: &Program) -> (OnLine<Self>, Rc<RefCell<Lies>>) {
        let shared = Rc::new(RefCell::new(Lies::default()));
        let inner = NativeTransport::new(&server.address()).unwrap();
        let line = Self { inner, shared: Rc::clone(&shared) };
        (Client::new(line, MemoryStore::default(), MemoryVault::default(), Surroundings), shared)
    }

    async fn swapped(&self, body: &[u8]) -> Result<Vec<u8>, TransportError> {
        let asked =
            Request { method: Method::Get, path: path::SITE.to_owned(), body: None, anonymous: false };
        let site: Site = serde_json::from_slice(&self.inner.send(asked).await?.body).unwrap();
        let mut own: OwnPractice = serde_json::from_slice(body).unwrap();
        for answer in
            own.practice.iter_mut().flat_map(|it| &mut it.joinings).filter_map(|it| it.answer.as_mut())
        {
            let mut rng = FastRng::from_seed([66; 32]);
            let scope = Scope { deployment: site.deployment_id, owner: answer.by.account_id };
            let keys = AccountKeys::make(&mut rng).unwrap();
            let forged = keys.to_identity(scope, &AccountMasterKey::make(&mut rng), &mut rng).unwrap();
            answer.by.signing_key = forged.signing_key;
            answer.by.kem_key = forged.kem_key;
            answer.by.signature = forged.signature;
        }
        Ok(serde_json::to_vec(&own).unwrap())
    }
}

pub fn last_heard(lies: &Rc<RefCell<Lies>>, of: &str) -> Vec<u8> {
    lies.borrow().heard.iter().rev().find(|(path, _)| path == of).unwrap().1.clone()
}

#[tokio::test]
async fn a_device_reads_the_calendar_only_while_the_main_user_releases_it() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, staff) = (&weber.client, &sam.client);
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(main, staff, "Sam Helfer").await;
    main.invite(&draft(main, None)).await.unwrap();
    assert_eq!(only(staff).await.name, PATIENT, "the device that accepted is released with the member");
    let view = practice_of(main).await;
    let (device, whose) = (view.devices[0].credential_id, view.devices[0].account_id);
    assert_eq!((view.devices.len(), view.waiting_devices()), (1, 0));
    assert_eq!(view.devices_of(whose).count(), 1);
    assert!(practice_of(staff).await.devices.is_empty(), "only the main user sees devices");

    main.take_device_back(device).await.unwrap();
    assert_eq!(practice_of(main).await.waiting_devices(), 1);
    assert_eq!(staff.practice().await, Ok(Belonging::DeviceWaits));
    assert!(staff.invitations().await.is_err());
    main.release_device(device).await.unwrap();
    assert_eq!(only(staff).await.name, PATIENT, "and reads on, as the member it is");
    assert!(practice_of(staff).await.members.len() == 2);
}

#[tokio::test]
async fn a_server_that_exchanges_the_keys_of_a_new_member_is_noticed() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, lies) = Line::to(&server);
    weber.log_in_at(&main).await;
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    accepts(&main, &sam.client, "Sam Helfer").await;
    lies.borrow_mut().swaps_keys = true;
    let joining = practice_of(&main).await.joinings.remove(0);
    assert!(matches!(joining.answer, Some(Accepted::Forged)));
    let refused = main.release_member(joining.id).await.unwrap_err();
    assert_eq!(refused, ClientError::Crypto(CryptoError::Forged("joining text")));
    lies.borrow_mut().swaps_keys = false;
    main.release_member(joining.id).await.unwrap();
    assert_eq!(practice_of(&sam.client).await.members[1].role, Role::Staff);
}

#[tokio::test]
async fn whoever_went_reads_no_new_appointment_even_if_the_server_shows_it() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor_named(&server, "dr-weber").await;
    let sam = Person::manufacturer(&server, "staff", "sam").await;
    let (main, at_main) = Line::to(&server);
    let (staff, at_staff) = Line::to(&server);
    weber.log_in_at(&main).await;
    sam.log_in_at(&staff).await;
    main.found_practice(PRACTICE, "Dr. Weber").await.unwrap();
    joins(&main, &staff, "Sam Helfer").await;
    main.invite(&draft(&main, None)).await.unwrap();
    let early = only(&staff).await;
    assert_eq!(early.name, PATIENT);
    let while_member = last_heard(&at_staff, path::PRACTICE);
    let before = last_heard(&at_main, path::PRACTICE);

    let gone = practice_of(&main).await.members[1].account_id;
    main.let_member_go(gone, None).await.unwrap();
    assert_eq!(staff.invitations().await, Ok(Vec::new()));
    main.invite(&draft(&main, None)).await.unwrap();
    assert_eq!(main.invitations().await.unwrap().len(), 2);

    let shown = last_heard(&at_main, path::CONSULTATIONS);
    at_staff.borrow_mut().said =
        vec![(path::PRACTICE.to_owned(), while_member), (path::CONSULTATIONS.to_owned(), shown)];
    let seen = staff.invitations().await.unwrap();
    let names: Vec<&str> = seen.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(
        names.iter().filter(|name| **name == PATIENT).count(),
        1,
        "only what was there before: {names:?}"
    );
    let new = seen.iter().find(|it| it.room != early.room).unwrap();
    assert!(new.name.is_empty() && new.link.is_none() && new.invitation.is_none());

    // The state from before, shown to the main user again, would let the one who went read on.
    at_main.borrow_mut().said = vec![(path::PRACTICE.to_owned(), before)];
    let refused = main.invite(&draft(&main, None)).await.unwrap_err();
    assert!(matches!(refused, ClientError::Crypto(CryptoError::Rollback(_))), "{refused:?}");
}
