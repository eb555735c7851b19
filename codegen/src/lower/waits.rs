//! Waiters: the JMESPath expressions of a waiter over the types of its operation.
//! <https://smithy.io/2.0/additional-specs/waiters.html>

use serde_json::Value;

use super::context::Notes;
use super::jmespath::{self, Expr};
use super::operations::Draft;
use crate::docs;
use crate::ir::{
    Comparison, Condition, Found, Kind, Matcher, Node, PathMatcher, Place, Presence, Shapes, Struct, Test,
    Ty, Used, Wait, WaitState, Waiter,
};
use crate::naming::{self, Scope};

/// Returns the waiters of an operation. `methods` has the methods of clients so far.
pub(super) fn waiters(notes: &Notes, draft: &Draft<'_>, shapes: &Shapes, methods: &mut Scope) -> Vec<Waiter> {
    let waiters = draft.traits.get("smithy.waiters#waitable").and_then(Value::as_object);
    let scope = Scoped { draft, shapes };
    let waiters: Vec<Waiter> =
        waiters.into_iter().flatten().map(|(name, value)| scope.waiter(name, value, methods)).collect();
    if !waiters.is_empty() {
        notes.uses(Used::Waiter);
    }
    waiters
}

/// Returns an acceptor as in the model; `None` if it has another form.
fn acceptor(acceptor: &Value) -> Option<(String, Matcher)> {
    let state = acceptor.get("state")?.as_str()?.to_owned();
    let (kind, matcher) = acceptor.get("matcher")?.as_object()?.iter().next()?;
    let path = || {
        let part = |name: &str| Some(matcher.get(name)?.as_str()?.to_owned());
        Some(PathMatcher {
            path: part("path")?,
            expected: part("expected")?,
            comparator: part("comparator")?,
        })
    };
    let matcher = match kind.as_str() {
        "success" => Matcher::Success(matcher.as_bool()?),
        // The id of a shape, or only its name.
        "errorType" => {
            let id = matcher.as_str()?;
            Matcher::ErrorType(id.split_once('#').map_or(id, |(_, name)| name).to_owned())
        }
        "output" => Matcher::Output(path()?),
        "inputOutput" => Matcher::InputOutput(path()?),
        _ => return None,
    };
    Some((state, matcher))
}

fn state(state: &str) -> Result<WaitState, String> {
    match state {
        "success" => Ok(WaitState::Success),
        "failure" => Ok(WaitState::Failure),
        "retry" => Ok(WaitState::Retry),
        other => Err(format!("`{}` is not a state", docs::line(other))),
    }
}

/// The values of names.
struct Scoped<'a, 'm> {
    draft: &'a Draft<'m>,
    shapes: &'a Shapes,
}

impl Scoped<'_, '_> {
    /// The delays are the defaults of the specification if the model has none.
    fn waiter(&self, name: &str, value: &Value, methods: &mut Scope) -> Waiter {
        let acceptors = value.get("acceptors").and_then(Value::as_array).into_iter().flatten();
        let acceptors: Vec<_> = acceptors.filter_map(acceptor).collect();
        let seconds = |key: &str| value.get(key).and_then(Value::as_u64);
        Waiter {
            name: name.to_owned(),
            docs: value.get("documentation").and_then(Value::as_str).map(docs::markdown).unwrap_or_default(),
            min_delay: seconds("minDelay").unwrap_or(2),
            max_delay: seconds("maxDelay").unwrap_or(120),
            wait: self.wait(name, &acceptors, methods),
            acceptors,
        }
    }

    fn wait(&self, name: &str, acceptors: &[(String, Matcher)], methods: &mut Scope) -> Result<Wait, String> {
        if self.draft.output_stream.is_some() || self.draft.input_stream.is_some() {
            return Err("the operation has an event stream".to_owned());
        }
        let acceptors: Result<Vec<_>, String> = acceptors
            .iter()
            .map(|(state, matcher)| Ok((self::state(state)?, self.condition(matcher)?)))
            .collect();
        let acceptors = acceptors?;
        let method = methods.take(format!("wait_until_{}", naming::file_stem(&naming::module_name(name))));
        Ok(Wait { judge: method.replacen("wait_until_", "is_", 1), method, acceptors })
    }

