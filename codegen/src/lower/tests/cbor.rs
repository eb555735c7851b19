//! Bodies of cases that are CBOR: those of protocol tests are base64, those of examples are written here.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use farrier_runtime::cbor::{ToCbor as _, Writer};
use farrier_runtime::{BigDecimal, BigInteger, Document, Timestamp};
use serde_json::Value as Json;

use super::{Collected, text};
use crate::ir::{Struct, TestBody, Ty, Type};
use crate::time;

/// The media type of these bodies.
pub(super) const MEDIA_TYPE: &str = "application/cbor";

impl Collected<'_, '_> {
    /// Returns the body of a protocol test.
    ///
    /// # Errors
    ///
    /// The body is CBOR, but not in base64.
    pub(super) fn body(&self, case: &Json, is_cbor: bool) -> Result<TestBody, String> {
        let body = text(case, "body");
        if is_cbor && text(case, "bodyMediaType") == MEDIA_TYPE {
            return STANDARD.decode(body).map(TestBody::Cbor).map_err(|_| "a body that is not base64".into());
        }
        Ok(TestBody::Text(body))
    }

    /// Returns the members of these fields as a body. Names are those of the wire; `error_type` names an error.
    pub(super) fn cbor(
        &self,
        shape: &Struct,
        fields: &[usize],
        value: &Json,
        error_type: Option<&str>,
    ) -> Option<Vec<u8>> {
        let mut cbor = Writer::with_capacity(64);
        let members = self.members(shape, fields.iter().copied(), value);
        cbor.map_of(members.len() + usize::from(error_type.is_some()));
        if let Some(error_type) = error_type {
            cbor.string("__type");
            cbor.string(error_type);
        }
        self.write_members(members, &mut cbor)?;
        Some(cbor.into_bytes())
    }

    /// The wire names, types and values of the members that a value has.
    fn members<'v>(
        &self,
        shape: &'v Struct,
        fields: impl Iterator<Item = usize>,
        value: &'v Json,
    ) -> Vec<(&'v str, &'v Ty, &'v Json)> {
        let member = |at: usize| {
            let field = shape.fields.get(at)?;
            let value = value.get(field.name.as_str()).filter(|value| !value.is_null())?;
            Some((field.wire_name.as_str(), &field.ty, value))
        };
        fields.filter_map(member).collect()
    }

    fn write_members(&self, members: Vec<(&str, &Ty, &Json)>, cbor: &mut Writer) -> Option<()> {
        for (name, ty, value) in members {
            cbor.string(name);
            self.write(ty, value, cbor)?;
        }
        Some(())
    }

    /// Writes a value; `None` if it does not have its type.
    fn write(&self, ty: &Ty, value: &Json, cbor: &mut Writer) -> Option<()> {
        match (ty, value) {
            (_, Json::Null) => cbor.null(),
            (Ty::Timestamp(_), value) => {
                let (seconds, nanoseconds) = time::seconds_and_nanoseconds(value)?;
                // Nothing below the millisecond has a form here.
                let time = Timestamp::from_epoch(seconds, nanoseconds).ok()?;
                (nanoseconds % 1_000_000 == 0).then(|| time.to_cbor(cbor))?;
            }
            (Ty::Blob, value) => cbor.bytes(value.as_str()?.as_bytes()),
            (Ty::F32 | Ty::F64, Json::String(text)) => cbor.float(text.parse().ok()?),
            (Ty::F32 | Ty::F64, value) => cbor.float(value.as_f64()?),
            (Ty::BigInteger, value) => value.to_string().parse::<BigInteger>().ok()?.to_cbor(cbor),
            (Ty::BigDecimal, value) => value.to_string().parse::<BigDecimal>().ok()?.to_cbor(cbor),
            (Ty::List { item, .. } | Ty::NonEmpty(item), value) => {
                let items = value.as_array()?;
                cbor.array_of(items.len());
                for value in items {
                    self.write(item, value, cbor)?;
                }
            }
            (Ty::Map { value: of, .. }, value) => {
                let entries = value.as_object()?;
                cbor.map_of(entries.len());
                for (key, value) in entries {
                    cbor.string(key);
                    self.write(of, value, cbor)?;
                }
            }
            (Ty::Struct(named), value) => {
                let shape = self.typed.shapes.structure(&named.ident)?;
                let members = self.members(shape, 0..shape.fields.len(), value);
                cbor.map_of(members.len());
                self.write_members(members, cbor)?;
            }
            (Ty::Union(named), value) => {
                let Type::Union(shape) = self.typed.shapes.ty(&named.ident)? else { return None };
                let (name, value) = value.as_object()?.iter().next()?;
                let member = shape.members.iter().find(|member| member.name == *name)?;
                cbor.map_of(1);
                cbor.string(&member.wire_name);
                self.write(member.ty.as_ref()?, value, cbor)?;
            }
            (_, value) => document(value)?.to_cbor(cbor),
        }
        Some(())
    }
}

/// Returns a value without a type.
fn document(value: &Json) -> Option<Document> {
    Some(match value {
        Json::Null => Document::Null,
        Json::Bool(value) => Document::Boolean(*value),
        Json::Number(number) => Document::Number(number.to_string().parse().ok()?),
        Json::String(text) => Document::String(text.clone()),
        Json::Array(items) => Document::Array(items.iter().map(document).collect::<Option<_>>()?),
        Json::Object(members) => {
            let members = members.iter().map(|(name, value)| Some((name.clone(), document(value)?)));
            Document::Object(members.collect::<Option<_>>()?)
        }
    })
}
