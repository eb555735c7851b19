//! Counts the client cases of a model, independently of the generator.

use std::collections::BTreeMap;

use serde_json::Value;

/// The kind of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An input and its request.
    Request,
    /// A response and its output or error.
    Response,
    /// An event, in either direction.
    Event,
    /// An example of the documentation.
    Example,
    /// Parameters and their endpoint or error.
    Endpoint,
}

impl Kind {
    /// All kinds, in the order of the table.
    pub const ALL: [Self; 5] = [Self::Request, Self::Response, Self::Event, Self::Example, Self::Endpoint];

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "requests",
            Self::Response => "responses",
            Self::Event => "event streams",
            Self::Example => "examples",
            Self::Endpoint => "endpoints",
        }
    }

    /// Returns the kind of a generated test, by the end of its name.
    pub fn of_test(name: &str) -> Self {
        // Names that would clash end in a number.
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
        if name.ends_with("_example") {
            Self::Example
        } else if name.ends_with("_endpoint") {
            Self::Endpoint
        } else if name.ends_with("_request") {
            Self::Request
        } else if name.ends_with("_event") {
            Self::Event
        } else {
            Self::Response
        }
    }
}

/// The expected number of tests of each kind.
#[derive(Clone, Debug, Default)]
pub struct Cases(BTreeMap<Kind, usize>);

impl Cases {
    /// Counts the client cases of a Smithy JSON AST for the protocol of its service.
    pub fn of(model: &Value) -> Self {
        let shapes = || model["shapes"].as_object().into_iter().flatten().map(|(_, shape)| shape);
        let protocols: Vec<&String> = shapes()
            .filter(|shape| shape["type"] == "service")
            .filter_map(|shape| shape["traits"].as_object())
            .flat_map(|traits| traits.keys())
            .collect();
        let mut cases = Self::of_endpoints(model);
        for shape in shapes() {
            for (id, kind) in TRAITS {
                let all = shape["traits"][id].as_array().map_or(&[][..], Vec::as_slice);
                let ours = |case: &&Value| {
                    case["appliesTo"] != "server" && protocols.iter().any(|id| case["protocol"] == **id)
                };
                let count = match kind {
                    Kind::Example => all.iter().map(tests_of_example).sum(),
                    _ => all.iter().filter(ours).count(),
                };
                *cases.0.entry(kind).or_default() += count;
            }
        }
        cases
    }

    /// Counts only the endpoint tests.
    pub fn of_endpoints(model: &Value) -> Self {
        let shapes = model["shapes"].as_object().into_iter().flatten();
        let cases = shapes.map(|(_, shape)| &shape["traits"]["smithy.rules#endpointTests"]["testCases"]);
        let count = cases.filter_map(Value::as_array).map(Vec::len).sum();
        Self(BTreeMap::from([(Kind::Endpoint, count)]))
    }

    /// Returns the number of one kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.0.get(&kind).copied().unwrap_or_default()
    }
}

/// The tests of an example: one for its input, unless the service rejects it; one for its output; one for its error.
fn tests_of_example(example: &Value) -> usize {
    [example["allowConstraintErrors"] != true, !example["output"].is_null(), !example["error"].is_null()]
        .into_iter()
        .filter(|has_test| *has_test)
        .count()
}

const TRAITS: [(&str, Kind); 4] = [
    ("smithy.test#httpRequestTests", Kind::Request),
    ("smithy.test#httpResponseTests", Kind::Response),
    ("smithy.test#eventStreamTests", Kind::Event),
    ("smithy.api#examples", Kind::Example),
];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_example_is_a_test_of_each_of_its_parts() {
        let examples = json!([
            { "title": "a", "input": {} },
            { "title": "b", "input": {}, "output": {} },
            { "title": "c", "input": {}, "error": { "shapeId": "a#E", "content": {} } },
            { "title": "d", "input": {}, "allowConstraintErrors": true, "error": { "shapeId": "a#E" } },
            { "title": "e", "output": {} },
        ]);
        let model = json!({ "shapes": { "a#Op": { "type": "operation", "traits": { "smithy.api#examples": examples } } } });
        assert_eq!(Cases::of(&model).count(Kind::Example), 1 + 2 + 2 + 1 + 2);
    }

    #[test]
    fn cases_for_servers_and_of_other_protocols_do_not_count() {
        let tests = json!([
            { "protocol": "a#json" },
            { "protocol": "a#json", "appliesTo": "client" },
            { "protocol": "a#json", "appliesTo": "server" },
            { "protocol": "a#xml" },
        ]);
        let model = json!({ "shapes": {
            "a#S": { "type": "service", "traits": { "a#json": {} } },
            "a#Op": { "type": "operation", "traits": { "smithy.test#httpRequestTests": tests } },
        } });
        let cases = Cases::of(&model);
        assert_eq!(Kind::ALL.map(|kind| cases.count(kind)), [2, 0, 0, 0, 0]);
    }

    #[test]
    fn endpoint_tests_count_wherever_the_service_is() {
        let tests = json!({ "version": "1.0", "testCases": [{}, {}, {}] });
        let model = json!({ "shapes": {
            "a#S": { "type": "service", "traits": { "smithy.rules#endpointTests": tests } },
            "a#T": { "type": "string" },
        } });
        assert_eq!(Cases::of(&model).count(Kind::Endpoint), 3);
        assert_eq!(Cases::of_endpoints(&model).count(Kind::Endpoint), 3);
        assert_eq!(Kind::of_test("us_east_1_use_fips_endpoint_2"), Kind::Endpoint);
    }
}
