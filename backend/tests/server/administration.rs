//! The administration on the second listener: who gets in, what it does, what is left of it in the audit log.

use std::os::unix::fs::PermissionsExt;

use axum::body::Body;
use axum::http::{Request, header};
use heilsam_backend::admin::{self, AdminRoute};
use heilsam_backend::jobs::Job;
use heilsam_backend::{health, route};
use heilsam_domain::Role;
use heilsam_protocol::path;
use heilsam_protocol::signal::Seat;
use http_body_util::BodyExt;
use jiff::SignedDuration;
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection};
use tower::ServiceExt;

use super::consultations::{plan, room};
use super::harness::sockets::{Heard, Listening};
use super::harness::{Answer, TestServer};

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

async fn operated() -> TestServer {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, format!("{TOKEN}\n")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    TestServer::with_administration(&file).await
}

async fn ask_with(server: &TestServer, method: &str, path: &str, authorization: Option<&str>) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(authorization) = authorization {
        request = request.header(header::AUTHORIZATION, authorization);
    }
    let request = request.body(Body::empty()).unwrap();
    let response = admin::router(&server.state).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    Answer { status, body: serde_json::from_slice(&bytes).unwrap_or(Value::Null), cookie: None }
}

/// As the operator.
async fn ask(server: &TestServer, method: &str, path: &str) -> Answer {
    ask_with(server, method, path, Some(&format!("Bearer {TOKEN}"))).await
}

fn method_of(route: &AdminRoute) -> String {
    route.verb.as_str().to_uppercase()
}

fn concrete(route: &AdminRoute) -> String {
    path::fill(route.path, "retention")
}

fn run_of(job: &str) -> String {
    path::fill(admin::JOB_RUN, job)
}

async fn events(server: &TestServer) -> Vec<Value> {
    let rows = server.state.store.audit_rows(0, 1_000).await.unwrap();
    rows.iter().map(|row| serde_json::from_str(&row.event).unwrap()).collect()
}

async fn names(server: &TestServer) -> Vec<String> {
    events(server).await.iter().filter_map(|event| event["event"].as_str().map(str::to_owned)).collect()
}

#[tokio::test]
async fn every_route_of_the_administration_wants_the_token_and_answers_all_others_alike() {
    let server = operated().await;
    let mut refusals = Vec::new();
    for route in admin::ROUTES {
        for wrong in [
            None,
            Some("Bearer"),
            Some("Bearer "),
            Some("Bearer 0123456789abcdef0123456789abcde"),
            Some("Bearer 0123456789abcdef0123456789abcdef0"),
            Some("Bearer fedcba9876543210fedcba9876543210"),
            Some("Basic 0123456789abcdef0123456789abcdef"),
            Some(TOKEN),
        ] {
            server.advance(SignedDuration::from_mins(1));
            let answer = ask_with(&server, &method_of(route), &concrete(route), wrong).await;
            answer.refused(401, "not-logged-in");
            refusals.push(answer.body);
        }
        let answer = ask(&server, &method_of(route), &concrete(route)).await;
        assert!(matches!(answer.status, 200 | 204), "{} {}: {answer:?}", method_of(route), route.path);
    }
    assert_eq!(admin::ROUTES.len(), 5);
    assert!(refusals.windows(2).all(|pair| pair[0] == pair[1]), "{refusals:?}");
    let refused = names(&server).await.iter().filter(|name| *name == "administration-refused").count();
    assert_eq!(refused, refusals.len(), "every refusal stands in the audit log");
}

