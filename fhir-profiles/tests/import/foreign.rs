//! What others write and an export of one's own does not: it is kept as it came, and holds back nothing else.

use std::collections::BTreeMap;

use fhir_profiles::{BundleExport, Entry, EntryValue, ExportInput, Format, Vital, sample};
use serde_json::Value;

use super::{export, import};

const WEIGHT: &str = r#""value":81.40,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg""#;

/// The export of the sample with one change.
fn changed(from: &str, to: &str) -> String {
    let text = export(&sample::full(), Format::Json);
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

/// What the app understands of the resources that were kept.
fn understood(entries: &[Entry]) -> Vec<Option<&EntryValue>> {
    let kept = entries.iter().filter_map(|entry| match entry.value.own() {
        EntryValue::Kept(kept) => Some(kept.value.as_deref()),
        _ => None,
    });
    kept.collect()
}

/// The resources of a bundle by identity, without those that are about the document.
fn resources(bundle: &str) -> BTreeMap<String, Value> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|entry| entry["resource"].clone());
    let about = |it: &Value| ["Composition", "Provenance"].contains(&it["resourceType"].as_str().unwrap());
    all.filter(|it| !about(it)).map(|it| (it["id"].as_str().unwrap().to_owned(), it)).collect()
}

#[test]
fn what_an_own_export_would_refuse_is_kept_and_exported_as_it_came() {
    let long = format!(r#""note":[{{"text":"{}"}}]"#, "lang ".repeat(4_000) + "!");
    let cases = [
        ("a dosage without its line", r#""text":"morgens 1 Tablette","#, ""),
        ("a dose without a unit", r#""dose":{"value":1,"unit":"Tablette","#, r#""dose":{"value":1,"#),
        ("Base64 in lines", "QWxsZXMgaW4gT3JkbnVuZy4=", r"QWxsZXMg\naW4gT3JkbnVuZy4="),
        ("a parameter behind the media type", r#""text/plain""#, r#""text/plain; charset=utf-8""#),
        ("an attachment without a title", r#""title":"Befund.txt","#, ""),
        ("a plan without a title", r#""title":"Blutdruck senken","#, ""),
        ("a long note", r#""note":[{"text":"geübt & notiert"}]"#, long.as_str()),
        ("an end before the start", r#""start":"2025-11-01""#, r#""start":"2025-11-01","end":"2025-10-01""#),
    ];
    for (what, from, to) in cases {
        let foreign = changed(from, to);
        let back = import(&foreign).unwrap();
        assert!(!understood(&back.entries).is_empty(), "{what} is kept");
        let input = ExportInput { entries: back.entries, ..sample::full() };
        for format in [Format::Json, Format::Xml] {
            let refused = BundleExport::new(input.clone(), format).err();
            assert_eq!(refused, None, "{what}");
        }
        let again = resources(&export(&input, Format::Json));
        for (id, resource) in resources(&foreign) {
            assert_eq!(again.get(&id), Some(&resource), "{what}");
        }
    }
}

#[test]
fn what_an_earlier_version_took_over_holds_back_no_export() {
    let back = import(&export(&sample::full(), Format::Json)).unwrap();
    let mut input = ExportInput { entries: back.entries, ..sample::full() };
    for entry in &mut input.entries {
        let EntryValue::Imported(imported) = &mut entry.value else { continue };
        match &mut imported.value {
            EntryValue::CarePlan(plan) => plan.title.clear(),
            EntryValue::Document(document) => document.content_type.push_str("; charset=utf-8"),
            EntryValue::Medication(medicine) => medicine.dosages.iter_mut().for_each(|it| it.text.clear()),
            _ => {}
        }
    }
    for format in [Format::Json, Format::Xml] {
        let text = export(&input, format);
        assert!(text.contains("text/plain; charset=utf-8"));
        assert!(!text.contains("Blutdruck senken") && !text.contains("morgens 1 Tablette"));
    }
}

#[test]
fn somebody_who_can_be_no_author_holds_back_no_export() {
    let text = export(&sample::full(), Format::Json);
    let all = resources(&text);
    let id = |kind: &str| all.values().find(|it| it["resourceType"] == kind).unwrap()["id"].as_str().unwrap();
    let who = |kind: &str| format!(r#""who":{{"reference":"urn:uuid:{}""#, id(kind));
    assert!(text.contains(&who("PractitionerRole")));
    for kind in ["Questionnaire", "Practitioner", "Medication", "CarePlan"] {
        let back = import(&text.replace(&who("PractitionerRole"), &who(kind))).unwrap();
        let input = ExportInput { entries: back.entries, ..sample::full() };
        assert_eq!(BundleExport::new(input, Format::Xml).err(), None, "{kind}");
    }
}

#[test]
fn a_number_in_another_unit_is_kept_and_not_understood_as_one_in_the_usual_unit() {
    let pounds = WEIGHT.replace("kg", "lb").replace(r#""code":"lb""#, r#""code":"[lb_av]""#);
    let grams = WEIGHT.replace("kg", "g");
    let no_code = WEIGHT.replace(r#","code":"kg""#, "");
    let more = format!(r#""comparator":">",{WEIGHT}"#);
    let other_system = WEIGHT.replace("unitsofmeasure.org", "example.org");
    for weight in [pounds, grams, no_code, more, other_system] {
        let back = import(&changed(WEIGHT, &weight)).unwrap();
        assert_eq!(understood(&back.entries).len(), 1, "{weight}");
        assert!(understood(&back.entries)[0].is_none(), "{weight}");
        let again = export(&ExportInput { entries: back.entries, ..sample::full() }, Format::Json);
        assert!(again.contains(&weight), "it goes along as it came");
    }
    for (code, other) in [("mm[Hg]", "kPa"), ("/min", "/s"), ("Cel", "[degF]"), ("%", "1"), ("cm", "m")] {
        let (code, other) = (format!(r#""code":"{code}""#), format!(r#""code":"{other}""#));
        let back = import(&changed(&code, &other)).unwrap();
        let values = understood(&back.entries);
        assert!(!values.is_empty() && values.iter().all(Option::is_none), "{other}: {values:?}");
    }
}

#[test]
fn what_was_taken_back_or_called_off_is_no_value() {
    let status = r#""status":"final","category":["#;
    for other in ["entered-in-error", "cancelled", "preliminary", "registered", "unknown"] {
        let back = import(&changed(status, &status.replace("final", other))).unwrap();
        assert_eq!(understood(&back.entries).len(), 1, "{other}");
        assert!(understood(&back.entries)[0].is_none(), "{other}");
    }
    for other in ["amended", "corrected"] {
        let back = import(&changed(status, &status.replace("final", other))).unwrap();
        assert!(understood(&back.entries)[0].is_some(), "{other}");
    }
    let done = r#""status":"completed","medicationReference""#;
    for other in ["not-done", "entered-in-error", "stopped", "in-progress"] {
        let back = import(&changed(done, &done.replace("completed", other))).unwrap();
        assert!(understood(&back.entries)[0].is_none(), "{other}");
    }
}

#[test]
fn what_holds_in_the_usual_unit_is_understood_also_where_more_is_said() {
    let back = import(&changed(WEIGHT, &format!(r#"{WEIGHT},"id":"a""#))).unwrap();
    let values = understood(&back.entries);
    assert!(
        matches!(values[0], Some(EntryValue::Vital(Vital::Weight(kilograms))) if kilograms.as_str() == "81.40"),
        "{values:?}"
    );
}

#[test]
fn of_version_1_0_0_only_what_is_written_anew_claims_another_version() {
    let pounds = WEIGHT.replace("kg", "lb").replace(r#""code":"lb""#, r#""code":"[lb_av]""#);
    let older = changed(WEIGHT, &pounds).replace("|1.1.0\"", "|1.0.0\"");
    let back = import(&older).unwrap();
    assert_eq!(back.version, "1.0.0");
    let values = understood(&back.entries);
    assert!(
        matches!(values.as_slice(), [None]),
        "all but the weight is what is written for 1.1.0: {values:?}"
    );
    let input = ExportInput { entries: back.entries, ..sample::full() };
    for format in [Format::Json, Format::Xml] {
        let again = export(&input, format);
        assert_eq!(again.matches("|1.0.0\"").count(), 1, "the weight that was kept says what it said");
        assert!(
            again.contains("Observation_Body_Weight|1.0.0")
                && again.contains("Observation_Blood_Pressure|1.1.0")
        );
        let third = import(&again).unwrap();
        assert_eq!(third.counts["Observation_Body_Weight"].kept, 1, "and is kept in the next import as well");
    }
}
