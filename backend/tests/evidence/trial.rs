//! Broken behaviour: the real router with something in front of it that breaks one property.

use std::os::unix::fs::PermissionsExt;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use heilsam_backend::evidence::Verdict;
use heilsam_backend::evidence::checks::traces::canary;
use heilsam_backend::route::{Access, Route, Verb};
use heilsam_protocol::path;
use serde_json::json;

use super::world::{World, world};

/// The world with trials in which one path is answered by somebody else.
async fn answering(path: &'static str, with: axum::routing::MethodRouter) -> World {
    let front = move |router: Router| Router::new().route(path, with.clone()).fallback_service(router);
    world().await.trials_behind(front)
}

#[tokio::test]
async fn a_route_without_a_role_is_noticed() {
    let world = answering(path::DOSSIER, get(|| async { "[]" })).await;
    World::red(&world.verdict("role-matrix").await, path::DOSSIER);
}

#[tokio::test]
async fn a_session_that_never_ends_is_noticed() {
    let world = answering(path::ACCOUNT, get(|| async { "{}" })).await;
    let verdict = world.verdict("session-lifetimes").await;
    for word in ["ohne Benutzung", "länger als", "Nach dem Abmelden", "überall abmelden"] {
        World::red(&verdict, word);
    }
}

#[tokio::test]
async fn a_session_time_that_is_too_long_is_noticed() {
    let mut world = world().await;
    world.subject.config.sessions.idle_minutes_patient = 240;
    World::red(&world.verdict("session-lifetimes").await, "idle_minutes_patient");
}

#[tokio::test]
async fn a_cookie_that_scripts_can_read_is_noticed() {
    let world = world().await.trials_behind(|router| {
        router.layer(middleware::from_fn(|request: Request, next: Next| async move {
            let mut response = next.run(request).await;
            if let Some(cookie) = response.headers_mut().get_mut(header::SET_COOKIE) {
                let weak = cookie.to_str().unwrap().replace("; HttpOnly", "");
                *cookie = HeaderValue::from_str(&weak).unwrap();
            }
            response
        }))
    });
    World::red(&world.verdict("session-cookie").await, "HttpOnly");
}

#[tokio::test]
async fn a_change_from_another_site_that_is_let_through_is_noticed() {
    let world = world().await.trials_behind(|router| {
        router.layer(middleware::from_fn(|mut request: Request, next: Next| async move {
            request.headers_mut().insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
            next.run(request).await
        }))
    });
    World::red(&world.verdict("foreign-site").await, "cross-site");
}

#[tokio::test]
async fn a_limit_that_does_not_slow_down_is_noticed() {
    let world = answering(path::LOGIN_PASSKEY_START, any(|| async { "{}" })).await;
    World::red(&world.verdict("rate-limits").await, "Anmelden: Auch nach");
}

#[tokio::test]
async fn a_limit_that_is_set_too_high_is_noticed() {
    let mut world = world().await;
    world.subject.config.limits.logins_per_minute = 100_000;
    World::red(&world.verdict("rate-limits").await, "logins_per_minute");
}

#[tokio::test]
async fn an_answer_that_tells_known_names_apart_is_noticed() {
    async fn tell(body: String) -> StatusCode {
        if body.contains("erika") { StatusCode::UNAUTHORIZED } else { StatusCode::NOT_FOUND }
    }
    let world = answering(path::LOGIN_PASSPHRASE_START, any(tell)).await;
    World::red(&world.verdict("login-attempts").await, "verraten");
}

#[tokio::test]
async fn a_passkey_added_without_a_session_is_noticed() {
    let world = answering(path::CREDENTIAL_PASSKEY_START, any(|| async { "{}" })).await;
    World::red(&world.verdict("fresh-login").await, "Ohne Sitzung");
    World::green(&self::world().await.verdict("fresh-login").await);
}

