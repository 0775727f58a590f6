//! The application by § 2: fields refused with their reason, rules over several fields, marks, editions, consistency.

use std::collections::BTreeSet;

use heilsam_compliance::application::check::{Weight, check};
use heilsam_compliance::application::consistency::{Published, compare};
use heilsam_compliance::application::edition::{Edition, edition};
use heilsam_compliance::application::{FieldAddress, FieldRefused, Listing, Mark};
use heilsam_compliance::evidence::{Document, Evidence, EvidenceId};
use heilsam_compliance::export::Export;
use heilsam_compliance::export::paper::Names;
use heilsam_compliance::workspace::{Action, Refused};
use heilsam_compliance::{Digest, LegalDate};

use super::desk::{Desk, release};

fn address(text: &str) -> FieldAddress {
    FieldAddress::try_from(text.to_owned()).unwrap()
}

/// Ids of the findings of an entry.
fn found(desk: &Desk, entry: &str) -> BTreeSet<String> {
    let findings = check(&desk.library, &desk.workspace, desk.moment());
    let of_entry = findings.into_iter().filter(|finding| finding.entry == entry);
    of_entry.map(|finding| finding.message.id.trim_start_matches("compliance-").to_owned()).collect()
}

fn permanent(legal: LegalDate) -> Desk {
    let mut desk = Desk::new(legal);
    desk.act("anna", Action::SetListing { listing: Listing::Permanent }).unwrap();
    desk
}

fn fill(desk: &mut Desk, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        desk.field("anna", field, text).unwrap_or_else(|refused| panic!("{field}: {refused}"));
    }
}

#[test]
fn values_of_the_wrong_form_are_refused_with_the_reason() {
    let mut desk = Desk::new(LegalDate::Of2026);
    let cases = [
        ("10/groups/1/icd", "Q99.", "Buchstabe und zwei Ziffern"),
        ("10/groups/1/icd", "D49", "ICD-10-GM"),
        ("24/prices/1/pzn", "27580898", "Ziffer der PZN"),
        ("24/prices/1/price", "umsonst", "Betrag in Euro"),
        ("23/insurance/1/sum", "0", "Betrag in Euro"),
        ("20/locations/1/country", "US", "§ 4 Absatz 3 DiGAV"),
        ("19/duration/1/days", "0", "von 1 bis 3650"),
    ];
    for (field, text, says) in cases {
        let refused = desk.field("anna", field, text).unwrap_err();
        assert!(refused.messages()[0].german().contains(says), "{field} {text}: {refused}");
    }
    for field in ["99/a/1/b", "10/groups/0/icd", "10/groups/201/icd", "19/duration/2/days"] {
        assert!(matches!(desk.field("anna", field, "I10"), Err(Refused::Field(_))), "{field}");
    }
    let mut old = Desk::new(LegalDate::Of2020);
    assert_eq!(old.field("anna", "21a/data/1/datum", "x"), Err(Refused::Field(FieldRefused::Unknown)));
}

#[test]
fn an_empty_application_names_everything_that_is_missing() {
    for (legal, entries) in [(LegalDate::Of2020, 24), (LegalDate::Of2026, 28)] {
        let desk = Desk::new(legal);
        let findings = check(&desk.library, &desk.workspace, desk.moment());
        let named: BTreeSet<&str> = findings.iter().map(|finding| finding.entry.as_str()).collect();
        // Every statement, the access of paragraph 4 and the choice of paragraph 3; the studies wait for that choice.
        assert_eq!(named.len(), entries + 2 - 1, "{named:?}");
        assert!(findings.iter().all(|finding| finding.provision.contains('§')));
    }
}

#[test]
fn four_characters_and_several_indications_need_their_reasons() {
    let mut desk = permanent(LegalDate::Of2026);
    fill(
        &mut desk,
        &[("10/groups/1/icd", "I10"), ("10/groups/1/age-from", "18"), ("10/groups/1/age-to", "17")],
    );
    assert!(found(&desk, "10").contains("check-ages"));
    assert!(!found(&desk, "10").contains("check-comparability"));
    fill(&mut desk, &[("10/groups/2/icd", "E11.9")]);
    let ids = found(&desk, "10");
    assert!(ids.contains("check-comparability") && ids.contains("check-four-digits"));
    fill(&mut desk, &[("10/groups/2/icd", "I10")]);
    assert!(found(&desk, "10").contains("check-icd-twice"));
}

#[test]
fn an_effect_belongs_to_a_stated_patient_group() {
    let mut desk = permanent(LegalDate::Of2026);
    assert!(found(&desk, "11").contains("check-no-effect"));
    fill(&mut desk, &[("10/groups/1/icd", "I10"), ("11/benefits/1/icd", "I11")]);
    assert!(found(&desk, "11").contains("check-effect-group"));
    fill(&mut desk, &[("11/benefits/1/icd", "I10")]);
    let ids = found(&desk, "11");
    assert!(!ids.contains("check-effect-group") && !ids.contains("check-no-effect"));
}

