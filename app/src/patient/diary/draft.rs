//! What stands in the form: of every kind, so that changing the kind loses nothing that was typed.

use heilsam_domain::blood_pressure::{BloodPressureDraft, BloodPressureError, Field as Place};
use heilsam_therapy::Measurement;
use heilsam_therapy::diary::{
    ActivityDraft, Field, FieldError, IntakeDraft, IntakeResult, Kind, Mood, Problem, PulseDraft, Rating,
    SideEffectDraft, SkipReason, SleepDraft, WeightDraft,
};
use heilsam_therapy::number::NumberError;
use jiff::Span;
use jiff::civil::{Date, DateTime};

use crate::components::DateKind;
use crate::entry_words as words;
use crate::t;
use crate::today;

/// Something wrong, and the field it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Id of the input.
    pub id: &'static str,
    /// What to do.
    pub text: String,
}

/// Everything that can be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub(super) kind: Kind,
    pub(super) pressure: BloodPressureDraft,
    pub(super) pulse: PulseDraft,
    pub(super) weight: WeightDraft,
    pub(super) intake: IntakeDraft,
    /// `Some(false)`: left out; the reason is asked for next.
    pub(super) taken: Option<bool>,
    pub(super) skipped: Option<SkipReason>,
    pub(super) effect: SideEffectDraft,
    pub(super) activity: ActivityDraft,
    pub(super) sleep: Night,
    pub(super) mood: Option<Rating>,
    pub(super) tension: Option<Rating>,
}

/// A night as typed: two times of the clock and the day of waking up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Night {
    pub(super) asleep: String,
    pub(super) awake: String,
    pub(super) quality: Option<Rating>,
    pub(super) awakenings: String,
}

impl Night {
    /// Local times of falling asleep and waking up on `day`; a later clock time means the evening before.
    pub(super) fn times(&self, day: Date) -> (Option<DateTime>, Option<DateTime>) {
        let awake = today::read_clock(&self.awake);
        let asleep = today::read_clock(&self.asleep).map(|time| {
            let before = awake.is_some_and(|awake| time >= awake);
            let day = if before { day.saturating_sub(Span::new().days(1)) } else { day };
            day.to_datetime(time)
        });
        (asleep, awake.map(|time| day.to_datetime(time)))
    }

    /// Says of a time that is typed only by half that it is, not that it is missing.
    fn half_typed(&self, mut wrong: Vec<Wrong>) -> Vec<Wrong> {
        for (id, typed) in [("entry-asleep", &self.asleep), ("entry-awake", &self.awake)] {
            if let (Some(words), Some(found)) =
                (DateKind::Clock.incomplete(typed), wrong.iter_mut().find(|it| it.id == id))
            {
                found.text = words;
            }
        }
        wrong
    }
}

impl Draft {
    /// An empty form.
    pub(super) fn new(kind: Kind) -> Self {
        Self {
            kind,
            pressure: BloodPressureDraft::default(),
            pulse: PulseDraft::default(),
            weight: WeightDraft::default(),
            intake: IntakeDraft::default(),
            taken: None,
            skipped: None,
            effect: SideEffectDraft::default(),
            activity: ActivityDraft::default(),
            sleep: Night::default(),
            mood: None,
            tension: None,
        }
    }

    /// The form with what was written before.
    pub(super) fn of(measurement: &Measurement) -> Self {
        let mut draft = Self::new(measurement.kind());
        let text = |value: u32| value.to_string();
        match measurement {
            Measurement::BloodPressure(it) => {
                draft.pressure = BloodPressureDraft {
                    systolic: it.systolic().to_string(),
                    diastolic: it.diastolic().to_string(),
                    pulse: it.pulse().map(|pulse| pulse.to_string()).unwrap_or_default(),
                };
            }
            Measurement::Pulse(it) => {
                draft.pulse =
                    PulseDraft { per_minute: it.per_minute().to_string(), irregular: it.irregular() };
            }
            Measurement::Weight(it) => draft.weight.kilograms = words::number(it.kilograms()),
            Measurement::MedicationIntake(it) => {
                draft.intake.medicine = it.medicine().to_owned();
                draft.intake.amount = it.amount().map(|it| words::number(it.value)).unwrap_or_default();
                draft.intake.unit = it.amount().map(|it| it.unit);
                draft.intake.planned_for = it.planned_for();
                draft.taken = Some(it.taken());
                if let IntakeResult::Skipped(reason) = it.result() {
                    draft.skipped = Some(reason);
                }
            }
            Measurement::SideEffect(it) => {
                draft.effect = SideEffectDraft {
                    effect: Some(it.effect()),
                    severity: Some(it.severity()),
                    medicine: it.medicine().to_owned(),
                    words: it.words().to_owned(),
                };
            }
            Measurement::Activity(it) => {
                draft.activity = ActivityDraft {
                    kind: Some(it.kind()),
                    minutes: it.minutes().to_string(),
                    effort: Some(it.effort()),
                    steps: it.steps().map(text).unwrap_or_default(),
                };
            }
            Measurement::Sleep(it) => {
                draft.sleep = Night {
                    asleep: today::clock(it.asleep_at().time()),
                    awake: today::clock(it.awake_at().time()),
                    quality: Some(it.quality()),
                    awakenings: it.awakenings().map(|count| count.to_string()).unwrap_or_default(),
                };
            }
            Measurement::Mood(it) => (draft.mood, draft.tension) = (Some(it.mood), it.tension),
            Measurement::FreeNote {} => {}
        }
        draft
    }

