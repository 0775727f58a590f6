//! From a laid out report to the bytes of a PDF.

use std::num::NonZeroU16;

use heilsam_report::layout::{Child, Element, Layout, PAGE_HEIGHT, PAGE_WIDTH, Piece, Role, Tag as Part};
use heilsam_report::shape::{Ink, Mark, Shape, Stroke as Dashes};
use heilsam_report::{Document, lay_out};
use krilla::color::luma;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, ListNumbering, Node, SpanTag, TableHeaderScope,
    Tag, TagGroup, TagKind, TagTree,
};
use krilla::{Document as Pdf, SerializeSettings};

use crate::typeface::Typeface;

/// Why there is no PDF. None of it can be caused by what a patient wrote: tests print the worst of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfError {
    /// The two standards cannot be met together.
    #[error("PDF/UA-1 and PDF/A-2a do not go together here")]
    Standards,
    /// A measure of the page is none.
    #[error("a page has no size")]
    Size,
    /// The finished file would break one of the standards.
    #[error("the file would not meet its standards: {0}")]
    NotConforming(String),
}

/// Writes a report.
///
/// # Errors
/// [`PdfError`]; the cause lies in the program, never in the values.
pub fn write(document: &Document, typeface: &Typeface) -> Result<Vec<u8>, PdfError> {
    let layout = lay_out(document, typeface);
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|_| PdfError::Standards)?;
    let mut pdf = Pdf::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    pdf.set_metadata(metadata(document));
    let mut drawn = Drawn::default();
    for page in &layout.pages {
        let settings = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).ok_or(PdfError::Size)?;
        let mut sheet = pdf.start_page_with(settings);
        let mut surface = sheet.surface();
        for piece in &page.pieces {
            draw_piece(&mut surface, piece, typeface, &mut drawn);
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_outline(outline(document, &layout));
    pdf.set_tag_tree(tree(document, &layout, &mut drawn));
    pdf.finish().map_err(|error| PdfError::NotConforming(error.to_string()))
}

/// What krilla calls each numbered piece.
#[derive(Default)]
struct Drawn(Vec<Option<Identifier>>);

impl Drawn {
    fn put(&mut self, number: usize, identifier: Identifier) {
        if self.0.len() <= number {
            self.0.resize(number + 1, None);
        }
        if let Some(place) = self.0.get_mut(number) {
            *place = Some(identifier);
        }
    }

    /// Each piece belongs to one element.
    fn take(&mut self, number: usize) -> Option<Identifier> {
        self.0.get_mut(number)?.take()
    }
}

fn metadata(document: &Document) -> Metadata {
    let at = document.made_at;
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    let (hours, minutes) = (document.utc_offset_minutes / 60, document.utc_offset_minutes % 60);
    let made = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(i8::try_from(hours).unwrap_or_default())
        .utc_offset_minute(u8::try_from(minutes.abs()).unwrap_or_default());
    Metadata::new()
        .title(document.title.clone())
        .language(document.language.clone())
        .creator(document.made_by.clone())
        .creation_date(made)
}

fn draw_piece(surface: &mut Surface<'_>, piece: &Piece, typeface: &Typeface, drawn: &mut Drawn) {
    let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
    let tag = match piece.role {
        Role::Content(_) => ContentTag::Span(SpanTag::empty()),
        Role::Decoration => artifact(ArtifactType::Layout),
        Role::Repeated => artifact(ArtifactType::PaginationOther),
        Role::Foot => artifact(ArtifactType::Footer),
    };
    let identifier = surface.start_tagged(tag);
    for shape in &piece.shapes {
        draw_shape(surface, shape, typeface);
    }
    surface.end_tagged();
    if let Role::Content(number) = piece.role {
        drawn.put(number, identifier);
    }
}

fn draw_shape(surface: &mut Surface<'_>, shape: &Shape, typeface: &Typeface) {
    match shape {
        Shape::Text { x, y, size, weight, ink, text } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink)));
            let mut x = *x;
            for run in typeface.runs(text, *weight) {
                surface.draw_glyphs(Point::from_xy(x, *y), &run.glyphs, run.font, &run.text, *size, false);
                x += run.advance * size;
            }
        }
        Shape::Line { points, width, stroke, ink } => {
            surface.set_fill(None);
            surface.set_stroke(Some(line(*width, *stroke, *ink)));
            draw_path(surface, path(points, false));
        }
        Shape::Box { x, y, width, height, ink } => {
            surface.set_stroke(None);
            surface.set_fill(Some(fill(*ink)));
            let corners = [(*x, *y), (x + width, *y), (x + width, y + height), (*x, y + height)];
            draw_path(surface, path(&corners, true));
        }
        Shape::Mark { x, y, radius, mark } => draw_mark(surface, (*x, *y), *radius, *mark),
    }
    surface.set_fill(None);
    surface.set_stroke(None);
}

