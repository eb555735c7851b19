//! Values: references, literals, templates, and calls of the functions of Smithy and of AWS, with their types checked.
//!
//! <https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html>

use serde_json::Value;

use super::rules::Rules;
use super::template::{self, Place};
use crate::ir::{Piece, RuleCall, RuleExpr, RuleTy};

type Result<T> = std::result::Result<T, String>;

impl Rules {
    /// Returns the value of an expression.
    pub(super) fn value(&mut self, expression: &Value) -> Result<RuleExpr> {
        match expression {
            Value::String(text) => self.template(text),
            Value::Bool(value) => Ok(RuleExpr::Bool(*value)),
            Value::Number(number) => {
                number.as_i64().map(RuleExpr::Number).ok_or_else(|| format!("has the number `{number}`"))
            }
            Value::Object(object) => match object.get("ref") {
                Some(Value::String(name)) => self.named(name),
                Some(other) => Err(format!("has a `ref` that is not a string: `{other}`")),
                None => self.call(expression),
            },
            other => Err(format!("has the value `{other}`, which is not supported")),
        }
    }

    /// Returns the value of an expression that must be text, and present.
    pub(super) fn text(&mut self, expression: &Value) -> Result<RuleExpr> {
        let value = self.value(expression)?;
        present(&value, RuleTy::Text, &expression.to_string())?;
        Ok(value)
    }

    fn template(&mut self, text: &str) -> Result<RuleExpr> {
        let mut pieces: Vec<Piece> = Vec::new();
        for piece in template::pieces(text)? {
            let piece = match piece {
                template::Found::Literal(text) => Piece::Literal(text),
                template::Found::Placeholder { name, path } => {
                    let mut value = self.named(name)?;
                    if !path.is_empty() {
                        value = self.attribute(value, path)?;
                    }
                    let kind = value.kind();
                    if kind.optional || !matches!(kind.ty, RuleTy::Text | RuleTy::Bool) {
                        return Err(format!(
                            "has `{}` in a string, {}",
                            name.escape_debug(),
                            if kind.optional {
                                "which may be absent; check it with `isSet`"
                            } else {
                                "which is not a string"
                            }
                        ));
                    }
                    match value {
                        RuleExpr::Text(text) => Piece::Literal(text),
                        RuleExpr::Bool(value) => Piece::Literal(value.to_string()),
                        value => Piece::Value(value),
                    }
                }
            };
            match (pieces.last_mut(), piece) {
                (Some(Piece::Literal(before)), Piece::Literal(text)) => before.push_str(&text),
                (_, piece) => pieces.push(piece),
            }
        }
        Ok(match &mut pieces[..] {
            [] => RuleExpr::Text(String::new()),
            [Piece::Literal(text)] => RuleExpr::Text(std::mem::take(text)),
            [Piece::Value(value)] if value.kind().ty == RuleTy::Text => value.clone(),
            _ => RuleExpr::Template(pieces),
        })
    }

