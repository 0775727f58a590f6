//! Running other programs, with errors that say which one failed and how to repeat it.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a program that shares our terminal; an exit code other than 0 is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| not_started(command))?;
    if status.success() {
        return Ok(());
    }
    bail!("{status}: {}", line(command))
}

/// Runs a program and returns what it printed; on failure the error carries its last lines.
pub fn output(command: &mut Command) -> Result<String> {
    let output = capture(command)?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    bail!("{}: {}\n{}", output.status, line(command), tail(&stderr, 30))
}

/// Runs a program quietly and tells whether it succeeded; a missing program counts as no.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Runs a program to its end with its output captured.
pub fn capture(command: &mut Command) -> Result<Output> {
    command.stdin(Stdio::null()).output().with_context(|| not_started(command))
}

/// The absolute path of a program on the search path.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The command as a person would type it.
pub fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// The last `count` lines of a text.
pub fn tail(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.len().saturating_sub(count);
    lines.into_iter().skip(start).collect::<Vec<_>>().join("\n")
}

/// A cargo command in the checkout.
///
/// Always the cargo that runs this tool, so that every step uses one toolchain. What that cargo says about this tool's own
/// package is left out: build scripts that look at it (`ring`) would run again, and half of the dependencies with them,
/// whenever somebody calls cargo by hand in between.
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.current_dir(root);
    command
}

fn not_started(command: &Command) -> String {
    format!("cannot start `{}`: is it installed?", command.get_program().to_string_lossy())
}

/// Runs a program with its output on our terminal and, at the same time, kept as text.
///
/// Returns whether it succeeded and what it printed on both streams.
pub fn tee(command: &mut Command) -> Result<(bool, String)> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| not_started(command))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let text = std::thread::scope(|scope| {
        let first = scope.spawn(|| copy(stdout));
        let second = scope.spawn(|| copy(stderr));
        let printed = [first.join(), second.join()];
        printed.into_iter().map(Result::unwrap_or_default).collect::<Vec<_>>().join("\n")
    });
    Ok((child.wait()?.success(), text))
}

fn copy(stream: Option<impl Read>) -> String {
    let mut text = String::new();
    let Some(stream) = stream else { return text };
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        text.push_str(&line);
        text.push('\n');
    }
    text
}
