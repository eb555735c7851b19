//! Every error of each operation in the tables, and the eight known problematic responses.

use connectparticipant::test_util::{Failure, Fault};
use connectparticipant::{CallError, ServiceError};
use http::Response;

use super::clients::Settings;
use super::eight::EIGHT;
use super::facts::Tables;
use super::samples::{Sampled, each_operation};
use super::scene::{Scene, case, shows_no_secret};

/// The variant of an error.
fn variant<E: ServiceError>(error: &E) -> String {
    format!("{error:?}").split('(').next().unwrap().to_owned()
}

/// The operation to call, with a valid input.
fn fail<O: Sampled>(scene: &Scene) -> O::Error {
    match scene.caller.call::<O>(O::minimal("token")) {
        Err(CallError::Service(error)) => {
            shows_no_secret(&CallError::Service(error.clone()));
            error
        }
        other => panic!("{}: {other:?}", scene.name),
    }
}

fn check_modelled<O: Sampled>(tables: &Tables) {
    for code in &tables.operation(O::NAME).unwrap().errors {
        case(&format!("{} fails with {code}", O::NAME), &Settings::once(), |scene| {
            let failure = Failure::new(code).message("why it failed").header("x-amzn-requestid", "request-1");
            scene.server.fail_next(O::NAME, failure).unwrap();
            let error = fail::<O>(scene);
            assert_eq!(variant(&error), *code);
            assert_eq!(error.code(), Some(code.as_str()));
            assert_eq!(error.message(), Some("why it failed"));
            assert_eq!(error.request_id(), Some("request-1"));
            let shown = error.to_string();
            for part in [O::NAME, code, "why it failed", "request-1"] {
                assert!(shown.contains(part), "{shown}");
            }
        });
    }
}

#[test]
fn every_modelled_error_of_every_operation_is_its_own_variant() {
    each_operation!(check_modelled, &Tables::read().unwrap());
}

fn check_eight<O: Sampled>() {
    for row in EIGHT {
        case(&format!("{}: the response `{}`", O::NAME, row.name), &Settings::default(), |scene| {
            let mut response = Response::builder().status(row.status);
            for (name, value) in row.headers {
                response = response.header(*name, *value);
            }
            let response = response.header("x-amzn-requestid", "request-1");
            scene.server.inject(Fault::Response(response.body(row.body.as_bytes().to_vec()).unwrap()), 9);
            let error = fail::<O>(scene);
            assert_eq!(variant(&error), row.variant);
            assert_eq!(error.status().as_u16(), row.status);
            assert_eq!((error.code(), error.message()), (row.code, row.message));
            assert_eq!(error.request_id(), Some("request-1"));
            assert_eq!((error.is_retryable(), error.is_throttling()), (row.is_retryable, row.is_throttling));
            assert_eq!(error.metadata().body(), row.body.as_bytes());
            assert_eq!(scene.asked(), if row.is_retryable { 3 } else { 1 });
        });
    }
}

#[test]
fn the_eight_responses_are_decoded_by_every_operation() {
    each_operation!(check_eight);
}
