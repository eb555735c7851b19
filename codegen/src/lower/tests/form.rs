//! Request bodies of examples that are forms, written from the example and the layouts of the members.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value as Json;

use super::Collected;
use crate::ir::{Layout, Lists, Request, Struct, Ty, Type};
use crate::percent;
use crate::time;

/// The pairs of a form, in their order.
struct Form {
    lists: Lists,
    pairs: Vec<String>,
}

impl Collected<'_, '_> {
    /// Returns the form of these fields of the input; `None` if a value does not have its type.
    pub(super) fn form(
        &self,
        request: &Request,
        lists: Lists,
        fields: &[usize],
        value: &Json,
    ) -> Option<String> {
        let mut form = Form { lists, pairs: vec![request.literal_form.clone()] };
        self.form_members(&self.operation.input, fields, value, &[], &mut form)?;
        Some(form.pairs.join("&"))
    }

    fn form_members(
        &self,
        shape: &Struct,
        fields: &[usize],
        value: &Json,
        path: &[String],
        form: &mut Form,
    ) -> Option<()> {
        for field in fields.iter().filter_map(|&at| shape.fields.get(at)) {
            if let Some(value) = value.get(field.name.as_str()).filter(|value| !value.is_null()) {
                let path = [path, &[percent::encoded(&field.form_name)]].concat();
                self.form_value(&field.ty, &field.layout, value, &path, form)?;
            }
        }
        Some(())
    }

    fn form_value(
        &self,
        ty: &Ty,
        layout: &Layout,
        value: &Json,
        path: &[String],
        form: &mut Form,
    ) -> Option<()> {
        match (ty, layout) {
            (Ty::List { item: ty, .. } | Ty::NonEmpty(ty), Layout::List { flattened, item, each }) => {
                let items = value.as_array()?;
                let named = form.lists == Lists::Named && !flattened;
                let name = named.then(|| percent::encoded(&item.name));
                if items.is_empty() && form.lists == Lists::Named {
                    form.pairs.push(format!("{}=", path.join(".")));
                }
                let path = [path, name.as_slice()].concat();
                for (index, value) in items.iter().enumerate() {
                    let path = [&path[..], &[(index + 1).to_string()]].concat();
                    self.form_value(ty, each, value, &path, form)?;
                }
            }
            (
                Ty::Map { value: ty, .. },
                Layout::Map { flattened, key: key_name, value: value_name, each },
            ) => {
                let entry = (!flattened).then(|| "entry".to_owned());
                let path = [path, entry.as_slice()].concat();
                for (index, (key, value)) in value.as_object()?.iter().enumerate() {
                    let within =
                        |name: &str| [&path[..], &[(index + 1).to_string(), percent::encoded(name)]].concat();
                    form.pairs.push(format!(
                        "{}={}",
                        within(&key_name.name).join("."),
                        percent::encoded(key)
                    ));
                    self.form_value(ty, each, value, &within(&value_name.name), form)?;
                }
            }
            (Ty::Struct(named), _) => {
                let shape = self.typed.shapes.structure(&named.ident)?;
                let fields: Vec<usize> = (0..shape.fields.len()).collect();
                self.form_members(shape, &fields, value, path, form)?;
            }
            (Ty::Union(named), _) => {
                let Type::Union(shape) = self.typed.shapes.ty(&named.ident)? else { return None };
                let (name, value) = value.as_object()?.iter().next()?;
                let member = shape.members.iter().find(|member| member.name == *name)?;
                let path = [path, &[percent::encoded(&member.form_name)]].concat();
                self.form_value(member.ty.as_ref()?, &member.layout, value, &path, form)?;
            }
            _ => form.pairs.push(format!("{}={}", path.join("."), percent::encoded(&text(ty, value)?))),
        }
        Some(())
    }
}

/// Returns the text of a value without parts.
pub(super) fn text(ty: &Ty, value: &Json) -> Option<String> {
    let value = match (ty, value) {
        (Ty::Blob, value) => return Some(STANDARD.encode(value.as_str()?)),
        (Ty::Timestamp(format), value) => time::formatted(*format, value)?,
        (_, value) => value.clone(),
    };
    match value {
        Json::String(text) => Some(text),
        Json::Number(_) | Json::Bool(_) => Some(value.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}
