//! A finished questionnaire: the questionnaire itself, the answers, and a score for each scale.

use fhir_profiles::{
    Amount, AnswerValue, AnsweredItem, Assessment, AssessmentAnswers, AssessmentItem, Author, Code, Coded,
    Entry, EntryValue, ItemKind, Score, ScoreRange,
};
use heilsam_domain::RecordId;
use heilsam_therapy::questionnaire::item::AnswerOption;
use heilsam_therapy::questionnaire::{
    Answer, Choice, Item, ItemKind as Kind, Questionnaire, ResponseItem, Session, Status, occurrence,
};
use heilsam_therapy::scoring::{self, Method, Scale, ScaleCode, Scoring};
use heilsam_therapy::text::Language;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use crate::diary::NOTHING;
use crate::ids;
use crate::records::{FilledIn, Source};
use crate::sources::Sources;

const LOINC: &str = "http://loinc.org";
/// The version of LOINC that MIO DiGA 1.1.0 fixes.
const LOINC_VERSION: &str = "2.72";

/// Longest name of a question that is taken for one, in bytes.
const LONGEST_NAME: usize = 255;

/// What a filled-in questionnaire becomes.
pub(crate) struct Exported {
    /// The questionnaire; the same for everybody who filled it in, in this language.
    pub(crate) questionnaire: Entry,
    /// Answers and scores.
    pub(crate) entries: Vec<Entry>,
}

/// Exports a finished questionnaire; one that was only begun is no result yet.
pub(crate) fn export(
    filled: &FilledIn,
    name: Source,
    sources: &Sources,
    language: Language,
) -> Option<Exported> {
    let state = &filled.state;
    if state.status != Status::Completed {
        return None;
    }
    let source = sources.questionnaire(&state.questionnaire, &state.version);
    let session = source.and_then(|(questionnaire, _)| Session::resume(questionnaire, state.clone()).ok());
    let (questionnaire, items) = match (source, session) {
        (Some((questionnaire, _)), Some(session)) => {
            let asked = Asked { questionnaire, language };
            (asked.questionnaire(), asked.answered(&session.response().items))
        }
        // The app does not have this version any more: the answers go along with their names.
        _ => unknown(filled, language),
    };
    let answered_at = filled.result.as_ref().map_or(state.changed_at, |result| result.authored);
    let questionnaire_id = questionnaire_id(&questionnaire, language);
    let reviewed = source.map(|(it, _)| it.reviewed).and_then(|day| day.to_zoned(TimeZone::UTC).ok());
    let made_at = reviewed.map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
    let base = Entry {
        id: name.id,
        version: name.version,
        recorded_at: answered_at,
        measured_at: answered_at,
        utc_offset_minutes: 0,
        author: Author::Patient,
        value: EntryValue::AssessmentAnswers(Box::new(AssessmentAnswers {
            assessment: questionnaire_id,
            items,
        })),
        note: String::new(),
    };
    let scoring = source.and_then(|(_, scoring)| scoring.as_ref());
    let scores = filled.result.iter().flat_map(|result| &result.scores).filter_map(|score| {
        let value = score_value(score, scoring, source.map(|(it, _)| it), language)?;
        Some(Entry {
            id: ids::part(name.id, &format!("score/{}", score.scale)),
            author: Author::App,
            value: EntryValue::Score(Box::new(Score { answers: Some(name.id), ..value })),
            ..base.clone()
        })
    });
    let scores: Vec<Entry> = scores.collect();
    Some(Exported {
        questionnaire: Entry {
            id: questionnaire_id,
            version: 1,
            recorded_at: made_at,
            measured_at: made_at,
            author: Author::App,
            value: EntryValue::Assessment(Box::new(questionnaire)),
            ..base.clone()
        },
        entries: [base].into_iter().chain(scores).collect(),
    })
}

/// The id of a questionnaire in a language: its texts differ, its address and its version do not, so that answers stay
/// comparable. German has the id that it had before others were told apart.
pub(crate) fn questionnaire_id(questionnaire: &Assessment, language: Language) -> RecordId {
    let name = format!("questionnaire/{}|{}", questionnaire.url, questionnaire.version);
    match language {
        Language::German => ids::public(&name),
        Language::English => ids::public(&format!("{name}/{}", language.tag())),
    }
}

/// A questionnaire in one language.
struct Asked<'a> {
    questionnaire: &'a Questionnaire,
    language: Language,
}

