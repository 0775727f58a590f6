use super::*;
use axum::Router;
use axum::routing::{any, get};

/// A server that gives a session, then says what it sees of a request.
async fn server() -> String {
    let begin = || async { ([(header::SET_COOKIE, "__Host-s=canary; Path=/; Secure; HttpOnly")], "begun") };
    let mirror = |request: Request| async move {
        let shown = |name: HeaderName| {
            format!("{:?}", request.headers().get(name).map(|value| value.to_str().unwrap()))
        };
        [header::HOST, header::ORIGIN, header::COOKIE, header::REFERER, header::ACCEPT].map(shown).join(" ")
    };
    let router = Router::new().route("/api/begin", get(begin)).route("/api/mirror", any(mirror));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    origin
}

async fn text(answer: Response) -> String {
    String::from_utf8(axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap().to_vec()).unwrap()
}

fn request(method: &str, path: &str) -> Request {
    let request = Request::builder().method(method).uri(path);
    let own = [
        ("host", "127.0.0.1:1"),
        ("origin", "http://127.0.0.1:1"),
        ("cookie", "heilsam-window=x"),
        ("accept", "a/b"),
    ];
    own.iter()
        .fold(request, |request, (name, value)| request.header(*name, *value))
        .body(Body::empty())
        .unwrap()
}

#[tokio::test]
async fn the_server_sees_its_own_app_with_its_session_and_the_window_never_sees_the_session() {
    let origin = server().await;
    let upstream = Upstream::new(&origin).unwrap();
    let begun = upstream.forward(request("GET", "/api/begin")).await;
    assert!(begun.headers().get(header::SET_COOKIE).is_none());
    assert_eq!(text(begun).await, "begun");
    let host = origin.trim_start_matches("http://");
    let seen = format!("Some(\"{host}\") Some(\"{origin}\") Some(\"__Host-s=canary\") None Some(\"a/b\")");
    for method in ["GET", "POST", "GET"] {
        assert_eq!(text(upstream.forward(request(method, "/api/mirror")).await).await, seen);
    }
}

#[tokio::test]
async fn what_the_page_sends_without_a_cookie_carries_no_session() {
    let origin = server().await;
    let upstream = Upstream::new(&origin).unwrap();
    upstream.forward(request("GET", "/api/begin")).await;
    for method in ["GET", "POST"] {
        let mut anonymous = request(method, "/api/mirror");
        anonymous.headers_mut().remove(header::COOKIE);
        let seen = text(upstream.forward(anonymous).await).await;
        assert!(!seen.contains("canary"), "{seen}");
    }
    assert!(text(upstream.forward(request("GET", "/api/mirror")).await).await.contains("canary"));
}

#[tokio::test]
async fn only_a_few_connections_lie_idle() {
    let upstream = Upstream::new(&server().await).unwrap();
    for _ in 0..MOST_IDLE + 3 {
        text(upstream.forward(request("POST", "/api/mirror")).await).await;
    }
    assert_eq!(upstream.idle.lock().unwrap().len(), MOST_IDLE);
}

#[tokio::test]
async fn a_server_out_of_reach_is_a_bad_gateway() {
    let upstream = Upstream::new("http://127.0.0.1:1").unwrap();
    assert_eq!(upstream.forward(request("GET", "/api/begin")).await.status(), StatusCode::BAD_GATEWAY);
}
