use data_encoding::HEXUPPER;

use super::vectors::{Vectors, check};
use super::*;

const DRAFT: &str = include_str!("../../../../../../tests/vectors/cpace-p256.json");

#[test]
fn the_vectors_of_the_draft_hold() {
    assert_eq!(check(DRAFT), Ok(7));
}

#[test]
fn a_valid_point_is_multiplied_and_weak_points_are_refused() {
    let vectors = Vectors::read(DRAFT).unwrap();
    let bytes = |name| vectors.bytes(name).unwrap();
    let run = Run { scalar: vectors.scalar("s").unwrap(), share: [0; SHARE] };
    assert_eq!(run.shared_point(&bytes("X")).unwrap().to_vec(), bytes("x_of_sX"));
    assert!(run.shared_point(&bytes("invalid_1")).is_none(), "not on the curve");
    assert!(run.shared_point(&bytes("invalid_2")).is_none(), "point at infinity");
    assert!(run.shared_point(&[]).is_none());
}

#[test]
fn lengths_are_encoded_as_the_draft_says() {
    assert_eq!(HEXUPPER.encode(&lv_cat(&[b"1234", b"5", b"", b"678"])), "043132333401350003363738");
    assert_eq!(with_length(&[7; 128])[..2], [0x80, 0x01]);
}
