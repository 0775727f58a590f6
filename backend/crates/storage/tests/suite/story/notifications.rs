//! Messages without content: taken once, sent once, and gone with their account.

use heilsam_domain::{AccountId, ConsentAction, Purpose, PushDeviceId, SessionId};
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::notification::{NotificationChoices, SecurityEvent, SecurityKind};
use heilsam_storage::Store;
use heilsam_storage::contacts::ContactRow;
use heilsam_storage::notifications::deliveries::{About, Channel};
use heilsam_storage::notifications::{Ended, Offered, PushDeviceRow, Removal, WaitingMail};
use heilsam_storage::slots::SlotRow;
use jiff::SignedDuration;

use super::fixtures::{consent, made_account, slot, time};
use crate::suite::engines::Database;

const HOURS: SignedDuration = SignedDuration::from_hours(4);
const ALL: Offered = Offered { mail: true, push: true };

fn browser(account: AccountId, number: u8, session: u8) -> PushDeviceRow {
    PushDeviceRow {
        device_id: PushDeviceId::from_bytes([number; 16]),
        account_id: account,
        session_id: SessionId::from_bytes([session; 16]),
        place_hash: [number; 32],
        sealed: vec![number; 40],
        device: "Firefox, Linux".to_owned(),
        created_at: time(i64::from(number)),
    }
}

fn waiting(text: &str) -> WaitingMail {
    WaitingMail { sealed: text.as_bytes().to_vec(), code_hash: [7; 32], until: time(600), tries: 0 }
}

fn event(kind: SecurityKind, second: i64) -> SecurityEvent {
    SecurityEvent { kind, at: time(second), device: "Firefox, Linux".to_owned() }
}

async fn set_contact(store: &Store, account: AccountId) {
    let slot = SlotRow { kind: SlotKind::RecoveryContact, ..slot(90, None) };
    let row = ContactRow {
        account_id: account,
        slot_id: slot.slot_id,
        half: vec![8; 60],
        note: vec![1; 90],
        made_at: time(0),
        asked_at: None,
        opened_at: None,
    };
    store.put_contact(&row, &slot).await.unwrap();
}

/// Puts something of the account into every table of this part.
pub async fn fill(store: &Store, account: AccountId, text: &str) {
    let choices = NotificationChoices { security: true, settings: text.as_bytes().to_vec().into() };
    store.put_notification_choices(account, &choices).await.unwrap();
    let mut row = browser(account, account.to_bytes()[0].wrapping_add(3), 1);
    row.sealed = text.as_bytes().to_vec();
    assert!(store.put_push_device(&row, 10).await.unwrap());
    assert!(store.put_waiting_mail(account, &waiting(text), time(540)).await.unwrap());
    assert!(store.confirm_mail(account, [7; 32], 5).await.unwrap());
    store.put_wake_ups(account, &[time(900)]).await.unwrap();
    assert_eq!(store.send_on_all(account, About::Security, time(0), time(900)).await.unwrap(), 2);
    store.add_security_event(account, &event(SecurityKind::NewDevice, 0)).await.unwrap();
}

pub async fn a_time_that_has_come_is_sent_once_on_every_channel(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_push_device(&browser(account, 11, 1), 10).await.unwrap();
    assert!(store.put_waiting_mail(account, &waiting("a"), time(540)).await.unwrap());
    store.put_wake_ups(account, &[time(900), time(1_800), time(900)]).await.unwrap();
    assert_eq!(store.wake_ups(account).await.unwrap(), [time(900), time(1_800)]);
    assert_eq!(store.wake(time(899), HOURS).await.unwrap(), 0);
    assert_eq!(store.wake(time(901), HOURS).await.unwrap(), 1);
    assert_eq!(store.wake(time(901), HOURS).await.unwrap(), 0, "the time is used up");
    let sent = store.take_deliveries(time(901), time(960)).await.unwrap();
    assert_eq!(sent.len(), 1, "an address that nobody confirmed gets nothing: {sent:?}");
    assert_eq!((sent[0].account_id, sent[0].about), (account, About::Reminder));
    assert_eq!(sent[0].channel, Channel::Push(PushDeviceId::from_bytes([11; 16])));
    store.end_delivery(&sent[0]).await.unwrap();
    store.confirm_mail(account, [7; 32], 5).await.unwrap();
    assert_eq!(store.wake(time(1_800) + HOURS, HOURS).await.unwrap(), 1);
    assert_eq!(
        store.take_deliveries(time(1_800) + HOURS, time(99_999)).await.unwrap(),
        [],
        "too late to matter"
    );
    assert_eq!(store.wake_ups(account).await.unwrap(), []);
}

