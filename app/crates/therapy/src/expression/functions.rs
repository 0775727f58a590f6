//! The functions of this part of FHIRPath.

use std::borrow::Cow;

use regex_lite::Regex;
use rust_decimal::{Decimal, RoundingStrategy};

use super::eval::{Machine, Values, number, truth};
use super::parser::Tree;
use super::{ExpressionError, Value};

/// Names and how many arguments they take, from and to.
const KNOWN: [(&str, usize, usize); 33] = [
    ("where", 1, 1),
    ("select", 1, 1),
    ("all", 1, 1),
    ("exists", 0, 1),
    ("empty", 0, 0),
    ("not", 0, 0),
    ("count", 0, 0),
    ("sum", 0, 0),
    ("min", 0, 0),
    ("max", 0, 0),
    ("avg", 0, 0),
    ("first", 0, 0),
    ("last", 0, 0),
    ("skip", 1, 1),
    ("take", 1, 1),
    ("distinct", 0, 0),
    ("iif", 2, 3),
    ("repeat", 1, 1),
    ("descendants", 0, 0),
    ("ordinal", 0, 0),
    ("abs", 0, 0),
    ("round", 0, 1),
    ("floor", 0, 0),
    ("ceiling", 0, 0),
    ("truncate", 0, 0),
    ("toInteger", 0, 0),
    ("toDecimal", 0, 0),
    ("toString", 0, 0),
    ("length", 0, 0),
    ("matches", 1, 1),
    ("startsWith", 1, 1),
    ("lower", 0, 0),
    ("today", 0, 0),
];

/// Makes sure that a function exists and takes so many arguments.
pub(super) fn known(name: &str, arguments: usize) -> Result<(), ExpressionError> {
    let fits =
        |(known, from, to): &(&str, usize, usize)| *known == name && (*from..=*to).contains(&arguments);
    if KNOWN.iter().any(fits) { Ok(()) } else { Err(ExpressionError::Unsupported(format!("{name}()"))) }
}

/// Calls a function on the values before its point.
pub(super) fn call<'a>(
    machine: &Machine<'_, 'a>,
    name: &str,
    base: Values<'a>,
    arguments: &[Tree],
    this: &[Value<'a>],
) -> Result<Values<'a>, ExpressionError> {
    machine.count(base.len())?;
    let one = |value: Value<'a>| Ok(vec![value]);
    let boolean = |it: bool| Ok(vec![Value::Boolean(it)]);
    let first = arguments.first();
    match name {
        "where" => filter(machine, base, first),
        "select" => each(machine, &base, first),
        "all" => {
            let count = base.len();
            filter(machine, base, first).and_then(|rest| boolean(rest.len() == count))
        }
        "exists" if first.is_some() => {
            filter(machine, base, first).and_then(|rest| boolean(!rest.is_empty()))
        }
        "exists" => boolean(!base.is_empty()),
        "empty" => boolean(base.is_empty()),
        "not" => Ok(truth(&base, "not()")?.map(|it| Value::Boolean(!it)).into_iter().collect()),
        "count" => one(Value::Number(base.len().into())),
        "first" => Ok(base.into_iter().take(1).collect()),
        "last" => Ok(base.into_iter().last().into_iter().collect()),
        "skip" => Ok(base.into_iter().skip(count(machine, first, this)?).collect()),
        "take" => Ok(base.into_iter().take(count(machine, first, this)?).collect()),
        "distinct" => Ok(distinct(base)),
        "iif" => {
            let [condition, yes, rest @ ..] = arguments else {
                return Ok(Vec::new());
            };
            let holds = truth(&machine.eval(condition, this)?, "iif()")? == Some(true);
            let branch = if holds { Some(yes) } else { rest.first() };
            branch.map_or_else(|| Ok(Vec::new()), |branch| machine.eval(branch, this))
        }
        "repeat" => repeat(machine, base, first),
        "descendants" => {
            let found: Values<'a> = base.iter().flat_map(Value::descendants).collect();
            machine.count(found.len())?;
            Ok(found)
        }
        "ordinal" => Ok(base.iter().filter_map(ordinal).map(Value::Number).collect()),
        "sum" | "min" | "max" | "avg" => aggregate(name, &base),
        "abs" | "round" | "floor" | "ceiling" | "truncate" => {
            let digits = count(machine, first, this)?;
            Ok(number(&base, "a function of numbers")?
                .map(|it| Value::Number(rounded(name, it, u32::try_from(digits).unwrap_or(0))))
                .into_iter()
                .collect())
        }
        "today" => one(Value::Date(machine.scope.today)),
        _ => texts(machine, name, &base, first, this),
    }
}

