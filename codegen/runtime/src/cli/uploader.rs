//! Uploads files with the blocking client: the part of `upload` that depends on the client and its errors.

use serde::Serialize;

use super::super::blocking::{self, Client};
use super::super::call::chain;
use super::super::schema::Described;
use super::super::upload::{PutError, Upload, UploadError, UploadStep, Uploads};
use super::super::{CallError, Operation};
use super::call;
use super::failure::{Failure, Kind};
use super::upload::{self, File, Texts};

/// Uploads with one operation; the function converts the values of the caller.
pub struct Of<U: Uploads>(fn(&Texts<'_>) -> U::Given);

impl<U: Uploads> Of<U> {
    pub const fn new(given: fn(&Texts<'_>) -> U::Given) -> Self {
        Self(given)
    }
}

impl<U: Uploads> upload::Send for Of<U>
where
    U::Service: Described,
    <U::Complete as Operation>::Service: Described,
    U::Error: Serialize + std::error::Error + Send + Sync + 'static,
    <U::Complete as Operation>::Error: Serialize + std::error::Error + Send + Sync + 'static,
{
    fn send(&self, client: &Client, given: &Texts<'_>, file: File) -> Result<String, Failure> {
        let File { path, name, content_type, completes, told } = file;
        let mut upload = Upload::file(path).on_progress(told);
        if let Some(name) = name {
            upload = upload.name(name);
        }
        if let Some(content_type) = content_type {
            upload = upload.content_type(content_type);
        }
        match blocking::upload::<U>(client, (self.0)(given), upload) {
            Ok(uploaded) => Ok(uploaded.id),
            Err(error) => Err(failed::<U>(client, &error, &completes)),
        }
    }
}

/// Returns the failure of an upload, with its step.
pub(super) fn failed<U: Uploads>(client: &Client, error: &UploadError, completes: &str) -> Failure
where
    U::Service: Described,
    <U::Complete as Operation>::Service: Described,
    U::Error: Serialize + 'static,
    <U::Complete as Operation>::Error: Serialize + 'static,
{
    let source = error.cause();
    let cause = match error.step() {
        UploadStep::File => None,
        UploadStep::Complete => source
            .downcast_ref::<CallError<<U::Complete as Operation>::Error>>()
            .map(|error| call::failed::<U::Complete>(client, error)),
        _ => source.downcast_ref::<CallError<U::Error>>().map(|error| call::failed::<U>(client, error)),
    };
    let cause = cause.unwrap_or_else(|| {
        let kind = match source.downcast_ref::<PutError>() {
            Some(PutError::Refused { .. }) => Kind::Service,
            Some(PutError::File(_)) | None => Kind::Parameter,
            Some(_) => Kind::Other,
        };
        Failure::new(kind, chain(source))
    });
    // Users of a command line cannot call an operation.
    let step = error.outcome(&format!("run `{completes}`"));
    let hint = match &cause.hint {
        Some(hint) => format!("{step}; {hint}"),
        None => step,
    };
    cause.with_hint(hint)
}
