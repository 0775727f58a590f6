//! Broken deployments: headers, pages, routes, answers.

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use heilsam_protocol::path;

use super::world::World;

/// Changes every answer.
fn changing(router: Router, change: fn(&mut Response)) -> Router {
    router.layer(middleware::from_fn(move |request: Request, next: Next| async move {
        let mut response = next.run(request).await;
        change(&mut response);
        response
    }))
}

#[tokio::test]
async fn a_header_that_was_taken_away_is_noticed() {
    for name in ["x-frame-options", "content-security-policy", "strict-transport-security"] {
        let world = World::behind(|router| {
            router.layer(middleware::from_fn(move |request: Request, next: Next| async move {
                let mut response = next.run(request).await;
                response.headers_mut().remove(name);
                response
            }))
        })
        .await;
        World::red(&world.verdict("security-headers").await, name);
    }
}

#[tokio::test]
async fn a_policy_that_allows_another_server_is_noticed() {
    let world = World::behind(|router| {
        changing(router, |response| {
            let policy = "default-src 'none'; script-src 'self' https://cdn.example; connect-src 'self'; \
                          frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
            let policy = HeaderValue::from_static(policy);
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        })
    })
    .await;
    World::red(&world.verdict("content-policy").await, "https://cdn.example");
}

#[tokio::test]
async fn a_script_that_calls_another_server_is_noticed() {
    let world = super::world::world().await;
    World::green(&world.verdict("no-third-party").await);
    world.file("assets/boot-0a1b2c3d4e.js", "fetch(\"https://collect.example/hit\")");
    World::red(&world.verdict("no-third-party").await, "collect.example");
}

#[tokio::test]
async fn a_font_from_another_server_is_noticed() {
    let world = super::world::world().await;
    world.file("assets/base-0a1b2c3d4e.css", "@font-face { src: url(https://fonts.example/a.woff2) }");
    World::red(&world.verdict("no-third-party").await, "fonts.example");
}

/// The page at `/security` with this in its body.
async fn with_page(body: &'static str) -> World {
    World::behind(move |router| {
        let page = move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], body) };
        Router::new().route("/security", get(page)).fallback_service(router)
    })
    .await
}

#[tokio::test]
async fn a_link_that_tells_where_somebody_came_from_is_noticed() {
    let world = with_page("<a href=\"https://other.example/\">x</a>").await;
    World::red(&world.verdict("own-links").await, "noreferrer");
}

#[tokio::test]
async fn a_page_without_the_way_to_the_privacy_notice_is_noticed() {
    let world = with_page("<p>nothing</p>").await;
    World::red(&world.verdict("privacy-notice").await, "/security");
}

#[tokio::test]
async fn a_route_that_answers_without_a_session_is_noticed() {
    let world = World::behind(|router| {
        Router::new().route(path::DOSSIER, get(|| async { "[]" })).fallback_service(router)
    })
    .await;
    World::red(&world.verdict("login-wall").await, path::DOSSIER);
}

#[tokio::test]
async fn an_error_that_tells_about_the_inside_is_noticed() {
    let world = World::behind(|router| {
        changing(router, |response| {
            if response.status() == StatusCode::NOT_FOUND {
                *response.body_mut() = Body::from("thread 'main' panicked at src/records.rs:12");
            }
        })
    })
    .await;
    World::red(&world.verdict("error-answers").await, "panicked");
}

#[tokio::test]
async fn an_error_that_repeats_what_was_typed_is_noticed() {
    let world = World::behind(|router| {
        let repeat = |body: String| async move {
            (StatusCode::BAD_REQUEST, [(header::CONTENT_TYPE, "application/problem+json")], body)
        };
        Router::new().route(path::REGISTRATIONS, axum::routing::post(repeat)).fallback_service(router)
    })
    .await;
    World::red(&world.verdict("error-answers").await, "wiederholt");
}

#[tokio::test]
async fn a_source_file_beside_the_pages_is_noticed() {
    let world = super::world::world().await;
    World::green(&world.verdict("web-surface").await);
    world.file("Cargo.toml", "[package]");
    World::red(&world.verdict("web-surface").await, "/Cargo.toml");
}

#[tokio::test]
async fn a_banner_with_a_version_is_noticed() {
    let world = World::behind(|router| {
        changing(router, |response| {
            response.headers_mut().insert(header::SERVER, HeaderValue::from_static("nginx/1.18.0"));
        })
    })
    .await;
    World::red(&world.verdict("web-surface").await, "nginx/1.18.0");
}

#[tokio::test]
async fn a_program_that_search_engines_may_list_is_noticed() {
    let world = World::behind(|router| {
        changing(router, |response| {
            response.headers_mut().remove(HeaderName::from_static("x-robots-tag"));
        })
    })
    .await;
    World::red(&world.verdict("web-surface").await, "Suchmaschinen");
}

#[tokio::test]
async fn another_purpose_in_the_imprint_than_in_the_application_is_noticed() {
    let mut world = super::world::world().await;
    World::green(&world.verdict("imprint").await);
    world.subject.purpose = Some("Heilsam Blutdruck heilt Bluthochdruck.".to_owned());
    World::red(&world.verdict("imprint").await, "nicht der Text des Antrags");
    world.subject.purpose = None;
    World::blind(&world.verdict("imprint").await, "Antrag");
}

#[tokio::test]
async fn a_file_that_the_offline_app_lacks_is_noticed() {
    let world = super::world::world().await;
    World::green(&world.verdict("offline-shell").await);
    std::fs::remove_file(world.folder.path().join("dist/assets/base-0a1b2c3d4e.css")).unwrap();
    World::red(&world.verdict("offline-shell").await, "base-0a1b2c3d4e.css");
}

/// The API described otherwise.
async fn described(change: fn(&mut serde_json::Value)) -> World {
    World::behind(move |router| {
        let answer = move || async move {
            let mut description = heilsam_backend::openapi::describe();
            change(&mut description);
            axum::Json(description).into_response()
        };
        Router::new().route(path::OPENAPI, get(answer)).fallback_service(router)
    })
    .await
}

#[tokio::test]
async fn a_login_without_a_one_time_code_is_noticed() {
    let world = described(|description| {
        let message = &mut description["components"]["schemas"]["FinishPassphraseLogin"];
        message["required"] = serde_json::json!(["token", "opaque"]);
    })
    .await;
    World::red(&world.verdict("second-factor").await, "FinishPassphraseLogin");
}

#[tokio::test]
async fn a_message_with_a_password_is_noticed() {
    let world = described(|description| {
        description["components"]["schemas"]["StartPassphraseLogin"]["properties"]["password"] =
            serde_json::json!({ "type": "string" });
    })
    .await;
    World::red(&world.verdict("passphrase-unseen").await, "password");
}

#[tokio::test]
async fn answers_that_another_site_may_read_are_noticed() {
    let world = World::behind(|router| {
        changing(router, |response| {
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        })
    })
    .await;
    World::red(&world.verdict("foreign-site").await, "lesbar");
}
