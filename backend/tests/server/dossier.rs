//! The dossier over the API: who may do what, what a lost race looks like, and that nothing is forgotten.

use heilsam_domain::Role;
use heilsam_protocol::dossier::{
    CONFIGURATION_FACTS, Dossier, DossierEntries, FreeAccess, MemberKeys, RunningConfiguration, SealedPart,
    StoredDocument,
};
use heilsam_protocol::{limit, path};
use serde_json::{Value, json};

use super::harness::{Answer, Client, TestServer};

const ITEM: &str = "digav-2026-anlage-1/ds-01";
const AUTHOR: Role = Role::ManufacturerAuthor;
const REVIEWER: Role = Role::ManufacturerReviewer;

fn explain(base: u64, text: &str) -> Value {
    json!({ "do": "edit-item", "item": ITEM, "edit": { "base": base, "explanation": text } })
}

async fn act(client: &mut Client<'_>, expected: u64, action: Value) -> Answer {
    act_all(client, expected, &[action]).await
}

async fn act_all(client: &mut Client<'_>, expected: u64, actions: &[Value]) -> Answer {
    client.post(path::DOSSIER_ENTRIES, json!({ "expected_count": expected, "actions": actions })).await
}

async fn history(client: &mut Client<'_>) -> Dossier {
    client.get(path::DOSSIER).await.read()
}

#[tokio::test]
async fn what_was_done_is_in_the_history_of_both_and_survives_a_restart() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let empty = history(&mut author).await;
    // The clock stands at 1 January 2026: the amendment is in force a month later.
    assert_eq!((empty.legal_date.as_str(), empty.count), ("2020-04-21", 0));
    act(&mut author, 0, json!({ "do": "switch-legal-date", "to": "2026-02-01" }))
        .await
        .read::<DossierEntries>();
    act(&mut author, 1, explain(0, "So.")).await.read::<DossierEntries>();
    let mut reviewer = server.log_in_as(REVIEWER, false).await;
    let dossier = history(&mut reviewer).await;
    assert_eq!((dossier.legal_date.as_str(), dossier.count, dossier.entries.len()), ("2020-04-21", 2, 2));
    assert_eq!(dossier.entries[1]["action"], explain(0, "So."));
    assert_eq!(dossier.entries[1]["by"], json!(author.account.to_string()));
    let later: Dossier = reviewer.get(&format!("{}?after=1", path::DOSSIER)).await.read();
    assert_eq!((later.count, later.entries.len()), (2, 1));

    let cookie = author.cookie.clone();
    let server = server.restart().await;
    let mut author = server.client();
    author.cookie = cookie;
    act(&mut author, 2, explain(2, "Anders.")).await.read::<DossierEntries>();
    assert_eq!(history(&mut author).await.count, 3);
}

#[tokio::test]
async fn who_did_not_see_the_newest_entry_is_told_and_nothing_is_written() {
    let server = TestServer::start().await;
    let mut one = server.log_in_as(AUTHOR, false).await;
    let mut two = server.log_in_as(AUTHOR, false).await;
    let filing = |day: &str| json!({ "do": "set-filing", "on": day });
    act(&mut one, 0, filing("2026-03-01")).await.read::<DossierEntries>();
    let late = act(&mut two, 0, filing("2026-04-01")).await;
    late.refused(409, "collection-moved");
    assert_eq!(late.body["count"], json!(1));
    assert_eq!(history(&mut two).await.count, 1);
    act(&mut two, 1, filing("2026-04-01")).await.read::<DossierEntries>();
}

#[tokio::test]
async fn several_things_are_done_at_once_or_not_at_all() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let switch = json!({ "do": "switch-legal-date", "to": "2026-02-01" });
    let nobody_saw = explain(7, "So.");
    act_all(&mut author, 0, &[switch.clone(), nobody_saw]).await.refused(409, "conflict");
    assert_eq!(history(&mut author).await.count, 0);
    let both = [switch, explain(0, "So.")];
    let done: DossierEntries = act_all(&mut author, 0, &both).await.read();
    assert_eq!(done.entries.len(), 2);
    assert_eq!(history(&mut author).await.entries, done.entries);
    act_all(&mut author, 2, &[]).await.refused(422, "invalid-field");
    let many = vec![json!({ "do": "set-filing", "on": null }); limit::DOSSIER_ACTIONS + 1];
    act_all(&mut author, 2, &many).await.refused(422, "invalid-field");
    assert_eq!(history(&mut author).await.count, 2);
}

