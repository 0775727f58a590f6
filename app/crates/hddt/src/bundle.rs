//! What a recorder answers: a FHIR bundle of observations and devices. Every part of it may be wrong.

use heilsam_therapy::device::facts::short;
use heilsam_therapy::diary::DeviceFacts;
use jiff::Timestamp;
use serde_json::Value;

/// Largest page that is read, bytes.
pub const PAGE_BYTES: usize = 8 * 1024 * 1024;
const LOINC: &str = "http://loinc.org";
const PANEL: &str = "85354-9";
const SYSTOLIC: &str = "8480-6";
const DIASTOLIC: &str = "8462-4";
const PULSE: &str = "8867-4";
/// Status of an observation that should never have been there. Source: FHIR R4, `ObservationStatus`.
const IN_ERROR: &str = "entered-in-error";
/// UCUM unit of pressure; another one is never guessed.
const UNIT: &str = "mm[Hg]";

/// A blood pressure reading as the recorder has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Name of the observation at the recorder.
    pub id: String,
    /// When it was taken.
    pub at: Timestamp,
    /// Upper value, mmHg.
    pub systolic: u16,
    /// Lower value, mmHg.
    pub diastolic: u16,
    /// Pulse, beats per minute.
    pub pulse: Option<u16>,
    /// Name of the device; empty when the recorder does not tell.
    pub device: String,
    /// What else the recorder tells about it.
    pub facts: DeviceFacts,
    /// Whether the recorder says that it changed the reading after it gave it away.
    pub is_corrected: bool,
}

impl Reading {
    /// Which device it came from: the serial number, else the name; empty when the recorder tells neither.
    #[must_use]
    pub fn source(&self) -> &str {
        if self.facts.serial.is_empty() { &self.device } else { &self.facts.serial }
    }
}

/// One page of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// Readings.
    pub readings: Vec<Reading>,
    /// Names of observations that the recorder takes back: they were recorded in error.
    pub withdrawn: Vec<String>,
    /// Observations that are no final blood pressure with a time and two values.
    pub unreadable: usize,
    /// Address of the next page.
    pub next: Option<String>,
}

/// Why an answer is no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Larger than [`PAGE_BYTES`].
    #[error("the answer is too large")]
    TooLarge,
    /// No FHIR bundle of search results.
    #[error("the answer is no bundle of readings")]
    NoBundle,
}

/// Reads a page.
///
/// # Errors
/// [`PageError`]; a single observation that cannot be read is counted, not an error.
pub fn read(text: &str) -> Result<Page, PageError> {
    if text.len() > PAGE_BYTES {
        return Err(PageError::TooLarge);
    }
    // serde_json itself ends at 128 levels.
    let bundle: Value = serde_json::from_str(text).map_err(|_| PageError::NoBundle)?;
    let is = |key: &str, wanted: &str| bundle.get(key).and_then(Value::as_str) == Some(wanted);
    if !is("resourceType", "Bundle") || !is("type", "searchset") {
        return Err(PageError::NoBundle);
    }
    let resources: Vec<&Value> =
        list(&bundle, "entry").iter().filter_map(|entry| entry.get("resource")).collect();
    let of_type =
        |wanted: &'static str| resources.iter().filter(move |it| word(it, "resourceType") == wanted);
    let mut page = Page { next: next(&bundle), ..Page::default() };
    for observation in of_type("Observation") {
        // Such an observation need not have values any more.
        if word(observation, "status") == IN_ERROR {
            page.withdrawn.push(word(observation, "id").to_owned());
            continue;
        }
        let device = observation.get("device").map_or("", |device| word(device, "reference"));
        let device = device.rsplit('/').next().unwrap_or_default();
        let device = of_type("Device").find(|it| !device.is_empty() && word(it, "id") == device);
        match reading(observation, device.copied()) {
            Some(reading) => page.readings.push(reading),
            None => page.unreadable += 1,
        }
    }
    Ok(page)
}

