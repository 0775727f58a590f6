//! The server's half of OPAQUE (RFC 9807): P-384, SHA-384, 3DH; the client does the stretching.
//!
//! The server never learns a passphrase. Unknown names get an answer of the same form from a made-up record, after the
//! same work.

use std::sync::{Mutex, PoisonError};

use opaque_ke::{
    CredentialFinalization, CredentialRequest, RegistrationRequest, RegistrationUpload, ServerLogin,
    ServerLoginParameters, ServerRegistration, ServerSetup,
};

use super::secrets::keyed_hash;
use crate::clock::Entropy;
use crate::old_rng::OldRng;

/// Groups and hashes; the same as the client's but for the stretching, which only clients run.
struct Suite;

impl opaque_ke::CipherSuite for Suite {
    type OprfCs = p384_opaque::NistP384;
    type KeyExchange = opaque_ke::TripleDh<p384_opaque::NistP384, sha2_opaque::Sha384>;
    type Ksf = opaque_ke::ksf::Identity;
}

/// The message is not what the protocol expects at this step, or its proof is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid OPAQUE message")]
pub struct OpaqueRefused;

/// The long-term keys of this server: whoever loses them locks everybody out.
pub struct Opaque(ServerSetup<Suite>);

/// What the server keeps between the two messages of a login.
#[derive(Clone)]
pub struct OpaqueLogin(ServerLogin<Suite>);

impl Opaque {
    /// The keys that belong to a secret of the key file: the same secret always gives the same keys.
    #[must_use]
    pub fn derive(secret: &[u8; 32]) -> Self {
        let stream = Stream { secret: *secret, block: Mutex::new(0) };
        Self(ServerSetup::new(&mut OldRng(&stream)))
    }

    /// Answers a `RegistrationRequest` for the login name with this keyed hash.
    ///
    /// # Errors
    /// [`OpaqueRefused`] for anything that is not such a message.
    pub fn start_registration(&self, request: &[u8], name_hash: &[u8]) -> Result<Vec<u8>, OpaqueRefused> {
        let request = RegistrationRequest::deserialize(request).map_err(|_| OpaqueRefused)?;
        let started = ServerRegistration::<Suite>::start(&self.0, request, name_hash);
        Ok(started.map_err(|_| OpaqueRefused)?.message.serialize().to_vec())
    }

    /// Answers a `CredentialRequest`; `record` is `None` for unknown names.
    ///
    /// # Errors
    /// [`OpaqueRefused`] for anything that is not such a message, whether the name is known or not.
    pub fn start_login(
        &self,
        record: Option<&[u8]>,
        request: &[u8],
        name_hash: &[u8],
        entropy: &dyn Entropy,
    ) -> Result<(OpaqueLogin, Vec<u8>), OpaqueRefused> {
        let record = record.map(ServerRegistration::deserialize).transpose().map_err(|_| OpaqueRefused)?;
        let request = CredentialRequest::deserialize(request).map_err(|_| OpaqueRefused)?;
        let parameters = ServerLoginParameters::default();
        let started =
            ServerLogin::start(&mut OldRng(entropy), &self.0, record, request, name_hash, parameters)
                .map_err(|_| OpaqueRefused)?;
        Ok((OpaqueLogin(started.state), started.message.serialize().to_vec()))
    }
}

impl OpaqueLogin {
    /// Checks the client's last message.
    ///
    /// # Errors
    /// [`OpaqueRefused`] for a wrong passphrase, an unknown name or a damaged message.
    pub fn finish(self, last: &[u8]) -> Result<(), OpaqueRefused> {
        let last = CredentialFinalization::deserialize(last).map_err(|_| OpaqueRefused)?;
        self.0.finish(last, ServerLoginParameters::default()).map(|_| ()).map_err(|_| OpaqueRefused)
    }
}

/// Turns a `RegistrationUpload` into the record that is stored.
///
/// # Errors
/// [`OpaqueRefused`] for anything that is not such a message.
pub fn finish_registration(upload: &[u8]) -> Result<Vec<u8>, OpaqueRefused> {
    let upload = RegistrationUpload::<Suite>::deserialize(upload).map_err(|_| OpaqueRefused)?;
    Ok(ServerRegistration::finish(upload).serialize().to_vec())
}