#[test]
fn a_higher_risk_class_has_its_own_rules_in_each_legal_date() {
    let mut old = permanent(LegalDate::Of2020);
    fill(&mut old, &[("1/product/1/risk-class", "IIb")]);
    assert!(found(&old, "1").contains("check-class-2020"));
    let mut new = permanent(LegalDate::Of2026);
    fill(
        &mut new,
        &[("1/product/1/risk-class", "IIb"), ("12/studies/1/design", "retrospective-comparative")],
    );
    assert!(found(&new, "11").contains("check-class-benefit"));
    assert!(found(&new, "12").contains("check-class-study"));
    fill(&mut new, &[("12/studies/1/design", "randomised")]);
    assert!(!found(&new, "12").contains("check-class-study"));
    new.act("anna", Action::SetListing { listing: Listing::Trial }).unwrap();
    assert!(found(&new, "1").contains("check-class-trial"));
    new.act("anna", Action::SetNotApplicable { entry: "3".into(), not_applicable: true }).unwrap();
    assert!(found(&new, "3").contains("check-notified-body"));
}

#[test]
fn a_trial_needs_analysis_concept_and_institution() {
    let mut desk = Desk::new(LegalDate::Of2026);
    desk.act("anna", Action::SetListing { listing: Listing::Trial }).unwrap();
    desk.act("anna", Action::SetNotApplicable { entry: "14".into(), not_applicable: true }).unwrap();
    let ids = found(&desk, "12");
    assert!(
        ids.contains("check-no-analysis")
            && ids.contains("check-no-concept")
            && !ids.contains("check-no-study")
    );
    assert!(found(&desk, "14").contains("check-institution"));
    let always = Action::SetNotApplicable { entry: "2".into(), not_applicable: true };
    assert_eq!(desk.act("anna", always), Err(Refused::Field(FieldRefused::AlwaysApplies)));
}

#[test]
fn studies_abroad_and_unpublished_ones_are_named() {
    let mut desk = permanent(LegalDate::Of2026);
    assert!(found(&desk, "12").contains("check-no-study"));
    fill(&mut desk, &[("12/studies/1/country", "AT"), ("12/studies/1/completed", "1.3.2025")]);
    let ids = found(&desk, "12");
    assert!(ids.contains("check-transferability") && ids.contains("check-unpublished"));
    fill(
        &mut desk,
        &[("12/studies/1/published", "https://studie.example/1"), ("12/studies/1/country", "DE")],
    );
    let ids = found(&desk, "12");
    assert!(!ids.contains("check-transferability") && !ids.contains("check-unpublished"));
}

