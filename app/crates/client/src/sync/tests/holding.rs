//! After the end of a prescription: what is new stays on the device, everything else goes on, and nothing is lost.

use super::*;

#[test]
fn what_is_new_stays_here_and_what_stands_behind_it_goes_on() {
    let secrets = secrets(1);
    let (mut server, mut phone, mut tablet) =
        (FakeServer::default(), Device::new(&secrets, 1), Device::new(&secrets, 2));
    phone.make_diary();
    phone.write(1, "a");
    phone.sync(&mut server).unwrap();
    server.takes_nothing_new = true;
    phone.write(2, "new");
    phone.write(1, "deleted");
    phone.write(3, "new too");
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.waiting(), phone.engine.held()), (2, 2));
    assert_eq!(server.count(diary(&secrets)), 2);

    phone.crash();
    phone.write(1, "deleted again");
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.held(), server.count(diary(&secrets))), (2, 3));
    tablet.sync(&mut server).unwrap();
    assert_eq!(tablet.read(1).as_deref(), Some("deleted again"));
    assert_eq!((phone.read(2).as_deref(), phone.read(3).as_deref()), (Some("new"), Some("new too")));

    server.takes_nothing_new = false;
    phone.sync(&mut server).unwrap();
    assert_eq!(phone.engine.held(), 2, "it is not asked again every few seconds");
    phone.engine.release();
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.waiting(), phone.engine.held()), (0, 0));
    tablet.sync(&mut server).unwrap();
    assert_eq!(tablet.everything(), phone.everything());
}

#[test]
fn what_the_server_took_before_the_end_is_not_held() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.sync(&mut server).unwrap();
    phone.write(1, "a");
    phone.round(&mut server, &mut vec![Fault::None, Fault::LostAnswer]).unwrap();
    assert_eq!(phone.engine.waiting(), 1);
    server.takes_nothing_new = true;
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.waiting(), phone.engine.held()), (0, 0));
}

#[test]
fn a_change_of_what_is_held_waits_with_it() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.sync(&mut server).unwrap();
    phone.write(1, "a");
    phone.round(&mut server, &mut vec![Fault::None, Fault::LostRequest]).unwrap();
    phone.write(1, "b");
    server.takes_nothing_new = true;
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.waiting(), phone.engine.held()), (2, 2));
    phone.crash();
    server.takes_nothing_new = false;
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.engine.waiting(), phone.read(1).as_deref()), (0, Some("b")));
}
