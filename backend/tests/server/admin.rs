//! The second listener: what it shows, and that the public one does not.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::body::Body;
use axum::http::Request;
use heilsam_backend::clock::ManualClock;
use heilsam_backend::{admin, serve};
use heilsam_domain::Role;
use heilsam_protocol::path;
use http_body_util::BodyExt;
use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tower::ServiceExt;

use super::harness::TestServer;

pub async fn ask_admin(server: &TestServer, path: &str) -> (u16, String) {
    let request = Request::builder().uri(path).body(Body::empty()).unwrap();
    let response = admin::router(&server.state).oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn metrics_are_numbers_by_route_and_name_nobody() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    doctor.get(path::ACCOUNT).await;
    doctor.delete("/api/v1/sessions/018f3c1e-0000-7000-8000-000000000000").await;
    let (status, text) = ask_admin(&server, admin::METRICS).await;
    assert_eq!(status, 200);
    assert!(text.contains(r#"method="GET",route="/api/v1/account",status="200"} 1"#), "{text}");
    assert!(text.contains(r#"route="/api/v1/sessions/{session_id}""#), "{text}");
    assert!(!text.contains("heilsam_servers"), "on SQLite there is one server: {text}");
    assert!(!text.contains("018f3c1e") && !text.contains(&doctor.account.to_string()), "{text}");
}

#[tokio::test]
async fn the_second_listener_has_health_and_metrics_and_nothing_else() {
    let server = TestServer::start().await;
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(ask_admin(&server, path).await, (200, "ok".to_owned()));
    }
    for path in [path::SITE, path::ACCOUNT, "/"] {
        assert_eq!(ask_admin(&server, path).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn metrics_do_not_exist_on_the_public_listener() {
    let server = TestServer::start().await;
    for role in Role::ALL {
        server.log_in_as(role, false).await.get(admin::METRICS).await.refused(404, "not-found");
    }
    server.client().get(admin::METRICS).await.refused(404, "not-found");
}

pub fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

async fn get(address: SocketAddr, path: &str) -> String {
    for _ in 0..200 {
        if let Ok(mut stream) = TcpStream::connect(address).await {
            let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
            stream.write_all(request.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("nothing listens on {address}");
}

#[tokio::test]
async fn a_running_server_keeps_both_listeners_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (public, second) = (free_address(), free_address());
    let text =
        format!("[server]\nlisten = '{public}'\nadmin_listen = '{second}'\n[video]\nturn_embedded = false\n");
    let clock = Arc::new(ManualClock::at(Timestamp::from_second(super::harness::START).unwrap()));
    let state =
        super::harness::state::build(&text, folder.path(), clock, super::harness::Numbers::from(1)).await;
    let (end, ended) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(serve::run(state, "test", async move {
        let _ = ended.await;
    }));
    assert!(get(second, admin::METRICS).await.starts_with("HTTP/1.1 200"));
    for path in [admin::METRICS, admin::STATUS] {
        assert!(get(public, path).await.starts_with("HTTP/1.1 404"), "{path}");
    }
    assert!(get(public, "/health/ready").await.starts_with("HTTP/1.1 200"));
    end.send(()).unwrap();
    running.await.unwrap().unwrap();
}
