//! What a practice asks beside its calls: who waits, whether the line carries a call, and how the service is.

use futures_util::{SinkExt, StreamExt};
use heilsam_backend::admin;
use heilsam_backend::consultation::relays;
use heilsam_domain::{Role, RoomId};
use heilsam_protocol::consultation::{IceServers, Waiting};
use heilsam_protocol::path;
use heilsam_protocol::signal::Seat;
use heilsam_protocol::status::{PartState, ServiceStatus};
use jiff::SignedDuration;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use super::admin::ask_admin;
use super::consultations::{plan, room};
use super::harness::sockets::Listening;
use super::harness::{Client, TestServer};
use super::practice::{found, join, plan_for};

async fn waiting(person: &mut Client<'_>) -> Vec<RoomId> {
    person.get(path::WAITING).await.read::<Waiting>().rooms
}

async fn status(server: &TestServer) -> ServiceStatus {
    server.client().get(path::STATUS).await.read()
}

#[tokio::test]
async fn a_doctor_hears_of_own_guests_and_of_nobody_elses() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    let mut other = server.log_in_as(Role::Doctor, false).await;
    plan(&server, &mut doctor, room(1)).await;
    plan(&server, &mut doctor, room(2)).await;
    assert!(waiting(&mut doctor).await.is_empty());
    let listening = Listening::start(&server).await;
    let (_guest, _) = listening.join(room(2), Seat::Guest, 1, None).await;
    assert_eq!(waiting(&mut doctor).await, [room(2)]);
    assert!(waiting(&mut other).await.is_empty());
    server.advance(SignedDuration::from_hours(3));
    let mut later = server.log_in_again(doctor.account).await;
    assert!(waiting(&mut later).await.is_empty(), "the room has closed");
}

#[tokio::test]
async fn staff_hear_of_the_guests_of_their_practice_and_of_no_other() {
    let server = TestServer::start().await;
    let mut main = server.log_in_as(Role::Doctor, false).await;
    let mut staff = server.log_in_as(Role::Staff, false).await;
    let mut stranger = server.log_in_as(Role::Staff, false).await;
    found(&mut main, 1).await;
    join(&mut main, &mut staff, 1).await;
    let doctor = main.account;
    assert_eq!(plan_for(&server, &mut main, Some(doctor), room(1)).await.status, 200);
    // Not in the calendar of the practice: no business of its staff.
    plan(&server, &mut main, room(2)).await;
    let listening = Listening::start(&server).await;
    let (_first, _) = listening.join(room(1), Seat::Guest, 1, None).await;
    let (_second, _) = listening.join(room(2), Seat::Guest, 2, None).await;
    assert_eq!(waiting(&mut staff).await, [room(1)]);
    assert!(waiting(&mut stranger).await.is_empty());
    let mut own = waiting(&mut main).await;
    own.sort_unstable();
    let mut both = [room(1), room(2)];
    both.sort_unstable();
    assert_eq!(own, both);
}

#[tokio::test]
async fn a_page_that_asks_by_itself_keeps_no_session_alive() {
    let server = TestServer::start().await;
    let mut doctor = server.log_in_as(Role::Doctor, false).await;
    for _ in 0..14 {
        server.advance(SignedDuration::from_mins(1));
        assert!(waiting(&mut doctor).await.is_empty());
    }
    server.advance(SignedDuration::from_mins(1));
    doctor.get(path::WAITING).await.refused(401, "not-logged-in");
}

#[tokio::test]
async fn access_for_a_trial_ends_after_two_minutes_and_is_given_six_times_an_hour() {
    let server = TestServer::start().await;
    for role in [Role::Doctor, Role::Staff] {
        let mut person = server.log_in_as(role, false).await;
        let mut names = std::collections::BTreeSet::new();
        for _ in 0..6 {
            let given: IceServers = person.post(path::LINE_TRIALS, json!({})).await.read();
            assert_eq!(given.expires_at, server.now() + SignedDuration::from_mins(2));
            let relay = given.ice_servers.iter().find(|it| !it.credential.is_empty()).unwrap();
            names.insert(relay.username.clone());
        }
        assert_eq!(names.len(), 6, "each is bound to a number of its own");
        person.post(path::LINE_TRIALS, json!({})).await.refused(429, "too-many-requests");
    }
}

#[tokio::test]
async fn the_echo_says_back_a_practices_words_and_ends() {
    let server = TestServer::start().await;
    let doctor = server.log_in_as(Role::Doctor, false).await;
    let listening = Listening::start(&server).await;
    let url = format!("ws://{}{}", listening.address, path::LINE_ECHO);
    let stranger = tokio_tungstenite::connect_async(url.clone().into_client_request().unwrap()).await;
    assert!(stranger.is_err(), "without a login");
    let mut request = url.into_client_request().unwrap();
    request.headers_mut().insert("cookie", doctor.cookie.as_deref().unwrap().parse().unwrap());
    let (mut socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
    for number in 0..40 {
        socket.send(Message::Text(number.to_string().into())).await.unwrap();
        assert_eq!(socket.next().await.unwrap().unwrap(), Message::Text(number.to_string().into()));
    }
    drop(socket.send(Message::Text("41".into())).await);
    assert!(!matches!(socket.next().await, Some(Ok(Message::Text(_)))), "forty are enough");
}

#[tokio::test]
async fn a_relay_that_works_runs_and_a_stopped_one_is_shown_as_disturbed() {
    let server = TestServer::start().await;
    let before = status(&server).await;
    assert_eq!((before.signalling.state, before.relay.state), (PartState::Runs, PartState::Unknown));
    relays::look(&server.state).await;
    let running = status(&server).await;
    assert_eq!(running.relay.state, PartState::Runs);
    assert_eq!(running.relay.looked_at, Some(server.now()));
    let (_, text) = ask_admin(&server, admin::METRICS).await;
    assert!(text.contains("\nheilsam_relays 1\n") && text.contains("\nheilsam_relays_reached 1\n"), "{text}");

    server.state.consultations.close().await;
    server.advance(SignedDuration::from_mins(1));
    relays::look(&server.state).await;
    let stopped = status(&server).await;
    assert_eq!(stopped.relay.state, PartState::Disturbed);
    assert_eq!(stopped.relay.looked_at, Some(server.now()));
    let (_, text) = ask_admin(&server, admin::METRICS).await;
    assert!(text.contains("\nheilsam_relays_reached 0\n"), "{text}");
    server.advance(SignedDuration::from_mins(6));
    assert_eq!(status(&server).await.relay.state, PartState::Unknown, "an old look says nothing");
}

#[tokio::test]
async fn an_installation_without_a_relay_says_so() {
    let server = TestServer::with("turn_embedded = false\n").await;
    relays::look(&server.state).await;
    let found = status(&server).await.relay;
    assert_eq!((found.state, found.looked_at), (PartState::Absent, None));
}
