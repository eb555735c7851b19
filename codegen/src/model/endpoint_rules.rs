//! An evaluator of Smithy endpoint rule sets: finds out which known endpoint tests still agree with a rule set.
//!
//! It takes the values of `smithy.rules#endpointRuleSet` and of one test case of `smithy.rules#endpointTests`;
//! it returns whether the rules give the expected result. It runs when a model is updated, never
//! in a generated client, so it works on plain JSON: an absent value is `null`. It knows neither Rust nor shapes.
//!
//! <https://smithy.io/2.0/additional-specs/rules-engine/specification.html>

mod functions;
mod template;

use serde_json::{Map, Value};

/// Returns whether the rule set, given the parameters of the test case, gives the expected result: the same URL, headers
/// and properties, or the same error.
///
/// A test case with parameters that the rule set rejects (an unknown one, one of another type, a missing required one)
/// does not agree: it is obsolete.
///
/// # Errors
///
/// The rule set or the test case is malformed.
pub fn agrees(rule_set: &Value, test_case: &Value) -> Result<bool, String> {
    let expected = Outcome::expected_by(test_case)?;
    let given = match test_case.get("params") {
        None => &Map::new(),
        Some(params) => params.as_object().ok_or("`params` of the test case is not an object")?,
    };
    let Some(variables) = parameters(rule_set, given)? else { return Ok(false) };
    let mut evaluator = Evaluator { variables };
    Ok(evaluator.first_of(array(rule_set, "rules")?)? == Some(expected))
}

/// Returns the URL that the rule set gives for some parameters; `None` if it gives an error, or if the parameters are not
/// those of the rule set.
///
/// # Errors
///
/// The rule set is malformed.
pub fn url(rule_set: &Value, params: &Map<String, Value>) -> Result<Option<String>, String> {
    let Some(variables) = parameters(rule_set, params)? else { return Ok(None) };
    let mut evaluator = Evaluator { variables };
    Ok(match evaluator.first_of(array(rule_set, "rules")?)? {
        Some(Outcome::Endpoint { url, .. }) => Some(url),
        _ => None,
    })
}

/// The result of an evaluation.
#[derive(Clone, Debug, PartialEq)]
enum Outcome {
    Endpoint { url: String, headers: Map<String, Value>, properties: Map<String, Value> },
    Error(String),
}

impl Outcome {
    fn expected_by(test_case: &Value) -> Result<Self, String> {
        let expect = test_case.get("expect").ok_or("the test case has no `expect`")?;
        if let Some(error) = expect.get("error") {
            let error = error.as_str().ok_or("`error` of the test case is not text")?;
            return Ok(Self::Error(error.to_owned()));
        }
        let endpoint =
            expect.get("endpoint").ok_or("the test case expects neither an endpoint nor an error")?;
        Ok(Self::Endpoint {
            url: text(endpoint, "url")?.to_owned(),
            headers: optional_object(endpoint, "headers")?,
            properties: optional_object(endpoint, "properties")?,
        })
    }
}

/// Returns the initial variables of an evaluation; `None` if they do not match the rule set's parameters.
fn parameters(rule_set: &Value, given: &Map<String, Value>) -> Result<Option<Vec<(String, Value)>>, String> {
    let declared = rule_set.get("parameters").and_then(Value::as_object);
    let declared = declared.ok_or("the rule set has no `parameters`")?;
    let mut variables = Vec::with_capacity(declared.len());
    for (name, parameter) in declared {
        let kind = text(parameter, "type")?;
        let value = given.get(name).or_else(|| parameter.get("default")).unwrap_or(&Value::Null);
        let required = parameter.get("required") == Some(&Value::Bool(true));
        let fits = match value {
            Value::Null => !required,
            Value::String(_) => kind.eq_ignore_ascii_case("string"),
            Value::Bool(_) => kind.eq_ignore_ascii_case("boolean"),
            Value::Array(_) => kind.eq_ignore_ascii_case("stringArray"),
            _ => false,
        };
        if !fits {
            return Ok(None);
        }
        variables.push((name.clone(), value.clone()));
    }
    Ok(given.keys().all(|name| declared.contains_key(name)).then_some(variables))
}

/// One evaluation: the variables in scope, the innermost last.
struct Evaluator {
    variables: Vec<(String, Value)>,
}

