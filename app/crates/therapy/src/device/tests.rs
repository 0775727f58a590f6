use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::check::{Clock, Steadiness, clock, steadiness};
use super::*;
use crate::diary::Kind;

/// 135/85, mean 102, 2026-03-01 07:30:15, pulse 72, user 1, cuff loose and irregular pulse.
const FULL: [u8; 19] =
    [0b0001_1110, 0x87, 0, 0x55, 0, 0x66, 0, 0xEA, 0x07, 3, 1, 7, 30, 15, 0x48, 0, 1, 0b0000_0110, 0];

fn reception(received_at: &str) -> Reception<'static> {
    Reception { name: " BM\u{7} 77 ", received_at: received_at.parse().unwrap(), utc_offset_minutes: 60 }
}

#[test]
fn a_full_reading_becomes_an_entry() {
    let reading = PressureReading::parse(&FULL).unwrap();
    assert_eq!(
        (reading.systolic, reading.diastolic, reading.mean, reading.pulse),
        (135, 85, Some(102), Some(72))
    );
    assert_eq!(reading.stamp, Some(date(2026, 3, 1).at(7, 30, 15, 0)));
    assert_eq!(
        (reading.user, reading.flags.as_slice()),
        (Some(1), [DeviceFlag::CuffTooLoose, DeviceFlag::IrregularPulse].as_slice())
    );
    let entry = reading.to_entry(&reception("2026-03-01T06:31:00Z")).unwrap();
    assert_eq!(entry.measured_at, "2026-03-01T06:30:15Z".parse().unwrap());
    assert_eq!(entry.measurement.kind(), Kind::BloodPressure);
    let Origin::Device { name, flags, codes, .. } = entry.origin else { panic!("from a device") };
    assert_eq!((name.as_str(), flags.len()), ("BM 77", 2));
    assert_eq!(codes, [Mdc::Systolic, Mdc::Diastolic, Mdc::PulseRate]);
}

#[test]
fn a_reading_in_the_future_is_refused() {
    let reading = PressureReading::parse(&FULL).unwrap();
    assert_eq!(reading.to_entry(&reception("2026-03-01T06:00:00Z")), Err(DeviceError::InFuture));
}

#[test]
fn kilopascal_become_mmhg() {
    // 18.0 and 11.3 kPa, no mean.
    let reading = PressureReading::parse(&[1, 0xB4, 0xF0, 0x71, 0xF0, 0xFF, 0x07]).unwrap();
    assert_eq!((reading.systolic, reading.diastolic, reading.mean), (135, 85, None));
    let entry = reading.to_entry(&reception("2026-03-01T06:31:00Z")).unwrap();
    assert_eq!(entry.measured_at, "2026-03-01T06:31:00Z".parse().unwrap());
    // 26.7 kPa are 200.27 mmHg.
    assert_eq!(PressureReading::parse(&[1, 0x0B, 0xF1, 0x71, 0xF0, 0xFF, 0x07]).unwrap().systolic, 200);
}

#[test]
fn what_cannot_be_is_refused() {
    assert_eq!(PressureReading::parse(&[]), Err(DeviceError::TooShort));
    assert_eq!(PressureReading::parse(&FULL[..18]), Err(DeviceError::TooShort));
    assert_eq!(PressureReading::parse(&[&FULL[..], &[0]].concat()), Err(DeviceError::TooLong));
    assert_eq!(PressureReading::parse(&[0, 0xFF, 0x07, 0x55, 0, 0, 0]), Err(DeviceError::Failed));
    assert_eq!(PressureReading::parse(&[0, 0xFF, 0x0F, 0x55, 0, 0, 0]), Err(DeviceError::Impossible));
    let mut thirteenth_month = FULL;
    thirteenth_month[9] = 13;
    assert_eq!(PressureReading::parse(&thirteenth_month), Err(DeviceError::Clock));
    let swapped = PressureReading::parse(&[0, 0x55, 0, 0x87, 0, 0, 0]).unwrap();
    assert_eq!(swapped.to_entry(&reception("2026-03-01T06:31:00Z")), Err(DeviceError::Impossible));
}

