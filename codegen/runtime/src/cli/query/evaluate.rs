//! Evaluates an expression. Takes its tree, the value, and the literals that the tree refers to by number; errors are one line,
//! without values, which might be secrets.

use std::cmp::Ordering;

use jmespath::ast::{Ast, Comparator, KeyValuePair};
use jmespath::Variable;
use serde_json::{Map, Value};

use super::functions;
use super::numbers::{compare, same};
use super::prepare::HASH;

/// The literals of an expression by number.
pub(super) type Values = [Value];

pub(super) fn evaluate(tree: &Ast, value: &Value, literals: &Values) -> Result<Value, String> {
    // Each recursive kind of expression has its own function, so that deep expressions need little stack.
    match tree {
        Ast::Identity { .. } => Ok(value.clone()),
        Ast::Field { name, .. } => Ok(value.get(name.as_str()).cloned().unwrap_or_default()),
        Ast::Index { idx, .. } => Ok(index(value, *idx).cloned().unwrap_or_default()),
        Ast::Literal { value, .. } => Ok(literal(value, literals)),
        Ast::Subexpr { lhs, rhs, .. } => chained(lhs, rhs, value, literals),
        Ast::Or { lhs, rhs, .. } => one_of(lhs, rhs, false, value, literals),
        Ast::And { lhs, rhs, .. } => one_of(lhs, rhs, true, value, literals),
        Ast::Not { node, .. } => Ok(Value::Bool(!holds(node, value, literals)?)),
        Ast::Condition { predicate, then, .. } => match holds(predicate, value, literals)? {
            true => evaluate(then, value, literals),
            false => Ok(Value::Null),
        },
        Ast::Comparison { comparator, lhs, rhs, .. } => comparison(comparator, lhs, rhs, value, literals),
        Ast::ObjectValues { node, .. } => object_values(node, value, literals),
        Ast::Projection { lhs, rhs, .. } => projection(lhs, rhs, value, literals),
        Ast::Flatten { node, .. } => flattened(node, value, literals),
        Ast::MultiList { .. } | Ast::MultiHash { .. } if value.is_null() => Ok(Value::Null),
        Ast::MultiList { elements, .. } => list(elements, value, literals),
        Ast::MultiHash { elements, .. } => hash(elements, value, literals),
        Ast::Slice { start, stop, step, .. } => slice(value, *start, *stop, *step),
        Ast::Function { name, args, .. } => functions::call(name, args, value, literals),
        Ast::Expref { .. } => Err("An expression (&) may only be given to a function".to_owned()),
    }
}

fn chained(left: &Ast, right: &Ast, value: &Value, literals: &Values) -> Result<Value, String> {
    let left = evaluate(left, value, literals)?;
    evaluate(right, &left, literals)
}

/// Returns the left value, or the right one, depending on the truth of the left one.
fn one_of(
    left: &Ast,
    right: &Ast,
    right_if: bool,
    value: &Value,
    literals: &Values,
) -> Result<Value, String> {
    let left = evaluate(left, value, literals)?;
    if is_true(&left) == right_if {
        evaluate(right, value, literals)
    } else {
        Ok(left)
    }
}

fn holds(tree: &Ast, value: &Value, literals: &Values) -> Result<bool, String> {
    Ok(is_true(&evaluate(tree, value, literals)?))
}

fn comparison(
    comparator: &Comparator,
    left: &Ast,
    right: &Ast,
    value: &Value,
    literals: &Values,
) -> Result<Value, String> {
    let left = evaluate(left, value, literals)?;
    compared(comparator, &left, &evaluate(right, value, literals)?)
}

fn object_values(tree: &Ast, value: &Value, literals: &Values) -> Result<Value, String> {
    Ok(match evaluate(tree, value, literals)? {
        Value::Object(members) => members.into_iter().map(|(_, value)| value).collect(),
        _ => Value::Null,
    })
}

fn projection(left: &Ast, right: &Ast, value: &Value, literals: &Values) -> Result<Value, String> {
    let Value::Array(items) = evaluate(left, value, literals)? else { return Ok(Value::Null) };
    let mut results = Vec::new();
    for item in items {
        results.push(evaluate(right, &item, literals)?);
    }
    results.retain(|result| !result.is_null());
    Ok(Value::Array(results))
}

fn flattened(tree: &Ast, value: &Value, literals: &Values) -> Result<Value, String> {
    let Value::Array(items) = evaluate(tree, value, literals)? else { return Ok(Value::Null) };
    let mut flat = Vec::with_capacity(items.len());
    for item in items {
        match item {
            Value::Array(items) => flat.extend(items),
            item => flat.push(item),
        }
    }
    Ok(Value::Array(flat))
}

fn list(elements: &[Ast], value: &Value, literals: &Values) -> Result<Value, String> {
    if let Some(hash) = elements.last().filter(|_| is_hash(elements)) {
        return evaluate(hash, value, literals);
    }
    let mut items = Vec::with_capacity(elements.len());
    for element in elements {
        items.push(evaluate(element, value, literals)?);
    }
    Ok(Value::Array(items))
}

fn hash(elements: &[KeyValuePair], value: &Value, literals: &Values) -> Result<Value, String> {
    let mut members = Map::new();
    for pair in elements {
        members.insert(pair.key.clone(), evaluate(&pair.value, value, literals)?);
    }
    Ok(Value::Object(members))
}

/// Whether it is the list that wraps a hash.
fn is_hash(elements: &[Ast]) -> bool {
    matches!(elements, [Ast::Literal { value, .. }, Ast::MultiHash { .. }] if value.as_string().map_or(false, |text| text == HASH))
}

fn literal(number: &Variable, literals: &Values) -> Value {
    let number = number.as_string().and_then(|number| number.parse::<usize>().ok());
    number.and_then(|number| literals.get(number)).cloned().unwrap_or_default()
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

/// Compares values: any for equality, but only numbers and texts have an order.
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

/// Everything except `null`, `false` and empty values is true.
pub(super) fn is_true(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) | Value::Number(_) => true,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}
