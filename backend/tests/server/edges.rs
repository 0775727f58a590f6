//! What every answer has in common: problems, headers, limits, pages.

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};
use heilsam_domain::Role;
use heilsam_protocol::{limit, path};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::harness::TestServer;

async fn raw(server: &TestServer, request: Request<Body>) -> (u16, HeaderMap, Vec<u8>) {
    let response = server.router().oneshot(request).await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    (status, headers, response.into_body().collect().await.unwrap().to_bytes().to_vec())
}

fn get(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn everything_but_success_is_a_problem() {
    let server = TestServer::start().await;
    let mut client = server.client();
    client.get("/api/v1/nothing").await.refused(404, "not-found");
    client.get("/nothing").await.refused(404, "not-found");
    client.delete(path::SITE).await.refused(405, "bad-request");
    client.get(path::ACCOUNT).await.refused(401, "not-logged-in");
    client.post(path::LOGIN_PASSPHRASE_START, "text").await.refused(422, "invalid-field");
    let mut patient = server.log_in_as(Role::Patient, false).await;
    let large = "x".repeat(limit::BODY_BYTES + 1);
    patient.put(path::COLLECTIONS, large).await.refused(413, "too-large");
    let not_json = Request::post(path::LOGIN_PASSPHRASE_START)
        .header("x-heilsam-client", "1")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from("{\"secret-canary"))
        .unwrap();
    let (status, headers, body) = raw(&server, not_json).await;
    assert_eq!(status, 400);
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
    assert!(!String::from_utf8(body).unwrap().contains("canary"));
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let server = TestServer::start().await;
    for path in ["/", "/v", "/app/", path::SITE, "/api/v1/nothing", "/health/live"] {
        let (_, headers, _) = raw(&server, get(path)).await;
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains(" ws://localhost:8080;"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        for (name, value) in [
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
            ("referrer-policy", "no-referrer"),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(headers[name], value, "{path}");
        }
        let camera =
            headers["permissions-policy"].to_str().unwrap().contains("camera=(self), microphone=(self)");
        assert_eq!(camera, path == "/v", "{path}");
    }
}

#[tokio::test]
async fn too_many_logins_from_one_network_have_to_wait() {
    let server = TestServer::with("[limits]\nlogins_per_minute = 3").await;
    let mut client = server.client();
    for _ in 0..3 {
        assert_ne!(client.post(path::RECOVERY, serde_json::json!({})).await.status, 429);
    }
    let refused = client.post(path::RECOVERY, serde_json::json!({})).await;
    refused.refused(429, "too-many-requests");
    assert!(refused.body["retry_after"].as_u64().unwrap() > 0);
    assert_eq!(client.get(path::SITE).await.status, 200);
}

#[tokio::test]
async fn pages_are_checked_and_assets_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let assets = folder.path().join("assets");
    std::fs::create_dir_all(&assets).unwrap();
    std::fs::create_dir_all(folder.path().join("visit")).unwrap();
    std::fs::write(folder.path().join("visit/index.html"), "<h1>plain</h1>").unwrap();
    std::fs::write(folder.path().join("visit/index.html.br"), "brotli").unwrap();
    std::fs::write(assets.join("visit-0a1b2c3d.js"), "plain").unwrap();
    std::fs::write(assets.join("visit-0a1b2c3d.js.br"), "brotli").unwrap();
    std::fs::write(assets.join("visit-0a1b2c3d.js.gz"), "gzip").unwrap();
    let server = TestServer::with_pages(folder.path()).await;

    let (status, headers, body) = raw(&server, get("/v")).await;
    assert_eq!((status, body.as_slice()), (200, &b"<h1>plain</h1>"[..]));
    assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
    let etag = headers[header::ETAG].clone();
    let again = Request::get("/v").header(header::IF_NONE_MATCH, etag).body(Body::empty()).unwrap();
    assert_eq!(raw(&server, again).await.0, 304);
    let brotli = |path: &str, encodings: &str| {
        Request::get(path).header(header::ACCEPT_ENCODING, encodings).body(Body::empty()).unwrap()
    };
    let (_, headers, body) = raw(&server, brotli("/v", "gzip, br")).await;
    assert_eq!(headers[header::CONTENT_ENCODING], "br");
    assert_eq!(body, b"brotli");
    for (encodings, expected) in [("br, gzip", "brotli"), ("gzip", "gzip"), ("identity", "plain")] {
        let (status, headers, body) = raw(&server, brotli("/assets/visit-0a1b2c3d.js", encodings)).await;
        assert_eq!((status, String::from_utf8(body).unwrap()), (200, expected.to_owned()));
        assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(headers[header::CONTENT_TYPE], "text/javascript");
    }
    for path in ["/assets/../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/none-0a1b2c3d.js"] {
        let (status, headers, _) = raw(&server, get(path)).await;
        assert_eq!(status, 404, "{path}");
        assert!(
            headers.get(header::CACHE_CONTROL).is_none_or(|value| !value.as_bytes().ends_with(b"immutable"))
        );
    }
}