impl Asked<'_> {
    fn questionnaire(&self) -> Assessment {
        Assessment {
            url: self.questionnaire.url.clone(),
            version: self.questionnaire.version.clone(),
            language: self.language.tag().to_owned(),
            title: self.questionnaire.title.get(self.language).to_owned(),
            items: self.questionnaire.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn item(&self, item: &Item) -> AssessmentItem {
        AssessmentItem {
            link_id: item.link_id.clone(),
            text: self.text(item),
            kind: kind(item.kind),
            repeats: item.repeats,
            options: item.options.iter().map(|option| self.option(option)).collect(),
            items: item.items.iter().map(|item| self.item(item)).collect(),
        }
    }

    fn text(&self, item: &Item) -> String {
        let text = item.text.get(self.language).trim();
        if text.is_empty() { item.link_id.clone() } else { text.to_owned() }
    }

    fn option(&self, option: &AnswerOption) -> Code {
        let display =
            option.choice.display.clone().unwrap_or_else(|| option.text.get(self.language).to_owned());
        code(&option.choice, display, self.questionnaire)
    }

    /// Items with their answers; what stands below a question comes after it.
    fn answered(&self, items: &[ResponseItem]) -> Vec<AnsweredItem> {
        let mut answered = Vec::with_capacity(items.len());
        for item in items {
            let known = self.questionnaire.item(&item.link_id);
            answered.push(AnsweredItem {
                link_id: item.link_id.clone(),
                text: known.map(|known| self.text(known)).unwrap_or_default(),
                answers: item.answers.iter().filter_map(|it| self.answer(known, &it.value)).collect(),
                items: self.answered(&item.items),
            });
            if let Some(first) = item.answers.first() {
                answered.extend(self.answered(&first.items));
            }
        }
        answered
    }

    fn answer(&self, item: Option<&Item>, answer: &Answer) -> Option<AnswerValue> {
        match answer {
            Answer::Choice(choice) => {
                let option = item.and_then(|item| item.option(choice));
                Some(AnswerValue::Choice(match option {
                    Some(option) => self.option(option),
                    None => {
                        let display = choice.display.clone().unwrap_or_else(|| choice.code.clone());
                        code(choice, display, self.questionnaire)
                    }
                }))
            }
            other => plain(other),
        }
    }
}

fn kind(kind: Kind) -> ItemKind {
    match kind {
        Kind::Group => ItemKind::Group,
        Kind::Display => ItemKind::Display,
        Kind::Boolean => ItemKind::Boolean,
        Kind::Integer => ItemKind::Integer,
        Kind::Decimal => ItemKind::Decimal,
        Kind::Date | Kind::DateTime => ItemKind::Day,
        Kind::Time => ItemKind::Time,
        Kind::String | Kind::Text => ItemKind::Text,
        Kind::Choice => ItemKind::Choice,
        Kind::OpenChoice => ItemKind::OpenChoice,
        Kind::Quantity => ItemKind::Amount,
    }
}

fn code(choice: &Choice, display: String, questionnaire: &Questionnaire) -> Code {
    let system = choice.system.clone().unwrap_or_else(|| questionnaire.url.clone());
    let version = if system == LOINC { LOINC_VERSION } else { &questionnaire.version };
    Code { version: version.to_owned(), system, code: choice.code.clone(), display }
}

/// An answer that needs no option. A time without a zone is no moment: only its day goes along.
fn plain(answer: &Answer) -> Option<AnswerValue> {
    Some(match answer {
        Answer::Boolean(it) => AnswerValue::Boolean(*it),
        Answer::Integer(it) => AnswerValue::Integer(*it),
        Answer::Decimal(it) => AnswerValue::Decimal(decimal(*it)?),
        Answer::Date(it) => AnswerValue::Day(*it),
        Answer::DateTime(it) => AnswerValue::Day(it.date()),
        Answer::Time(it) => AnswerValue::Time(*it),
        Answer::Text(it) => AnswerValue::Text(it.clone()),
        Answer::Quantity(it) => AnswerValue::Amount(Amount {
            value: decimal(it.value)?,
            unit: it.unit.clone(),
            ucum: it.unit.clone(),
        }),
        Answer::Choice(_) => return None,
    })
}

fn decimal(value: Decimal) -> Option<fhir_profiles::Decimal> {
    value.to_string().parse().ok()
}

/// A score with its name, meaning and range, as far as the scoring is known.
fn score_value(
    score: &scoring::Score,
    scoring: Option<&Scoring>,
    questionnaire: Option<&Questionnaire>,
    language: Language,
) -> Option<Score> {
    let scale = scoring.and_then(|scoring| scoring.scale(&score.scale));
    let band = scale.and_then(|scale| scale.bands.iter().find(|band| Some(&band.id) == score.band.as_ref()));
    let name = scale.map_or(score.scale.as_str(), |scale| scale.name.get(language));
    Some(Score {
        what: Coded { text: name.to_owned(), code: scoring.zip(scale).and_then(scale_code) },
        value: decimal(score.value?)?,
        meaning: band.map(|band| Coded::text(band.name.get(language))),
        range: scale.zip(questionnaire).and_then(|(scale, questionnaire)| range(scale, questionnaire)),
        answers: None,
    })
}

/// The code of a scale where a code system has one; own scales are told by their names.
fn scale_code((scoring, scale): (&Scoring, &Scale)) -> Option<Code> {
    let ScaleCode { system, code, display } = scale.code.clone()?;
    let version = if system == LOINC { LOINC_VERSION } else { &scoring.version };
    Some(Code { version: version.to_owned(), system, code, display })
}

fn range(scale: &Scale, questionnaire: &Questionnaire) -> Option<ScoreRange> {
    let bounds = scale.items.iter().map(|item| questionnaire.item(item)?.bounds());
    let bounds = bounds.collect::<Option<Vec<(Decimal, Decimal)>>>()?;
    let (low, high) = match scale.method {
        Method::Sum => (bounds.iter().map(|it| it.0).sum(), bounds.iter().map(|it| it.1).sum()),
        Method::Mean => (bounds.iter().map(|it| it.0).min()?, bounds.iter().map(|it| it.1).max()?),
    };
    Some(ScoreRange { low: decimal(low)?, high: decimal(high)? })
}

/// A questionnaire made of its answers.
fn unknown(filled: &FilledIn, language: Language) -> (Assessment, Vec<AnsweredItem>) {
    let state = &filled.state;
    let choice = |choice: &Choice| Code {
        system: choice.system.clone().unwrap_or_else(|| state.questionnaire.clone()),
        version: state.version.clone(),
        code: choice.code.clone(),
        display: choice.display.clone().unwrap_or_else(|| choice.code.clone()),
    };
    let value = |answer: &Answer| match answer {
        Answer::Choice(it) => Some(AnswerValue::Choice(choice(it))),
        other => plain(other),
    };
    let (mut items, mut answered) = (Vec::<AssessmentItem>::new(), Vec::new());
    for (place, given) in &state.answers {
        // Of a repeating group only the questions are known: each stands once, its answers once per repetition.
        let (link_id, repetition) = occurrence::split(place);
        let answers: Vec<AnswerValue> = given.iter().filter_map(value).collect();
        let Some(first) = answers.first() else { continue };
        let options = answers.iter().filter_map(|answer| match answer {
            AnswerValue::Choice(code) => Some(code.clone()),
            _ => None,
        });
        match items.iter_mut().find(|item| item.link_id == link_id) {
            Some(item) => {
                let new: Vec<Code> = options.filter(|option| !item.options.contains(option)).collect();
                item.options.extend(new);
            }
            None => items.push(AssessmentItem {
                link_id: link_id.to_owned(),
                text: link_id.to_owned(),
                kind: kind_of(first),
                repeats: repetition.is_some() || answers.len() > 1,
                options: options.collect(),
                items: Vec::new(),
            }),
        }
        answered.push(AnsweredItem {
            link_id: link_id.to_owned(),
            text: link_id.to_owned(),
            answers,
            items: Vec::new(),
        });
    }
    let assessment = Assessment {
        url: state.questionnaire.clone(),
        version: state.version.clone(),
        language: language.tag().to_owned(),
        title: filled.questionnaire.clone(),
        items,
    };
    (assessment, answered)
}

/// The questionnaire of answers whose own one is not there any more: it has the id that they refer to, and each question that
/// was answered, by its name.
pub(crate) fn lost_questionnaire(answered: &Entry, answers: &AssessmentAnswers) -> Entry {
    let mut items = Vec::new();
    list(&answers.items, &mut items);
    let assessment = Assessment {
        url: format!("urn:uuid:{}", ids::part(answers.assessment, "questionnaire")),
        version: "0".to_owned(),
        language: Language::German.tag().to_owned(),
        title: NOTHING.to_owned(),
        items,
    };
    Entry {
        id: answers.assessment,
        author: Author::App,
        value: EntryValue::Assessment(Box::new(assessment)),
        note: String::new(),
        ..answered.clone()
    }
}

/// Lists the questions that were answered, each once.
fn list(answered: &[AnsweredItem], items: &mut Vec<AssessmentItem>) {
    for AnsweredItem { link_id, answers, items: below, .. } in answered {
        let is_name = !link_id.trim().is_empty() && link_id.len() <= LONGEST_NAME;
        let is_new = items.iter().all(|item| item.link_id != *link_id);
        if let (Some(first), true) = (answers.first(), is_name && is_new) {
            items.push(AssessmentItem {
                link_id: link_id.clone(),
                text: link_id.clone(),
                kind: kind_of(first),
                repeats: answers.len() > 1,
                options: Vec::new(),
                items: Vec::new(),
            });
        }
        list(below, items);
    }
}

fn kind_of(answer: &AnswerValue) -> ItemKind {
    match answer {
        AnswerValue::Boolean(_) => ItemKind::Boolean,
        AnswerValue::Decimal(_) => ItemKind::Decimal,
        AnswerValue::Integer(_) => ItemKind::Integer,
        AnswerValue::Moment(_) => ItemKind::Moment,
        AnswerValue::Day(_) => ItemKind::Day,
        AnswerValue::Time(_) => ItemKind::Time,
        AnswerValue::Text(_) => ItemKind::Text,
        AnswerValue::Choice(_) => ItemKind::OpenChoice,
        AnswerValue::Amount(_) => ItemKind::Amount,
    }
}
