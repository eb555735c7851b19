//! The wire format of the generated crate.
//!
//! `connectparticipant` encodes requests and decodes responses, with the feature `serde` on; plain functions transport them
//! ([`transport`]). The expected results are written by hand ([`samples`], [`responses`]) or are in the tables of
//! `documented_shapes/` ([`documented`]), independent of the model and the generator. Nothing here is random: "random" values
//! come from a generator with a fixed seed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "wire/documented.rs"]
mod documented;
#[path = "wire/eight.rs"]
mod eight;
#[path = "wire/error_codes.rs"]
mod error_codes;
#[path = "wire/error_texts.rs"]
mod error_texts;
#[path = "wire/errors.rs"]
mod errors;
#[allow(dead_code, reason = "the source test reads what this one does not")]
#[path = "documented_shapes/facts.rs"]
mod facts;
#[path = "../fuzz/responses.rs"]
mod fuzzed;
#[path = "wire/hostile_input.rs"]
mod hostile_input;
#[path = "wire/malformed.rs"]
mod malformed;
#[path = "wire/metadata.rs"]
mod metadata;
#[path = "wire/outputs.rs"]
mod outputs;
#[path = "wire/probes.rs"]
mod probes;
#[path = "wire/properties.rs"]
mod properties;
#[path = "wire/random.rs"]
mod random;
#[path = "wire/requests.rs"]
mod requests;
#[path = "wire/responses.rs"]
mod responses;
#[path = "wire/samples.rs"]
mod samples;
#[path = "wire/schema.rs"]
mod schema;
#[path = "wire/secrets.rs"]
mod secrets;
#[path = "wire/seeds.rs"]
mod seeds;
#[path = "wire/serde_shapes.rs"]
mod serde_shapes;
#[path = "wire/tables.rs"]
mod tables;
#[path = "wire/traits.rs"]
mod traits;
#[path = "wire/transport.rs"]
mod transport;
#[path = "wire/typed_time.rs"]
mod typed_time;
#[path = "wire/validation.rs"]
mod validation;
