//! The datasets of Anlage 4, from the contributions of one quarter.
//!
//! No group of fewer than ten people is told about: neither directly nor as the difference of two groups. Within a group of ten or
//! more, smallest and greatest value and the counts per answer are told, as Anlage 4 demands.

mod rows;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::contribution::{Contribution, Quarter};
use super::summary::Summary;

/// Fewest people that a number may be about.
pub const SMALLEST_GROUP: usize = 10;

/// A number, or that the group is too small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell<V> {
    /// The number.
    Value(V),
    /// Fewer than ten people, or a difference would tell of fewer.
    TooFew,
}

/// Who is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Variant {
    /// Everybody.
    All,
    /// With those who broke off.
    WithDropouts,
    /// Without them.
    WithoutDropouts,
}

/// How often an answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerCount {
    /// The answer.
    pub answer: u8,
    /// People.
    pub count: usize,
    /// Of all users, in percent.
    pub percent: Decimal,
}

/// What a row holds; parts that Anlage 4 does not ask for are empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// Anzahl.
    pub count: Option<usize>,
    /// Prozent, one digit.
    pub percent: Option<Decimal>,
    /// Mean, spread and quartiles.
    pub summary: Option<Summary>,
    /// Per answer.
    pub answers: Vec<AnswerCount>,
    /// Promoters, passives, detractors (item 5): count and percent of all users.
    pub net_promoter: Option<[(usize, Decimal); 3]>,
}

/// A row of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Name in the catalogue, as `usage-1`.
    pub id: String,
    /// Week of the course from 1, for rows per week.
    pub week: Option<u8>,
    /// Who is counted.
    pub variant: Variant,
    /// The numbers.
    pub numbers: Cell<Numbers>,
}

/// The datasets of a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Which quarter.
    pub quarter: Quarter,
    /// Users whose course ended in it and who contributed.
    pub users: Cell<usize>,
    /// The rows, in the order of Anlage 4.
    pub rows: Vec<Row>,
}

impl Report {
    /// Counts the contributions of a quarter; those of others are left out.
    #[must_use]
    pub fn of(contributions: &[Contribution], quarter: Quarter) -> Self {
        let users: Vec<&Contribution> = contributions.iter().filter(|it| it.quarter() == quarter).collect();
        let count = if users.len() < SMALLEST_GROUP { Cell::TooFew } else { Cell::Value(users.len()) };
        Self { quarter, users: count, rows: rows::all(&users) }
    }

    /// The rows with a name.
    #[must_use]
    pub fn rows(&self, id: &str) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.id == id).collect()
    }
}