/// Asks as browsers do for what stands in the address bar.
fn visit(path: &str) -> Request<Body> {
    let accepted = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    Request::get(path).header(header::ACCEPT, accepted).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_mistyped_address_gets_a_page_from_browsers_and_a_problem_from_programs() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["missing", "visit"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("index.html"), format!("<h1>{name}</h1>")).unwrap();
    }
    std::fs::write(folder.path().join("missing/index.html.br"), "brotli").unwrap();
    let server = TestServer::with_pages(folder.path()).await;
    for path in ["/apps", "/v/x", "/assets/none.js", "/missing/", "/missing/index.html"] {
        let (status, headers, body) = raw(&server, visit(path)).await;
        assert_eq!((status, body.as_slice()), (404, &b"<h1>missing</h1>"[..]), "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
        assert!(headers.contains_key(header::CONTENT_SECURITY_POLICY));
        let (status, headers, _) = raw(&server, get(path)).await;
        assert_eq!(status, 404, "{path}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json", "{path}");
    }
    let (status, headers, _) = raw(&server, visit("/api/v1/nothing")).await;
    assert_eq!(status, 404);
    assert_eq!(headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(raw(&server, visit("/v")).await.0, 200);
    let mut compressed = visit("/apps");
    compressed.headers_mut().insert(header::ACCEPT_ENCODING, "br".parse().unwrap());
    let (status, headers, body) = raw(&server, compressed).await;
    assert_eq!((status, body.as_slice()), (404, &b"brotli"[..]));
    assert_eq!(headers[header::CONTENT_ENCODING], "br");
}

#[tokio::test]
async fn the_page_of_demonstrations_is_there_under_no_name_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("demo")).unwrap();
    std::fs::write(folder.path().join("demo/index.html"), "<h1>demo</h1>").unwrap();
    let addresses = ["/demo", "/demo/", "/demo/index.html"];
    let server = TestServer::with_pages(folder.path()).await;
    for path in addresses {
        assert_eq!(raw(&server, get(path)).await.0, 200, "{path}");
    }
    let server = server.restart_without("demo = true\n").await;
    for path in addresses {
        assert_eq!(raw(&server, get(path)).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn a_page_of_the_release_before_still_gets_its_assets_and_nothing_else() {
    let (before, now) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (folder, text) in [(before.path(), "before"), (now.path(), "now")] {
        for place in ["assets", "app"] {
            std::fs::create_dir(folder.join(place)).unwrap();
        }
        for name in ["assets/both-0a1b2c3d.js", "assets/manifest.json", "app/service-worker.js"] {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
    std::fs::write(before.path().join("assets/later-0a1b2c3d.wasm"), "before").unwrap();
    std::fs::write(before.path().join("assets/plain.json"), "before").unwrap();
    let server = TestServer::with_pages_after(before.path(), now.path()).await;
    for (path, expected) in [
        ("/assets/later-0a1b2c3d.wasm", "before"),
        ("/assets/both-0a1b2c3d.js", "now"),
        ("/app/service-worker.js", "now"),
    ] {
        let (status, headers, body) = raw(&server, get(path)).await;
        assert_eq!((status, String::from_utf8(body).unwrap()), (200, expected.to_owned()), "{path}");
        let kept = headers[header::CACHE_CONTROL] == "public, max-age=31536000, immutable";
        assert_eq!(kept, path.starts_with("/assets/"), "{path}");
    }
    for path in ["/assets/plain.json", "/assets/none-0a1b2c3d.js"] {
        assert_eq!(raw(&server, get(path)).await.0, 404, "{path}");
    }
}

#[tokio::test]
async fn the_audit_log_of_a_server_is_whole_and_names_nobody() {
    let server = TestServer::start().await;
    let mut client = server.client();
    client.post(path::RECOVERY, serde_json::json!({ "locator": "AAAA", "auth_key": "AAAA" })).await;
    let mut patient = server.log_in_as(Role::Patient, false).await;
    patient.delete(path::SESSION_CURRENT).await;
    let rows = server.state.store.verify_audit(&[]).await.unwrap().unwrap();
    assert!(rows >= 1);
    for row in server.state.store.audit_rows(0, 100).await.unwrap() {
        assert!(row.event.starts_with("{\"at\":\"2026-01-01T"), "{}", row.event);
    }
}

#[tokio::test]
async fn health_tells_life_and_readiness() {
    let server = TestServer::start().await;
    assert_eq!(server.client().get("/health/live").await.status, 200);
    assert_eq!(server.client().get("/health/ready").await.status, 200);
    server.state.store.close().await;
    server.client().get("/health/ready").await.refused(503, "unavailable");
}
