//! What was written in one tab and moved on top of what another one sent.

use super::*;

/// A round up to the first batch, which the server never hears of: what waits stands on top of the log.
fn move_on(device: &mut Device<'_>, server: &mut FakeServer) {
    assert_eq!(device.round(server, &mut vec![Fault::None, Fault::LostRequest]), Ok(false));
}

#[test]
fn what_was_deleted_is_not_merged_with_what_it_was_when_both_were_moved_on_top_of_the_log() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = entry_in_two_tabs(&secrets, &mut server);
    browser.write(one, 1, "edited");
    let third = browser.open();
    browser.write(one, 1, "deleted");
    browser.sync(other, &mut server).unwrap();
    browser.at(one, |tab| move_on(tab, &mut server));
    browser.at(third, |tab| move_on(tab, &mut server));
    let later = browser.open();
    assert_eq!(browser.tabs[later].engine.waiting(), 2, "each under the name that it has now");
    for tab in [later, one] {
        browser.sync(tab, &mut server).unwrap();
        assert_eq!(browser.tabs[tab].read(1).as_deref(), Some("deleted"));
    }
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn the_same_version_moved_in_two_tabs_is_sent_once() {
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = entry_in_two_tabs(&secrets, &mut server);
    browser.write(one, 1, "edited");
    let third = browser.open();
    browser.sync(other, &mut server).unwrap();
    browser.at(one, |tab| move_on(tab, &mut server));
    browser.at(third, |tab| move_on(tab, &mut server));
    let later = browser.open();
    assert_eq!(browser.tabs[later].engine.waiting(), 2);
    browser.sync(later, &mut server).unwrap();
    assert_eq!(browser.tabs[later].read(1).as_deref(), Some("edited"));
    assert_eq!(server.count(diary(&secrets)), 3);
}

#[test]
fn what_another_tab_sent_is_the_base_when_a_tablet_edited_it_since() {
    fn shown(_: CollectionKind, base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
        Merged::One([base.unwrap_or(b"nothing"), ours, theirs].join(&b' '))
    }
    let secrets = secrets(1);
    let mut server = FakeServer::default();
    let (mut browser, one, other) = entry_in_two_tabs(&secrets, &mut server);
    browser.write(one, 1, "deleted");
    browser.sync(other, &mut server).unwrap();
    let mut tablet = Device::new(&secrets, 2);
    tablet.sync(&mut server).unwrap();
    tablet.write(1, "edited");
    tablet.sync(&mut server).unwrap();
    browser.tabs[one].merge = shown;
    browser.at(one, Device::crash);
    browser.at(one, |tab| move_on(tab, &mut server));
    assert_eq!(browser.tabs[one].read(1).as_deref(), Some("entry deleted edited"));
    // What was merged stands on what came, and no longer on what was there before.
    tablet.write(1, "edited again");
    tablet.sync(&mut server).unwrap();
    browser.sync(one, &mut server).unwrap();
    assert_eq!(browser.tabs[one].read(1).as_deref(), Some("edited entry deleted edited edited again"));
}
