//! The client's half of OPAQUE (RFC 9807): P-384, SHA-384, 3DH, Argon2id as stretching.
//!
//! The server never sees the passphrase nor anything it could try guesses against faster than 64 MiB of memory per
//! guess. The export key stays on the device and opens the passphrase slot. Messages are the bytes of RFC 9807; the
//! server uses the same groups and hashes and needs no stretching, see [`ClientSuite`].

use opaque_ke::generic_array::{ArrayLength, GenericArray};
use opaque_ke::{
    ClientLogin, ClientLoginFinishParameters, ClientRegistration, ClientRegistrationFinishParameters,
    CredentialResponse, RegistrationResponse,
};

use crate::CryptoError;
use crate::kdf::{self, MINIMUM_COST};
use crate::old_rng::OldRng;

const REGISTRATION: &str = "answer to the registration";
const LOGIN: &str = "answer to the login";
/// Fixed: the input of the stretching is already unique per account and deployment.
const KSF_SALT: &[u8; 16] = b"heilsam/ksf/v1\0\0";

secret_bytes!(
    /// What OPAQUE gives the client and nobody else: the secret of the passphrase slot.
    ExportKey,
    48
);

/// Argon2id with the pinned cost, as OPAQUE's key stretching.
#[derive(Debug, Default)]
pub struct Stretching;

impl opaque_ke::ksf::Ksf for Stretching {
    fn hash<L: ArrayLength<u8>>(
        &self,
        input: GenericArray<u8, L>,
    ) -> Result<GenericArray<u8, L>, opaque_ke::errors::InternalError> {
        let mut out = GenericArray::default();
        kdf::stretch(&input, KSF_SALT, MINIMUM_COST, &mut out)
            .map_err(|_| opaque_ke::errors::InternalError::KsfError)?;
        Ok(out)
    }
}

/// Groups and hashes. The server's suite differs only in the stretching, which it never runs.
#[derive(Debug)]
pub struct ClientSuite;

impl opaque_ke::CipherSuite for ClientSuite {
    type OprfCs = p384_opaque::NistP384;
    type KeyExchange = opaque_ke::TripleDh<p384_opaque::NistP384, sha2_opaque::Sha384>;
    type Ksf = Stretching;
}

/// A registration or change of passphrase under way.
pub struct Registration {
    state: ClientRegistration<ClientSuite>,
    passphrase: zeroize::Zeroizing<String>,
}

