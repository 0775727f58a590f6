//! Broken data: rows, files and settings that somebody changed.

use heilsam_backend::audit::Event;
use heilsam_backend::evidence::Verdict;
use heilsam_backend::evidence::checks::data_protection::billing_apart;
use heilsam_domain::{
    AccountId, CollectionId, ConsentAction, CredentialId, Profession, Purpose, Role, SessionId,
};
use heilsam_protocol::Bytes;
use heilsam_protocol::account::{Account, Identity};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::sync::Collection;
use heilsam_storage::accounts::NewAccountRow;
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::inspect::Column;
use heilsam_storage::sessions::SessionRow;
use jiff::SignedDuration;
use sqlx::{Connection, SqliteConnection};

use super::world::{World, world};

/// Writes into the database as somebody with access to the machine.
async fn connect(world: &World) -> SqliteConnection {
    let file = world.subject.config.server.data.join("heilsam.db");
    SqliteConnection::connect(&format!("sqlite://{}", file.display())).await.unwrap()
}

/// Somebody who may change the schema first takes away what guards the audit log.
async fn drop_guards(world: &World) {
    let mut connection = connect(world).await;
    for statement in ["DROP TRIGGER audit_log_changes_no_row", "DROP TRIGGER audit_log_loses_no_row"] {
        sqlx::query(statement).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

async fn tamper(world: &World, statement: &'static str) {
    let mut connection = connect(world).await;
    let done = sqlx::query(statement).execute(&mut connection).await.unwrap();
    assert!(done.rows_affected() > 0);
    connection.close().await.unwrap();
}

/// A patient's account, made directly; the session ended so many days ago.
async fn patient(world: &World, ended_days_ago: i64) -> AccountId {
    let account_id = AccountId::from_random([5; 16]);
    let now = world.subject.now;
    let ends_at = now - SignedDuration::from_hours(24 * ended_days_ago);
    let row = NewAccountRow {
        account: Account {
            account_id,
            role: Role::Patient,
            created_at: now,
            entitled_until: None,
            code_check: None,
        },
        identity: Identity {
            signing_key: vec![2; 49].into(),
            kem_key: vec![3; 1665].into(),
            sealed_keys: vec![4; 200].into(),
            signature: vec![5; 96].into(),
        },
        credential: CredentialRow::passkey(
            CredentialId::from_random([5; 16]),
            account_id,
            vec![5; 32],
            vec![0],
            now,
        ),
        slots: vec![],
        consents: vec![],
        code_hash: [5; 32],
        session: SessionRow {
            session_id: SessionId::from_random([5; 16]),
            token_hash: [5; 32],
            account_id,
            recovering: false,
            created_at: ends_at,
            last_used_at: ends_at,
            ends_at,
            device: "Test".into(),
            credential_id: None,
        },
        waiting_code: None,
        self_registered: false,
    };
    world.subject.store.create_account(&row).await.unwrap();
    account_id
}

#[tokio::test]
async fn a_changed_row_of_the_audit_log_is_noticed() {
    let world = world().await;
    World::green(&world.verdict("audit-chain").await);
    drop_guards(&world).await;
    tamper(&world, "UPDATE audit_log SET event = replace(event, 'started', 'stopped') WHERE position = 0")
        .await;
    World::red(&world.verdict("audit-chain").await, "row 0 was changed");
}

#[tokio::test]
async fn an_audit_log_that_was_cut_is_noticed() {
    let world = world().await;
    drop_guards(&world).await;
    for sql in ["DELETE FROM audit_log", "UPDATE audit_tip SET position = 0, hash = zeroblob(32)"] {
        tamper(&world, sql).await;
    }
    World::red(&world.verdict("audit-chain").await, "anchor outside");
}

#[tokio::test]
async fn a_name_in_the_audit_log_is_noticed() {
    let world = world().await;
    let store = &world.subject.store;
    store.append_audit(r#"{"at":"2026-01-01T00:00:00Z","event":"x","name":"Erika Muster"}"#).await.unwrap();
    let verdict = world.verdict("audit-content").await;
    World::red(&verdict, "unbekannte Feld „name“");
    World::red(&verdict, "freien Text");
}

#[tokio::test]
async fn a_consultation_in_the_audit_log_is_noticed() {
    let world = world().await;
    let store = &world.subject.store;
    store.append_audit(r#"{"at":"2026-01-01T00:00:00Z","event":"x","room":"1"}"#).await.unwrap();
    World::red(&world.verdict("audit-content").await, "unbekannte Feld „room“");
}

#[tokio::test]
async fn what_the_audit_log_says_of_a_card_names_nobody() {
    let world = world().await;
    let account = AccountId::from_bytes([7; 16]);
    let event = Event::ProofByCard { account, profession: Profession::Physician };
    world.subject.store.append_audit(&serde_json::to_string(&event).unwrap()).await.unwrap();
    World::green(&world.verdict("audit-content").await);
}

#[tokio::test]
async fn an_address_in_the_log_is_noticed() {
    let world = world().await;
    World::green(&world.verdict("log-scan").await);
    std::fs::write(&world.subject.logs[0], "{\"message\":\"peer 203.0.113.77:4711 left\"}\n").unwrap();
    World::red(&world.verdict("log-scan").await, "Zeile 1: eine IP-Adresse");
}

#[tokio::test]
async fn without_a_log_nothing_is_said_about_logs() {
    let mut world = world().await;
    world.subject.logs.clear();
    World::blind(&world.verdict("log-scan").await, "--log");
}

#[tokio::test]
async fn plain_text_in_a_sealed_column_is_noticed() {
    let world = world().await;
    let account = patient(&world, -1).await;
    let note = "Systolisch 184, diastolisch 97. Notiz: Kopfschmerzen seit dem Morgen, Tablette vergessen.";
    let collection = Collection {
        collection_id: CollectionId::from_bytes([7; 16]),
        sealed_keys: Bytes(note.as_bytes().to_vec()),
    };
    world.subject.store.put_collection(account, &collection, 10).await.unwrap();
    World::red(&world.verdict("sealed-storage").await, "collections.sealed_keys");
}

#[cfg(unix)]
#[tokio::test]
async fn a_key_file_that_others_can_read_is_noticed() {
    use std::os::unix::fs::PermissionsExt;
    let world = world().await;
    World::green(&world.verdict("key-apart").await);
    let key = world.subject.config.server.data.join("server.key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    World::red(&world.verdict("key-apart").await, "server.key ist für andere");
}

#[tokio::test]
async fn a_key_in_the_database_is_noticed() {
    let world = world().await;
    let key = std::fs::read(world.subject.config.server.data.join("server.key")).unwrap();
    std::fs::write(world.subject.config.server.data.join("copy.db"), key).unwrap();
    World::red(&world.verdict("key-apart").await, "enthält den Schlüssel");
}

fn consent(world: &World, text_sha384: &str) -> SignedConsent {
    let consent = heilsam_domain::Consent {
        purpose: Purpose::IntendedUse,
        action: ConsentAction::Given,
        text_version: "2019-1".into(),
        text_sha384: text_sha384.into(),
        at: world.subject.now,
    };
    SignedConsent { consent, signature: Bytes(vec![0; 113]) }
}

#[tokio::test]
async fn a_consent_to_a_text_that_is_gone_is_noticed() {
    let world = world().await;
    let account = patient(&world, -1).await;
    let gone = consent(&world, &"ab".repeat(48));
    world.subject.store.add_consent(account, &gone, world.subject.now).await.unwrap();
    World::red(&world.verdict("consent-texts").await, "2019-1");
}

#[tokio::test]
async fn a_consent_text_without_the_right_to_withdraw_is_noticed() {
    let mut world = world().await;
    world.subject.content.consents[0].1 = "Sie stimmen allem zu.".to_owned();
    World::red(&world.verdict("consent-texts").await, "Widerruf");
}

#[tokio::test]
async fn a_consent_that_nobody_signed_is_noticed() {
    let world = world().await;
    World::blind(&world.verdict("consent-receipts").await, "nichts");
    let account = patient(&world, -1).await;
    world
        .subject
        .store
        .add_consent(account, &consent(&world, &"ab".repeat(48)), world.subject.now)
        .await
        .unwrap();
    World::red(&world.verdict("consent-receipts").await, "nicht echt");
}

#[tokio::test]
async fn a_session_that_was_never_deleted_is_noticed() {
    let world = world().await;
    World::green(&world.verdict("residue").await);
    patient(&world, 3).await;
    World::red(&world.verdict("residue").await, "1 abgelaufene Sitzungen");
}

#[tokio::test]
async fn a_price_beside_health_data_is_noticed() {
    let world = world().await;
    let mut schema = world.subject.store.schema().await.unwrap();
    World::green(&Verdict::from(billing_apart::of_schema(&schema)));
    schema.push(Column { table: "records".into(), column: "insurer_number".into() });
    World::red(&Verdict::from(billing_apart::of_schema(&schema)), "records.insurer_number");
}

#[tokio::test]
async fn an_operations_port_on_every_network_is_noticed() {
    let mut world = world().await;
    world.subject.config.server.admin_listen = Some("127.0.0.1:9000".parse().unwrap());
    World::green(&world.verdict("admin-port").await);
    world.subject.config.server.admin_listen = Some("0.0.0.0:9000".parse().unwrap());
    World::red(&world.verdict("admin-port").await, "0.0.0.0");
}

#[cfg(unix)]
#[tokio::test]
async fn an_administration_token_that_everybody_reads_is_noticed() {
    use std::os::unix::fs::PermissionsExt;
    let mut world = world().await;
    let file = world.folder.path().join("token");
    std::fs::write(&file, "ab".repeat(32)).unwrap();
    let permit = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    world.subject.config.server.admin_listen = Some("127.0.0.1:9000".parse().unwrap());
    world.subject.config.server.admin_token_file = Some(file.clone());
    permit(0o600);
    World::green(&world.verdict("admin-port").await);
    permit(0o644);
    World::red(&world.verdict("admin-port").await, "can be read by everybody");
}

#[tokio::test]
async fn a_public_address_in_the_clear_is_noticed() {
    let mut world = world().await;
    World::green(&world.verdict("hosting").await);
    world.subject.config.server.public_origin = "http://heilsam.example".to_owned();
    World::red(&world.verdict("hosting").await, "nicht verschlüsselt");
}
