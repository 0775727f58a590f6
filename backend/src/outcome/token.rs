//! The server's half of the blind tokens: RFC 9497, P384-SHA384, mode VOPRF.
//!
//! The key follows from the key file and the quarter; a token of one quarter is nothing in another.

use p384_opaque::NistP384;
use subtle::ConstantTimeEq;
use voprf::{BlindedElement, Group, VoprfServer};

use crate::clock::Entropy;
use crate::old_rng::OldRng;

/// Length of a point of P-384, compressed.
const POINT_BYTES: usize = 49;

/// Not a point of the curve, or not a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid message of the token protocol")]
pub struct TokenRefused;

/// The key of a quarter.
pub struct Tokens(VoprfServer<NistP384>);

impl Tokens {
    /// The key that belongs to a secret: the same secret always gives the same key.
    ///
    /// # Errors
    /// [`TokenRefused`] never happens for secrets of 32 bytes but with a chance of 2^-384.
    pub fn derive(secret: &[u8; 32]) -> Result<Self, TokenRefused> {
        let server = VoprfServer::new_from_seed(secret, b"heilsam/outcome/v1");
        server.map(Self).map_err(|_| TokenRefused)
    }

    /// The public key, compressed.
    #[must_use]
    pub fn public_key(&self) -> Vec<u8> {
        <NistP384 as Group>::serialize_elem(self.0.get_public_key()).to_vec()
    }

    /// Evaluates a blinded serial number, and proves it.
    ///
    /// # Errors
    /// [`TokenRefused`] for anything that is not a point.
    pub fn answer(&self, blinded: &[u8], entropy: &dyn Entropy) -> Result<(Vec<u8>, Vec<u8>), TokenRefused> {
        // The library would overlook what stands behind the point.
        if blinded.len() != POINT_BYTES {
            return Err(TokenRefused);
        }
        let blinded = BlindedElement::<NistP384>::deserialize(blinded).map_err(|_| TokenRefused)?;
        let answer = self.0.blind_evaluate(&mut OldRng(entropy), &blinded);
        Ok((answer.message.serialize().to_vec(), answer.proof.serialize().to_vec()))
    }

    /// Whether this is the token of a serial number; the time says nothing.
    #[must_use]
    pub fn is_token(&self, serial: &[u8], token: &[u8]) -> bool {
        self.0.evaluate(serial).is_ok_and(|right| right.ct_eq(token).into())
    }
}

#[cfg(test)]
mod tests {
    use voprf::{EvaluationElement, Proof, VoprfClient};

    use super::*;
    use crate::account::test_entropy::TestEntropy;

    /// A token as a client makes it, against the public key that it believes in.
    fn token(server: &Tokens, public: &[u8], serial: &[u8]) -> Option<Vec<u8>> {
        let entropy = TestEntropy::new(3);
        let begun = VoprfClient::<NistP384>::blind(serial, &mut OldRng(&entropy)).unwrap();
        let (evaluated, proof) = server.answer(&begun.message.serialize(), &entropy).unwrap();
        let evaluated = EvaluationElement::deserialize(&evaluated).unwrap();
        let proof = Proof::deserialize(&proof).unwrap();
        let key = <NistP384 as Group>::deserialize_elem(public).unwrap();
        Some(begun.state.finalize(serial, &evaluated, &proof, key).ok()?.to_vec())
    }

    #[test]
    fn a_token_belongs_to_its_serial_number_and_its_quarter() {
        let (spring, summer) = (Tokens::derive(&[1; 32]).unwrap(), Tokens::derive(&[2; 32]).unwrap());
        let made = token(&spring, &spring.public_key(), b"serial").unwrap();
        assert_eq!(made.len(), heilsam_protocol::outcome::TOKEN_BYTES);
        assert!(spring.is_token(b"serial", &made));
        assert!(!spring.is_token(b"serjal", &made));
        assert!(!summer.is_token(b"serial", &made));
        assert!(!spring.is_token(b"serial", &made[..47]));
        assert!(!spring.is_token(b"serial", &[]));
    }

    #[test]
    fn a_server_cannot_use_a_key_of_its_own_for_one_person() {
        let (shown, other) = (Tokens::derive(&[1; 32]).unwrap(), Tokens::derive(&[2; 32]).unwrap());
        assert!(token(&other, &shown.public_key(), b"serial").is_none());
    }

    #[test]
    fn malformed_messages_are_refused() {
        let server = Tokens::derive(&[1; 32]).unwrap();
        for message in
            [vec![], vec![0; 49], vec![2; 48], vec![255; 49], [server.public_key(), vec![0]].concat()]
        {
            assert!(server.answer(&message, &TestEntropy::new(4)).is_err());
        }
    }

    /// If this fails, tokens that people hold would be worth nothing after an update.
    #[test]
    fn the_derivation_never_changes() {
        let key = Tokens::derive(&[7; 32]).unwrap().public_key();
        insta::assert_snapshot!(data_encoding::HEXLOWER.encode(&key));
    }
}
