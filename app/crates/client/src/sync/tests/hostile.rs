//! A server that swaps, drops, rolls back and mixes: each attack is named, and afterwards nothing is exchanged.

use heilsam_protocol::sync::Change as Remote;

use super::*;

/// An account with three entries at the server; an older copy of the server after the first of them.
struct World {
    older: FakeServer,
    server: FakeServer,
}

fn world(secrets: &Secrets) -> World {
    let (mut server, mut phone) = (FakeServer::default(), Device::new(secrets, 1));
    phone.make_diary();
    phone.write(1, "one");
    phone.sync(&mut server).unwrap();
    let older = server.clone();
    phone.write(2, "two");
    phone.write(3, "three");
    phone.sync(&mut server).unwrap();
    World { older, server }
}

/// What a new device says to this server; once frozen it stays so, also after a restart.
fn judge(secrets: &Secrets, server: &mut FakeServer) -> Mismatch {
    let mut tablet = Device::new(secrets, 2);
    let reason = tablet.sync(server).unwrap_err();
    tablet.crash();
    assert!(tablet.engine.frozen().is_some() && tablet.sync(server).is_err());
    reason
}

fn records(server: &mut FakeServer) -> Vec<(u64, &mut Remote)> {
    server
        .feed
        .iter_mut()
        .filter(|(_, change)| matches!(change, Remote::Record { .. }))
        .map(|(at, change)| (*at, change))
        .collect()
}

#[test]
fn an_honest_server_is_believed() {
    let secrets = secrets(1);
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut world(&secrets).server).unwrap();
    assert_eq!(tablet.everything().len(), 3);
}

#[test]
fn a_rolled_back_server_is_detected_by_a_device_that_has_seen_more() {
    let secrets = secrets(1);
    let World { mut older, mut server } = world(&secrets);
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut server).unwrap();
    tablet.store.remove("sync/cursor");
    tablet.crash();
    assert_eq!(tablet.sync(&mut older), Err(Mismatch::RolledBack));
    assert_eq!(tablet.everything().len(), 3, "what is on the device stays readable");
}

#[test]
fn a_server_that_lost_the_last_batch_of_a_device_is_noticed_by_that_device() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "one");
    phone.sync(&mut server).unwrap();
    let mut older = server.clone();
    phone.write(2, "two");
    phone.sync(&mut server).unwrap();
    phone.crash();
    assert_eq!(phone.sync(&mut older), Err(Mismatch::RolledBack));
    assert_eq!(phone.everything().len(), 2, "what is on the device stays readable");
}

#[test]
fn an_omitted_record_is_detected() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    let at = records(&mut server)[1].0;
    server.feed.remove(&at);
    assert_eq!(judge(&secrets, &mut server), Mismatch::OutOfOrder);
}

#[test]
fn an_omitted_record_with_closed_ranks_is_detected() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    let at = records(&mut server)[1].0;
    server.feed.remove(&at);
    for (number, (_, change)) in (0..).zip(records(&mut server)) {
        if let Remote::Record { position, .. } = change {
            *position = number;
        }
    }
    assert_eq!(judge(&secrets, &mut server), Mismatch::RolledBack);
}

#[test]
fn a_truncated_list_is_detected() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    let at = records(&mut server)[2].0;
    server.feed.remove(&at);
    assert_eq!(judge(&secrets, &mut server), Mismatch::RolledBack);
}

#[test]
fn a_withheld_head_is_detected() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    server.feed.retain(|_, change| !matches!(change, Remote::Head { .. }));
    assert_eq!(judge(&secrets, &mut server), Mismatch::RolledBack);
}

#[test]
fn swapped_records_are_detected() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    let mut listed = records(&mut server);
    let (Remote::Record { record: first, .. }, rest) = (listed.remove(0).1, &mut listed) else { panic!() };
    let Remote::Record { record: second, .. } = &mut *rest[0].1 else { panic!() };
    core::mem::swap(first, second);
    assert_eq!(judge(&secrets, &mut server), Mismatch::Forked);
}

