//! Values of tests and examples, typed by their fields.

use serde_json::Value as Json;

use crate::ir::{
    Document, Field, Operation, Presence, Shapes, Struct, StructValue, TimestampFormat, Ty, Type, Union,
    Value, Wrap,
};
use crate::lower::types::{big_decimal, big_integer};
use crate::model::ShapeId;
use crate::time;

/// Types values.
pub(super) struct Typed<'s> {
    pub(super) shapes: &'s Shapes,
}

/// The problem of a value, to be shown after `has`.
type Problem = String;

impl<'s> Typed<'s> {
    pub(super) fn input(&self, operation: &Operation, params: &Json) -> Result<Value, Problem> {
        self.structure(&operation.input, home(operation.input_is_shared), params)
    }

    /// Returns the expected output, or the error with its variant.
    pub(super) fn response(
        &self,
        operation: &Operation,
        error: Option<&ShapeId>,
        params: &Json,
    ) -> Result<(Option<String>, Value), Problem> {
        let Some(id) = error else { return self.output(operation, params).map(|value| (None, value)) };
        let shape = self.error(id).ok_or_else(|| format!("the error {id}, which does not exist"))?;
        let variant = operation.errors.iter().find(|variant| variant.ident == shape.ident);
        let variant = variant.ok_or_else(|| format!("the error {id}, which the operation does not have"))?;
        Ok((Some(variant.variant.clone()), self.structure(shape, "error", params)?))
    }

    fn output(&self, operation: &Operation, params: &Json) -> Result<Value, Problem> {
        self.structure(&operation.output, home(operation.output_is_shared), params)
    }

    /// Returns a value of the error with this name.
    pub(super) fn error_value(&self, ident: &str, json: &Json) -> Result<Value, Problem> {
        let error = self.shapes.error(ident);
        let error = error.ok_or_else(|| format!("the error {ident}, which does not exist"))?;
        self.structure(&error.shape, "error", json)
    }

