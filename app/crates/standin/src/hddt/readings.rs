//! Readings of a made-up cuff: every morning and evening of two weeks, always the same.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

/// Days of readings before now.
const DAYS: i32 = 14;
/// Readings on one page.
const PAGE: usize = 10;
const HALF_DAY: SignedDuration = SignedDuration::from_hours(12);
const LOINC: &str = "http://loinc.org";
const DEVICE: &str = "cuff-1";

/// A cuff that measures by the clock.
#[derive(Clone, Copy)]
pub(super) struct Cuff {
    pub(super) now: fn() -> Timestamp,
}

impl Cuff {
    /// The page that a query asks for; `None` for a query that is none.
    pub(super) fn bundle(
        self,
        base: &str,
        query: &HashMap<String, String>,
        with_device: bool,
    ) -> Option<Value> {
        let since: Timestamp = match query.get("date") {
            Some(date) => date.strip_prefix("gt")?.parse().ok()?,
            None => Timestamp::UNIX_EPOCH,
        };
        let page: usize = query.get("page").map_or(Some(0), |page| page.parse().ok())?;
        let all: Vec<(Timestamp, i64)> = self.readings().into_iter().filter(|(at, _)| *at > since).collect();
        let shown = all.iter().skip(page.checked_mul(PAGE)?).take(PAGE);
        let mut entry: Vec<Value> = shown
            .map(|(at, number)| json!({"resource": observation(*at, *number), "search": {"mode": "match"}}))
            .collect();
        if with_device && !entry.is_empty() {
            entry.push(json!({"resource": device(), "search": {"mode": "include"}}));
        }
        let mut link = Vec::new();
        if all.len() > (page + 1) * PAGE {
            let next =
                format!("{base}/Observation?date=gt{since}&_include=Observation:device&page={}", page + 1);
            link.push(json!({"relation": "next", "url": next}));
        }
        Some(
            json!({"resourceType": "Bundle", "type": "searchset", "total": all.len(), "link": link, "entry": entry}),
        )
    }

    /// Moments and numbers, the oldest first: at full half days, so that every start of the stand-in has the same.
    fn readings(self) -> Vec<(Timestamp, i64)> {
        let newest = (self.now)().as_second().div_euclid(HALF_DAY.as_secs());
        let oldest = newest - i64::from(2 * DAYS) + 1;
        let moment =
            |number: i64| Timestamp::from_second(number * HALF_DAY.as_secs()).ok().map(|at| (at, number));
        (oldest..=newest).filter_map(moment).collect()
    }
}

fn observation(at: Timestamp, number: i64) -> Value {
    let part = |code: &str, unit: &str, value: i64| {
        json!({"code": {"coding": [{"system": LOINC, "code": code}]},
            "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit}})
    };
    json!({
        "resourceType": "Observation", "id": format!("reading-{number}"), "status": "final",
        "meta": {"profile": ["https://gematik.de/fhir/hddt/StructureDefinition/hddt-blood-pressure-value"]},
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}]}],
        "code": {"coding": [{"system": LOINC, "code": "85354-9"}]},
        "effectiveDateTime": at.to_string(), "device": {"reference": format!("Device/{DEVICE}")},
        "component": [part("8480-6", "mm[Hg]", 126 + number.rem_euclid(9)), part("8462-4", "mm[Hg]", 78 + number.rem_euclid(5))],
    })
}

fn device() -> Value {
    json!({
        "resourceType": "Device", "id": DEVICE, "status": "active", "manufacturer": "Nachbildung",
        "modelNumber": "BM-7", "serialNumber": "0007-4711",
        "deviceName": [{"name": "Oberarmgerät (Vorführung)", "type": "user-friendly-name"}],
    })
}
