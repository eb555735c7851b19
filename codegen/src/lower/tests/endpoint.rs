//! The endpoint of a case: the host of the case or, for a service with endpoint rules, their endpoint for the settings of the case.

use serde_json::{Map, Value as Json};

use crate::ir::{EndpointParam, Endpoints, ParamValue, TestEndpoint};
use crate::lower::endpoint::param_value;

/// The settings of cases, and the parameters of endpoint rules that have their values.
const SETTINGS: &[(&str, &str)] = &[
    ("region", "Region"),
    ("use_accelerate_endpoint", "Accelerate"),
    ("use_arn_region", "UseArnRegion"),
    ("use_dualstack_endpoint", "UseDualStack"),
    ("use_fips_endpoint", "UseFIPS"),
];

/// Returns the endpoint of a case.
pub(super) fn endpoint(case: &Json, endpoints: &Endpoints) -> TestEndpoint {
    let is_config =
        case.get("vendorParamsShape").and_then(Json::as_str) == Some("aws.protocoltests.config#AwsConfig");
    let config = case.get("vendorParams").and_then(|params| params.get("scopedConfig"));
    match config.filter(|_| is_config && endpoints.has_rules) {
        Some(config) => TestEndpoint::OfRules(params(config, &endpoints.params)),
        None => {
            let host = case.get("host").and_then(Json::as_str).unwrap_or("example.com");
            TestEndpoint::At(format!("https://{host}"))
        }
    }
}

/// Returns the parameters of the settings, by their setters. Those of the operation override those of the client.
fn params(config: &Json, params: &[EndpointParam]) -> Vec<(String, ParamValue)> {
    let mut values = Map::new();
    for scope in ["client", "operation"] {
        let scope = config.get(scope);
        for settings in [scope, scope.and_then(|scope| scope.get("s3"))].into_iter().flatten() {
            for (setting, param) in SETTINGS {
                values.extend(settings.get(*setting).map(|value| ((*param).to_owned(), value.clone())));
            }
            let style = settings.get("addressing_style").and_then(Json::as_str);
            values.extend(style.map(|style| ("ForcePathStyle".to_owned(), (style == "path").into())));
        }
    }
    let setter = |param: &EndpointParam| {
        let value = param_value(values.get(&param.wire_name)?, param.ty)?;
        Some((param.setter.clone(), value))
    };
    params.iter().filter_map(setter).collect()
}
