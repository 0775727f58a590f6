//! Tabs of one browser share a store and know nothing of each other: nothing is lost, and no tab looks like an attack.

mod moved;

use heilsam_protocol::sync::BatchStored;

use super::*;

/// One browser: a store, and an engine in each tab.
struct Browser<'a> {
    secrets: &'a Secrets,
    store: BTreeMap<String, Vec<u8>>,
    tabs: Vec<Device<'a>>,
}

impl<'a> Browser<'a> {
    fn new(secrets: &'a Secrets) -> Self {
        Self { secrets, store: BTreeMap::new(), tabs: Vec::new() }
    }

    /// A new tab, as it comes up from the store.
    fn open(&mut self) -> usize {
        let tab = self.tabs.len();
        self.tabs.push(Device::new(self.secrets, 10 + u8::try_from(tab).unwrap()));
        self.at(tab, Device::crash);
        tab
    }

    /// What happens in one tab, on the store of all.
    fn at<R>(&mut self, tab: usize, act: impl FnOnce(&mut Device<'a>) -> R) -> R {
        let device = &mut self.tabs[tab];
        std::mem::swap(&mut self.store, &mut device.store);
        let result = act(device);
        std::mem::swap(&mut self.store, &mut device.store);
        result
    }

    fn write(&mut self, tab: usize, n: u8, payload: &str) {
        self.at(tab, |device| device.write(n, payload));
    }

    fn sync(&mut self, tab: usize, server: &mut FakeServer) -> Result<(), Mismatch> {
        self.at(tab, |device| device.sync(server))
    }
}

/// A round up to the first batch: the server has it, and its answer is on the way.
fn send(device: &mut Device<'_>, server: &mut FakeServer) -> (CollectionId, BatchStored) {
    device.engine.begin_round();
    loop {
        let (changes, step) = device.engine.next(device.secrets).unwrap();
        device.apply(changes);
        match step {
            Step::Pull { cursor } => {
                let page = server.changes(&cursor);
                let now = Timestamp::UNIX_EPOCH;
                let taken = device.engine.pulled(device.secrets, &page, now, &mut device.rng);
                device.apply(taken.unwrap());
            }
            Step::Push { collection, batch } => {
                return (collection, server.upload(collection, &batch).unwrap());
            }
            Step::Announce(_) | Step::Idle => panic!("something waits in a known collection"),
        }
    }
}

/// A browser whose diary the server knows, with one entry, and two tabs that came up in the same state.
fn two_tabs<'a>(secrets: &'a Secrets, server: &mut FakeServer) -> (Browser<'a>, usize, usize) {
    let mut browser = Browser::new(secrets);
    let first = browser.open();
    browser.at(first, Device::make_diary);
    browser.write(first, 9, "nine");
    browser.sync(first, server).unwrap();
    browser.sync(first, server).unwrap();
    let (one, other) = (browser.open(), browser.open());
    (browser, one, other)
}

/// The same with an entry that was never sent, and a tab that came up behind it.
fn entry_in_two_tabs<'a>(secrets: &'a Secrets, server: &mut FakeServer) -> (Browser<'a>, usize, usize) {
    let (mut browser, one, _) = two_tabs(secrets, server);
    browser.write(one, 1, "entry");
    let other = browser.open();
    (browser, one, other)
}

/// What another device reads of the first record.
fn arrives(secrets: &Secrets, server: &mut FakeServer) -> Option<String> {
    let mut tablet = Device::new(secrets, 2);
    tablet.sync(server).unwrap();
    tablet.read(1)
}

