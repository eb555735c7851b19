//! Rules to steps: conditions that hold together, variables that they bind, and the end of a rule.
//!
//! A rule whose conditions hold is final, so each of them ends its function; otherwise the next rule
//! follows. The types of values are those of Smithy, with `isSet` as the proof that a value is present.

use std::collections::HashMap;

use serde_json::Value;

use super::outline::{is_in, mentions};
use crate::ir::{End, EndpointParam, RuleExpr, RuleStep, RuleTy, Variable};
use crate::naming::{self, Scope};

/// The problem, to be shown after "the endpoint rule set".
type Result<T> = std::result::Result<T, String>;

/// A rule set during compilation.
pub(super) struct Rules {
    /// The values of names, the innermost last.
    scope: Vec<(String, RuleExpr)>,
    /// The Rust names of names.
    idents: HashMap<String, String>,
    taken: Scope,
    pub(super) uses_partitions: bool,
    pub(super) problems: Vec<String>,
    required: Vec<(String, RuleExpr, String)>,
}

/// A condition, compiled.
enum Condition {
    /// Always true.
    Always,
    /// Always false.
    Never,
    Let(Variable, RuleExpr),
    Test(RuleExpr, String),
    Bind(Variable, RuleExpr, String),
}

impl Rules {
    pub(super) fn new(params: &[EndpointParam]) -> Self {
        let mut rules = Self {
            scope: Vec::new(),
            idents: HashMap::new(),
            taken: Scope::with_taken(["params", "partition"]),
            uses_partitions: false,
            problems: Vec::new(),
            required: Vec::new(),
        };
        for param in params {
            let ident = rules.taken.take(param.ident.clone());
            rules.idents.insert(param.wire_name.clone(), ident);
            let value =
                RuleExpr::Param { ident: param.ident.clone(), ty: param.ty, optional: param.is_optional() };
            if param.required {
                rules.required.push((param.wire_name.clone(), value.clone(), param.ident.clone()));
            }
            rules.scope.push((param.wire_name.clone(), value));
        }
        rules
    }

    /// Returns the body of `resolve`.
    pub(super) fn rule_set(&mut self, rule_set: &Value) -> Vec<RuleStep> {
        let required: Vec<(Variable, RuleExpr, String)> = std::mem::take(&mut self.required)
            .into_iter()
            .map(|(wire_name, value, name)| {
                let variable = self.bind(&wire_name, &value);
                (variable, value, name)
            })
            .collect();
        let rules = self.rules_of(rule_set).map(|rules| self.rules(rules));
        let mut body = rules.unwrap_or_else(|problem| {
            self.problems.push(problem);
            Vec::new()
        });
        for (variable, value, name) in required.into_iter().rev() {
            let variable = mentions(&body, &variable.ident).then_some(variable);
            body.insert(0, RuleStep::Required { variable, value, name });
        }
        body
    }

    /// Compiles a list of rules, which always ends.
    fn rules(&mut self, rules: &[Value]) -> Vec<RuleStep> {
        let mut steps = Vec::new();
        for rule in rules {
            let outer = self.scope.len();
            let compiled = self.rule(rule);
            self.scope.truncate(outer);
            match compiled {
                Ok(compiled) => steps.extend(compiled),
                Err(problem) => self.problems.push(problem),
            }
            // Rules after a rule without conditions have no effect.
            if matches!(steps.last(), Some(RuleStep::End(_))) {
                return steps;
            }
        }
        steps.push(RuleStep::End(End::Exhausted));
        steps
    }

    fn rule(&mut self, rule: &Value) -> Result<Vec<RuleStep>> {
        let mut conditions = Vec::new();
        for condition in list(rule, "conditions", "a rule without the list `conditions`")? {
            match self.condition(condition)? {
                Condition::Always => {}
                Condition::Never => return Ok(Vec::new()),
                compiled => conditions.push(compiled),
            }
        }
        let mut steps = match text(rule, "type") {
            Some("tree") => {
                let rules = self.rules_of(rule)?;
                self.rules(rules)
            }
            Some("error") => {
                let error = rule.get("error").ok_or("has a rule of type `error` without `error`")?;
                vec![RuleStep::End(End::Error(self.text(error)?))]
            }
            Some("endpoint") => {
                let endpoint = rule.get("endpoint").and_then(Value::as_object);
                let endpoint = endpoint.ok_or("has a rule of type `endpoint` without `endpoint`")?;
                vec![RuleStep::End(End::Endpoint(Box::new(self.endpoint(endpoint)?)))]
            }
            Some(other) => return Err(format!("has a rule of the unknown type `{}`", other.escape_debug())),
            None => return Err("has a rule without a type".to_owned()),
        };
        let mut tests: Vec<(RuleExpr, String)> = Vec::new();
        for condition in conditions.into_iter().rev() {
            match condition {
                Condition::Test(condition, label) => tests.push((condition, label)),
                Condition::Bind(variable, value, label) => {
                    if is_used(&variable, &tests, &steps) {
                        let then = tested(std::mem::take(&mut tests), steps);
                        steps = vec![RuleStep::IfLet { variable, value, then, label }];
                    } else {
                        tests.push((RuleExpr::IsSet(Box::new(value)), label));
                    }
                }
                Condition::Let(variable, value) => {
                    if is_used(&variable, &tests, &steps) {
                        steps = tested(std::mem::take(&mut tests), steps);
                        steps.insert(0, RuleStep::Let { variable, value });
                    }
                }
                Condition::Always | Condition::Never => {}
            }
        }
        Ok(tested(tests, steps))
    }