pub async fn a_message_is_taken_once_and_again_when_nobody_saw_how_it_ended(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    store.put_push_device(&browser(account, 11, 1), 10).await.unwrap();
    for _ in 0..2 {
        let channels = store.send_on_all(account, About::Security, time(0), time(10_000)).await.unwrap();
        assert_eq!(channels, 1, "a second one before the first has left is the same");
    }
    let first = store.take_deliveries(time(1), time(61)).await.unwrap();
    assert_eq!((first.len(), first[0].tries, first[0].may_have_left), (1, 1, false));
    assert_eq!(store.take_deliveries(time(2), time(62)).await.unwrap(), [], "somebody sends it already");
    let again = store.take_deliveries(time(61), time(121)).await.unwrap();
    assert_eq!((again.len(), again[0].tries, again[0].may_have_left), (1, 2, true), "that one ended halfway");
    store.put_off_delivery(&again[0], time(300)).await.unwrap();
    assert_eq!(store.take_deliveries(time(299), time(400)).await.unwrap(), []);
    let third = store.take_deliveries(time(300), time(400)).await.unwrap();
    assert_eq!((third.len(), third[0].tries, third[0].may_have_left), (1, 3, false));
    store.send_on_all(account, About::Security, time(301), time(10_000)).await.unwrap();
    store.put_off_delivery(&third[0], time(9_000)).await.unwrap();
    store.end_delivery(&third[0]).await.unwrap();
    let another = store.take_deliveries(time(301), time(401)).await.unwrap();
    assert_eq!(
        (another.len(), another[0].tries),
        (1, 1),
        "what came while the third was on its way is another one"
    );
    assert_eq!(store.take_deliveries(time(10_000), time(10_100)).await.unwrap(), [], "too late");
}

pub async fn an_e_mail_that_left_another_way_is_forgotten_and_no_other(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    for about in [About::Cancelled, About::Revoked] {
        store.send_by_mail(account, about, time(5), time(900)).await.unwrap();
    }
    assert_eq!(store.take_deliveries(time(4), time(64)).await.unwrap(), [], "not before its time");
    store.forget_mail(account, About::Cancelled).await.unwrap();
    let left = store.take_deliveries(time(5), time(65)).await.unwrap();
    assert_eq!((left.len(), left[0].about), (1, About::Revoked));
}

pub async fn an_address_counts_when_its_code_was_typed(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    assert!(store.put_waiting_mail(account, &waiting("first"), time(540)).await.unwrap());
    assert!(!store.confirm_mail(account, [8; 32], 5).await.unwrap());
    store.count_mail_try(account).await.unwrap();
    let kept = store.notification_mail(account).await.unwrap();
    assert_eq!((kept.sealed, kept.waiting.map(|it| it.tries)), (None, Some(1)));
    assert!(store.confirm_mail(account, [7; 32], 5).await.unwrap());
    assert!(!store.confirm_mail(account, [7; 32], 5).await.unwrap(), "a code counts once");
    for given_up in [true, false] {
        assert!(store.put_waiting_mail(account, &waiting("second"), time(540)).await.unwrap());
        let kept = store.notification_mail(account).await.unwrap();
        assert_eq!(kept.sealed.as_deref(), Some(b"first".as_slice()), "the old one counts until then");
        if given_up {
            assert!(store.forget_waiting_mail(account).await.unwrap());
            assert!(!store.forget_waiting_mail(account).await.unwrap());
            let soon = store.put_waiting_mail(account, &waiting("soon"), time(599)).await.unwrap();
            assert!(!soon, "giving an address up does not make room for a letter to the next one");
            assert_eq!(store.notification_mail(account).await.unwrap().waiting, None);
        }
        store.purge_waiting_mail(time(600)).await.unwrap();
        let kept = store.notification_mail(account).await.unwrap();
        assert_eq!((kept.sealed.as_deref(), kept.waiting), (Some(b"first".as_slice()), None));
    }
    assert_eq!(store.remove_mail(account, ALL).await.unwrap(), Removal::Removed);
    assert_eq!(store.remove_mail(account, ALL).await.unwrap(), Removal::Missing);
    assert!(store.put_waiting_mail(account, &waiting("third"), time(540)).await.unwrap());
    store.purge_waiting_mail(time(600)).await.unwrap();
    let gone = store.remove_mail(account, ALL).await.unwrap();
    assert_eq!(gone, Removal::Missing, "what nobody confirmed does not stay");
    assert!(store.put_waiting_mail(account, &waiting("taken back"), time(540)).await.unwrap());
    assert_eq!(store.remove_mail(account, ALL).await.unwrap(), Removal::Removed);
    assert!(!store.put_waiting_mail(account, &waiting("soon"), time(599)).await.unwrap());
    assert_eq!(store.notification_mail(account).await.unwrap().code_until, Some(time(600)));
    store.purge_waiting_mail(time(600)).await.unwrap();
    assert_eq!(store.notification_mail(account).await.unwrap().code_until, None);
    assert!(store.put_waiting_mail(account, &waiting("fourth"), time(540)).await.unwrap());
    for _ in 0..6 {
        store.count_mail_try(account).await.unwrap();
    }
    assert!(
        !store.confirm_mail(account, [7; 32], 5).await.unwrap(),
        "also for who asked before the last try was counted"
    );
}