#[test]
fn what_two_tabs_write_without_a_connection_is_both_kept() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = two_tabs(&secrets, &mut server);
    browser.write(one, 1, "one");
    browser.write(other, 2, "two");
    let later = browser.open();
    assert_eq!(browser.tabs[later].engine.waiting(), 2);
    browser.sync(later, &mut server).unwrap();
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut server).unwrap();
    assert_eq!((tablet.read(1).as_deref(), tablet.read(2).as_deref()), (Some("one"), Some("two")));
    // Those that know nothing of it find out that all of theirs is there.
    for tab in [one, other] {
        browser.sync(tab, &mut server).unwrap();
        assert_eq!(browser.tabs[tab].engine.waiting(), 0);
        assert_eq!(browser.tabs[tab].everything(), tablet.everything());
    }
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn a_tab_that_sent_its_own_leaves_what_waits_in_another() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = two_tabs(&secrets, &mut server);
    browser.write(one, 1, "one");
    browser.write(other, 2, "two");
    browser.sync(one, &mut server).unwrap();
    let later = browser.open();
    assert_eq!(browser.at(later, |tab| tab.read(2)).as_deref(), Some("two"));
    browser.sync(later, &mut server).unwrap();
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn a_late_answer_in_one_tab_takes_back_nothing_that_another_stored() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = two_tabs(&secrets, &mut server);
    browser.write(other, 2, "two");
    let (collection, answer) = browser.at(other, |tab| send(tab, &mut server));
    browser.sync(one, &mut server).unwrap();
    browser.write(one, 1, "one");
    browser.sync(one, &mut server).unwrap();
    browser.sync(one, &mut server).unwrap();
    browser.at(other, |tab| {
        let changes = tab.engine.pushed(tab.secrets, collection, &answer).unwrap();
        tab.apply(changes);
    });
    let later = browser.open();
    assert_eq!(browser.sync(later, &mut server), Ok(()), "an honest server looks like one");
    assert_eq!(browser.tabs[later].everything().len(), 3);
    assert_eq!(browser.sync(other, &mut server), Ok(()));
}

#[test]
fn an_edit_in_one_tab_stays_when_another_sends_what_was_there_before() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, _) = two_tabs(&secrets, &mut server);
    browser.write(one, 1, "a");
    let other = browser.open();
    browser.write(one, 1, "a b");
    browser.sync(other, &mut server).unwrap();
    let later = browser.open();
    browser.sync(later, &mut server).unwrap();
    assert_eq!(browser.tabs[later].read(1).as_deref(), Some("a b"));
    browser.sync(one, &mut server).unwrap();
    assert_eq!(browser.tabs[one].read(1).as_deref(), Some("a b"));
}

#[test]
fn what_was_deleted_before_it_was_sent_does_not_come_back_when_another_tab_sends_it() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = entry_in_two_tabs(&secrets, &mut server);
    browser.write(one, 1, "edited");
    browser.write(one, 1, "deleted");
    browser.sync(other, &mut server).unwrap();
    assert_eq!(browser.tabs[other].read(1).as_deref(), Some("entry"));
    // A merge would have both words.
    let later = browser.open();
    for tab in [later, one, other] {
        browser.sync(tab, &mut server).unwrap();
        assert_eq!(browser.tabs[tab].read(1).as_deref(), Some("deleted"));
    }
    assert_eq!(arrives(&secrets, &mut server).as_deref(), Some("deleted"));
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn what_was_deleted_does_not_come_back_when_another_tab_puts_what_it_holds_last() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = entry_in_two_tabs(&secrets, &mut server);
    browser.write(one, 1, "deleted");
    // The server takes nothing new; the change of what it has goes first, and the entry is stored anew behind it.
    server.takes_nothing_new = true;
    browser.write(other, 9, "nine and more");
    browser.sync(other, &mut server).unwrap();
    assert_eq!((browser.tabs[other].engine.held(), server.count(diary(&secrets))), (1, 2));
    let later = browser.open();
    assert_eq!(browser.tabs[later].engine.waiting(), 2);
    server.takes_nothing_new = false;
    browser.sync(later, &mut server).unwrap();
    assert_eq!(browser.tabs[later].read(1).as_deref(), Some("deleted"));
    assert!(!browser.store.keys().any(|key| key.starts_with("sync/out/")));
    assert_eq!(arrives(&secrets, &mut server).as_deref(), Some("deleted"));
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn an_entry_that_was_never_sent_and_is_changed_in_two_tabs_has_both_changes() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = entry_in_two_tabs(&secrets, &mut server);
    browser.write(one, 1, "deleted");
    browser.write(other, 1, "edited");
    let later = browser.open();
    browser.sync(later, &mut server).unwrap();
    for tab in [one, other] {
        browser.sync(tab, &mut server).unwrap();
        assert_eq!(browser.tabs[tab].read(1).as_deref(), Some("deleted edited"));
    }
}

