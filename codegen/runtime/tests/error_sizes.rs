//! The sizes of public errors. They are parts of `Result`s, which callers move: clippy warns of errors from 128 bytes on.

#![cfg(all(
    feature = "blocking",
    feature = "client",
    feature = "dynamic",
    feature = "event-stream",
    feature = "test-util"
))]
// A test fails by a panic.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::mem::size_of;
use std::path::Path;

use farrier_runtime::auth::AuthError;
use farrier_runtime::call::{SendEventError, SetupError, TransportError, WaitError};
use farrier_runtime::dynamic::DynamicError;
use farrier_runtime::endpoint::InvalidEndpoint;
use farrier_runtime::endpoint_rules::ResolveError;
use farrier_runtime::test_util::{InvalidItem, UnknownOperation};
use farrier_runtime::upload::{PutError, UploadError};
use farrier_runtime::violation::Violations;
use farrier_runtime::{
    json, BigNumberError, CallError, ConstructionError, DecodeError, EncodeError, Error, ErrorMetadata,
    EventError, MessageError, NumberError, OtherError, StreamError, TimestampError,
};

/// The errors of a service are in boxes, so its enums are a pointer and a tag.
type OfService = (u64, u64);

macro_rules! sizes {
    ($($name:ident $(<$($of:ty),*>)?),* $(,)?) => { BTreeMap::from([$((stringify!($name), size_of::<$name $(<$($of),*>)?>())),*]) };
}

/// The names of types in `impl .. Error for NAME` of a folder.
fn errors(folder: &Path, names: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            errors(&path, names);
        } else if !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let lines = text.lines().filter(|line| line.starts_with("impl"));
            let targets = lines.filter_map(|line| line.split_once("Error for ").map(|(_, target)| target));
            names.extend(targets.filter_map(|target| target.split(['<', ' ']).next()).map(str::to_owned));
        }
    }
}

#[test]
fn every_public_error_has_at_most_64_bytes() {
    use json::Error as JsonError;

    let sizes = sizes![
        AuthError, BigNumberError, CallError<OfService>, ConstructionError, DecodeError, DynamicError, EncodeError,
        Error<OfService>, ErrorMetadata, EventError, InvalidEndpoint, InvalidItem, JsonError, MessageError, NumberError, OtherError,
        PutError, ResolveError, SendEventError, SetupError, StreamError<OfService>, TimestampError, TransportError,
        UnknownOperation, UploadError, Violations, WaitError<[u64; 100], OfService>,
    ];
    let large: Vec<_> = sizes.iter().filter(|(_, size)| **size > 64).collect();
    assert!(large.is_empty(), "{large:?}");

    let mut names = Vec::new();
    errors(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut names);
    // The size of a `CollectError` depends on the operation. The others are not public.
    let others = ["Box", "Broken", "CollectError", "Told", "Unfit"];
    names.retain(|name| !sizes.contains_key(&**name) && !others.contains(&&**name));
    assert!(names.is_empty(), "not measured: {names:?}");
}
