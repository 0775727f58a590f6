//! What expressions work on: the answers of a questionnaire, and plain values.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;

use crate::questionnaire::answer::{Answer, Choice};
use crate::questionnaire::response::{Response, ResponseAnswer, ResponseItem};

/// A single value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// True or false.
    Boolean(bool),
    /// Integer or decimal.
    Number(Decimal),
    /// Text.
    Text(Cow<'a, str>),
    /// Day.
    Date(Date),
    /// Day and time.
    DateTime(DateTime),
    /// Time.
    Time(Time),
    /// A chosen option.
    Choice(&'a Choice),
    /// A number with its unit.
    Quantity(Decimal, &'a str),
    /// All answers.
    Response(&'a Response),
    /// An item with its answers.
    Item(&'a ResponseItem),
    /// One answer of an item.
    Answer(&'a ResponseAnswer),
}

impl<'a> Value<'a> {
    /// The value of an answer.
    #[must_use]
    pub fn of(answer: &'a Answer) -> Self {
        match answer {
            Answer::Boolean(it) => Self::Boolean(*it),
            Answer::Integer(it) => Self::Number(Decimal::from(*it)),
            Answer::Decimal(it) => Self::Number(*it),
            Answer::Date(it) => Self::Date(*it),
            Answer::DateTime(it) => Self::DateTime(*it),
            Answer::Time(it) => Self::Time(*it),
            Answer::Text(it) => Self::Text(Cow::Borrowed(it)),
            Answer::Choice(it) => Self::Choice(it),
            Answer::Quantity(it) => Self::Quantity(it.value, &it.unit),
        }
    }

    /// The children with a name.
    pub(super) fn children(&self, name: &str) -> Vec<Self> {
        let text = |text: &'a str| vec![Self::Text(Cow::Borrowed(text))];
        match (self, name) {
            (Self::Response(it), "item") => it.items.iter().map(Self::Item).collect(),
            (Self::Item(it), "item") => it.items.iter().map(Self::Item).collect(),
            (Self::Item(it), "answer") => it.answers.iter().map(Self::Answer).collect(),
            (Self::Item(it), "linkId") => text(&it.link_id),
            (Self::Answer(it), "value") => vec![Self::of(&it.value)],
            (Self::Answer(it), "item") => it.items.iter().map(Self::Item).collect(),
            (Self::Choice(it), "code") => text(&it.code),
            (Self::Choice(it), "system") => it.system.as_deref().map(text).unwrap_or_default(),
            (Self::Choice(it), "display") => it.display.as_deref().map(text).unwrap_or_default(),
            (Self::Quantity(value, _), "value") => vec![Self::Number(*value)],
            (Self::Quantity(_, unit), "unit" | "code") => text(unit),
            _ => Vec::new(),
        }
    }

    /// Everything below.
    pub(super) fn descendants(&self) -> Vec<Self> {
        let mut found = Vec::new();
        for name in ["item", "answer", "value"] {
            for child in self.children(name) {
                found.push(child.clone());
                found.extend(child.descendants());
            }
        }
        found
    }

    /// Equal, and of types that can be compared.
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Choice(a), Self::Choice(b)) => a.means(b),
            _ => self == other,
        }
    }

    /// Which is greater; `None` for types that have no order.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => Some(a.cmp(b)),
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Date(a), Self::Date(b)) => Some(a.cmp(b)),
            (Self::DateTime(a), Self::DateTime(b)) => Some(a.cmp(b)),
            (Self::DateTime(a), Self::Date(b)) => Some(a.date().cmp(b)),
            (Self::Date(a), Self::DateTime(b)) => Some(a.cmp(&b.date())),
            (Self::Time(a), Self::Time(b)) => Some(a.cmp(b)),
            (Self::Quantity(a, unit), Self::Quantity(b, other)) if unit == other => Some(a.cmp(b)),
            _ => None,
        }
    }
}
