//! `/assets/manifest.json`: what was built, under which address, how large.

use std::collections::BTreeMap;

use anyhow::Result;
use serde_json::{Value, json};

use super::site::{self, Files, Page};

/// Adds the manifest to the files.
///
/// Shape: `{"assets": {name: address}, "pages": {name: {"address", "needs": [..], "keeps": [..], "bytes", "transferred",
/// "kept"}}}`; sizes in bytes, `transferred` and `kept` (what the first screen does not load) as Brotli where there is
/// such a file.
pub fn add(
    mut files: Files,
    assets: &BTreeMap<String, String>,
    pages: &BTreeMap<String, Page>,
) -> Result<Files> {
    let pages: BTreeMap<&String, Value> = pages
        .iter()
        .map(|(name, page)| {
            let (bytes, transferred) = weigh(name, page, &files);
            let (_, kept) = sum(page.keeps.iter(), &files);
            let value = json!({
                "address": page.address, "needs": page.needs, "keeps": page.keeps, "bytes": bytes,
                "transferred": transferred, "kept": kept,
            });
            (name, value)
        })
        .collect();
    let manifest = json!({ "assets": assets, "pages": pages });
    files.insert("/assets/manifest.json".to_owned(), serde_json::to_vec_pretty(&manifest)?);
    Ok(files)
}

/// One line: each page with the size of everything it loads.
pub fn summary(pages: &BTreeMap<String, Page>, files: &Files) -> String {
    let sizes =
        pages.iter().map(|(name, page)| format!("{name} {} KB", weigh(name, page, files).1.div_ceil(1000)));
    sizes.collect::<Vec<_>>().join(", ")
}

/// Size of a page with everything it needs: as it is, and as it travels.
pub fn weigh(name: &str, page: &Page, files: &Files) -> (usize, usize) {
    let index = site::index(name);
    sum(std::iter::once(&index).chain(&page.needs), files)
}

fn sum<'a>(addresses: impl Iterator<Item = &'a String>, files: &Files) -> (usize, usize) {
    addresses.fold((0, 0), |(bytes, transferred), address| {
        let raw = files.get(address).map_or(0, Vec::len);
        let small = files.get(&format!("{address}.br")).map_or(raw, Vec::len);
        (bytes + raw, transferred + small)
    })
}