#[tokio::test]
async fn a_server_that_shares_the_database_is_followed() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let first: DossierEntries = act(&mut author, 0, json!({ "do": "set-filing", "on": null })).await.read();
    // What another server appended is found by its number; the same entry twice would break the chain.
    let id = server.state.keys.deployment_id();
    let text = first.entries[0].to_string();
    let now = server.now();
    server.state.store.append_dossier_entries(id, "2026-02-01", 2, &[text], now).await.unwrap();
    act(&mut author, 1, json!({ "do": "set-filing", "on": "2026-05-01" })).await.refused(500, "internal");
}

#[tokio::test]
async fn authors_do_not_approve_and_reviewers_do_not_answer() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let mut reviewer = server.log_in_as(REVIEWER, false).await;
    let zero = "0".repeat(96);
    let approve = json!({ "do": "approve", "item": "digav-2020-anlage-1/ds-01", "seen": zero });
    act(&mut author, 0, approve.clone()).await.refused(403, "forbidden");
    act(&mut reviewer, 0, explain(0, "So.")).await.refused(403, "forbidden");
    // Permitted to the role, refused by the rules: nobody asked.
    let refused = act(&mut reviewer, 0, approve).await;
    refused.refused(409, "conflict");
    assert_eq!(refused.body["detail"], json!("compliance-not-requested"));
    assert_eq!(history(&mut author).await.count, 0);
}

#[tokio::test]
async fn nobody_records_a_check_that_did_not_run() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let run = json!({
        "check": "tls", "check_version": "1", "release": { "version": "1", "commit": "a" },
        "at": "2025-12-31T00:00:00Z", "outcome": { "result": "passed" }, "expires": "2026-12-31T00:00:00Z",
    });
    let record = json!({ "do": "record-run", "id": "run", "run": run, "items": [] });
    act(&mut author, 0, record).await.refused(403, "forbidden");
}

#[tokio::test]
async fn what_is_no_action_is_refused_without_a_trace() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    for wrong in [
        json!({}),
        json!(null),
        json!({ "do": "delete-everything" }),
        json!({ "do": "set-due", "item": "x" }),
    ] {
        act(&mut author, 0, wrong).await.refused(422, "invalid-field");
    }
    let reason = json!({ "do": "edit-item", "item": "digav-2020-anlage-1/ds-01", "edit": {
        "base": 0, "answers": { "whole": { "kind": "not-applicable", "reason": "keine Lust" } } } });
    let refused = act(&mut author, 0, reason).await;
    refused.refused(409, "conflict");
    assert!(!refused.body.to_string().contains("Lust"), "{refused:?}");
    assert_eq!(history(&mut author).await.count, 0);
}

#[tokio::test]
async fn people_have_the_names_that_they_chose() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    for wrong in ["", "   ", "a\nb", &"x".repeat(81)] {
        author.put(path::DOSSIER_NAME, json!({ "name": wrong })).await.refused(422, "invalid-field");
    }
    assert_eq!(author.put(path::DOSSIER_NAME, json!({ "name": " Anna Berg " })).await.status, 204);
    let people = history(&mut author).await.people;
    let found: Vec<_> = people.iter().map(|person| (person.role, person.name.as_str())).collect();
    assert_eq!(found, [(AUTHOR, "Anna Berg")]);
}

fn parts_of(digest: &str) -> String {
    path::fill(path::DOSSIER_DOCUMENT_PARTS, digest)
}

fn part(upload: u8, number: u16, parts: u16, size: usize) -> Value {
    let bytes = |bytes: Vec<u8>| json!(heilsam_protocol::Bytes(bytes));
    json!({ "upload": bytes(vec![upload; 16]), "number": number, "parts": parts, "sealed": bytes(vec![7; size]) })
}

