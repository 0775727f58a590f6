//! A small part of FHIRPath: what `calculatedExpression` and `constraint` of questionnaires need.
//!
//! Own, because whole FHIRPath engines bring a model of all of FHIR into the browser. Numbers are exact decimals; every
//! expression is bounded in length, depth and steps. Source: FHIRPath 2.0.0; SDC (`ordinal()`).

mod eval;
mod functions;
mod lexer;
mod parser;
mod value;

pub use eval::Scope;
pub use value::Value;

/// Longest expression, in characters.
const LENGTH_LIMIT: usize = 2_000;

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    tree: parser::Tree,
    text: String,
}

/// Why an expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// The text is not an expression.
    #[error("at character {at}: {what}")]
    Syntax {
        /// Where, counted from 1.
        at: usize,
        /// What was expected or found.
        what: String,
    },
    /// Longer than 2,000 characters or nested too deeply.
    #[error("the expression is too long or nested too deeply")]
    TooComplex,
    /// A function or name that this part of FHIRPath does not have.
    #[error("{0} is not supported")]
    Unsupported(String),
    /// Values of the wrong type meet.
    #[error("{0} does not work with these values")]
    Type(&'static str),
    /// More steps than an expression may take.
    #[error("the expression takes too many steps")]
    TooManySteps,
}

impl Expression {
    /// Parses an expression.
    ///
    /// # Errors
    /// The text is not in this part of FHIRPath.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        if text.chars().count() > LENGTH_LIMIT {
            return Err(ExpressionError::TooComplex);
        }
        let tree = parser::parse(&lexer::tokens(text)?)?;
        Ok(Self { tree, text: text.to_owned() })
    }

    /// The text it was parsed from.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All text literals in it; names of items are among them.
    #[must_use]
    pub fn literals(&self) -> Vec<&str> {
        self.tree.literals()
    }

    /// The values that come out.
    ///
    /// # Errors
    /// [`ExpressionError::Type`], [`ExpressionError::Unsupported`] or [`ExpressionError::TooManySteps`].
    pub fn evaluate<'a>(&self, scope: &Scope<'a>) -> Result<Vec<Value<'a>>, ExpressionError> {
        eval::run(&self.tree, scope)
    }

    /// Whether it holds; an empty result is `None`.
    ///
    /// # Errors
    /// As [`Expression::evaluate`], or the result is no single truth value.
    pub fn holds(&self, scope: &Scope<'_>) -> Result<Option<bool>, ExpressionError> {
        match self.evaluate(scope)?.as_slice() {
            [] => Ok(None),
            [Value::Boolean(it)] => Ok(Some(*it)),
            _ => Err(ExpressionError::Type("a condition")),
        }
    }
}

#[cfg(test)]
mod tests;
