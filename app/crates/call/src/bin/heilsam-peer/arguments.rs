//! The command line.

use heilsam_call::consent::{CONSULTATION, FOR_THE_DOCTOR};
use heilsam_call::native::{Network, Server, Sources};
use heilsam_call::{Entrance, Intent, LocalMedia, SessionConfig};
use heilsam_crypto::identity::IdentityKey;
use heilsam_crypto::rng::FastRng;
use heilsam_crypto::vsp1::{Invitation, InvitationLink, Proof};
use std::io::BufRead;
use std::time::Duration;

const USAGE: &str = "use:
  heilsam-peer join LINK --consent [--name NAME] [OPTIONS]
  heilsam-peer host ORIGIN [--room ROOM_ID] [--session] [--admit] [--name NAME] [OPTIONS]
LINK is the whole invitation link, http://HOST/v#1.ROOM.SECRET.HASH; --session reads the doctor's session cookie
(name=value) from the first line of standard input; --admit lets the guest in as soon as media is connected; --consent
agrees to the German text on the video consultation that this program ships.
OPTIONS: --seconds N (hang up after N s), --no-camera, --no-microphone, --relay-only, --compare, --all-interfaces";

/// What to do.
pub(crate) struct Arguments {
    pub(crate) role: Role,
    pub(crate) session: SessionConfig,
    pub(crate) server: Server,
    pub(crate) network: Network,
    pub(crate) sources: Sources,
    /// Let the guest in as soon as media is connected.
    pub(crate) admit: bool,
    /// Hang up after this time.
    pub(crate) limit: Option<Duration>,
}

/// Which seat.
pub(crate) enum Role {
    Join,
    /// The link is printed for the guest.
    Host {
        link: String,
    },
}

#[derive(Default)]
struct Options {
    name: Option<String>,
    room: Option<String>,
    seconds: Option<u64>,
    consent: bool,
    session: bool,
    admit: bool,
    no_camera: bool,
    no_microphone: bool,
    relay_only: bool,
    compare: bool,
    all_interfaces: bool,
}

impl Arguments {
    /// Reads the arguments behind the program's name, and the session from `input` where it is asked for.
    pub(crate) fn parse(
        mut arguments: impl Iterator<Item = String>,
        input: &mut impl BufRead,
        rng: &mut FastRng,
    ) -> Result<Self, String> {
        let usage = || USAGE.to_owned();
        let (verb, target) = (arguments.next().ok_or_else(usage)?, arguments.next().ok_or_else(usage)?);
        let options = Options::parse(arguments)?;
        let (role, entrance, server) = match verb.as_str() {
            "join" => join(&target, &options)?,
            "host" => host(&target, &options, input, rng)?,
            _ => return Err(usage()),
        };
        let mut sources = Sources::synthetic();
        if options.no_camera {
            sources.video = None;
        }
        if options.no_microphone {
            sources.audio = None;
        }
        let session = SessionConfig {
            entrance,
            name: options.name.unwrap_or_else(|| "Headless".to_owned()),
            devices: LocalMedia::default(),
            comparison_required: options.compare,
            relay_only: options.relay_only,
            frame_encryption: false,
            kept: None,
        };
        let network = if options.all_interfaces { Network::all() } else { Network::loopback() };
        let (admit, limit) = (options.admit, options.seconds.map(Duration::from_secs));
        Ok(Self { role, session, server, network, sources, admit, limit })
    }
}

impl Options {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value\n{USAGE}"));
            match argument.as_str() {
                "--name" => options.name = Some(value()?),
                "--room" => options.room = Some(value()?),
                "--seconds" => {
                    let text = value()?;
                    let seconds =
                        text.parse().map_err(|_| format!("--seconds: {text} is no number of seconds"))?;
                    options.seconds = Some(seconds);
                }
                "--consent" => options.consent = true,
                "--session" => options.session = true,
                "--admit" => options.admit = true,
                "--no-camera" => options.no_camera = true,
                "--no-microphone" => options.no_microphone = true,
                "--relay-only" => options.relay_only = true,
                "--compare" => options.compare = true,
                "--all-interfaces" => options.all_interfaces = true,
                other => return Err(format!("{other} is not an option\n{USAGE}")),
            }
        }
        Ok(options)
    }
}

