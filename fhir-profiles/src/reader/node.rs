//! One shape for both formats: what a file says, apart from how it says it.

/// An element with its value; repeated elements are children of the same name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) name: String,
    /// Kind of the resource, where the element is one.
    pub(crate) kind: Option<String>,
    /// Value of a primitive, digit by digit; the whole markup of XHTML.
    pub(crate) value: Option<String>,
    /// Address of an extension.
    pub(crate) url: Option<String>,
    /// Id of an element; that of a resource is a child.
    pub(crate) id: Option<String>,
    pub(crate) children: Vec<Node>,
}

/// A bundle without its resources, and the resources as they stand in the file.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) head: Node,
    pub(crate) pieces: Vec<Piece<'a>>,
}

/// A resource as it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    pub(crate) full_url: Option<String>,
    pub(crate) kind: String,
    pub(crate) raw: &'a str,
    /// Where it begins, in bytes.
    pub(crate) at: usize,
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReadError {
    /// Where, in bytes.
    pub(crate) at: usize,
    /// The element there, as far as it is known.
    pub(crate) element: String,
    pub(crate) problem: Problem,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The markup is broken.
    Syntax(String),
    /// Document type, entity, processing instruction.
    Forbidden,
    /// Nested too deep.
    Depth,
    /// Too many entries.
    Pieces,
    /// Not a bundle.
    NoBundle,
    /// Text, an attribute or a shape that FHIR does not have.
    Shape,
}

impl Node {
    /// An element without anything.
    pub(crate) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The first child of that name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of that name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first element behind a path such as `code.coding`.
    pub(crate) fn at(&self, path: &str) -> Option<&Self> {
        path.split('.').try_fold(self, |node, name| node.child(name))
    }

    /// The value of the first element behind a path.
    pub(crate) fn value_at(&self, path: &str) -> Option<&str> {
        self.at(path)?.value.as_deref()
    }
}
