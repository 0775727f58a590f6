//! Paths of the API, as route patterns; clients fill the braces with [`fill`].

/// `GET`: what this installation is ([`crate::site::Site`]). No login.
pub const SITE: &str = "/api/v1/site";
/// `GET`: how the parts of the service are that a consultation needs ([`crate::status::ServiceStatus`]). No login.
pub const STATUS: &str = "/api/v1/status";
/// `GET`: the OpenAPI description. No login.
pub const OPENAPI: &str = "/api/v1/openapi.json";
/// `GET`: demo accounts ([`crate::demo::Demo`]); exists in demo mode only.
pub const DEMO: &str = "/api/v1/demo";

/// `POST` [`crate::registration::StartRegistration`]: begin with a code.
pub const REGISTRATIONS: &str = "/api/v1/registrations";
/// `POST` [`crate::registration::FinishWithPasskey`]: create the account with a passkey.
pub const REGISTRATION_PASSKEY: &str = "/api/v1/registrations/passkey";
/// `POST` [`crate::registration::StartPassphrase`]: first OPAQUE message and a new TOTP secret.
pub const REGISTRATION_PASSPHRASE_START: &str = "/api/v1/registrations/passphrase/start";
/// `POST` [`crate::registration::FinishWithPassphrase`]: create the account with passphrase and TOTP.
pub const REGISTRATION_PASSPHRASE_FINISH: &str = "/api/v1/registrations/passphrase/finish";

/// `POST`: begin a login with a passkey ([`crate::login::PasskeyChallenge`]).
pub const LOGIN_PASSKEY_START: &str = "/api/v1/login/passkey/start";
/// `POST` [`crate::login::FinishPasskeyLogin`].
pub const LOGIN_PASSKEY_FINISH: &str = "/api/v1/login/passkey/finish";
/// `POST` [`crate::login::StartPassphraseLogin`].
pub const LOGIN_PASSPHRASE_START: &str = "/api/v1/login/passphrase/start";
/// `POST` [`crate::login::FinishPassphraseLogin`].
pub const LOGIN_PASSPHRASE_FINISH: &str = "/api/v1/login/passphrase/finish";
/// `POST` [`crate::login::Recover`]: the recovery sheet in exchange for a session that may only set new credentials and read.
pub const RECOVERY: &str = "/api/v1/recovery";

/// `POST` [`crate::ticket::NewTicket`]: a question to the manufacturer, or a report about security. No login.
pub const TICKETS: &str = "/api/v1/tickets";

/// `POST` [`crate::account::RedeemCode`]: a follow-up code; answered with the account.
pub const ACCOUNT_CODES: &str = "/api/v1/account/codes";
/// `GET`: the account of this session ([`crate::account::Account`]); `DELETE`: erase it with everything of it.
pub const ACCOUNT: &str = "/api/v1/account";
/// `GET`: what is kept about the account beside its lists ([`crate::account::AlsoKept`]).
pub const ALSO_KEPT: &str = "/api/v1/account/also-kept";
/// `GET` the identity key record, `PUT` to set it once ([`crate::account::Identity`]).
pub const IDENTITY: &str = "/api/v1/account/identity";
/// `GET`: list of slots; `PUT` [`crate::account::Slot`]: add or replace one.
pub const SLOTS: &str = "/api/v1/account/slots";
/// `DELETE`: remove a slot.
pub const SLOT: &str = "/api/v1/account/slots/{slot_id}";
/// `GET`: list of credentials.
pub const CREDENTIALS: &str = "/api/v1/account/credentials";
/// `DELETE`: remove a credential (never the last one).
pub const CREDENTIAL: &str = "/api/v1/account/credentials/{credential_id}";
/// `POST`: begin adding a passkey ([`crate::credential::PasskeyCreation`]).
pub const CREDENTIAL_PASSKEY_START: &str = "/api/v1/account/credentials/passkey/start";
/// `POST` [`crate::credential::AddPasskey`].
pub const CREDENTIAL_PASSKEY_FINISH: &str = "/api/v1/account/credentials/passkey/finish";
/// `POST` [`crate::credential::StartAddPassphrase`].
pub const CREDENTIAL_PASSPHRASE_START: &str = "/api/v1/account/credentials/passphrase/start";
/// `POST` [`crate::credential::AddPassphrase`].
pub const CREDENTIAL_PASSPHRASE_FINISH: &str = "/api/v1/account/credentials/passphrase/finish";

