//! Taking everything along, and bringing it into an empty account.

use std::path::PathBuf;

use fhir_profiles::{EPA_LIMIT, Format, PartsExport};
use heilsam_client::assessment::Assessment;
use heilsam_client::client::SyncState;
use heilsam_portability::records::Head;
use heilsam_portability::sources::Sources;
use heilsam_portability::{Brought, Gathering, OpenFile, sample, take};
use heilsam_therapy::diary::{Mood, Pulse, Rating, Weight};
use heilsam_therapy::programme::Course;
use heilsam_therapy::questionnaire::{Answer, Questionnaire, Session};
use heilsam_therapy::scoring::Scoring;

use crate::people::TestClient;
use crate::*;

fn file(name: &str) -> Option<String> {
    let folder = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../../assets/content");
    std::fs::read_to_string(folder.join(name)).ok()
}

fn content(name: &str) -> String {
    file(name).unwrap()
}

fn sources() -> Sources {
    Sources::load(file)
}

async fn head(client: &TestClient) -> Head {
    let mut head = client.portable_head().await.unwrap();
    // The demo facts of a server without configuration are no numbers of a directory.
    head.app.prescription_unit_id = "99999001".to_owned();
    head.app.pzn = "99999001".to_owned();
    head.exported_at = "2026-06-01T00:00:00Z".parse().unwrap();
    head
}

/// The account as the module for export and import gets it.
async fn gathered(client: &TestClient) -> Gathering {
    let mut account =
        Gathering::new(head(client).await, client.name_scope().unwrap(), sources(), sample::wish());
    let mut batches = client.batches();
    while let Some((collection, records)) = batches.next_batch(|measurement| format!("{measurement:?}")) {
        account.add(collection, &records).unwrap();
    }
    account
}

async fn export(client: &TestClient, format: Format) -> String {
    let input = gathered(client).await.into_input().unwrap();
    let mut export = PartsExport::new(input, format, EPA_LIMIT).unwrap();
    std::iter::from_fn(|| export.next_piece().unwrap().map(|piece| piece.text)).collect()
}

async fn open_file(client: &TestClient) -> String {
    let (mut file, mut text) = OpenFile::begin(&head(client).await, client.name_scope().unwrap()).unwrap();
    let mut batches = client.batches();
    while let Some((collection, records)) = batches.next_batch(|_| String::new()) {
        text.push_str(&file.add(collection, &records).unwrap());
    }
    text + file.end()
}

async fn take_over(client: &TestClient, mut brought: Brought) {
    loop {
        let records = brought.next_records(20_000).unwrap();
        if records.is_empty() {
            return;
        }
        client.take_over(&serde_json::to_string(&records).unwrap()).await.unwrap();
    }
}

