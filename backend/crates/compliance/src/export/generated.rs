//! Documents that are made from the configuration of the running server: key hierarchy, deletion, record of processing,
//! skeleton of the impact assessment, cryptography, interfaces. Each says of itself how it came about.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::paper::{fact, section, table_of};
use crate::message::{Message, german_day as day};

/// Ids and templates, in the order in which they are offered.
const TEMPLATES: [(&str, &str); 6] = [
    ("key-hierarchy", include_str!("../../../../../assets/dossier/key-hierarchy.txt")),
    ("deletion", include_str!("../../../../../assets/dossier/deletion.txt")),
    ("processing", include_str!("../../../../../assets/dossier/processing.txt")),
    ("impact", include_str!("../../../../../assets/dossier/impact.txt")),
    ("crypto", include_str!("../../../../../assets/dossier/crypto.txt")),
    ("interfaces", include_str!("../../../../../assets/dossier/interfaces.txt")),
];

/// Settings of the running server by name.
pub type Facts = BTreeMap<String, String>;

/// A route of the programming interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteLine {
    /// Method and path.
    pub way: String,
    /// What it is for.
    pub summary: String,
    /// Who may call it.
    pub who: String,
}

/// A template names a setting that nobody told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document needs the setting {0}, which the server did not tell")]
pub struct SettingMissing(pub String);

/// Ids and titles of all documents.
pub fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    TEMPLATES
        .into_iter()
        .map(|(id, text)| (id, text.lines().next().unwrap_or_default().trim_start_matches("# ")))
}

/// A document, as JSON of the report module; `None` for an unknown id.
///
/// # Errors
/// [`SettingMissing`]
pub fn document(
    id: &str,
    facts: &Facts,
    routes: &[RouteLine],
    at: Timestamp,
) -> Option<Result<Value, SettingMissing>> {
    let (_, template) = TEMPLATES.into_iter().find(|(known, _)| *known == id)?;
    Some(filled(template, facts).map(|text| lay(&text, facts, routes, at)))
}

/// Puts the settings in; `{routes}` stays for the table.
fn filled(template: &str, facts: &Facts) -> Result<String, SettingMissing> {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        text.push_str(before);
        if name == "routes" {
            text.push_str("{routes}");
        } else {
            text.push_str(facts.get(name).ok_or_else(|| SettingMissing(name.to_owned()))?);
        }
        rest = behind;
    }
    text.push_str(rest);
    Ok(text)
}

fn lay(text: &str, facts: &Facts, routes: &[RouteLine], at: Timestamp) -> Value {
    let at = at.to_zoned(TimeZone::UTC).datetime();
    let mut title = String::new();
    let mut intro = Vec::new();
    let mut sections: Vec<(String, Blocks)> = Vec::new();
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("# ") {
            title = found.to_owned();
        } else if let Some(found) = line.strip_prefix("## ") {
            sections.push((found.to_owned(), Blocks::default()));
        } else if let Some((_, blocks)) = sections.last_mut() {
            blocks.line(line, routes);
        } else {
            intro.push(json!({ "text": line }));
        }
    }
    let setting = |name: &str| facts.get(name).cloned().unwrap_or_default();
    let made = Message::new("compliance-generated-mark")
        .with("origin", setting("server.origin"))
        .with("day", day(at.date()))
        .with("version", setting("program.version"));
    let mut first = vec![json!({ "text": made.german() })];
    first.extend(intro);
    let origin = section(Message::new("compliance-generated-origin").german(), false, first);
    let rest = sections.into_iter().map(|(title, blocks)| section(title, false, blocks.finish()));
    let sections: Vec<Value> = std::iter::once(origin).chain(rest).collect();
    json!({
        "language": "de",
        "title": title,
        "about": [
            fact("compliance-generated-product", setting("diga.name")),
            fact("compliance-generated-made", day(at.date())),
        ],
        "foot": Message::new("compliance-generated-foot").with("title", &title).german(),
        "page": Message::new("compliance-paper-page").german(),
        "made_at": at,
        "utc_offset_minutes": 0,
        "made_by": "Heilsam",
        "sections": sections,
    })
}

/// The content of a section while its lines are read.
#[derive(Default)]
struct Blocks {
    done: Vec<Value>,
    caption: String,
    rows: Vec<Vec<String>>,
    facts: Vec<Value>,
}

