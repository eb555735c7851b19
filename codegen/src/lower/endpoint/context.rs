//! What operations say about the parameters of the rules: fixed values, members of the input, paths into it.
//!
//! Runs over the finished IR, as paths follow its fields. A parameter that the rules do not have is left out: nothing
//! would read it. <https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>

use serde_json::{Map, Value};

use super::super::Cx;
use super::params::param_value;
use crate::ir::{
    ContextEnd, ContextField, ContextParam, ContextSource, EndpointParam, Field, Operation, Presence, RuleTy,
    Service, Struct, Ty, structure,
};
use crate::model::{ShapeId, ShapeKind};

impl Cx<'_> {
    /// What an operation says, the weakest first: what comes later overrides it.
    pub(in crate::lower) fn endpoint_context(
        &self,
        service: &Service,
        operation: &Operation,
    ) -> Vec<ContextParam> {
        let Some(id) = ShapeId::parse(&operation.id) else { return Vec::new() };
        let Some(shape) = self.shape(&id) else { return Vec::new() };
        let ShapeKind::Operation(modelled) = &shape.kind else { return Vec::new() };
        let mut context = Context { service, found: Vec::new() };
        let none = Map::new();
        let of_trait = |name: &str| shape.traits.get(name).and_then(Value::as_object).unwrap_or(&none);
        for (name, value) in of_trait("smithy.rules#operationContextParams") {
            let path = value.get("path").and_then(Value::as_str).unwrap_or_default();
            if !context.path(name, &operation.input, path) {
                let path = path.escape_debug();
                self.problem(
                    &id,
                    format!("takes `{name}` from `{path}`, a path that is not understood here"),
                );
            }
        }
        if let Some(ShapeKind::Structure(members)) = self.shape(&modelled.input).map(|shape| &shape.kind) {
            for (member, value) in members {
                let name = value
                    .traits
                    .get("smithy.rules#contextParam")
                    .and_then(|value| value.get("name")?.as_str());
                if name.is_some_and(|name| !context.path(name, &operation.input, member)) {
                    self.problem(
                        &modelled.input.member(member),
                        "is a parameter of the endpoint rules, but not of its type",
                    );
                }
            }
        }
        for (name, value) in of_trait("smithy.rules#staticContextParams") {
            let Some(param) = context.param(name) else { continue };
            match value.get("value").and_then(|value| param_value(value, param.ty)) {
                Some(value) => context.push(param, ContextSource::Fixed(value)),
                None => self
                    .problem(&id, format!("sets `{name}` of the endpoint rules to what is not of its type")),
            }
        }
        context.found
    }
}

struct Context<'s> {
    service: &'s Service,
    found: Vec<ContextParam>,
}

impl<'s> Context<'s> {
    fn param(&self, name: &str) -> Option<&'s EndpointParam> {
        self.service.endpoints.params.iter().find(|param| param.wire_name == name)
    }

    fn push(&mut self, param: &EndpointParam, source: ContextSource) {
        self.found.push(ContextParam { field: param.ident.clone(), optional: param.is_optional(), source });
    }

    /// Follows a path; false where that is not possible. These are of JMESPath: names with dots between them, then
    /// perhaps `[*].name`; and `keys(..)` around that.
    fn path(&mut self, name: &str, input: &'s Struct, path: &str) -> bool {
        let Some(param) = self.param(name) else { return true };
        let Some(source) = self.source(param.ty, input, path) else { return false };
        self.push(param, source);
        true
    }

    fn source(&self, ty: RuleTy, input: &'s Struct, path: &str) -> Option<ContextSource> {
        let keys = path.strip_prefix("keys(").and_then(|rest| rest.strip_suffix(')'));
        let (names, each) = match keys.unwrap_or(path).split_once("[*].") {
            Some((names, each)) => (names, Some(each)),
            None => (keys.unwrap_or(path), None),
        };
        let mut fields = Vec::new();
        let mut shape = Some(input);
        let mut last: Option<&Ty> = None;
        for name in names.split('.') {
            let field = field(shape?, name)?;
            fields.push(context_field(field));
            shape = self.structure(&field.ty);
            last = Some(&field.ty);
        }
        let end = match (ty, last?, keys.is_some(), each) {
            (RuleTy::Bool, Ty::Bool, false, None) => ContextEnd::Bool,
            (RuleTy::Text, Ty::String, false, None) => ContextEnd::Text,
            (RuleTy::Text, Ty::Enum(_) | Ty::Newtype(_), false, None) => ContextEnd::Named,
            (RuleTy::Texts, Ty::Map { .. }, true, None) => ContextEnd::Keys,
            (RuleTy::Texts, Ty::List { item, sparse: false } | Ty::NonEmpty(item), false, each) => {
                match (each, &**item) {
                    (None, item) if is_text(item) => ContextEnd::Texts,
                    (Some(each), item) => {
                        let member = field(self.structure(item)?, each)?;
                        is_text(&member.ty).then(|| ContextEnd::Each(context_field(member)))?
                    }
                    (None, _) => return None,
                }
            }
            _ => return None,
        };
        Some(ContextSource::Path { fields, end })
    }

    fn structure(&self, ty: &Ty) -> Option<&'s Struct> {
        let Ty::Struct(named) = ty else { return None };
        structure(&self.service.types, &self.service.errors, &named.ident)
    }
}

fn field<'s>(shape: &'s Struct, member: &str) -> Option<&'s Field> {
    shape.fields.iter().find(|field| field.member_name() == member)
}

fn context_field(field: &Field) -> ContextField {
    ContextField { ident: field.ident.clone(), optional: field.presence == Presence::Optional }
}

fn is_text(ty: &Ty) -> bool {
    matches!(ty, Ty::String | Ty::Enum(_) | Ty::Newtype(_))
}
