//! What the text of a resource names.

const URN: &str = "urn:uuid:";
/// Characters of a UUID.
const UUID_LENGTH: usize = 36;

/// Every identity that a resource names, its own among them where it says it in this way; in small letters.
pub fn identities(text: &str) -> impl Iterator<Item = String> {
    let behind = text.split(URN).skip(1);
    let is_part = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    behind
        .filter_map(|rest| rest.get(..UUID_LENGTH))
        .filter(move |id| id.bytes().all(is_part))
        .map(str::to_ascii_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_resource_names_is_found_and_a_cut_name_is_none() {
        let text = "\"urn:uuid:0188F3C1-0000-7000-8000-000000000001\" urn:uuid:0188f3c1 urn:uuid:0188f3c1-0000-7000-8000-00000000000\"";
        assert_eq!(identities(text).collect::<Vec<_>>(), ["0188f3c1-0000-7000-8000-000000000001"]);
    }
}
