//! How files are written.

use crate::checkout::{Source, assert_none, sources};

const LONGEST: usize = 400;
const WRITTEN: [&str; 14] = [
    ".css",
    ".ftl",
    ".html",
    ".js",
    ".json",
    ".md",
    ".mjs",
    ".rs",
    ".sh",
    ".sql",
    ".toml",
    ".webmanifest",
    ".yml",
    "run",
];

fn rust() -> Vec<Source> {
    let files = sources("", &[".rs"]);
    assert!(files.len() > 20, "the checkout is found");
    files
}

/// `path:line` of every line that `is_wrong`; lines of this folder name what they forbid and are left out.
fn lines(files: &[Source], is_wrong: impl Fn(&str) -> bool) -> Vec<String> {
    let others = files.iter().filter(|file| !file.path.starts_with("tests/tests/graph/"));
    others
        .flat_map(|file| file.text.lines().enumerate().map(move |(index, line)| (file, index + 1, line)))
        .filter(|(_, _, line)| is_wrong(line))
        .map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim()))
        .collect()
}

#[test]
fn no_rust_file_is_longer_than_400_lines() {
    let long: Vec<String> = rust()
        .iter()
        .map(|file| (file, file.text.lines().count()))
        .filter(|(_, count)| *count > LONGEST)
        .map(|(file, count)| format!("{}: {count} lines", file.path))
        .collect();
    assert_none(&long, "split these files by subject:");
}

#[test]
fn modules_are_files_not_mod_rs() {
    let wrong: Vec<String> =
        rust().into_iter().map(|file| file.path).filter(|path| path.ends_with("/mod.rs")).collect();
    assert_none(&wrong, "`foo.rs` and `foo/` instead of `foo/mod.rs`:");
}

#[test]
fn no_test_is_switched_off_and_no_lint_is_allowed() {
    let wrong = lines(&rust(), |line| {
        let line = line.trim_start();
        line.starts_with("#[ignore") || line.starts_with("#[allow(") || line.starts_with("#![allow(")
    });
    assert_none(&wrong, "run every test; `#[expect(..., reason)]` instead of `#[allow]`:");
}

#[test]
fn unsafe_code_is_in_codecs_only() {
    let wrong: Vec<String> = lines(&rust(), |line| {
        let code = line.split("//").next().unwrap_or_default();
        ["unsafe {", "unsafe fn", "unsafe impl", "unsafe extern"].iter().any(|word| code.contains(word))
    });
    let wrong: Vec<String> =
        wrong.into_iter().filter(|each| !each.starts_with("app/crates/codecs/")).collect();
    assert_none(&wrong, "`unsafe` belongs into app/crates/codecs only:");
}

#[test]
fn no_path_of_a_single_machine_is_written_down() {
    let files = sources("", &WRITTEN);
    let wrong = lines(&files, |line| ["/work/", "/root/", "/home/"].iter().any(|path| line.contains(path)));
    assert_none(&wrong, "the project runs anywhere: no path of one machine:");
}

#[test]
fn lockfiles_of_node_name_no_host() {
    let files = sources("", &["package-lock.json"]);
    assert_none(&lines(&files, |line| line.contains("\"resolved\"")), "remove `resolved` from lockfiles:");
}

#[test]
fn what_the_other_side_says_never_goes_through_web_audio() {
    // A browser takes the echo out of what a media element plays, and of nothing else.
    let files = sources("app", &[".rs", ".js"]);
    assert!(files.len() > 50, "the app is found");
    let names =
        ["create_media_stream_", "create_media_element_source", "MediaStreamSource", "MediaElementSource"];
    let found = lines(&files, |line| names.iter().any(|name| line.contains(name)));
    // The level of the own microphone, and what the desktop window puts in its place.
    let own = ["app/crates/call/src/browser/sensors.rs:", "app/crates/desktop/src/page/screen.js:"];
    assert_eq!(own.map(|file| found.iter().filter(|each| each.starts_with(file)).count()), [1, 1]);
    let wrong: Vec<String> =
        found.into_iter().filter(|each| !own.iter().any(|file| each.starts_with(file))).collect();
    assert_none(&wrong, "sound of the other side is played by a media element:");
}

/// The one canvas that becomes a track: the own camera, blurred, where a browser has no streams of pictures.
const BLURRED_CAMERA: &str = "const [output] = canvas.captureStream(rate).getVideoTracks();";

#[test]
fn nothing_here_can_record_a_call() {
    let files = sources("app", &[".rs", ".js", ".html"]);
    assert!(files.len() > 50, "the app is found");
    let wrong = lines(&files, |line| {
        let is_recording = ["MediaRecorder", "captureStream", "IvfWriter"].iter().any(|it| line.contains(it));
        is_recording && line.trim() != BLURRED_CAMERA
    });
    assert_none(&wrong, "no recording code exists (§ 3 sentence 4 Anlage 31b):");
}

#[test]
fn pages_load_nothing_from_elsewhere_and_run_no_inline_script() {
    let shells = sources("app/web", &[".html"]);
    assert!(!shells.is_empty(), "shells are found");
    let wrong = lines(&shells, |line| {
        let inline = line.contains("<script>") || line.contains(" onclick=") || line.contains(" style=\"");
        let foreign = ["src=\"http", "href=\"//", "src=\"//"].iter().any(|each| line.contains(each));
        inline || foreign || (line.contains("<link") && line.contains("href=\"http"))
    });
    assert_none(&wrong, "strict content security policy, own files only:");
}