    fn condition(&self, matcher: &Matcher) -> Result<Condition, String> {
        match matcher {
            Matcher::Success(true) => Ok(Condition::Output),
            Matcher::Success(false) => Ok(Condition::Error),
            Matcher::ErrorType(name) => {
                let named = self.shapes.errors.iter().find(|error| error.shape.id.name() == name);
                Ok(Condition::Code(named.map_or(name, |error| &error.code).clone()))
            }
            Matcher::Output(path) => {
                let output = value(Node::Output, Kind::Struct(Place::Output), false);
                Ok(Condition::Holds(self.matched(path, &output)?))
            }
            Matcher::InputOutput(path) => {
                Ok(Condition::Holds(self.matched(path, &value(Node::Exchange, Kind::Exchange, false))?))
            }
        }
    }

    /// Returns the condition that a path has the expected value.
    fn matched(&self, matcher: &PathMatcher, root: &Found) -> Result<Test, String> {
        let PathMatcher { path, expected, comparator } = matcher;
        let said = |problem| format!("its path `{}` cannot be compiled: {problem}", docs::line(path));
        let expr = jmespath::parse(path).map_err(said)?;
        if is_condition(&expr) && comparator == "booleanEquals" && expected == "true" {
            // A true boolean is `true`; a missing value is not.
            let test = self.test(&expr, root).map_err(said)?;
            return if is_boolean(&test) {
                Ok(test)
            } else {
                Err(said("not all of its values are booleans".to_owned()))
            };
        }
        let found = self.value(&expr, root).map_err(said)?;
        let texts = Kind::List(Box::new(Kind::Text));
        match (comparator.as_str(), &found.kind) {
            ("stringEquals", Kind::Text) => {
                let expected = value(Node::Text(expected.clone()), Kind::Text, false);
                Ok(Test::Compare(Comparison::Equal, found, expected))
            }
            ("booleanEquals", Kind::Bool) => match expected.as_str() {
                "true" => Ok(is(found, true)),
                "false" => Ok(is(found, false)),
                _ => Err("a boolean is compared with another type".to_owned()),
            },
            ("allStringEquals", kind) if *kind == texts => Ok(Test::All(found, expected.clone())),
            ("anyStringEquals", kind) if *kind == texts => Ok(Test::Any(found, expected.clone())),
            _ => Err(said(format!("its value cannot be compared with `{}`", docs::line(comparator)))),
        }
    }

    /// Returns the value of an expression, where `current` is its subject.
    fn value(&self, expr: &Expr, current: &Found) -> Result<Found, String> {
        match expr {
            Expr::Current => Ok(current.clone()),
            Expr::Field(name) => self.field(current, name),
            Expr::Null => Ok(value(Node::Null, Kind::Null, true)),
            Expr::Bool(flag) => Ok(value(Node::Bool(*flag), Kind::Bool, false)),
            Expr::Text(text) => Ok(value(Node::Text(text.clone()), Kind::Text, false)),
            Expr::Number(number) if number.parse().is_ok_and(f64::is_finite) => {
                Ok(value(Node::Number(number.clone()), Kind::Number, false))
            }
            Expr::Number(number) => Err(format!("the number {number} is too large")),
            Expr::Sub(of, then) => self.value(then, &self.value(of, current)?),
            Expr::Index(of, at) => {
                let of = self.value(of, current)?;
                let item = items(&of)?;
                Ok(value(Node::Index { of, at: *at }, item, true))
            }
            Expr::Each(of, then) => self.each(self.value(of, current)?, then),
            Expr::Flatten(of) => {
                let of = self.value(of, current)?;
                let (item, optional) = (items(&of)?, of.optional);
                match item {
                    Kind::List(_) => Ok(value(Node::Flatten(of), item, optional)),
                    _ => Ok(of),
                }
            }
            Expr::Filter { of, test, then } => {
                let of = self.value(of, current)?;
                let item = items(&of)?;
                if matches!(item, Kind::List(_)) {
                    return Err("a filter of lists in a list is not supported".to_owned());
                }
                let item = value(Node::Item, item, false);
                let test = self.test(test, &item)?;
                let (kind, optional) = (of.kind.clone(), of.optional);
                self.each(value(Node::Filter { of, test }, kind, optional), then)
            }
            Expr::Compare(..) | Expr::Not(_) | Expr::And(..) | Expr::Or(..) => {
                let test = self.test(expr, current)?;
                if is_exact(&test) {
                    Ok(value(Node::Test(test), Kind::Bool, false))
                } else {
                    Err("a part of a condition can be missing".to_owned())
                }
            }
            Expr::Call(name, arguments) => self.call(name, arguments, current),
            Expr::Several(_) => Err("a list of several expressions is not supported".to_owned()),
        }
    }

