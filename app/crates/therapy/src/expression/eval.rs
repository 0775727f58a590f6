//! Computing what a tree means.

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::functions;
use super::parser::{Literal, Tree};
use super::{ExpressionError, Value};
use crate::questionnaire::response::{Response, ResponseItem};

/// Steps that an expression may take.
const STEP_LIMIT: u32 = 50_000;

/// What an expression can see.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// `%resource`: all answers.
    pub response: &'a Response,
    /// `%context` and the start of paths: the item, or all answers.
    pub item: Option<&'a ResponseItem>,
    /// The day for `today()`.
    pub today: Date,
    /// Named values, `%name`.
    pub variables: BTreeMap<String, Vec<Value<'a>>>,
}

impl<'a> Scope<'a> {
    /// All answers as seen on a day.
    #[must_use]
    pub fn new(response: &'a Response, today: Date) -> Self {
        Self { response, item: None, today, variables: BTreeMap::new() }
    }

    /// The same with an item as context.
    #[must_use]
    pub fn at(&self, item: &'a ResponseItem) -> Self {
        Self { item: Some(item), ..self.clone() }
    }

    fn context(&self) -> Value<'a> {
        self.item.map_or(Value::Response(self.response), Value::Item)
    }
}

pub(super) type Values<'a> = Vec<Value<'a>>;

pub(super) fn run<'a>(tree: &Tree, scope: &Scope<'a>) -> Result<Values<'a>, ExpressionError> {
    let machine = Machine { scope, steps: Cell::new(0) };
    machine.eval(tree, &[scope.context()])
}

/// Evaluates one expression.
pub(super) struct Machine<'s, 'a> {
    pub(super) scope: &'s Scope<'a>,
    steps: Cell<u32>,
}