/// `GET`: list of sessions; `DELETE`: end all of them.
pub const SESSIONS: &str = "/api/v1/sessions";
/// `DELETE`: end this session (log out).
pub const SESSION_CURRENT: &str = "/api/v1/sessions/current";
/// `DELETE`: end one session.
pub const SESSION: &str = "/api/v1/sessions/{session_id}";

/// `GET`: history of consents, oldest first; `POST` [`crate::consent::SignedConsent`].
pub const CONSENTS: &str = "/api/v1/consents";

/// `GET`: list of collections; `PUT` [`crate::sync::Collection`]: create one (idempotent).
pub const COLLECTIONS: &str = "/api/v1/collections";
/// `POST` [`crate::sync::UploadBatch`]: append record versions and the new head, all or nothing.
pub const COLLECTION_RECORDS: &str = "/api/v1/collections/{collection_id}/records";
/// `GET ?cursor=&limit=`: what has changed since the cursor ([`crate::sync::Changes`]).
pub const CHANGES: &str = "/api/v1/changes";

/// `GET ?after=`: the doctor's consultations, by opening time, from behind this room on; `POST` [`crate::consultation::PlanConsultation`].
pub const CONSULTATIONS: &str = "/api/v1/consultations";
/// `DELETE`: cancel a consultation that has not begun; `PATCH` [`crate::consultation::ChangeConsultation`].
pub const CONSULTATION: &str = "/api/v1/consultations/{room_id}";
/// `PUT` [`crate::consultation::PairRooms`]: where the guests of a call meet, two in each room.
pub const CONSULTATION_PAIRS: &str = "/api/v1/consultations/{room_id}/pairs";
/// `POST` [`crate::gateway::Invite`]: the operator's mail server sends the invitation; nothing of it is kept.
pub const CONSULTATION_MAIL: &str = "/api/v1/consultations/{room_id}/mail";
/// `POST` [`crate::gateway::Invite`]: the operator's SMS gateway sends the invitation; nothing of it is kept.
pub const CONSULTATION_SMS: &str = "/api/v1/consultations/{room_id}/sms";
/// `GET`: the room behind a nameplate ([`crate::consultation::Room`]). No login; strictly limited.
pub const NAMEPLATE: &str = "/api/v1/nameplates/{nameplate}";
/// `GET`: short-lived STUN and TURN access for a room ([`crate::consultation::IceServers`]). No login.
pub const ROOM_ICE: &str = "/api/v1/rooms/{room_id}/ice";
/// `POST` [`crate::consultation::CancelAsGuest`]: the patient cancels. No login; strictly limited.
pub const ROOM_CANCELLATION: &str = "/api/v1/rooms/{room_id}/cancellation";
/// `GET` with WebSocket upgrade: signalling ([`crate::signal`]). Guests need no login.
pub const ROOM_SIGNAL: &str = "/api/v1/rooms/{room_id}/signal";
/// `GET`: the rooms in which somebody waits for the caller, or for the caller's practice ([`crate::consultation::Waiting`]).
pub const WAITING: &str = "/api/v1/waiting";
/// `POST`: begins a trial of the line without a room ([`crate::consultation::IceServers`], for two minutes).
pub const LINE_TRIALS: &str = "/api/v1/line-trials";
/// `GET` with WebSocket upgrade: says everything back, for a trial of the line.
pub const LINE_ECHO: &str = "/api/v1/line-trials/echo";

/// `GET ?after=`: the dossier of this installation ([`crate::dossier::Dossier`]).
pub const DOSSIER: &str = "/api/v1/dossier";
/// `POST` [`crate::dossier::ActOnDossier`]: append to the history.
pub const DOSSIER_ENTRIES: &str = "/api/v1/dossier/entries";
/// `GET`: the public keys of everybody who may work on the dossier ([`crate::dossier::MemberKeys`]).
pub const DOSSIER_MEMBERS: &str = "/api/v1/dossier/members";
/// `GET`: the sealed documents ([`crate::dossier::StoredDocument`]).
pub const DOSSIER_DOCUMENTS: &str = "/api/v1/dossier/documents";
/// `GET ?number=` one sealed part, `POST` the next one ([`crate::dossier::DocumentPart`]).
pub const DOSSIER_DOCUMENT_PARTS: &str = "/api/v1/dossier/documents/{digest}/parts";
/// `PUT` [`crate::dossier::DocumentKeys`]: the document's key, sealed to members; ends the upload.
pub const DOSSIER_DOCUMENT_KEYS: &str = "/api/v1/dossier/documents/{digest}/keys";
/// `GET`: what the running server is set to ([`crate::dossier::RunningConfiguration`]); no secret, no address of a person.
pub const DOSSIER_CONFIGURATION: &str = "/api/v1/dossier/configuration";
/// `POST`: a code for free access to the DiGA, for BfArM ([`crate::dossier::FreeAccess`]).
pub const DOSSIER_ACCESS: &str = "/api/v1/dossier/access";
/// `PUT` [`crate::dossier::DossierName`]: what the caller is called in the dossier.
pub const DOSSIER_NAME: &str = "/api/v1/dossier/name";

