//! Passkeys: WebAuthn ceremonies with discoverable credentials and user verification, so that a passkey is two factors.

use heilsam_domain::AccountId;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, DiscoverableKey, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Webauthn, WebauthnBuilder,
};

/// Name of the site in the browser's dialog.
const SITE_NAME: &str = "Heilsam";

/// Why a ceremony stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// The address of the site does not allow passkeys: not a domain name, or not https (other than localhost).
    #[error("passkeys need https and a domain name, or http://localhost")]
    Site,
    /// Not the JSON form of a credential.
    #[error("not a credential")]
    Malformed,
    /// The credential still holds the secret of the PRF extension, which must never leave the device.
    #[error("clientExtensionResults.prf.results must be removed before sending")]
    PrfResults,
    /// Signature, origin, challenge, user verification or counter do not fit.
    #[error("the credential does not fit")]
    Refused,
}

/// The site as relying party.
pub struct Passkeys(Webauthn);

/// A registration under way; lives on the server only.
#[derive(Clone)]
pub struct PasskeyCeremony(PasskeyRegistration);

/// A login under way; lives on the server only.
#[derive(Clone)]
pub struct PasskeyLogin(DiscoverableAuthentication);

/// A verified new passkey.
#[derive(Debug)]
pub struct NewPasskey {
    /// What the authenticator calls it; finds the credential at login.
    pub id: Vec<u8>,
    /// Public key and counter as JSON, to be stored.
    pub stored: String,
}

/// Which passkey an assertion claims to be, before anything is verified.
#[derive(Debug)]
pub struct Claim {
    /// The account that the authenticator remembers.
    pub account_id: AccountId,
    /// See [`NewPasskey::id`].
    pub id: Vec<u8>,
    assertion: PublicKeyCredential,
}

impl Passkeys {
    /// Passkeys of the site with these origins, for example `https://heilsam.example`; the domain of the first is the
    /// relying party's id.
    ///
    /// # Errors
    /// [`PasskeyError::Site`] if browsers would refuse passkeys there.
    pub fn new(origins: &[Url]) -> Result<Self, PasskeyError> {
        let first = origins.first().ok_or(PasskeyError::Site)?;
        let domain = first.domain().ok_or(PasskeyError::Site)?;
        let secure = |origin: &Url| origin.scheme() == "https" || origin.domain() == Some("localhost");
        if !origins.iter().all(secure) {
            return Err(PasskeyError::Site);
        }
        let mut builder =
            WebauthnBuilder::new(domain, first).map_err(|_| PasskeyError::Site)?.rp_name(SITE_NAME);
        for origin in origins.iter().skip(1) {
            builder = builder.append_allowed_origin(origin);
        }
        builder.build().map(Self).map_err(|_| PasskeyError::Site)
    }

    /// Options for `navigator.credentials.create`. `known` are the passkeys that the account has already.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] if the options cannot be made.
    pub fn start_registration(
        &self,
        account_id: AccountId,
        known: Vec<Vec<u8>>,
    ) -> Result<(PasskeyCeremony, Value), PasskeyError> {
        let handle = Uuid::from_bytes(account_id.to_bytes());
        let exclude = (!known.is_empty()).then_some(known);
        let (challenge, state) = self
            .0
            .start_passkey_registration(handle, SITE_NAME, SITE_NAME, exclude)
            .map_err(|_| PasskeyError::Refused)?;
        let mut options = serde_json::to_value(challenge.public_key).map_err(|_| PasskeyError::Malformed)?;
        // The login starts without a name: the authenticator must remember the account.
        if let Some(selection) = options.get_mut("authenticatorSelection").and_then(Value::as_object_mut) {
            selection.insert("residentKey".into(), json!("required"));
            selection.insert("requireResidentKey".into(), json!(true));
        }
        Ok((PasskeyCeremony(state), options))
    }

    /// Verifies the new passkey.
    ///
    /// # Errors
    /// See [`PasskeyError`].
    pub fn finish_registration(
        &self,
        ceremony: &PasskeyCeremony,
        credential: &Value,
    ) -> Result<NewPasskey, PasskeyError> {
        refuse_prf_results(credential)?;
        let credential: RegisterPublicKeyCredential = read(credential)?;
        let passkey = self
            .0
            .finish_passkey_registration(&credential, &ceremony.0)
            .map_err(|_| PasskeyError::Refused)?;
        let stored = serde_json::to_string(&passkey).map_err(|_| PasskeyError::Malformed)?;
        Ok(NewPasskey { id: passkey.cred_id().to_vec(), stored })
    }

