//! The worker for export and import, seen from the page: one work at a time in each place.

mod asked;
pub mod files;

use heilsam_client::client::Batches;
use heilsam_domain::NameScope;
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use self::asked::Asked;
use crate::account::trouble::Trouble;
use crate::entry_words as words;
use crate::i18n;
use crate::t;

mod glue {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen(module = "/web/export.js")]
    extern "C" {
        pub(super) fn begin(place: &str, work: &str, frame: &str, format: &str, input: &str);
        #[wasm_bindgen(catch)]
        pub(super) async fn event(place: &str) -> Result<JsValue, JsValue>;
        pub(super) fn answer(place: &str, collection: &str, text: &str);
        #[wasm_bindgen(catch)]
        pub(super) async fn content(place: &str, address: &str) -> Result<JsValue, JsValue>;
        pub(super) fn stop(place: &str);
        pub(super) fn end(place: &str);
    }
}

/// Where a work belongs; each place has one at a time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What somebody asked for on a page.
    Page,
    /// What goes into the patient record, perhaps by itself.
    Record,
}

impl Place {
    const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Record => "record",
        }
    }
}

/// What shall be done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Files for the patient record or other programs.
    Export {
        /// XML, else JSON.
        xml: bool,
    },
    /// A file of what a patient showed to a practice, in XML: without consents, which a practice does not have.
    Shared,
    /// One file with everything, in the open format.
    Open,
    /// Reads the file that was chosen in the element with this id.
    Take(&'static str),
}

/// A file that was made.
#[derive(Clone, PartialEq)]
pub struct MadeFile {
    /// Name to save it under.
    pub name: String,
    /// Address within this page.
    pub address: String,
    /// Size in bytes.
    pub bytes: u64,
    /// The period that a part of MIO DiGA reports, both ends included; other files have none.
    pub period: Option<(Timestamp, Timestamp)>,
}

/// What the worker says that a page has to deal with.
pub enum News {
    /// Part, parts, entries written, entries in all.
    Progress([u32; 4]),
    /// A file is complete.
    File(MadeFile),
    /// What a file would bring; go on with [`agree`].
    Preview(Value),
    /// Records that a file brings, as JSON; go on with [`agree`] once they are written.
    Records(String),
    /// Everything is done.
    Done,
    /// It was stopped.
    Stopped,
    /// It failed, with a code.
    Failed(String),
    /// The file cannot be taken over; why, and where.
    Refused(Value),
}

/// Who the patient is, as far as the file shall say it.
#[derive(Clone, Default, PartialEq)]
pub struct Person {
    /// Given names.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Insurance number.
    pub number: String,
    /// Date of birth, as a date field has it.
    pub birth: String,
}

/// What the file shall hold; `period` as two moments.
#[must_use]
pub fn wish(period: Option<&(String, String)>, person: &Person) -> Value {
    json!({
        "period": period,
        "patient": {
            "given": person.given, "family": person.family,
            "insurance_number": person.number, "birth_date": person.birth,
        },
        "language": i18n::language().tag(),
        "words": {
            "sections": t!("export-words-sections"), "exercise_days": t!("export-words-exercise"),
            "questions": t!("export-words-questions"), "no_time": t!("export-words-no-time"),
            "per_week": t!("export-words-per-week"), "photo": t!("export-words-photo"),
            "photo_of": t!("export-words-photo-of"), "companion": t!("export-words-companion"),
            "read": t!("export-words-read"),
        },
    })
}