#[tokio::test]
async fn credentials_and_accounts_that_an_old_session_may_change_or_erase_are_noticed() {
    for (path, said) in [
        (path::CREDENTIAL_PASSPHRASE_START, "eine Passphrase setzen"),
        (path::SLOTS, "ein Wiederherstellungsbogen erstellen"),
        (path::ACCOUNT, "das Konto löschen"),
    ] {
        let world = answering(path, any(|| async { StatusCode::NO_CONTENT })).await;
        World::red(&world.verdict("fresh-login").await, said);
    }
}

#[tokio::test]
async fn storing_without_consent_is_noticed() {
    let world = answering(path::COLLECTIONS, any(|| async { StatusCode::NO_CONTENT })).await;
    World::red(&world.verdict("consent-gate").await, "Ohne Einwilligung wird gespeichert");
}

#[tokio::test]
async fn a_forged_consent_that_is_taken_is_noticed() {
    let world = answering(path::CONSENTS, any(|| async { StatusCode::NO_CONTENT })).await;
    World::red(&world.verdict("consent-gate").await, "falscher Unterschrift");
}

/// Passes requests on, but for those whose body contains a word: they are answered as if they had been done.
async fn swallow(word: &'static str, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, 1 << 22).await.unwrap();
    if String::from_utf8_lossy(&bytes).contains(word) {
        return StatusCode::NO_CONTENT.into_response();
    }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}

#[tokio::test]
async fn a_withdrawal_without_effect_is_noticed() {
    let world = world().await.trials_behind(|router| {
        router.layer(middleware::from_fn(|request, next| swallow("withdrawn", request, next)))
    });
    World::red(&world.verdict("withdrawal").await, "Nach dem Widerruf wird weiter gespeichert");
}

#[tokio::test]
async fn a_deletion_that_comes_too_late_is_noticed() {
    // The deployment promises one day; the trial, started before the setting was changed, keeps seven.
    let mut world = world().await;
    World::green(&world.verdict("deletion-job").await);
    world.subject.config.video.retention_days = 1;
    World::red(&world.verdict("deletion-job").await, "liegt nach 1 Tagen noch");
}

#[tokio::test]
async fn a_deletion_that_leaves_something_behind_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("account-erasure").await);
    world.subject.routes.retain(|route| route.verb != Verb::Delete || route.path != path::ACCOUNT);
    World::red(&world.verdict("account-erasure").await, "keinen Weg");
    let delete = Route::new(Verb::Delete, path::ACCOUNT, "", || axum::routing::delete(|| async {}));
    world.subject.routes.push(delete);
    let world = world.trials_behind(|router| {
        router.layer(middleware::from_fn(|request: Request, next: Next| async move {
            if request.method() == Method::DELETE && request.uri().path() == path::ACCOUNT {
                return StatusCode::NO_CONTENT.into_response();
            }
            next.run(request).await
        }))
    });
    let verdict = world.verdict("account-erasure").await;
    World::red(&verdict, "In accounts bleiben 1 Einträge");
    World::red(&verdict, "gilt weiter");
}

#[tokio::test]
async fn a_new_public_route_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("public-surface").await);
    for route in &mut world.subject.routes {
        if route.path == path::CHANGES {
            route.access = Access::Public;
        }
    }
    World::red(&world.verdict("public-surface").await, path::CHANGES);
}

#[tokio::test]
async fn entries_that_a_doctor_sees_without_a_grant_are_noticed() {
    let all = json!({ "changes": [{ "content": "AAAA" }], "next_cursor": "", "more": false });
    let world = answering(path::CHANGES, get(move || async move { axum::Json(all) })).await;
    World::red(&world.verdict("provider-access").await, "doctor sieht");
}

#[tokio::test]
async fn a_route_that_takes_anything_is_noticed() {
    let world = answering(path::REGISTRATIONS, any(|| async { StatusCode::NO_CONTENT })).await;
    World::red(&world.verdict("message-schemas").await, path::REGISTRATIONS);
}