    fn condition(&mut self, condition: &Value) -> Result<Condition> {
        // `isSet` of a name proves that its value is present.
        if let (Some("isSet"), Some([argument])) =
            (text(condition, "fn"), condition.get("argv").and_then(Value::as_array).map(Vec::as_slice))
            && let Some(name) = text(argument, "ref")
            && condition.get("assign").is_none()
        {
            let value = self.named(name)?;
            if !value.kind().optional {
                return Ok(Condition::Always);
            }
            let label = label(&value);
            let variable = self.bind(name, &value);
            return Ok(Condition::Bind(variable, value, label));
        }
        let value = self.call(condition)?;
        let assigned = match condition.get("assign") {
            None => None,
            Some(Value::String(name)) if crate::model::is_identifier(name) => Some(name.as_str()),
            Some(other) => return Err(format!("assigns to `{other}`, which is not a name")),
        };
        let kind = value.kind();
        let name = label(&value);
        Ok(match (assigned, kind.ty, kind.optional) {
            (assigned, RuleTy::Bool, optional) => {
                // It holds, so it is true from here on.
                if let Some(assigned) = assigned {
                    self.scope.push((assigned.to_owned(), RuleExpr::Bool(true)));
                }
                match value {
                    RuleExpr::Bool(true) => Condition::Always,
                    RuleExpr::Bool(false) => Condition::Never,
                    value if optional => Condition::Test(
                        RuleExpr::Equal(Box::new(value), Box::new(RuleExpr::Bool(true))),
                        name,
                    ),
                    value => Condition::Test(value, name),
                }
            }
            (None, _, true) => Condition::Test(RuleExpr::IsSet(Box::new(value)), name),
            (None, _, false) => Condition::Always,
            (Some(assigned), _, true) => Condition::Bind(self.bind(assigned, &value), value, name),
            (Some(assigned), _, false) => Condition::Let(self.bind(assigned, &value), value),
        })
    }

    /// Binds a name to a variable from here on.
    fn bind(&mut self, name: &str, value: &RuleExpr) -> Variable {
        let taken = &mut self.taken;
        let ident =
            self.idents.entry(name.to_owned()).or_insert_with(|| taken.take(naming::field_name(name)));
        let kind = value.kind();
        let variable = Variable { ident: ident.clone(), ty: kind.ty, owned: kind.owned };
        self.scope.push((name.to_owned(), RuleExpr::Variable(variable.clone())));
        variable
    }

    /// Returns the value of a name.
    pub(super) fn named(&self, name: &str) -> Result<RuleExpr> {
        let found = self.scope.iter().rev().find(|(known, _)| known == name);
        found
            .map(|(_, value)| value.clone())
            .ok_or_else(|| format!("refers to `{}`, which does not exist", name.escape_debug()))
    }

    fn rules_of<'v>(&self, tree: &'v Value) -> Result<&'v [Value]> {
        list(tree, "rules", "no list `rules`")
    }
}

fn is_used(variable: &Variable, tests: &[(RuleExpr, String)], steps: &[RuleStep]) -> bool {
    tests.iter().any(|(test, _)| is_in(test, &variable.ident)) || mentions(steps, &variable.ident)
}

/// Returns the steps, nested in tests that were collected from the last to the first.
fn tested(tests: Vec<(RuleExpr, String)>, then: Vec<RuleStep>) -> Vec<RuleStep> {
    let mut labels: Vec<String> = Vec::new();
    let mut all: Vec<RuleExpr> = Vec::new();
    for (test, label) in tests.into_iter().rev() {
        if !labels.contains(&label) {
            labels.push(label);
        }
        match test {
            RuleExpr::All(tests) => all.extend(tests),
            test => all.push(test),
        }
    }
    let condition = match all.len() {
        0 => return then,
        1 => all.remove(0),
        _ => RuleExpr::All(all),
    };
    vec![RuleStep::If { condition, then, label: labels.join("_and_") }]
}

/// Returns the subject of a condition, as a part of the name of a function.
fn label(value: &RuleExpr) -> String {
    match value {
        RuleExpr::Param { ident, .. } | RuleExpr::Variable(Variable { ident, .. }) => {
            naming::file_stem(ident).to_owned()
        }
        RuleExpr::Attribute { field, .. } => (*field).to_owned(),
        RuleExpr::Not(of) | RuleExpr::IsAbsent(of) => format!("no_{}", label(of)),
        RuleExpr::NotEqual(of, _) => format!("other_{}", label(of)),
        RuleExpr::IsSet(of) => label(of),
        RuleExpr::Equal(a, b) => match (&**a, &**b) {
            (_, RuleExpr::Text(text)) | (RuleExpr::Text(text), _) if crate::model::is_identifier(text) => {
                naming::file_stem(&naming::field_name(text)).to_owned()
            }
            (RuleExpr::Text(_), other) | (other, _) => label(other),
        },
        RuleExpr::Call { arguments, .. } | RuleExpr::All(arguments) | RuleExpr::Coalesce(arguments) => {
            arguments.first().map(label).unwrap_or_default()
        }
        RuleExpr::IfElse { condition, .. } => label(condition),
        RuleExpr::Bool(_) | RuleExpr::Number(_) | RuleExpr::Text(_) | RuleExpr::Template(_) => {
            "value".to_owned()
        }
    }
}

fn text<'v>(of: &'v Value, key: &str) -> Option<&'v str> {
    of.get(key)?.as_str()
}

fn list<'v>(of: &'v Value, key: &str, problem: &str) -> Result<&'v [Value]> {
    of.get(key).and_then(Value::as_array).map(Vec::as_slice).ok_or_else(|| format!("has {problem}"))
}
