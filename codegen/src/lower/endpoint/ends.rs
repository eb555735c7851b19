//! Rules that end in an endpoint: URL, headers, authentication schemes and other properties.

use serde_json::{Map, Value};

use super::rules::Rules;
use crate::ir::{End, EndpointEnd, PropertyExpr, RuleAuthScheme, RuleExpr};

type Result<T> = std::result::Result<T, String>;

impl Rules {
    pub(super) fn endpoint(&mut self, endpoint: &Map<String, Value>) -> Result<EndpointEnd> {
        let url = endpoint.get("url").ok_or("has an endpoint without a `url`")?;
        let mut end = EndpointEnd {
            url: self.text(url)?,
            headers: Vec::new(),
            auth_schemes: Vec::new(),
            properties: Vec::new(),
        };
        for (name, values) in object(endpoint, "headers")? {
            let values =
                values.as_array().ok_or_else(|| format!("has a header `{name}` that is not a list"))?;
            for value in values {
                end.headers.push((name.clone(), self.text(value)?));
            }
        }
        for (name, value) in object(endpoint, "properties")? {
            if name == "authSchemes" {
                let schemes = value.as_array().ok_or("has `authSchemes` that are not a list")?;
                end.auth_schemes =
                    schemes.iter().map(|scheme| self.auth_scheme(scheme)).collect::<Result<_>>()?;
            } else {
                end.properties.push((name.clone(), self.property(value)?));
            }
        }
        Ok(end)
    }

    fn auth_scheme(&mut self, scheme: &Value) -> Result<RuleAuthScheme> {
        let scheme = scheme.as_object().ok_or("has an authentication scheme that is not an object")?;
        let name = scheme.get("name").ok_or("has an authentication scheme without a name")?;
        let mut lowered = RuleAuthScheme {
            name: self.text(name)?,
            signing_name: None,
            signing_regions: Vec::new(),
            disable_double_encoding: false,
            disable_normalize_path: false,
        };
        for (key, value) in scheme {
            match (key.as_str(), value) {
                ("name", _) => {}
                ("signingName", value) => lowered.signing_name = Some(self.text(value)?),
                ("signingRegion", value) => lowered.signing_regions.push(self.text(value)?),
                ("signingRegionSet", Value::Array(regions)) => {
                    for region in regions {
                        lowered.signing_regions.push(self.text(region)?);
                    }
                }
                ("disableDoubleEncoding", Value::Bool(value)) => lowered.disable_double_encoding = *value,
                ("disableNormalizePath", Value::Bool(value)) => lowered.disable_normalize_path = *value,
                (key, value) => {
                    return Err(format!(
                        "has an authentication scheme with `{}`: `{value}`, which is not supported",
                        key.escape_debug()
                    ));
                }
            }
        }
        Ok(lowered)
    }

    fn property(&mut self, value: &Value) -> Result<PropertyExpr> {
        Ok(match value {
            Value::Bool(value) => PropertyExpr::Bool(*value),
            Value::Number(number) => PropertyExpr::Number(
                number
                    .as_i64()
                    .ok_or_else(|| format!("has a property `{number}`, which is not a whole number"))?,
            ),
            Value::String(_) => PropertyExpr::Text(self.text(value)?),
            Value::Array(items) => {
                PropertyExpr::List(items.iter().map(|item| self.property(item)).collect::<Result<_>>()?)
            }
            Value::Object(object) if object.contains_key("ref") || object.contains_key("fn") => {
                PropertyExpr::Text(self.text(value)?)
            }
            Value::Object(object) => {
                let entries = object.iter().map(|(name, value)| Ok((name.clone(), self.property(value)?)));
                PropertyExpr::Map(entries.collect::<Result<_>>()?)
            }
            Value::Null => return Err("has a property that is null".to_owned()),
        })
    }
}

/// Returns the expected endpoint or error of a test, which contains no variables.
pub(super) fn expected(expect: &Value) -> Result<End> {
    let mut rules = Rules::new(&[]);
    let literal = |text: &Value| text.as_str().map(|text| text.replace('{', "{{").replace('}', "}}"));
    if let Some(error) = expect.get("error") {
        return Ok(End::Error(RuleExpr::Text(error.as_str().ok_or("`error` is not text")?.to_owned())));
    }
    let endpoint = expect.get("endpoint").and_then(Value::as_object).ok_or("neither endpoint nor error")?;
    // The strings of a test are not templates.
    fn escaped(value: &Value, literal: &dyn Fn(&Value) -> Option<String>) -> Value {
        match value {
            Value::String(_) => Value::from(literal(value)),
            Value::Array(items) => items.iter().map(|item| escaped(item, literal)).collect(),
            Value::Object(object) => {
                object.iter().map(|(name, value)| (name.clone(), escaped(value, literal))).collect()
            }
            other => other.clone(),
        }
    }
    let escaped: Map<String, Value> =
        endpoint.iter().map(|(name, value)| (name.clone(), escaped(value, &literal))).collect();
    Ok(End::Endpoint(Box::new(rules.endpoint(&escaped)?)))
}

fn object<'v>(
    of: &'v Map<String, Value>,
    key: &str,
) -> Result<impl Iterator<Item = (&'v String, &'v Value)>> {
    match of.get(key) {
        None | Some(Value::Null) => Ok(None.into_iter().flatten()),
        Some(Value::Object(object)) => Ok(Some(object).into_iter().flatten()),
        Some(_) => Err(format!("has an endpoint whose `{key}` are not an object")),
    }
}
