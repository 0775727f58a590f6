//! Every route with every role: generated from the route table.

use heilsam_backend::route::{self, Access, Route};
use heilsam_domain::Role;
use heilsam_protocol::path;
use jiff::SignedDuration;
use serde_json::json;

use super::harness::TestServer;

/// The path with an id that belongs to nobody.
fn concrete(route: &Route) -> String {
    let id = "018f3c1e-0000-7000-8000-000000000000";
    heilsam_protocol::path::fill(route.path, if route.path.contains("nameplate") { "0000" } else { id })
}

fn expected(route: &Route, actor: Option<(Role, bool)>) -> Option<u16> {
    match (route.access, actor) {
        (Access::Public, _) => None,
        (Access::AnyRole | Access::Roles(_), None) => Some(401),
        (access, Some((role, recovering))) => {
            let role_fits = match access {
                Access::Roles(roles) => roles.contains(&role),
                Access::Public | Access::AnyRole => true,
            };
            (!role_fits || (recovering && !route.recovering)).then_some(403)
        }
    }
}

#[tokio::test]
async fn every_route_refuses_whom_the_table_does_not_name() {
    let server = TestServer::with("[limits]\nlogins_per_minute = 100000\nlookups_per_minute = 100000\nsockets_per_minute = 100000\nrequests_per_minute = 100000\n").await;
    let actors: Vec<Option<(Role, bool)>> = std::iter::once(None)
        .chain(Role::ALL.into_iter().flat_map(|role| [Some((role, false)), Some((role, true))]))
        .collect();
    let mut asked = 0;
    for route in route::all() {
        for actor in &actors {
            let mut client = match *actor {
                Some((role, recovering)) => server.log_in_as(role, recovering).await,
                None => server.client(),
            };
            let method = route.verb.as_str().to_uppercase();
            let body = (method != "GET" && method != "DELETE").then(|| json!({}));
            let answer = client.send(&method, &concrete(&route), body).await;
            let what = format!("{method} {} as {actor:?}: {answer:?}", route.path);
            match expected(&route, *actor) {
                Some(status) => assert_eq!(answer.status, status, "{what}"),
                None => assert!(!matches!(answer.status, 401 | 403 | 405 | 500), "{what}"),
            }
            asked += 1;
        }
    }
    assert!(asked >= 40 * actors.len(), "{asked}");
}

#[tokio::test]
async fn what_one_logs_in_with_changes_and_an_account_is_erased_only_after_a_fresh_login() {
    let changing: Vec<Route> = route::all().filter(|route| route.fresh).collect();
    let paths: Vec<&str> = changing.iter().map(|route| route.path).collect();
    for path in [
        path::SLOTS,
        path::SLOT,
        path::CREDENTIAL,
        path::CREDENTIAL_PASSKEY_START,
        path::CREDENTIAL_PASSPHRASE_START,
        path::RECOVERY_CONTACT,
        path::NOTIFICATION_MAIL,
        path::NOTIFICATION_PUSH_DEVICE,
        path::ACCOUNT,
    ] {
        assert!(paths.contains(&path), "{path}");
    }
    for route in changing {
        let method = route.verb.as_str().to_uppercase();
        let body = || (method != "DELETE").then(|| json!({}));
        // Whom the table does not name is refused in any case, as the first test shows.
        for role in Role::ALL.into_iter().filter(|role| expected(&route, Some((*role, false))).is_none()) {
            let server = TestServer::start().await;
            let mut person = server.log_in_as(role, false).await;
            // Somebody else: what is asked in time may end the account.
            let mut late = server.log_in_as(role, false).await;
            let mut recovering = server.log_in_as(role, true).await;
            server.advance(SignedDuration::from_secs(299));
            let answer = person.send(&method, &concrete(&route), body()).await;
            assert_ne!(answer.status, 403, "{method} {} as {role}: {answer:?}", route.path);
            server.advance(SignedDuration::from_secs(1));
            late.send(&method, &concrete(&route), body()).await.refused(403, "login-not-fresh");
            let kept = server.state.store.account(late.account).await.unwrap();
            assert!(kept.is_some(), "{method} {} as {role}", route.path);
            if route.recovering {
                let answer = recovering.send(&method, &concrete(&route), body()).await;
                assert_ne!(answer.status, 403, "{method} {} with the sheet: {answer:?}", route.path);
            }
        }
    }
}

#[tokio::test]
async fn routes_that_the_table_does_not_name_do_not_exist() {
    let server = TestServer::start().await;
    for role in Role::ALL {
        let mut client = server.log_in_as(role, false).await;
        for path in ["/api/v1/nope", "/api/v1/accounts", "/api/v2/account", "/api/v1/account/../sessions/x/y"]
        {
            client.get(path).await.refused(404, "not-found");
        }
    }
}

#[tokio::test]
async fn only_doctors_and_staff_plan_consultations() {
    let of = |route: &Route| match route.access {
        Access::Roles(roles) => roles,
        Access::Public | Access::AnyRole => &[],
    };
    let routes: Vec<Route> =
        route::all().filter(|route| route.path.starts_with("/api/v1/consultations")).collect();
    assert_eq!(routes.len(), 7);
    for route in &routes {
        let in_the_call = route.path == path::CONSULTATION_PAIRS;
        let expected = if in_the_call { &[Role::Doctor][..] } else { &[Role::Doctor, Role::Staff] };
        assert_eq!(of(route), expected, "{}", route.path);
    }
}
