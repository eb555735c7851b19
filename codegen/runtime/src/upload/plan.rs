//! The three steps of an upload, without I/O: the request of each, and the use of its response for the next.

use std::collections::BTreeMap;
use std::error::Error;

use super::super::call::{Outcome, Shared};
use super::super::Operation;
use super::content::{Described, Upload};
use super::error::{PutError, UploadError, UploadStep};
use super::put::Put;

/// An operation that starts an upload, with the one that completes it, as modelled.
#[doc(hidden)]
pub trait Uploads: Operation {
    /// The operation that completes the upload.
    type Complete: Operation;
    /// Members of both operations that the caller sets.
    type Given: Clone;

    /// The name of the whole upload.
    const CALL: &'static str;
    /// The member with the id of the upload.
    const ID: &'static str;
    /// The minimum size in bytes.
    const MIN_SIZE: u64;
    /// MIME types by file extension.
    const CONTENT_TYPES: &'static [(&'static str, &'static str)];

    /// The input of the operation.
    fn announce(given: Self::Given, file: &Described, token: Option<String>) -> Self::Input;

    /// The target of the bytes, from the output.
    fn target(output: &Self::Output) -> Target;

    /// The input of the operation that completes the upload.
    fn complete(
        given: Self::Given,
        id: String,
        token: Option<String>,
    ) -> <Self::Complete as Operation>::Input;
}

/// The target of the bytes.
#[doc(hidden)]
pub struct Target {
    pub id: Option<String>,
    pub url: Option<String>,
    pub headers: Option<BTreeMap<String, String>>,
}

/// A file that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Uploaded {
    /// The id that the service assigned.
    pub id: String,
    /// Its name, as others see it.
    pub name: String,
    /// Its MIME type.
    pub content_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// An upload in progress.
#[doc(hidden)]
pub struct Plan<U: Uploads> {
    given: U::Given,
    file: Described,
    upload: Upload,
    id: String,
}

impl<U: Uploads> Plan<U>
where
    U::Error: Error + Send + Sync + 'static,
    <U::Complete as Operation>::Error: Error + Send + Sync + 'static,
{
    /// Inspects the file.
    #[doc(hidden)]
    pub fn new(given: U::Given, upload: Upload) -> Result<Self, UploadError> {
        let described = upload.describe(U::CONTENT_TYPES, U::MIN_SIZE);
        let file = described.map_err(|problem| UploadError::new(UploadStep::File, U::NAME, problem))?;
        Ok(Self { given, file, upload, id: String::new() })
    }

    /// The input of the first call.
    #[doc(hidden)]
    pub fn announce(&self) -> U::Input {
        let token = self.upload.tokens.as_ref().map(|(start, _)| start.clone());
        U::announce(self.given.clone(), &self.file, token)
    }

    /// The request that sends the bytes to the URL in the response.
    #[doc(hidden)]
    pub fn put<'c>(&mut self, shared: &'c Shared, outcome: Outcome<U>) -> Result<Put<'c>, UploadError> {
        let output = outcome.map_err(|error| UploadError::of_call(UploadStep::Start, U::NAME, error))?;
        let target = U::target(&output);
        // Missing members of a response have empty values.
        let id = target.id.as_deref().filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| {
            UploadError::new(
                UploadStep::Start,
                U::NAME,
                PutError::Target("the response has no id for the upload"),
            )
        })?;
        self.id = id.to_owned();
        let content = (&self.file.content, self.file.size);
        Put::new(shared, U::CALL, &target, content, self.upload.timeout, self.upload.progress.clone())
            .map_err(|error| self.put_failed(error))
    }

    /// The error of sending the bytes.
    #[doc(hidden)]
    pub fn put_failed(&self, error: PutError) -> UploadError {
        UploadError::of_put(U::NAME, error).with_id(U::ID, Some(self.id.clone()))
    }

    /// The input that completes the upload.
    #[doc(hidden)]
    pub fn complete(&self) -> <U::Complete as Operation>::Input {
        let token = self.upload.tokens.as_ref().map(|(_, complete)| complete.clone());
        U::complete(self.given.clone(), self.id.clone(), token)
    }

    /// The result of the upload.
    #[doc(hidden)]
    pub fn finish(self, outcome: Outcome<U::Complete>) -> Result<Uploaded, UploadError> {
        let Self { file: Described { name, content_type, size, .. }, id, .. } = self;
        match outcome {
            Ok(_) => Ok(Uploaded { id, name, content_type, size }),
            Err(error) => {
                let error = UploadError::of_call(UploadStep::Complete, U::Complete::NAME, error);
                Err(error.with_id(U::ID, Some(id)))
            }
        }
    }
}