#[test]
fn two_tabs_that_begin_the_same_collection_have_one_set_of_keys() {
    let secrets = secrets(1);
    let (mut server, mut browser) = (FakeServer::default(), Browser::new(&secrets));
    let (one, other) = (browser.open(), browser.open());
    browser.at(one, Device::make_diary);
    browser.write(one, 1, "one");
    browser.at(other, Device::make_diary);
    browser.write(other, 2, "two");
    browser.sync(one, &mut server).unwrap();
    let later = browser.open();
    browser.sync(later, &mut server).unwrap();
    browser.sync(other, &mut server).unwrap();
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut server).unwrap();
    assert_eq!((tablet.read(1).as_deref(), tablet.read(2).as_deref()), (Some("one"), Some("two")));
}

#[test]
fn what_was_written_under_keys_that_lost_is_sent_under_those_that_won() {
    let secrets = secrets(1);
    let (mut server, mut browser) = (FakeServer::default(), Browser::new(&secrets));
    let (one, other) = (browser.open(), browser.open());
    let mut tablet = Device::new(&secrets, 2);
    tablet.make_diary();
    tablet.write(5, "five");
    tablet.sync(&mut server).unwrap();
    browser.at(one, Device::make_diary);
    browser.write(one, 1, "one");
    // The tab that knows of no diary learns of the tablet's.
    browser.sync(other, &mut server).unwrap();
    let later = browser.open();
    assert_eq!(browser.at(later, |tab| tab.read(1)).as_deref(), Some("one"));
    browser.sync(later, &mut server).unwrap();
    tablet.sync(&mut server).unwrap();
    assert_eq!((tablet.read(1).as_deref(), tablet.read(5).as_deref()), (Some("one"), Some("five")));
    let after = browser.open();
    assert_eq!(browser.tabs[after].engine.waiting(), 0);
}

#[test]
fn an_answer_to_what_was_asked_before_the_state_was_read_anew_changes_nothing() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = two_tabs(&secrets, &mut server);
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut server).unwrap();
    tablet.write(5, "five");
    tablet.sync(&mut server).unwrap();
    let page = browser.at(other, |tab| {
        tab.engine.begin_round();
        let (_, step) = tab.engine.next(tab.secrets).unwrap();
        let Step::Pull { cursor } = step else { panic!("a round begins with a pull") };
        server.changes(&cursor)
    });
    browser.write(one, 1, "one");
    browser.sync(one, &mut server).unwrap();
    browser.at(other, |tab| {
        tab.crash();
        let taken = tab.engine.pulled(tab.secrets, &page, Timestamp::UNIX_EPOCH, &mut tab.rng);
        assert_eq!(taken, Ok(Vec::new()));
    });
    assert_eq!(browser.sync(other, &mut server), Ok(()));
    assert_eq!(browser.tabs[other].everything(), browser.tabs[one].everything());
}

#[test]
fn a_mark_of_what_was_sent_counts_only_for_the_very_same() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = two_tabs(&secrets, &mut server);
    browser.write(other, 2, "two");
    browser.write(one, 1, "draft");
    browser.write(one, 1, "one");
    browser.at(one, |tab| send(tab, &mut server));
    let later = browser.open();
    browser.write(later, 2, "two and more");
    assert_eq!(browser.tabs[later].engine.waiting(), 2, "what was not sent is replaced");
    browser.sync(later, &mut server).unwrap();
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut server).unwrap();
    assert_eq!(tablet.read(1).as_deref(), Some("one"));
    assert_eq!(tablet.read(2).as_deref(), Some("two and more"));
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn what_an_earlier_build_stored_is_loaded_and_sent() {
    let as_before = |key: String| {
        let place = key.split('/').nth(1).unwrap_or_default().to_owned();
        let last = match place.as_str() {
            "out" => '-',
            "head" | "shown" => '/',
            _ => return key,
        };
        key.rsplit_once(last).unwrap().0.to_owned()
    };
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "one");
    phone.sync(&mut server).unwrap();
    for n in 2..5 {
        phone.write(n, "more");
    }
    phone.store =
        std::mem::take(&mut phone.store).into_iter().map(|(key, it)| (as_before(key), it)).collect();
    assert!(phone.store.contains_key(&format!("sync/out/{}/0000000000000001", diary(&secrets))));
    phone.crash();
    assert_eq!(phone.engine.waiting(), 3);
    phone.write(3, "edited");
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.waiting(), server.count(diary(&secrets))), (0, 4));
    assert!(!phone.store.keys().any(|key| key.starts_with("sync/out/")));
    phone.crash();
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.everything().len(), phone.read(3).as_deref()), (4, Some("edited")));
}
