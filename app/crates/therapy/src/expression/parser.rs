//! From tokens to a tree, with the precedence of FHIRPath.

use jiff::civil::{Date, DateTime, Time};
use rust_decimal::Decimal;

use super::ExpressionError;
use super::functions;
use super::lexer::{Kind, Token};

/// Deepest nesting.
const DEPTH_LIMIT: usize = 40;

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Tree {
    Literal(Literal),
    Empty,
    Variable(String),
    This,
    /// A child of every value of the base; without a base, of `$this`.
    Child(Option<Box<Tree>>, String),
    Call(Option<Box<Tree>>, String, Vec<Tree>),
    Index(Box<Tree>, Box<Tree>),
    Negative(Box<Tree>),
    Binary(&'static str, Box<Tree>, Box<Tree>),
}

/// A literal value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Literal {
    Boolean(bool),
    Number(Decimal),
    Text(String),
    Date(Date),
    DateTime(DateTime),
    Time(Time),
}

/// Operators from the weakest to the strongest.
const LEVELS: [&[&str]; 8] = [
    &["implies"],
    &["or", "xor"],
    &["and"],
    &["in", "contains"],
    &["=", "!=", "~", "!~"],
    &["<=", ">=", "<", ">"],
    &["+", "-", "&"],
    &["*", "/", "div", "mod"],
];

pub(super) fn parse(tokens: &[Token]) -> Result<Tree, ExpressionError> {
    let mut parser = Parser { tokens, position: 0, depth: 0 };
    let tree = parser.level(0)?;
    if parser.position < tokens.len() {
        return Err(parser.wrong("the expression should end here"));
    }
    Ok(tree)
}

struct Parser<'t> {
    tokens: &'t [Token],
    position: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Kind> {
        self.tokens.get(self.position).map(|token| &token.kind)
    }

    fn wrong(&self, what: &str) -> ExpressionError {
        let end = self.tokens.last().map_or(1, |token| token.at + 1);
        let at = self.tokens.get(self.position).map_or(end, |token| token.at);
        ExpressionError::Syntax { at, what: what.to_owned() }
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let fits = matches!(self.peek(), Some(Kind::Sign(it)) if *it == sign);
        self.position += usize::from(fits);
        fits
    }

    fn need_sign(&mut self, sign: &str) -> Result<(), ExpressionError> {
        if self.take_sign(sign) { Ok(()) } else { Err(self.wrong(&format!("{sign} is missing"))) }
    }

    fn operator(&mut self, level: usize) -> Option<&'static str> {
        let word = match self.peek()? {
            Kind::Sign(sign) => *sign,
            Kind::Name(name) => name.as_str(),
            _ => return None,
        };
        let operator = LEVELS.get(level)?.iter().copied().find(|it| *it == word)?;
        self.position += 1;
        Some(operator)
    }

    fn level(&mut self, level: usize) -> Result<Tree, ExpressionError> {
        if level == LEVELS.len() {
            return self.signed();
        }
        let mut tree = self.level(level + 1)?;
        while let Some(operator) = self.operator(level) {
            let right = self.level(level + 1)?;
            tree = Tree::Binary(operator, Box::new(tree), Box::new(right));
        }
        Ok(tree)
    }

    fn signed(&mut self) -> Result<Tree, ExpressionError> {
        if self.take_sign("-") {
            return self.nested(Self::signed).map(|tree| Tree::Negative(Box::new(tree)));
        }
        if self.take_sign("+") {
            return self.nested(Self::signed);
        }
        self.path()
    }

    fn nested(
        &mut self,
        inner: impl FnOnce(&mut Self) -> Result<Tree, ExpressionError>,
    ) -> Result<Tree, ExpressionError> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(ExpressionError::TooComplex);
        }
        let tree = inner(self);
        self.depth -= 1;
        tree
    }

    fn path(&mut self) -> Result<Tree, ExpressionError> {
        let mut tree = self.primary()?;
        loop {
            if self.take_sign(".") {
                let Some(Kind::Name(name)) = self.peek().cloned() else {
                    return Err(self.wrong("a name is missing after the point"));
                };
                self.position += 1;
                tree = self.member(Some(Box::new(tree)), name)?;
            } else if self.take_sign("[") {
                let index = self.nested(|it| it.level(0))?;
                self.need_sign("]")?;
                tree = Tree::Index(Box::new(tree), Box::new(index));
            } else {
                return Ok(tree);
            }
        }
    }

    fn member(&mut self, base: Option<Box<Tree>>, name: String) -> Result<Tree, ExpressionError> {
        if !self.take_sign("(") {
            return Ok(Tree::Child(base, name));
        }
        let mut arguments = Vec::new();
        if !self.take_sign(")") {
            loop {
                arguments.push(self.nested(|it| it.level(0))?);
                if self.take_sign(")") {
                    break;
                }
                self.need_sign(",")?;
            }
        }
        functions::known(&name, arguments.len())?;
        Ok(Tree::Call(base, name, arguments))
    }

    fn primary(&mut self) -> Result<Tree, ExpressionError> {
        let Some(kind) = self.peek().cloned() else {
            return Err(self.wrong("something is missing here"));
        };
        let here = self.position;
        self.position += 1;
        let literal = match kind {
            Kind::Number(number) => Literal::Number(number),
            Kind::Text(text) => Literal::Text(text),
            Kind::Moment(text) => moment(&text).ok_or_else(|| ExpressionError::Syntax {
                at: here + 1,
                what: format!("@{text} is no date"),
            })?,
            Kind::Name(name) if name == "true" || name == "false" => Literal::Boolean(name == "true"),
            Kind::Name(name) => return self.member(None, name),
            Kind::Variable(name) => return Ok(Tree::Variable(name)),
            Kind::This => return Ok(Tree::This),
            Kind::Sign("(") => {
                let tree = self.nested(|it| it.level(0))?;
                self.need_sign(")")?;
                return Ok(tree);
            }
            Kind::Sign("{") => {
                self.need_sign("}")?;
                return Ok(Tree::Empty);
            }
            Kind::Sign(_) => {
                self.position = here;
                return Err(self.wrong("a value is missing here"));
            }
        };
        Ok(Tree::Literal(literal))
    }
}

fn moment(text: &str) -> Option<Literal> {
    if let Some(time) = text.strip_prefix('T') {
        return time.parse().ok().map(Literal::Time);
    }
    if text.contains('T') {
        return text.parse().ok().map(Literal::DateTime);
    }
    text.parse().ok().map(Literal::Date)
}

impl Tree {
    pub(super) fn literals(&self) -> Vec<&str> {
        match self {
            Self::Literal(Literal::Text(text)) => vec![text],
            Self::Literal(_) | Self::Empty | Self::Variable(_) | Self::This => Vec::new(),
            Self::Child(base, _) => base.iter().flat_map(|it| it.literals()).collect(),
            Self::Call(base, _, arguments) => base
                .iter()
                .flat_map(|it| it.literals())
                .chain(arguments.iter().flat_map(Self::literals))
                .collect(),
            Self::Negative(inner) => inner.literals(),
            Self::Index(left, right) | Self::Binary(_, left, right) => {
                left.literals().into_iter().chain(right.literals()).collect()
            }
        }
    }
}