    /// Options for `navigator.credentials.get` with any passkey of this site.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] if the options cannot be made.
    pub fn start_login(&self) -> Result<(PasskeyLogin, Value), PasskeyError> {
        let (challenge, state) =
            self.0.start_discoverable_authentication().map_err(|_| PasskeyError::Refused)?;
        let options = serde_json::to_value(challenge.public_key).map_err(|_| PasskeyError::Malformed)?;
        Ok((PasskeyLogin(state), options))
    }

    /// Reads whose passkey the assertion claims to be.
    ///
    /// # Errors
    /// [`PasskeyError::Malformed`] or [`PasskeyError::PrfResults`].
    pub fn read_claim(&self, credential: &Value) -> Result<Claim, PasskeyError> {
        refuse_prf_results(credential)?;
        let assertion: PublicKeyCredential = read(credential)?;
        let (handle, id) =
            self.0.identify_discoverable_authentication(&assertion).map_err(|_| PasskeyError::Malformed)?;
        Ok(Claim { account_id: AccountId::from_bytes(handle.into_bytes()), id: id.to_vec(), assertion })
    }

    /// Verifies the assertion against the stored passkey; gives what to store from now on, if it changed.
    ///
    /// # Errors
    /// [`PasskeyError::Refused`] if it does not fit, [`PasskeyError::Malformed`] if the stored form is damaged.
    pub fn finish_login(
        &self,
        login: PasskeyLogin,
        claim: &Claim,
        stored: &str,
    ) -> Result<Option<String>, PasskeyError> {
        let mut passkey: Passkey = serde_json::from_str(stored).map_err(|_| PasskeyError::Malformed)?;
        let key = DiscoverableKey::from(&passkey);
        let result = self
            .0
            .finish_discoverable_authentication_v2(&claim.assertion, login.0, &key)
            .map_err(|_| PasskeyError::Refused)?;
        match passkey.update_credential(&result) {
            Some(true) => serde_json::to_string(&passkey).map(Some).map_err(|_| PasskeyError::Malformed),
            Some(false) => Ok(None),
            None => Err(PasskeyError::Refused),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(credential: &Value) -> Result<T, PasskeyError> {
    T::deserialize(credential).map_err(|_| PasskeyError::Malformed)
}

/// The PRF output wraps the master key: a client that sends it has a mistake that must be noticed at once.
fn refuse_prf_results(credential: &Value) -> Result<(), PasskeyError> {
    let results = ["clientExtensionResults", "extensions"]
        .into_iter()
        .filter_map(|name| credential.get(name)?.get("prf")?.get("results"));
    if results.into_iter().any(|results| !results.is_null()) {
        return Err(PasskeyError::PrfResults);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Passkeys {
        Passkeys::new(&[Url::parse("http://localhost:8080").unwrap()]).unwrap()
    }

    #[test]
    fn only_addresses_where_browsers_allow_passkeys() {
        for (origin, allowed) in [
            ("https://heilsam.example", true),
            ("http://localhost:8080", true),
            ("http://heilsam.example", false),
            ("https://192.0.2.1", false),
        ] {
            assert_eq!(Passkeys::new(&[Url::parse(origin).unwrap()]).is_ok(), allowed, "{origin}");
        }
        assert!(Passkeys::new(&[]).is_err());
    }

    #[test]
    fn registration_asks_for_a_discoverable_verified_passkey_without_attestation() {
        let account = AccountId::from_bytes([7; 16]);
        let (_, options) = site().start_registration(account, vec![]).unwrap();
        let selection = &options["authenticatorSelection"];
        assert_eq!(selection["residentKey"], "required");
        assert_eq!(selection["userVerification"], "required");
        assert_eq!(options["rp"]["id"], "localhost");
        assert!(matches!(options["attestation"].as_str(), None | Some("none")));
    }

    #[test]
    fn a_login_names_no_account() {
        let (_, options) = site().start_login().unwrap();
        assert_eq!(options["userVerification"], "required");
        assert_eq!(options["allowCredentials"].as_array().map_or(0, Vec::len), 0);
    }

    #[test]
    fn prf_results_are_refused_before_anything_else() {
        let (ceremony, _) = site().start_registration(AccountId::from_bytes([7; 16]), vec![]).unwrap();
        let leaking =
            json!({"clientExtensionResults": {"prf": {"enabled": true, "results": {"first": "AAAA"}}}});
        assert_eq!(site().finish_registration(&ceremony, &leaking).unwrap_err(), PasskeyError::PrfResults);
        assert_eq!(site().read_claim(&leaking).unwrap_err(), PasskeyError::PrfResults);
        let clean = json!({"clientExtensionResults": {"prf": {"enabled": true}}});
        assert_eq!(site().read_claim(&clean).unwrap_err(), PasskeyError::Malformed);
    }
}
