//! Ids of what one record becomes, and of what came from elsewhere.

use heilsam_domain::{AccountId, RecordId};
use uuid::Uuid;

/// The id of a part of a record, such as `score/phq-9`: the same in every export.
pub(crate) fn part(record: RecordId, role: &str) -> RecordId {
    of(Uuid::from_bytes(record.to_bytes()), role)
}

/// The id of the document that a picture becomes, by the identity of the resource that its diary entry becomes: whoever
/// has both knows that they belong together, although the format has no place to say so.
pub(crate) fn photo(entry: Uuid) -> RecordId {
    of(entry, "photo")
}

/// The id that a record of another account gets in this one: always the same, and no server can see that both belong
/// together.
pub(crate) fn brought(account: AccountId, record: RecordId) -> RecordId {
    of_account(account, &format!("record/{record}"))
}

/// The id of something that an account knows by its name, such as `practice/Praxis am Markt`: whoever does not know the
/// account cannot find out the name from it.
pub(crate) fn of_account(account: AccountId, name: &str) -> RecordId {
    of(Uuid::from_bytes(account.to_bytes()), name)
}

/// The id of something that is the same for everybody.
pub(crate) fn public(role: &str) -> RecordId {
    of(Uuid::NAMESPACE_URL, role)
}

fn of(source: Uuid, role: &str) -> RecordId {
    RecordId::from_bytes(Uuid::new_v5(&source, role.as_bytes()).into_bytes())
}
