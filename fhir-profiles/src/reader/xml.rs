//! FHIR XML.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::node::{Document, Node, Piece, Problem, ReadError};
use super::{MAX_DEPTH, MAX_PIECES};

const FHIR: &str = "http://hl7.org/fhir";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// Reads a bundle.
pub(super) fn read_document(text: &str) -> Result<Document<'_>, ReadError> {
    let mut walk = Walk::new(text, true);
    let head = walk.run()?;
    if head.kind.as_deref() != Some("Bundle") {
        return Err(ReadError { at: 0, element: head.name, problem: Problem::NoBundle });
    }
    Ok(Document { head, pieces: walk.pieces })
}

/// Reads one resource; its namespace may have been declared around it.
pub(super) fn read_resource(text: &str) -> Result<Node, ReadError> {
    Walk::new(text, false).run()
}

/// The resource with its namespace declared on itself.
pub(super) fn alone(text: &str) -> Cow<'_, str> {
    let Ok(Event::Start(start) | Event::Empty(start)) = Reader::from_str(text).read_event() else {
        return Cow::Borrowed(text);
    };
    let mut attributes = start.attributes().flatten();
    if attributes.any(|attribute| matches!(attribute.key.as_ref(), "xmlns")) {
        return Cow::Borrowed(text);
    }
    let name = start.name();
    let name: &str = name.as_ref();
    match text.split_at_checked("<".len() + name.len()) {
        Some((begun, rest)) => Cow::Owned(format!("{begun} xmlns=\"{FHIR}\"{rest}")),
        None => Cow::Borrowed(text),
    }
}

struct Walk<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Whether this is a bundle whose resources are only noted.
    document: bool,
    open: Vec<(Node, usize)>,
    root: Option<Node>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, document: bool) -> Self {
        let reader = Reader::from_str(text);
        Self { text, reader, document, open: Vec::new(), root: None, pieces: Vec::new() }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn error(&self, at: usize, problem: Problem) -> ReadError {
        let element = self.open.last().map(|(node, _)| node.name.clone()).unwrap_or_default();
        ReadError { at, element, problem }
    }

    fn run(&mut self) -> Result<Node, ReadError> {
        loop {
            let at = self.position();
            let event = self.reader.read_event().map_err(|error| {
                let at = usize::try_from(self.reader.error_position()).unwrap_or(at);
                self.error(at, Problem::Syntax(error.to_string()))
            })?;
            match event {
                Event::Start(start) => self.start(&start, at)?,
                Event::Empty(start) => {
                    let node = self.element(&start, at)?;
                    self.attach(node, at)?;
                }
                Event::End(_) => {
                    if let Some((node, begun)) = self.open.pop() {
                        self.close(node, begun)?;
                    }
                }
                Event::Text(text) if text.chars().all(char::is_whitespace) => {}
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => {
                    return Err(self.error(at, Problem::Shape));
                }
                Event::Comment(_) => {}
                Event::Decl(_) if at == 0 => {}
                Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {
                    return Err(self.error(at, Problem::Forbidden));
                }
                Event::Eof => break,
            }
        }
        match (self.open.is_empty(), self.root.take()) {
            (true, Some(root)) => Ok(root),
            _ => Err(self.error(self.text.len(), Problem::Syntax("the file ends too early".to_owned()))),
        }
    }

    fn start(&mut self, start: &BytesStart<'_>, at: usize) -> Result<(), ReadError> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.error(at, Problem::Depth));
        }
        let mut node = self.element(start, at)?;
        if node.name != "div" {
            self.open.push((node, at));
            return Ok(());
        }
        let skipped = self.reader.read_to_end(start.name());
        skipped.map_err(|error| self.error(at, Problem::Syntax(error.to_string())))?;
        node.value = self.text.get(at..self.position()).map(str::to_owned);
        self.attach(node, at)
    }

    /// The element with its attributes.
    fn element(&self, start: &BytesStart<'_>, at: usize) -> Result<Node, ReadError> {
        let name = start.name();
        let mut node = Node::named(name.as_ref());
        let mut namespace = None;
        let shape = |what: &str| ReadError { at, element: what.to_owned(), problem: Problem::Shape };
        if node.name.contains(':') {
            return Err(shape(&node.name));
        }
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| {
                let problem = Problem::Syntax(error.to_string());
                ReadError { at, element: node.name.clone(), problem }
            })?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|_| ReadError {
                at,
                element: node.name.clone(),
                problem: Problem::Forbidden,
            })?;
            match attribute.key.as_ref() {
                "value" => node.value = Some(value.into_owned()),
                "url" => node.url = Some(value.into_owned()),
                "id" => node.id = Some(value.into_owned()),
                "xmlns" => namespace = Some(value.into_owned()),
                key if self.open.is_empty() && (key.starts_with("xmlns:") || key.starts_with("xsi:")) => {}
                _ => return Err(shape(&node.name)),
            }
        }
        let expected = if node.name == "div" { XHTML } else { FHIR };
        let needed = node.name == "div" || (self.document && self.open.is_empty());
        match namespace.as_deref() {
            Some(given) if given != expected => Err(shape(&node.name)),
            None if needed => Err(shape(&node.name)),
            _ => Ok(node),
        }
    }

    /// An element is complete: a resource gives its kind to the element around it.
    fn close(&mut self, node: Node, begun: usize) -> Result<(), ReadError> {
        let is_resource = node.name.starts_with(|first: char| first.is_ascii_uppercase());
        let end = self.position();
        let depth = self.open.len();
        let Some((parent, _)) = self.open.last_mut() else {
            return self.attach(Node { kind: Some(node.name.clone()), ..node }, begun);
        };
        if !is_resource {
            return self.attach(node, begun);
        }
        if !matches!(parent.name.as_str(), "resource" | "contained") || parent.kind.is_some() {
            return Err(ReadError { at: begun, element: node.name, problem: Problem::Shape });
        }
        parent.kind = Some(node.name.clone());
        if self.document && depth == 3 {
            if self.pieces.len() >= MAX_PIECES {
                return Err(self.error(begun, Problem::Pieces));
            }
            let raw = self.text.get(begun..end).unwrap_or_default();
            self.pieces.push(Piece { full_url: None, kind: node.name, raw, at: begun });
        } else {
            parent.children = node.children;
        }
        Ok(())
    }

    fn attach(&mut self, node: Node, at: usize) -> Result<(), ReadError> {
        let depth = self.open.len();
        let Some((parent, _)) = self.open.last_mut() else {
            if self.root.is_some() {
                return Err(ReadError { at, element: node.name, problem: Problem::Shape });
            }
            let kind = node.kind.clone().or_else(|| Some(node.name.clone()));
            self.root = Some(Node { kind, ..node });
            return Ok(());
        };
        if self.document && depth == 1 && node.name == "entry" {
            if node.child("resource").is_some() {
                let address = node.value_at("fullUrl").map(str::to_owned);
                if let Some(piece) = self.pieces.last_mut() {
                    piece.full_url = address;
                }
            }
            return Ok(());
        }
        parent.children.push(node);
        Ok(())
    }
}
