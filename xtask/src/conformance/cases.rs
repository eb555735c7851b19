//! The cases that a model has for clients, counted in its JSON and nowhere else.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// An input that becomes a request.
    Request,
    /// An answer that becomes an output or an error.
    Response,
    /// An event, one way or the other.
    Event,
    /// An example of the documentation.
    Example,
}

impl Kind {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Request, Self::Response, Self::Event, Self::Example];

    /// As the table says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "requests",
            Self::Response => "responses",
            Self::Event => "event streams",
            Self::Example => "examples",
        }
    }

    /// The kind of a generated test, by the end of its name.
    pub fn of_test(name: &str) -> Self {
        // Names that would be taken twice have a number behind them.
        let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
        if name.ends_with("_example") {
            Self::Example
        } else if name.ends_with("_request") {
            Self::Request
        } else if name.ends_with("_event") {
            Self::Event
        } else {
            Self::Response
        }
    }
}

/// How many cases of each kind there are.
#[derive(Clone, Debug, Default)]
pub struct Cases(BTreeMap<Kind, usize>);

impl Cases {
    /// Counts the cases of a Smithy JSON AST, for clients, of the protocol that its service speaks.
    pub fn of(model: &Value) -> Self {
        let shapes = || model["shapes"].as_object().into_iter().flatten().map(|(_, shape)| shape);
        let protocols: Vec<&String> = shapes()
            .filter(|shape| shape["type"] == "service")
            .filter_map(|shape| shape["traits"].as_object())
            .flat_map(|traits| traits.keys())
            .collect();
        let mut cases = Self::default();
        for shape in shapes() {
            for (id, kind) in TRAITS {
                let all = shape["traits"][id].as_array().map_or(&[][..], Vec::as_slice);
                let ours = |case: &&Value| {
                    kind == Kind::Example
                        || case["appliesTo"] != "server"
                            && protocols.iter().any(|id| case["protocol"] == **id)
                };
                *cases.0.entry(kind).or_default() += all.iter().filter(ours).count();
            }
        }
        cases
    }

    /// The number of one kind.
    pub fn count(&self, kind: Kind) -> usize {
        self.0.get(&kind).copied().unwrap_or_default()
    }
}

const TRAITS: [(&str, Kind); 4] = [
    ("smithy.test#httpRequestTests", Kind::Request),
    ("smithy.test#httpResponseTests", Kind::Response),
    ("smithy.test#eventStreamTests", Kind::Event),
    ("smithy.api#examples", Kind::Example),
];
