//! Parameters of the rules that operations set: constants, members of the input, paths into it.
//!
//! Paths follow the fields of lowered structures. A parameter that the rules do not have is left out, since
//! nothing reads it. <https://smithy.io/2.0/additional-specs/rules-engine/parameters.html>

use serde_json::{Map, Value as Json};

use super::super::Cx;
use super::params::param_value;
use crate::ir::{
    ContextParam, ContextSource, ContextWalk, EndpointParam, Presence, RuleTy, Shapes, Struct, Ty,
};
use crate::lower::jmespath::{self, Expr};
use crate::lower::operations::Draft;

impl Cx<'_> {
    /// Returns the parameters of an operation, lowest priority first: later ones override.
    pub(in crate::lower) fn endpoint_context(
        &self,
        draft: &Draft<'_>,
        shapes: &Shapes,
        params: &[EndpointParam],
    ) -> Vec<ContextParam> {
        let (id, input) = (draft.id, &draft.modelled.input);
        let mut context = Context { shapes, params, found: Vec::new() };
        let none = Map::new();
        let of_trait = |name: &str| draft.traits.get(name).and_then(Json::as_object).unwrap_or(&none);
        for (name, value) in of_trait("smithy.rules#operationContextParams") {
            let path = value.get("path").and_then(Json::as_str).unwrap_or_default();
            if !context.path(name, &draft.input, path) {
                let path = path.escape_debug();
                self.notes.problem(id, format!("takes `{name}` from `{path}`, a path that is not supported"));
            }
        }
        for (member, value) in self.source.members(input) {
            let name = value.traits.get("smithy.rules#contextParam");
            let name = name.and_then(|value| value.get("name")?.as_str());
            if name.is_some_and(|name| !context.member(name, &draft.input, member)) {
                let problem = "is a parameter of the endpoint rules, but has another type";
                self.notes.problem(&input.member(member), problem);
            }
        }
        for (name, value) in of_trait("smithy.rules#staticContextParams") {
            let Some(param) = context.param(name) else { continue };
            match value.get("value").and_then(|value| param_value(value, param.ty)) {
                Some(value) => context.push(param, ContextSource::Fixed(value)),
                None => self
                    .notes
                    .problem(id, format!("sets `{name}` of the endpoint rules to a value of another type")),
            }
        }
        context.found
    }
}

struct Context<'s> {
    shapes: &'s Shapes,
    params: &'s [EndpointParam],
    found: Vec<ContextParam>,
}

