use std::collections::BTreeMap;
use std::fs;

use jiff::civil::date;
use serde_json::{Value, json};

use super::*;
use crate::content::shipped;
use crate::questionnaire::Questionnaire;
use crate::text::Language;

fn file(name: &str) -> Option<String> {
    fs::read_to_string(shipped::path(&format!("hypertonie/{name}"))).ok()
}

fn package() -> Package {
    Package::load(file).unwrap()
}

/// The shipped package with one file changed.
fn with(name: &str, change: impl Fn(&mut Value)) -> Vec<String> {
    let mut changed: Value = serde_json::from_str(&file(name).unwrap()).unwrap();
    change(&mut changed);
    let read = |wanted: &str| if wanted == name { Some(changed.to_string()) } else { file(wanted) };
    Package::load(read)
        .map(|_| Vec::new())
        .unwrap_or_else(|list| list.iter().map(ToString::to_string).collect())
}

#[test]
fn the_shipped_package_is_complete() {
    let package = package();
    assert_eq!((package.modules.len(), package.manifest.weeks), (12, 12));
    assert!(package.modules.iter().all(|module| module.quiz.len() >= 3 && module.sources.len() >= 2));
    assert_eq!(package.advice.len(), Reason::ALL.len());
    assert_eq!(package.overdue(date(2026, 12, 1)), Vec::<&str>::new());
    assert_eq!(package.overdue(date(2027, 12, 1)).len(), 13);
    // The manufacturer has to answer for the content before patients see it.
    assert_eq!(package.manifest.release, None);
}

#[test]
fn every_questionnaire_of_the_programme_exists() {
    for assessment in &package().manifest.assessments {
        let name = format!("questionnaires/{}.json", assessment.questionnaire);
        assert!(Questionnaire::load(&shipped::read(&name)).is_ok(), "{name}");
    }
}

/// All files of the shipped package.
fn folder() -> BTreeMap<String, String> {
    let below = |folder: &str| -> Vec<String> {
        let entries =
            fs::read_dir(shipped::path(&format!("hypertonie/{folder}"))).unwrap().map(Result::unwrap);
        entries
            .filter(|entry| entry.path().is_file())
            .map(|entry| entry.file_name().into_string().unwrap())
            .map(|name| if folder.is_empty() { name } else { format!("{folder}/{name}") })
            .collect()
    };
    let names = ["", "modules", "pictures"].map(below).concat();
    names.into_iter().map(|name| (name.clone(), file(&name).unwrap())).collect()
}

#[test]
fn no_file_of_the_package_lies_around_unused() {
    let mut files = folder();
    assert_eq!(Package::load_folder(&files), Ok(package()));
    files.insert("modules/99-neu.json".to_owned(), "{}".to_owned());
    let errors = Package::load_folder(&files).unwrap_err();
    assert!(errors[0].to_string().starts_with("modules/99-neu.json: nothing names this file"), "{errors:?}");
}

