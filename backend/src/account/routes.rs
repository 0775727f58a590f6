//! The part of the route table that belongs to accounts.

use axum::routing::{delete, get, post, put};
use heilsam_domain::Role;
use heilsam_protocol::account::{Account, AlsoKept, Erased, Identity, RedeemCode, Slot};
use heilsam_protocol::contact::{AskContact, ContactAnswer, ContactPage, SetContact};
use heilsam_protocol::credential::{
    AddPasskey, AddPasskeyStarted, AddPassphrase, AddPassphraseStarted, Credential, StartAddPassphrase,
};
use heilsam_protocol::login::{
    FinishPasskeyLogin, FinishPassphraseLogin, LoggedIn, PasskeyChallenge, PassphraseChallenge, Recover,
    StartPassphraseLogin,
};
use heilsam_protocol::path;
use heilsam_protocol::registration::{
    FinishWithPasskey, FinishWithPassphrase, PassphraseStarted, RegistrationStarted, StartPassphrase,
    StartRegistration,
};
use heilsam_protocol::session::Session;

use super::{
    also_kept, codes, contact, credentials, credentials_add, login, overview, recovery, registration,
    sessions, slots,
};
use crate::route::Verb::{Delete, Get, Post, Put};
use crate::route::{RateClass, Route};

