//! The vectors of the CPace draft, natively and in a browser.

use std::collections::HashMap;

use data_encoding::HEXUPPER;
use p256::Scalar;
use p256::elliptic_curve::PrimeField;

use super::*;

pub(super) struct Vectors(HashMap<String, String>);

impl Vectors {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map(Self).map_err(|error| format!("vector file: {error}"))
    }

    pub(super) fn bytes(&self, name: &str) -> Result<Vec<u8>, String> {
        let text = self.0.get(name).ok_or_else(|| format!("no {name}"))?;
        HEXUPPER.decode(text.as_bytes()).map_err(|error| format!("{name}: {error}"))
    }

    pub(super) fn scalar(&self, name: &str) -> Result<NonZeroScalar, String> {
        let bytes: [u8; 32] = self.bytes(name)?.try_into().map_err(|_| format!("{name} has not 32 bytes"))?;
        let scalar = Option::<Scalar>::from(Scalar::from_repr(bytes.into()));
        let scalar = scalar.and_then(|scalar| Option::from(NonZeroScalar::new(scalar)));
        scalar.ok_or_else(|| format!("{name} is no scalar"))
    }
}

/// Runs both sides with the scalars of the draft and compares what the draft names; gives the number of values.
pub(crate) fn check(text: &str) -> Result<usize, String> {
    let v = Vectors::read(text)?;
    let (password, channel, session) = (v.bytes("PRS")?, v.bytes("CI")?, v.bytes("sid")?);
    let context = Context { channel: &channel, session: &session };
    let run = |name: &str| {
        Run::with_scalar(&password, context, v.scalar(name)?).ok_or_else(|| format!("no run with {name}"))
    };
    let (a, b) = (run("ya")?, run("yb")?);
    let (ad_a, ad_b) = (v.bytes("ADa")?, v.bytes("ADb")?);
    let (share_a, share_b) = (v.bytes("Ya")?, v.bytes("Yb")?);
    // The draft allows y*g and (-y)*g: both have the same x coordinate.
    let x = |share: &[u8]| share.get(..33).map(<[u8]>::to_vec);
    let secret = |key: Option<Zeroizing<[u8; 32]>>| key.map(|key| key.to_vec());
    let point = generator(&password, context).and_then(|point| encode(&point)).map(|point| point.to_vec());
    let found = [
        ("g", point, Some(v.bytes("g")?)),
        ("Ya", x(a.share()), x(&share_a)),
        ("Yb", x(b.share()), x(&share_b)),
        ("K", secret(a.shared_point(&share_b)), Some(v.bytes("K")?)),
        ("K", secret(b.shared_point(&share_a)), Some(v.bytes("K")?)),
        ("ISK_IR", secret(a.finish_initiator(context, &ad_a, &share_b, &ad_b)), Some(v.bytes("ISK_IR")?)),
        ("ISK_IR", secret(b.finish_responder(context, &ad_b, &share_a, &ad_a)), Some(v.bytes("ISK_IR")?)),
    ];
    for (name, found, expected) in &found {
        if found.is_none() || found != expected {
            return Err(format!("CPace: {name} differs"));
        }
    }
    Ok(found.len())
}
