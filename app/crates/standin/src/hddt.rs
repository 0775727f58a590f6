//! The stand-in of a device recorder: the authorization server with its consent page, and readings of a made-up cuff.

mod readings;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use self::readings::Cuff;

/// Seconds that an access token lives.
const TOKEN_SECONDS: u32 = 300;
/// What may be asked for.
const OBSERVATIONS: &str =
    "patient/Observation.rs?code:in=https://gematik.de/fhir/hddt/ValueSet/hddt-miv-blood-pressure-value";
const DEVICES: &str = "patient/Device.rs";
/// Pairings that are remembered.
const MOST: usize = 100;

/// Requests, codes and tokens of this run.
#[derive(Default)]
struct Pairings {
    number: u64,
    pushed: HashMap<String, Pushed>,
    codes: HashMap<String, Pushed>,
    refresh: HashMap<String, String>,
    access: HashMap<String, String>,
}

#[derive(Clone, Deserialize)]
struct Pushed {
    client_id: String,
    redirect_uri: String,
    scope: String,
    state: String,
    response_type: String,
    code_challenge: String,
    code_challenge_method: String,
}

#[derive(Clone)]
struct Recorder {
    address: Arc<str>,
    origin: HeaderValue,
    pairings: Arc<Mutex<Pairings>>,
    cuff: Cuff,
}

/// Routes of the recorder at `address`, for the app at `origin`. It sends nobody anywhere else.
pub fn router(address: &str, origin: HeaderValue, now: fn() -> jiff::Timestamp) -> Router {
    let recorder = Recorder { address: address.into(), origin, pairings: Arc::default(), cuff: Cuff { now } };
    Router::new()
        .route("/.well-known/oauth-authorization-server", get(metadata))
        .route("/par", post(push))
        .route("/authorize", get(page).post(decide))
        .route("/token", post(token))
        .route("/revoke", post(revoke))
        .route("/fhir/Observation", get(observations))
        .with_state(recorder)
}

