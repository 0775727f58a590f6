//! Lost requests, lost answers and power cuts between any two steps: nothing that was saved is ever lost or doubled.

use proptest::prelude::*;

use super::*;

#[derive(Debug, Clone)]
enum Act {
    /// Device, record.
    Write(usize, u8),
    /// Device, what goes wrong at its steps.
    Sync(usize, Vec<Fault>),
    /// Device.
    Crash(usize),
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        4 => Just(Fault::None),
        1 => Just(Fault::LostRequest),
        1 => Just(Fault::LostAnswer),
        1 => Just(Fault::CrashBeforeStoring),
    ]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0usize..2, 0u8..4).prop_map(|(device, record)| Act::Write(device, record)),
        3 => (0usize..2, proptest::collection::vec(fault(), 0..6)).prop_map(|(device, faults)| Act::Sync(device, faults)),
        1 => (0usize..2).prop_map(Act::Crash),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_saved_is_lost_and_both_devices_agree_in_the_end(acts in proptest::collection::vec(act(), 1..40)) {
        let secrets = secrets(1);
        let mut server = FakeServer::default();
        let mut devices = [Device::new(&secrets, 1), Device::new(&secrets, 2)];
        devices[0].make_diary();
        devices[0].sync(&mut server).unwrap();
        devices[1].sync(&mut server).unwrap();

        let mut written: Vec<String> = Vec::new();
        for act in acts {
            match act {
                Act::Write(device, n) => {
                    let word = format!("w{}", written.len());
                    let before = devices[device].read(n).map(|text| text + " ").unwrap_or_default();
                    devices[device].write(n, &format!("{before}{word}"));
                    written.push(word);
                }
                Act::Sync(device, mut faults) => {
                    devices[device].round(&mut server, &mut faults).unwrap();
                }
                Act::Crash(device) => devices[device].crash(),
            }
        }
        for _ in 0..3 {
            for device in &mut devices {
                device.sync(&mut server).unwrap();
            }
        }
        prop_assert_eq!(devices[0].everything(), devices[1].everything());
        let all = devices[0].everything();
        for word in &written {
            let found = all.iter().filter(|(_, payload)| {
                String::from_utf8_lossy(payload).split(' ').any(|known| known == word)
            });
            prop_assert_eq!(found.count(), 1, "{}", word);
        }
        let known: usize = all.iter().map(|(_, payload)| String::from_utf8_lossy(payload).split(' ').count()).sum();
        prop_assert_eq!(known, written.len());
        prop_assert_eq!(devices[0].engine.waiting() + devices[1].engine.waiting(), 0);
    }
}

#[test]
fn a_batch_whose_answer_was_lost_is_not_stored_twice() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "a");
    let mut faults = vec![Fault::None, Fault::None, Fault::LostAnswer];
    assert_eq!(phone.round(&mut server, &mut faults), Ok(false));
    phone.write(1, "b");
    phone.crash();
    phone.sync(&mut server).unwrap();
    assert_eq!((phone.read(1).as_deref(), server.count(diary(&secrets))), (Some("b"), 2));
}

#[test]
fn entries_written_in_airplane_mode_survive_a_power_cut() {
    let secrets = secrets(1);
    let (mut server, mut phone) = (FakeServer::default(), Device::new(&secrets, 1));
    phone.make_diary();
    phone.write(1, "120/80");
    assert_eq!(phone.round(&mut server, &mut vec![Fault::LostRequest]), Ok(false));
    phone.crash();
    assert_eq!(phone.read(1).as_deref(), Some("120/80"));
    phone.sync(&mut server).unwrap();
    assert_eq!(server.count(diary(&secrets)), 1);
}