    /// A call of a function.
    pub(super) fn call(&mut self, call: &Value) -> Result<RuleExpr> {
        let name = call.get("fn").and_then(Value::as_str);
        let name = name.ok_or_else(|| format!("has `{call}` instead of a function call"))?;
        let arguments = call.get("argv").and_then(Value::as_array);
        let arguments = arguments.ok_or_else(|| format!("calls `{}` without `argv`", name.escape_debug()))?;
        if let ("getAttr", [value, Value::String(path)]) = (name, &arguments[..]) {
            let value = self.value(value)?;
            return self.attribute(value, path);
        }
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            values.push(self.value(argument)?);
        }
        self.apply(name, values)
    }

    fn apply(&mut self, name: &str, values: Vec<RuleExpr>) -> Result<RuleExpr> {
        let (function, types): (RuleCall, &[RuleTy]) = match name {
            "isSet" => return one(name, values).map(|value| set(value, true)),
            "not" => return one(name, values).map(not),
            "booleanEquals" => return equal(name, values, RuleTy::Bool),
            "stringEquals" => return equal(name, values, RuleTy::Text),
            "coalesce" => return coalesce(values),
            "ite" => return if_else(values),
            "aws.partition" => (RuleCall::Partition, &[RuleTy::Text]),
            "aws.parseArn" => (RuleCall::ParseArn, &[RuleTy::Text]),
            "parseURL" => (RuleCall::ParseUrl, &[RuleTy::Text]),
            "uriEncode" => (RuleCall::UriEncode, &[RuleTy::Text]),
            "isValidHostLabel" => (RuleCall::HostLabel, &[RuleTy::Text, RuleTy::Bool]),
            "aws.isVirtualHostableS3Bucket" => (RuleCall::HostableBucket, &[RuleTy::Text, RuleTy::Bool]),
            "substring" => {
                (RuleCall::Substring, &[RuleTy::Text, RuleTy::Number, RuleTy::Number, RuleTy::Bool])
            }
            "split" => (RuleCall::Split, &[RuleTy::Text, RuleTy::Text, RuleTy::Number]),
            _ => return Err(format!("calls `{}`, which is not a known function", name.escape_debug())),
        };
        if values.len() != types.len() {
            return Err(format!("calls `{name}` with {} arguments instead of {}", values.len(), types.len()));
        }
        for (value, ty) in values.iter().zip(types) {
            present(value, *ty, &format!("{name}(..)"))?;
            if matches!(value, RuleExpr::Number(number) if *number < 0) {
                return Err(format!("calls `{name}` with a negative number"));
            }
        }
        self.uses_partitions |= function == RuleCall::Partition;
        Ok(RuleExpr::Call { function, arguments: values })
    }

    /// Returns the value at a path.
    fn attribute(&mut self, of: RuleExpr, path: &str) -> Result<RuleExpr> {
        let mut value = of;
        for place in template::path(path)? {
            let kind = value.kind();
            if kind.optional {
                return Err(format!(
                    "reads `{}` of a value that may be absent; assign it before",
                    path.escape_debug()
                ));
            }
            value = match place {
                Place::Key(key) => {
                    let (field, ty, owned) = field(kind.ty, key)
                        .ok_or_else(|| format!("reads `{}`, which does not exist", path.escape_debug()))?;
                    RuleExpr::Attribute { of: Box::new(value), field, ty, owned }
                }
                Place::Index(at) if kind.ty == RuleTy::Texts => RuleExpr::Call {
                    function: RuleCall::Element,
                    arguments: vec![value, RuleExpr::Number(at)],
                },
                Place::Index(_) => {
                    return Err(format!("reads `{}` of a value that is not a list", path.escape_debug()));
                }
            };
        }
        Ok(value)
    }
}

/// Returns the field of a record: its name, its type, and whether the record owns it.
fn field(of: RuleTy, key: &str) -> Option<(&'static str, RuleTy, bool)> {
    Some(match (of, key) {
        (RuleTy::Partition, "name") => ("name", RuleTy::Text, false),
        (RuleTy::Partition, "dnsSuffix") => ("dns_suffix", RuleTy::Text, false),
        (RuleTy::Partition, "dualStackDnsSuffix") => ("dual_stack_dns_suffix", RuleTy::Text, false),
        (RuleTy::Partition, "supportsFIPS") => ("supports_fips", RuleTy::Bool, false),
        (RuleTy::Partition, "supportsDualStack") => ("supports_dual_stack", RuleTy::Bool, false),
        (RuleTy::Partition, "implicitGlobalRegion") => ("implicit_global_region", RuleTy::Text, false),
        (RuleTy::Url, "scheme") => ("scheme", RuleTy::Text, false),
        (RuleTy::Url, "authority") => ("authority", RuleTy::Text, false),
        (RuleTy::Url, "path") => ("path", RuleTy::Text, false),
        (RuleTy::Url, "normalizedPath") => ("normalized_path", RuleTy::Text, true),
        (RuleTy::Url, "isIp") => ("is_ip", RuleTy::Bool, false),
        (RuleTy::Arn, "partition") => ("partition", RuleTy::Text, false),
        (RuleTy::Arn, "service") => ("service", RuleTy::Text, false),
        (RuleTy::Arn, "region") => ("region", RuleTy::Text, false),
        (RuleTy::Arn, "accountId") => ("account_id", RuleTy::Text, false),
        (RuleTy::Arn, "resourceId") => ("resource_id", RuleTy::Texts, true),
        _ => return None,
    })
}

/// Checks that a value has a type, and is present.
fn present(value: &RuleExpr, ty: RuleTy, place: &str) -> Result<()> {
    let kind = value.kind();
    if kind.ty != ty {
        return Err(format!("has {} instead of {}, in `{}`", said(kind.ty), said(ty), place.escape_debug()));
    }
    if kind.optional {
        return Err(format!(
            "uses a value that may be absent, in `{}`; check it with `isSet`",
            place.escape_debug()
        ));
    }
    Ok(())
}

fn said(ty: RuleTy) -> &'static str {
    match ty {
        RuleTy::Bool => "a boolean",
        RuleTy::Number => "a number",
        RuleTy::Text => "a string",
        RuleTy::Texts => "a list of strings",
        RuleTy::Partition => "a partition",
        RuleTy::Url => "a URL",
        RuleTy::Arn => "an ARN",
    }
}

