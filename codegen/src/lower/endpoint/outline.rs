//! Splits long functions into readable ones, each with the variables that it needs.

use crate::ir::{End, RuleExpr, RuleFunction, RuleStep, Variable};
use crate::naming::Scope;

/// A function with more lines is split.
const MAX_LINES: usize = 40;
/// A block with fewer lines does not become a function.
const MIN_LINES: usize = 6;
/// The maximum length of a function's name, in bytes.
const MAX_NAME: usize = 40;

/// Returns `resolve` and the functions that were extracted from it, each before those that it calls.
pub(super) fn functions(mut body: Vec<RuleStep>) -> Vec<RuleFunction> {
    let mut made = Vec::new();
    shorten(&mut body, &mut Scope::with_taken(["resolve"]), &mut made);
    made.push(function("resolve".to_owned(), body));
    made.reverse();
    made
}

/// Extracts blocks, the innermost first, until a page of lines is left.
fn shorten(steps: &mut [RuleStep], names: &mut Scope, made: &mut Vec<RuleFunction>) {
    for step in &mut *steps {
        if let RuleStep::If { then, .. } | RuleStep::IfLet { then, .. } = step {
            shorten(then, names, made);
        }
    }
    while lines(steps) > MAX_LINES {
        let Some((then, label)) = largest(steps) else { return };
        let function = function(names.take(name(label)), std::mem::take(then));
        *then = vec![RuleStep::End(End::Call {
            function: function.ident.clone(),
            takes_params: function.takes_params,
            arguments: function.arguments.clone(),
        })];
        made.push(function);
    }
}

/// Returns the largest block that always ends, and is long enough for a function.
fn largest(steps: &mut [RuleStep]) -> Option<(&mut Vec<RuleStep>, &str)> {
    let mut found: Option<(&mut Vec<RuleStep>, &str)> = None;
    for step in steps {
        let (RuleStep::If { then, label, .. } | RuleStep::IfLet { then, label, .. }) = step else { continue };
        let candidate = if matches!(then.last(), Some(RuleStep::End(_))) {
            (lines(then) >= MIN_LINES).then_some((then, label.as_str()))
        } else {
            largest(then)
        };
        let size =
            |block: &Option<(&mut Vec<RuleStep>, &str)>| block.as_ref().map_or(0, |(then, _)| lines(then));
        if size(&candidate) > size(&found) {
            found = candidate;
        }
    }
    found
}

/// Returns `with_region`: as many words of the label as fit.
fn name(label: &str) -> String {
    let mut name = "with".to_owned();
    for word in label.split('_').filter(|word| !word.is_empty()) {
        if name.len() + word.len() > MAX_NAME {
            break;
        }
        name = format!("{name}_{word}");
    }
    name
}

fn function(ident: String, body: Vec<RuleStep>) -> RuleFunction {
    let mut free = Free::default();
    free.steps(&body);
    RuleFunction { ident, takes_params: free.params, arguments: free.variables, body }
}

/// Estimates the number of printed lines.
fn lines(steps: &[RuleStep]) -> usize {
    let of_step = |step: &RuleStep| match step {
        RuleStep::Let { .. } => 1,
        RuleStep::Required { .. } => 3,
        RuleStep::If { condition, then, .. } => {
            2 + lines(then) + if let RuleExpr::All(all) = condition { all.len() / 3 } else { 0 }
        }
        RuleStep::IfLet { then, .. } => 2 + lines(then),
        RuleStep::End(End::Endpoint(endpoint)) => {
            3 + endpoint.headers.len() + 2 * endpoint.auth_schemes.len() + endpoint.properties.len()
        }
        RuleStep::End(End::Error(_)) => 3,
        RuleStep::End(End::Exhausted | End::Call { .. }) => 1,
    };
    steps.iter().map(of_step).sum()
}

/// Whether steps use a variable that is bound before them.
pub(super) fn mentions(steps: &[RuleStep], ident: &str) -> bool {
    let mut free = Free::default();
    free.steps(steps);
    free.variables.iter().any(|variable| variable.ident == ident)
}

/// Whether an expression uses a variable.
pub(super) fn is_in(value: &RuleExpr, ident: &str) -> bool {
    let mut free = Free::default();
    free.value(value);
    free.variables.iter().any(|variable| variable.ident == ident)
}

/// The variables that steps use and do not bind.
#[derive(Default)]
struct Free<'s> {
    bound: Vec<&'s str>,
    variables: Vec<Variable>,
    params: bool,
}

impl<'s> Free<'s> {
    fn steps(&mut self, steps: &'s [RuleStep]) {
        let outer = self.bound.len();
        for step in steps {
            match step {
                RuleStep::Let { variable, value } => {
                    self.value(value);
                    self.bound.push(&variable.ident);
                }
                RuleStep::Required { variable, value, .. } => {
                    self.value(value);
                    self.bound.extend(variable.as_ref().map(|variable| variable.ident.as_str()));
                }
                RuleStep::If { condition, then, .. } => {
                    self.value(condition);
                    self.steps(then);
                }
                RuleStep::IfLet { variable, value, then, .. } => {
                    self.value(value);
                    self.bound.push(&variable.ident);
                    self.steps(then);
                    self.bound.pop();
                }
                RuleStep::End(end) => self.end(end),
            }
        }
        self.bound.truncate(outer);
    }

    fn end(&mut self, end: &'s End) {
        match end {
            End::Error(value) => self.value(value),
            End::Exhausted => {}
            End::Call { takes_params, arguments, .. } => {
                self.params |= takes_params;
                arguments.iter().for_each(|variable| self.variable(variable));
            }
            End::Endpoint(endpoint) => endpoint.values().into_iter().for_each(|value| self.value(value)),
        }
    }

    fn value(&mut self, value: &'s RuleExpr) {
        match value {
            RuleExpr::Param { .. } => self.params = true,
            RuleExpr::Variable(variable) => self.variable(variable),
            value => value.inside(&mut |inside| self.value(inside)),
        }
    }

    fn variable(&mut self, variable: &Variable) {
        let is_bound = self.bound.contains(&variable.ident.as_str());
        if !is_bound && self.variables.iter().all(|known| known.ident != variable.ident) {
            self.variables.push(variable.clone());
        }
    }
}