impl Registration {
    /// Starts and gives the first message for the server.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] for a passphrase longer than the protocol takes.
    pub fn start(
        passphrase: &str,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<(Self, Vec<u8>), CryptoError> {
        let passphrase = zeroize::Zeroizing::new(passphrase.to_owned());
        let started = ClientRegistration::<ClientSuite>::start(&mut OldRng(rng), passphrase.as_bytes())
            .map_err(|_| CryptoError::TooLarge("passphrase"))?;
        let message = started.message.serialize().to_vec();
        Ok((Self { state: started.state, passphrase }, message))
    }

    /// Takes the server's answer; gives the upload for the server and the export key. Slow on purpose.
    ///
    /// # Errors
    /// [`CryptoError::Malformed`] when the answer is not one.
    pub fn finish(
        self,
        answer: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<(Vec<u8>, ExportKey), CryptoError> {
        let answer = RegistrationResponse::<ClientSuite>::deserialize(answer)
            .map_err(|_| CryptoError::Malformed(REGISTRATION))?;
        let finished = self
            .state
            .finish(
                &mut OldRng(rng),
                self.passphrase.as_bytes(),
                answer,
                ClientRegistrationFinishParameters::default(),
            )
            .map_err(|_| CryptoError::Rejected(REGISTRATION))?;
        Ok((finished.message.serialize().to_vec(), ExportKey::from_bytes(finished.export_key.into())))
    }
}

/// A login under way.
pub struct Login {
    state: ClientLogin<ClientSuite>,
    passphrase: zeroize::Zeroizing<String>,
}

impl Login {
    /// Starts and gives the first message for the server.
    ///
    /// # Errors
    /// [`CryptoError::TooLarge`] for a passphrase longer than the protocol takes.
    pub fn start(
        passphrase: &str,
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<(Self, Vec<u8>), CryptoError> {
        let passphrase = zeroize::Zeroizing::new(passphrase.to_owned());
        let started = ClientLogin::<ClientSuite>::start(&mut OldRng(rng), passphrase.as_bytes())
            .map_err(|_| CryptoError::TooLarge("passphrase"))?;
        let message = started.message.serialize().to_vec();
        Ok((Self { state: started.state, passphrase }, message))
    }

    /// Takes the server's answer; gives the last message and the export key. Slow on purpose.
    ///
    /// # Errors
    /// [`CryptoError::Rejected`] for a wrong passphrase or an unknown account (nobody can tell which),
    /// [`CryptoError::Malformed`] when the answer is not one.
    pub fn finish(
        self,
        answer: &[u8],
        rng: &mut impl rand_core::CryptoRng,
    ) -> Result<(Vec<u8>, ExportKey), CryptoError> {
        let answer = CredentialResponse::<ClientSuite>::deserialize(answer)
            .map_err(|_| CryptoError::Malformed(LOGIN))?;
        let finished = self
            .state
            .finish(
                &mut OldRng(rng),
                self.passphrase.as_bytes(),
                answer,
                ClientLoginFinishParameters::default(),
            )
            .map_err(|_| CryptoError::Rejected(LOGIN))?;
        Ok((finished.message.serialize().to_vec(), ExportKey::from_bytes(finished.export_key.into())))
    }
}

#[cfg(test)]
mod tests {
    use opaque_ke::{
        CredentialFinalization, CredentialRequest, RegistrationRequest, RegistrationUpload, ServerLogin,
        ServerLoginParameters, ServerRegistration, ServerSetup,
    };

    use super::*;
    use crate::rng::FastRng;

    /// The server's suite: no stretching.
    struct ServerSuite;

    impl opaque_ke::CipherSuite for ServerSuite {
        type OprfCs = p384_opaque::NistP384;
        type KeyExchange = opaque_ke::TripleDh<p384_opaque::NistP384, sha2_opaque::Sha384>;
        type Ksf = opaque_ke::ksf::Identity;
    }

    struct Server {
        setup: ServerSetup<ServerSuite>,
        file: ServerRegistration<ServerSuite>,
    }

    fn register(passphrase: &str) -> (Server, ExportKey) {
        let mut rng = FastRng::from_seed([1; 32]);
        let setup = ServerSetup::<ServerSuite>::new(&mut OldRng(&mut rng));
        let (registration, message) = Registration::start(passphrase, &mut rng).unwrap();
        let request = RegistrationRequest::deserialize(&message).unwrap();
        let answer = ServerRegistration::<ServerSuite>::start(&setup, request, b"id").unwrap();
        let (upload, export) = registration.finish(&answer.message.serialize(), &mut rng).unwrap();
        let file = ServerRegistration::finish(RegistrationUpload::deserialize(&upload).unwrap());
        (Server { setup, file }, export)
    }

    fn log_in(server: &Server, passphrase: &str) -> Result<ExportKey, CryptoError> {
        let mut rng = FastRng::from_seed([2; 32]);
        let (login, message) = Login::start(passphrase, &mut rng)?;
        let request = CredentialRequest::deserialize(&message).unwrap();
        let started = ServerLogin::start(
            &mut OldRng(&mut rng),
            &server.setup,
            Some(server.file.clone()),
            request,
            b"id",
            ServerLoginParameters::default(),
        )
        .unwrap();
        let (last, export) = login.finish(&started.message.serialize(), &mut rng)?;
        let last = CredentialFinalization::deserialize(&last).unwrap();
        started.state.finish(last, ServerLoginParameters::default()).unwrap();
        Ok(export)
    }

    #[test]
    fn registration_and_login_give_the_same_export_key() {
        let (server, export) = register("korrekt pferd batterie");
        assert_eq!(log_in(&server, "korrekt pferd batterie").unwrap().expose(), export.expose());
    }

    #[test]
    fn a_wrong_passphrase_is_refused() {
        let (server, _) = register("korrekt pferd batterie");
        let refused = log_in(&server, "falsch").map(|_| ());
        assert_eq!(refused, Err(CryptoError::Rejected(LOGIN)));
    }

    #[test]
    fn malformed_answers_are_errors() {
        let mut rng = FastRng::from_seed([1; 32]);
        for answer in [vec![], vec![0; 10], vec![255; 400]] {
            let (registration, _) = Registration::start("x", &mut rng).unwrap();
            assert!(registration.finish(&answer, &mut rng).is_err());
            let (login, _) = Login::start("x", &mut rng).unwrap();
            assert!(login.finish(&answer, &mut rng).is_err());
        }
    }
}
