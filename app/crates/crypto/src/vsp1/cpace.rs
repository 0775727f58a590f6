//! CPace, a balanced password-authenticated key exchange, suite `CPACE-P256_XMD:SHA-256_SSWU_NU_-SHA256`.
//!
//! Source: draft-irtf-cfrg-cpace (revision 21), sections "Short-Weierstrass" and "CPace protocol", initiator-responder
//! mode. Checked against the draft's vectors in `tests/vectors/cpace-p256.json`.

use hash2curve::GroupDigest;
use p256::elliptic_curve::Generate;
use p256::elliptic_curve::sec1::ToSec1Point;
use p256::{NistP256, NonZeroScalar, ProjectivePoint, PublicKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

const DSI: &[u8] = b"CPaceP256_XMD:SHA-256_SSWU_NU_";
const DST: &[u8] = b"CPaceP256_XMD:SHA-256_SSWU_NU__DST";
const DSI_ISK: &[u8] = b"CPaceP256_XMD:SHA-256_SSWU_NU__ISK";
/// Bytes that SHA-256 takes per block.
const BLOCK: usize = 64;
/// Bytes of a public share: uncompressed SEC1 point.
pub const SHARE: usize = 65;

/// A public share.
pub type Share = [u8; SHARE];

/// Inputs both sides must agree on.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Channel identifier: who talks to whom in which protocol.
    pub channel: &'a [u8],
    /// Session identifier, fresh and known to both.
    pub session: &'a [u8],
}

/// One run between sending the own share and receiving the other one.
pub struct Run {
    scalar: NonZeroScalar,
    share: Share,
}

impl Run {
    /// Begins with a fresh scalar. `None` only if the password maps to no usable generator (never in practice).
    pub fn begin(password: &[u8], context: Context<'_>, rng: &mut impl rand_core::CryptoRng) -> Option<Self> {
        Self::with_scalar(password, context, NonZeroScalar::generate_from_rng(rng))
    }

    fn with_scalar(password: &[u8], context: Context<'_>, scalar: NonZeroScalar) -> Option<Self> {
        let point = generator(password, context)? * *scalar;
        let share = encode(&point)?;
        Some(Self { scalar, share })
    }

    /// What the other side gets.
    #[must_use]
    pub const fn share(&self) -> &Share {
        &self.share
    }

    /// The shared secret K: the x coordinate. `None` for a share that is not a point of the curve.
    fn shared_point(&self, other: &[u8]) -> Option<Zeroizing<[u8; 32]>> {
        if other.len() != SHARE {
            return None;
        }
        let other = PublicKey::from_sec1_bytes(other).ok()?;
        let product = encode(&(other.to_projective() * *self.scalar))?;
        product.get(1..33)?.try_into().ok().map(Zeroizing::new)
    }

    /// The key as the one who spoke first; `ad_*` are the data bound to each share.
    #[must_use]
    pub fn finish_initiator(
        &self,
        context: Context<'_>,
        own_ad: &[u8],
        other: &[u8],
        other_ad: &[u8],
    ) -> Option<Zeroizing<[u8; 32]>> {
        let shared = self.shared_point(other)?;
        Some(session_key(context, &shared, (&self.share, own_ad), (other, other_ad)))
    }

    /// The key as the one who answered.
    #[must_use]
    pub fn finish_responder(
        &self,
        context: Context<'_>,
        own_ad: &[u8],
        other: &[u8],
        other_ad: &[u8],
    ) -> Option<Zeroizing<[u8; 32]>> {
        let shared = self.shared_point(other)?;
        Some(session_key(context, &shared, (other, other_ad), (&self.share, own_ad)))
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.scalar);
    }
}

fn generator(password: &[u8], context: Context<'_>) -> Option<ProjectivePoint> {
    let text = generator_string(password, context);
    NistP256::encode_from_bytes(&[text.as_slice()], &[DST]).ok()
}

fn generator_string(password: &[u8], context: Context<'_>) -> Zeroizing<Vec<u8>> {
    let used = 1 + with_length(password).len() + with_length(DSI).len();
    let padding = vec![0; BLOCK.saturating_sub(used)];
    Zeroizing::new(lv_cat(&[DSI, password, &padding, context.channel, context.session]))
}

fn encode(point: &ProjectivePoint) -> Option<Share> {
    point.to_affine().to_sec1_point(false).as_bytes().try_into().ok()
}

fn session_key(
    context: Context<'_>,
    shared: &[u8; 32],
    initiator: (&[u8], &[u8]),
    responder: (&[u8], &[u8]),
) -> Zeroizing<[u8; 32]> {
    let mut hash = Sha256::new();
    hash.update(Zeroizing::new(lv_cat(&[DSI_ISK, context.session, shared])).as_slice());
    hash.update(lv_cat(&[initiator.0, initiator.1]));
    hash.update(lv_cat(&[responder.0, responder.1]));
    Zeroizing::new(hash.finalize().into())
}

/// Each part with its length in front (LEB128), one after another.
pub(crate) fn lv_cat(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().flat_map(|part| with_length(part)).collect()
}

fn with_length(part: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(part.len() + 2);
    let mut length = part.len();
    loop {
        let low = u8::try_from(length & 0x7f).unwrap_or_default();
        length >>= 7;
        bytes.push(if length == 0 { low } else { low | 0x80 });
        if length == 0 {
            break;
        }
    }
    bytes.extend_from_slice(part);
    bytes
}

#[cfg(test)]
mod tests;
#[cfg(any(test, feature = "selftest"))]
pub(crate) mod vectors;