    /// The measurement, or everything that is wrong, in the order of the fields. `day` is that of waking up.
    pub(super) fn parse(&self, day: Date) -> Result<Measurement, Vec<Wrong>> {
        let fields = |errors: Vec<FieldError>| errors.into_iter().map(|it| self.wrong(it)).collect();
        match self.kind {
            Kind::BloodPressure => {
                let errors = |errors: Vec<BloodPressureError>| errors.into_iter().map(pressure).collect();
                self.pressure.parse().map(Measurement::BloodPressure).map_err(errors)
            }
            Kind::Pulse => self.pulse.parse().map(Measurement::Pulse).map_err(fields),
            Kind::Weight => self.weight.parse().map(Measurement::Weight).map_err(fields),
            Kind::MedicationIntake => {
                let result = match self.taken {
                    Some(true) => Some(IntakeResult::Taken),
                    Some(false) => self.skipped.map(IntakeResult::Skipped),
                    None => None,
                };
                let draft = IntakeDraft { result, ..self.intake.clone() };
                draft.parse().map(Measurement::MedicationIntake).map_err(fields)
            }
            Kind::SideEffect => self.effect.parse().map(Measurement::SideEffect).map_err(|errors| {
                let mut wrong: Vec<Wrong> = fields(errors);
                // Both choices are called alike: name the one that is missing.
                if self.effect.effect.is_some() {
                    for it in wrong.iter_mut().filter(|it| it.id == "entry-effect") {
                        it.id = "severity-0";
                    }
                }
                wrong
            }),
            Kind::Activity => self.activity.parse().map(Measurement::Activity).map_err(|errors| {
                let mut wrong: Vec<Wrong> = fields(errors);
                if self.activity.kind.is_some() {
                    for it in wrong.iter_mut().filter(|it| it.id == "entry-activity") {
                        it.id = "effort-0";
                    }
                }
                wrong
            }),
            Kind::Sleep => {
                let (asleep_at, awake_at) = self.sleep.times(day);
                let Night { quality, awakenings, .. } = self.sleep.clone();
                SleepDraft { asleep_at, awake_at, quality, awakenings }
                    .parse()
                    .map(Measurement::Sleep)
                    .map_err(|errors| self.sleep.half_typed(fields(errors)))
            }
            Kind::Mood => match self.mood {
                Some(mood) => Ok(Measurement::Mood(Mood { mood, tension: self.tension })),
                None => Err(vec![Wrong { id: "mood-0", text: t!("entry-error-choose") }]),
            },
            Kind::FreeNote => Ok(Measurement::FreeNote {}),
        }
    }

    fn wrong(&self, error: FieldError) -> Wrong {
        let id = match (error.field, self.kind) {
            (Field::Pulse, _) => "entry-rate",
            (Field::Weight, _) => "entry-weight",
            (Field::Medicine, Kind::SideEffect) => "entry-suspected",
            (Field::Medicine, _) => "entry-medicine",
            (Field::Amount, _) => "entry-amount",
            (Field::Words, _) => "entry-words",
            (Field::Minutes, _) => "entry-minutes",
            (Field::Steps, _) => "entry-steps",
            (Field::AsleepAt, _) => "entry-asleep",
            (Field::AwakeAt, _) => "entry-awake",
            (Field::Awakenings, _) => "entry-awakenings",
            (Field::Rating, Kind::MedicationIntake) if self.taken == Some(false) => "skipped-0",
            (Field::Rating, Kind::MedicationIntake) => "taken-0",
            (Field::Rating, Kind::SideEffect) => "entry-effect",
            (Field::Rating, Kind::Activity) => "entry-activity",
            (Field::Rating, _) => "quality-0",
        };
        Wrong { id, text: problem(error.field, error.problem) }
    }
}

