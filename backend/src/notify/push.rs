//! Browsers that get push messages, and the way to their push services.
//!
//! The server asks nobody but the push services that the operator names: a browser's address is input of somebody.

use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::{AccountId, PushDeviceId};
use heilsam_protocol::notification::{PushKnown, PushPlace, PushSubscription};
use heilsam_protocol::{ProblemCode, limit};
use heilsam_storage::notifications::deliveries::About;
use heilsam_storage::notifications::{PushDeviceRow, Removal};
use p256::SecretKey;
use serde_json::json;
use url::{Host, Url};

use super::aes128gcm::{Recipient, seal};
use super::offered;
use super::vapid::Vapid;
use crate::account::device;
use crate::audit::Event;
use crate::config::Push;
use crate::evidence::door::Door;
use crate::evidence::live::Live;
use crate::extract::{Json, Path};
use crate::keys::Keys;
use crate::{ApiError, AppState, Caller, consents};

/// Bytes of an address at a push service.
const PLACE_BYTES: usize = 1_024;
/// Bytes of a message before it is sealed: always the same.
const MESSAGE_BYTES: usize = 64;
/// Seconds for which a push service keeps a message for a browser that is not connected: until the next one of the same kind
/// about the trusted person, so that no hour of the day can be chosen at which a telephone is off. The same for every kind: a
/// push service tells them apart by nothing.
const KEPT_SECONDS: u32 = 24 * 60 * 60;

/// The way to push services.
pub struct PushLine {
    vapid: Vapid,
    services: Vec<Service>,
}

/// A push service that may be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    scheme: String,
    /// Host, or what hosts end with if `any` of them may be asked.
    host: String,
    port: Option<u16>,
    any: bool,
}

/// Why a message did not leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotPushed {
    /// The browser does not take messages any more.
    Gone,
    /// Not now.
    Later,
    /// Never, and it is nobody's fault but ours.
    Refused,
}

impl Service {
    /// Reads `https://HOST`, `https://*.HOST`, or an address of this machine for tests.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (any, host) = rest.strip_prefix("*.").map_or((false, rest), |host| (true, host));
        let url = Url::parse(&format!("{scheme}://{host}")).ok()?;
        let bare = matches!(url.path(), "" | "/") && url.query().is_none() && url.username().is_empty();
        if !bare || !is_protected(&url) || (any && scheme != "https") {
            return None;
        }
        Some(Self { scheme: scheme.to_owned(), host: url.host_str()?.to_owned(), port: url.port(), any })
    }

    fn is_of(&self, url: &Url) -> bool {
        let Some(host) = url.host_str() else { return false };
        let host_fits = if self.any {
            host.strip_suffix(self.host.as_str()).is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
        } else {
            host == self.host
        };
        url.scheme() == self.scheme && url.port() == self.port && url.username().is_empty() && host_fits
    }
}

fn is_protected(url: &Url) -> bool {
    match url.scheme() {
        "https" => true,
        "http" => match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(ip)) => ip.is_loopback(),
            Some(Host::Ipv6(ip)) => ip.is_loopback(),
            None => false,
        },
        _ => false,
    }
}

impl PushLine {
    /// As the configuration says; `None` without a contact.
    ///
    /// # Errors
    /// What to change, in words.
    pub fn from_config(push: &Push, keys: &Keys) -> anyhow::Result<Option<Self>> {
        let Some(contact) = push.contact.clone() else { return Ok(None) };
        let services = push.services.iter().filter_map(|text| Service::parse(text)).collect();
        Ok(Some(Self { vapid: Vapid::derive(keys, contact)?, services }))
    }

    /// The public key that browsers ask for.
    #[must_use]
    pub fn public_key(&self) -> Vec<u8> {
        self.vapid.public_key()
    }

    fn place(&self, endpoint: &str) -> Option<Url> {
        let url = Url::parse(endpoint).ok().filter(|_| endpoint.len() <= PLACE_BYTES)?;
        self.services.iter().any(|service| service.is_of(&url)).then_some(url)
    }

    /// Sends a message that says what kind it is, sealed to the browser, and nothing else.
    ///
    /// # Errors
    /// [`NotPushed`]
    pub async fn send(
        &self,
        state: &AppState,
        device: &PushDeviceRow,
        about: About,
    ) -> Result<(), NotPushed> {
        let subscription = open(state, device).ok_or(NotPushed::Refused)?;
        let url = self.place(&subscription.endpoint).ok_or(NotPushed::Gone)?;
        let request = self.request(state, device, &url, &subscription, about).ok_or(NotPushed::Refused)?;
        let door = Live::new(&url, &[]).map_err(|_| NotPushed::Refused)?;
        let status = door.send(request).await.map_err(|_| NotPushed::Later)?.status;
        match status.as_u16() {
            200..=299 => Ok(()),
            404 | 410 => Err(NotPushed::Gone),
            408 | 429 | 500..=599 => Err(NotPushed::Later),
            status => {
                tracing::warn!(status, "a push service refused a message");
                Err(NotPushed::Refused)
            }
        }
    }

