use std::collections::HashMap;

use data_encoding::HEXUPPER;
use p256::Scalar;
use p256::elliptic_curve::PrimeField;

use super::*;

type Vectors = HashMap<String, String>;

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("../../../../../../tests/vectors/cpace-p256.json")).unwrap()
}

fn bytes(vectors: &Vectors, name: &str) -> Vec<u8> {
    HEXUPPER.decode(vectors[name].as_bytes()).unwrap()
}

fn scalar(bytes: &[u8]) -> NonZeroScalar {
    let repr: [u8; 32] = bytes.try_into().unwrap();
    NonZeroScalar::new(Scalar::from_repr(repr.into()).unwrap()).unwrap()
}

#[test]
fn the_vectors_of_the_draft_hold() {
    let v = vectors();
    let (password, channel, session) = (bytes(&v, "PRS"), bytes(&v, "CI"), bytes(&v, "sid"));
    let context = Context { channel: &channel, session: &session };
    assert_eq!(encode(&generator(&password, context).unwrap()).unwrap().to_vec(), bytes(&v, "g"));

    let a = Run::with_scalar(&password, context, scalar(&bytes(&v, "ya"))).unwrap();
    let b = Run::with_scalar(&password, context, scalar(&bytes(&v, "yb"))).unwrap();
    // The draft allows y*g and (-y)*g: both have the same x coordinate.
    assert_eq!(a.share()[..33], bytes(&v, "Ya")[..33]);
    assert_eq!(b.share()[..33], bytes(&v, "Yb")[..33]);
    assert_eq!(a.shared_point(&bytes(&v, "Yb")).unwrap().to_vec(), bytes(&v, "K"));
    assert_eq!(b.shared_point(&bytes(&v, "Ya")).unwrap().to_vec(), bytes(&v, "K"));

    let (ad_a, ad_b) = (bytes(&v, "ADa"), bytes(&v, "ADb"));
    let key_a = a.finish_initiator(context, &ad_a, &bytes(&v, "Yb"), &ad_b).unwrap();
    let key_b = b.finish_responder(context, &ad_b, &bytes(&v, "Ya"), &ad_a).unwrap();
    assert_eq!(key_a.to_vec(), bytes(&v, "ISK_IR"));
    assert_eq!(key_b.to_vec(), bytes(&v, "ISK_IR"));
}

#[test]
fn a_valid_point_is_multiplied_and_weak_points_are_refused() {
    let v = vectors();
    let run = Run { scalar: scalar(&bytes(&v, "s")), share: [0; SHARE] };
    assert_eq!(run.shared_point(&bytes(&v, "X")).unwrap().to_vec(), bytes(&v, "x_of_sX"));
    assert!(run.shared_point(&bytes(&v, "invalid_1")).is_none(), "not on the curve");
    assert!(run.shared_point(&bytes(&v, "invalid_2")).is_none(), "point at infinity");
    assert!(run.shared_point(&[]).is_none());
}

#[test]
fn lengths_are_encoded_as_the_draft_says() {
    assert_eq!(HEXUPPER.encode(&lv_cat(&[b"1234", b"5", b"", b"678"])), "043132333401350003363738");
    assert_eq!(with_length(&[7; 128])[..2], [0x80, 0x01]);
}