/// Bytes that follow from a secret, block by block.
struct Stream {
    secret: [u8; 32],
    block: Mutex<u64>,
}

impl Entropy for Stream {
    fn fill(&self, buffer: &mut [u8]) {
        let mut block = self.block.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in buffer.chunks_mut(32) {
            let bytes = keyed_hash(&self.secret, &[b"heilsam/server/opaque", &block.to_be_bytes()]);
            chunk.iter_mut().zip(bytes).for_each(|(to, from)| *to = from);
            *block += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use opaque_ke::{
        ClientLogin, ClientLoginFinishParameters, ClientRegistration, ClientRegistrationFinishParameters,
        CredentialResponse, RegistrationResponse,
    };

    use super::*;
    use crate::account::test_entropy::TestEntropy;

    fn register(server: &Opaque, passphrase: &[u8]) -> Vec<u8> {
        let entropy = TestEntropy::new(1);
        let mut rng = OldRng(&entropy);
        let client = ClientRegistration::<Suite>::start(&mut rng, passphrase).unwrap();
        let answer = server.start_registration(&client.message.serialize(), b"name").unwrap();
        let answer = RegistrationResponse::deserialize(&answer).unwrap();
        let parameters = ClientRegistrationFinishParameters::default();
        let done = client.state.finish(&mut rng, passphrase, answer, parameters).unwrap();
        finish_registration(&done.message.serialize()).unwrap()
    }

    /// Length of the server's answer, and whether the client could open it.
    fn log_in(server: &Opaque, record: Option<&[u8]>, passphrase: &[u8]) -> (usize, bool) {
        let entropy = TestEntropy::new(2);
        let client = ClientLogin::<Suite>::start(&mut OldRng(&entropy), passphrase).unwrap();
        let (state, answer) =
            server.start_login(record, &client.message.serialize(), b"name", &entropy).unwrap();
        let response = CredentialResponse::deserialize(&answer).unwrap();
        let parameters = ClientLoginFinishParameters::default();
        let opened = client.state.finish(&mut OldRng(&entropy), passphrase, response, parameters);
        let fits = opened.is_ok_and(|done| state.finish(&done.message.serialize()).is_ok());
        (answer.len(), fits)
    }

    #[test]
    fn the_right_passphrase_opens_and_a_wrong_one_does_not() {
        let server = Opaque::derive(&[7; 32]);
        let record = register(&server, b"korrekt pferd");
        assert!(log_in(&server, Some(&record), b"korrekt pferd").1);
        assert!(!log_in(&server, Some(&record), b"falsch").1);
    }

    #[test]
    fn an_unknown_name_is_answered_in_the_same_form_as_a_wrong_passphrase() {
        let server = Opaque::derive(&[7; 32]);
        let record = register(&server, b"korrekt pferd");
        assert_eq!(log_in(&server, None, b"falsch"), log_in(&server, Some(&record), b"falsch"));
    }

    #[test]
    fn the_same_key_file_opens_the_same_accounts() {
        let record = register(&Opaque::derive(&[7; 32]), b"korrekt pferd");
        assert!(log_in(&Opaque::derive(&[7; 32]), Some(&record), b"korrekt pferd").1);
        assert!(!log_in(&Opaque::derive(&[8; 32]), Some(&record), b"korrekt pferd").1);
    }

    /// If this fails, an update would lock everybody out who logs in with a passphrase.
    #[test]
    fn the_derivation_never_changes() {
        let bytes = Opaque::derive(&[7; 32]).0.serialize();
        let digest = <sha2::Sha256 as sha2::Digest>::digest(bytes.as_slice());
        assert_eq!(
            data_encoding::HEXLOWER.encode(&digest),
            "6189ac1c69aaa976fb3abb7dfbb96a9e165d26c23731fcda2c858b4ceb97dc8e"
        );
    }

    #[test]
    fn malformed_messages_are_refused() {
        let server = Opaque::derive(&[7; 32]);
        for message in [vec![], vec![0; 7], vec![255; 49], vec![3; 4_000]] {
            assert!(server.start_registration(&message, b"name").is_err());
            assert!(server.start_login(None, &message, b"name", &TestEntropy::new(3)).is_err());
            assert!(finish_registration(&message).is_err());
        }
    }
}
