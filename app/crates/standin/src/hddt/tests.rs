use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use jiff::Timestamp;
use tower::ServiceExt;

use super::*;
use heilsam_hddt::pairing::Metadata;
use heilsam_hddt::{Started, Tokens, bundle, query};

const ADDRESS: &str = "http://localhost:8090";
const APP: &str = "http://localhost:8080";

fn now() -> Timestamp {
    "2026-03-15T09:00:00Z".parse().unwrap()
}

fn recorder() -> Router {
    router(ADDRESS, HeaderValue::from_static(APP), now)
}

struct Answer {
    status: StatusCode,
    location: String,
    text: String,
}

async fn call(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    let location = response.headers().get(header::LOCATION).map(|it| it.to_str().unwrap().to_owned());
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answer {
        status,
        location: location.unwrap_or_default(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    }
}

async fn send(router: &Router, address: &str, form: &str) -> Answer {
    let request = Request::post(address).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    call(router, request.body(Body::from(form.to_owned())).unwrap()).await
}

async fn get_with(router: &Router, address: &str, token: &str) -> Answer {
    let request = Request::get(address).header(header::AUTHORIZATION, format!("Bearer {token}"));
    call(router, request.body(Body::empty()).unwrap()).await
}

/// The client of the app against the recorder, up to the patient's answer.
async fn begin(router: &Router, answer: &str) -> (Metadata, Started, String) {
    let metadata =
        call(router, Request::get("/.well-known/oauth-authorization-server").body(Body::empty()).unwrap())
            .await;
    let metadata = Metadata::read(&metadata.text, ADDRESS).unwrap();
    let started = Started::new("r", "heilsam", &format!("{APP}/app/devices"), &[1; 32], &[2; 32]);
    let pushed =
        send(router, &metadata.pushed_authorization_request_endpoint, &started.pushed_request()).await;
    assert_eq!(pushed.status, StatusCode::CREATED, "{}", pushed.text);
    let page = started.consent_page(&metadata, &pushed.text).unwrap();
    let shown = call(router, Request::get(&page).body(Body::empty()).unwrap()).await;
    assert!(shown.text.contains("kein echter Hersteller"), "{}", shown.text);
    let request =
        shown.text.split("name=\"request_uri\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let back = send(router, "/authorize", &format!("request_uri={request}&answer={answer}")).await;
    let query = back.location.strip_prefix(&format!("{APP}/app/devices?")).unwrap().to_owned();
    (metadata, started, query)
}

async fn pair(router: &Router) -> (Metadata, Tokens) {
    let (metadata, started, query) = begin(router, "allow").await;
    let answer = send(router, &metadata.token_endpoint, &started.token_request(&query).unwrap()).await;
    (metadata, Tokens::read(&answer.text, None, now()).unwrap())
}

#[tokio::test]
async fn a_paired_app_reads_every_page_with_its_device() {
    let router = recorder();
    let (_, tokens) = pair(&router).await;
    let base = format!("{ADDRESS}/fhir");
    let mut next = Some(query::first_page(&base, query::since(None)));
    let mut readings = Vec::new();
    while let Some(address) = next {
        let page = get_with(&router, &address.replace('|', "%7C"), tokens.access()).await;
        let page = bundle::read(&page.text).unwrap();
        readings.extend(page.readings);
        next = page.next.and_then(|next| query::next_page(&address, &next));
    }
    assert_eq!(readings.len(), 28);
    assert!(readings.iter().all(|it| it.device == "Oberarmgerät (Vorführung)"));
}

#[tokio::test]
async fn only_readings_after_a_moment_are_given() {
    let router = recorder();
    let (_, tokens) = pair(&router).await;
    let address = format!("{ADDRESS}/fhir/Observation?date=gt2026-03-14T12:00:00Z");
    let page = bundle::read(&get_with(&router, &address, tokens.access()).await.text).unwrap();
    assert_eq!((page.readings.len(), page.readings[0].device.as_str()), (1, ""));
}

#[tokio::test]
async fn without_a_token_or_after_the_end_of_the_pairing_nothing_is_read() {
    let router = recorder();
    let address = format!("{ADDRESS}/fhir/Observation");
    assert_eq!(get_with(&router, &address, "guess").await.status, StatusCode::UNAUTHORIZED);
    let (metadata, tokens) = pair(&router).await;
    assert_eq!(get_with(&router, &address, tokens.access()).await.status, StatusCode::OK);
    send(&router, &metadata.revocation_endpoint, &tokens.revocation("heilsam")).await;
    assert_eq!(get_with(&router, &address, tokens.access()).await.status, StatusCode::UNAUTHORIZED);
    let renewed = send(&router, &metadata.token_endpoint, &tokens.refresh_request("heilsam")).await;
    assert_eq!(renewed.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_code_counts_once_and_only_with_its_secret() {
    let router = recorder();
    let (metadata, started, query) = begin(&router, "allow").await;
    let form = started.token_request(&query).unwrap();
    let stolen = form.replace("code_verifier=", "code_verifier=x");
    assert_eq!(send(&router, &metadata.token_endpoint, &stolen).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(send(&router, &metadata.token_endpoint, &form).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_patient_may_say_no() {
    let router = recorder();
    let (_, started, query) = begin(&router, "deny").await;
    assert_eq!(started.token_request(&query), Err(heilsam_hddt::PairingError::Denied));
}

#[tokio::test]
async fn other_scopes_and_other_places_to_go_back_to_are_refused() {
    let router = recorder();
    let form = Started::new("r", "heilsam", "https://evil.example/", &[1; 32], &[2; 32]).pushed_request();
    assert_eq!(send(&router, "/par", &form).await.status, StatusCode::BAD_REQUEST);
    let form =
        Started::new("r", "heilsam", &format!("{APP}/app/devices"), &[1; 32], &[2; 32]).pushed_request();
    let form = form.replace("patient%2FDevice.rs", "patient%2FPatient.rs");
    assert!(send(&router, "/par", &form).await.text.contains("invalid_scope"));
}