/// `PUT`: lets patients find the caller, a doctor, by the code of the keys.
pub const SHARING_CODE: &str = "/api/v1/sharing/code";
/// `GET`: the public keys of the doctor with this code ([`crate::sharing::PublicKeys`]).
pub const SHARING_PRACTICE: &str = "/api/v1/sharing/practices/{code}";
/// `GET`: what the patient shows ([`crate::sharing::OwnShare`]).
pub const SHARES: &str = "/api/v1/shares";
/// `PUT` [`crate::sharing::StoreShare`]: show entries to a doctor, or newer ones; `DELETE`: take it back.
pub const SHARE: &str = "/api/v1/shares/{share_id}";
/// `GET` (`?after=` the last share of the page before): what patients show to the doctor ([`crate::sharing::ReceivedShare`]).
pub const RECEIVED_SHARES: &str = "/api/v1/received-shares";
/// `GET`: the entries ([`crate::sharing::SharedPages`]); that they were fetched is written down for the patient.
pub const RECEIVED_SHARE: &str = "/api/v1/received-shares/{share_id}";
/// `GET`: how far the caller's own proof of being a doctor has come ([`crate::proof::DoctorProof`]); `PUT`
/// [`crate::proof::HandInProof`]: hand one in.
pub const PROOF: &str = "/api/v1/proof";
/// `POST`: what the caller's electronic health professional card has to sign ([`crate::proof::CardChallenge`]).
pub const PROOF_CARD_CHALLENGE: &str = "/api/v1/proof/card/challenge";
/// `PUT` [`crate::proof::HandInCard`]: the card's signature; answered with the proof's state now.
pub const PROOF_CARD: &str = "/api/v1/proof/card";
/// `GET`: the public keys of the operators ([`crate::dossier::MemberKeys`]).
pub const OPERATORS: &str = "/api/v1/operators";
/// `GET`: the proofs that wait for operators ([`crate::proof::ProofToCheck`]).
pub const PROOFS: &str = "/api/v1/proofs";
/// `GET`: the sealed file of a proof ([`crate::proof::ProofDocument`]).
pub const PROOF_DOCUMENT: &str = "/api/v1/proofs/{account_id}/document";
/// `PUT` [`crate::dossier::DocumentKeys`]: the file's key for operators who came later.
pub const PROOF_KEYS: &str = "/api/v1/proofs/{account_id}/keys";
/// `POST` [`crate::proof::CheckProof`]: an operator found it right or wrong; answered with its state now.
pub const PROOF_CHECK: &str = "/api/v1/proofs/{account_id}/check";

/// `GET`: the contract of the practice and what can be chosen ([`crate::contract::ContractPage`]); `PUT`
/// [`crate::contract::ContractData`]: conclude it, or change its data.
pub const CONTRACT: &str = "/api/v1/contract";
/// `POST`: give notice; `DELETE`: take it back. Both are answered with [`crate::contract::ContractChanged`].
pub const CONTRACT_CANCELLATION: &str = "/api/v1/contract/cancellation";
/// `GET ?number=`: the file of a certificate, from 0 ([`crate::contract::CertificateFile`]).
pub const CONTRACT_CERTIFICATE: &str = "/api/v1/contract/certificate";
/// `GET`: the invoices of the contract ([`crate::invoice::Invoices`]).
pub const CONTRACT_INVOICES: &str = "/api/v1/contract/invoices";

/// `GET`: the public key that tokens of a quarter are made with ([`crate::outcome::TokenKey`]). No session.
pub const OUTCOME_KEY: &str = "/api/v1/outcome/keys/{quarter}";
/// `POST` [`crate::outcome::AskForToken`]: one blind token for each account and quarter.
pub const OUTCOME_TOKENS: &str = "/api/v1/outcome/tokens";
/// `POST` [`crate::outcome::HandIn`]: the numbers of one course, with a token. No session; refused with one.
pub const OUTCOME_HAND_INS: &str = "/api/v1/outcome/hand-ins";
/// `GET`: the statistics of each quarter ([`crate::outcome::QuarterReport`]).
pub const OUTCOME_REPORTS: &str = "/api/v1/outcome/reports";

