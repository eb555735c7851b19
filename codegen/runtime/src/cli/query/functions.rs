//! The functions of JMESPath: names, arguments and results. Errors have the wording of the AWS CLI, without the value.

use std::cmp::Ordering;

use jmespath::ast::Ast;
use serde_json::{Map, Value};

use super::super::spelling::{json, Layout};
use super::evaluate::{evaluate, Values};
use super::numbers::{compare, same, Num};

/// The types of an argument.
enum Argument<'a> {
    Value(Value),
    Expression(&'a Ast),
}

/// A function, its arguments, and whether the last one may be repeated.
pub(super) struct Function {
    name: &'static str,
    takes: &'static [&'static [&'static str]],
    variadic: bool,
    call: fn(&Call<'_>) -> Result<Value, String>,
}

/// A call.
struct Call<'a> {
    function: &'static Function,
    arguments: Vec<Argument<'a>>,
    literals: &'a Values,
}

const ANY: &[&str] = &[];
const SORTABLE: &[&str] = &["array-string", "array-number"];
const ORDERED: &[&str] = &["array-number", "array-string"];

const fn function(
    name: &'static str,
    takes: &'static [&'static [&'static str]],
    call: fn(&Call<'_>) -> Result<Value, String>,
) -> Function {
    Function { name, takes, variadic: false, call }
}

static FUNCTIONS: [Function; 26] = [
    function("abs", &[&["number"]], |call| Ok(call.number(0).absolute().value())),
    function("avg", &[&["array-number"]], |call| Ok(average(call.items(0)))),
    function("ceil", &[&["number"]], |call| Ok(call.number(0).rounded(f64::ceil).value())),
    function("contains", &[&["array", "string"], ANY], contains),
    function("ends_with", &[&["string"], &["string"]], |call| {
        Ok(call.text(0).ends_with(call.text(1)).into())
    }),
    function("floor", &[&["number"]], |call| Ok(call.number(0).rounded(f64::floor).value())),
    function("join", &[&["string"], &["array-string"]], |call| Ok(join(call).into())),
    function("keys", &[&["object"]], |call| Ok(call.members(0).map(|(key, _)| key.clone()).collect())),
    function("length", &[&["string", "array", "object"]], |call| Ok(length(call.value(0)).into())),
    function("map", &[&["expref"], &["array"]], |call| {
        call.items(1).iter().map(|item| call.apply(0, item)).collect::<Result<Value, _>>()
    }),
    function("max", &[ORDERED], |call| Ok(extreme(call.items(0), Ordering::Greater))),
    function("max_by", &[&["array"], &["expref"]], |call| extreme_by(call, Ordering::Greater)),
    Function { variadic: true, ..function("merge", &[&["object"]], merge) },
    function("min", &[ORDERED], |call| Ok(extreme(call.items(0), Ordering::Less))),
    function("min_by", &[&["array"], &["expref"]], |call| extreme_by(call, Ordering::Less)),
    Function {
        variadic: true,
        ..function("not_null", &[ANY], |call| {
            Ok(call.values().find(|value| !value.is_null()).cloned().unwrap_or_default())
        })
    },
    function("reverse", &[&["array", "string"]], |call| Ok(reversed(call.value(0)))),
    function("sort", &[SORTABLE], |call| Ok(sorted(call.items(0)))),
    function("sort_by", &[&["array"], &["expref"]], sort_by),
    function("starts_with", &[&["string"], &["string"]], |call| {
        Ok(call.text(0).starts_with(call.text(1)).into())
    }),
    function("sum", &[&["array-number"]], |call| Ok(sum(call.items(0)).value())),
    function("to_array", &[ANY], |call| {
        Ok(match call.value(0) {
            Value::Array(items) => Value::Array(items.clone()),
            value => Value::Array(vec![value.clone()]),
        })
    }),
    function("to_number", &[ANY], |call| Ok(to_number(call.value(0)))),
    function("to_string", &[ANY], |call| {
        Ok(match call.value(0) {
            Value::String(text) => text.clone().into(),
            value => json(value, Layout::Compact).into(),
        })
    }),
    function("type", &[ANY], |call| Ok(kind(call.value(0)).into())),
    function("values", &[&["object"]], |call| Ok(call.members(0).map(|(_, value)| value.clone()).collect())),
];

/// Returns the function, if it accepts this number of arguments.
pub(super) fn known(name: &str, received: usize) -> Result<&'static Function, String> {
    let function = FUNCTIONS.iter().find(|function| function.name == name);
    let function = function.ok_or_else(|| format!("Unknown function: {name}()"))?;
    let (expected, variadic) = (function.takes.len(), function.variadic);
    if received < expected || (received > expected && !variadic) {
        let some = if variadic { "at least " } else { "" };
        let s = if expected == 1 { "" } else { "s" };
        return Err(format!(
            "Expected {some}{expected} argument{s} for function {name}(), received {received}"
        ));
    }
    Ok(function)
}

/// Calls the function with evaluated arguments.
pub(super) fn call(name: &str, arguments: &[Ast], value: &Value, literals: &Values) -> Result<Value, String> {
    let arguments = arguments.iter().map(|argument| match argument {
        Ast::Expref { ast, .. } => Ok(Argument::Expression(ast)),
        argument => evaluate(argument, value, literals).map(Argument::Value),
    });
    let arguments = arguments.collect::<Result<Vec<_>, String>>()?;
    let call = Call { function: known(name, arguments.len())?, arguments, literals };
    call.check()?;
    (call.function.call)(&call)
}

impl Call<'_> {
    /// Checks the types of the arguments.
    fn check(&self) -> Result<(), String> {
        let Function { name, takes, .. } = self.function;
        // Further arguments have the type of the last.
        let types = takes.iter().chain(takes.last().into_iter().cycle());
        self.arguments.iter().zip(types).try_for_each(|(argument, types)| {
            wrong_type(argument, types).map_or(Ok(()), |received| {
                Err(format!(
                    "In function {name}(), invalid type for value, expected one of: {types:?}, received: \"{received}\""
                ))
            })
        })
    }

    fn values(&self) -> impl Iterator<Item = &Value> {
        self.arguments.iter().map(|argument| match argument {
            Argument::Value(value) => value,
            Argument::Expression(_) => &Value::Null,
        })
    }

    fn value(&self, index: usize) -> &Value {
        self.values().nth(index).unwrap_or(&Value::Null)
    }

    fn text(&self, index: usize) -> &str {
        self.value(index).as_str().unwrap_or_default()
    }

    fn number(&self, index: usize) -> Num {
        number(self.value(index))
    }

    fn items(&self, index: usize) -> &[Value] {
        self.value(index).as_array().map_or(&[], Vec::as_slice)
    }

    fn members(&self, index: usize) -> impl Iterator<Item = (&String, &Value)> {
        self.value(index).as_object().into_iter().flatten()
    }

    /// Evaluates the expression argument on a value.
    fn apply(&self, index: usize, value: &Value) -> Result<Value, String> {
        match self.arguments.get(index) {
            Some(Argument::Expression(tree)) => evaluate(tree, value, self.literals),
            _ => Ok(Value::Null),
        }
    }

    /// Evaluates the expression argument on each item: only numbers or only texts.
    fn sort_keys(&self) -> Result<Vec<Value>, String> {
        let keys = self.items(0).iter().map(|item| self.apply(1, item)).collect::<Result<Vec<_>, _>>()?;
        let first = keys.first().map(kind);
        let odd =
            keys.iter().map(kind).find(|kind| !matches!(*kind, "number" | "string") || Some(*kind) != first);
        let expected = match first {
            Some("number") => "[\"number\"]",
            Some("string") => "[\"string\"]",
            _ => "[\"number\", \"string\"]",
        };
        odd.map_or(Ok(keys), |received| {
            let name = self.function.name;
            Err(format!("In function {name}(), invalid type for value, expected one of: {expected}, received: \"{received}\""))
        })
    }
}

/// Returns the type of an invalid argument; that of an item if only the item is invalid.
fn wrong_type(argument: &Argument<'_>, types: &[&str]) -> Option<&'static str> {
    let value = match argument {
        Argument::Expression(_) => return (!types.contains(&"expref")).then_some("expref"),
        Argument::Value(value) => value,
    };
    let outer = |name: &&str| name.split('-').next() == Some(kind(value));
    if !types.is_empty() && !types.iter().any(outer) {
        return Some(kind(value));
    }
    let inner: Vec<&str> = types.iter().filter_map(|name| Some(name.split_once('-')?.1)).collect();
    let items = value.as_array().filter(|_| !inner.is_empty())?;
    let first = items.first().map(kind).filter(|first| inner.contains(first));
    items.iter().map(kind).find(|kind| Some(*kind) != first)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn number(value: &Value) -> Num {
    match value {
        Value::Number(number) => Num::of(number),
        _ => Num::Whole(0),
    }
}

fn sum(items: &[Value]) -> Num {
    items.iter().map(number).fold(Num::Whole(0), Num::plus)
}

#[allow(clippy::cast_precision_loss)]
fn average(items: &[Value]) -> Value {
    match items.len() {
        0 => Value::Null,
        length => Num::Double(sum(items).double() / length as f64).value(),
    }
}

fn contains(call: &Call<'_>) -> Result<Value, String> {
    match (call.value(0), call.value(1)) {
        (Value::String(text), Value::String(part)) => Ok(text.contains(part.as_str()).into()),
        (Value::String(_), other) => Err(format!(
            "In function contains(), invalid type for value, expected one of: [\"string\"], received: \"{}\"",
            kind(other)
        )),
        _ => Ok(call.items(0).iter().any(|item| same(item, call.value(1))).into()),
    }
}

fn join(call: &Call<'_>) -> String {
    let texts: Vec<&str> = call.items(1).iter().filter_map(Value::as_str).collect();
    texts.join(call.text(0))
}

fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.chars().count(),
        Value::Object(members) => members.len(),
        value => value.as_array().map_or(0, Vec::len),
    }
}

fn merge(call: &Call<'_>) -> Result<Value, String> {
    let mut merged = Map::new();
    for members in call.values().filter_map(Value::as_object) {
        merged.extend(members.clone());
    }
    Ok(Value::Object(merged))
}

/// Returns the maximum or minimum; the first of equal values.
fn extreme(items: &[Value], wanted: Ordering) -> Value {
    let further = |best, item| if compare(item, best) == Some(wanted) { item } else { best };
    items.iter().reduce(further).cloned().unwrap_or_default()
}

fn extreme_by(call: &Call<'_>, wanted: Ordering) -> Result<Value, String> {
    let keys = call.sort_keys()?;
    let pairs = keys.iter().zip(call.items(0));
    let best = pairs.reduce(|best, pair| if compare(pair.0, best.0) == Some(wanted) { pair } else { best });
    Ok(best.map(|(_, item)| item.clone()).unwrap_or_default())
}

fn sorted(items: &[Value]) -> Value {
    let mut items = items.to_vec();
    items.sort_by(|one, other| compare(one, other).unwrap_or(Ordering::Equal));
    Value::Array(items)
}

fn sort_by(call: &Call<'_>) -> Result<Value, String> {
    let keys = call.sort_keys()?;
    let mut pairs: Vec<(&Value, &Value)> = keys.iter().zip(call.items(0)).collect();
    pairs.sort_by(|(one, _), (other, _)| compare(one, other).unwrap_or(Ordering::Equal));
    Ok(pairs.into_iter().map(|(_, item)| item.clone()).collect())
}

fn reversed(value: &Value) -> Value {
    match value {
        Value::String(text) => text.chars().rev().collect::<String>().into(),
        value => value.as_array().into_iter().flatten().rev().cloned().collect(),
    }
}

fn to_number(value: &Value) -> Value {
    let Value::String(text) = value else {
        return if value.is_number() { value.clone() } else { Value::Null };
    };
    let text = text.trim();
    match text.parse::<i128>() {
        Ok(whole) => Num::Whole(whole).value(),
        Err(_) => text.parse().map_or(Value::Null, |double| Num::Double(double).value()),
    }
}