fn one(name: &str, mut values: Vec<RuleExpr>) -> Result<RuleExpr> {
    match (values.pop(), values.is_empty()) {
        (Some(value), true) => Ok(value),
        _ => Err(format!("does not call `{name}` with one argument")),
    }
}

/// Whether a value is present or absent.
fn set(value: RuleExpr, is: bool) -> RuleExpr {
    match (value.kind().optional, is) {
        (false, is) => RuleExpr::Bool(is),
        (true, true) => RuleExpr::IsSet(Box::new(value)),
        (true, false) => RuleExpr::IsAbsent(Box::new(value)),
    }
}

/// An absent value is not true.
fn not(value: RuleExpr) -> RuleExpr {
    let kind = value.kind();
    match value {
        value if kind.ty != RuleTy::Bool => set(value, false),
        value if kind.optional => RuleExpr::NotEqual(Box::new(value), Box::new(RuleExpr::Bool(true))),
        RuleExpr::Bool(value) => RuleExpr::Bool(!value),
        RuleExpr::Not(value) => *value,
        RuleExpr::IsSet(value) => RuleExpr::IsAbsent(value),
        RuleExpr::IsAbsent(value) => RuleExpr::IsSet(value),
        RuleExpr::Equal(a, b) => RuleExpr::NotEqual(a, b),
        RuleExpr::NotEqual(a, b) => RuleExpr::Equal(a, b),
        value => RuleExpr::Not(Box::new(value)),
    }
}

/// Returns a comparison, simplified. An absent value is equal to nothing.
fn equal(name: &str, mut values: Vec<RuleExpr>, ty: RuleTy) -> Result<RuleExpr> {
    let (Some(b), Some(a), true) = (values.pop(), values.pop(), values.is_empty()) else {
        return Err(format!("does not call `{name}` with two arguments"));
    };
    if let Some(other) = [&a, &b].into_iter().find(|value| value.kind().ty != ty) {
        return Err(format!("has {} instead of {}, in `{name}(..)`", said(other.kind().ty), said(ty)));
    }
    if a.kind().optional && b.kind().optional {
        return Err(format!(
            "compares two values that may be absent, in `{name}(..)`; check them with `isSet`"
        ));
    }
    // The value first, then its comparison.
    let is_literal = |value: &RuleExpr| matches!(value, RuleExpr::Bool(_) | RuleExpr::Text(_));
    let (a, b) = if is_literal(&a) { (b, a) } else { (a, b) };
    let optional = a.kind().optional;
    Ok(match (a, b) {
        (RuleExpr::Bool(a), RuleExpr::Bool(b)) => RuleExpr::Bool(a == b),
        (RuleExpr::Text(a), RuleExpr::Text(b)) => RuleExpr::Bool(a == b),
        (a, RuleExpr::Bool(true)) if !optional => a,
        (a, RuleExpr::Bool(false)) if !optional => not(a),
        (a, b) => RuleExpr::Equal(Box::new(a), Box::new(b)),
    })
}

fn coalesce(mut values: Vec<RuleExpr>) -> Result<RuleExpr> {
    if values.len() < 2 {
        return Err("calls `coalesce` with fewer than two arguments".to_owned());
    }
    same_type("coalesce", &values)?;
    // Arguments after a value that is always present have no effect.
    if let Some(there) = values.iter().position(|value| !value.kind().optional) {
        values.truncate(there + 1);
    }
    if values.len() == 1 { one("coalesce", values) } else { Ok(RuleExpr::Coalesce(values)) }
}

fn if_else(mut values: Vec<RuleExpr>) -> Result<RuleExpr> {
    let (Some(otherwise), Some(then), Some(condition), true) =
        (values.pop(), values.pop(), values.pop(), values.is_empty())
    else {
        return Err("does not call `ite` with three arguments".to_owned());
    };
    present(&condition, RuleTy::Bool, "ite(..)")?;
    let branches = [then, otherwise];
    same_type("ite", &branches)?;
    let [then, otherwise] = branches;
    Ok(match condition {
        RuleExpr::Bool(true) => then,
        RuleExpr::Bool(false) => otherwise,
        condition => RuleExpr::IfElse {
            condition: Box::new(condition),
            then: Box::new(then),
            otherwise: Box::new(otherwise),
        },
    })
}

/// Only strings and booleans are supported as alternatives.
fn same_type(name: &str, values: &[RuleExpr]) -> Result<()> {
    let first = values.first().map(|value| value.kind().ty);
    if !matches!(first, Some(RuleTy::Text | RuleTy::Bool))
        || values.iter().any(|value| Some(value.kind().ty) != first)
    {
        return Err(format!("calls `{name}` with values that are neither all strings nor all booleans"));
    }
    Ok(())
}