#[tokio::test]
async fn sealed_documents_are_stored_in_parts_and_opened_by_members_only() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let mut reviewer = server.log_in_as(REVIEWER, false).await;
    let digest = "ab".repeat(48);
    reviewer.post(&parts_of(&digest), part(1, 0, 2, 100)).await.refused(403, "forbidden");
    author.post(&parts_of("xyz"), part(1, 0, 2, 100)).await.refused(404, "not-found");
    for wrong in [part(1, 2, 2, 100), part(1, 0, 0, 100)] {
        author.post(&parts_of(&digest), wrong).await.refused(422, "invalid-field");
    }
    for large in [part(1, 0, 30, 100), part(1, 0, 2, 1024 * 1024 + 65)] {
        author.post(&parts_of(&digest), large).await.refused(413, "too-large");
    }
    author.post(&parts_of(&digest), part(1, 1, 2, 100)).await.refused(409, "conflict");
    for number in [0, 1] {
        let stored = author.post(&parts_of(&digest), part(1, number, 2, 1024 * 1024)).await;
        assert_eq!(stored.status, 204, "{stored:?}");
    }
    let members: Vec<MemberKeys> = reviewer.get(path::DOSSIER_MEMBERS).await.read();
    assert_eq!(members.len(), 2);
    let keys = path::fill(path::DOSSIER_DOCUMENT_KEYS, &digest);
    let key = |account| json!({ "account_id": account, "sealed": heilsam_protocol::Bytes(vec![5; 60]) });
    author.put(&keys, json!({ "keys": [] })).await.refused(422, "invalid-field");
    assert_eq!(author.put(&keys, json!({ "keys": [key(author.account)] })).await.status, 204);
    let seen: Vec<StoredDocument> = reviewer.get(path::DOSSIER_DOCUMENTS).await.read();
    assert_eq!(
        (seen[0].parts, seen[0].key.clone(), seen[0].without_key.clone()),
        (2, None, vec![reviewer.account])
    );
    assert_eq!(author.put(&keys, json!({ "keys": [key(reviewer.account)] })).await.status, 204);
    let seen: Vec<StoredDocument> = reviewer.get(path::DOSSIER_DOCUMENTS).await.read();
    assert!(seen[0].key.is_some());
    let read: SealedPart = reviewer.get(&format!("{}?number=1", parts_of(&digest))).await.read();
    assert_eq!(read.sealed.0.len(), 1024 * 1024);
    reviewer.get(&format!("{}?number=2", parts_of(&digest))).await.refused(404, "not-found");
    author.post(&parts_of(&digest), part(2, 0, 2, 100)).await.refused(409, "conflict");
}

#[tokio::test]
async fn the_running_configuration_is_told_without_secrets() {
    let server = TestServer::with("turn_secret = 'CANARY-5521'\nretention_days = 5\n").await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let answer = author.get(path::DOSSIER_CONFIGURATION).await;
    assert!(!answer.body.to_string().contains("CANARY-5521"));
    let told: RunningConfiguration = answer.read();
    let mut names: Vec<&str> = CONFIGURATION_FACTS.to_vec();
    names.sort_unstable();
    assert_eq!(told.facts.keys().collect::<Vec<_>>(), names);
    assert_eq!(
        (told.facts["video.retention"].as_str(), told.facts["server.encrypted"].as_str()),
        ("5", "nein")
    );
    assert!(told.routes.iter().any(|route| route.path == path::DOSSIER && route.roles == [AUTHOR, REVIEWER]));
}

#[tokio::test]
async fn documents_name_the_operators_relays_in_place_of_the_servers_own() {
    let relays = "turn_urls = ['turns:turn.example:443?transport=tcp']\nturn_secret = 'CANARY-5521'\n";
    let server = TestServer::with(relays).await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let told: RunningConfiguration = author.get(path::DOSSIER_CONFIGURATION).await.read();
    assert_eq!(told.facts["video.relay"], "TURN-Dienste des Betreibers");
}

#[tokio::test]
async fn a_code_for_free_access_opens_one_registration_of_a_patient() {
    let server = TestServer::start().await;
    let mut author = server.log_in_as(AUTHOR, false).await;
    let made: FreeAccess = author.post(path::DOSSIER_ACCESS, json!({})).await.read();
    let mut anybody = server.client();
    let start = json!({ "code": { "kind": "enrolment", "code": made.code } });
    let started = anybody.post(path::REGISTRATIONS, start).await;
    assert_eq!((started.status, &started.body["role"]), (200, &json!("patient")), "{started:?}");
    assert!(!format!("{made:?}").contains(&made.code));
}
