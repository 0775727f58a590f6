//! A reader for FHIR JSON that keeps numbers as text; `serde_json` would read 80.0 as a binary fraction.

use crate::tree::Node;

/// Reads a resource.
pub fn read(text: &str) -> Result<Node, String> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|error| error.to_string())?;
    let mut reader = Reader { rest: text };
    let mut root = Node::default();
    reader.object(&mut root)?;
    Ok(root)
}

/// Reads text that `serde_json` found to be well-formed and without blanks.
struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn eat(&mut self, token: char) -> bool {
        let found = self.rest.strip_prefix(token);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn string(&mut self) -> Result<String, String> {
        let mut end = 1;
        while self.rest.as_bytes().get(end).is_some_and(|byte| *byte != b'"') {
            end += if self.rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
        }
        let (raw, rest) = self.rest.split_at(end + 1);
        self.rest = rest;
        serde_json::from_str(raw).map_err(|error| format!("{raw}: {error}"))
    }

    fn object(&mut self, node: &mut Node) -> Result<(), String> {
        if !self.eat('{') {
            return Err(format!("expected an object at {:.40}", self.rest));
        }
        while !self.eat('}') {
            self.eat(',');
            let key = self.string()?;
            self.eat(':');
            if let Some(beside) = key.strip_prefix('_') {
                let list = self.eat('[');
                let target = node.children.iter_mut().rev().find(|child| child.name == beside);
                self.object(target.ok_or("an extension without its value")?)?;
                if list && !self.eat(']') {
                    return Err("more extensions than values".to_owned());
                }
            } else if key == "resourceType" {
                node.resource = Some(self.string()?);
            } else if key == "url" && node.name == "extension" {
                node.url = Some(self.string()?);
            } else if self.eat('[') {
                while !self.eat(']') {
                    self.eat(',');
                    self.value(&key, node)?;
                }
            } else {
                self.value(&key, node)?;
            }
        }
        Ok(())
    }

    fn value(&mut self, name: &str, parent: &mut Node) -> Result<(), String> {
        let mut node = Node::named(name);
        if self.rest.starts_with('{') {
            self.object(&mut node)?;
        } else if self.rest.starts_with('"') {
            node.value = Some(self.string()?);
        } else {
            let end = self.rest.find([',', '}', ']']).unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at(end);
            node.value = Some(number.to_owned());
            self.rest = rest;
        }
        parent.children.push(node);
        Ok(())
    }
}