/// Registration, login, recovery, the account, its credentials, slots and sessions.
pub const ROUTES: &[Route] = &[
    entry(path::REGISTRATIONS, "Begins a registration with a code.", || post(registration::start))
        .takes::<StartRegistration>()
        .answers::<RegistrationStarted>(),
    entry(path::REGISTRATION_PASSKEY, "Makes the account with a passkey.", || {
        post(registration::finish_with_passkey)
    })
    .takes::<FinishWithPasskey>()
    .answers::<LoggedIn>(),
    entry(path::REGISTRATION_PASSPHRASE_START, "First message of a passphrase.", || {
        post(registration::start_passphrase)
    })
    .takes::<StartPassphrase>()
    .answers::<PassphraseStarted>(),
    entry(
        path::REGISTRATION_PASSPHRASE_FINISH,
        "Makes the account with passphrase and one-time codes.",
        || post(registration::finish_with_passphrase),
    )
    .takes::<FinishWithPassphrase>()
    .answers::<LoggedIn>(),
    entry(path::LOGIN_PASSKEY_START, "Begins a login with any passkey of this site.", || {
        post(login::start_passkey)
    })
    .answers::<PasskeyChallenge>(),
    entry(path::LOGIN_PASSKEY_FINISH, "Logs in with a passkey.", || post(login::finish_passkey))
        .takes::<FinishPasskeyLogin>()
        .answers::<LoggedIn>(),
    entry(path::LOGIN_PASSPHRASE_START, "First message of a login with a passphrase.", || {
        post(login::start_passphrase)
    })
    .takes::<StartPassphraseLogin>()
    .answers::<PassphraseChallenge>(),
    entry(path::LOGIN_PASSPHRASE_FINISH, "Logs in with passphrase and one-time code.", || {
        post(login::finish_passphrase)
    })
    .takes::<FinishPassphraseLogin>()
    .answers::<LoggedIn>(),
    entry(path::RECOVERY, "Exchanges a recovery sheet for a session that sets new credentials.", || {
        post(recovery::recover)
    })
    .takes::<Recover>()
    .answers::<LoggedIn>(),
    entry(
        path::RECOVERY_WITH_CONTACT,
        "Begins or ends the waiting time with the sheet of a trusted person.",
        || post(contact::ask),
    )
    .takes::<AskContact>()
    .answers::<ContactAnswer>(),
    Route::new(Get, path::RECOVERY_CONTACT, "The trusted person.", || get(contact::show))
        .only(&[Role::Patient])
        .answers::<ContactPage>(),
    Route::new(Put, path::RECOVERY_CONTACT, "Sets the trusted person.", || put(contact::set))
        .only(&[Role::Patient])
        .after_fresh_login()
        .takes::<SetContact>(),
    Route::new(Delete, path::RECOVERY_CONTACT, "Takes the trusted person back.", || delete(contact::remove))
        .only(&[Role::Patient]),
    Route::new(Get, path::ACCOUNT, "The account of this session.", || get(overview::account))
        .also_recovering()
        .also_before_proof()
        .answers::<Account>(),
    Route::new(
        Delete,
        path::ACCOUNT,
        "Erases the account of a patient, of staff, or of a doctor who came without a code and is not proven, with everything of it.",
        || delete(overview::erase),
    )
    .only(&[Role::Patient, Role::Doctor, Role::Staff])
    .also_before_proof()
    .also_without_release()
    .after_fresh_login()
    .answers::<Erased>(),
    Route::new(Post, path::ACCOUNT_CODES, "Redeems a follow-up code.", || post(codes::redeem))
        .only(&[Role::Patient])
        .rate(RateClass::Login)
        .takes::<RedeemCode>()
        .answers::<Account>(),
    Route::new(Get, path::IDENTITY, "The keys of this account.", || get(overview::identity))
        .also_recovering()
        .also_before_proof()
        .answers::<Identity>(),
    Route::new(Put, path::IDENTITY, "Sets the keys; once set they never change.", || {
        put(overview::set_identity)
    })
    .takes::<Identity>(),
    Route::new(Get, path::SLOTS, "All slots.", || get(slots::list))
        .also_recovering()
        .also_before_proof()
        .answers::<Vec<Slot>>(),
    Route::new(Put, path::SLOTS, "Adds or replaces a slot.", || put(slots::put))
        .also_recovering()
        .after_fresh_login()
        .takes::<Slot>(),
    Route::new(Delete, path::SLOT, "Removes a recovery sheet.", || delete(slots::remove)).after_fresh_login(),
    Route::new(Get, path::CREDENTIALS, "All credentials.", || get(credentials::list))
        .also_recovering()
        .also_before_proof()
        .answers::<Vec<Credential>>(),
    Route::new(
        Delete,
        path::CREDENTIAL,
        "Removes a credential and its slot; ends all other sessions.",
        || delete(credentials::remove),
    )
    .after_fresh_login(),
    guarded(path::CREDENTIAL_PASSKEY_START, "Begins adding a passkey.", || {
        post(credentials_add::start_passkey)
    })
    .after_fresh_login()
    .answers::<AddPasskeyStarted>(),
    guarded(path::CREDENTIAL_PASSKEY_FINISH, "Adds a passkey.", || post(credentials_add::finish_passkey))
        .takes::<AddPasskey>(),
    guarded(path::CREDENTIAL_PASSPHRASE_START, "Begins setting a passphrase.", || {
        post(credentials_add::start_passphrase)
    })
    .after_fresh_login()
    .takes::<StartAddPassphrase>()
    .answers::<AddPassphraseStarted>(),
    guarded(path::CREDENTIAL_PASSPHRASE_FINISH, "Sets a passphrase.", || {
        post(credentials_add::finish_passphrase)
    })
    .takes::<AddPassphrase>(),
    Route::new(Get, path::SESSIONS, "All sessions.", || get(sessions::list))
        .also_recovering()
        .also_before_proof()
        .answers::<Vec<Session>>(),
    Route::new(Delete, path::SESSIONS, "Ends all sessions.", || delete(sessions::end_all))
        .also_recovering()
        .also_before_proof(),
    Route::new(Delete, path::SESSION_CURRENT, "Logs out.", || delete(sessions::end_current))
        .also_recovering()
        .also_before_proof(),
    Route::new(Delete, path::SESSION, "Ends one session.", || delete(sessions::end_one)).also_before_proof(),
    Route::new(Get, path::ALSO_KEPT, "What is kept about this account beside its lists.", || {
        get(also_kept::show)
    })
    .only(&[Role::Patient])
    .answers::<AlsoKept>(),
];

/// Open to everybody, strictly limited: here secrets could be guessed.
const fn entry(
    path: &'static str,
    summary: &'static str,
    handler: fn() -> axum::routing::MethodRouter<crate::AppState>,
) -> Route {
    Route::new(Post, path, summary, handler).public().rate(RateClass::Login)
}

/// Sets new credentials: open to sessions from a recovery sheet. The second step needs the token of the first, and only
/// the first asks for a fresh login: who is slow with an authenticator app loses nothing.
const fn guarded(
    path: &'static str,
    summary: &'static str,
    handler: fn() -> axum::routing::MethodRouter<crate::AppState>,
) -> Route {
    Route::new(Post, path, summary, handler).also_recovering()
}
