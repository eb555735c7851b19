//! Exact numbers of cases: the JSON form of a suite may have gone through floating-point numbers.

use std::path::{Path, PathBuf};

use serde_json::{Number, Value};

use cargo_farrier::{Result, read, report};

/// Cases whose only parameter is a decimal with more digits than a double, and this decimal. They are those of
/// `smithy-protocol-tests/model/rpcv2Json/arbitrary-precision.smithy` in the repository of Smithy.
const EXACT: &[(&str, &str)] = &[
    ("RpcV2JsonRequestBigDecimalHighPrecision", "0.100000000000000000000001"),
    ("RpcV2JsonRequestBigDecimalLargeWithFraction", "100000000000000000000001.0"),
    ("RpcV2JsonRequestBigDecimalNegativeHighPrecision", "-0.100000000000000000000001"),
    ("RpcV2JsonResponseBigDecimalHighPrecision", "0.100000000000000000000001"),
    ("RpcV2JsonResponseBigDecimalLargeWithFraction", "100000000000000000000001.0"),
    ("RpcV2JsonResponseBigDecimalNegativeHighPrecision", "-0.100000000000000000000001"),
];

/// Returns the model, or a copy in this folder in which the rounded numbers of its cases are exact.
///
/// # Errors
///
/// A file that cannot be read or written.
pub fn model(model: &Path, folder: &Path) -> Result<PathBuf> {
    let mut json = read::json(&model.to_string_lossy(), &read::unpacked(model)?)?;
    let mut restored = 0;
    for (_, shape) in json["shapes"].as_object_mut().into_iter().flatten() {
        for id in ["smithy.test#httpRequestTests", "smithy.test#httpResponseTests"] {
            let cases = shape.get_mut("traits").and_then(|traits| traits.get_mut(id)?.as_array_mut());
            restored += cases.into_iter().flatten().filter_map(restore).count();
        }
    }
    if restored == 0 {
        return Ok(model.to_owned());
    }
    let copy = folder.join(model.file_name().unwrap_or_default());
    std::fs::create_dir_all(folder).map_err(report::at(folder))?;
    std::fs::write(&copy, json.to_string()).map_err(report::at(&copy))?;
    Ok(copy)
}

/// Replaces the number of a case by the exact one, if it is the nearest double.
fn restore(case: &mut Value) -> Option<()> {
    let (_, exact) = EXACT.iter().find(|(id, _)| case["id"] == *id)?;
    let value = case.get_mut("params")?.get_mut("value")?;
    let exact: Number = exact.parse().ok()?;
    let rounded = exact.as_f64().and_then(Number::from_f64)?;
    let is_rounded = value.as_f64() == rounded.as_f64() && *value != Value::Number(exact.clone());
    is_rounded.then(|| *value = Value::Number(exact))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn case(number: &str) -> Value {
        let number: Number = number.parse().expect("a number");
        json!({ "id": EXACT[1].0, "params": { "value": number } })
    }

    #[test]
    fn only_the_nearest_double_becomes_the_exact_number() {
        let mut rounded = case("1.0000000000000001e+23");
        assert_eq!(restore(&mut rounded), Some(()));
        assert_eq!(rounded["params"]["value"].to_string(), EXACT[1].1);
        assert_eq!(restore(&mut rounded), None);
        assert_eq!(restore(&mut case("1.0000000000000002e+23")), None);
        assert_eq!(restore(&mut json!({ "id": "Another", "params": { "value": 0.1 } })), None);
    }
}