async fn fill(client: &TestClient) {
    let at =
        |hour: i64| "2026-03-01T06:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hour);
    let kinds = [
        Measurement::BloodPressure(BloodPressure::new(135, 85, Some(70)).unwrap()),
        Measurement::Pulse(Pulse::new(64, false).unwrap()),
        Measurement::Weight(Weight::from_grams(81_400).unwrap()),
        Measurement::Mood(Mood { mood: Rating::Four, tension: None }),
        Measurement::FreeNote {},
    ];
    for (hour, measurement) in (0..).zip(kinds) {
        let entry =
            DiaryEntry { measured_at: at(hour), measurement, note: CANARY.to_owned(), origin: Origin::Typed };
        client.save_entry(None, entry, BERLIN).await.unwrap();
    }
    let questionnaire = Questionnaire::load(&content("questionnaires/phq-9.json")).unwrap();
    let scoring = Scoring::load(&content("scorings/phq-9.json"), &questionnaire).unwrap();
    let mut session = Session::start(&questionnaire, at(9));
    while let Some(item) = session.next_open() {
        session.answer(&item.link_id, vec![Answer::Choice(item.options[1].choice.clone())], at(9)).unwrap();
    }
    let response = session.complete(at(9), "2026-03-01".parse().unwrap()).unwrap();
    let assessment = Assessment {
        questionnaire: "phq-9".to_owned(),
        state: session.state().clone(),
        result: scoring.score(&questionnaire, &response),
    };
    client.save_assessment(None, &assessment).await.unwrap();
    let course: Course =
        serde_json::from_str(r#"{"v":1,"package":"hypertonie","first_day":"2026-03-01"}"#).unwrap();
    client.save_course(&course).await.unwrap();
}

/// What does not belong to an account itself: values, answers, texts, in order.
fn contents(bundle: &str) -> Vec<String> {
    let bundle: serde_json::Value = serde_json::from_str(bundle).unwrap();
    let entries = bundle["entry"].as_array().unwrap().iter();
    let of_records = entries.filter(|entry| {
        !["Composition", "Patient", "Provenance"]
            .contains(&entry["resource"]["resourceType"].as_str().unwrap())
    });
    let patient = bundle["entry"][1]["fullUrl"].as_str().unwrap();
    let created = bundle["entry"][1]["resource"]["meta"]["lastUpdated"].as_str().unwrap();
    of_records
        .map(|entry| entry.to_string().replace(patient, "patient").replace(created, "created"))
        .collect()
}

#[tokio::test]
async fn an_export_comes_back_equal_in_an_empty_account_and_the_server_reads_nothing() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    fill(&erika.client).await;
    let first = export(&erika.client, Format::Json).await;
    for format in [Format::Json, Format::Xml] {
        let file = export(&erika.client, format).await;
        let max = Person::patient_named(&server, if format == Format::Json { "max" } else { "moritz" }).await;
        let brought = take(file.as_bytes(), gathered(&max.client).await).unwrap();
        assert!(brought.preview().records > 5);
        take_over(&max.client, brought).await;
        assert_eq!(contents(&export(&max.client, Format::Json).await), contents(&first), "{format:?}");
        assert_eq!(
            max.client.entries().len(),
            erika.client.entries().len(),
            "a pressure and its pulse are one entry again"
        );
        max.client.sync().await.unwrap();
        assert_eq!(max.client.sync_state(), SyncState::Synchronised);
        let again = take(file.as_bytes(), gathered(&max.client).await).unwrap();
        assert_eq!(again.preview().records, 0, "a second time brings nothing new");
        let tablet = max.log_in_elsewhere(&server).await;
        assert_eq!(
            contents(&export(&tablet, Format::Json).await),
            contents(&first),
            "also on another device"
        );
    }
    server.holds_nowhere(CANARY);
}

#[tokio::test]
async fn the_open_format_brings_an_account_along_with_everything() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    fill(&erika.client).await;
    let file = open_file(&erika.client).await;
    let max = Person::patient_named(&server, "max").await;
    take_over(&max.client, take(file.as_bytes(), gathered(&max.client).await).unwrap()).await;
    let plain = |client: &TestClient| {
        client.entries().into_iter().map(|it| (it.entry, it.utc_offset_minutes)).collect::<Vec<_>>()
    };
    assert_eq!(plain(&max.client), plain(&erika.client));
    assert_eq!(max.client.course(), erika.client.course());
    let assessments =
        |client: &TestClient| client.assessments().into_iter().map(|it| it.assessment).collect::<Vec<_>>();
    assert_eq!(assessments(&max.client), assessments(&erika.client));
    let first = export(&erika.client, Format::Json).await;
    assert_eq!(contents(&export(&max.client, Format::Json).await), contents(&first));
    assert_eq!(max.client.consents().len(), 1, "consents hold for the account that they were given in");
    let scope = erika.client.name_scope().unwrap();
    assert_ne!(scope, max.client.name_scope().unwrap());
    let facts = serde_json::to_string(&head(&erika.client).await).unwrap();
    assert!(!facts.contains(&scope.to_string()), "{facts}");
    max.client.sync().await.unwrap();
    erika.client.sync().await.unwrap();
    server.holds_nowhere(CANARY);
    server.holds_nowhere(&scope.to_string());
}