    fn each(&self, of: Found, then: &Expr) -> Result<Found, String> {
        if *then == Expr::Current {
            return Ok(of);
        }
        let item = self.value(then, &value(Node::Item, items(&of)?, false))?;
        let (kind, optional) = (Kind::List(Box::new(item.kind.clone())), of.optional);
        Ok(value(Node::Each { of, item }, kind, optional))
    }

    fn field(&self, of: &Found, name: &str) -> Result<Found, String> {
        let shape = match (&of.kind, name) {
            (Kind::Exchange, "input") => return Ok(value(Node::Input, Kind::Struct(Place::Input), false)),
            (Kind::Exchange, "output") => return Ok(value(Node::Output, Kind::Struct(Place::Output), false)),
            (Kind::Struct(place), _) => self.structure(place),
            _ => None,
        };
        let shape = shape.ok_or_else(|| {
            format!("`{}` is a member of a value that is not a structure", docs::line(name))
        })?;
        let field = shape.fields.iter().find(|field| field.name.as_str() == name);
        let field = field.ok_or_else(|| format!("{} has no member `{}`", shape.ident, docs::line(name)))?;
        let kind = kind(&field.ty).ok_or_else(|| format!("the type of `{name}` is not supported"))?;
        let is_optional = field.presence == Presence::Optional;
        let optional = of.optional || is_optional;
        let (ident, ty) = (field.ident.clone(), field.ty.clone());
        Ok(value(Node::Field { of: of.clone(), ident, ty, optional: is_optional }, kind, optional))
    }

    fn structure(&self, place: &Place) -> Option<&Struct> {
        match place {
            Place::Input => Some(&self.draft.input),
            Place::Output => Some(&self.draft.output),
            Place::Type(ident) => self.shapes.structure(ident),
        }
    }

    fn call(&self, name: &str, arguments: &[Expr], current: &Found) -> Result<Found, String> {
        let arguments: Result<Vec<Found>, String> =
            arguments.iter().map(|argument| self.value(argument, current)).collect();
        // A function of a missing value is an error, not a missing value.
        match (name, arguments?.as_slice()) {
            ("length", [of]) if matches!(of.kind, Kind::List(_) | Kind::Text) => {
                Ok(value(Node::Length(of.clone()), Kind::Number, false))
            }
            ("contains", [of, what]) if contains(&of.kind, &what.kind) && !what.optional => {
                let node = Node::Contains { of: of.clone(), what: what.clone() };
                Ok(value(node, Kind::Bool, false))
            }
            ("starts_with", [of, with]) if both_texts(of, with) && !with.optional => {
                let node = Node::Begins { of: of.clone(), with: with.clone() };
                Ok(value(node, Kind::Bool, false))
            }
            ("ends_with", [of, with]) if both_texts(of, with) && !with.optional => {
                let node = Node::Ends { of: of.clone(), with: with.clone() };
                Ok(value(node, Kind::Bool, false))
            }
            _ => Err(format!("the function `{}` is not supported for these arguments", docs::line(name))),
        }
    }

    /// Whether an expression holds: missing, false and empty values do not.
    fn test(&self, expr: &Expr, current: &Found) -> Result<Test, String> {
        match expr {
            Expr::Not(of) => Ok(not(self.test(of, current)?)),
            Expr::And(left, right) => {
                Ok(Test::Both(Box::new(self.test(left, current)?), Box::new(self.test(right, current)?)))
            }
            Expr::Or(left, right) => {
                Ok(Test::Either(Box::new(self.test(left, current)?), Box::new(self.test(right, current)?)))
            }
            Expr::Compare(mark, left, right) => {
                compare(mark, self.value(left, current)?, self.value(right, current)?)
            }
            other => {
                let found = self.value(other, current)?;
                match &found.kind {
                    Kind::Bool => Ok(is(found, true)),
                    Kind::Text | Kind::List(_) => Ok(Test::Holds(found)),
                    Kind::Number | Kind::Struct(_) if found.optional => Ok(Test::Holds(found)),
                    _ => Err("a condition is constant".to_owned()),
                }
            }
        }
    }
}

fn value(node: Node, kind: Kind, optional: bool) -> Found {
    Found { node: Box::new(node), kind, optional }
}

/// Returns the type of the items of a list.
fn items(of: &Found) -> Result<Kind, String> {
    match &of.kind {
        Kind::List(item) => Ok((**item).clone()),
        _ => Err("a value with items is not a list".to_owned()),
    }
}

