//! The report in words: sections of paragraphs, figures, facts, tables and charts, in one language.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

/// A whole report, ready to be shown or printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Language of all texts, as BCP 47.
    pub language: String,
    /// Title, the only heading of the first level.
    pub title: String,
    /// Facts about the report itself: name, period, when it was made.
    pub about: Vec<Fact>,
    /// What stands at the foot of each page, before the page number.
    pub foot: String,
    /// The page number in words; `{page}` and `{pages}` stand for the numbers.
    pub page: String,
    /// When it was made, on the reader's wall clock.
    pub made_at: DateTime,
    /// Offset of that clock from UTC, in minutes.
    pub utc_offset_minutes: i16,
    /// The name of the program that made it.
    pub made_by: String,
    /// A first page with nothing but the title and who presents it; without it, the content begins below the title.
    #[serde(default)]
    pub cover: Option<Cover>,
    /// Makes it a letter: sender and addressee come first, and the title is its subject.
    #[serde(default)]
    pub letter: Option<Letter>,
    /// Heading of a list of all sections with their pages, behind the title; none if it is absent.
    #[serde(default)]
    pub contents: Option<String>,
    /// The content, in reading order.
    pub sections: Vec<Section>,
}

/// What stands on the first page besides title and facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cover {
    /// What kind of document it is, above the title.
    pub kind: String,
    /// Who presents it, line by line, below the title.
    pub by: Vec<String>,
}

/// What makes a document a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Name and address of the sender, on one line.
    pub from: String,
    /// Whom it goes to, line by line, as it stands on the envelope.
    pub to: Vec<String>,
    /// Salutation and first paragraphs, below the subject.
    pub opening: Vec<String>,
}

/// A part with a heading of the second level.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Heading.
    pub title: String,
    /// Whether it begins on a page of its own.
    pub on_new_page: bool,
    /// Content.
    pub blocks: Vec<Block>,
}

/// A piece of content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// A heading of the third level.
    Heading(String),
    /// Running text.
    Text(String),
    /// Small print: sources and how something was counted.
    SmallPrint(String),
    /// The most important numbers, large, side by side; at most four.
    Figures(Vec<Figure>),
    /// Names with values.
    Facts(Vec<Fact>),
    /// Names with longer values, one below the other.
    Lines(Vec<Fact>),
    /// A list of short sentences under a heading of the third level.
    List(List),
    /// A table.
    Table(Table),
    /// A table in whose last column people write by hand.
    ToSign(Table),
    /// A line chart.
    Chart(Chart),
}

/// One important number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// What it is.
    pub name: String,
    /// The number with its unit.
    pub value: String,
    /// Of what it was computed.
    pub detail: String,
}

/// A name with a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What holds.
    pub value: String,
}

/// Short sentences that belong together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Heading.
    pub title: String,
    /// At least one sentence.
    pub items: Vec<String>,
}

/// A table whose first column names the row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// At least one column.
    pub columns: Vec<Column>,
    /// Each with as many cells as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Head.
    pub name: String,
    /// Share of the width, relative to the other columns.
    pub share: u16,
    /// Numbers stand at the right edge.
    pub numeric: bool,
}

/// Values over time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same in words, for people who cannot see it.
    pub description: String,
    /// Lines, at most three; they differ in dashes and marks, not in colour.
    pub series: Vec<String>,
    /// Horizontal lines with a meaning.
    pub limits: Vec<Limit>,
    /// What the axis of the values reaches over at least, lowest and highest; absent: over values and limits.
    #[serde(default)]
    pub range: Option<(f32, f32)>,
    /// Distance of two lines of the grid, at least; absent: a round number that goes with the values.
    #[serde(default)]
    pub step: Option<f32>,
    /// Moments in order of time.
    pub points: Vec<Point>,
    /// Words for places on the time axis.
    pub ticks: Vec<Tick>,
}

/// A horizontal line with a meaning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Limit {
    /// Height, in the unit of the values.
    pub value: f32,
    /// What it means.
    pub name: String,
}

/// One moment of a chart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Place on the time axis; grows with time, the unit does not matter.
    pub at: f32,
    /// One value per series; `None` where nothing was measured.
    pub values: Vec<Option<f32>>,
}

/// A word under the time axis.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tick {
    /// Place on the time axis.
    pub at: f32,
    /// The day.
    pub name: String,
}

impl Fact {
    /// A fact from its two texts.
    pub fn new(name: impl Into<String>, value: impl Into<String>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

impl Column {
    /// A column of words.
    pub fn words(name: impl Into<String>, share: u16) -> Self {
        Self { name: name.into(), share, numeric: false }
    }

    /// A column of numbers.
    pub fn numbers(name: impl Into<String>, share: u16) -> Self {
        Self { name: name.into(), share, numeric: true }
    }
}
