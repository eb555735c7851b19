//! Random responses through every decoder and both clients, in a bounded test: the seeds of the fuzz target, and
//! mutations of them.
//!
//! The seeds are computed; `WRITE_CORPUS=1` writes them to the folder of the fuzz target.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::io::Write;
use std::path::PathBuf;
use std::{env, fs};

use connectparticipant::config::RetryPolicy;
use connectparticipant::schema::SERVICE;
use connectparticipant::service::Service;
use connectparticipant::test_util::{self, Failure, FakeTime, FakeTransport, VisitOperation};
use connectparticipant::{CallError, Client, Operation, ServiceError, blocking};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Response;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::eight::EIGHT;
use super::fuzzed::{Counts, check, parse};
use super::random::Random;

/// Seeds, by their names.
type Seeds = BTreeMap<String, Vec<u8>>;

/// Converts a response to a seed: the inverse of [`parse`].
fn seed(response: &Response<Vec<u8>>) -> Vec<u8> {
    let mut bytes = format!("{}\n", response.status().as_u16()).into_bytes();
    for (name, value) in response.headers() {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\n"].concat());
    }
    bytes.push(b'\n');
    bytes.extend_from_slice(response.body());
    bytes
}

fn compressed(mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(response.body()).unwrap();
    *response.body_mut() = encoder.finish().unwrap();
    response.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
    response
}

/// One response of each kind.
struct Outputs(Seeds);

impl VisitOperation<Service> for Outputs {
    fn visit<O>(&mut self)
    where
        O: Operation<Service = Service>,
        O::Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Error: ServiceError + Clone + Debug + PartialEq + Send,
    {
        let response = test_util::response::<O>(&test_util::sample_output::<O>().unwrap());
        self.0.insert(format!("seed-gzip-{}", O::NAME), seed(&compressed(response.clone())));
        self.0.insert(format!("seed-{}", O::NAME), seed(&response));
    }
}

fn wanted() -> Seeds {
    let mut outputs = Outputs(Seeds::new());
    test_util::each_operation(&mut outputs);
    let mut seeds = outputs.0;
    for error in SERVICE.errors {
        let failure = Failure::new(error.name).header("x-amzn-requestid", "1").header("retry-after", "1");
        seeds.insert(format!("seed-{}", error.name), seed(&failure.response()));
    }
    for row in EIGHT {
        let mut response = Response::builder().status(row.status);
        for (name, value) in row.headers {
            response = response.header(*name, *value);
        }
        let response = response.body(row.body.as_bytes().to_vec()).unwrap();
        seeds.insert(format!("seed-gzip-response-{}", row.name), seed(&compressed(response.clone())));
        seeds.insert(format!("seed-response-{}", row.name), seed(&response));
    }
    seeds
}

/// All seeds, which are also written for the fuzzer on request.
fn seeds() -> Seeds {
    let seeds = wanted();
    if env::var_os("WRITE_CORPUS").is_some() {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/decode");
        fs::create_dir_all(&folder).unwrap();
        for (name, bytes) in &seeds {
            fs::write(folder.join(name), bytes).unwrap();
        }
    }
    seeds
}

/// Changes, removes or duplicates a few bytes, or continues with another seed.
fn mutated(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = random.pick(seeds).clone();
    if random.chance(3) {
        let status = *random.pick(&["204", "302", "400", "403", "404", "429", "500", "503", "999"]);
        drop(bytes.splice(..3, status.bytes()));
    }
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(12)).min(bytes.len());
        match random.below(5) {
            0 => bytes[at..end].iter_mut().for_each(|byte| *byte = random.next() as u8),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, random.bytes(12))),
            3 => bytes.extend_from_within(at..end),
            _ => {
                let other = random.pick(seeds);
                bytes.truncate(at);
                bytes.extend_from_slice(&other[random.below(other.len())..]);
            }
        }
    }
    bytes
}

#[test]
fn every_seed_is_read() {
    let total = seeds().values().map(|bytes| check(&parse(bytes))).fold(Counts::default(), add);
    assert!(total.outputs >= 22 && total.errors >= 11 * 15, "{total:?}");
    assert_eq!(total.packed, 0);
}

#[test]
fn no_changed_seed_makes_an_operation_or_a_client_panic_or_lose_it() {
    let (seeds, mut random) = (seeds().into_values().collect::<Vec<_>>(), Random::new(4));
    let responses = (0..1500).map(|_| parse(&mutated(&mut random, &seeds)));
    let total = responses.map(|response| check(&response)).fold(Counts::default(), add);
    assert!(total.outputs > 1000 && total.errors > 1000 && total.unreadable > 1000, "{total:?}");
    assert!(total.packed > 100, "{total:?}");
}

fn add(a: Counts, b: Counts) -> Counts {
    Counts {
        outputs: a.outputs + b.outputs,
        errors: a.errors + b.errors,
        unreadable: a.unreadable + b.unreadable,
        packed: a.packed + b.packed,
    }
}

/// One response for both clients, with the same result.
struct Both<'a>(&'a Response<Vec<u8>>);

impl VisitOperation<Service> for Both<'_> {
    fn visit<O>(&mut self)
    where
        O: Operation<Service = Service>,
        O::Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Error: ServiceError + Clone + Debug + PartialEq + Send,
    {
        let (transport, time, response) = (FakeTransport::new(), FakeTime::new(), self.0.clone());
        transport.respond_with(move |_| Ok(response.clone()));
        macro_rules! client {
            ($builder:expr) => {
                $builder
                    .endpoint_url("https://example.com")
                    .transport(transport.clone())
                    .sleep(time.clone())
                    .clock(time.clone())
                    .retry(RetryPolicy::new().max_attempts(2))
                    .build()
                    .unwrap()
            };
        }
        let input = test_util::sample_input::<O>().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let with_async = runtime.block_on(client!(Client::builder()).call::<O>(input.clone()).send());
        let asked = transport.requests().len();
        let without = client!(blocking::Client::builder()).call::<O>(input).send();
        assert_eq!(transport.requests().len(), 2 * asked, "{}", O::NAME);
        match (&with_async, &without) {
            (Ok(a), Ok(b)) => assert_eq!(a, b),
            (Err(CallError::Service(a)), Err(CallError::Service(b))) => assert_eq!(a, b),
            (Err(a), Err(b)) => {
                assert_eq!(a.to_string(), b.to_string());
                assert_eq!(a.metadata(), b.metadata());
            }
            different => panic!("{}: {different:?}", O::NAME),
        }
    }
}

#[test]
fn both_clients_agree_on_a_response() {
    let (seeds, mut random) = (seeds().into_values().collect::<Vec<_>>(), Random::new(5));
    for _ in 0..100 {
        test_util::each_operation(&mut Both(&parse(&mutated(&mut random, &seeds))));
    }
}
