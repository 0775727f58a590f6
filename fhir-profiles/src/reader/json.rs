//! FHIR JSON. `serde_json` says whether a text is JSON; this reader keeps the digits of numbers, which it would not.

use serde::de::IgnoredAny;

use super::node::{Document, Node, Piece, Problem, ReadError};
use super::{MAX_DEPTH, MAX_PIECES};

/// Reads a bundle.
pub(super) fn read_document(text: &str) -> Result<Document<'_>, ReadError> {
    let mut reader = Reader::new(text, true)?;
    let head = reader.root()?;
    if head.kind.as_deref() != Some("Bundle") {
        return Err(ReadError { at: 0, element: String::new(), problem: Problem::NoBundle });
    }
    Ok(Document { head, pieces: reader.pieces })
}

/// Reads one resource.
pub(super) fn read_resource(text: &str) -> Result<Node, ReadError> {
    Reader::new(text, false)?.root()
}

/// Reads text that `serde_json` found to be well-formed.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Whether this is a bundle whose resources are only noted.
    document: bool,
    path: Vec<String>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, document: bool) -> Result<Self, ReadError> {
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| ReadError {
            at: offset(text, error.line(), error.column()),
            element: String::new(),
            problem: Problem::Syntax(error.to_string()),
        })?;
        Ok(Self { text, at: 0, document, path: Vec::new(), pieces: Vec::new() })
    }

    fn root(&mut self) -> Result<Node, ReadError> {
        let mut root = self.object("")?;
        root.name = root.kind.clone().ok_or_else(|| self.error(Problem::NoBundle))?;
        Ok(root)
    }

    fn error(&self, problem: Problem) -> ReadError {
        let element = self.path.iter().rev().find(|name| !name.is_empty()).cloned().unwrap_or_default();
        ReadError { at: self.at, element, problem }
    }

    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, token: u8) -> bool {
        let found = self.peek() == Some(token);
        self.at += usize::from(found);
        found
    }

    /// The raw text of a string, number or word.
    fn scalar(&mut self) -> &'a str {
        let quoted = self.peek() == Some(b'"');
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + usize::from(quoted);
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'"' if quoted => {
                    end += 1;
                    break;
                }
                b'\\' => end += 2,
                b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' if !quoted => break,
                _ => end += 1,
            }
        }
        self.at = end;
        self.text.get(start..end).unwrap_or_default()
    }

    fn string(&mut self) -> Result<String, ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.error(Problem::Shape));
        }
        let raw = self.scalar();
        serde_json::from_str(raw).map_err(|error| self.error(Problem::Syntax(error.to_string())))
    }

    fn object(&mut self, name: &str) -> Result<Node, ReadError> {
        if self.path.len() >= MAX_DEPTH {
            return Err(self.error(Problem::Depth));
        }
        if !self.eat(b'{') {
            return Err(self.error(Problem::Shape));
        }
        self.path.push(name.to_owned());
        let mut node = Node::named(name);
        let mut beside: Vec<(String, Vec<Node>)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        while !self.eat(b'}') {
            self.eat(b',');
            let key = self.string()?;
            self.eat(b':');
            if !seen.insert(key.clone()) {
                return Err(self.error(Problem::Shape));
            }
            match key.strip_prefix('_') {
                Some(of) => beside.push((of.to_owned(), self.values(of)?)),
                None => self.member(&mut node, &key)?,
            }
        }
        for (of, extras) in beside {
            merge(&mut node, &of, extras);
        }
        if node.kind.is_some()
            && let Some(id) = node.id.take()
        {
            node.children.insert(0, Node { value: Some(id), ..Node::named("id") });
        }
        self.path.pop();
        Ok(node)
    }

    fn member(&mut self, node: &mut Node, key: &str) -> Result<(), ReadError> {
        let extension = matches!(node.name.as_str(), "extension" | "modifierExtension");
        match key {
            "resourceType" => node.kind = Some(self.string()?),
            "id" => node.id = Some(self.string()?),
            "url" if extension => node.url = Some(self.string()?),
            "entry" if self.document && self.path.len() == 1 => self.entries()?,
            _ => node.children.extend(self.values(key)?),
        }
        Ok(())
    }

    /// One value or a list of them.
    fn values(&mut self, name: &str) -> Result<Vec<Node>, ReadError> {
        if !self.eat(b'[') {
            return Ok(vec![self.value(name)?]);
        }
        let mut nodes = Vec::new();
        while !self.eat(b']') {
            self.eat(b',');
            if self.peek() == Some(b'[') {
                return Err(self.error(Problem::Shape));
            }
            nodes.push(self.value(name)?);
        }
        Ok(nodes)
    }

    fn value(&mut self, name: &str) -> Result<Node, ReadError> {
        match self.peek() {
            Some(b'{') => self.object(name),
            Some(b'"') => Ok(Node { value: Some(self.string()?), ..Node::named(name) }),
            _ => {
                let word = self.scalar();
                let value = (word != "null").then(|| word.to_owned());
                Ok(Node { value, ..Node::named(name) })
            }
        }
    }

    /// The entries of a bundle: their resources are checked and noted.
    fn entries(&mut self) -> Result<(), ReadError> {
        if !self.eat(b'[') {
            return Err(self.error(Problem::Shape));
        }
        while !self.eat(b']') {
            self.eat(b',');
            if self.pieces.len() >= MAX_PIECES {
                return Err(self.error(Problem::Pieces));
            }
            self.entry()?;
        }
        Ok(())
    }

    fn entry(&mut self) -> Result<(), ReadError> {
        if !self.eat(b'{') {
            return Err(self.error(Problem::Shape));
        }
        self.path.push("entry".to_owned());
        let (mut full_url, mut found) = (None, None);
        while !self.eat(b'}') {
            self.eat(b',');
            let key = self.string()?;
            self.eat(b':');
            match key.as_str() {
                "fullUrl" => full_url = Some(self.string()?),
                "resource" => {
                    self.peek();
                    let at = self.at;
                    let kind = self.object("resource")?.kind.ok_or_else(|| self.error(Problem::Shape))?;
                    found = Some((kind, at, self.text.get(at..self.at).unwrap_or_default()));
                }
                other => {
                    self.values(other)?;
                }
            }
        }
        if let Some((kind, at, raw)) = found {
            self.pieces.push(Piece { full_url, kind, raw, at });
        }
        self.path.pop();
        Ok(())
    }
}

/// Gives the values of a name what stands beside them under `_name`.
fn merge(node: &mut Node, of: &str, extras: Vec<Node>) {
    let known = node.children.iter().any(|child| child.name == of);
    if !known {
        node.children.extend(extras);
        return;
    }
    for (child, extra) in node.children.iter_mut().filter(|child| child.name == of).zip(extras) {
        child.children = extra.children;
        child.id = extra.id;
    }
}

/// Byte offset of a line and column, both from 1 on.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (before + column.saturating_sub(1)).min(text.len())
}
