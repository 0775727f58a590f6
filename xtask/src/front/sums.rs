//! `/SHA256SUMS.txt`: the hash of every file of the output, so that whoever builds it anew can compare.

use sha2::{Digest, Sha256};

use super::site::Files;

/// Where the list lies; it does not name itself.
const ADDRESS: &str = "/SHA256SUMS.txt";

/// Adds the list: one line for each file, sorted by path, as `sha256sum --check` reads it in the output folder.
pub fn add(mut files: Files) -> Files {
    let lines = files.iter().filter(|(address, _)| *address != ADDRESS).map(|(address, content)| {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(content));
        format!("{hash}  {}\n", address.trim_start_matches('/'))
    });
    let list = lines.collect::<Vec<String>>().concat();
    files.insert(ADDRESS.to_owned(), list.into_bytes());
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_listed_once_in_order_and_the_list_is_always_the_same() {
        let file = |address: &str, content: &str| (address.to_owned(), content.as_bytes().to_vec());
        let files =
            Files::from([file("/visit/index.html", "v"), file("/assets/a.js", ""), file("/x.txt", "x")]);
        let listed = add(files.clone());
        let text = String::from_utf8(listed["/SHA256SUMS.txt"].clone()).unwrap();
        let paths: Vec<&str> = text.lines().map(|line| line.split_once("  ").unwrap().1).collect();
        assert_eq!(paths, ["assets/a.js", "visit/index.html", "x.txt"]);
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert!(text.starts_with(&format!("{empty}  assets/a.js\n")), "{text}");
        assert_eq!(add(listed.clone()), listed, "it does not name itself");
        let changed = add(Files::from([file("/assets/a.js", "!")]));
        assert!(!String::from_utf8(changed["/SHA256SUMS.txt"].clone()).unwrap().contains(empty));
    }
}
