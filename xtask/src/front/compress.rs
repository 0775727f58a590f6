//! Brotli and gzip beside each file, done once per content.

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;

use super::names;
use super::site::Files;
use crate::workspace::Workspace;

const TEXT_LIKE: [&str; 8] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest"];
/// Below this a compressed answer saves no packet.
const WORTHWHILE: usize = 512;

/// Part of the cache's keys: to be changed with the settings below.
const SETTINGS: &[u8] = b"3";

type Compressor = fn(&[u8]) -> std::io::Result<Vec<u8>>;
const VARIANTS: [(&str, Compressor); 2] = [("br", brotli), ("gz", gzip)];

/// Adds `.br` (quality 11) and `.gz` (best) for every file that gets smaller by them.
pub fn add_compressed(workspace: &Workspace, files: Files) -> Result<Files> {
    let cache = open_cache(workspace)?;
    let mut all = Files::new();
    for (address, content) in files {
        for (suffix, compressed) in variants(&cache, &address, &content)? {
            all.insert(format!("{address}.{suffix}"), compressed);
        }
        all.insert(address, content);
    }
    Ok(all)
}

/// Compresses files before their turn, so that [`add_compressed`] finds them done.
pub fn prepare<'a>(workspace: &Workspace, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<()> {
    let cache = open_cache(workspace)?;
    for (name, content) in files {
        variants(&cache, name, content)?;
    }
    Ok(())
}

fn open_cache(workspace: &Workspace) -> Result<PathBuf> {
    let cache = workspace.cache().join("compressed");
    std::fs::create_dir_all(&cache)?;
    Ok(cache)
}

/// The compressed forms of a file that are smaller than it, by suffix.
fn variants(cache: &Path, name: &str, content: &[u8]) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let extension = name.rsplit('.').next().unwrap_or_default();
    if !TEXT_LIKE.contains(&extension) || content.len() < WORTHWHILE {
        return Ok(Vec::new());
    }
    let key = names::hash(&[SETTINGS, content]);
    let mut smaller = Vec::new();
    for (suffix, compressor) in VARIANTS {
        let compressed = cached(&cache.join(format!("{key}.{suffix}")), content, compressor)?;
        if compressed.len() < content.len() {
            smaller.push((suffix, compressed));
        }
    }
    Ok(smaller)
}

fn cached(path: &Path, content: &[u8], compressor: Compressor) -> Result<Vec<u8>> {
    if let Ok(known) = std::fs::read(path) {
        return Ok(known);
    }
    let compressed = compressor(content)?;
    let folder = path.parent().unwrap_or(path);
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    fresh.write_all(&compressed)?;
    fresh.persist(path)?;
    Ok(compressed)
}

fn brotli(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    // Blocks of 64 KiB: modules of WebAssembly get 0.1 to 0.3 % smaller than with those that the encoder chooses.
    let (quality, lgwin, lgblock, size_hint) = (11, 24, 16, content.len());
    let settings = BrotliEncoderParams { quality, lgwin, lgblock, size_hint, ..Default::default() };
    brotli::BrotliCompress(&mut Cursor::new(content), &mut compressed, &settings)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(content)?;
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brotli_gives_the_content_back() {
        let content = b"heilsam ".repeat(500);
        let compressed = brotli(&content).unwrap();
        assert!(compressed.len() < 100, "{}", compressed.len());
        let mut restored = Vec::new();
        brotli::BrotliDecompress(&mut compressed.as_slice(), &mut restored).unwrap();
        assert_eq!(restored, content);
    }
}