fn next(bundle: &Value) -> Option<String> {
    let link = list(bundle, "link").iter().find(|link| word(link, "relation") == "next")?;
    Some(word(link, "url").to_owned()).filter(|url| !url.is_empty())
}

fn reading(observation: &Value, device: Option<&Value>) -> Option<Reading> {
    let is_corrected = matches!(word(observation, "status"), "amended" | "corrected");
    let is_final = is_corrected || word(observation, "status") == "final";
    let at: Timestamp = word(observation, "effectiveDateTime").parse().ok()?;
    let id = word(observation, "id");
    if !is_final || !has_code(observation, PANEL) || id.is_empty() {
        return None;
    }
    let components = list(observation, "component");
    let value = |code: &str, unit: Option<&str>| {
        let component = components.iter().find(|it| has_code(it, code))?;
        let quantity = component.get("valueQuantity")?;
        let fits = unit.is_none_or(|unit| word(quantity, "code") == unit);
        fits.then(|| quantity.get("value").and_then(Value::as_f64)).flatten().and_then(whole)
    };
    Some(Reading {
        id: id.to_owned(),
        at,
        systolic: value(SYSTOLIC, Some(UNIT))?,
        diastolic: value(DIASTOLIC, Some(UNIT))?,
        pulse: value(PULSE, None),
        device: device.map(name).unwrap_or_default(),
        facts: device.map(facts).unwrap_or_default(),
        is_corrected,
    })
}

/// Devices show whole numbers; some recorders write `124.0`.
fn whole(value: f64) -> Option<u16> {
    let fits = (0.0..=f64::from(u16::MAX)).contains(&value) && value.fract() == 0.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and in range, just checked"
    )]
    fits.then_some(value as u16)
}

fn name(device: &Value) -> String {
    let names = list(device, "deviceName");
    let friendly = names.iter().find(|it| word(it, "type") == "user-friendly-name").or(names.first());
    short(friendly.map_or("", |it| word(it, "name")))
}

/// Maker, model and serial number, as far as the recorder tells them.
///
/// Source: FHIR R4, `Device.manufacturer`, `modelNumber` (or the name of type `model-name`), `serialNumber`.
fn facts(device: &Value) -> DeviceFacts {
    let names = list(device, "deviceName");
    let named = names.iter().find(|it| word(it, "type") == "model-name").map_or("", |it| word(it, "name"));
    let model = word(device, "modelNumber");
    DeviceFacts {
        manufacturer: short(word(device, "manufacturer")),
        model: short(if model.is_empty() { named } else { model }),
        serial: short(word(device, "serialNumber")),
    }
}