impl<'a> Machine<'_, 'a> {
    /// The values of a tree with `$this`.
    pub(super) fn eval(&self, tree: &Tree, this: &[Value<'a>]) -> Result<Values<'a>, ExpressionError> {
        self.count(1)?;
        match tree {
            Tree::Literal(literal) => Ok(vec![value(literal)]),
            Tree::Empty => Ok(Vec::new()),
            Tree::This => Ok(this.to_vec()),
            Tree::Variable(name) => match name.as_str() {
                "resource" => Ok(vec![Value::Response(self.scope.response)]),
                "context" => Ok(vec![self.scope.context()]),
                name => self
                    .scope
                    .variables
                    .get(name)
                    .cloned()
                    .ok_or_else(|| ExpressionError::Unsupported(format!("%{name}"))),
            },
            Tree::Child(base, name) => {
                let base = self.base(base.as_deref(), this)?;
                self.children(&base, name)
            }
            Tree::Call(base, name, arguments) => {
                let base = self.base(base.as_deref(), this)?;
                functions::call(self, name, base, arguments, this)
            }
            Tree::Index(base, index) => {
                let base = self.eval(base, this)?;
                let index = number(&self.eval(index, this)?, "an index")?;
                let index = index.and_then(|index| usize::try_from(index).ok());
                Ok(index.and_then(|index| base.get(index).cloned()).into_iter().collect())
            }
            Tree::Negative(inner) => {
                let inner = number(&self.eval(inner, this)?, "minus")?;
                Ok(inner.map(|it| Value::Number(-it)).into_iter().collect())
            }
            Tree::Binary(operator, left, right) => self.binary(operator, left, right, this),
        }
    }

    /// Notes steps; a collection costs as many as it has values.
    pub(super) fn count(&self, steps: usize) -> Result<(), ExpressionError> {
        let all = self.steps.get().saturating_add(u32::try_from(steps).unwrap_or(u32::MAX));
        self.steps.set(all);
        if all > STEP_LIMIT { Err(ExpressionError::TooManySteps) } else { Ok(()) }
    }

    pub(super) fn children(&self, base: &[Value<'a>], name: &str) -> Result<Values<'a>, ExpressionError> {
        let found: Values<'a> = base.iter().flat_map(|value| value.children(name)).collect();
        self.count(found.len())?;
        Ok(found)
    }

    fn base(&self, base: Option<&Tree>, this: &[Value<'a>]) -> Result<Values<'a>, ExpressionError> {
        base.map_or_else(|| Ok(this.to_vec()), |base| self.eval(base, this))
    }

    fn binary(
        &self,
        operator: &'static str,
        left: &Tree,
        right: &Tree,
        this: &[Value<'a>],
    ) -> Result<Values<'a>, ExpressionError> {
        let (left, right) = (self.eval(left, this)?, self.eval(right, this)?);
        let single = |it: Option<bool>| Ok(it.map(Value::Boolean).into_iter().collect());
        match operator {
            "and" | "or" | "xor" | "implies" => {
                single(logic(operator, truth(&left, operator)?, truth(&right, operator)?))
            }
            "=" | "!=" | "~" | "!~" => {
                let equivalent = operator.ends_with('~');
                if !equivalent && (left.is_empty() || right.is_empty()) {
                    return Ok(Vec::new());
                }
                let equal = left.len() == right.len() && left.iter().zip(&right).all(|(a, b)| a.same(b));
                single(Some(equal != operator.starts_with('!')))
            }
            "<" | ">" | "<=" | ">=" => match (left.as_slice(), right.as_slice()) {
                ([], _) | (_, []) => Ok(Vec::new()),
                ([a], [b]) => {
                    let order = a.order(b).ok_or(ExpressionError::Type(operator))?;
                    single(Some(match operator {
                        "<" => order == Ordering::Less,
                        ">" => order == Ordering::Greater,
                        "<=" => order != Ordering::Greater,
                        _ => order != Ordering::Less,
                    }))
                }
                _ => Err(ExpressionError::Type(operator)),
            },
            "in" => single(Some(left.iter().all(|it| right.iter().any(|other| other.same(it))))),
            "contains" => single(Some(right.iter().all(|it| left.iter().any(|other| other.same(it))))),
            "&" => Ok(vec![Value::Text(Cow::Owned(text(&left)? + &text(&right)?))]),
            _ => arithmetic(operator, &left, &right),
        }
    }
}

fn value<'a>(literal: &Literal) -> Value<'a> {
    match literal {
        Literal::Boolean(it) => Value::Boolean(*it),
        Literal::Number(it) => Value::Number(*it),
        Literal::Text(it) => Value::Text(Cow::Owned(it.clone())),
        Literal::Date(it) => Value::Date(*it),
        Literal::DateTime(it) => Value::DateTime(*it),
        Literal::Time(it) => Value::Time(*it),
    }
}

/// A single number; `None` of nothing.
pub(super) fn number(values: &[Value<'_>], what: &'static str) -> Result<Option<Decimal>, ExpressionError> {
    match values {
        [] => Ok(None),
        [Value::Number(it) | Value::Quantity(it, _)] => Ok(Some(*it)),
        _ => Err(ExpressionError::Type(what)),
    }
}

/// A single truth value; `None` of nothing.
pub(super) fn truth(values: &[Value<'_>], what: &'static str) -> Result<Option<bool>, ExpressionError> {
    match values {
        [] => Ok(None),
        [Value::Boolean(it)] => Ok(Some(*it)),
        _ => Err(ExpressionError::Type(what)),
    }
}

fn text(values: &[Value<'_>]) -> Result<String, ExpressionError> {
    match values {
        [] => Ok(String::new()),
        [Value::Text(it)] => Ok(it.clone().into_owned()),
        [Value::Number(it)] => Ok(it.to_string()),
        _ => Err(ExpressionError::Type("&")),
    }
}

/// Three-valued logic.
fn logic(operator: &str, left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (operator, left, right) {
        ("and", Some(false), _) | ("and", _, Some(false)) => Some(false),
        ("or" | "implies", _, Some(true)) | ("or", Some(true), _) | ("implies", Some(false), _) => Some(true),
        ("and", Some(true), Some(true)) => Some(true),
        ("or", Some(false), Some(false)) | ("implies", Some(true), Some(false)) => Some(false),
        ("xor", Some(left), Some(right)) => Some(left != right),
        _ => None,
    }
}

fn arithmetic<'a>(
    operator: &'static str,
    left: &[Value<'a>],
    right: &[Value<'a>],
) -> Result<Values<'a>, ExpressionError> {
    if let ("+", [Value::Text(a)], [Value::Text(b)]) = (operator, left, right) {
        return Ok(vec![Value::Text(Cow::Owned(format!("{a}{b}")))]);
    }
    let (Some(left), Some(right)) = (number(left, operator)?, number(right, operator)?) else {
        return Ok(Vec::new());
    };
    // Too large, or divided by zero: no value.
    let result = match operator {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "/" => left.checked_div(right),
        "div" => left.checked_div(right).map(|it| it.trunc()),
        _ => left.checked_rem(right),
    };
    Ok(result.map(Value::Number).into_iter().collect())
}
