//! The device's half of the blind tokens for outcome reporting: RFC 9497, P384-SHA384, mode VOPRF.
//!
//! The server answers a blinded serial number: a random point that fits every serial number equally well. What it sees later,
//! serial number and token, shares nothing with it. The proof shows that the key is the one that everybody sees.

use p384_opaque::NistP384;
use voprf::{EvaluationElement, Group, Proof, VoprfClient};
use zeroize::Zeroizing;

use crate::old_rng::OldRng;
use crate::{CryptoError, rng};

const ANSWER: &str = "answer to the blinded serial number";
const KEY: &str = "public key of a quarter";
const STATE: &str = "state of a blind token";

/// A serial number whose token was asked for.
pub struct BlindToken {
    serial: [u8; 32],
    state: VoprfClient<NistP384>,
}

impl BlindToken {
    /// Draws a serial number and blinds it.
    ///
    /// # Errors
    /// Never in practice: a serial number has a possible length.
    pub fn begin(rng: &mut impl rand_core::CryptoRng) -> Result<Self, CryptoError> {
        let serial: [u8; 32] = rng::random(rng);
        let begun =
            VoprfClient::blind(&serial, &mut OldRng(rng)).map_err(|_| CryptoError::Malformed(STATE))?;
        Ok(Self { serial, state: begun.state })
    }

    /// The serial number that will be shown with the token.
    #[must_use]
    pub const fn serial(&self) -> &[u8; 32] {
        &self.serial
    }

    /// What the server is asked with: the blinded point, 49 bytes.
    #[must_use]
    pub fn blinded(&self) -> Vec<u8> {
        // Behind the blinding of 48 bytes.
        self.state.serialize().get(48..).unwrap_or_default().to_vec()
    }

    /// What [`Self::read`] reads: serial number, blinding, and blinded point. Whoever has it can tell whose token it is.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new([self.serial.as_slice(), &self.state.serialize()].concat())
    }

    /// Goes on with what was kept.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`]
    pub fn read(bytes: &[u8]) -> Result<Self, CryptoError> {
        let (serial, state) = bytes.split_first_chunk::<32>().ok_or(CryptoError::Malformed(STATE))?;
        let state = VoprfClient::deserialize(state).map_err(|_| CryptoError::Malformed(STATE))?;
        Ok(Self { serial: *serial, state })
    }

    /// Takes the server's answer; gives the token, 48 bytes. `public_key` is what the server shows to everybody.
    ///
    /// # Errors
    /// [`CryptoError::Rejected`] when another key was used, [`CryptoError::Malformed`] when the answer is not one.
    pub fn finish(&self, evaluated: &[u8], proof: &[u8], public_key: &[u8]) -> Result<Vec<u8>, CryptoError> {
        let evaluated = EvaluationElement::<NistP384>::deserialize(evaluated)
            .map_err(|_| CryptoError::Malformed(ANSWER))?;
        let proof = Proof::<NistP384>::deserialize(proof).map_err(|_| CryptoError::Malformed(ANSWER))?;
        let key =
            <NistP384 as Group>::deserialize_elem(public_key).map_err(|_| CryptoError::Malformed(KEY))?;
        let token = self.state.finalize(&self.serial, &evaluated, &proof, key);
        token.map(|it| it.to_vec()).map_err(|_| CryptoError::Rejected(ANSWER))
    }
}

#[cfg(test)]
mod tests {
    use voprf::{BlindedElement, VoprfServer};

    use super::*;
    use crate::rng::FastRng;

    fn server(seed: u8) -> (VoprfServer<NistP384>, Vec<u8>) {
        let server = VoprfServer::<NistP384>::new_from_seed(&[seed; 32], b"test").unwrap();
        let key = <NistP384 as Group>::serialize_elem(server.get_public_key()).to_vec();
        (server, key)
    }

    fn answer(server: &VoprfServer<NistP384>, blinded: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let blinded = BlindedElement::deserialize(blinded).unwrap();
        let answer = server.blind_evaluate(&mut OldRng(&mut FastRng::from_seed([5; 32])), &blinded);
        (answer.message.serialize().to_vec(), answer.proof.serialize().to_vec())
    }

    #[test]
    fn the_token_is_what_the_server_finds_for_the_serial_number() {
        let (server, key) = server(1);
        let begun = BlindToken::begin(&mut FastRng::from_seed([1; 32])).unwrap();
        let blinded = begun.blinded();
        let begun = BlindToken::read(&begun.to_bytes()).unwrap();
        let (evaluated, proof) = answer(&server, &blinded);
        let token = begun.finish(&evaluated, &proof, &key).unwrap();
        assert_eq!(server.evaluate(begun.serial()).unwrap().to_vec(), token);
        for seen in [&blinded, &evaluated, &proof] {
            for shown in [begun.serial().as_slice(), &token] {
                let shares = shown.windows(4).any(|part| seen.windows(4).any(|it| it == part));
                assert!(!shares, "nothing of what is shown was seen before");
            }
        }
    }

    #[test]
    fn another_key_than_everybody_sees_is_noticed() {
        let ((own, _), (_, shown)) = (server(1), server(2));
        let begun = BlindToken::begin(&mut FastRng::from_seed([1; 32])).unwrap();
        let blinded = begun.blinded();
        let (evaluated, proof) = answer(&own, &blinded);
        assert_eq!(begun.finish(&evaluated, &proof, &shown), Err(CryptoError::Rejected(ANSWER)));
    }

    #[test]
    fn malformed_answers_are_refused() {
        let (server, key) = server(1);
        let begun = BlindToken::begin(&mut FastRng::from_seed([1; 32])).unwrap();
        let blinded = begun.blinded();
        let (evaluated, proof) = answer(&server, &blinded);
        assert!(begun.finish(&evaluated[1..], &proof, &key).is_err());
        assert!(begun.finish(&evaluated, &proof[1..], &key).is_err());
        assert!(begun.finish(&evaluated, &proof, &[0; 49]).is_err());
        assert!(BlindToken::read(&[0; 31]).is_err());
        assert!(BlindToken::read(&[0; 129]).is_err());
    }
}