#[tokio::test]
async fn without_a_token_file_there_is_no_administration_but_metrics_and_health() {
    let server = TestServer::start().await;
    for route in admin::ROUTES {
        assert_eq!(ask(&server, &method_of(route), &concrete(route)).await.status, 404, "{}", route.path);
    }
    for path in [admin::METRICS, health::LIVE, health::READY] {
        assert_eq!(ask_with(&server, "GET", path, None).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn the_administration_does_not_exist_on_the_public_listener() {
    let server = operated().await;
    let public = async |method: &str, path: &str| {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
        server.ask(request.body(Body::empty()).unwrap()).await
    };
    public("GET", admin::STATUS).await.refused(404, "not-found");
    for admin_route in admin::ROUTES {
        let method = method_of(admin_route);
        let (answer, nowhere) =
            (public(&method, &concrete(admin_route)).await, public(&method, "/nowhere").await);
        assert!(matches!(answer.status, 404 | 405), "{method} {}", admin_route.path);
        assert_eq!((answer.status, &answer.body), (nowhere.status, &nowhere.body), "{}", admin_route.path);
        assert!(route::all().all(|public| public.path != admin_route.path));
    }
    assert_eq!(names(&server).await, Vec::<String>::new(), "and it did nothing");
}

#[tokio::test]
async fn whoever_guesses_tokens_waits_and_is_not_let_in_by_the_right_one_meanwhile() {
    let server = operated().await;
    for _ in 0..10 {
        ask_with(&server, "GET", admin::STATUS, Some("Bearer guess")).await.refused(401, "not-logged-in");
    }
    let refused = ask_with(&server, "GET", admin::STATUS, Some("Bearer guess")).await;
    refused.refused(429, "too-many-requests");
    assert!(refused.body["retry_after"].as_u64().unwrap() > 0);
    ask(&server, "GET", admin::STATUS).await.refused(429, "too-many-requests");
    assert_eq!(names(&server).await.len(), 10, "the audit log is not filled by guessing");
    server.advance(SignedDuration::from_mins(1));
    for _ in 0..100 {
        assert_eq!(ask(&server, "GET", admin::STATUS).await.status, 200, "the right token may come often");
    }
}

#[tokio::test]
async fn a_drained_server_is_not_ready_on_both_listeners_until_it_is_taken_back() {
    let server = operated().await;
    let ready = async || {
        let public = server.client().get(health::READY).await;
        let second = ask_with(&server, "GET", health::READY, None).await;
        assert_eq!(public.status, second.status);
        (public.status, public.body["detail"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(ready().await.0, 200);
    for _ in 0..2 {
        assert_eq!(ask(&server, "POST", admin::DRAIN).await.status, 204);
    }
    assert_eq!(ready().await, (503, "draining".to_owned()));
    assert_eq!(ask(&server, "GET", admin::STATUS).await.body["draining"], true);
    assert_eq!(server.client().get(health::LIVE).await.status, 200);
    assert_eq!(server.client().get(path::SITE).await.status, 200, "who is here is served");
    for _ in 0..2 {
        assert_eq!(ask(&server, "DELETE", admin::DRAIN).await.status, 204);
    }
    assert_eq!(ready().await.0, 200);
    assert_eq!(names(&server).await, ["drain-begun", "drain-ended"]);
}

#[tokio::test]
async fn a_consultation_goes_on_while_the_server_is_drained() {
    let server = operated().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let listening = Listening::start(&server).await;
    let (mut guest, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    let (mut seat, _) = listening.join(room(1), Seat::Doctor, 2, doctor.cookie.as_deref()).await;
    guest.hear().await;
    assert_eq!(ask(&server, "POST", admin::DRAIN).await.status, 204);
    guest.send(b"still here").await;
    assert_eq!(seat.hear().await, Heard::Bytes(b"still here".to_vec()));
    assert_eq!(ask(&server, "GET", admin::STATUS).await.body["sockets"], 2);
}

#[tokio::test]
async fn retention_run_by_hand_deletes_what_is_due_and_says_so_in_the_status() {
    let server = operated().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    let kept = async || {
        let rows = server.state.store.consultations(doctor.account, None, None).await.unwrap();
        rows.len()
    };
    let last = async || {
        let jobs = ask(&server, "GET", admin::STATUS).await.body["jobs"].clone();
        let jobs = jobs.as_array().unwrap().clone();
        jobs.into_iter().find(|job| job["name"] == "retention").unwrap()["last"].clone()
    };
    assert_eq!(last().await, Value::Null);
    server.advance(SignedDuration::from_hours(3));
    ask(&server, "POST", &run_of("retention")).await.read::<Value>();
    assert_eq!(kept().await, 1, "nothing goes before its day");
    server.advance(SignedDuration::from_hours(7 * 24));
    let run: Value = ask(&server, "POST", &run_of("retention")).await.read();
    assert_eq!(kept().await, 0);
    assert_eq!(run["failed"], Value::Null);
    assert!(run["count"].as_u64().unwrap() >= 1, "{run}");
    assert_eq!(run["started_at"], json!(server.now()));
    assert_eq!(last().await, run);
    let ran = events(&server).await.into_iter().filter(|event| event["event"] == "job-run");
    assert_eq!(ran.map(|event| event["job"].clone()).collect::<Vec<_>>(), ["retention", "retention"]);
}

#[tokio::test]
async fn every_job_runs_by_hand_and_an_unknown_name_is_answered_with_those_there_are() {
    let server = operated().await;
    for job in Job::ALL {
        let run: Value = ask(&server, "POST", &run_of(job.as_str())).await.read();
        assert_eq!(run["failed"], Value::Null, "{job:?}");
    }
    let unknown = ask(&server, "POST", &run_of("everything")).await;
    unknown.refused(404, "not-found");
    let detail = unknown.body["detail"].as_str().unwrap();
    for job in Job::ALL {
        assert!(detail.contains(job.as_str()), "{detail}");
    }
    assert_eq!(names(&server).await.len(), Job::ALL.len(), "what did not run is not in the audit log");
}

#[tokio::test]
async fn a_job_that_fails_says_why_in_the_status() {
    let server = operated().await;
    tamper(&server, "DROP TABLE registrations").await;
    let run: Value = ask(&server, "POST", &run_of("retention")).await.read();
    assert!(run["failed"].as_str().unwrap().contains("registrations"), "{run}");
    assert_eq!(run["count"], 0);
}

/// Changes the database behind the server's back.
pub async fn tamper(server: &TestServer, statement: &'static str) {
    let url = format!("sqlite:{}", server.data().join("heilsam.db").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    sqlx::query(statement).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn verification_counts_the_rows_and_finds_the_first_one_that_was_changed() {
    let server = operated().await;
    for method in ["POST", "DELETE", "POST", "DELETE"] {
        ask(&server, method, admin::DRAIN).await;
    }
    let whole: Value = ask(&server, "POST", admin::AUDIT_VERIFY).await.read();
    assert_eq!(whole, json!({"whole": true, "rows": 4, "first_break": null}));
    tamper(&server, "DROP TRIGGER audit_log_changes_no_row").await;
    tamper(&server, "UPDATE audit_log SET event = '{}' WHERE position IN (2, 3)").await;
    let broken: Value = ask(&server, "POST", admin::AUDIT_VERIFY).await.read();
    assert_eq!((&broken["whole"], &broken["rows"]), (&json!(false), &json!(2)));
    assert_eq!(broken["first_break"], json!({"row": 2, "what": "row 2 was changed"}));
}

#[tokio::test]
async fn the_status_says_what_the_server_is_and_names_nobody() {
    let server = operated().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    doctor.delete(path::SESSION_CURRENT).await;
    let head = server.state.store.audit_head().await.unwrap();
    let status: Value = ask(&server, "GET", admin::STATUS).await.read();
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(status["started_at"], json!(server.now()));
    assert_eq!(status["database"]["engine"], "sqlite");
    assert_eq!(status["database"]["schema"], server.state.store.schema_step().await.unwrap());
    assert_eq!(status["hosting_country"], "DE");
    assert_eq!(status["other_servers"], Value::Null);
    assert_eq!(status["audit"]["rows"], head.rows);
    assert_eq!(status["audit"]["hash"], data_encoding::HEXLOWER.encode(&head.hash));
    assert_eq!(status["relay"]["kind"], "embedded");
    let text = status.to_string();
    assert!(!text.contains(&doctor.account.to_string()) && !text.contains(&room(1).to_string()), "{text}");
}