fn filter<'a>(
    machine: &Machine<'_, 'a>,
    base: Values<'a>,
    condition: Option<&Tree>,
) -> Result<Values<'a>, ExpressionError> {
    let mut kept = Vec::new();
    for value in base {
        let Some(condition) = condition else { continue };
        let result = machine.eval(condition, std::slice::from_ref(&value))?;
        if truth(&result, "where()")? == Some(true) {
            kept.push(value);
        }
    }
    Ok(kept)
}

fn each<'a>(
    machine: &Machine<'_, 'a>,
    base: &[Value<'a>],
    projection: Option<&Tree>,
) -> Result<Values<'a>, ExpressionError> {
    let mut found = Vec::new();
    for value in base {
        if let Some(projection) = projection {
            found.extend(machine.eval(projection, std::slice::from_ref(value))?);
        }
    }
    Ok(found)
}

fn repeat<'a>(
    machine: &Machine<'_, 'a>,
    base: Values<'a>,
    projection: Option<&Tree>,
) -> Result<Values<'a>, ExpressionError> {
    let mut found = Vec::new();
    let mut level = base;
    while !level.is_empty() {
        level = each(machine, &level, projection)?;
        machine.count(level.len())?;
        found.extend(level.iter().cloned());
    }
    Ok(found)
}

/// A whole number of an argument; 0 without one.
fn count<'a>(
    machine: &Machine<'_, 'a>,
    argument: Option<&Tree>,
    this: &[Value<'a>],
) -> Result<usize, ExpressionError> {
    let Some(argument) = argument else {
        return Ok(0);
    };
    let count = number(&machine.eval(argument, this)?, "an argument")?;
    Ok(count.and_then(|it| usize::try_from(it).ok()).unwrap_or(0))
}

fn distinct(values: Values<'_>) -> Values<'_> {
    let mut kept: Values<'_> = Vec::new();
    for value in values {
        if !kept.iter().any(|other| other.same(&value)) {
            kept.push(value);
        }
    }
    kept
}

/// The number that stands for an option or is the value itself.
fn ordinal(value: &Value<'_>) -> Option<Decimal> {
    match value {
        Value::Choice(choice) => choice.ordinal,
        Value::Number(number) => Some(*number),
        Value::Answer(answer) => ordinal(&Value::of(&answer.value)),
        _ => None,
    }
}

/// An empty collection has no sum: what is not answered is not zero.
fn aggregate<'a>(name: &str, base: &[Value<'a>]) -> Result<Values<'a>, ExpressionError> {
    let mut numbers = Vec::new();
    for value in base {
        let single = number(std::slice::from_ref(value), "a sum")?;
        numbers.extend(single);
    }
    let sum = || numbers.iter().try_fold(Decimal::ZERO, |sum, it| sum.checked_add(*it));
    let result = match name {
        _ if numbers.is_empty() => None,
        "min" => numbers.iter().min().copied(),
        "max" => numbers.iter().max().copied(),
        "sum" => sum(),
        _ => sum().and_then(|sum| sum.checked_div(numbers.len().into())),
    };
    Ok(result.map(Value::Number).into_iter().collect())
}

fn rounded(name: &str, value: Decimal, digits: u32) -> Decimal {
    match name {
        "abs" => value.abs(),
        "floor" => value.floor(),
        "ceiling" => value.ceil(),
        "truncate" => value.trunc(),
        _ => value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero),
    }
}

fn texts<'a>(
    machine: &Machine<'_, 'a>,
    name: &str,
    base: &[Value<'a>],
    argument: Option<&Tree>,
    this: &[Value<'a>],
) -> Result<Values<'a>, ExpressionError> {
    let text: Cow<'_, str> = match base {
        [] => return Ok(Vec::new()),
        [Value::Text(text)] => text.clone(),
        [Value::Number(number)] => Cow::Owned(number.to_string()),
        [Value::Boolean(it)] => Cow::Owned(it.to_string()),
        [Value::Date(it)] => Cow::Owned(it.to_string()),
        _ => return Err(ExpressionError::Type("a function of text")),
    };
    let argument = match argument.map(|tree| machine.eval(tree, this)).transpose()?.as_deref() {
        None | Some([]) => String::new(),
        Some([Value::Text(text)]) => text.clone().into_owned(),
        Some(_) => return Err(ExpressionError::Type("an argument of text")),
    };
    let value = match name {
        "length" => Value::Number(text.chars().count().into()),
        "lower" => Value::Text(Cow::Owned(text.to_lowercase())),
        "toString" => Value::Text(Cow::Owned(text.into_owned())),
        "startsWith" => Value::Boolean(text.starts_with(&argument)),
        "matches" => {
            let pattern = Regex::new(&argument).map_err(|_| ExpressionError::Type("matches()"))?;
            Value::Boolean(pattern.is_match(&text))
        }
        _ => {
            let number = text.parse::<Decimal>().ok();
            let wanted = number.filter(|it| name != "toInteger" || it.is_integer());
            return Ok(wanted.map(Value::Number).into_iter().collect());
        }
    };
    Ok(vec![value])
}