pub async fn a_browser_belongs_to_who_logged_in_last_and_ends_with_its_session(database: Database) {
    let store = database.store;
    let (one, other) = (made_account(&store, 1).await, made_account(&store, 2).await);
    store.put_push_device(&browser(one, 11, 1), 2).await.unwrap();
    let mut taken = browser(other, 12, 2);
    taken.place_hash = [11; 32];
    store.put_push_device(&taken, 2).await.unwrap();
    assert_eq!(store.push_devices(one).await.unwrap(), [], "nobody gets messages of somebody else");
    store.put_push_device(&browser(one, 13, 1), 2).await.unwrap();
    store.put_push_device(&browser(one, 14, 5), 2).await.unwrap();
    assert!(!store.put_push_device(&browser(one, 15, 6), 2).await.unwrap(), "as many as it may");
    let session = SessionId::from_bytes([9; 16]);
    assert!(store.bind_push_device(one, [13; 32], session).await.unwrap());
    assert!(!store.bind_push_device(one, [11; 32], session).await.unwrap());
    assert_eq!(store.remove_push_devices(one, Ended::One(session)).await.unwrap(), 1);
    assert!(!store.remove_push_device(one, PushDeviceId::from_bytes([12; 16])).await.unwrap());
    assert!(store.remove_push_device(one, PushDeviceId::from_bytes([14; 16])).await.unwrap());
    assert_eq!(store.remove_push_devices(other, Ended::All).await.unwrap(), 1);
}

pub async fn the_last_channel_stays_as_long_as_there_is_a_contact(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    let device = PushDeviceId::from_bytes([11; 16]);
    store.put_push_device(&browser(account, 11, 1), 10).await.unwrap();
    assert!(store.put_waiting_mail(account, &waiting("a"), time(540)).await.unwrap());
    set_contact(&store, account).await;
    let end = |offered| store.end_push_device(account, device, offered);
    assert_eq!(end(ALL).await.unwrap(), Removal::Last, "an address that nobody confirmed reaches nobody");
    store.confirm_mail(account, [7; 32], 5).await.unwrap();
    let only_push = Offered { mail: false, push: true };
    assert_eq!(end(only_push).await.unwrap(), Removal::Last, "nor one where no e-mail is sent");
    assert_eq!(end(ALL).await.unwrap(), Removal::Removed);
    assert_eq!(end(ALL).await.unwrap(), Removal::Missing);
    assert_eq!(store.remove_mail(account, ALL).await.unwrap(), Removal::Last);
    assert!(store.notification_mail(account).await.unwrap().sealed.is_some());
    store.remove_contact(account).await.unwrap();
    assert_eq!(store.remove_mail(account, ALL).await.unwrap(), Removal::Removed);
}

pub async fn notifications_end_with_the_use_and_the_newest_events_stay(database: Database) {
    let store = database.store;
    let account = made_account(&store, 1).await;
    fill(&store, account, "x").await;
    set_contact(&store, account).await;
    for second in 1..=60 {
        store.add_security_event(account, &event(SecurityKind::WayAdded, second)).await.unwrap();
    }
    let withdrawn = consent(Purpose::IntendedUse, ConsentAction::Withdrawn, 5);
    store.add_consent(account, &withdrawn, time(5)).await.unwrap();
    assert_eq!(store.notification_choices(account).await.unwrap(), NotificationChoices::default());
    assert_eq!(store.push_devices(account).await.unwrap(), []);
    assert_eq!(store.notification_mail(account).await.unwrap().sealed, None);
    assert_eq!(store.wake_ups(account).await.unwrap(), []);
    assert_eq!(store.contact(account).await.unwrap(), None, "nobody could object");
    assert_eq!(store.take_deliveries(time(2), time(3)).await.unwrap(), []);
    let events = store.security_events(account).await.unwrap();
    assert_eq!((events.len(), events[0].at), (50, time(60)));
    assert_eq!(store.purge_security_events(time(60)).await.unwrap(), 49);
}
