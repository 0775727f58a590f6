//! The stand-in of a telematics client with a patient record behind it.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use heilsam_epa::document::DOCUMENT_BYTES;
use heilsam_epa::{Document, Metadata, Receipt, check, frame};

/// Where submissions go.
pub const PATH: &str = "/epa/v1/submissions";
/// Where a document that was taken can be read, with its name behind it.
const DOCUMENTS: &str = "/epa/v1/documents";
/// A number whose record lets no DiGA write.
pub const CLOSED: &str = "B123456782";
/// Transfers that are remembered.
const MOST_KEPT: usize = 50;
/// Room for twelve full parts: a demonstration never has more.
const FRAME_BYTES: usize = 12 * DOCUMENT_BYTES;

/// All documents that were taken, the newest transfer last.
type Kept = Arc<Mutex<Vec<Vec<Document>>>>;

/// Routes of the stand-in.
pub fn router() -> Router {
    Router::new()
        .route(PATH, post(submit).get(list))
        .route(&format!("{DOCUMENTS}/{{name}}"), get(document))
        .route("/", get(page))
        .layer(DefaultBodyLimit::max(FRAME_BYTES))
        .with_state(Kept::default())
}

async fn submit(State(kept): State<Kept>, headers: HeaderMap, body: Bytes) -> Response {
    let typed = headers.get(header::CONTENT_TYPE).is_some_and(|value| value == frame::MEDIA_TYPE);
    if !typed {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let Ok(submission) = frame::read(&body) else { return StatusCode::BAD_REQUEST.into_response() };
    if submission.insurant.expose() == CLOSED {
        return StatusCode::FORBIDDEN.into_response();
    }
    let findings = check(&submission);
    if !findings.is_empty() {
        return (StatusCode::UNPROCESSABLE_ENTITY, Json(findings)).into_response();
    }
    let taken = submission.documents;
    let documents = taken.iter().map(|it| it.metadata.unique_id.clone()).collect();
    let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST_KEPT {
        kept.remove(0);
    }
    kept.push(taken);
    Json(Receipt { documents }).into_response()
}

async fn list(State(kept): State<Kept>) -> Json<Vec<Vec<Metadata>>> {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    Json(kept.iter().map(|taken| taken.iter().map(|it| it.metadata.clone()).collect()).collect())
}

async fn document(State(kept): State<Kept>, Path(name): Path<String>) -> Response {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let found = kept.iter().flatten().find(|it| it.metadata.unique_id == name);
    found.map_or_else(
        || StatusCode::NOT_FOUND.into_response(),
        |it| ([(header::CONTENT_TYPE, it.metadata.mime_type.clone())], it.content.clone()).into_response(),
    )
}

/// What came, for people who look at the demonstration.
async fn page(State(kept): State<Kept>) -> Html<String> {
    let mut rows = String::new();
    for it in kept.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().flatten() {
        let it = &it.metadata;
        // Writing to a String cannot fail.
        let _ = write!(
            rows,
            "<tr><th scope=\"row\"><a href=\"{DOCUMENTS}/{}\">{}</a></th><td>{}</td><td>{}</td><td>{} / {}</td><td>{}</td></tr>",
            escaped(&it.unique_id),
            escaped(&it.title),
            it.creation_time,
            escaped(&it.format_code.code),
            escaped(&it.class_code.code),
            escaped(&it.type_code.code),
            it.size
        );
    }
    Html(format!(
        "<!doctype html><html lang=\"de\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><link rel=\"icon\" href=\"data:,\">\
         <title>Nachbildung der Patientenakte</title><h1>Nachbildung der Patientenakte</h1>\
         <p><strong>Das ist keine echte Patientenakte.</strong> Hier sieht man bei einer Vorführung mit erfundenen Daten, \
         was ankommt. Beim Beenden wird alles vergessen.</p>\
         <table><thead><tr><th scope=\"col\">Titel</th><th scope=\"col\">Erstellt</th><th scope=\"col\">Format</th>\
         <th scope=\"col\">Klasse / Typ</th><th scope=\"col\">Bytes</th></tr></thead><tbody>{rows}</tbody></table>"
    ))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{HeaderValue, Request};
    use heilsam_epa::document::{Author, Common};
    use heilsam_epa::{Document, Finding, Insurant, Submission};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    fn submission(number: &str, pdf: &[u8]) -> Submission {
        let common = Common {
            made_at: "2026-03-31T12:00:00Z".parse().unwrap(),
            period: ("2026-01-01T00:00:00Z".parse().unwrap(), "2026-03-31T11:00:00Z".parse().unwrap()),
            language: "de".into(),
            author: Author { name: "a".into(), diga_ve_id: "b".into(), manufacturer: "c".into() },
        };
        let name = |last: u8| format!("urn:uuid:00000000-0000-4000-8000-00000000000{last}");
        let xml = b"<?xml version=\"1.0\"?><Bundle>KBV_PR_MIO_DIGA_Bundle|1.1.0";
        Submission {
            insurant: Insurant::parse(number).unwrap(),
            documents: vec![
                Document::mio(&common, name(1), "<MIO>".into(), xml.to_vec()),
                Document::readable(&common, name(2), "Bericht".into(), pdf.to_vec()),
            ],
        }
    }

    async fn call(router: &Router, request: Request<Body>) -> (StatusCode, String) {
        let response = router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }

    fn post_of(bytes: Vec<u8>) -> Request<Body> {
        Request::post(PATH).header(header::CONTENT_TYPE, frame::MEDIA_TYPE).body(Body::from(bytes)).unwrap()
    }

    const PDF: &[u8] = b"%PDF-1.7 <pdfaid:part>2";

    #[tokio::test]
    async fn a_good_submission_is_kept_and_shown() {
        let router =
            crate::router("http://localhost:8090", HeaderValue::from_static("http://localhost:8080"), || {
                jiff::Timestamp::UNIX_EPOCH
            });
        let (status, text) = call(&router, post_of(frame::write(&submission("A123456780", PDF)))).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(serde_json::from_str::<Receipt>(&text).unwrap().documents.len(), 2);
        let (_, page) = call(&router, Request::get("/").body(Body::empty()).unwrap()).await;
        assert!(page.contains("&lt;MIO&gt;") && page.contains("keine echte Patientenakte"), "{page}");
        assert!(!page.contains("A123456780"));
        let name = "/epa/v1/documents/urn:uuid:00000000-0000-4000-8000-00000000000";
        assert!(page.contains(name), "{page}");
        let (_, data) = call(&router, Request::get(format!("{name}1")).body(Body::empty()).unwrap()).await;
        assert!(data.ends_with("KBV_PR_MIO_DIGA_Bundle|1.1.0"), "{data}");
        let (status, _) = call(&router, Request::get(format!("{name}9")).body(Body::empty()).unwrap()).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }

    /// A period that was cut, and the report of all of it.
    fn cut_in_three() -> Submission {
        let mut submission = submission("A123456780", PDF);
        let [first, report]: [Document; 2] = submission.documents.try_into().unwrap();
        let part = |number: u8| {
            let mut part = first.clone();
            part.metadata.unique_id = format!("urn:uuid:00000000-0000-4000-8000-00000000001{number}");
            part.content.extend_from_slice(format!("<!-- {number} -->").as_bytes());
            part.metadata.size = part.content.len();
            part
        };
        submission.documents = (1..=3).map(part).chain([report]).collect();
        submission
    }

    async fn kept(router: &Router) -> Vec<Vec<Metadata>> {
        let (_, kept) = call(router, Request::get(PATH).body(Body::empty()).unwrap()).await;
        serde_json::from_str(&kept).unwrap()
    }

    #[tokio::test]
    async fn all_parts_of_a_long_period_are_kept_in_order() {
        let (router, submission) = (router(), cut_in_three());
        let (status, _) = call(&router, post_of(frame::write(&submission))).await;
        assert_eq!(status, StatusCode::OK);
        let sent: Vec<Metadata> = submission.documents.iter().map(|it| it.metadata.clone()).collect();
        assert_eq!(kept(&router).await, [sent]);
        for document in &submission.documents {
            let address = format!("{DOCUMENTS}/{}", document.metadata.unique_id);
            let (_, text) = call(&router, Request::get(address).body(Body::empty()).unwrap()).await;
            assert!(text.as_bytes() == document.content, "{}", document.metadata.unique_id);
        }
    }

    #[tokio::test]
    async fn a_transfer_that_broke_off_leaves_no_part_and_is_made_as_a_whole_again() {
        let (router, submission) = (router(), cut_in_three());
        let whole = frame::write(&submission);
        let second: usize = submission.documents.iter().skip(1).map(|it| it.content.len()).sum();
        // The first part came, the second one in half.
        let mut broken = whole.clone();
        broken.truncate(whole.len() - second + submission.documents[1].content.len() / 2);
        assert_eq!(call(&router, post_of(broken)).await.0, StatusCode::BAD_REQUEST);
        assert_eq!(kept(&router).await, Vec::<Vec<Metadata>>::new());
        assert_eq!(call(&router, post_of(whole)).await.0, StatusCode::OK);
        assert_eq!(kept(&router).await.concat().len(), 4);
    }

    #[tokio::test]
    async fn faults_are_named_and_nothing_is_kept() {
        let router = router();
        let (status, text) =
            call(&router, post_of(frame::write(&submission("A123456780", b"%PDF-1.7")))).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(serde_json::from_str::<Vec<Finding>>(&text).unwrap().len(), 1);
        let (_, kept) = call(&router, Request::get(PATH).body(Body::empty()).unwrap()).await;
        assert_eq!(kept, "[]");
    }

    #[tokio::test]
    async fn a_record_that_is_closed_to_digas_is_refused() {
        assert_eq!(
            call(&router(), post_of(frame::write(&submission(CLOSED, PDF)))).await.0,
            StatusCode::FORBIDDEN
        );
    }

    #[tokio::test]
    async fn what_is_no_frame_is_refused() {
        assert_eq!(call(&router(), post_of(b"nothing".to_vec())).await.0, StatusCode::BAD_REQUEST);
        let plain = Request::post(PATH).body(Body::from("x")).unwrap();
        assert_eq!(call(&router(), plain).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
}