#[test]
fn records_of_another_account_are_detected() {
    let (own, foreign) = (secrets(1), secrets(2));
    let mut server = world(&own).server;
    let stolen = world(&foreign).server.log(diary(&foreign));
    for (at, change) in records(&mut server) {
        if let Remote::Record { position, record } = change {
            *record = stolen[usize::try_from(*position).unwrap()].clone();
        }
        let _ = at;
    }
    assert!(matches!(judge(&own, &mut server), Mismatch::KeysMissing | Mismatch::Foreign(_)));
}

#[test]
fn a_changed_record_is_detected() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    if let Remote::Record { record, .. } = &mut *records(&mut server)[1].1 {
        *record.content.0.last_mut().unwrap() ^= 1;
    }
    assert!(matches!(judge(&secrets, &mut server), Mismatch::Foreign(_)));
}

#[test]
fn keys_of_another_account_are_detected() {
    let (own, foreign) = (secrets(1), secrets(2));
    let mut server = world(&own).server;
    let stolen = world(&foreign).server.feed.into_values().find_map(|change| match change {
        Remote::Collection(collection) => Some(collection.sealed_keys),
        Remote::Record { .. } | Remote::Head { .. } => None,
    });
    for change in server.feed.values_mut() {
        if let Remote::Collection(collection) = change {
            collection.sealed_keys = stolen.clone().unwrap();
        }
    }
    assert!(matches!(judge(&own, &mut server), Mismatch::Foreign(_)));
}

#[test]
fn a_head_of_another_account_is_detected() {
    let (own, foreign) = (secrets(1), secrets(2));
    let mut server = world(&own).server;
    let stolen = world(&foreign).server.feed.into_values().find_map(|change| match change {
        Remote::Head { head, .. } => Some(head),
        Remote::Record { .. } | Remote::Collection(_) => None,
    });
    server.set_head(diary(&own), stolen.unwrap());
    assert!(matches!(judge(&own, &mut server), Mismatch::Foreign(_)));
}

#[test]
fn an_older_version_put_in_the_place_of_a_newer_is_detected() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "one");
    phone.sync(&mut server).unwrap();
    phone.write(1, "two");
    phone.sync(&mut server).unwrap();
    let first = server.log(diary(&secrets))[0].clone();
    if let Remote::Record { record, .. } = &mut *records(&mut server)[1].1 {
        *record = first;
    }
    assert_eq!(judge(&secrets, &mut server), Mismatch::OutOfOrder);
}

#[test]
fn two_histories_shown_to_two_devices_are_detected_when_they_meet() {
    let secrets = secrets(1);
    let World { mut older, mut server } = world(&secrets);
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut older).unwrap();
    tablet.write(7, "seven");
    tablet.write(8, "eight");
    tablet.sync(&mut older).unwrap();
    tablet.store.remove("sync/cursor");
    tablet.crash();
    assert_eq!(tablet.sync(&mut server), Err(Mismatch::Forked));
}

#[test]
fn a_server_that_refuses_for_ever_without_a_reason_is_given_up() {
    let secrets = secrets(1);
    let mut phone = Device::new(&secrets, 1);
    phone.make_diary();
    phone.write(1, "one");
    let id = diary(&secrets);
    let refusals = (0..10).map(|_| phone.engine.push_refused(id)).filter(Result::is_err).count();
    assert!(refusals > 0);
    assert_eq!(phone.engine.frozen(), Some(Mismatch::Contradiction));
}

#[test]
fn malformed_records_are_errors_not_crashes() {
    let secrets = secrets(1);
    let mut server = world(&secrets).server;
    if let Remote::Record { record, .. } = &mut *records(&mut server)[0].1 {
        record.content.0.truncate(20);
    }
    assert!(matches!(judge(&secrets, &mut server), Mismatch::Foreign(_)));
}
