//! What was found, in words: on the page, and as a text for whoever looks after the network. Neither names a person or an address
//! of this device.

use heilsam_call::RelayWay;

use super::Found;
use super::measure::{ECHOES, Reach};
use super::verdict::Verdict;
use crate::components::Kind;
use crate::format::{decimal, moment};
use crate::{browser, t};

/// The verdict as a heading.
#[must_use]
pub fn heading(verdict: Verdict) -> String {
    match verdict {
        Verdict::Good => t!("line-good"),
        Verdict::Fair => t!("line-fair"),
        Verdict::SoundOnly => t!("line-sound"),
        Verdict::Poor => t!("line-poor"),
        Verdict::Unmeasured => t!("line-unmeasured"),
        Verdict::NoDetour => t!("line-no-detour"),
        Verdict::NoRelay => t!("line-no-relay"),
        Verdict::NoSocket => t!("line-no-socket"),
        Verdict::NoServer => t!("line-no-server"),
    }
}

/// What to do about it.
#[must_use]
pub fn advice(verdict: Verdict) -> String {
    match verdict {
        Verdict::Good => t!("line-good-text"),
        Verdict::Fair => t!("line-fair-text"),
        Verdict::SoundOnly => t!("line-sound-text"),
        Verdict::Poor => t!("line-poor-text"),
        Verdict::Unmeasured => t!("line-unmeasured-text"),
        Verdict::NoDetour => t!("line-no-detour-text"),
        Verdict::NoRelay => t!("line-no-relay-text"),
        Verdict::NoSocket => t!("line-no-socket-text"),
        Verdict::NoServer => t!("line-no-server-text"),
    }
}

/// How the verdict is shown.
#[must_use]
pub const fn kind(verdict: Verdict) -> Kind {
    match verdict {
        Verdict::Good => Kind::Success,
        Verdict::Fair | Verdict::Unmeasured | Verdict::NoRelay => Kind::Info,
        Verdict::SoundOnly | Verdict::Poor | Verdict::NoDetour | Verdict::NoSocket | Verdict::NoServer => {
            Kind::Warning
        }
    }
}

/// What a good line lacks all the same; `None` where nothing does.
#[must_use]
pub fn remark(found: &Found) -> Option<String> {
    let over_tcp = [found.reaches.tcp, found.reaches.tls];
    match (found.reaches.udp, over_tcp.contains(&Reach::Reached)) {
        (Reach::Reached, true) => Some(t!("line-through-firewalls")),
        (Reach::Reached, false) => Some(t!("line-udp-only")),
        (Reach::Unreached | Reach::Silent, true) => Some(t!("line-tcp-only")),
        (Reach::Absent, true) | (Reach::Unreached | Reach::Silent | Reach::Absent, false) => None,
    }
}

/// Every number with what it is.
#[must_use]
pub fn rows(found: &Found) -> Vec<(String, String)> {
    let server = match found.answered_in {
        Some(millis) => t!("line-millis", value = millis),
        None => t!("line-row-silent"),
    };
    let echo = found.echo;
    let socket = if echo.answered == 0 {
        t!("line-row-silent")
    } else {
        t!(
            "line-echo",
            answered = echo.answered,
            all = ECHOES,
            median = decimal(echo.median, 0),
            jitter = decimal(echo.jitter, 0)
        )
    };
    let mut rows = vec![(t!("line-row-server"), server), (t!("line-row-socket"), socket)];
    rows.extend(found.reaches.all().into_iter().map(|(way, reach)| (way_words(way), reach_words(reach))));
    let stream = found.stream.map_or_else(
        || t!("line-not-measured"),
        |stream| {
            t!(
                "line-stream",
                kbps = decimal(stream.kbps, 0),
                lost = decimal(stream.lost, 1),
                delay = decimal(stream.delay, 0),
                jitter = decimal(stream.jitter, 0)
            )
        },
    );
    rows.push((t!("line-row-stream"), stream));
    let has = |it: bool| if it { t!("line-there") } else { t!("line-missing") };
    let abilities = &found.abilities;
    rows.push((t!("line-row-camera"), has(abilities.camera)));
    rows.push((t!("line-row-microphone"), has(abilities.microphone)));
    rows.push(("VP8".to_owned(), has(abilities.vp8)));
    rows.push(("H.264".to_owned(), has(abilities.h264)));
    rows.push((t!("line-row-browser"), abilities.browser.clone()));
    rows
}

/// What a firewall has to let through: the pages and the socket, then the relays.
#[must_use]
pub fn doors(found: &Found) -> Vec<String> {
    let own = browser::origin();
    std::iter::once(t!("line-door-pages", address = own)).chain(found.doors.iter().cloned()).collect()
}

/// All of it as a text.
#[must_use]
pub fn text(found: &Found, verdict: Verdict) -> String {
    let mut lines =
        vec![t!("line-report-title"), moment(found.at), String::new(), heading(verdict), advice(verdict)];
    lines.extend(remark(found));
    lines.push(String::new());
    lines.extend(rows(found).into_iter().map(|(label, value)| format!("{label}: {value}")));
    lines.push(String::new());
    lines.push(t!("line-doors"));
    lines.extend(doors(found).into_iter().map(|door| format!("- {door}")));
    lines.join("\n")
}

fn way_words(way: RelayWay) -> String {
    match way {
        RelayWay::Udp => t!("line-row-udp"),
        RelayWay::Tcp => t!("line-row-tcp"),
        RelayWay::Tls => t!("line-row-tls"),
    }
}

fn reach_words(reach: Reach) -> String {
    match reach {
        Reach::Absent => t!("line-absent"),
        Reach::Unreached => t!("line-unreached"),
        Reach::Silent => t!("line-silent"),
        Reach::Reached => t!("line-reached"),
    }
}
