use super::*;
use crate::{Dimensions, Frame, MAX_SIDE, synthetic};
use proptest::prelude::*;

const KILOBITS: u32 = 800;

fn dimensions(width: u32, height: u32) -> Dimensions {
    Dimensions::new(width, height).unwrap()
}

fn encoder(dimensions: Dimensions) -> Encoder {
    Encoder::new(dimensions, 30, KILOBITS).unwrap()
}

fn key_frame(dimensions: Dimensions) -> Vec<u8> {
    let frame = synthetic::picture(dimensions, 1);
    encoder(dimensions).encode(&frame, KeyFrame::Forced).unwrap().unwrap().data
}

#[test]
fn a_second_of_moving_pictures_survives_the_round_trip() {
    let dimensions = dimensions(320, 180);
    let (mut encoder, mut decoder) = (encoder(dimensions), Decoder::new().unwrap());
    let mut worst = f64::INFINITY;
    let mut bytes = 0;
    let mut shown = 0;
    for tick in 0..30 {
        let frame = synthetic::picture(dimensions, tick);
        let Some(coded) = encoder.encode(&frame, KeyFrame::Auto).unwrap() else { continue };
        bytes += coded.data.len();
        let decoded = decoder.decode(&coded.data).unwrap().unwrap();
        worst = worst.min(decoded.luma_psnr(&frame).unwrap());
        shown += 1;
    }
    assert!(shown >= 25, "{shown} pictures shown");
    assert!(worst > 28.0, "PSNR fell to {worst:.1} dB");
    assert!(bytes < KILOBITS as usize * 1000 / 8 * 2, "{bytes} bytes in one second");
}

#[test]
fn black_stays_black() {
    let dimensions = dimensions(320, 180);
    let (mut encoder, mut decoder) = (encoder(dimensions), Decoder::new().unwrap());
    for _ in 0..5 {
        let coded = encoder.encode(&Frame::black(dimensions), KeyFrame::Auto).unwrap().unwrap();
        assert!(decoder.decode(&coded.data).unwrap().unwrap().is_black());
    }
}

#[test]
fn odd_sides_are_coded_without_reading_past_the_planes() {
    for (width, height) in [(1, 1), (17, 33), (321, 179)] {
        let dimensions = dimensions(width, height);
        let decoded = Decoder::new().unwrap().decode(&key_frame(dimensions)).unwrap().unwrap();
        assert_eq!(decoded.dimensions(), dimensions);
    }
}

#[test]
fn a_requested_key_frame_comes_at_once() {
    let dimensions = dimensions(320, 180);
    let mut encoder = encoder(dimensions);
    let mut keys = Vec::new();
    for tick in 0..10 {
        let key = if tick == 6 { KeyFrame::Forced } else { KeyFrame::Auto };
        let coded = encoder.encode(&synthetic::picture(dimensions, tick), key).unwrap();
        keys.extend(coded.filter(|coded| coded.key).map(|_| tick));
    }
    assert_eq!(keys, [0, 6]);
}

#[test]
fn a_lower_bit_rate_gives_smaller_pictures() {
    let dimensions = dimensions(640, 360);
    let mut encoder = Encoder::new(dimensions, 30, 2_000).unwrap();
    let second = |encoder: &mut Encoder, start: u32| -> usize {
        (start..start + 30)
            .filter_map(|tick| encoder.encode(&synthetic::picture(dimensions, tick), KeyFrame::Auto).unwrap())
            .map(|coded| coded.data.len())
            .sum()
    };
    let before = second(&mut encoder, 0);
    encoder.set_kilobits(150).unwrap();
    second(&mut encoder, 30);
    let after = second(&mut encoder, 60);
    assert!(after * 4 < before, "{before} bytes, then {after}");
}

#[test]
fn settings_outside_the_limits_are_refused() {
    let size = Dimensions::NHD;
    for (rate, kilobits) in [(0, 500), (61, 500), (30, 0), (30, MAX_KILOBITS + 1)] {
        assert_eq!(Encoder::new(size, rate, kilobits).err(), Some(Vp8Error::Settings));
    }
    let mut encoder = encoder(size);
    assert_eq!(encoder.set_kilobits(MIN_KILOBITS - 1), Err(Vp8Error::Settings));
    let other = Frame::black(dimensions(320, 180));
    assert!(matches!(encoder.encode(&other, KeyFrame::Auto), Err(Vp8Error::Frame(_))));
}

#[test]
fn a_key_frame_that_names_a_huge_picture_is_refused_before_allocation() {
    let mut coded = key_frame(dimensions(64, 64));
    coded[6..10].copy_from_slice(&[0xff, 0x3f, 0xff, 0x3f]);
    let error = Decoder::new().unwrap().decode(&coded).unwrap_err();
    assert_eq!(error, Vp8Error::Frame(FrameError::Dimensions { width: 0x3fff, height: 0x3fff }));
    coded[6..10].copy_from_slice(&[0, 0, 64, 0]);
    assert!(matches!(Decoder::new().unwrap().decode(&coded), Err(Vp8Error::Frame(_))));
    const { assert!(MAX_SIDE < 0x3fff) };
}

#[test]
fn what_is_no_picture_is_refused() {
    let mut decoder = Decoder::new().unwrap();
    assert_eq!(decoder.decode(&[]), Err(Vp8Error::Malformed));
    assert_eq!(decoder.decode(&[0; 9]), Err(Vp8Error::Malformed));
    assert_eq!(decoder.decode(&[1; 40]), Err(Vp8Error::Malformed), "a delta frame before any key frame");
    assert_eq!(decoder.decode(&vec![1; MAX_CODED + 1]), Err(Vp8Error::Malformed));
}

#[test]
fn a_key_frame_repairs_a_decoder_that_saw_rubbish() {
    let coded = key_frame(dimensions(64, 64));
    let mut decoder = Decoder::new().unwrap();
    decoder.decode(&coded).unwrap().unwrap();
    let _ = decoder.decode(&[1; 40]);
    assert!(decoder.decode(&coded).unwrap().is_some());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_never_crash_the_decoder(pictures in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..600), 1..4)) {
        let mut decoder = Decoder::new().unwrap();
        for coded in &pictures {
            let _ = decoder.decode(coded);
        }
    }

    #[test]
    fn damaged_pictures_never_crash_the_decoder(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        keep in any::<prop::sample::Index>(),
    ) {
        let dimensions = dimensions(64, 48);
        let (mut encoder, mut decoder) = (encoder(dimensions), Decoder::new().unwrap());
        for tick in 0..3 {
            let frame = synthetic::picture(dimensions, tick);
            let mut coded = encoder.encode(&frame, KeyFrame::Auto).unwrap().unwrap().data;
            if tick > 0 {
                for (at, value) in &damage {
                    let at = at.index(coded.len());
                    coded[at] = *value;
                }
                coded.truncate(keep.index(coded.len()) + 1);
            }
            let _ = decoder.decode(&coded);
        }
    }
}
