//! Values outside of what devices measure are refused, and what is unlikely is asked about.

use heilsam_domain::blood_pressure::{BloodPressure, BloodPressureDraft};

use crate::evidence::{Findings, Outcome};

/// Tries the rules of the product.
pub(in super::super) fn check() -> Outcome {
    of(|systolic, diastolic, pulse| {
        let draft = BloodPressureDraft {
            systolic: systolic.into(),
            diastolic: diastolic.into(),
            pulse: pulse.into(),
        };
        draft.parse().map(BloodPressure::doubts).map(|doubts| !doubts.is_empty()).ok()
    })
}

/// Tries rules that say of three texts: refused (`None`), or taken with or without a question.
///
/// # Errors
/// Never; only to be called like the others.
pub fn of(rule: impl Fn(&str, &str, &str) -> Option<bool>) -> Outcome {
    let mut findings = Findings::new();
    for (systolic, diastolic, pulse) in [
        ("", "80", ""),
        ("x", "80", ""),
        ("1200", "80", ""),
        ("49", "30", ""),
        ("301", "80", ""),
        ("120", "29", ""),
        ("250", "201", ""),
        ("120", "80", "19"),
        ("120", "80", "251"),
        ("80", "120", ""),
        ("120.5", "80", ""),
        ("-120", "80", ""),
    ] {
        findings.demand(rule(systolic, diastolic, pulse).is_none(), || {
            format!("Angenommen wird: {systolic}/{diastolic} mmHg, Puls {pulse}.")
        });
    }
    for (systolic, diastolic, pulse) in
        [("120", "110", ""), ("220", "80", ""), ("120", "80", "39"), ("120", "80", "151")]
    {
        findings.demand(rule(systolic, diastolic, pulse) == Some(true), || {
            format!("Ohne Rückfrage angenommen wird: {systolic}/{diastolic} mmHg, Puls {pulse}.")
        });
    }
    findings.demand(rule("128", "82", "64") == Some(false), || {
        "Ein üblicher Wert wird nicht angenommen.".to_owned()
    });
    findings.saw("12 unmögliche, 4 unwahrscheinliche und ein üblicher Wert.");
    findings.verdict()
}