#[test]
fn a_module_without_source_or_review_does_not_load() {
    let module = "modules/03-salz.json";
    assert!(with(module, |_| {}).is_empty());
    assert_eq!(
        with(module, |it| it["sources"] = json!([])),
        ["modules/03-salz.json: the sources are missing: add ids of those in package.json"]
    );
    assert_eq!(
        with(module, |it| it["sources"] = json!(["none"])),
        ["modules/03-salz.json: the source none does not exist"]
    );
    let without = with(module, |it| _ = it.as_object_mut().unwrap().remove("review"));
    assert!(without[0].contains("missing field `review`"), "{without:?}");
    assert!(without[0].contains(r#"add "review": {"#), "what to add: {without:?}");
    let overdue = with(module, |it| it["review"]["next"] = json!("2026-01-01"));
    assert_eq!(overdue, ["modules/03-salz.json: the next review must be after the last one"]);
}

#[test]
fn what_is_missing_or_unknown_is_named_with_its_file() {
    let module = "modules/03-salz.json";
    assert_eq!(
        with(module, |it| it["title"]["en"] = json!(" ")),
        ["modules/03-salz.json: head: a text is missing in German or English"]
    );
    assert!(with(module, |it| it["vidoe"] = json!(1))[0].contains("unknown field `vidoe`"));
    assert!(
        with(module, |it| it["quiz"][0]["right"] = json!(9))[0].contains("the right answer does not exist")
    );
    assert!(with(module, |it| it["picture"] = json!("pictures/none.svg"))[0].contains("the file is missing"));
    assert!(with(module, |it| it["picture"] = json!("pictures/a/b.svg"))[0].contains("a file name may have"));
    assert!(with(module, |it| it["picture"] = json!("../secret.svg"))[0].contains("a file name may have"));
    assert!(with(module, |it| it["picture"] = json!("modules/03-salz.json"))[0].contains("svg"));
    assert!(with(module, |it| it["week"] = json!(4))[0].contains("one module for each week"));
    assert!(with(module, |it| it["quiz"][1]["id"] = json!("salz-menge"))[0].contains("used twice"));
    assert!(with("package.json", |it| it["format"] = json!(2))[0].contains("format must be 1"));
    assert!(with("package.json", |it| it["sources"][0]["url"] = json!("http://x"))[0].contains("https"));
}

#[test]
fn safety_texts_cannot_be_left_out() {
    let advice = with("advice.json", |it| _ = it.as_array_mut().unwrap().remove(0));
    assert_eq!(advice, ["advice.json: VeryHighWithComplaints needs exactly one text, there are 0"]);
    let hints = with("hints.json", |it| _ = it.as_array_mut().unwrap().remove(0));
    assert_eq!(hints, ["hints.json: there is no hint for BeforeReading"]);
    let phones = with("crisis.json", |it| {
        it["emergency"]["phones"][0] =
            json!({"number": "110", "shown": "110", "who": {"de": "a", "en": "b"}});
    });
    assert_eq!(phones, ["crisis.json: 112 is missing in a part about danger"]);
    let shown = with("crisis.json", |it| it["despair"]["phones"][1]["shown"] = json!("0800 1"));
    assert!(shown[0].contains("is not what is shown"));
}

#[test]
fn emergency_advice_begins_with_the_call() {
    let package = package();
    for reason in [Reason::VeryHighWithComplaints, Reason::EmergencyComplaints, Reason::SwollenFace] {
        let first = package.advice(reason).unwrap().steps[0].get(Language::German).to_owned();
        assert!(first.contains("112"), "{reason:?}: {first}");
    }
}

#[test]
fn reminders_tell_nothing_about_health() {
    let words = [
        "blut", "druck", "tablett", "medi", "mess", "krank", "arzt", "pressure", "pill", "measure", "ill",
        "doctor",
    ];
    for reminder in &package().plan.reminders {
        for language in Language::ALL {
            let text = reminder.text.get(language).to_lowercase();
            // "will" holds "ill": whole words only.
            let found = words.iter().find(|word| text.split(' ').any(|part| part.starts_with(*word)));
            assert_eq!(found, None, "{text}");
        }
    }
}

/// All German and English texts of the package by file, as plain strings.
fn texts() -> BTreeMap<String, Vec<String>> {
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) if map.len() == 2 && map.contains_key("de") && map.contains_key("en") => {
                found.extend(map.values().filter_map(Value::as_str).map(str::to_owned));
            }
            Value::Object(map) => map.values().for_each(|value| collect(value, found)),
            Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
            _ => {}
        }
    }
    let mut files = package().manifest.modules;
    files.extend(["plan.json", "advice.json", "hints.json", "crisis.json"].map(str::to_owned));
    files
        .into_iter()
        .map(|name| {
            let mut found = Vec::new();
            collect(&serde_json::from_str(&file(&name).unwrap()).unwrap(), &mut found);
            (name, found)
        })
        .collect()
}

#[test]
fn sentences_are_short() {
    let mut long = Vec::new();
    let (mut words, mut sentences) = (0, 0);
    for (name, texts) in texts() {
        for sentence in texts.iter().flat_map(|text| text.split_inclusive(['.', '?', '!', ':'])) {
            let count = sentence.split_whitespace().count();
            if count > 22 {
                long.push(format!("{name}: {count} words: {sentence}"));
            }
            words += count;
            sentences += 1;
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
    assert!(words < 11 * sentences, "{words} words in {sentences} sentences");
}

#[test]
fn words_for_patients_are_words_of_patients() {
    let jargon = [
        "hyperton",
        "systol",
        "diastol",
        "adhärenz",
        "adherence",
        "compliance",
        "kardiovaskul",
        "cardiovascular",
        "arteriell",
        "antihypertens",
        "titrier",
        "komorbid",
        "ätiolog",
        "prognos",
        "monitoring",
    ];
    for (name, texts) in texts() {
        for text in texts {
            let found = jargon.iter().find(|word| text.to_lowercase().contains(*word));
            assert_eq!(found, None, "{name}: {text}");
        }
    }
}

#[cfg(feature = "schema")]
#[test]
fn the_written_schemas_are_those_of_the_code() {
    for (name, schema) in schemas() {
        let path = shipped::path(&format!("schema/{name}.schema.json"));
        let expected = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("HEILSAM_WRITE_SCHEMAS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &expected).unwrap();
        }
        let written = fs::read_to_string(&path).unwrap_or_default();
        assert!(written == expected, "{name}: run this test once with HEILSAM_WRITE_SCHEMAS=1");
    }
}