impl Recorder {
    fn with<R>(&self, act: impl FnOnce(&mut Pairings) -> R) -> R {
        act(&mut self.pairings.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Pairings {
    /// A name nobody used before. The stand-in holds made-up data: it need not be hard to guess.
    fn name(&mut self, kind: &str) -> String {
        self.number += 1;
        format!("{kind}-{}", self.number)
    }

    fn tokens(&mut self, scope: &str) -> serde_json::Value {
        let (access, refresh) = (self.name("access"), self.name("refresh"));
        self.access.insert(access.clone(), scope.to_owned());
        self.refresh.insert(refresh.clone(), scope.to_owned());
        json!({"access_token": access, "refresh_token": refresh, "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS, "scope": scope})
    }
}

async fn metadata(State(it): State<Recorder>) -> Json<serde_json::Value> {
    let at = |path: &str| format!("{}{path}", it.address);
    Json(json!({
        "issuer": it.address.as_ref(), "authorization_endpoint": at("/authorize"), "token_endpoint": at("/token"),
        "pushed_authorization_request_endpoint": at("/par"), "require_pushed_authorization_requests": true,
        "revocation_endpoint": at("/revoke"), "grant_types_supported": ["authorization_code", "refresh_token"],
        "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
        "scopes_supported": [OBSERVATIONS, DEVICES],
    }))
}

fn wrong(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}

async fn push(State(it): State<Recorder>, Form(asked): Form<Pushed>) -> Response {
    let back = it.origin.to_str().is_ok_and(|origin| asked.redirect_uri.starts_with(&format!("{origin}/")));
    if !back
        || asked.response_type != "code"
        || asked.code_challenge_method != "S256"
        || asked.client_id.is_empty()
    {
        return wrong("invalid_request");
    }
    if asked.scope.split(' ').any(|scope| scope != OBSERVATIONS && scope != DEVICES) {
        return wrong("invalid_scope");
    }
    let name = it.with(|pairings| {
        if pairings.pushed.len() >= MOST {
            pairings.pushed.clear();
        }
        let name = format!("urn:ietf:params:oauth:request_uri:{}", pairings.name("request"));
        pairings.pushed.insert(name.clone(), asked);
        name
    });
    (StatusCode::CREATED, Json(json!({"request_uri": name, "expires_in": 60}))).into_response()
}

#[derive(Deserialize)]
struct Authorize {
    client_id: String,
    request_uri: String,
}

/// The page on which the patient consents at the manufacturer of the device.
async fn page(State(it): State<Recorder>, Query(asked): Query<Authorize>) -> Response {
    let known = it.with(|pairings| {
        pairings.pushed.get(&asked.request_uri).is_some_and(|it| it.client_id == asked.client_id)
    });
    if !known {
        return wrong("invalid_request");
    }
    let request = asked
        .request_uri
        .replace(|letter: char| !(letter.is_ascii_alphanumeric() || ":-_".contains(letter)), "");
    Html(format!(
        "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
         <title>Nachbildung eines Geräteherstellers</title><main><h1>Nachbildung eines Geräteherstellers</h1>\
         <p><strong>Das ist kein echter Hersteller.</strong> Hier sieht man bei einer Vorführung, wie man dort zustimmt.</p>\
         <p>Die App Heilsam möchte lesen: <strong>Blutdruckwerte</strong> und <strong>das Messgerät</strong>.</p>\
         <form method=\"post\"><input type=\"hidden\" name=\"request_uri\" value=\"{request}\">\
         <p><button id=\"allow\" name=\"answer\" value=\"allow\">Erlauben</button> \
         <button id=\"deny\" name=\"answer\" value=\"deny\">Ablehnen</button></p></form></main>"
    ))
    .into_response()
}

#[derive(Deserialize)]
struct Decision {
    request_uri: String,
    answer: String,
}

async fn decide(State(it): State<Recorder>, Form(decision): Form<Decision>) -> Response {
    let answer = it.with(|pairings| {
        let asked = pairings.pushed.remove(&decision.request_uri)?;
        let (back, state) = (asked.redirect_uri.clone(), asked.state.clone());
        if decision.answer != "allow" {
            return Some(format!("{back}?error=access_denied&state={state}"));
        }
        let code = pairings.name("code");
        pairings.codes.insert(code.clone(), asked);
        Some(format!("{back}?code={code}&state={state}"))
    });
    answer.map_or_else(|| wrong("invalid_request"), |address| Redirect::to(&address).into_response())
}

#[derive(Deserialize)]
struct TokenRequest {
    grant_type: String,
    client_id: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    code_verifier: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    refresh_token: String,
}

async fn token(State(it): State<Recorder>, Form(asked): Form<TokenRequest>) -> Response {
    let tokens = it.with(|pairings| match asked.grant_type.as_str() {
        "authorization_code" => {
            let pushed = pairings.codes.remove(&asked.code)?;
            let proof = BASE64URL_NOPAD.encode(&Sha256::digest(asked.code_verifier.as_bytes()));
            let fits = pushed.client_id == asked.client_id
                && pushed.redirect_uri == asked.redirect_uri
                && pushed.code_challenge == proof;
            fits.then(|| pairings.tokens(&pushed.scope))
        }
        // A refresh token counts once.
        "refresh_token" => pairings.refresh.remove(&asked.refresh_token).map(|scope| pairings.tokens(&scope)),
        _ => None,
    });
    tokens.map_or_else(|| wrong("invalid_grant"), |tokens| Json(tokens).into_response())
}

#[derive(Deserialize)]
struct Revocation {
    token: String,
}

/// Ends a pairing: its access tokens as well.
async fn revoke(State(it): State<Recorder>, Form(asked): Form<Revocation>) -> StatusCode {
    it.with(|pairings| {
        if pairings.refresh.remove(&asked.token).is_some() {
            pairings.access.clear();
        }
    });
    StatusCode::OK
}

async fn observations(
    State(it): State<Recorder>,
    headers: HeaderMap,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|it| it.to_str().ok())
        .and_then(|it| it.strip_prefix("Bearer "));
    let scope = token.and_then(|token| it.with(|pairings| pairings.access.get(token).cloned()));
    let Some(scope) = scope else { return StatusCode::UNAUTHORIZED.into_response() };
    if !scope.split(' ').any(|scope| scope == OBSERVATIONS) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let with_device = scope.split(' ').any(|scope| scope == DEVICES)
        && query.get("_include").is_some_and(|it| it == "Observation:device");
    match it.cuff.bundle(&format!("{}/fhir", it.address), &query, with_device) {
        Some(bundle) => Json(bundle).into_response(),
        None => wrong("invalid"),
    }
}

#[cfg(test)]
mod tests;
