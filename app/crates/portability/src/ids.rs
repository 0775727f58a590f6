//! Ids of what one record becomes, and of what came from elsewhere.

use heilsam_domain::{NameScope, RecordId};
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

/// The id that a record of another account gets in this one: always the same, and a server that knows all accounts and
/// records cannot see that both belong together, for it does not know the scope.
pub(crate) fn brought(names: NameScope, record: RecordId) -> RecordId {
    named(names, &format!("record/{record}"))
}

/// The id of something that an account knows by its name, such as `practice/Praxis am Markt`: whoever does not know the
/// scope cannot find out the name by trying.
pub(crate) fn named(names: NameScope, name: &str) -> RecordId {
    of(Uuid::from_bytes(names.to_bytes()), name)
}

/// The id of something that is the same for everybody.
pub(crate) fn public(role: &str) -> RecordId {
    of(Uuid::NAMESPACE_URL, role)
}

fn of(source: Uuid, role: &str) -> RecordId {
    RecordId::from_bytes(Uuid::new_v5(&source, role.as_bytes()).into_bytes())
}

#[cfg(test)]
mod tests {
    use heilsam_domain::AccountId;

    use super::*;

    #[test]
    fn who_knows_accounts_records_and_names_but_no_scope_makes_none_of_these_ids() {
        let (here, there) = (NameScope::from_bytes([1; 16]), NameScope::from_bytes([2; 16]));
        let (account, record) = (AccountId::from_bytes([7; 16]), RecordId::from_bytes([8; 16]));
        let guessed = |name: &str| of(Uuid::from_bytes(account.to_bytes()), name);
        let medicine = "medicine/ramipril 5 mg";
        assert_ne!(named(here, medicine), guessed(medicine));
        assert_ne!(named(here, medicine), named(there, medicine));
        assert_ne!(brought(here, record), guessed(&format!("record/{record}")));
        assert_ne!(brought(here, record), brought(there, record));
        assert_eq!(brought(here, record), brought(here, record));
    }
}
