//! Measurements in words: in lists, in earlier versions, in the file that is taken along, for a practice.

use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{
    Activity, ActivityKind, Amount, AmountUnit, Effect, Effort, Intake, IntakeResult, Kind, Mood, Rating,
    Severity, SideEffect, SkipReason, Sleep,
};
use heilsam_therapy::text::{self, Text};
use rust_decimal::Decimal;

use crate::i18n::{self, Language};
use crate::{t, today};

/// A text of the content, in the reader's language.
#[must_use]
pub fn say(text: &Text) -> String {
    let language = match i18n::language() {
        Language::De => text::Language::German,
        Language::En => text::Language::English,
    };
    text.get(language).to_owned()
}

/// Name of a kind.
#[must_use]
pub fn kind(kind: Kind) -> String {
    match kind {
        Kind::BloodPressure => t!("kind-blood-pressure"),
        Kind::Pulse => t!("kind-pulse"),
        Kind::Weight => t!("kind-weight"),
        Kind::MedicationIntake => t!("kind-medication"),
        Kind::SideEffect => t!("kind-side-effect"),
        Kind::Activity => t!("kind-activity"),
        Kind::Sleep => t!("kind-sleep"),
        Kind::Mood => t!("kind-mood"),
        Kind::FreeNote => t!("kind-note"),
    }
}

/// A number with the reader's decimal sign.
#[must_use]
pub fn number(value: Decimal) -> String {
    let text = value.to_string();
    match i18n::language() {
        Language::De => text.replace('.', ","),
        Language::En => text,
    }
}

/// The values of an entry; empty for a free note, whose words are in the note.
#[must_use]
pub fn measurement(measurement: &Measurement) -> String {
    match measurement {
        Measurement::BloodPressure(value) => {
            let pressure = t!("history-value", systolic = value.systolic(), diastolic = value.diastolic());
            match value.pulse() {
                Some(pulse) => format!("{pressure}, {}", t!("history-value-pulse", pulse = pulse)),
                None => pressure,
            }
        }
        Measurement::Pulse(pulse) => {
            let text = t!("value-pulse", count = pulse.per_minute());
            if pulse.irregular() { format!("{text}, {}", t!("value-irregular")) } else { text }
        }
        Measurement::Weight(weight) => t!("value-weight", kilograms = number(weight.kilograms())),
        Measurement::MedicationIntake(it) => intake(it),
        Measurement::SideEffect(it) => side_effect(it),
        Measurement::Activity(it) => activity(*it),
        Measurement::Sleep(it) => sleep(*it),
        Measurement::Mood(it) => mood(*it),
        Measurement::FreeNote {} => String::new(),
    }
}

fn intake(it: &Intake) -> String {
    let name = match it.amount() {
        Some(Amount { value, unit }) => format!("{}, {} {}", it.medicine(), number(value), amount_unit(unit)),
        None => it.medicine().to_owned(),
    };
    match it.result() {
        IntakeResult::Taken => t!("value-taken", medicine = name),
        IntakeResult::Skipped(reason) => t!("value-skipped", medicine = name, reason = skip_reason(reason)),
    }
}

fn side_effect(it: &SideEffect) -> String {
    let what = if it.effect() == Effect::Other { it.words().to_owned() } else { effect(it.effect()) };
    let text = format!("{what}, {}", severity(it.severity()));
    if it.medicine().is_empty() { text } else { t!("value-suspected", text = text, medicine = it.medicine()) }
}

fn activity(it: Activity) -> String {
    let text = t!(
        "value-activity",
        what = activity_kind(it.kind()),
        minutes = it.minutes(),
        effort = effort(it.effort())
    );
    match it.steps() {
        Some(steps) => format!("{text}, {}", t!("value-steps", count = steps)),
        None => text,
    }
}

fn sleep(it: Sleep) -> String {
    let text = t!(
        "value-sleep",
        hours = it.minutes() / 60,
        minutes = it.minutes() % 60,
        from = today::clock(it.asleep_at().time()),
        until = today::clock(it.awake_at().time()),
        quality = restful(it.quality())
    );
    match it.awakenings() {
        Some(count) => format!("{text}, {}", t!("value-awake", count = count)),
        None => text,
    }
}

fn mood(it: Mood) -> String {
    match it.tension {
        Some(tension) => format!("{}, {}", feeling(it.mood), tense(tension)),
        None => feeling(it.mood),
    }
}

