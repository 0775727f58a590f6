//! A strict reader for the XML that FHIR uses; anything not well-formed is an error.

use crate::tree::Node;

/// Reads a document.
pub fn read(text: &str) -> Result<Node, String> {
    let rest =
        text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").ok_or("no XML declaration")?;
    let mut reader = Reader { rest: rest.trim_end() };
    let mut root = reader.element()?;
    if !reader.rest.is_empty() {
        return Err(format!("text behind the root: {}", reader.near()));
    }
    root.resource = Some(std::mem::take(&mut root.name));
    Ok(root)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn near(&self) -> String {
        self.rest.chars().take(40).collect()
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest.strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.eat(token) { Ok(()) } else { Err(format!("expected {token} at {}", self.near())) }
    }

    fn word(&mut self) -> Result<String, String> {
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        if word.is_empty() { Err(format!("expected a name at {}", self.near())) } else { Ok(word.to_owned()) }
    }

    fn element(&mut self) -> Result<Node, String> {
        self.expect("<")?;
        let name = self.word()?;
        let mut node = Node::named(&name);
        while self.eat(" ") {
            let key = self.word()?;
            self.expect("=\"")?;
            let end = self.rest.find('"').ok_or("an attribute without end")?;
            let (raw, rest) = self.rest.split_at(end);
            self.rest = rest;
            self.expect("\"")?;
            match key.as_str() {
                "value" => node.value = Some(decode(raw)?),
                "url" => node.url = Some(decode(raw)?),
                "xmlns" if raw == "http://hl7.org/fhir" => {}
                _ => return Err(format!("unexpected attribute {key}")),
            }
        }
        if self.eat("/>") {
            return Ok(node);
        }
        self.expect(">")?;
        while !self.eat("</") {
            node.children.push(self.element()?);
        }
        if self.word()? != name {
            return Err(format!("<{name}> is closed by another name"));
        }
        self.expect(">")?;
        Ok(lift_resource(node))
    }
}

/// `<resource><Patient>…` says the same as `"resource": {"resourceType": "Patient", …}`.
fn lift_resource(mut node: Node) -> Node {
    if node.name == "resource"
        && let Some(inner) = node.children.pop()
    {
        node.resource = Some(inner.name);
        node.children = inner.children;
    }
    node
}

fn decode(raw: &str) -> Result<String, String> {
    if let Some(bad) = raw.chars().find(|c| *c == '<' || c.is_control()) {
        return Err(format!("{bad:?} in an attribute"));
    }
    let mut parts = raw.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').ok_or("a bare &")?;
        text.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#9" => '\t',
            "#10" => '\n',
            "#13" => '\r',
            _ => return Err(format!("unknown entity &{name};")),
        });
        text += rest;
    }
    Ok(text)
}
