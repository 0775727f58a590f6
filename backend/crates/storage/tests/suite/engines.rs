//! One suite for every engine: SQLite always, PostgreSQL when `HEILSAM_TEST_POSTGRES_URL` names a server.

use heilsam_storage::{OpenError, Store};
use sqlx::Executor;

use super::story;

/// A fresh, empty database, and what keeps it alive.
pub struct Database {
    pub store: Store,
    pub url: String,
    pub _folder: Option<tempfile::TempDir>,
}

async fn sqlite() -> Option<Database> {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("a b.db").display());
    Some(Database { store: Store::open(&url).await.unwrap(), url, _folder: Some(folder) })
}

/// A schema of its own per test, so that tests can run side by side.
async fn postgres(test: &str) -> Option<Database> {
    let Ok(server) = std::env::var("HEILSAM_TEST_POSTGRES_URL") else {
        eprintln!("SKIPPED on PostgreSQL: HEILSAM_TEST_POSTGRES_URL is not set");
        return None;
    };
    sqlx::any::install_default_drivers();
    let pool = sqlx::AnyPool::connect(&server).await.unwrap();
    let schema = format!("heilsam_{test}");
    for statement in [format!("DROP SCHEMA IF EXISTS {schema} CASCADE"), format!("CREATE SCHEMA {schema}")] {
        pool.execute(sqlx::AssertSqlSafe(statement)).await.unwrap();
    }
    pool.close().await;
    let separator = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{separator}options=-csearch_path%3D{schema}");
    Some(Database { store: Store::open(&url).await.unwrap(), url, _folder: None })
}

/// Runs a test on every engine.
macro_rules! on_every_engine {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                crate::suite::story::$name(crate::suite::engines::sqlite().await.unwrap()).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                if let Some(database) = crate::suite::engines::postgres(stringify!($name)).await {
                    crate::suite::story::$name(database).await;
                }
            })+
        }
    };
}