/// Unit of a dose.
#[must_use]
pub fn amount_unit(unit: AmountUnit) -> String {
    match unit {
        AmountUnit::Tablet => t!("unit-tablet"),
        AmountUnit::Drop => t!("unit-drop"),
        AmountUnit::Milligram => t!("unit-milligram"),
        AmountUnit::Millilitre => t!("unit-millilitre"),
        AmountUnit::Puff => t!("unit-puff"),
    }
}

/// Why an intake was left out.
#[must_use]
pub fn skip_reason(reason: SkipReason) -> String {
    match reason {
        SkipReason::Forgotten => t!("skip-forgotten"),
        SkipReason::SideEffect => t!("skip-side-effect"),
        SkipReason::RanOut => t!("skip-ran-out"),
        SkipReason::LowReading => t!("skip-low"),
        SkipReason::DoctorSaidSo => t!("skip-doctor"),
        SkipReason::NotWanted => t!("skip-not-wanted"),
        SkipReason::Other => t!("skip-other"),
    }
}

/// A complaint.
#[must_use]
pub fn effect(effect: Effect) -> String {
    match effect {
        Effect::Dizziness => t!("effect-dizziness"),
        Effect::Fainting => t!("effect-fainting"),
        Effect::Cough => t!("effect-cough"),
        Effect::SwollenFace => t!("effect-swollen-face"),
        Effect::SwollenLegs => t!("effect-swollen-legs"),
        Effect::Headache => t!("effect-headache"),
        Effect::Tiredness => t!("effect-tiredness"),
        Effect::Nausea => t!("effect-nausea"),
        Effect::MuscleCramps => t!("effect-cramps"),
        Effect::SlowHeartbeat => t!("effect-slow-heartbeat"),
        Effect::Palpitations => t!("effect-palpitations"),
        Effect::Rash => t!("effect-rash"),
        Effect::Sexuality => t!("effect-sexuality"),
        Effect::PassingWater => t!("effect-passing-water"),
        Effect::Other => t!("effect-other"),
    }
}

/// How strong a complaint is.
#[must_use]
pub fn severity(severity: Severity) -> String {
    match severity {
        Severity::Mild => t!("severity-mild"),
        Severity::Moderate => t!("severity-moderate"),
        Severity::Severe => t!("severity-severe"),
    }
}

/// A kind of movement.
#[must_use]
pub fn activity_kind(kind: ActivityKind) -> String {
    match kind {
        ActivityKind::Walking => t!("activity-walking"),
        ActivityKind::Cycling => t!("activity-cycling"),
        ActivityKind::Swimming => t!("activity-swimming"),
        ActivityKind::Gymnastics => t!("activity-gymnastics"),
        ActivityKind::Strength => t!("activity-strength"),
        ActivityKind::Gardening => t!("activity-gardening"),
        ActivityKind::Housework => t!("activity-housework"),
        ActivityKind::Dancing => t!("activity-dancing"),
        ActivityKind::Other => t!("activity-other"),
    }
}

/// How hard it was.
#[must_use]
pub fn effort(effort: Effort) -> String {
    match effort {
        Effort::Light => t!("effort-light"),
        Effort::Moderate => t!("effort-moderate"),
        Effort::Vigorous => t!("effort-vigorous"),
    }
}

/// How restful a night was.
#[must_use]
pub fn restful(rating: Rating) -> String {
    match rating {
        Rating::One => t!("restful-1"),
        Rating::Two => t!("restful-2"),
        Rating::Three => t!("restful-3"),
        Rating::Four => t!("restful-4"),
        Rating::Five => t!("restful-5"),
    }
}

/// How someone feels.
#[must_use]
pub fn feeling(rating: Rating) -> String {
    match rating {
        Rating::One => t!("feeling-1"),
        Rating::Two => t!("feeling-2"),
        Rating::Three => t!("feeling-3"),
        Rating::Four => t!("feeling-4"),
        Rating::Five => t!("feeling-5"),
    }
}

/// How tense someone is.
#[must_use]
pub fn tense(rating: Rating) -> String {
    match rating {
        Rating::One => t!("tense-1"),
        Rating::Two => t!("tense-2"),
        Rating::Three => t!("tense-3"),
        Rating::Four => t!("tense-4"),
        Rating::Five => t!("tense-5"),
    }
}
