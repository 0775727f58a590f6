//! The test insurer on a port of its own: `heilsam insurer`.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;

use super::desk::Desk;
use crate::clock::Clock;

/// Answers `multipart/form-data` with the part `nutzdaten` at every path.
pub fn router(clock: Arc<dyn Clock>) -> Router {
    Router::new().route("/", post(answer)).route("/{*path}", post(answer)).with_state(clock)
}

async fn answer(State(clock): State<Arc<dyn Clock>>, headers: HeaderMap, body: Bytes) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let part = kind.and_then(|kind| message(kind, std::str::from_utf8(&body).ok()?));
    match part {
        Some(xml) => {
            let answer = Desk.answer(xml, clock.now());
            ([(header::CONTENT_TYPE, "application/xml")], answer).into_response()
        }
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// The part `nutzdaten` of a form.
fn message<'a>(kind: &str, body: &'a str) -> Option<&'a str> {
    let boundary = kind.strip_prefix("multipart/form-data")?.split_once("boundary=")?.1.trim_matches('"');
    let mut parts = body.split(&format!("--{boundary}")).collect::<Vec<_>>().into_iter();
    let part = parts
        .find(|part| part.split("\r\n\r\n").next().is_some_and(|head| head.contains("name=\"nutzdaten\"")))?;
    Some(part.split_once("\r\n\r\n")?.1.trim_end_matches("\r\n"))
}

#[cfg(test)]
mod tests {
    use heilsam_domain::ActivationCode;
    use jiff::Timestamp;
    use tokio::net::TcpListener;

    use super::*;
    use crate::account::insurer::directory::Directory;
    use crate::account::insurer::line::InsurerLine;
    use crate::account::insurer::message::{Digits, Procedure};
    use crate::account::insurer::{Confirmation, InsurerGateway, InsurerRefusal};
    use crate::clock::ManualClock;

    fn line(port: u16) -> InsurerLine {
        let list = format!(
            "<a><Krankenkasseninformation><Kostentraegerkuerzel>77</Kostentraegerkuerzel>\
             <Kostentraegerkennung>777777777</Kostentraegerkennung>\
             <Endpunkt_Kommunikationsstelle>http://127.0.0.1:{port}/</Endpunkt_Kommunikationsstelle>\
             </Krankenkasseninformation></a>"
        );
        let directory = Directory::read(&list).unwrap();
        InsurerLine::new(Digits::test('9'), Digits::parse("12345").unwrap(), Procedure::Test, directory)
            .unwrap()
    }

    async fn ask(line: &InsurerLine, code: &str) -> Result<Confirmation, InsurerRefusal> {
        line.check(&ActivationCode::parse(code).unwrap(), Timestamp::UNIX_EPOCH).await
    }

    #[tokio::test]
    async fn the_test_insurer_answers_every_published_code_over_the_line() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let clock = Arc::new(ManualClock::at("2026-03-01T12:00:00Z".parse().unwrap()));
        let server = tokio::spawn(axum::serve(listener, router(clock)).into_future());
        let line = line(port);
        let confirmed = ask(&line, "77AAAAAAAAAAAAAX").await.unwrap();
        assert_eq!(
            (confirmed.diga_ve_id.as_str(), confirmed.day.to_string().as_str()),
            ("12345000", "2026-03-01")
        );
        for code in ["77AAAAAAAAAAADEV", "77AAAAAAAAAAADFF", "77AAAAAAAAAAADGE", "IEAQH746YNG7BY3X"] {
            assert_eq!(ask(&line, code).await, Err(InsurerRefusal::NotAccepted), "{code}");
        }
        for code in ["77AAAAAAAAAAAGIS", "77AAAAAAAAAAAGJC", "77AAAAAAAAAAAGKD"] {
            assert_eq!(ask(&line, code).await, Err(InsurerRefusal::Unavailable), "{code}");
        }
        server.abort();
    }

    #[tokio::test]
    async fn an_insurer_that_is_not_there_is_asked_again_later() {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = closed.local_addr().unwrap().port();
        drop(closed);
        assert_eq!(ask(&line(port), "77AAAAAAAAAAAAAX").await, Err(InsurerRefusal::Unavailable));
    }
}
