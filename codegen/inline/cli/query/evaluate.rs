//! What an expression makes of a value. Takes its tree, the value and the literals that the tree names by numbers; errors are one
//! line, and never have a value in them, which might be a secret.

use std::cmp::Ordering;

use jmespath::ast::{Ast, Comparator, KeyValuePair};
use jmespath::Variable;
use serde_json::{Map, Value};

use super::functions;
use super::numbers::{compare, same};
use super::prepare::HASH;

/// The literals of an expression by their numbers.
pub(super) type Values = [Value];

pub(super) fn evaluate(tree: &Ast, value: &Value, literals: &Values) -> Result<Value, String> {
    let on = |tree: &Ast, value: &Value| evaluate(tree, value, literals);
    Ok(match tree {
        Ast::Identity { .. } => value.clone(),
        Ast::Field { name, .. } => value.get(name.as_str()).cloned().unwrap_or_default(),
        Ast::Index { idx, .. } => index(value, *idx).cloned().unwrap_or_default(),
        Ast::Literal { value, .. } => literal(value, literals),
        Ast::Subexpr { lhs, rhs, .. } => on(rhs, &on(lhs, value)?)?,
        Ast::Or { lhs, rhs, .. } => match on(lhs, value)? {
            left if is_true(&left) => left,
            _ => on(rhs, value)?,
        },
        Ast::And { lhs, rhs, .. } => match on(lhs, value)? {
            left if is_true(&left) => on(rhs, value)?,
            left => left,
        },
        Ast::Not { node, .. } => Value::Bool(!is_true(&on(node, value)?)),
        Ast::Condition { predicate, then, .. } => {
            if is_true(&on(predicate, value)?) {
                on(then, value)?
            } else {
                Value::Null
            }
        }
        Ast::Comparison { comparator, lhs, rhs, .. } => compared(comparator, &on(lhs, value)?, &on(rhs, value)?)?,
        Ast::ObjectValues { node, .. } => match on(node, value)? {
            Value::Object(members) => members.into_iter().map(|(_, value)| value).collect(),
            _ => Value::Null,
        },
        Ast::Projection { lhs, rhs, .. } => match on(lhs, value)? {
            Value::Array(items) => {
                let results = items.iter().map(|item| on(rhs, item));
                Value::Array(results.filter(|result| !matches!(result, Ok(Value::Null))).collect::<Result<_, _>>()?)
            }
            _ => Value::Null,
        },
        Ast::Flatten { node, .. } => match on(node, value)? {
            Value::Array(items) => flattened(items),
            _ => Value::Null,
        },
        Ast::MultiList { .. } | Ast::MultiHash { .. } if value.is_null() => Value::Null,
        Ast::MultiList { elements, .. } if is_hash(elements) => elements.last().map_or(Ok(Value::Null), |tree| on(tree, value))?,
        Ast::MultiList { elements, .. } => elements.iter().map(|tree| on(tree, value)).collect::<Result<_, _>>()?,
        Ast::MultiHash { elements, .. } => hash(elements, value, literals)?,
        Ast::Slice { start, stop, step, .. } => slice(value, *start, *stop, *step)?,
        Ast::Function { name, args, .. } => functions::call(name, args, value, literals)?,
        Ast::Expref { .. } => return Err("An expression (&) may only be given to a function".to_owned()),
    })
}

/// Whether it is the list that a hash was put into.
fn is_hash(elements: &[Ast]) -> bool {
    matches!(elements, [Ast::Literal { value, .. }, Ast::MultiHash { .. }] if value.as_string().map_or(false, |text| text == HASH))
}

fn literal(number: &Variable, literals: &Values) -> Value {
    let number = number.as_string().and_then(|number| number.parse::<usize>().ok());
    number.and_then(|number| literals.get(number)).cloned().unwrap_or_default()
}

fn hash(elements: &[KeyValuePair], value: &Value, literals: &Values) -> Result<Value, String> {
    let members = elements.iter().map(|pair| Ok((pair.key.clone(), evaluate(&pair.value, value, literals)?)));
    Ok(Value::Object(members.collect::<Result<Map<_, _>, String>>()?))
}

fn flattened(items: Vec<Value>) -> Value {
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Value::Array(items) => flat.extend(items),
            item => flat.push(item),
        }
    }
    Value::Array(flat)
}

fn index(value: &Value, index: i32) -> Option<&Value> {
    let items = value.as_array()?;
    let position = usize::try_from(index.unsigned_abs()).ok()?;
    items.get(if index < 0 { items.len().checked_sub(position)? } else { position })
}

fn slice(value: &Value, start: Option<i32>, stop: Option<i32>, step: i32) -> Result<Value, String> {
    let Value::Array(items) = value else { return Ok(Value::Null) };
    if step == 0 {
        return Err("slice step cannot be zero".to_owned());
    }
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let step = i64::from(step);
    let (least, most) = if step < 0 { (-1, length - 1) } else { (0, length) };
    let bound = |given: Option<i32>, otherwise: i64| match given.map(i64::from) {
        None => otherwise,
        Some(given) if given < 0 => (given + length).max(least),
        Some(given) => given.min(most),
    };
    let (first, last) = if step < 0 { (most, least) } else { (least, most) };
    let (mut position, end) = (bound(start, first), bound(stop, last));
    let mut taken = Vec::new();
    while if step < 0 { position > end } else { position < end } {
        taken.extend(usize::try_from(position).ok().and_then(|position| items.get(position)).cloned());
        position += step;
    }
    Ok(Value::Array(taken))
}

/// Equality of anything; the order of numbers and of texts, which everything else is without.
fn compared(comparator: &Comparator, left: &Value, right: &Value) -> Result<Value, String> {
    let (symbol, holds): (_, fn(Ordering) -> bool) = match comparator {
        Comparator::Equal => return Ok(Value::Bool(equal(left, right))),
        Comparator::NotEqual => return Ok(Value::Bool(!equal(left, right))),
        Comparator::LessThan => ("<", Ordering::is_lt),
        Comparator::LessThanEqual => ("<=", Ordering::is_le),
        Comparator::GreaterThan => (">", Ordering::is_gt),
        Comparator::GreaterThanEqual => (">=", Ordering::is_ge),
    };
    match (left, right) {
        (Value::Number(_), Value::String(_)) | (Value::String(_), Value::Number(_)) => {
            Err(format!("'{symbol}' not supported between a number and a string"))
        }
        _ => Ok(compare(left, right).map_or(Value::Null, |ordering| Value::Bool(holds(ordering)))),
    }
}

/// `true` is not 1 here.
fn equal(left: &Value, right: &Value) -> bool {
    left.is_boolean() == right.is_boolean() && same(left, right)
}

/// Everything but `null`, `false` and what is empty.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}