    fn request(
        &self,
        state: &AppState,
        device: &PushDeviceRow,
        url: &Url,
        subscription: &PushSubscription,
        about: About,
    ) -> Option<Request<Vec<u8>>> {
        let to = Recipient::new(&subscription.p256dh.0, &subscription.auth.0).ok()?;
        let once = SecretKey::from_slice(&state.entropy.bytes::<32>()).ok()?;
        let text = json!({ "v": 1, "about": about.as_str() }).to_string();
        let body = seal(&to, &once, state.entropy.bytes(), text.as_bytes(), MESSAGE_BYTES).ok()?;
        let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
        // Two messages of a kind become one, and the push service cannot tell the kinds apart.
        let topic = state.keys.mac("push-topic", &[&device.place_hash, about.as_str().as_bytes()]);
        let topic = BASE64URL_NOPAD.encode(topic.get(..24)?);
        Request::post(format!("{}{query}", url.path()))
            .header(
                header::AUTHORIZATION,
                self.vapid.authorization(&url.origin().ascii_serialization(), state.clock.now()),
            )
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("ttl", KEPT_SECONDS)
            .header("urgency", "high")
            .header("topic", topic)
            .body(body)
            .ok()
    }
}

/// `POST`: messages to this browser.
pub(super) async fn subscribe(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(subscription): Json<PushSubscription>,
) -> Result<StatusCode, ApiError> {
    let line = state.notifier.push.as_ref().ok_or(ProblemCode::NotFound)?;
    consents::demand_intended_use(&state, caller).await?;
    if line.place(&subscription.endpoint).is_none() {
        return Err(ApiError::invalid_field("endpoint"));
    }
    if Recipient::new(&subscription.p256dh.0, &subscription.auth.0).is_err() {
        return Err(ApiError::invalid_field("p256dh, auth"));
    }
    let text = serde_json::to_string(&subscription).map_err(|error| ApiError::internal(&error))?;
    let sealed =
        state.accounts.secrets().seal_text(&text, &place_of(caller.account_id), state.entropy.bytes());
    let row = PushDeviceRow {
        device_id: PushDeviceId::from_random(state.entropy.bytes()),
        account_id: caller.account_id,
        session_id: caller.session_id,
        place_hash: place_hash(&state, &subscription.endpoint),
        sealed: sealed.map_err(|error| ApiError::internal(&error))?,
        device: device::of(&headers),
        created_at: state.clock.now(),
    };
    if !state.store.put_push_device(&row, limit::PUSH_DEVICES).await? {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "too many browsers"));
    }
    state.audit.record(Event::PushDeviceAdded { account: caller.account_id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST`: a browser that is known ends with this session from now on.
pub(super) async fn here(
    State(state): State<AppState>,
    caller: Caller,
    Json(place): Json<PushPlace>,
) -> Result<Json<PushKnown>, ApiError> {
    let hash = place_hash(&state, &place.endpoint);
    let known = state.store.bind_push_device(caller.account_id, hash, caller.session_id).await?;
    Ok(Json(PushKnown { known }))
}

/// `DELETE`: no more messages to a browser.
pub(super) async fn remove(
    State(state): State<AppState>,
    caller: Caller,
    Path(device): Path<PushDeviceId>,
) -> Result<StatusCode, ApiError> {
    match state.store.end_push_device(caller.account_id, device, offered(&state)).await? {
        Removal::Removed => {}
        Removal::Missing => return Err(ProblemCode::NotFound.into()),
        Removal::Last => return Err(ProblemCode::LastChannel.into()),
    }
    state.audit.record(Event::PushDeviceRemoved { account: caller.account_id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn open(state: &AppState, device: &PushDeviceRow) -> Option<PushSubscription> {
    let text = state.accounts.secrets().open_text(&device.sealed, &place_of(device.account_id)).ok()?;
    serde_json::from_str(&text).ok()
}

fn place_hash(state: &AppState, endpoint: &str) -> [u8; 32] {
    state.keys.mac("push-place", &[endpoint.as_bytes()])
}

fn place_of(account: AccountId) -> Vec<u8> {
    [b"push".as_slice(), &account.to_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_services_that_the_operator_names_are_asked() {
        let line = |services: &[&str], place: &str| {
            let url = Url::parse(place).unwrap();
            services.iter().any(|text| Service::parse(text).unwrap().is_of(&url))
        };
        let known = ["https://push.example", "https://*.notify.example", "http://127.0.0.1:9000"];
        for place in
            ["https://push.example/a?b", "https://wns2.notify.example/w/?token=x", "http://127.0.0.1:9000/p"]
        {
            assert!(line(&known, place), "{place}");
        }
        for place in [
            "https://push.example.evil/a",
            "https://notify.example/a",
            "https://evilnotify.example/a",
            "http://push.example/a",
            "https://push.example:8443/a",
            "https://user@push.example/a",
            "http://127.0.0.1:9001/p",
            "http://169.254.169.254/latest",
        ] {
            assert!(!line(&known, place), "{place}");
        }
    }

    #[test]
    fn a_service_is_an_origin_under_tls() {
        for wrong in
            ["push.example", "http://push.example", "https://push.example/path", "http://*.localhost", ""]
        {
            assert_eq!(Service::parse(wrong), None, "{wrong}");
        }
    }
}
