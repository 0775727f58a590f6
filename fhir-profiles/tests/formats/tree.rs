//! One shape for both formats: what a file says, apart from how it says it.

/// An element with its value; repeated elements are children of the same name.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Node {
    pub name: String,
    pub resource: Option<String>,
    pub value: Option<String>,
    pub url: Option<String>,
    pub children: Vec<Node>,
}

impl Node {
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}
