//! Items of a checked questionnaire.

use rust_decimal::Decimal;

use super::answer::{Answer, Choice};
use crate::expression::Expression;
use crate::text::Text;

/// An item: a question, a group or words to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Name within the questionnaire.
    pub link_id: String,
    /// Number shown before the text; may be empty.
    pub prefix: String,
    /// What is asked.
    pub text: Text,
    /// What kind of answer.
    pub kind: ItemKind,
    /// How it is shown.
    pub control: Control,
    /// Must be answered.
    pub required: bool,
    /// May have several answers; a group: may be given several times.
    pub repeats: bool,
    /// Cannot be answered by hand.
    pub read_only: bool,
    /// Not shown.
    pub hidden: bool,
    /// When it is asked; always without.
    pub enable: Option<Enable>,
    /// The options of a choice, with their texts.
    pub options: Vec<AnswerOption>,
    /// Answers that are there at the start.
    pub initial: Vec<Answer>,
    /// Bounds of the answer.
    pub limits: Limits,
    /// Computes the answer from others.
    pub calculated: Option<Expression>,
    /// Conditions on the answer.
    pub constraints: Vec<Constraint>,
    /// Items below.
    pub items: Vec<Item>,
}

/// Kinds of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// Holds other items.
    Group,
    /// Words to read.
    Display,
    /// Yes or no.
    Boolean,
    /// Whole number.
    Integer,
    /// Decimal number.
    Decimal,
    /// Day.
    Date,
    /// Day and time.
    DateTime,
    /// Time.
    Time,
    /// One line of words.
    String,
    /// Several lines of words.
    Text,
    /// One of the options.
    Choice,
    /// One of the options, or own words.
    OpenChoice,
    /// A number with a unit.
    Quantity,
}

/// How an item is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// As usual for its kind.
    Usual,
    /// A scale from the smallest to the greatest number, in steps.
    Slider {
        /// Distance of two marks.
        step: u32,
    },
    /// Options in a list that opens.
    DropDown,
    /// Options as a list of buttons, one below the other.
    RadioButtons,
    /// The text at the lower end of a slider.
    LowerEnd,
    /// The text at the upper end of a slider.
    UpperEnd,
    /// Words that explain when asked for.
    Help,
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerOption {
    /// What is stored.
    pub choice: Choice,
    /// What is shown.
    pub text: Text,
    /// Choosing it takes all others back ("none of these").
    pub exclusive: bool,
}

/// When an item is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Enable {
    /// Whether all rules must hold, or one is enough.
    pub all: bool,
    /// The rules; at least one.
    pub rules: Vec<Rule>,
}

/// A rule on the answers of another item.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The other item.
    pub question: String,
    /// How they are compared.
    pub operator: Operator,
    /// With what.
    pub answer: Answer,
}

/// Operators of `enableWhen`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// There is an answer (or, with `false`, none).
    Exists,
    /// One answer is equal.
    Equal,
    /// There are answers, and none is equal.
    NotEqual,
    /// One answer is greater.
    Greater,
    /// One answer is less.
    Less,
    /// One answer is greater or equal.
    GreaterOrEqual,
    /// One answer is less or equal.
    LessOrEqual,
}

/// Bounds of an answer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Limits {
    /// Smallest value.
    pub min: Option<Answer>,
    /// Greatest value.
    pub max: Option<Answer>,
    /// Fewest characters.
    pub min_length: Option<usize>,
    /// Most characters.
    pub max_length: Option<usize>,
    /// Most digits behind the point.
    pub max_decimals: Option<u32>,
    /// Fewest answers, or repetitions of a group.
    pub min_answers: Option<usize>,
    /// Most answers, or repetitions of a group.
    pub max_answers: Option<usize>,
    /// Shape of words; the whole text must fit.
    pub pattern: Option<String>,
    /// How words are to be written, said to the patient: what a shape alone cannot say.
    pub format: Option<Text>,
    /// Unit of a quantity.
    pub unit: Option<String>,
}

/// A condition on answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// Name.
    pub key: String,
    /// Whether it blocks.
    pub severity: Severity,
    /// What to tell the patient.
    pub text: Text,
    /// Must not be false.
    pub expression: Expression,
}

/// Whether a broken condition blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The questionnaire cannot be finished.
    Error,
    /// The patient is asked to look once more.
    Warning,
}

impl Item {
    /// Whether it can have an answer.
    #[must_use]
    pub const fn is_question(&self) -> bool {
        !matches!(self.kind, ItemKind::Group | ItemKind::Display)
    }

    /// Whether it is a group that may be given several times.
    #[must_use]
    pub const fn is_repeating_group(&self) -> bool {
        matches!(self.kind, ItemKind::Group) && self.repeats
    }

    /// Whether a person answers it.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        self.is_question() && !self.read_only && !self.hidden && self.calculated.is_none()
    }

    /// The item and everything below, in order.
    #[must_use]
    pub fn with_children(&self) -> Vec<&Self> {
        std::iter::once(self).chain(self.items.iter().flat_map(Self::with_children)).collect()
    }

    /// The option that a choice means.
    #[must_use]
    pub fn option(&self, choice: &Choice) -> Option<&AnswerOption> {
        self.options.iter().find(|option| option.choice.means(choice))
    }

    /// Smallest and greatest ordinal of its options, or its numeric bounds.
    #[must_use]
    pub fn bounds(&self) -> Option<(Decimal, Decimal)> {
        let ordinals = || self.options.iter().filter_map(|option| option.choice.ordinal);
        if let (Some(min), Some(max)) = (ordinals().min(), ordinals().max()) {
            return Some((min, max));
        }
        Some((self.limits.min.as_ref()?.number()?, self.limits.max.as_ref()?.number()?))
    }
}