#[test]
fn an_unknown_clock_is_not_an_error() {
    let mut unset = FULL;
    unset[7..14].fill(0);
    assert_eq!(PressureReading::parse(&unset).unwrap().stamp, None);
    let mut no_year = FULL;
    no_year[7..9].fill(0);
    assert_eq!(PressureReading::parse(&no_year).unwrap().stamp, None);
}

#[test]
fn a_pulse_that_cannot_be_is_left_out_and_the_pressure_kept() {
    let mut fast = FULL;
    fast[14..16].copy_from_slice(&[0xFF, 0x01]);
    let entry = PressureReading::parse(&fast).unwrap().to_entry(&reception("2026-03-01T06:31:00Z")).unwrap();
    let Measurement::BloodPressure(value) = entry.measurement else { panic!("a pressure") };
    assert_eq!((value.systolic(), value.pulse()), (135, None));
    let Origin::Device { codes, .. } = entry.origin else { panic!("from a device") };
    assert_eq!(codes, [Mdc::Systolic, Mdc::Diastolic], "what is left out has no code");
}

#[test]
fn scales_weigh_in_kilograms_and_pounds() {
    // 82.5 kg = 16,500 steps of 5 g, index 25.4, height 1.80 m.
    let metric = [0b1000, 0x74, 0x40, 0xFE, 0, 0x08, 0x07];
    let reading = WeightReading::parse(&metric).unwrap();
    assert_eq!((reading.weight.grams(), reading.body_mass_index), (82_500, Some(Decimal::new(254, 1))));
    assert_eq!(reading.height_cm, Some(Decimal::from(180)));
    // 180.00 lb.
    assert_eq!(WeightReading::parse(&[1, 0x50, 0x46]).unwrap().weight.grams(), 81_647);
    assert_eq!(WeightReading::parse(&[0, 0xFF, 0xFF]), Err(DeviceError::Failed));
    assert_eq!(WeightReading::parse(&[0, 1, 0]), Err(DeviceError::Impossible));
    assert_eq!(WeightReading::parse(&[2, 0x74, 0x40, 0xEA]), Err(DeviceError::TooShort));
    let entry = reading.to_entry(&reception("2026-03-01T06:31:00Z")).unwrap();
    assert_eq!(entry.measurement.kind(), Kind::Weight);
    let Origin::Device { codes, .. } = entry.origin else { panic!("from a device") };
    assert_eq!(codes, [Mdc::BodyMass]);
}

#[test]
fn the_clock_of_the_device_is_checked() {
    let received = "2026-03-01T06:31:00Z".parse().unwrap();
    let at = |hour, minute| clock(Some(date(2026, 3, 1).at(hour, minute, 0, 0)), received, 60);
    assert_eq!((at(7, 30), at(8, 31)), (Clock::Right, Clock::Off(3_600)));
    assert_eq!(clock(None, received, 60), Clock::None);
}

#[test]
fn three_readings_show_whether_a_device_is_steady() {
    let reading = |systolic| PressureReading { systolic, ..PressureReading::parse(&FULL).unwrap() };
    assert_eq!(steadiness(&[reading(150)]), Steadiness::NeedsMore(2));
    assert_eq!(steadiness(&[reading(152), reading(135), reading(140)]), Steadiness::Steady);
    assert_eq!(steadiness(&[reading(150), reading(135), reading(151)]), Steadiness::Unsteady { apart: 16 });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]
    #[test]
    fn no_bytes_make_the_parsers_panic(bytes in proptest::collection::vec(any::<u8>(), 0..24)) {
        let reception = reception("2026-03-01T06:31:00Z");
        if let Ok(reading) = PressureReading::parse(&bytes) {
            let _ = reading.to_entry(&reception);
        }
        if let Ok(reading) = WeightReading::parse(&bytes) {
            let _ = reading.to_entry(&reception);
        }
    }

    #[test]
    fn damaged_readings_are_read_or_refused(index in 0_usize..19, byte in any::<u8>()) {
        let mut damaged = FULL;
        damaged[index] = byte;
        if let Ok(reading) = PressureReading::parse(&damaged) {
            let _ = reading.to_entry(&reception("2026-03-01T06:31:00Z"));
        }
    }
}
