//! Sharing with a practice, from the code to taking it back.

use std::collections::BTreeSet;

use heilsam_client::ClientError;
use heilsam_client::client::ConsentText;
use heilsam_client::sharing::{ShareChoice, ShareDraft, SharedResult};
use heilsam_domain::Purpose;
use heilsam_domain::sharing_code::SharingCode;
use heilsam_therapy::diary::Kind;
use heilsam_therapy::text::Text;
use jiff::SignedDuration;
use jiff::civil::date;
use rust_decimal::Decimal;

use crate::people::{Person, TestClient};
use crate::program::Program;
use crate::{BERLIN, CANARY, entry};

const SHARING: ConsentText<'static> =
    ConsentText { purpose: Purpose::Sharing, version: "test-1", text: "Ich teile." };

fn draft(client: &TestClient) -> ShareDraft {
    ShareDraft {
        practice_name: "Praxis Weber".to_owned(),
        name: "Erika Kanarienvogel".to_owned(),
        birth: None,
        choice: ShareChoice {
            kinds: BTreeSet::from([Kind::BloodPressure]),
            notes: true,
            results: true,
            first: date(2026, 1, 1),
            last: None,
        },
        expires_at: client.now() + SignedDuration::from_hours(24),
    }
}

#[tokio::test]
async fn a_practice_reads_what_was_chosen_follows_it_and_nothing_after_it_was_taken_back() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor(&server).await.client;
    let erika = Person::patient(&server).await.client;
    let code = weber.sharing_code().unwrap();
    assert_eq!(
        erika.find_practice(&code).await,
        Err(ClientError::NotFound),
        "the practice has not begun to share"
    );
    weber.open_for_sharing().await.unwrap();
    let practice = erika.find_practice(&code).await.unwrap();
    erika.save_entry(None, entry(135, CANARY), BERLIN).await.unwrap();

    let refused = erika.share(&practice, &draft(&erika), &[]).await;
    assert_eq!(refused, Err(ClientError::ConsentMissing));
    erika.give_consent(SHARING).await.unwrap();
    let scale = Text { de: "PHQ-9".to_owned(), en: "PHQ-9".to_owned() };
    let result = SharedResult::new(date(2026, 3, 1), scale, Decimal::from(4), None);
    let id = erika.share(&practice, &draft(&erika), std::slice::from_ref(&result)).await.unwrap();

    let listed = weber.received_shares().await.unwrap();
    assert_eq!(listed[0].cover.as_ref().unwrap().name, "Erika Kanarienvogel");
    assert_eq!(listed[0].patient_code, erika.sharing_code().unwrap(), "both see the same code to compare");
    assert_eq!(erika.shares().await.unwrap()[0].reads, [], "looking at the list is not reading");
    let content = weber.open_share(id).await.unwrap();
    assert_eq!((content.entries.len(), content.entries[0].entry.clone()), (1, entry(135, CANARY)));
    assert_eq!(content.results, [result]);

    erika.save_entry(None, entry(142, ""), BERLIN).await.unwrap();
    assert_eq!(erika.renew_shares(&[]).await, Ok(1));
    assert_eq!(erika.renew_shares(&[]).await, Ok(0), "nothing is sent again when nothing changed");
    assert_eq!(weber.open_share(id).await.unwrap().entries.len(), 2);
    let reads = erika.shares().await.unwrap()[0].reads.clone();
    assert_eq!(reads.iter().map(|read| read.version).collect::<Vec<_>>(), [1, 2]);

    erika.take_back(id).await.unwrap();
    assert_eq!(weber.received_shares().await.unwrap(), []);
    assert_eq!(weber.open_share(id).await, Err(ClientError::NotFound));
    let ended = &erika.shares().await.unwrap()[0];
    assert!(ended.ended_at.is_some() && ended.reads.len() == 2, "what was read stays to be seen");
    for secret in [CANARY, "Kanarienvogel", "Praxis Weber"] {
        server.holds_nowhere(secret);
    }
}

#[tokio::test]
async fn a_share_is_closed_to_other_doctors_and_without_consent() {
    let Some(server) = Program::start() else { return };
    let weber = Person::doctor(&server).await.client;
    let other = Person::doctor_named(&server, "dr-other").await.client;
    let erika = Person::patient(&server).await.client;
    weber.open_for_sharing().await.unwrap();
    erika.give_consent(SHARING).await.unwrap();
    let practice = erika.find_practice(&weber.sharing_code().unwrap()).await.unwrap();
    let id = erika.share(&practice, &draft(&erika), &[]).await.unwrap();
    assert_eq!(other.received_shares().await.unwrap(), []);
    assert_eq!(other.open_share(id).await, Err(ClientError::NotFound));

    erika.withdraw_consent(SHARING).await.unwrap();
    assert_eq!(weber.received_shares().await.unwrap(), []);
    assert_eq!(weber.open_share(id).await, Err(ClientError::NotFound));
    assert!(erika.shares().await.unwrap()[0].ended_at.is_some(), "the patient sees that it has ended");
    erika.give_consent(SHARING).await.unwrap();
    assert_eq!(erika.renew_shares(&[]).await, Ok(0));
    assert_eq!(weber.received_shares().await.unwrap(), [], "a new consent does not bring it back");
}

#[tokio::test]
async fn a_code_that_nobody_has_finds_nobody() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await.client;
    let code = SharingCode::from_hash(&[9; 48]);
    assert_eq!(erika.find_practice(&code).await, Err(ClientError::NotFound));
}
