//! The parameters of a rule set, as fields.

use serde_json::Value;

use super::super::context::Notes;
use crate::docs;
use crate::ir::{Deprecation, EndpointParam, ParamValue, RuleTy, Setting};
use crate::model::{ShapeId, is_identifier};
use crate::naming::{self, Scope};

/// Names that functions of `Params` and their bodies use.
const TAKEN: [&str; 3] = ["params", "with_settings", "default"];

/// Returns the parameters, in the order of the rule set; invalid ones are problems.
pub(super) fn endpoint_params(notes: &Notes, id: &ShapeId, rule_set: &Value) -> Vec<EndpointParam> {
    let Some(declared) = rule_set.get("parameters").and_then(Value::as_object) else {
        notes.problem(id, "the endpoint rule set has no `parameters`");
        return Vec::new();
    };
    // Parameters with a client setting keep their names, whatever the others are.
    let settings = declared.values().filter_map(setting).map(setting_name);
    let mut scope = Scope::with_taken(TAKEN.into_iter().chain(settings));
    let mut params: Vec<EndpointParam> = Vec::new();
    for (name, value) in declared {
        match param(name, value, &params, &mut scope) {
            Ok(param) => params.push(param),
            Err(problem) => {
                notes.problem(
                    id,
                    format!("the endpoint rule set has a parameter `{}` {problem}", name.escape_debug()),
                );
            }
        }
    }
    params
}

fn param(
    name: &str,
    value: &Value,
    before: &[EndpointParam],
    scope: &mut Scope,
) -> Result<EndpointParam, String> {
    if !is_identifier(name) {
        return Err("whose name is not an identifier".to_owned());
    }
    let ty = match value.get("type").and_then(Value::as_str) {
        Some(kind) if kind.eq_ignore_ascii_case("string") => RuleTy::Text,
        Some(kind) if kind.eq_ignore_ascii_case("boolean") => RuleTy::Bool,
        Some(kind) if kind.eq_ignore_ascii_case("stringArray") => RuleTy::Texts,
        Some(kind) => return Err(format!("of the unknown type `{}`", kind.escape_debug())),
        None => return Err("without a type".to_owned()),
    };
    let default = match value.get("default") {
        None | Some(Value::Null) => None,
        Some(default) => Some(param_value(default, ty).ok_or("whose default is not of its type")?),
    };
    let setting = setting(value).filter(|setting| {
        let fits = matches!(setting, Setting::UseFips | Setting::UseDualStack) == (ty == RuleTy::Bool);
        fits && ty != RuleTy::Texts && before.iter().all(|param| param.setting != Some(*setting))
    });
    let ident = match setting {
        Some(setting) => setting_name(setting).to_owned(),
        None => scope.take(naming::field_name(name)),
    };
    let deprecated = value.get("deprecated").map(|deprecated| Deprecation {
        since: deprecated.get("since").and_then(Value::as_str).map(docs::line),
        note: deprecated.get("message").and_then(Value::as_str).map(docs::line),
    });
    let required = value.get("required") == Some(&Value::Bool(true)) && default.is_none();
    Ok(EndpointParam {
        setter: naming::setter_name(&ident, false),
        wire_name: name.to_owned(),
        docs: describe(name, value, setting, required, default.as_ref()),
        deprecated,
        ident,
        ty,
        default,
        required,
        setting,
    })
}

/// Returns the parameter of a service without rules: its endpoint.
pub(super) fn endpoint() -> EndpointParam {
    let mut docs = vec!["The endpoint, such as `http://localhost:8080`.".to_owned()];
    docs::append(&mut docs, "Required.");
    EndpointParam {
        ident: "endpoint".to_owned(),
        setter: "endpoint".to_owned(),
        wire_name: "Endpoint".to_owned(),
        docs,
        deprecated: None,
        ty: RuleTy::Text,
        default: None,
        required: true,
        setting: Some(Setting::Endpoint),
    }
}

/// Converts a JSON value to a type; `None` if it does not have this type.
pub(in crate::lower) fn param_value(value: &Value, ty: RuleTy) -> Option<ParamValue> {
    match (value, ty) {
        (Value::Bool(value), RuleTy::Bool) => Some(ParamValue::Bool(*value)),
        (Value::String(value), RuleTy::Text) => Some(ParamValue::Text(value.clone())),
        (Value::Array(items), RuleTy::Texts) => {
            let items = items.iter().map(|item| item.as_str().map(str::to_owned));
            items.collect::<Option<_>>().map(ParamValue::Texts)
        }
        _ => None,
    }
}

fn setting(param: &Value) -> Option<Setting> {
    Some(match param.get("builtIn")?.as_str()? {
        "AWS::Region" => Setting::Region,
        "AWS::UseFIPS" => Setting::UseFips,
        "AWS::UseDualStack" => Setting::UseDualStack,
        "SDK::Endpoint" => Setting::Endpoint,
        _ => return None,
    })
}

fn setting_name(setting: Setting) -> &'static str {
    match setting {
        Setting::Region => "region",
        Setting::UseFips => "use_fips",
        Setting::UseDualStack => "use_dual_stack",
        Setting::Endpoint => "endpoint",
    }
}

fn describe(
    name: &str,
    param: &Value,
    setting: Option<Setting>,
    required: bool,
    default: Option<&ParamValue>,
) -> Vec<String> {
    let own = match setting {
        Some(Setting::Region) => "The region of the service, such as `us-east-1`.",
        Some(Setting::UseFips) => "Whether to use an endpoint that is validated for FIPS 140.",
        Some(Setting::UseDualStack) => "Whether to use an endpoint that also has IPv6 addresses.",
        Some(Setting::Endpoint) => {
            "A custom endpoint, such as `http://localhost:8080`, instead of that of the rules."
        }
        None => "",
    };
    let modelled = param.get("documentation").and_then(Value::as_str).filter(|_| own.is_empty());
    let mut lines = match modelled {
        Some(text) => docs::markdown(text),
        None if own.is_empty() => vec![format!("The parameter `{name}` of the endpoint rules.")],
        None => vec![own.to_owned()],
    };
    let default = match default {
        Some(ParamValue::Bool(true)) => Some("`true` by default.".to_owned()),
        Some(ParamValue::Text(text)) => Some(docs::line(&format!("{text} by default."))),
        _ => None,
    };
    if let Some(default) = default {
        docs::append(&mut lines, default);
    }
    if required {
        docs::append(&mut lines, "Required.");
    }
    lines
}