impl Blocks {
    /// `### caption`, `| cell | cell |` (the first row names the columns), `= name: value`, `{routes}`, or running text.
    fn line(&mut self, line: &str, routes: &[RouteLine]) {
        if let Some(row) = line.strip_prefix("| ") {
            let cells = row.trim_end_matches('|').split(" | ").map(|cell| cell.trim().to_owned());
            return self.rows.push(cells.collect());
        }
        if let Some((name, value)) = line.strip_prefix("= ").and_then(|it| it.split_once(": ")) {
            return self.facts.push(json!({ "name": name, "value": value }));
        }
        self.close();
        if let Some(caption) = line.strip_prefix("### ") {
            self.caption = caption.to_owned();
        } else if line == "{routes}" {
            let head = ["compliance-generated-way", "compliance-generated-for", "compliance-generated-who"];
            let columns: Vec<(String, u16)> =
                head.iter().zip([42, 38, 20]).map(|(id, share)| (Message::new(id).german(), share)).collect();
            let rows = routes.iter().map(|it| vec![it.way.clone(), it.summary.clone(), it.who.clone()]);
            self.done.push(table_of("", &columns, rows.collect()));
        } else if !line.trim().is_empty() {
            self.done.push(json!({ "text": line }));
        }
    }

    fn close(&mut self) {
        if !self.facts.is_empty() {
            self.done.push(json!({ "facts": std::mem::take(&mut self.facts) }));
        }
        let mut rows = std::mem::take(&mut self.rows).into_iter();
        if let Some(head) = rows.next() {
            let share = |index: usize| if index == 0 { 30 } else { 35 };
            let columns: Vec<(String, u16)> =
                head.into_iter().enumerate().map(|(index, name)| (name, share(index))).collect();
            self.done.push(table_of(&std::mem::take(&mut self.caption), &columns, rows.collect()));
        }
    }

    fn finish(mut self) -> Vec<Value> {
        self.close();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        let mut facts = Facts::new();
        for (_, template) in TEMPLATES {
            for name in
                template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
            {
                facts.insert(name.to_owned(), format!("<{name}>"));
            }
        }
        facts
    }

    fn routes() -> Vec<RouteLine> {
        vec![RouteLine { way: "GET /api/v1/site".into(), summary: "What this is".into(), who: "alle".into() }]
    }

    #[test]
    fn every_document_says_how_it_came_about_and_holds_the_settings() {
        let at = "2026-05-04T08:00:00Z".parse().unwrap();
        assert_eq!(all().count(), 6);
        for (id, title) in all() {
            let made = document(id, &facts(), &routes(), at).unwrap().unwrap();
            assert_eq!(made["title"], title);
            let text = made.to_string();
            assert!(text.contains("laufenden Konfiguration von <server.origin>"), "{id}");
            assert!(!text.contains('{') || !text.contains("{server"), "{id}");
        }
        assert_eq!(document("nothing", &facts(), &[], at), None);
    }

    #[test]
    fn tables_facts_and_routes_find_their_place() {
        let at = "2026-05-04T08:00:00Z".parse().unwrap();
        let made = document("interfaces", &facts(), &routes(), at).unwrap().unwrap();
        let sections = made["sections"].as_array().unwrap();
        assert_eq!(sections[1]["blocks"][0]["table"]["caption"], "Eingänge und Ausgänge");
        assert_eq!(sections[1]["blocks"][0]["table"]["rows"][0][1], "<server.origin>");
        let last = sections.last().unwrap();
        assert_eq!(last["blocks"][0]["table"]["rows"][0][0], "GET /api/v1/site");
        let made = document("processing", &facts(), &[], at).unwrap().unwrap();
        assert_eq!(made["sections"][1]["blocks"][0]["facts"][0]["value"], "<diga.manufacturer>");
        for table in made["sections"][2]["blocks"].as_array().unwrap() {
            let columns = table["table"]["columns"].as_array().unwrap().len();
            for row in table["table"]["rows"].as_array().unwrap() {
                assert_eq!(row.as_array().unwrap().len(), columns);
            }
        }
    }

    #[test]
    fn a_setting_that_nobody_told_is_named() {
        let mut facts = facts();
        facts.remove("video.retention");
        let at = "2026-05-04T08:00:00Z".parse().unwrap();
        let refused = document("deletion", &facts, &[], at).unwrap().unwrap_err();
        assert_eq!(refused, SettingMissing("video.retention".into()));
    }
}
