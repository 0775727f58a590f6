//! Pairing with a recorder: OAuth 2.0, authorization code with a pushed request (RFC 9126) and PKCE (RFC 7636).
//!
//! The patient consents twice: here, to the app asking at all, and at the recorder, to the scopes.

use std::fmt::{self, Write as _};

use base64ct::{Base64UrlUnpadded, Encoding};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::query::SCOPES;

/// Where a recorder tells about its authorization server, below its origin. Source: RFC 8414.
pub const METADATA: &str = "/.well-known/oauth-authorization-server";
/// An access token is renewed this long before it ends.
const EARLY: SignedDuration = SignedDuration::from_secs(60);

/// Why there is no pairing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PairingError {
    /// The recorder does not work as the rules of HDDT say.
    #[error("the recorder does not speak HDDT")]
    NotSupported,
    /// The patient said no at the recorder.
    #[error("the patient did not consent at the recorder")]
    Denied,
    /// The answer belongs to another pairing, or to none.
    #[error("the answer does not belong to this pairing: begin again")]
    Foreign,
    /// The recorder gave no access to blood pressure.
    #[error("the recorder gave no access to blood pressure")]
    Scope,
}

/// What we need of the authorization server's metadata.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Metadata {
    /// The page where the patient consents.
    pub authorization_endpoint: String,
    /// Where the request is put down first.
    pub pushed_authorization_request_endpoint: String,
    /// Where codes become tokens.
    pub token_endpoint: String,
    /// Where a pairing ends.
    pub revocation_endpoint: String,
    /// Must have `S256`.
    #[serde(default)]
    code_challenge_methods_supported: Vec<String>,
}

/// A pairing that was begun; kept sealed on the device until the patient comes back from the recorder.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Started {
    /// Name of the recorder, as the operator lists it.
    pub recorder: String,
    /// Secret of PKCE.
    verifier: String,
    /// Ties the answer to this pairing.
    state: String,
    /// Where the recorder sends the patient back to.
    redirect_uri: String,
    /// Who we are at the recorder.
    client_id: String,
}

/// Access to a recorder; kept sealed on the device.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    access: String,
    refresh: String,
    /// When the access token ends.
    pub until: Timestamp,
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: String,
    #[serde(default)]
    refresh_token: Option<String>,
    expires_in: i64,
    #[serde(default)]
    scope: String,
}

impl Metadata {
    /// Reads the metadata; all addresses must lie on the recorder's own origin.
    ///
    /// # Errors
    /// [`PairingError::NotSupported`].
    pub fn read(text: &str, origin: &str) -> Result<Self, PairingError> {
        let read: Self = serde_json::from_str(text).map_err(|_| PairingError::NotSupported)?;
        let own = |address: &str| address.strip_prefix(origin).is_some_and(|rest| rest.starts_with('/'));
        let addresses = [
            &read.authorization_endpoint,
            &read.pushed_authorization_request_endpoint,
            &read.token_endpoint,
            &read.revocation_endpoint,
        ];
        let fits = addresses.into_iter().all(|it| own(it))
            && read.code_challenge_methods_supported.iter().any(|it| it == "S256");
        if fits { Ok(read) } else { Err(PairingError::NotSupported) }
    }
}

impl Started {
    /// Begins a pairing. `verifier` and `state` are 32 random bytes each.
    #[must_use]
    pub fn new(
        recorder: &str,
        client_id: &str,
        redirect_uri: &str,
        verifier: &[u8; 32],
        state: &[u8; 32],
    ) -> Self {
        Self {
            recorder: recorder.to_owned(),
            verifier: Base64UrlUnpadded::encode_string(verifier),
            state: Base64UrlUnpadded::encode_string(state),
            redirect_uri: redirect_uri.to_owned(),
            client_id: client_id.to_owned(),
        }
    }

