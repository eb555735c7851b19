//! Plausible inputs and outputs of operations.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::super::operation::Operation;
use super::super::schema::{self, Described, Structure};
use super::sample::Sampler;

/// Returns a plausible input of an operation: every member has a valid value, except for patterns. Tokens and ids
/// are not valid.
///
/// `None` for an input without valid values, such as one that requires itself.
pub fn sample_input<O: Operation>() -> Option<O::Input>
where
    O::Input: DeserializeOwned,
    O::Service: Described,
{
    sample(O::Service::schema(), O::NAME, |operation| operation.input)
}

/// Returns a plausible output of an operation, with every member; `None` as for [`sample_input`].
pub fn sample_output<O: Operation>() -> Option<O::Output>
where
    O::Output: DeserializeOwned,
    O::Service: Described,
{
    sample(O::Service::schema(), O::NAME, |operation| operation.output)
}

fn sample<T: DeserializeOwned>(
    schema: &schema::Service,
    name: &str,
    of: fn(&schema::Operation) -> &'static Structure,
) -> Option<T> {
    let members = of(schema.operation(name)?).members;
    serde_json::from_value(Value::Object(Sampler::new(0).members(members))).ok()
}
