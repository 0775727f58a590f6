//! `cargo xtask desktop`: builds the window and opens it, or lays out what an installation consists of.
//!
//! The window is a workspace of its own: what it needs, machines that build the rest may lack.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use lexopt::prelude::*;

use crate::front::{self, Mode, Selection};
use crate::packages;
use crate::process;
use crate::progress::Progress;
use crate::workspace::Workspace;

const PACKAGE: &str = "heilsam-desktop";
const FOLDER: &str = "app/crates/desktop";
/// Apps with an entry in the menu of a desktop.
const ENTRIES: [&str; 2] = ["heilsam-patient", "heilsam-practice"];
const ICON: &str = "assets/icons/heilsam.svg";
/// Compilers and libraries of the window: web view, sound, codecs.
const PACKAGES: &[&str] = &[
    "clang",
    "cmake",
    "libasound2-dev",
    "libclang-dev",
    "libdbus-1-dev",
    "libopus-dev",
    "libvpx-dev",
    "libwebkit2gtk-4.1-dev",
    "pkg-config",
];
/// What pkg-config calls the libraries that only the window needs.
const LIBRARIES: [&str; 3] = ["webkit2gtk-4.1", "alsa", "dbus-1"];
const PURPOSE: &str = "the desktop window";

const USAGE: &str = "\
cargo xtask desktop patient|practice|visit [LINK] [--server ORIGIN] [--synthetic]
cargo xtask desktop --install DIR --server ORIGIN

  --server ORIGIN   default: that of LINK, or http://localhost:8080, where `cargo xtask start` listens
  --synthetic       a moving picture and a tone in place of camera, microphone and loudspeaker
  --install DIR     lays program, pages, menu entries and icon out below DIR (such as ~/.local), for this server";