    /// The form that is put down first.
    #[must_use]
    pub fn pushed_request(&self) -> String {
        let challenge = Base64UrlUnpadded::encode_string(&Sha256::digest(self.verifier.as_bytes()));
        form(&[
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("scope", SCOPES),
            ("state", &self.state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ])
    }

    /// The page of the recorder to which the patient goes now, from the answer to the pushed request.
    ///
    /// # Errors
    /// [`PairingError::NotSupported`].
    pub fn consent_page(&self, metadata: &Metadata, answer: &str) -> Result<String, PairingError> {
        #[derive(Deserialize)]
        struct Pushed {
            request_uri: String,
        }
        let pushed: Pushed = serde_json::from_str(answer).map_err(|_| PairingError::NotSupported)?;
        let query = form(&[("client_id", &self.client_id), ("request_uri", &pushed.request_uri)]);
        Ok(format!("{}?{query}", metadata.authorization_endpoint))
    }

    /// The form for the token, from the query with which the patient came back (`code=...&state=...`).
    ///
    /// # Errors
    /// [`PairingError::Denied`], or [`PairingError::Foreign`] for a query that belongs to something else.
    pub fn token_request(&self, query: &str) -> Result<String, PairingError> {
        let value = |name: &str| parameter(query, name);
        if value("state").as_deref() != Some(self.state.as_str()) {
            return Err(PairingError::Foreign);
        }
        if value("error").is_some() {
            return Err(PairingError::Denied);
        }
        let code = value("code").ok_or(PairingError::Foreign)?;
        Ok(form(&[
            ("grant_type", "authorization_code"),
            ("client_id", &self.client_id),
            ("redirect_uri", &self.redirect_uri),
            ("code", &code),
            ("code_verifier", &self.verifier),
        ]))
    }
}

impl Tokens {
    /// Reads the answer to a token request. `before`: an earlier pair, whose refresh token stays where none came.
    ///
    /// # Errors
    /// [`PairingError::NotSupported`], or [`PairingError::Scope`] when the patient did not tick blood pressure.
    pub fn read(answer: &str, before: Option<&Self>, now: Timestamp) -> Result<Self, PairingError> {
        let read: TokenAnswer = serde_json::from_str(answer).map_err(|_| PairingError::NotSupported)?;
        let granted = read.scope.split(' ').any(|scope| scope.starts_with("patient/Observation."));
        if before.is_none() && !granted {
            return Err(PairingError::Scope);
        }
        let kept = || before.map(|tokens| tokens.refresh.clone());
        let refresh = read.refresh_token.or_else(kept).ok_or(PairingError::NotSupported)?;
        let until = now.checked_add(SignedDuration::from_secs(read.expires_in.clamp(0, 86_400)));
        Ok(Self { access: read.access_token, refresh, until: until.unwrap_or(now) })
    }

    /// The bearer token.
    #[must_use]
    pub fn access(&self) -> &str {
        &self.access
    }

    /// Whether the access token has to be renewed before the next request.
    #[must_use]
    pub fn is_stale(&self, now: Timestamp) -> bool {
        now.checked_add(EARLY).is_ok_and(|soon| soon >= self.until)
    }

    /// The form that renews.
    #[must_use]
    pub fn refresh_request(&self, client_id: &str) -> String {
        form(&[("grant_type", "refresh_token"), ("client_id", client_id), ("refresh_token", &self.refresh)])
    }

    /// The form that ends the pairing.
    #[must_use]
    pub fn revocation(&self, client_id: &str) -> String {
        form(&[("client_id", client_id), ("token", &self.refresh), ("token_type_hint", "refresh_token")])
    }
}

impl fmt::Debug for Started {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Started(..)")
    }
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tokens(..)")
    }
}

