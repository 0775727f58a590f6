//! The requests for readings.

use jiff::{SignedDuration, Timestamp};

/// SMART scopes that the pairing asks for: blood pressure and the devices that measured it.
pub const SCOPES: &str = "patient/Observation.rs?code:in=https://gematik.de/fhir/hddt/ValueSet/hddt-miv-blood-pressure-value patient/Device.rs";
/// Readings of one page that we ask for; a recorder may give fewer.
const PAGE: u32 = 200;
/// A reading may reach the recorder this long after it was taken; what was seen already is left out later.
pub const OVERLAP: SignedDuration = SignedDuration::from_hours(7 * 24);

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

/// Address of the next page, if it may be asked: a token goes to the recorder that gave it, and to nobody else.
#[must_use]
pub fn next_page(base: &str, next: &str) -> Option<String> {
    let rest = next.strip_prefix(base)?;
    let own = rest.is_empty() || rest.starts_with('/') || rest.starts_with('?');
    own.then(|| next.to_owned())
}

/// Readings since when: a little before the newest pull, else all that the recorder has.
#[must_use]
pub fn since(last: Option<Timestamp>) -> Timestamp {
    last.and_then(|last| last.checked_sub(OVERLAP).ok()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let base = "https://recorder.example/fhir";
        assert!(next_page(base, "https://recorder.example/fhir?page=2").is_some());
        assert!(next_page(base, "https://recorder.example/fhir/Observation?page=2").is_some());
        for foreign in [
            "https://evil.example/fhir?page=2",
            "https://recorder.example/fhir.evil",
            "http://recorder.example/fhir",
            "",
        ] {
            assert_eq!(next_page(base, foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_pull_looks_back_a_week() {
        let last: Timestamp = "2026-03-08T08:00:00Z".parse().unwrap();
        assert_eq!(since(Some(last)), "2026-03-01T08:00:00Z".parse::<Timestamp>().unwrap());
        assert_eq!(since(None), Timestamp::UNIX_EPOCH);
    }
}