on_every_engine!(
    an_account_is_made_whole_or_not_at_all,
    a_code_is_redeemed_once_and_a_login_name_is_taken_once,
    credentials_come_and_go_but_never_the_last,
    a_one_time_code_is_used_up,
    slots_belong_to_their_account,
    a_registration_can_start_again_and_ends_with_its_time,
    a_confirmed_code_is_remembered_for_a_period,
    sessions_end_alone_or_all_together,
    consent_is_in_force_until_withdrawn,
    a_batch_is_stored_once_however_often_it_is_sent,
    a_batch_that_expects_another_count_is_refused,
    a_version_that_is_not_the_next_refuses_the_whole_batch,
    changes_come_in_order_and_page_by_page,
    a_page_of_changes_is_bounded_in_bytes_and_nothing_is_left_out,
    a_place_that_was_never_reached_shows_everything_again,
    two_devices_writing_at_once_lose_nothing,
    a_page_that_is_read_while_somebody_writes_holds_what_its_head_counts,
    what_belongs_to_others_does_not_exist,
    a_nameplate_is_free_again_when_its_room_is_over,
    rooms_without_a_nameplate_get_one_later_and_once,
    consultations_expire_and_are_deleted,
    planned_consultations_are_marked_as_opened_together,
    rooms_that_were_ended_or_cancelled_are_told_from_others,
    a_consultation_changes_only_as_it_was_read,
    consultations_move_and_are_cancelled_while_they_are_open,
    a_consultation_is_handed_over_within_a_practice_and_by_its_members,
    nobody_plans_for_a_doctor_who_is_leaving,
    two_practices_founded_at_once_are_one,
    a_guest_cancels_with_the_right_token_only_and_once,
    a_full_calendar_comes_page_by_page,
    the_database_refuses_to_change_or_remove_rows_of_the_audit_log,
    a_changed_removed_or_cut_audit_log_is_found,
    a_cut_or_rewritten_audit_log_is_found_by_an_anchor_outside,
    a_newer_schema_is_refused,
    a_dossier_only_grows_and_nobody_appends_over_somebody_else,
    two_servers_that_append_at_once_lose_nothing,
    a_person_has_one_name_in_a_dossier,
    an_erased_account_leaves_nothing_but_a_spent_code,
    what_is_kept_beside_the_lists_is_told_of_one_account,
    a_further_code_makes_the_period_longer_and_a_refused_one_takes_it_back,
    messages_are_kept_until_they_are_deleted,
    a_document_is_there_when_all_parts_and_a_key_are,
    a_contract_keeps_its_first_day_and_ends_after_its_last,
    invoices_are_numbered_without_a_gap_and_outlive_the_account,
    contracts_billed_at_once_are_numbered_and_charged_once,
    what_was_agreed_last_on_a_day_holds_and_a_mandate_stays_until_another,
    a_member_comes_by_an_accepted_invitation_and_goes_without_a_grant,
    a_practice_ends_with_its_main_user,
    grants_handed_over_before_go_to_members_with_the_change_and_with_their_account,
    nobody_waits_unseen_in_a_large_practice,
    invitations_made_at_once_stay_within_their_limit,
    a_proof_needs_two_different_operators,
    a_refused_proof_says_why_and_can_be_handed_in_again,
    a_card_is_one_pair_of_eyes_once_and_for_one_account,
    an_operator_who_came_later_gets_the_key_of_a_proof,
    registrations_without_a_code_are_counted_and_redeem_none,
    who_registered_without_a_code_is_unproven_until_two_found_the_proof_right,
    who_handed_in_nothing_or_was_refused_is_found_after_a_time,
    documents_of_doctors_without_a_code_do_not_fill_the_disk,
    an_upload_that_stopped_can_begin_again,
    a_new_member_lacks_the_keys_of_older_documents,
    a_share_is_read_by_its_doctor_in_its_time_and_goes_with_either_account,
    a_share_that_was_taken_back_holds_no_page_and_no_key,
    a_share_ends_with_the_consent_and_with_its_time_and_holds_nothing_then,
    received_shares_come_page_by_page,
    an_account_asks_for_one_token_in_a_quarter,
    a_token_is_spent_with_the_count_or_not_at_all,
    hand_ins_at_the_same_time_are_all_counted,
    a_time_that_has_come_is_sent_once_on_every_channel,
    a_message_is_taken_once_and_again_when_nobody_saw_how_it_ended,
    an_e_mail_that_left_another_way_is_forgotten_and_no_other,
    an_address_counts_when_its_code_was_typed,
    a_browser_belongs_to_who_logged_in_last_and_ends_with_its_session,
    the_last_channel_stays_as_long_as_there_is_a_contact,
    notifications_end_with_the_use_and_the_newest_events_stay,
);

#[tokio::test]
async fn no_byte_of_an_erased_account_is_left_in_the_files() {
    let database = sqlite().await.unwrap();
    let folder = database._folder.as_ref().unwrap().path().to_owned();
    let bytes = || -> Vec<u8> {
        let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
        files.flat_map(|path| std::fs::read(path).unwrap()).collect()
    };
    let found = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|window| window == what);
    let mut account = story::new_account(0xa1);
    // What stays of an account is the hash of its code: here one that looks like nothing else.
    account.code_hash = [0x55; 32];
    database.store.create_account(&account).await.unwrap();
    story::made_account(&database.store, 0xb2).await;
    story::fill_account(&database.store, 0xa1).await;
    assert!(
        found(&bytes(), &[0xa1; 16]) && found(&bytes(), story::CANARY.as_bytes()),
        "the search sees what is there"
    );
    database.store.erase_account(story::account_id(0xa1)).await.unwrap();
    database.store.close().await;
    let left = bytes();
    assert!(!found(&left, &[0xa1; 16]), "an id, a credential or a slot of the account is still there");
    assert!(!found(&left, story::CANARY.as_bytes()), "sealed content of the account is still there");
    assert!(found(&left, &[0x55; 32]), "the code stays spent");
    assert!(found(&left, &[0xb2; 16]), "others keep what is theirs");
}

#[tokio::test]
async fn an_unknown_scheme_is_refused() {
    assert!(matches!(Store::open("mysql://localhost").await, Err(OpenError::UnknownScheme)));
}

#[tokio::test]
async fn what_was_answered_is_there_after_opening_again() {
    let database = sqlite().await.unwrap();
    let account = story::made_account(&database.store, 1).await;
    database.store.close().await;
    let again = Store::open(&database.url).await.unwrap();
    assert!(again.account(account).await.unwrap().is_some());
}