/// `application/x-www-form-urlencoded`.
fn form(pairs: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", encode(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => {
                // Writing to a String cannot fail.
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let query = query.trim_start_matches('?');
    let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?.1;
    decode(value)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(rest.next())?, digit(rest.next())?);
                bytes.push(u8::try_from(high * 16 + low).ok()?);
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "https://recorder.example";

    fn metadata(text: &str) -> Result<Metadata, PairingError> {
        Metadata::read(text, ORIGIN)
    }

    fn good() -> String {
        format!(
            r#"{{"authorization_endpoint":"{ORIGIN}/authorize","pushed_authorization_request_endpoint":"{ORIGIN}/par",
            "token_endpoint":"{ORIGIN}/token","revocation_endpoint":"{ORIGIN}/revoke",
            "code_challenge_methods_supported":["S256"]}}"#
        )
    }

    fn started() -> Started {
        Started::new("r", "diga", "https://heilsam.example/app/devices", &[1; 32], &[2; 32])
    }

    fn now() -> Timestamp {
        "2026-03-01T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn metadata_that_lead_elsewhere_or_know_no_pkce_are_refused() {
        assert!(metadata(&good()).is_ok());
        for wrong in
            [good().replace("/token", ".evil/token"), good().replace("S256", "plain"), "{}".to_owned()]
        {
            assert_eq!(metadata(&wrong).err(), Some(PairingError::NotSupported), "{wrong}");
        }
    }

    #[test]
    fn the_request_asks_for_blood_pressure_with_a_hashed_secret() {
        let form = started().pushed_request();
        assert!(form.contains("hddt-miv-blood-pressure-value%20patient%2FDevice.rs"), "{form}");
        assert!(form.contains("code_challenge_method=S256"));
        assert!(!form.contains(&started().verifier), "the secret itself stays here");
    }

    #[test]
    fn the_example_of_the_standard_gives_its_challenge() {
        let verifier = Base64UrlUnpadded::decode_vec("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").unwrap();
        let started = Started::new("r", "c", "u", verifier.as_slice().try_into().unwrap(), &[0; 32]);
        assert!(started.pushed_request().contains("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"));
    }

    #[test]
    fn the_patient_goes_to_the_page_of_the_recorder() {
        let answer = r#"{"request_uri":"urn:ietf:params:oauth:request_uri:x","expires_in":60}"#;
        let page = started().consent_page(&metadata(&good()).unwrap(), answer).unwrap();
        assert_eq!(
            page,
            format!(
                "{ORIGIN}/authorize?client_id=diga&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax"
            )
        );
    }

    #[test]
    fn only_the_answer_to_this_pairing_counts() {
        let state = started().state;
        assert!(
            started().token_request(&format!("?code=a%2Fb&state={state}")).unwrap().contains("code=a%2Fb")
        );
        assert_eq!(started().token_request("code=a&state=other"), Err(PairingError::Foreign));
        assert_eq!(started().token_request(""), Err(PairingError::Foreign));
        let denied = format!("error=access_denied&state={state}");
        assert_eq!(started().token_request(&denied), Err(PairingError::Denied));
    }

    #[test]
    fn tokens_are_renewed_in_time_and_keep_their_refresh_token() {
        let scope = r#""scope":"patient/Observation.rs?code:in=x patient/Device.rs""#;
        let answer = format!(r#"{{"access_token":"a","refresh_token":"r","expires_in":300,{scope}}}"#);
        let tokens = Tokens::read(&answer, None, now()).unwrap();
        assert!(!tokens.is_stale(now()));
        assert!(tokens.is_stale(now().checked_add(SignedDuration::from_secs(241)).unwrap()));
        let renewed = Tokens::read(r#"{"access_token":"b","expires_in":300}"#, Some(&tokens), now()).unwrap();
        assert_eq!((renewed.access(), renewed.refresh.as_str()), ("b", "r"));
    }

    #[test]
    fn a_pairing_without_blood_pressure_is_none() {
        let answer =
            r#"{"access_token":"a","refresh_token":"r","expires_in":300,"scope":"patient/Device.rs"}"#;
        assert_eq!(Tokens::read(answer, None, now()).err(), Some(PairingError::Scope));
    }

    #[test]
    fn nobody_finds_a_token_in_a_log() {
        let answer = r#"{"access_token":"secret","refresh_token":"r","expires_in":3,"scope":"patient/Observation.rs"}"#;
        assert!(!format!("{:?} {:?}", Tokens::read(answer, None, now()), started()).contains("secret"));
    }
}