/// Builds, then opens or lays out.
pub fn command(mut arguments: lexopt::Parser) -> Result<()> {
    let (mut words, mut server, mut install) = (Vec::new(), None, None);
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(word) => words.push(word.string()?),
            Long("server") => server = Some(arguments.value()?.string()?),
            Long("synthetic") => words.push("--synthetic".to_owned()),
            Long("install") => install = Some(PathBuf::from(arguments.value()?)),
            Short('h') | Long("help") => {
                println!("{USAGE}");
                return Ok(());
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if words.is_empty() == install.is_none() {
        bail!("say which app, or where to install\n\n{USAGE}");
    }
    let install = install.map(|prefix| Installation::prepare(prefix, server.as_deref())).transpose()?;
    let workspace = Workspace::open()?;
    let mut progress = Progress::begin(3);
    progress.step("Packages", || {
        // A system of another kind has to have everything already.
        if process::find("apt-get").is_none() && has_libraries() {
            return Ok("found by pkg-config".to_owned());
        }
        packages::install(PACKAGES, PURPOSE).map(|()| String::new())
    })?;
    progress.step("Front ends", || Ok(front::build(&workspace, &Selection::all(Mode::Release))?.summary))?;
    let mut program = PathBuf::new();
    progress.step("Window", || {
        program = build(&workspace)?;
        Ok(String::new())
    })?;
    let pages = front::dist(&workspace, Mode::Release)?;
    match install {
        Some(installation) => installation.lay_out(&workspace, &program, &pages),
        None => {
            let has_link = words.iter().any(|word| word == "-" || word.contains("://"));
            let server = server.or_else(|| (!has_link).then(|| "http://localhost:8080".to_owned()));
            let mut command = Command::new(program);
            command.args(words).arg("--pages").arg(pages);
            if let Some(server) = server {
                command.args(["--server", server.as_str()]);
            }
            process::run(&mut command)
        }
    }
}

/// A cargo command in the window's workspace, with the build folder of everything else.
pub fn cargo(workspace: &Workspace) -> Command {
    let mut command = process::cargo(&workspace.path(FOLDER));
    command.env("CARGO_TARGET_DIR", &workspace.target);
    command
}

/// Whether the window can be built here; installs what is missing where that is allowed, and says aloud when it is not.
pub fn can_be_built() -> bool {
    if has_libraries() {
        return true;
    }
    let reason = match packages::install(PACKAGES, PURPOSE) {
        Ok(()) if has_libraries() => return true,
        Ok(()) => format!("pkg-config does not find {}", LIBRARIES.join(" and ")),
        Err(error) => format!("{error:#}"),
    };
    println!("SKIPPED: the desktop window is neither built nor tested here: {reason}");
    false
}

/// Compiles the window that WebDriver can steer, beside the programs that the browser tests start.
///
/// # Errors
/// It does not compile.
pub fn build_for_tests(workspace: &Workspace) -> Result<()> {
    process::run(cargo(workspace).args(["build", "--quiet", "--locked", "--all-features"]))
        .context("the desktop window does not compile")
}

fn has_libraries() -> bool {
    process::succeeds(Command::new("pkg-config").arg("--exists").args(LIBRARIES))
}

fn build(workspace: &Workspace) -> Result<PathBuf> {
    process::run(cargo(workspace).args(["build", "--quiet", "--locked", "--release"]))
        .context("the window does not compile")?;
    Ok(workspace.target.join("release").join(PACKAGE))
}

/// Where the window is installed, and the server that it belongs to.
struct Installation {
    prefix: PathBuf,
    server: String,
}

impl Installation {
    /// Looks at both before anything is built, which takes minutes.
    fn prepare(prefix: PathBuf, server: Option<&str>) -> Result<Self> {
        let server = server.context("an installation belongs to a server: add --server ORIGIN")?;
        let origin = server.trim_end_matches('/');
        let host = origin.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https"));
        if !host.is_some_and(|(_, host)| !host.is_empty() && !host.contains('/')) {
            bail!("`{server}` is no server; write it as in https://heilsam.example");
        }
        for part in ["bin", "share"] {
            let folder = prefix.join(part);
            fs::create_dir_all(&folder)
                .and_then(|()| tempfile::tempfile_in(&folder))
                .with_context(|| not_written(&folder))?;
        }
        Ok(Self { prefix, server: origin.to_owned() })
    }

    /// `bin/`, `share/heilsam/` with the pages and the name of the server, and what a menu shows.
    fn lay_out(&self, workspace: &Workspace, program: &Path, pages: &Path) -> Result<()> {
        let (bin, share) = (self.prefix.join("bin"), self.prefix.join("share"));
        copy_file(program, &bin.join(PACKAGE))?;
        self.exchange_pages(pages, &share)?;
        for name in ENTRIES {
            let entry = workspace.path(format!("{FOLDER}/{name}.desktop"));
            copy_file(&entry, &share.join(format!("applications/{name}.desktop")))?;
        }
        copy_file(&workspace.path(ICON), &share.join("icons/hicolor/scalable/apps/heilsam.svg"))?;
        println!(
            "installed below {}: open it from the menu, or with {PACKAGE} patient",
            self.prefix.display()
        );
        let path = std::env::var_os("PATH").unwrap_or_default();
        if !std::env::split_paths(&path).any(|folder| folder == bin) {
            println!(
                "{} is not on the search path yet: add it, or log in to this computer anew",
                bin.display()
            );
        }
        Ok(())
    }

    /// Puts the pages and the name of the server in place of those before, of which nothing stays: names of files
    /// change with every build.
    fn exchange_pages(&self, pages: &Path, share: &Path) -> Result<()> {
        let place = share.join("heilsam");
        let beside = tempfile::Builder::new().prefix(".heilsam-").tempdir_in(share);
        let beside = beside.with_context(|| not_written(share))?;
        let (new, old) = (beside.path().join("new"), beside.path().join("old"));
        copy_folder(pages, &new)?;
        let named = new.join("server");
        fs::write(&named, format!("{}\n", self.server)).with_context(|| not_written(&named))?;
        if place.exists() {
            fs::rename(&place, &old).with_context(|| not_written(&place))?;
        }
        let exchanged = fs::rename(&new, &place);
        if exchanged.is_err() {
            let _ = fs::rename(&old, &place);
        }
        exchanged.with_context(|| not_written(&place))
    }
}

fn not_written(place: &Path) -> String {
    format!(
        "cannot write {}: take a folder of your own, such as ~/.local; for everybody on this computer, install into an \
         empty folder and copy what is in it with `sudo cp -r` to /usr/local",
        place.display()
    )
}

/// Writes beside and renames: a program that runs cannot be written over, but another one can take its name.
fn copy_file(from: &Path, to: &Path) -> Result<()> {
    let folder = to.parent().context("a file lies in a folder")?;
    let beside = fs::create_dir_all(folder).and_then(|()| tempfile::NamedTempFile::new_in(folder));
    let beside = beside.with_context(|| not_written(to))?;
    fs::copy(from, beside.path())
        .with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    beside.persist(to).map_err(|failed| failed.error).with_context(|| not_written(to))?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            copy_file(&entry.path(), &target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is built, in a folder of its own, and a place to install it.
    struct Built {
        root: tempfile::TempDir,
        prefix: tempfile::TempDir,
    }

    impl Built {
        fn new() -> Self {
            let built = Self { root: tempfile::tempdir().unwrap(), prefix: tempfile::tempdir().unwrap() };
            for name in ENTRIES {
                built.write(&format!("{FOLDER}/{name}.desktop"), "x");
            }
            built.write(ICON, "x");
            built.write("program", "first");
            built.write("dist/visit/index.html", "x");
            built
        }

        fn write(&self, path: &str, text: &str) {
            let path = self.root.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }

        fn installed(&self, path: &str) -> PathBuf {
            self.prefix.path().join(path)
        }

        fn install(&self) {
            let server = Some("https://praxis.example/");
            let installation = Installation::prepare(self.prefix.path().to_owned(), server).unwrap();
            let workspace = Workspace::of_files(self.root.path().to_owned());
            let (program, pages) = (self.root.path().join("program"), self.root.path().join("dist"));
            installation.lay_out(&workspace, &program, &pages).unwrap();
        }
    }

    #[test]
    fn an_installation_has_program_pages_server_and_menu_entries() {
        let built = Built::new();
        built.install();
        for path in [
            "bin/heilsam-desktop",
            "share/heilsam/visit/index.html",
            "share/applications/heilsam-patient.desktop",
            "share/applications/heilsam-practice.desktop",
            "share/icons/hicolor/scalable/apps/heilsam.svg",
        ] {
            assert!(built.installed(path).is_file(), "{path}");
        }
        let server = fs::read_to_string(built.installed("share/heilsam/server")).unwrap();
        assert_eq!(server, "https://praxis.example\n");
    }

    #[test]
    fn installed_again_a_program_that_is_in_use_keeps_its_file_and_the_new_one_takes_its_name() {
        let built = Built::new();
        built.install();
        let in_use = fs::File::open(built.installed("bin/heilsam-desktop")).unwrap();
        built.write("program", "second");
        built.install();
        assert_eq!(std::io::read_to_string(in_use).unwrap(), "first");
        assert_eq!(fs::read_to_string(built.installed("bin/heilsam-desktop")).unwrap(), "second");
    }

    #[test]
    fn installed_again_nothing_of_earlier_pages_stays() {
        let built = Built::new();
        built.write("dist/assets/visit-0a1b.js", "x");
        built.install();
        fs::remove_dir_all(built.root.path().join("dist/assets")).unwrap();
        built.write("dist/visit/index.html", "new");
        built.install();
        assert!(!built.installed("share/heilsam/assets").exists());
        assert_eq!(fs::read_to_string(built.installed("share/heilsam/visit/index.html")).unwrap(), "new");
        assert!(built.installed("share/heilsam/server").is_file());
        let beside = fs::read_dir(built.installed("share")).unwrap().filter(|entry| {
            entry.as_ref().is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with('.'))
        });
        assert_eq!(beside.count(), 0, "what was written beside is taken away");
    }

    #[test]
    fn what_is_wrong_with_an_installation_is_said_before_anything_is_built() {
        let prefix = tempfile::tempdir().unwrap();
        let prepare = |server| Installation::prepare(prefix.path().to_owned(), server);
        for wrong in [None, Some("heilsam.example"), Some("https://"), Some("https://heilsam.example/app")] {
            assert!(prepare(wrong).is_err(), "{wrong:?}");
        }
        // A file stands where a folder should be: not even root gets past it.
        fs::write(prefix.path().join("bin"), "x").unwrap();
        let refused = prepare(Some("https://heilsam.example")).err().unwrap();
        assert!(refused.to_string().contains("~/.local"), "{refused:#}");
    }
}