fn join(link: &str, options: &Options) -> Result<(Role, Entrance, Server), String> {
    if !options.consent {
        return Err("nobody can join without consent to the video service: add --consent".to_owned());
    }
    let invitation = InvitationLink::parse(link).map_err(|error| error.to_string())?;
    let (origin, _) = link.split_once("/v#").ok_or("give the whole link, beginning with http")?;
    let consent = CONSULTATION.in_german();
    let proof = Proof::Link(invitation.secret, invitation.doctor);
    let entrance = Entrance::Patient { room: invitation.room, proof, consent };
    Ok((Role::Join, entrance, Server::new(origin, None).map_err(|error| error.to_string())?))
}

fn host(
    origin: &str,
    options: &Options,
    input: &mut impl BufRead,
    rng: &mut FastRng,
) -> Result<(Role, Entrance, Server), String> {
    let mut cookie = None;
    if options.session {
        let mut line = String::new();
        input.read_line(&mut line).map_err(|_| "no session on standard input")?;
        cookie = Some(line.trim().to_owned());
    }
    let server = Server::new(origin, cookie).map_err(|error| error.to_string())?;
    let mut invitation = Invitation::make(rng);
    if let Some(room) = &options.room {
        invitation.room = room.parse().map_err(|_| "--room: not a room id")?;
    }
    let key = IdentityKey::make(rng);
    let link = format!("{}/v#{}", server.origin(), invitation.link(&key.public()).expose());
    let entrance = Entrance::Doctor { invitation, key: key.into(), failed_tries: 0, texts: FOR_THE_DOCTOR };
    Ok((Role::Host { link }, entrance, server))
}

/// Reads one intent.
pub(crate) fn intent(word: &str) -> Option<Intent> {
    Some(match word {
        "admit" => Intent::Admit,
        "refuse" => Intent::Refuse,
        "hang-up" => Intent::HangUp,
        "mute" => Intent::Mute(true),
        "unmute" => Intent::Mute(false),
        "camera-off" => Intent::CameraOff(true),
        "camera-on" => Intent::CameraOff(false),
        "number-matches" => Intent::NumberMatches,
        "number-differs" => Intent::NumberDiffers,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str], input: &str) -> Result<Arguments, String> {
        let arguments = arguments.iter().map(|&argument| argument.to_owned());
        Arguments::parse(arguments, &mut input.as_bytes(), &mut FastRng::from_seed([7; 32]))
    }

    fn refusal(arguments: &[&str]) -> String {
        parse(arguments, "").err().expect("refused")
    }

    #[test]
    fn a_hosts_link_can_be_joined() {
        let host = parse(&["host", "http://localhost:8080", "--admit", "--seconds", "5"], "").unwrap();
        assert!(host.admit);
        assert_eq!(host.limit, Some(Duration::from_secs(5)));
        let Role::Host { link } = host.role else { panic!("a host") };
        let guest = parse(&["join", &link, "--consent", "--no-camera"], "").unwrap();
        assert_eq!(guest.server.origin(), "http://localhost:8080");
        assert!(guest.sources.video.is_none() && guest.sources.audio.is_some());
        let Entrance::Patient { consent, .. } = guest.session.entrance else { panic!("a guest") };
        assert_eq!(consent, CONSULTATION.in_german(), "the doctor's side compares it");
    }

    #[test]
    fn wrong_arguments_say_what_to_do() {
        assert!(refusal(&[]).starts_with("use:"));
        assert!(refusal(&["dance", "x"]).starts_with("use:"));
        assert!(refusal(&["join", "http://localhost/v#1.a.b.c"]).contains("--consent"));
        assert!(refusal(&["join", "http://localhost/v#1.a.b.c", "--consent"]).contains("not complete"));
        assert!(refusal(&["join", "http://localhost/v", "--consent"]).contains("not complete"));
        assert!(refusal(&["host", "localhost"]).contains("not usable"));
        assert!(refusal(&["host", "http://localhost", "--seconds"]).contains("needs a value"));
        assert!(refusal(&["host", "http://localhost", "--seconds", "soon"]).contains("no number"));
        assert!(refusal(&["host", "http://localhost", "--room", "12"]).contains("room id"));
        assert!(refusal(&["host", "http://localhost", "--loud"]).contains("not an option"));
    }

    #[test]
    fn the_session_comes_from_standard_input() {
        assert!(parse(&["host", "http://localhost", "--session"], "__Host-heilsam=abc\nadmit\n").is_ok());
        assert_eq!(intent("admit"), Some(Intent::Admit));
        assert_eq!(intent("sing"), None);
    }
}