    pub(super) fn error(&self, id: &ShapeId) -> Option<&'s Struct> {
        self.shapes.errors.iter().map(|error| &error.shape).find(|shape| shape.id == *id)
    }

    fn structure(&self, shape: &Struct, home: &'static str, json: &Json) -> Result<Value, Problem> {
        let members = json.as_object().ok_or_else(|| format!("a {} that is not an object", shape.ident))?;
        let known = |name: &String| shape.fields.iter().any(|field| field.name.as_str() == name);
        if let Some(unknown) = members.keys().find(|name| !known(name)) {
            return Err(format!(
                "the member `{}`, which {} does not have",
                unknown.escape_debug(),
                shape.ident
            ));
        }
        let mut value =
            StructValue { ident: shape.ident.clone(), home, required: Vec::new(), fields: Vec::new() };
        let given = |field: &Field| members.get(field.name.as_str()).filter(|value| !value.is_null());
        for field in shape.arguments() {
            value.required.push(match given(field) {
                Some(given) => self.value(&field.ty, given)?,
                None => self.missing(&field.ty)?,
            });
        }
        for field in shape.fields.iter().filter(|field| field.presence != Presence::Required) {
            let wrap = Wrap { optional: field.presence == Presence::Optional, boxed: field.boxed };
            if let Some(given) = given(field) {
                value.fields.push((field.ident.clone(), self.value(&field.ty, given)?, wrap));
            }
        }
        Ok(Value::Struct(value))
    }

    /// Returns the value of a required member that a case leaves out.
    fn missing(&self, ty: &Ty) -> Result<Value, Problem> {
        Ok(match ty {
            Ty::Bool => Value::Bool(false),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => Value::Integer("0".into()),
            Ty::F32 | Ty::F64 => Value::Float(0.0),
            Ty::BigInteger => Value::BigInteger("0".into()),
            Ty::BigDecimal => Value::BigDecimal("0".into()),
            Ty::String => Value::Text(String::new()),
            Ty::Blob => Value::Blob(String::new()),
            Ty::Timestamp(_) => Value::Timestamp("0".into()),
            Ty::Document => Value::Document(Document::Null),
            Ty::Enum(named) | Ty::Newtype(named) => {
                Value::Named { ident: named.ident.clone(), text: String::new() }
            }
            Ty::IntEnum(named) => Value::IntEnum { ident: named.ident.clone(), value: "0".into() },
            Ty::List { sparse, .. } => Value::List { items: Vec::new(), sparse: *sparse },
            Ty::Map { sparse, .. } => Value::Map { entries: Vec::new(), sparse: *sparse },
            Ty::Struct(_) => self.value(ty, &Json::Object(serde_json::Map::new()))?,
            Ty::Union(_) | Ty::NonEmpty(_) => return Err("no value for a required member".into()),
        })
    }

    pub(super) fn value(&self, ty: &Ty, json: &Json) -> Result<Value, Problem> {
        let wrong = || format!("{}, which does not fit {ty:?}", json.to_string().escape_debug());
        let plain = |json: &Json| json.as_str().map(str::to_owned).ok_or_else(wrong);
        Ok(match ty {
            Ty::Bool => Value::Bool(json.as_bool().ok_or_else(wrong)?),
            Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 => Value::Integer(integer(json).ok_or_else(wrong)?),
            Ty::F32 | Ty::F64 => Value::Float(float(json).ok_or_else(wrong)?),
            Ty::BigInteger => Value::BigInteger(big_integer(json).ok_or_else(wrong)?),
            Ty::BigDecimal => Value::BigDecimal(big_decimal(json).ok_or_else(wrong)?),
            Ty::String => Value::Text(plain(json)?),
            Ty::Blob => Value::Blob(plain(json)?),
            Ty::Timestamp(_) => {
                let text = time::formatted(TimestampFormat::DateTime, json).ok_or_else(wrong)?;
                Value::Timestamp(if json.is_number() { json.to_string() } else { plain(&text)? })
            }
            Ty::Document => Value::Document(document(json)),
            Ty::Enum(named) | Ty::Newtype(named) => {
                Value::Named { ident: named.ident.clone(), text: plain(json)? }
            }
            Ty::IntEnum(named) => {
                Value::IntEnum { ident: named.ident.clone(), value: integer(json).ok_or_else(wrong)? }
            }
            Ty::List { item, sparse } => {
                Value::List { items: self.items(item, *sparse, json)?, sparse: *sparse }
            }
            Ty::NonEmpty(item) => {
                let items: Vec<Value> = self.items(item, false, json)?.into_iter().flatten().collect();
                if items.is_empty() {
                    return Err("an empty list instead of one with an item".into());
                }
                Value::NonEmpty(items)
            }
            Ty::Map { key, value, sparse } => self.map(key, value, *sparse, json)?,
            Ty::Struct(named) => {
                let shape = self.shapes.structure(&named.ident).ok_or_else(wrong)?;
                let is_error = self.shapes.error(&named.ident).is_some();
                self.structure(shape, if is_error { "error" } else { "types" }, json)?
            }
            Ty::Union(named) => match self.shapes.ty(&named.ident) {
                Some(Type::Union(shape)) => self.union(shape, json)?,
                _ => return Err(wrong()),
            },
        })
    }

    fn items(&self, item: &Ty, sparse: bool, json: &Json) -> Result<Vec<Option<Value>>, Problem> {
        let items = json.as_array().ok_or("a list that is not an array")?;
        let kept = items.iter().filter(|value| sparse || !value.is_null());
        kept.map(|value| if value.is_null() { Ok(None) } else { self.value(item, value).map(Some) }).collect()
    }

    fn map(&self, key: &Ty, value: &Ty, sparse: bool, json: &Json) -> Result<Value, Problem> {
        let entries = json.as_object().ok_or("a map that is not an object")?;
        let mut typed = Vec::new();
        for (name, entry) in entries {
            let key = self.value(key, &Json::String(name.clone()))?;
            match (entry.is_null(), sparse) {
                (true, true) => typed.push((key, None)),
                (true, false) => {}
                (false, _) => typed.push((key, Some(self.value(value, entry)?))),
            }
        }
        Ok(Value::Map { entries: typed, sparse })
    }

    fn union(&self, shape: &Union, json: &Json) -> Result<Value, Problem> {
        let members = json.as_object().ok_or("a union that is not an object")?;
        let (name, value) =
            members.iter().find(|(_, value)| !value.is_null()).ok_or("a union without a member")?;
        let ident = shape.ident.clone();
        match shape.members.iter().find(|member| member.name == *name) {
            Some(member) => Ok(Value::Union {
                ident,
                variant: member.ident.clone(),
                value: member.ty.as_ref().map(|ty| self.value(ty, value).map(Box::new)).transpose()?,
                boxed: member.boxed,
            }),
            None => Ok(Value::Unknown { ident, name: name.clone(), value: document(value) }),
        }
    }
}

/// Returns the module of an operation's structure.
fn home(is_shared: bool) -> &'static str {
    if is_shared { "types" } else { "own" }
}

fn integer(json: &Json) -> Option<String> {
    json.as_i64().map(|number| number.to_string())
}

fn float(json: &Json) -> Option<f64> {
    match json.as_str() {
        Some("NaN") => Some(f64::NAN),
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        Some(_) => None,
        None => json.as_f64(),
    }
}

pub(in crate::lower) fn document(json: &Json) -> Document {
    match json {
        Json::Null => Document::Null,
        Json::Bool(value) => Document::Bool(*value),
        Json::Number(number) => Document::Number(number.to_string()),
        Json::String(text) => Document::Text(text.clone()),
        Json::Array(items) => Document::Array(items.iter().map(document).collect()),
        Json::Object(members) => {
            Document::Object(members.iter().map(|(name, value)| (name.clone(), document(value))).collect())
        }
    }
}
