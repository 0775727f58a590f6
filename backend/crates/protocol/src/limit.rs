//! Sizes and numbers that both sides keep to.

/// Records in one upload.
pub const BATCH_RECORDS: usize = 100;
/// Changes in one page of the change feed.
pub const CHANGES_PAGE: u32 = 500;
/// Bytes of the sealed records in one page of the change feed; one larger record comes alone.
pub const CHANGES_BYTES: usize = 2 * 1024 * 1024;
/// Bytes of the sealed records in one upload; one larger record goes alone. As text they stay below a body's limit.
pub const BATCH_BYTES: usize = 2 * 1024 * 1024;
/// Bytes of one sealed record's content part. Larger things are attachments.
pub const RECORD_BYTES: usize = 256 * 1024;
/// Bytes of one JSON request body.
pub const BODY_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of one relayed signalling frame.
pub const SIGNAL_FRAME_BYTES: usize = 16 * 1024;
/// Slots of one account.
pub const SLOTS: usize = 16;
/// Credentials of one account.
pub const CREDENTIALS: usize = 10;
/// Collections of one account.
pub const COLLECTIONS: usize = 64;
/// Entries in one page of the dossier's history.
pub const DOSSIER_PAGE: u32 = 500;
/// Actions that one request does in the dossier.
pub const DOSSIER_ACTIONS: usize = 100;
/// Characters of the name that a person has in the dossier.
pub const DOSSIER_NAME: usize = 80;
/// Bytes of one sealed part of a document: 1 MiB and its frame.
pub const DOCUMENT_PART_BYTES: usize = 1024 * 1024 + 64;
/// Parts of one document: 25 MiB and at most 12 % padding.
pub const DOCUMENT_PARTS: u16 = 29;
/// Parts of all documents of one dossier together, 2 GiB.
pub const DOSSIER_DOCUMENT_PARTS: u64 = 2_048;
/// Bytes of a document's key, sealed to one member.
pub const DOCUMENT_KEY_BYTES: usize = 2_048;
/// Members of one dossier whose keys are listed.
pub const DOSSIER_MEMBERS: u32 = 500;
/// Bytes of the sealed description of a consultation.
pub const CONSULTATION_BYTES: usize = 8 * 1024;
/// Rooms in which guests of one doctor meet: three guests are three pairs.
pub const PAIR_ROOMS: usize = 3;
/// Consultations in one answer; ask again with `after` while there are as many.
pub const CONSULTATIONS_PAGE: usize = 500;
/// Shares of one account, past ones as well.
pub const SHARES: u64 = 500;
/// Readings of a share in one answer, the newest; how many there were in all is said with them.
pub const SHARE_READS: usize = 100;
/// Events of the audit log in an access report, the newest; how many there are in all is said with them.
pub const AUDIT_LINES: u32 = 1_000;
/// Received shares in one answer; ask again with `after` while there are as many.
pub const RECEIVED_SHARES_PAGE: usize = 200;
/// Bytes of a share's sealed key.
pub const SHARE_GRANT_BYTES: usize = 2_560;
/// Bytes of what a patient notes about a share.
pub const SHARE_NOTE_BYTES: usize = 8 * 1024;
/// Bytes of all sealed pages of a share together.
pub const SHARE_BYTES: usize = 5 * 512 * 1024;
/// Bytes of the file that proves a doctor, before it is sealed: a scan or a picture of a card.
pub const PROOF_BYTES: usize = 2_621_440;
/// Sealed parts of such a file, each at most [`DOCUMENT_PART_BYTES`].
pub const PROOF_PARTS: usize = 3;
/// Bytes of a card's signature with its certificates.
pub const CARD_SIGNATURE_BYTES: usize = 64 * 1024;
/// Characters of the reason for which a proof is refused.
pub const PROOF_REASON: usize = 500;
/// Characters of a profession, and of what names somebody at a chamber or authority.
pub const PROOF_OTHER: usize = 80;
/// Bytes of the request that says who belongs to a practice: its list, and an id for everybody.
pub const PRACTICE_CHANGE_BYTES: usize = 16 * 1024 * 1024;
/// Grants in one request; a change that needs more hands them over before, in several.
pub const PRACTICE_GRANTS: usize = 250;
/// Members in one answer; ask again with `after` while there are as many.
pub const PRACTICE_MEMBERS_PAGE: usize = 500;
/// Devices of members in one answer; ask again with `after` while there are as many.
pub const PRACTICE_DEVICES_PAGE: usize = 1_000;
/// Invitations to become a member that are open at the same time.
pub const PRACTICE_JOININGS: usize = 50;
/// Bytes of the sealed list of a practice's members, about 280 for each. Nothing else bounds how many there are.
pub const PRACTICE_ROSTER_BYTES: usize = 8 * 1024 * 1024;
/// Bytes of a practice's keys, sealed to one member.
pub const PRACTICE_GRANT_BYTES: usize = 8 * 1024;
/// Bytes of what is sealed about one member or one invitation.
pub const PRACTICE_NOTE_BYTES: usize = 4 * 1024;
/// Operators to whom a proof is sealed.
pub const OPERATORS: usize = 50;
/// Hours between asking with the sheet of a contact and getting the operator's half: time to object.
pub const CONTACT_WAIT_HOURS: i64 = 72;
/// Hours for which the half is handed out to whoever asked, once nobody objected; then the sheet is worthless.
pub const CONTACT_OPEN_HOURS: i64 = 24;
/// Days after which nobody came back: the waiting time begins anew.
pub const CONTACT_ASKED_DAYS: i64 = 14;
/// Bytes of what a patient notes about the contact, sealed.
pub const CONTACT_NOTE_BYTES: usize = 1_024;
/// Browsers of one account that get push messages.
pub const PUSH_DEVICES: usize = 10;
/// Times at which one account wants a message, in all.
pub const WAKE_UPS: usize = 250;
/// Days that they may lie ahead.
pub const WAKE_UP_DAYS: i64 = 35;
/// Minutes to which they are rounded: a time tells little, and several reasons become one.
pub const WAKE_UP_MINUTES: i64 = 15;
/// Bytes of the sealed settings of notifications.
pub const NOTIFICATION_SETTINGS_BYTES: usize = 512;