/// What the module has to know beside the records, as JSON: `{"head": …, "names": …, "wish": …}`. `names` is the scope of
/// names; `profiles` is where the manufacturer publishes the own profiles.
///
/// # Errors
/// [`Trouble::Server`]: what the server said of the app is no JSON.
pub fn frame(
    head: &impl Serialize,
    names: NameScope,
    wish: &Value,
    profiles: Option<String>,
) -> Result<String, Trouble> {
    let head = serde_json::to_string(head).map_err(|_| Trouble::Server)?;
    let mut wish = wish.clone();
    if let (Some(fields), Some(base)) = (wish.as_object_mut(), profiles) {
        fields.insert("profiles".to_owned(), base.into());
    }
    Ok(format!(r#"{{"head":{head},"names":"{names}","wish":{wish}}}"#))
}

/// A work that was begun; dropping it does not stop it, [`stop`] does.
pub struct Running {
    asked: Asked,
    batches: Batches,
}

/// Begins a work in place of any other there; `prepared` gives the frame (see [`frame`]) and the records.
///
/// # Errors
/// Those of `prepared`.
pub async fn begin_at(
    place: Place,
    work: Work,
    prepared: impl Future<Output = Result<(String, Batches), Trouble>>,
) -> Result<Running, Trouble> {
    let asked = Asked::at(place);
    let (frame, batches) = prepared.await?;
    if cfg!(target_arch = "wasm32") && asked.counts() {
        let (name, format, input) = match work {
            Work::Export { xml } => ("export", if xml { "xml" } else { "json" }, ""),
            Work::Shared => ("shared", "xml", ""),
            Work::Open => ("open", "json", ""),
            Work::Take(input) => ("take", "", input),
        };
        glue::begin(asked.place(), name, &frame, format, input);
    }
    Ok(Running { asked, batches })
}

impl Running {
    /// The next news; what the worker asks for is given to it meanwhile.
    pub async fn news(&mut self) -> News {
        let place = self.asked.place();
        loop {
            if !self.asked.counts() {
                return News::Stopped;
            }
            let event = glue::event(place).await.ok().and_then(|event| event.as_string()).unwrap_or_default();
            let event: Value = serde_json::from_str(&event).unwrap_or_default();
            let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let number = |name: &str| event.get(name).and_then(Value::as_u64).unwrap_or_default();
            let count = |name: &str| u32::try_from(number(name)).unwrap_or(u32::MAX);
            let moment = |name: &str| text(name).parse::<Timestamp>().ok();
            let within = |name: &str| serde_json::from_str(&text(name)).unwrap_or_default();
            return match text("type").as_str() {
                "more" => {
                    match self.batches.next_batch(words::measurement) {
                        Some((collection, records)) => glue::answer(place, collection.as_str(), &records),
                        None => glue::answer(place, "", ""),
                    }
                    continue;
                }
                "records" => News::Records(text("text")),
                "progress" => News::Progress(["part", "parts", "written", "total"].map(count)),
                "file" => News::File(MadeFile {
                    name: text("name"),
                    address: text("address"),
                    bytes: number("bytes"),
                    period: moment("start").zip(moment("end")),
                }),
                "preview" => News::Preview(within("text")),
                "refused" => News::Refused(within("text")),
                "done" => News::Done,
                "cancelled" => News::Stopped,
                _ => News::Failed(text("code")),
            };
        }
    }

    /// The bytes of a file that was made; `None` when the browser does not hand them out.
    pub async fn content(&self, file: &MadeFile) -> Option<Vec<u8>> {
        let bytes = glue::content(self.asked.place(), &file.address).await.ok()?;
        Some(js_sys::Uint8Array::from(bytes).to_vec())
    }

    /// Ends the work and lets its files go.
    pub fn end(self) {
        glue::end(self.asked.place());
    }
}

/// What the worker waits for is done: the patient agrees to the preview, or records are written.
pub fn agree() {
    if cfg!(target_arch = "wasm32") {
        glue::answer(Place::Page.name(), "", "");
    }
}

/// Stops whatever a page asked for, and lets its files go: nobody saves them from a page that is left.
pub fn leave() {
    asked::end(Place::Page);
    if cfg!(target_arch = "wasm32") {
        glue::end(Place::Page.name());
    }
}

/// Stops whatever a page asked for; its files stay.
pub fn stop() {
    asked::end(Place::Page);
    if cfg!(target_arch = "wasm32") {
        glue::stop(Place::Page.name());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scope_of_names_stands_beside_the_head_and_not_in_it() {
        let head = json!({ "account": { "id": 7 } });
        let wish = json!({ "language": "de" });
        let scope = NameScope::from_bytes([9; 16]);
        let frame = frame(&head, scope, &wish, Some("https://example.org".to_owned())).ok();
        let frame: Value = serde_json::from_str(&frame.unwrap_or_default()).unwrap_or_default();
        assert_eq!(frame["head"], head);
        assert_eq!(frame["names"], scope.to_string());
        assert_eq!(frame["wish"]["profiles"], "https://example.org");
    }
}