impl<'s> Context<'s> {
    fn param(&self, name: &str) -> Option<&'s EndpointParam> {
        self.params.iter().find(|param| param.wire_name == name)
    }

    fn push(&mut self, param: &EndpointParam, source: ContextSource) {
        self.found.push(ContextParam { field: param.ident.clone(), optional: param.is_optional(), source });
    }

    /// Follows a JMESPath into the input; returns false if that is not possible.
    fn path(&mut self, name: &str, input: &'s Struct, path: &str) -> bool {
        let Some(param) = self.param(name) else { return true };
        let Ok(expr) = jmespath::parse(path) else { return false };
        self.follow_to(param, input, &expr)
    }

    /// Takes a parameter from a member of the input, like a path of one name.
    fn member(&mut self, name: &str, input: &'s Struct, member: &str) -> bool {
        let Some(param) = self.param(name) else { return true };
        self.follow_to(param, input, &Expr::Field(member.to_owned()))
    }

    fn follow_to(&mut self, param: &EndpointParam, input: &'s Struct, expr: &Expr) -> bool {
        let start = Found { value: Value::Struct(input), lists: 0 };
        let walk = self.follow(expr, start, &|found| end(param.ty, found));
        let source = walk.map(|walk| match param.ty {
            RuleTy::Texts => ContextSource::Texts(walk),
            _ => ContextSource::Input(walk),
        });
        source.is_some_and(|source| {
            self.push(param, source);
            true
        })
    }

    /// Follows an expression, and then continues from each value that it finds. Names, `[*]`, `[]`, lists of several
    /// expressions and `keys(..)` are supported.
    fn follow(&self, expr: &Expr, at: Found<'s>, then: &Then<'_, 's>) -> Option<ContextWalk> {
        match expr {
            Expr::Current => then(at),
            Expr::Field(name) => {
                let Value::Struct(shape) = at.value else { return None };
                let field = shape.fields.iter().find(|field| field.name.as_str() == name)?;
                Some(ContextWalk::Field {
                    ident: field.ident.clone(),
                    optional: field.presence == Presence::Optional,
                    then: Box::new(then(Found { value: self.value(&field.ty), ..at })?),
                })
            }
            // After a projection, the value would be the list as a whole, which is not supported.
            Expr::Sub(of, _) if makes_list(of) => None,
            Expr::Sub(of, next) => self.follow(of, at, &|found| self.follow(next, found, then)),
            Expr::Each(of, next) => match &**of {
                Expr::Flatten(of) => self.follow(of, at, &|found| {
                    let into = |found| self.follow(next, found, then);
                    match found.value {
                        Value::List(item) => into(self.item(item, found.lists.max(1))).map(each),
                        // The items of nested lists replace the list; other values are kept.
                        _ => into(Found { lists: found.lists.min(1), ..found }).filter(|_| found.lists > 0),
                    }
                }),
                of if makes_list(of) => None,
                of => self.follow(of, at, &|found| {
                    let Value::List(item) = found.value else { return None };
                    self.follow(next, self.item(item, found.lists + 1), then).map(each)
                }),
            },
            Expr::Several(all) => {
                let found = Found { lists: at.lists + 1, ..at };
                let all = all.iter().map(|expr| self.follow(expr, found, then));
                Some(ContextWalk::Several(all.collect::<Option<_>>()?))
            }
            Expr::Call(name, arguments) if name == "keys" => {
                let [of] = &arguments[..] else { return None };
                self.follow(of, at, &|found| match found.value {
                    Value::Map(key) => {
                        let key = then(Found { value: self.value(key), lists: found.lists + 1 })?;
                        Some(ContextWalk::Keys(Box::new(key)))
                    }
                    _ => None,
                })
            }
            _ => None,
        }
    }

    fn item(&self, item: &'s Ty, lists: u32) -> Found<'s> {
        Found { value: self.value(item), lists }
    }

    fn value(&self, ty: &'s Ty) -> Value<'s> {
        match ty {
            Ty::Bool => Value::Bool,
            Ty::String => Value::Text,
            Ty::Enum(_) | Ty::Newtype(_) => Value::Named,
            Ty::List { item, sparse: false } | Ty::NonEmpty(item) => Value::List(item),
            Ty::Map { key, .. } => Value::Map(key),
            Ty::Struct(named) => self.shapes.structure(&named.ident).map_or(Value::Other, Value::Struct),
            _ => Value::Other,
        }
    }
}

/// The continuation after a value.
type Then<'t, 's> = dyn Fn(Found<'s>) -> Option<ContextWalk> + 't;

/// A value on the path, and the number of lists around it that the expression creates.
#[derive(Clone, Copy)]
struct Found<'s> {
    value: Value<'s>,
    lists: u32,
}

#[derive(Clone, Copy)]
enum Value<'s> {
    Struct(&'s Struct),
    List(&'s Ty),
    Map(&'s Ty),
    Bool,
    Text,
    Named,
    Other,
}

/// Ends the path, if the parameter accepts the value.
fn end(ty: RuleTy, found: Found<'_>) -> Option<ContextWalk> {
    match (ty, found.value, found.lists) {
        (RuleTy::Bool, Value::Bool, 0) => Some(ContextWalk::Bool),
        (RuleTy::Text, Value::Text, 0) | (RuleTy::Texts, Value::Text, 1) => Some(ContextWalk::Text),
        (RuleTy::Text, Value::Named, 0) | (RuleTy::Texts, Value::Named, 1) => Some(ContextWalk::Named),
        (RuleTy::Texts, Value::List(Ty::String), 0) => Some(each(ContextWalk::Text)),
        (RuleTy::Texts, Value::List(Ty::Enum(_) | Ty::Newtype(_)), 0) => Some(each(ContextWalk::Named)),
        _ => None,
    }
}

fn each(then: ContextWalk) -> ContextWalk {
    ContextWalk::Each(Box::new(then))
}

/// Whether an expression creates a list instead of finding one.
fn makes_list(expr: &Expr) -> bool {
    match expr {
        Expr::Each(..) | Expr::Flatten(_) | Expr::Several(_) | Expr::Call(..) => true,
        Expr::Sub(_, then) => makes_list(then),
        _ => false,
    }
}