impl Evaluator {
    /// Returns the result of the first rule whose conditions hold. That rule is final: a tree without a result does
    /// not continue with the next rules, so `None` means that no rule is left.
    fn first_of(&mut self, rules: &[Value]) -> Result<Option<Outcome>, String> {
        for rule in rules {
            let outer = self.variables.len();
            if self.conditions_hold(array(rule, "conditions")?)? {
                return self.conclude(rule);
            }
            self.variables.truncate(outer);
        }
        Ok(None)
    }

    fn conditions_hold(&mut self, conditions: &[Value]) -> Result<bool, String> {
        for condition in conditions {
            let value = self.call(condition)?;
            if matches!(value, Value::Null | Value::Bool(false)) {
                return Ok(false);
            }
            if let Some(name) = condition.get("assign") {
                let name = name.as_str().ok_or("`assign` of a condition is not text")?;
                self.variables.push((name.to_owned(), value));
            }
        }
        Ok(true)
    }

    fn conclude(&mut self, rule: &Value) -> Result<Option<Outcome>, String> {
        match text(rule, "type")? {
            "tree" => self.first_of(array(rule, "rules")?),
            "error" => {
                let error = rule.get("error").ok_or("a rule of type `error` has no `error`")?;
                Ok(Some(Outcome::Error(self.text_of(error)?)))
            }
            "endpoint" => {
                let endpoint = rule.get("endpoint").ok_or("a rule of type `endpoint` has no `endpoint`")?;
                self.endpoint(endpoint).map(Some)
            }
            other => Err(format!("a rule has the unknown type `{other}`")),
        }
    }

    fn endpoint(&self, endpoint: &Value) -> Result<Outcome, String> {
        let url = endpoint.get("url").ok_or("an endpoint has no `url`")?;
        let resolved = |part| -> Result<Map<String, Value>, String> {
            let entries = optional_object(endpoint, part)?;
            entries.into_iter().map(|(name, value)| Ok((name, self.value(&value)?))).collect()
        };
        Ok(Outcome::Endpoint {
            url: self.text_of(url)?,
            headers: resolved("headers")?,
            properties: resolved("properties")?,
        })
    }

    fn text_of(&self, expression: &Value) -> Result<String, String> {
        match self.value(expression)? {
            Value::String(text) => Ok(text),
            other => Err(format!("`{expression}` gives `{other}` instead of text")),
        }
    }

    /// Evaluates an expression: a reference, a function call, a template, or a literal that contains any of these.
    fn value(&self, expression: &Value) -> Result<Value, String> {
        match expression {
            Value::String(template) => {
                template::fill(template, |name| self.variable(name)).map(Value::String)
            }
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(object) => {
                if let Some(name) = object.get("ref") {
                    let name = name.as_str().ok_or("a `ref` is not text")?;
                    return self.variable(name).cloned();
                }
                if object.contains_key("fn") {
                    return self.call(expression);
                }
                object.iter().map(|(name, value)| Ok((name.clone(), self.value(value)?))).collect()
            }
            literal => Ok(literal.clone()),
        }
    }

    fn variable(&self, name: &str) -> Result<&Value, String> {
        let found = self.variables.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, value)| value).ok_or_else(|| format!("the variable `{name}` does not exist"))
    }

    fn call(&self, call: &Value) -> Result<Value, String> {
        let arguments = array(call, "argv")?.iter().map(|argument| self.value(argument));
        let arguments = arguments.collect::<Result<Vec<_>, _>>()?;
        functions::call(text(call, "fn")?, &arguments)
    }
}

fn array<'a>(of: &'a Value, name: &str) -> Result<&'a [Value], String> {
    let items = of.get(name).and_then(Value::as_array);
    items.map(Vec::as_slice).ok_or_else(|| format!("a list `{name}` is missing in the rule set"))
}

fn text<'a>(of: &'a Value, name: &str) -> Result<&'a str, String> {
    of.get(name).and_then(Value::as_str).ok_or_else(|| format!("a text `{name}` is missing"))
}

fn optional_object(of: &Value, name: &str) -> Result<Map<String, Value>, String> {
    match of.get(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(object)) => Ok(object.clone()),
        Some(_) => Err(format!("`{name}` of an endpoint is not an object")),
    }
}
