//! Every operation of the service with a complete input and a complete response, for tests of all commands.

use std::fmt::Debug;

use connectparticipant::Operation;
use connectparticipant::ServiceError;
use connectparticipant::blocking::Client;
use connectparticipant::service::Service;
use connectparticipant::test_util::{
    Server, VisitOperation, each_operation, response, sample_input, sample_output,
};
use http::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// One operation.
pub(crate) struct Sample {
    /// Its name in the model.
    pub(crate) name: &'static str,
    pub(crate) command: String,
    /// Every member, as JSON for `--cli-input-json`.
    pub(crate) input: Value,
    /// Every member, as the types of the crate serialize it.
    pub(crate) output: Value,
    pub(crate) response: Response<Vec<u8>>,
    /// Calls the operation with an input through the crate's client.
    pub(crate) call: fn(&Server, &Value),
}

/// All of them.
pub(crate) fn samples() -> Vec<Sample> {
    let mut samples = Samples(Vec::new());
    each_operation(&mut samples);
    assert!(samples.0.len() >= 11, "{}", samples.0.len());
    samples.0
}

struct Samples(Vec<Sample>);

impl VisitOperation<Service> for Samples {
    fn visit<O>(&mut self)
    where
        O: Operation<Service = Service>,
        O::Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Error: ServiceError + Clone + Debug + PartialEq + Send,
    {
        let output = sample_output::<O>().unwrap();
        self.0.push(Sample {
            name: O::NAME,
            command: kebab(O::NAME),
            input: serde_json::to_value(sample_input::<O>().unwrap()).unwrap(),
            output: serde_json::to_value(&output).unwrap(),
            response: response::<O>(&output),
            call: |server, input| {
                let client =
                    Client::builder().region("us-west-2").endpoint_url(server.url()).build().unwrap();
                client.call::<O>(serde_json::from_value(input.clone()).unwrap()).send().unwrap();
            },
        });
    }
}

/// `SendEvent` as `send-event`.
pub(crate) fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}
