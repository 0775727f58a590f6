//! Rules over several fields.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::super::icd::Icd;
use super::super::kind::date;
use super::super::state::FieldAddress;
use super::{Finding, Weight, blocks, is_trial};
use crate::evidence::{Evidence, Moment};
use crate::legal_date::LegalDate;
use crate::message::Message;
use crate::workspace::Workspace;

type Rule = fn(&Workspace, Moment, &mut Vec<Finding>);

pub(super) fn check(workspace: &Workspace, now: Moment, findings: &mut Vec<Finding>) {
    let rules: [Rule; 11] = [
        patient_groups,
        effects,
        risk_class,
        studies,
        trial,
        notified_body,
        certificates,
        release,
        formats,
        prices,
        devices,
    ];
    for rule in rules {
        rule(workspace, now, findings);
    }
}

fn at(entry: &str, group: &str, row: u16, field: &str) -> Option<FieldAddress> {
    Some(FieldAddress::new(entry, group, row, field))
}

/// The day that decides about ages and validities: filing if it is planned, else today.
fn filing(workspace: &Workspace, now: Moment) -> Date {
    workspace.filing().unwrap_or(now.today).max(now.today)
}

fn patient_groups(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    let rows = application.rows("10", "groups");
    let several = rows.len() > 1;
    let mut seen = BTreeSet::new();
    for row in rows {
        let field = |name| application.text("10", "groups", row, name);
        let Ok(icd) = Icd::parse(field("icd")) else { continue };
        let mut add = |name: &str, id: &str| {
            findings.push(blocks(
                "10",
                at("10", "groups", row, name),
                Message::new(id),
                "§ 9 Absatz 3 DiGAV",
            ));
        };
        if !seen.insert(icd) {
            add("icd", "compliance-check-icd-twice");
        }
        if icd.is_narrowed() && field("four-digit-reason").is_empty() {
            add("four-digit-reason", "compliance-check-four-digits");
        }
        if several && field("comparability").is_empty() {
            add("comparability", "compliance-check-comparability");
        }
        let ages: [Option<u8>; 2] = ["age-from", "age-to"].map(|name| field(name).parse().ok());
        if let [Some(from), Some(to)] = ages
            && from > to
        {
            add("age-to", "compliance-check-ages");
        }
    }
}

fn effects(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    let groups: BTreeSet<Icd> = application
        .rows("10", "groups")
        .into_iter()
        .filter_map(|row| Icd::parse(application.text("10", "groups", row, "icd")).ok())
        .collect();
    let mut any = false;
    for part in ["benefits", "improvements"] {
        for row in application.rows("11", part) {
            any = true;
            let stated = Icd::parse(application.text("11", part, row, "icd"));
            if stated.is_ok_and(|icd| !groups.contains(&icd)) {
                let message = Message::new("compliance-check-effect-group");
                findings.push(blocks("11", at("11", part, row, "icd"), message, "§ 9 Absatz 1 DiGAV"));
            }
        }
    }
    if !any {
        findings.push(blocks("11", None, Message::new("compliance-check-no-effect"), "§ 8 Absatz 1 DiGAV"));
    }
}

fn risk_class(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    let class = application.text("1", "product", 1, "risk-class");
    let class_field = || at("1", "product", 1, "risk-class");
    if matches!(class, "IIa" | "IIb") && application.is_not_applicable("3") {
        findings.push(blocks(
            "3",
            None,
            Message::new("compliance-check-notified-body"),
            "§ 2 Absatz 1 Satz 2 Nummer 3 DiGAV",
        ));
    }
    if class != "IIb" {
        return;
    }
    if workspace.legal() == LegalDate::Of2020 {
        let message = Message::new("compliance-check-class-2020");
        findings.push(blocks("1", class_field(), message, "§ 33a Absatz 2 SGB V (2020)"));
        return;
    }
    if is_trial(workspace) {
        findings.push(blocks(
            "1",
            class_field(),
            Message::new("compliance-check-class-trial"),
            "§ 17 Absatz 1 DiGAV",
        ));
    }
    if application.rows("11", "benefits").is_empty() {
        let message = Message::new("compliance-check-class-benefit");
        findings.push(blocks("11", None, message, "§ 2 Absatz 1 Satz 3 DiGAV"));
    }
    let prospective = application.rows("12", "studies").into_iter().any(|row| {
        matches!(application.text("12", "studies", row, "design"), "prospective-comparative" | "randomised")
    });
    if !prospective {
        let message = Message::new("compliance-check-class-study");
        findings.push(blocks("12", None, message, "§ 11a Absatz 1 und 2 DiGAV"));
    }
}