#[tokio::test]
async fn a_message_without_a_limit_is_noticed() {
    let world = answering(path::RECOVERY, any(|| async { StatusCode::OK })).await;
    World::red(&world.verdict("oversized").await, path::RECOVERY);
}

#[tokio::test]
async fn half_a_batch_that_stays_is_noticed() {
    let half =
        json!({ "changes": [{ "kind": "record", "content": "AAAA" }], "next_cursor": "", "more": false });
    let world = answering(path::CHANGES, get(move || async move { axum::Json(half) })).await;
    World::red(&world.verdict("rollback").await, "abgelehnten Stapel");
}

#[tokio::test]
async fn access_while_the_database_fails_is_noticed() {
    let world = answering(path::ACCOUNT, get(|| async { "{}" })).await;
    World::red(&world.verdict("fail-closed").await, path::ACCOUNT);
}

#[tokio::test]
async fn an_event_that_is_not_recorded_is_noticed() {
    let world = answering(path::SESSION_CURRENT, any(|| async { StatusCode::NO_CONTENT })).await;
    World::red(&world.verdict("audit-events").await, "session-ended");
}

#[tokio::test]
async fn a_canary_in_the_log_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("server.log"), "{\"level\":\"INFO\",\"message\":\"serving\"}\n")
        .unwrap();
    World::green(&Verdict::from(canary::search(folder.path())));
    let encoded = data_encoding::BASE64.encode(b"Spuerwort-Blutdruck-184-97");
    std::fs::write(folder.path().join("heilsam.db"), format!("\0\0{encoded}")).unwrap();
    World::red(&Verdict::from(canary::search(folder.path())), "heilsam.db enthält das Spürwort");
}

/// The program behind a script that does something to its data before each start.
fn behind_script(world: &mut World, before: &str) {
    let script = world.folder.path().join("heilsam");
    let text = format!(
        "#!/bin/sh\nfor last; do :; done\n{before}\nexec '{}' \"$@\"\n",
        env!("CARGO_BIN_EXE_heilsam")
    );
    std::fs::write(&script, text).unwrap();
    std::fs::set_permissions(&script, std::fs::Permissions::from_mode(0o755)).unwrap();
    world.subject.program = Some(script);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_program_that_writes_down_what_it_is_asked_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("canary").await);
    behind_script(&mut world, "echo 'asked for Spuerwort-Blutdruck-184-97'");
    World::red(&world.verdict("canary").await, "server.log");
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_that_a_crash_loses_are_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("kill").await);
    // The second start finds the data of before the first.
    let restore = "if [ -d \"$last/old\" ]; then cp \"$last/old/\"* \"$last/\"; rm -f \"$last\"/*-wal \"$last\"/*-shm; \
                   else mkdir \"$last/old\"; cp \"$last\"/heilsam.db* \"$last/old/\"; fi";
    behind_script(&mut world, restore);
    World::red(&world.verdict("kill").await, "nach dem Absturz sind 0 da");
}

#[tokio::test]
async fn without_the_program_nothing_is_said_about_crashes() {
    let mut world = world().await;
    world.subject.program = None;
    World::blind(&world.verdict("kill").await, "nicht als Datei");
}

#[tokio::test]
async fn installations_that_share_their_randomness_are_noticed() {
    struct Same;
    impl heilsam_backend::clock::Entropy for Same {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }
    let mut world = world().await;
    World::green(&world.verdict("no-linking").await);
    let entropy = std::sync::Arc::new(Same);
    world.subject.trials = heilsam_backend::evidence::trial::Trials::new(
        &world.subject.config,
        world.subject.now,
        entropy.clone(),
    );
    world.subject.entropy = entropy;
    let verdict = world.verdict("no-linking").await;
    World::red(&verdict, "dieselbe Kennung");
    World::red(&verdict, "Derselbe Code");
}