fn kind(ty: &Ty) -> Option<Kind> {
    match ty {
        Ty::Bool => Some(Kind::Bool),
        Ty::I8 | Ty::I16 | Ty::I32 | Ty::I64 | Ty::F32 | Ty::F64 | Ty::IntEnum(_) => Some(Kind::Number),
        Ty::String | Ty::Enum(_) | Ty::Newtype(_) => Some(Kind::Text),
        Ty::Struct(named) => Some(Kind::Struct(Place::Type(named.ident.clone()))),
        Ty::List { item, sparse: false } | Ty::NonEmpty(item) => Some(Kind::List(Box::new(kind(item)?))),
        _ => None,
    }
}

fn contains(of: &Kind, what: &Kind) -> bool {
    match of {
        Kind::Text => *what == Kind::Text,
        Kind::List(item) => **item == *what && matches!(what, Kind::Text | Kind::Number | Kind::Bool),
        _ => false,
    }
}

fn both_texts(left: &Found, right: &Found) -> bool {
    left.kind == Kind::Text && right.kind == Kind::Text
}

/// Returns the condition that a boolean is present and has this value; its operands are inspected.
fn is(found: Found, expected: bool) -> Test {
    match *found.node {
        Node::Test(test) if expected => test,
        Node::Test(test) => not(test),
        node => Test::Is(Found { node: Box::new(node), ..found }, expected),
    }
}

/// Returns the opposite, moved inside as far as possible for readability.
fn not(test: Test) -> Test {
    match test {
        Test::Not(test) => *test,
        Test::Both(left, right) => Test::Either(Box::new(not(*left)), Box::new(not(*right))),
        Test::Either(left, right) => Test::Both(Box::new(not(*left)), Box::new(not(*right))),
        Test::Compare(Comparison::Equal, left, right) => Test::Compare(Comparison::Unequal, left, right),
        Test::Compare(Comparison::Unequal, left, right) => Test::Compare(Comparison::Equal, left, right),
        Test::Is(found, expected) if !found.optional => Test::Is(found, !expected),
        other => Test::Not(Box::new(other)),
    }
}

fn compare(mark: &str, left: Found, right: Found) -> Result<Test, String> {
    let comparison = match mark {
        "==" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::Greater,
        _ => Comparison::AtLeast,
    };
    match (comparison, &*left.node, &*right.node) {
        (Comparison::Equal, _, &Node::Bool(flag)) if left.kind == Kind::Bool => return Ok(is(left, flag)),
        (Comparison::Unequal, _, &Node::Bool(flag)) if left.kind == Kind::Bool => {
            return Ok(not(is(left, flag)));
        }
        _ => {}
    }
    let simple = |kind: &Kind| matches!(kind, Kind::Text | Kind::Number | Kind::Bool);
    let fits = match comparison {
        Comparison::Equal | Comparison::Unequal => {
            let is_null = left.optional && right.kind == Kind::Null && left.kind != Kind::Null;
            is_null || left.kind == right.kind && simple(&left.kind)
        }
        _ => left.kind == Kind::Number && right.kind == Kind::Number,
    };
    if fits {
        Ok(Test::Compare(comparison, left, right))
    } else {
        Err(format!("the types on both sides of `{mark}` differ"))
    }
}

/// Whether an expression consists of conditions.
fn is_condition(expr: &Expr) -> bool {
    matches!(expr, Expr::Compare(..) | Expr::Not(_) | Expr::And(..) | Expr::Or(..))
}

/// Whether a true condition is a boolean in JMESPath, and not another value such as text.
fn is_boolean(test: &Test) -> bool {
    match test {
        Test::Holds(_) | Test::All(..) | Test::Any(..) => false,
        Test::Compare(..) | Test::Is(..) | Test::Not(_) => true,
        Test::Both(left, right) | Test::Either(left, right) => is_boolean(left) && is_boolean(right),
    }
}

/// Whether a condition is always a boolean, so that it has the same value in JMESPath.
fn is_exact(test: &Test) -> bool {
    match test {
        Test::Compare(Comparison::Equal | Comparison::Unequal, ..) => true,
        Test::Compare(_, left, right) => !left.optional && !right.optional,
        Test::Is(found, _) => !found.optional,
        Test::Holds(_) | Test::All(..) | Test::Any(..) => false,
        // Any value that is not true is false.
        Test::Not(_) => true,
        Test::Both(left, right) | Test::Either(left, right) => is_exact(left) && is_exact(right),
    }
}