/// `GET`: the trusted person ([`crate::contact::ContactPage`]); `PUT` [`crate::contact::SetContact`]; `DELETE`: takes it back,
/// and objects to whoever asked.
pub const RECOVERY_CONTACT: &str = "/api/v1/recovery-contact";
/// `POST` [`crate::contact::AskContact`]: begins the waiting time, or ends it ([`crate::contact::ContactAnswer`]).
pub const RECOVERY_WITH_CONTACT: &str = "/api/v1/recovery/contact";

/// `GET`: channels, choices and what happened to the account ([`crate::notification::Notifications`]); `PUT`
/// [`crate::notification::NotificationChoices`].
pub const NOTIFICATIONS: &str = "/api/v1/notifications";
/// `PUT` [`crate::notification::WakeUps`]: when to send a message without content, in place of all times before.
pub const NOTIFICATION_WAKE_UPS: &str = "/api/v1/notifications/wake-ups";
/// `POST` [`crate::notification::PushSubscription`]: messages to this browser.
pub const NOTIFICATION_PUSH: &str = "/api/v1/notifications/push";
/// `POST` [`crate::notification::PushPlace`]: binds the browser's subscription to this session
/// ([`crate::notification::PushKnown`]).
pub const NOTIFICATION_PUSH_HERE: &str = "/api/v1/notifications/push/here";
/// `DELETE`: no more messages to one browser.
pub const NOTIFICATION_PUSH_DEVICE: &str = "/api/v1/notifications/push/devices/{device_id}";
/// `PUT` [`crate::notification::NewMail`]: sends a code to an address; `DELETE`: forgets the address, also one
/// that waits.
pub const NOTIFICATION_MAIL: &str = "/api/v1/notifications/mail";
/// `POST` [`crate::notification::MailCode`]: proves the address; `DELETE`: forgets the one that waits for its code.
pub const NOTIFICATION_MAIL_CODE: &str = "/api/v1/notifications/mail/code";
/// `POST`: sends a message on every channel now ([`crate::notification::TrialSent`]).
pub const NOTIFICATION_TRIAL: &str = "/api/v1/notifications/trial";

/// `GET` with [`crate::practice::KnownPractice`] as query: the practice that the caller belongs to
/// ([`crate::practice::OwnPractice`]); `POST`
/// [`crate::practice::FoundPractice`]: found one; `PUT` [`crate::practice::ChangePractice`]: its members and what they know.
pub const PRACTICE: &str = "/api/v1/practice";
/// `GET` with [`crate::practice::MembersPage`] as query: public keys of its members, for the main user; `Vec` of
/// [`crate::dossier::MemberKeys`].
pub const PRACTICE_MEMBERS: &str = "/api/v1/practice/members";
/// `POST` [`crate::practice::PreparedGrants`]: hand over grants of a change that does not fit into one request.
pub const PRACTICE_GRANTS: &str = "/api/v1/practice/grants";
/// `GET` with [`crate::practice::DevicesPage`] as query: devices of all members but the main user, for the main user; `Vec` of
/// [`crate::practice::MemberDevice`].
pub const PRACTICE_DEVICES: &str = "/api/v1/practice/devices";
/// `POST` [`crate::practice::NewJoining`]: invite somebody to become a member.
pub const PRACTICE_JOININGS: &str = "/api/v1/practice/joinings";
/// `GET`: what the invitation says ([`crate::practice::JoiningOffer`]); `PUT` [`crate::practice::AnswerJoining`]: accept
/// it; `DELETE`: take it back.
pub const PRACTICE_JOINING: &str = "/api/v1/practice/joinings/{joining_id}";
/// `PUT`: release a member's device for the practice; `DELETE`: take the release back.
pub const PRACTICE_DEVICE: &str = "/api/v1/practice/devices/{credential_id}";

/// Fills the only brace of a pattern: `fill(SESSION, id)`.
#[must_use]
pub fn fill(pattern: &str, value: impl std::fmt::Display) -> String {
    match (pattern.split_once('{'), pattern.split_once('}')) {
        (Some((before, _)), Some((_, after))) => format!("{before}{value}{after}"),
        _ => pattern.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brace_is_replaced_by_the_value() {
        assert_eq!(fill(SESSION, 7), "/api/v1/sessions/7");
        assert_eq!(fill(COLLECTION_RECORDS, "c"), "/api/v1/collections/c/records");
        assert_eq!(fill(SITE, "x"), SITE);
    }
}
