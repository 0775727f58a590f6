//! The requests for readings.

use jiff::{SignedDuration, Timestamp};

/// SMART scopes that the pairing asks for: blood pressure and the devices that measured it.
pub const SCOPES: &str = "patient/Observation.rs?code:in=https://gematik.de/fhir/hddt/ValueSet/hddt-miv-blood-pressure-value patient/Device.rs";
/// Readings of one page that we ask for; a recorder may give fewer.
const PAGE: u32 = 200;
/// How far before the newest reading of a device a pull begins: what was corrected lately comes again.
const OVERLAP: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long before its last pull an earlier build knew what it had brought.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Address of the first page: readings after `since`, each with its device.
///
/// `base` is the address of the recorder's FHIR server, without a slash at the end.
#[must_use]
pub fn first_page(base: &str, since: Timestamp) -> String {
    // Percent-encoded by hand: only `:` and `|` stand in these values, and both may stand in a query as they are.
    format!(
        "{base}/Observation?code=http://loinc.org|85354-9&date=gt{since}&_include=Observation:device&_count={PAGE}"
    )
}

/// Address of the next page, if it may be asked: a token goes to the recorder that gave it, and to nobody else. `next` may be
/// relative to `asked`, the address of the page that names it.
#[must_use]
pub fn next_page(asked: &str, next: &str) -> Option<String> {
    let (scheme, rest) = asked.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    let origin = format!("{scheme}://{host}");
    let has_scheme = next.split(['/', '?', '#']).next().is_some_and(|head| head.contains(':'));
    let path = asked.split(['?', '#']).next().unwrap_or(asked);
    let address = if has_scheme {
        next.to_owned()
    } else if next.starts_with("//") {
        format!("{scheme}:{next}")
    } else if next.starts_with('/') {
        format!("{origin}{next}")
    } else if next.starts_with('?') {
        format!("{path}{next}")
    } else {
        // The browser takes the dots out; none of them leads beyond the origin.
        let folder = path.rsplit_once('/').map_or(path, |(folder, _)| folder);
        format!("{folder}/{next}")
    };
    let (head, rest) = address.split_at_checked(origin.len())?;
    // Scheme and host are the same in capitals. Source: RFC 3986, 6.2.2.1.
    let is_own = head.eq_ignore_ascii_case(&origin) && rest.starts_with(['/', '?']);
    (!next.is_empty() && is_own).then_some(address)
}

/// Readings since when: a little before the `newest` that came, else all that the recorder has.
///
/// A cuff may be read weeks after it measured: the day of the last pull says nothing about what is still to come.
#[must_use]
pub fn since(newest: Option<Timestamp>) -> Timestamp {
    newest.and_then(|newest| newest.checked_sub(OVERLAP).ok()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Since when an earlier build remembered what it had brought, at its `last` pull.
pub(crate) fn remembered_since(last: Timestamp) -> Timestamp {
    last.checked_sub(REMEMBERED).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "https://recorder.example/fhir/Observation?date=gt2026-03-01T08:00:00Z";

    #[test]
    fn the_first_page_asks_for_blood_pressure_with_its_device() {
        let address = first_page("https://recorder.example/fhir", "2026-03-01T08:00:00Z".parse().unwrap());
        for part in
            ["/fhir/Observation?", "date=gt2026-03-01T08:00:00Z", "_include=Observation:device", "85354-9"]
        {
            assert!(address.contains(part), "{part} is missing in {address}");
        }
    }

    #[test]
    fn the_token_stays_with_the_recorder() {
        for own in ["https://recorder.example/fhir?page=2", "https://recorder.example/pages/2"] {
            assert_eq!(next_page(ASKED, own).as_deref(), Some(own));
        }
        for foreign in [
            "https://evil.example/fhir?page=2",
            "//evil.example/fhir?page=2",
            "https://recorder.example.evil/fhir",
            "https://recorder.example@evil.example/fhir",
            "https://recorder.example:8443/fhir",
            "https://recorder.example\\@evil.example/",
            "http://recorder.example/fhir",
            " https://evil.example/",
            "data:text/plain,page",
            "",
        ] {
            assert_eq!(next_page(ASKED, foreign), None, "{foreign}");
        }
    }

    #[test]
    fn capitals_in_scheme_and_host_lead_to_nobody_else() {
        for own in [
            "HTTPS://Recorder.Example/fhir?page=2",
            "https://RECORDER.example/Pages/2",
            "//Recorder.example/2",
        ] {
            assert!(next_page(ASKED, own).is_some_and(|address| address.ends_with(own)), "{own}");
        }
        let asked = ASKED.replace("recorder", "Recorder");
        let next = "https://recorder.example/fhir?page=2";
        assert_eq!(next_page(&asked, next).as_deref(), Some(next));
        for foreign in
            ["HTTPS://Evil.example/fhir", "https://recorder.examplé/fhir", "HTTP://recorder.example/fhir"]
        {
            assert_eq!(next_page(ASKED, foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_relative_link_leads_on_from_the_page_that_names_it() {
        for (next, address) in [
            ("?page=2", "https://recorder.example/fhir/Observation?page=2"),
            ("Observation?page=2", "https://recorder.example/fhir/Observation?page=2"),
            ("/pages/2?at=10:15", "https://recorder.example/pages/2?at=10:15"),
            ("//recorder.example/pages/2", "https://recorder.example/pages/2"),
        ] {
            assert_eq!(next_page(ASKED, next).as_deref(), Some(address), "{next}");
        }
        let bare = next_page("https://recorder.example?page=1", "?page=2");
        assert_eq!(bare.as_deref(), Some("https://recorder.example?page=2"));
    }

    #[test]
    fn a_pull_looks_back_a_week_from_the_newest_reading() {
        let newest: Timestamp = "2026-03-08T08:00:00Z".parse().unwrap();
        assert_eq!(since(Some(newest)), "2026-03-01T08:00:00Z".parse::<Timestamp>().unwrap());
        assert_eq!(since(None), Timestamp::UNIX_EPOCH);
    }
}