fn problem(field: Field, problem: Problem) -> String {
    match problem {
        Problem::Missing if field == Field::Rating => t!("entry-error-choose"),
        Problem::Missing | Problem::Number(NumberError::Missing) => t!("entry-error-missing"),
        Problem::Number(NumberError::NotANumber) => t!("entry-error-decimal"),
        Problem::Number(NumberError::TooPrecise { decimals: 0 }) => t!("entry-error-number"),
        Problem::Number(NumberError::TooPrecise { decimals }) => {
            t!("entry-error-precise", decimals = decimals)
        }
        Problem::Number(NumberError::OutOfRange { min, max }) => {
            t!("entry-error-possible", min = words::number(min), max = words::number(max))
        }
        Problem::TooLong { limit } => t!("entry-error-long", limit = limit),
        Problem::NotAfter | Problem::Duration { .. } => t!("entry-error-night"),
    }
}

fn pressure(error: BloodPressureError) -> Wrong {
    let place = match error {
        BloodPressureError::Missing(place) | BloodPressureError::NotANumber(place) => place,
        BloodPressureError::OutOfRange { field, .. } => field,
        BloodPressureError::NotAbove => Place::Systolic,
    };
    let id = match place {
        Place::Systolic => "entry-systolic",
        Place::Diastolic => "entry-diastolic",
        Place::Pulse => "entry-pulse",
    };
    let text = match error {
        BloodPressureError::Missing(_) => t!("entry-error-missing"),
        BloodPressureError::NotANumber(_) => t!("entry-error-number"),
        BloodPressureError::OutOfRange { min, max, .. } => t!("entry-error-range", min = min, max = max),
        BloodPressureError::NotAbove => t!("entry-error-swapped"),
    };
    Wrong { id, text }
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::DiaryEntry;
    use heilsam_therapy::diary::{Activity, ActivityKind, Effect, Effort, Origin, Sleep, Weight};
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 3, 2);

    fn ids(draft: &Draft) -> Vec<&'static str> {
        draft.parse(DAY).err().unwrap_or_default().into_iter().map(|wrong| wrong.id).collect()
    }

    #[test]
    fn an_empty_form_names_the_first_thing_to_do() {
        let first = |kind| ids(&Draft::new(kind)).first().copied();
        let expected = [
            Some("entry-systolic"),
            Some("entry-rate"),
            Some("entry-weight"),
            Some("entry-medicine"),
            Some("entry-effect"),
            Some("entry-activity"),
            Some("entry-asleep"),
            Some("mood-0"),
            None,
        ];
        assert_eq!(Kind::ALL.map(first), expected);
    }

    #[test]
    fn a_missing_second_choice_is_named_by_itself() {
        let mut draft = Draft::new(Kind::SideEffect);
        draft.effect.effect = Some(Effect::Cough);
        assert_eq!(ids(&draft), ["severity-0"]);
        let mut draft = Draft::new(Kind::Activity);
        draft.activity.kind = Some(ActivityKind::Walking);
        draft.activity.minutes = "30".into();
        assert_eq!(ids(&draft), ["effort-0"]);
        let mut draft = Draft::new(Kind::MedicationIntake);
        draft.intake.medicine = "Ramipril".into();
        draft.taken = Some(false);
        assert_eq!(ids(&draft), ["skipped-0"]);
    }

    #[test]
    fn the_evening_before_is_found_by_the_clock() {
        let night = |asleep: &str, awake: &str| {
            let night = Night { asleep: asleep.into(), awake: awake.into(), ..Night::default() };
            let (from, to) = night.times(DAY);
            (from.unwrap(), to.unwrap())
        };
        assert_eq!(
            night("22:45", "06:15"),
            (date(2026, 3, 1).at(22, 45, 0, 0), date(2026, 3, 2).at(6, 15, 0, 0))
        );
        assert_eq!(night("00:30", "07:00").0, date(2026, 3, 2).at(0, 30, 0, 0));
    }

    #[test]
    fn what_was_written_comes_back_unchanged() {
        let (from, to) = (date(2026, 3, 1).at(22, 45, 0, 0), date(2026, 3, 2).at(6, 15, 0, 0));
        for measurement in [
            Measurement::Weight(Weight::from_grams(82_350).unwrap()),
            Measurement::Activity(
                Activity::new(ActivityKind::Dancing, 45, Effort::Vigorous, Some(900)).unwrap(),
            ),
            Measurement::Sleep(Sleep::new(from, to, Rating::Four, Some(2)).unwrap()),
            Measurement::Mood(Mood { mood: Rating::Two, tension: Some(Rating::Five) }),
        ] {
            assert_eq!(Draft::of(&measurement).parse(DAY).unwrap(), measurement);
        }
        let note = DiaryEntry::new(
            "2026-03-02T08:00:00Z".parse().unwrap(),
            Measurement::FreeNote {},
            "",
            Origin::Typed,
            "2026-03-02T08:00:00Z".parse().unwrap(),
        );
        assert!(note.is_err(), "a note without words is refused when it is saved");
    }
}
