//! A client's half of OPAQUE; the real one stretches with Argon2, which the server does not notice.

use heilsam_protocol::Bytes;
use opaque_ke::rand::{CryptoRng, Error, RngCore};
use opaque_ke::{
    ClientLogin, ClientLoginFinishParameters, ClientRegistration, ClientRegistrationFinishParameters,
    CredentialResponse, RegistrationResponse,
};

pub struct Suite;

impl opaque_ke::CipherSuite for Suite {
    type OprfCs = p384_opaque::NistP384;
    type KeyExchange = opaque_ke::TripleDh<p384_opaque::NistP384, sha2_opaque::Sha384>;
    type Ksf = opaque_ke::ksf::Identity;
}

pub fn start_registration(passphrase: &str) -> (ClientRegistration<Suite>, Bytes) {
    let started = ClientRegistration::<Suite>::start(&mut Counter(1), passphrase.as_bytes()).unwrap();
    (started.state, started.message.serialize().to_vec().into())
}

pub fn finish_registration(state: ClientRegistration<Suite>, passphrase: &str, answer: &Bytes) -> Bytes {
    let answer = RegistrationResponse::deserialize(answer.as_ref()).unwrap();
    let parameters = ClientRegistrationFinishParameters::default();
    let done = state.finish(&mut Counter(2), passphrase.as_bytes(), answer, parameters).unwrap();
    done.message.serialize().to_vec().into()
}

pub fn start_login(passphrase: &str) -> (ClientLogin<Suite>, Bytes) {
    let started = ClientLogin::<Suite>::start(&mut Counter(3), passphrase.as_bytes()).unwrap();
    (started.state, started.message.serialize().to_vec().into())
}

/// The last message, or 48 zero bytes where an honest client would have stopped.
pub fn finish_login(state: ClientLogin<Suite>, passphrase: &str, answer: &Bytes) -> Bytes {
    let answer = CredentialResponse::deserialize(answer.as_ref()).unwrap();
    let parameters = ClientLoginFinishParameters::default();
    match state.finish(&mut Counter(4), passphrase.as_bytes(), answer, parameters) {
        Ok(done) => done.message.serialize().to_vec().into(),
        Err(_) => vec![0; 48].into(),
    }
}

/// Repeatable bytes; good enough for a client in a test.
struct Counter(u64);

impl RngCore for Counter {
    fn next_u32(&mut self) -> u32 {
        u32::try_from(self.next_u64() >> 32).unwrap()
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 ^ (self.0 >> 29)
    }

    fn fill_bytes(&mut self, out: &mut [u8]) {
        for chunk in out.chunks_mut(8) {
            let word = self.next_u64().to_be_bytes();
            chunk.copy_from_slice(&word[..chunk.len()]);
        }
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(out);
        Ok(())
    }
}

impl CryptoRng for Counter {}