fn has_code(value: &Value, code: &str) -> bool {
    let codings = value.get("code").map(|code| list(code, "coding")).unwrap_or_default();
    codings.iter().any(|coding| word(coding, "system") == LOINC && word(coding, "code") == code)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn word<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn observation(systolic: &Value, unit: &str) -> Value {
        let part = |code: &str, value: &Value| {
            json!({"code": {"coding": [{"system": LOINC, "code": code}]},
                "valueQuantity": {"value": value, "system": "http://unitsofmeasure.org", "code": unit}})
        };
        json!({"resourceType": "Observation", "id": "o1", "status": "final",
            "code": {"coding": [{"system": LOINC, "code": PANEL}]},
            "effectiveDateTime": "2026-03-01T09:15:00+02:00", "device": {"reference": "Device/d1"},
            "component": [part(SYSTOLIC, systolic), part(DIASTOLIC, &json!(82)), part("8478-0", &json!(94))]})
    }

    fn bundle(resources: &[Value]) -> Value {
        let entry: Vec<Value> = resources.iter().map(|it| json!({ "resource": it })).collect();
        json!({"resourceType": "Bundle", "type": "searchset", "entry": entry,
            "link": [{"relation": "self", "url": "a"}, {"relation": "next", "url": "https://r.example/fhir?page=2"}]})
    }

    fn page(resources: &[Value]) -> Page {
        read(&bundle(resources).to_string()).unwrap()
    }

    #[test]
    fn a_reading_comes_with_its_device_and_the_next_page() {
        let device = json!({"resourceType": "Device", "id": "d1", "manufacturer": " Cuffs AG ", "serialNumber": "S\u{0}1",
            "deviceName": [{"name": "model", "type": "model-name"}, {"name": "BP Cuff", "type": "user-friendly-name"}]});
        let page = page(&[observation(&json!(124), UNIT), device]);
        let expected = Reading {
            id: "o1".into(),
            at: "2026-03-01T07:15:00Z".parse().unwrap(),
            systolic: 124,
            diastolic: 82,
            pulse: None,
            device: "BP Cuff".into(),
            facts: DeviceFacts {
                manufacturer: "Cuffs AG".into(),
                model: "model".into(),
                serial: "S1".into(),
            },
            is_corrected: false,
        };
        assert_eq!(page.readings, [expected]);
        assert_eq!(page.next.as_deref(), Some("https://r.example/fhir?page=2"));
    }

    #[test]
    fn a_recorder_may_say_nothing_about_the_device() {
        let page = page(&[observation(&json!(124), UNIT)]);
        assert_eq!(page.readings[0].device, "");
        assert_eq!(page.readings[0].facts, DeviceFacts::default());
        let device = json!({"modelNumber": "BM-7", "deviceName": [{"name": "model", "type": "model-name"}]});
        assert_eq!(facts(&device).model, "BM-7", "the number says more than the name");
    }

    #[test]
    fn what_is_no_final_pressure_in_mmhg_is_counted_and_left_out() {
        let mut preliminary = observation(&json!(124), UNIT);
        preliminary["status"] = json!("preliminary");
        let mut timeless = observation(&json!(124), UNIT);
        timeless["effectiveDateTime"] = json!("yesterday");
        let wrong = [
            observation(&json!(16.5), "kPa"),
            observation(&json!(124.5), UNIT),
            observation(&json!(-1), UNIT),
            observation(&json!("124"), UNIT),
            preliminary,
            timeless,
        ];
        let page = page(&wrong);
        assert_eq!((page.readings.len(), page.unreadable), (0, wrong.len()));
    }

    #[test]
    fn what_the_recorder_corrects_or_takes_back_is_told_apart() {
        let mut corrected = observation(&json!(124), UNIT);
        corrected["status"] = json!("corrected");
        let mut amended = observation(&json!(124), UNIT);
        amended["status"] = json!("amended");
        // Nothing but its name is left.
        let in_error = json!({"resourceType": "Observation", "id": "o2", "status": "entered-in-error"});
        let page = page(&[observation(&json!(124), UNIT), corrected, amended, in_error]);
        let told: Vec<bool> = page.readings.iter().map(|it| it.is_corrected).collect();
        assert_eq!(told, [false, true, true]);
        assert_eq!((page.withdrawn.as_slice(), page.unreadable), (["o2".to_owned()].as_slice(), 0));
    }

    #[test]
    fn what_is_no_bundle_is_an_error() {
        for text in [
            "",
            "null",
            "{}",
            r#"{"resourceType":"OperationOutcome"}"#,
            r#"{"resourceType":"Bundle","type":"document"}"#,
        ] {
            assert_eq!(read(text), Err(PageError::NoBundle), "{text}");
        }
        assert_eq!(read(&" ".repeat(PAGE_BYTES + 1)), Err(PageError::TooLarge));
    }

    proptest! {
        #[test]
        fn no_answer_makes_reading_panic(place in 0_usize..900, byte in any::<u8>()) {
            let mut bytes = bundle(&[observation(&json!(124), UNIT)]).to_string().into_bytes();
            let place = place % bytes.len();
            bytes[place] = byte;
            let _ = read(&String::from_utf8_lossy(&bytes));
        }
    }
}
