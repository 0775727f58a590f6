//! The command line.

use std::ffi::OsString;
use std::io::BufRead;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use heilsam_call::native::Server;
use lexopt::prelude::*;

pub const USAGE: &str = "\
heilsam-desktop patient|practice
heilsam-desktop visit LINK   (- reads the link from standard input, where no other user of this computer sees it)

  --server ORIGIN   the server of your provider, such as https://heilsam.example (default: the file `server` in DIR)
  --pages DIR       the program's own pages (default: ../share/heilsam beside the program's folder)
  --profile DIR     where the window keeps its data (default: heilsam/ in your folder for data)
  --synthetic       a moving picture and a tone in place of camera, microphone and loudspeaker";

/// Which of the apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    Patient,
    Practice,
    Visit,
}

impl Program {
    /// Its path on the server.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Patient => "/app/",
            Self::Practice => "/practice/",
            Self::Visit => "/v",
        }
    }

    /// Its name, on the command line and in the profile folder.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::Practice => "practice",
            Self::Visit => "visit",
        }
    }

    /// What stands over the window.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Patient => "Heilsam",
            Self::Practice => "Heilsam – Praxis",
            Self::Visit => "Heilsam – Videosprechstunde",
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    pub program: Program,
    /// Origin of the server, without a slash at the end. `None`: the installation names it.
    pub server: Option<String>,
    /// Path and fragment of the first page. The fragment of an invitation is secret.
    pub first_page: String,
    pub pages: Option<PathBuf>,
    pub profile: Option<PathBuf>,
    pub synthetic: bool,
}

impl Arguments {
    /// Reads the command line; `input` gives a link that is not to be seen there. `None`: help was asked for.
    ///
    /// # Errors
    /// Says what is missing or wrong. Never repeats a link.
    pub fn parse(
        arguments: impl IntoIterator<Item = OsString>,
        input: &mut impl BufRead,
    ) -> Result<Option<Self>> {
        let mut parser = lexopt::Parser::from_iter(arguments);
        let (mut words, mut server, mut pages, mut profile) = (Vec::new(), None, None, None);
        let mut synthetic = false;
        while let Some(argument) = parser.next()? {
            match argument {
                Value(word) => words.push(word.string()?),
                Long("server") => server = Some(parser.value()?.string()?),
                Long("pages") => pages = Some(parser.value()?.into()),
                Long("profile") => profile = Some(parser.value()?.into()),
                Long("synthetic") => synthetic = true,
                Short('h') | Long("help") => return Ok(None),
                other => return Err(other.unexpected().into()),
            }
        }
        let mut words = words.into_iter();
        let program = match words.next().as_deref() {
            Some("patient") => Program::Patient,
            Some("practice") => Program::Practice,
            Some("visit") => Program::Visit,
            _ => bail!("say which app: patient, practice or visit\n\n{USAGE}"),
        };
        let link = words.next();
        if words.next().is_some() || link.is_some() && program != Program::Visit {
            bail!("too many words\n\n{USAGE}");
        }
        let mut first_page = program.path().to_owned();
        if let Some(mut link) = link {
            if link == "-" {
                link.clear();
                input.read_line(&mut link).context("no link came on standard input")?;
            }
            let (origin, page) = split(link.trim()).context("this is no invitation: paste the whole link")?;
            server = Some(server.unwrap_or(origin));
            first_page = page;
        }
        let server = server.as_deref().map(server_origin).transpose()?;
        Ok(Some(Self { program, server, first_page, pages, profile, synthetic }))
    }
}

/// The origin of a server as somebody wrote it, without a slash at the end.
///
/// # Errors
/// It is none.
pub fn server_origin(text: &str) -> Result<String> {
    let origin = text.trim().trim_end_matches('/');
    if Server::new(origin, None).is_err() {
        bail!("`{origin}` is no server; write it as in https://heilsam.example");
    }
    Ok(origin.to_owned())
}

/// Origin, and path with fragment, of an invitation.
fn split(link: &str) -> Option<(String, String)> {
    let (scheme, rest) = link.split_once("://")?;
    let at = rest.find('/')?;
    let (host, page) = rest.split_at_checked(at)?;
    (page == "/v" || page.starts_with("/v#")).then(|| (format!("{scheme}://{host}"), page.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str], input: &str) -> Result<Option<Arguments>> {
        Arguments::parse(
            std::iter::once("heilsam-desktop").chain(words.iter().copied()).map(Into::into),
            &mut input.as_bytes(),
        )
    }

    #[test]
    fn an_invitation_says_where_its_server_is() {
        let asked = parse(&["visit", "https://praxis.example/v#1.room.secret"], "").unwrap().unwrap();
        assert_eq!(
            (asked.server.as_deref(), asked.first_page.as_str()),
            (Some("https://praxis.example"), "/v#1.room.secret")
        );
        let piped = parse(&["visit", "-"], "http://localhost:8080/v#1.r.s\n").unwrap().unwrap();
        assert_eq!(
            (piped.server.as_deref(), piped.first_page.as_str()),
            (Some("http://localhost:8080"), "/v#1.r.s")
        );
    }

    #[test]
    fn an_app_begins_at_its_own_page_of_the_named_server() {
        let asked = parse(&["practice", "--server", "https://praxis.example/"], "").unwrap().unwrap();
        assert_eq!((asked.program, asked.first_page.as_str()), (Program::Practice, "/practice/"));
        assert_eq!(asked.server.as_deref(), Some("https://praxis.example"));
        assert!(parse(&["--help"], "").unwrap().is_none());
    }

    #[test]
    fn what_is_wrong_is_said_and_a_secret_is_not() {
        for wrong in [
            &["patients"][..],
            &["--server", "https://a.example"],
            &["patient", "--server", "a.example"],
            &["practice", "https://a.example/v#1.r.canary", "--server", "https://a.example"],
            &["visit", "https://a.example/app/#canary"],
        ] {
            let said = format!("{:#}", parse(wrong, "").unwrap_err());
            assert!(!said.contains("canary"), "{said}");
        }
    }
}