fn draw_mark(surface: &mut Surface<'_>, (x, y): (f32, f32), r: f32, mark: Mark) {
    let square = [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)];
    let lozenge = [(x, y - 1.3 * r), (x + 1.3 * r, y), (x, y + 1.3 * r), (x - 1.3 * r, y)];
    let (corners, inside) = match mark {
        Mark::Full => (square, Ink::Black),
        Mark::Hollow => (square, Ink::White),
        Mark::Lozenge => (lozenge, Ink::Soft),
    };
    surface.set_fill(Some(fill(inside)));
    surface.set_stroke(Some(line(0.7, Dashes::Solid, Ink::Black)));
    draw_path(surface, path(&corners, true));
}

fn draw_path(surface: &mut Surface<'_>, path: Option<Path>) {
    if let Some(path) = path {
        surface.draw_path(&path);
    }
}

fn path(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    let ((x, y), rest) = points.split_first()?;
    builder.move_to(*x, *y);
    for (x, y) in rest {
        builder.line_to(*x, *y);
    }
    if closed {
        builder.close();
    }
    builder.finish()
}

const fn grey(ink: Ink) -> u8 {
    match ink {
        Ink::Black => 0,
        Ink::Soft => 80,
        Ink::Pale => 175,
        Ink::White => 255,
        Ink::Tint => 240,
    }
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: luma::Color::new(grey(ink)).into(), ..Fill::default() }
}

fn line(width: f32, dashes: Dashes, ink: Ink) -> Stroke {
    let array = match dashes {
        Dashes::Solid => None,
        Dashes::Dashed => Some(vec![4.0, 2.5]),
        Dashes::Dotted => Some(vec![1.2, 1.8]),
    };
    let dash = array.map(|array| StrokeDash { array, offset: 0.0 });
    Stroke { paint: luma::Color::new(grey(ink)).into(), width, dash, ..Stroke::default() }
}

/// The title with the sections below it.
fn outline(document: &Document, layout: &Layout) -> Outline {
    let place = |page, y| XyzDestination::new(page, Point::from_xy(0.0, y));
    let mut title = OutlineNode::new(document.title.clone(), place(0, 0.0)).with_open(true);
    for jump in &layout.outline {
        title.push_child(OutlineNode::new(jump.title.clone(), place(jump.page, jump.y)));
    }
    let mut outline = Outline::new();
    outline.push_child(title);
    outline
}

fn tree(document: &Document, layout: &Layout, drawn: &mut Drawn) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(document.language.clone()));
    for element in &layout.elements {
        tree.push(group(element, drawn));
    }
    tree
}

fn group(element: &Element, drawn: &mut Drawn) -> TagGroup {
    let mut group = TagGroup::new(kind(&element.tag));
    for child in &element.children {
        match child {
            Child::Element(element) => group.push(Node::Group(self::group(element, drawn))),
            Child::Piece(number) => {
                if let Some(identifier) = drawn.take(*number) {
                    group.push(Node::Leaf(identifier));
                }
            }
        }
    }
    group
}

fn kind(part: &Part) -> TagKind {
    match part {
        Part::Heading(level, title) => {
            Tag::Hn(NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN), Some(title.clone())).into()
        }
        Part::Section => Tag::Section.into(),
        Part::Paragraph => Tag::P.into(),
        Part::List => Tag::L(ListNumbering::None).into(),
        Part::Item => Tag::LI.into(),
        Part::Label => Tag::Lbl.into(),
        Part::Body => Tag::LBody.into(),
        Part::Table => Tag::Table.into(),
        Part::Caption => Tag::Caption.into(),
        Part::TableHead => Tag::THead.into(),
        Part::TableBody => Tag::TBody.into(),
        Part::Row => Tag::TR.into(),
        Part::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
        Part::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
        Part::Cell => Tag::TD.into(),
        Part::Figure(description, page, [left, top, right, bottom]) => {
            let place = Rect::from_ltrb(*left, *top, *right, *bottom).map(|rect| BBox::new(*page, rect));
            Tag::Figure(Some(description.clone())).with_bbox(place).into()
        }
    }
}