#[test]
fn old_certificates_other_versions_and_missing_documents_are_named() {
    let mut desk = permanent(LegalDate::Of2026);
    let document = Document {
        name: "iso.pdf".into(),
        media_type: "application/pdf".into(),
        digest: Digest::of(b"x"),
        version: "1".into(),
        issued: "2025-06-01".parse().ok(),
        valid_until: None,
        certificate: true,
    };
    let id = EvidenceId("iso".into());
    desk.act("anna", Action::AddEvidence { id, evidence: Evidence::Document(document) }).unwrap();
    assert!(!found(&desk, "15").contains("check-old-certificate"));
    desk.act("anna", Action::SetFiling { on: "2026-06-02".parse().ok() }).unwrap();
    assert!(found(&desk, "15").contains("check-old-certificate"));
    desk.act("anna", Action::SetRelease { release: release("1.0") }).unwrap();
    fill(
        &mut desk,
        &[
            ("1/product/1/version", "0.9"),
            ("15/fulfilment/1/safety", "iso"),
            ("15/fulfilment/1/statement", "weg"),
        ],
    );
    assert!(found(&desk, "1").contains("check-version"));
    let missing = check(&desk.library, &desk.workspace, desk.moment());
    let fields: Vec<String> = missing
        .iter()
        .filter(|finding| finding.message.id == "compliance-unknown-evidence")
        .map(|finding| finding.field.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(fields, ["15/fulfilment/1/statement"]);
}

#[test]
fn a_hint_does_not_block() {
    let mut desk = permanent(LegalDate::Of2026);
    fill(&mut desk, &[("22/standards/1/name", "HL7 FHIR")]);
    let findings = check(&desk.library, &desk.workspace, desk.moment());
    let mio = findings.iter().find(|finding| finding.message.id == "compliance-check-no-mio").unwrap();
    assert_eq!(mio.weight, Weight::Hint);
}

#[test]
fn the_redacted_edition_holds_nothing_that_is_marked() {
    let mut desk = permanent(LegalDate::Of2026);
    fill(
        &mut desk,
        &[("1/manufacturer/1/contact", "Erika Geheim"), ("1/manufacturer/1/name", "Heilsam GmbH")],
    );
    let field = address("1/manufacturer/1/contact");
    desk.act("anna", Action::SetMarks { field, marks: BTreeSet::from([Mark::PersonalData]) }).unwrap();
    let print = |kind| {
        let entries = edition(&desk.library, desk.workspace.legal(), desk.workspace.application(), kind);
        serde_json::to_string(&entries).unwrap()
    };
    assert!(print(Edition::Full).contains("Erika Geheim"));
    let redacted = print(Edition::Redacted);
    assert!(!redacted.contains("Geheim") && redacted.contains("Heilsam GmbH"));
    assert!(redacted.contains("[geschwärzt nach § 2 Absatz 2 DiGAV: personenbezogene Daten]"));
}

#[test]
fn paper_reads_choices_and_days_as_words_and_the_redacted_one_hides_what_is_marked() {
    let mut desk = permanent(LegalDate::Of2026);
    let fields = [
        ("1/manufacturer/1/name", "Heilsam GmbH"),
        ("1/manufacturer/1/street", "Geheimweg 1"),
        ("1/product/1/law", "mdr"),
        ("12/studies/1/completed", "2026-04-01"),
        ("16/roles/1/name", "Versicherte"),
        ("16/roles/2/name", "Praxis"),
    ];
    fill(&mut desk, &fields);
    let field = address("1/manufacturer/1/street");
    desk.act("anna", Action::SetMarks { field, marks: BTreeSet::from([Mark::TradeSecret]) }).unwrap();
    let export = Export { library: &desk.library, workspace: &desk.workspace, now: desk.moment() };
    let (full, redacted) = (export.paper(&Names::new()), export.redacted_paper());
    assert_eq!(full["cover"]["by"], serde_json::json!(["Heilsam GmbH", "Geheimweg 1"]));
    assert_eq!(redacted["cover"]["by"], serde_json::json!(["Heilsam GmbH"]));
    let roles = serde_json::json!({ "table": { "caption": "Nutzerrollen",
        "columns": [{ "name": "Rolle", "share": 1, "numeric": false }], "rows": [["Versicherte"], ["Praxis"]] } });
    let blocks = full["sections"][1]["blocks"].as_array().unwrap();
    assert!(blocks.contains(&roles), "short rows stand side by side");
    let (full, redacted) = (full.to_string(), redacted.to_string());
    for words in ["Verordnung (EU) 2017/745", "01.04.2026", "Geheimweg"] {
        assert!(full.contains(words), "{words}");
    }
    assert!(!full.contains("mdr") && !redacted.contains("Geheimweg"));
    assert!(!redacted.contains("Freigaben und Unterschriften"));
}

#[test]
fn two_people_at_one_field_lose_nothing() {
    let mut desk = permanent(LegalDate::Of2026);
    let field = address("5/plain/1/goal");
    let write = |who: &str, text: &str, desk: &mut Desk| {
        desk.act(who, Action::SetField { field: field.clone(), base: String::new(), text: text.into() })
            .unwrap();
    };
    write("anna", "Ziel von Anna", &mut desk);
    write("bert", "Ziel von Bert", &mut desk);
    let state = desk.workspace.application().field(&field).unwrap();
    assert_eq!((state.text.as_str(), state.other[0].2.as_str()), ("Ziel von Anna", "Ziel von Bert"));
    assert!(found(&desk, "5").contains("conflict-open"));
    desk.act("anna", Action::ResolveField { field: field.clone(), take_other: true }).unwrap();
    assert_eq!(desk.workspace.application().text("5", "plain", 1, "goal"), "Ziel von Bert");
}

#[test]
fn purpose_functions_and_published_texts_are_compared() {
    let mut desk = permanent(LegalDate::Of2026);
    let purpose = "Heilsam unterstützt Menschen mit Bluthochdruck beim Messen.";
    fill(
        &mut desk,
        &[
            ("2/purpose/1/text", purpose),
            ("6/functions/1/name", "Tagebuch"),
            ("6/functions/2/name", "Erinnerung"),
            ("10/groups/1/icd", "I10"),
            ("10/groups/1/name", "Bluthochdruck"),
            ("11/benefits/1/effect", "health-state"),
        ],
    );
    let imprint = Published { title: "Impressum", text: purpose, carries_purpose: true };
    let site = "Das Tagebuch hilft garantiert bei I10 und E11. Mehr Lebensqualität!";
    let website = Published { title: "Webseite", text: site, carries_purpose: false };
    let manual =
        Published { title: "Anweisung", text: "Mit Tagebuch und Erinnerung.", carries_purpose: true };
    let ids = |published: &[Published<'_>]| -> Vec<String> {
        let found = compare(desk.workspace.application(), published);
        found.iter().map(|mismatch| format!("{}: {}", mismatch.place, mismatch.message.german())).collect()
    };
    assert_eq!(ids(&[imprint, Published { carries_purpose: false, ..manual }]), Vec::<String>::new());
    insta::assert_snapshot!(ids(&[imprint, website, manual]).join("\n"));
}