fn studies(workspace: &Workspace, now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    for row in application.rows("12", "studies") {
        let field = |name| application.text("12", "studies", row, name);
        if !matches!(field("country"), "" | "DE") && field("transferability").is_empty() {
            let message = Message::new("compliance-check-transferability");
            findings.push(blocks(
                "12",
                at("12", "studies", row, "transferability"),
                message,
                "§ 10 Absatz 5 DiGAV",
            ));
        }
        let completed = date(field("completed"));
        let overdue =
            completed.and_then(|day| day.checked_add(12.months()).ok()).is_some_and(|last| last < now.today);
        if overdue && field("published").is_empty() {
            let message = Message::new("compliance-check-unpublished");
            findings.push(blocks(
                "12",
                at("12", "studies", row, "published"),
                message,
                "§ 10 Absatz 6 DiGAV",
            ));
        }
        if completed.is_some_and(|day| day > now.today) {
            let message = Message::new("compliance-evidence-future");
            findings.push(blocks(
                "12",
                at("12", "studies", row, "completed"),
                message,
                "§ 10 Absatz 6 DiGAV",
            ));
        }
    }
}

fn trial(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    let mut add = |entry: &str, id: &str, provision: &str| {
        findings.push(blocks(entry, None, Message::new(id), provision));
    };
    if !is_trial(workspace) {
        if application.listing().is_some() && application.rows("12", "studies").is_empty() {
            add("12", "compliance-check-no-study", "§ 10 Absatz 1 und 2 DiGAV");
        }
        return;
    }
    if application.rows("12", "analyses").is_empty() {
        add("12", "compliance-check-no-analysis", "§ 14 DiGAV");
    }
    if application.rows("12", "concept").is_empty() {
        add("12", "compliance-check-no-concept", "§ 15 DiGAV");
    }
    if application.is_not_applicable("14") {
        add("14", "compliance-check-institution", "§ 139e Absatz 4 SGB V");
    }
}

fn notified_body(workspace: &Workspace, now: Moment, findings: &mut Vec<Finding>) {
    let text = workspace.application().text("3", "body", 1, "valid-until");
    if date(text).is_some_and(|last| last < filing(workspace, now)) {
        let message = Message::new("compliance-check-expired-at-filing");
        let field = at("3", "body", 1, "valid-until");
        findings.push(blocks("3", field, message, "§ 2 Absatz 1 Satz 2 Nummer 3 DiGAV"));
    }
}

fn certificates(workspace: &Workspace, now: Moment, findings: &mut Vec<Finding>) {
    for (id, evidence) in workspace.all_evidence() {
        let Evidence::Document(document) = evidence else { continue };
        let oldest = filing(workspace, now).checked_sub(12.months()).ok();
        let old = document.issued.zip(oldest).is_some_and(|(issued, oldest)| issued < oldest);
        if document.certificate && old {
            let message = Message::new("compliance-check-old-certificate").with("evidence", &id.0);
            findings.push(blocks("15", None, message, "§ 7 Absatz 1 DiGAV"));
        }
    }
}

fn release(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    let stated = workspace.application().text("1", "product", 1, "version");
    if let Some(release) = workspace.release()
        && !stated.is_empty()
        && stated != release.version
    {
        let message =
            Message::new("compliance-check-version").with("stated", stated).with("tested", &release.version);
        findings.push(blocks(
            "1",
            at("1", "product", 1, "version"),
            message,
            "§ 2 Absatz 1 Satz 2 Nummer 1 DiGAV",
        ));
    }
}

fn formats(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    if workspace.legal() == LegalDate::Of2020 {
        return;
    }
    let application = workspace.application();
    if application.rows("22", "formats").is_empty() {
        let message = Message::new("compliance-check-no-format");
        findings.push(blocks("22", None, message, "§ 2 Absatz 1 Satz 2 Nummer 22 DiGAV"));
    }
    let mio = application
        .rows("22", "standards")
        .into_iter()
        .any(|row| application.text("22", "standards", row, "name").to_lowercase().contains("mio"));
    if !mio {
        let message = Message::new("compliance-check-no-mio");
        let provision = "§ 6 DiGAV".to_owned();
        findings.push(Finding {
            weight: Weight::Hint,
            entry: "22".to_owned(),
            field: None,
            message,
            provision,
        });
    }
}

fn prices(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    let application = workspace.application();
    let mut seen = BTreeSet::new();
    for row in application.rows("24", "prices") {
        let Ok(pzn) = super::super::Pzn::parse(application.text("24", "prices", row, "pzn")) else {
            continue;
        };
        if !seen.insert(pzn) {
            let message = Message::new("compliance-check-pzn-twice");
            let field = at("24", "prices", row, "pzn");
            findings.push(blocks("24", field, message, "§ 2 Absatz 1 Satz 2 Nummer 24 DiGAV"));
        }
    }
}

fn devices(workspace: &Workspace, _now: Moment, findings: &mut Vec<Finding>) {
    if workspace.legal() == LegalDate::Of2020 {
        return;
    }
    let application = workspace.application();
    let listed = !application.rows("26", "devices").is_empty();
    let none = application.text("26", "none", 1, "declared") == "true";
    if listed == none {
        let id = if listed { "compliance-check-devices-both" } else { "compliance-check-devices-none" };
        findings.push(blocks("26", None, Message::new(id), "§ 2 Absatz 1 Satz 2 Nummer 26 DiGAV"));
    }
}
