//! `upload FILE...`: files sent one after the other, each in one go. It takes what was given, and returns the ids of the files.

use std::error::Error as _;
use std::path::{Path, PathBuf};

use super::super::blocking::{self, Client};
use super::super::upload::{PutError, Upload, UploadError, UploadStep, Uploads};
use super::super::{Error, Operation};
use super::call;
use super::failure::{Failure, Kind};
use super::table::UploadCommand;

/// The value of a member that the caller gave, by its name in the model.
type Texts<'a> = dyn Fn(&str) -> String + 'a;

/// Sends one file with all that belongs to it.
pub(crate) trait Send {
    /// Returns the id that the service gave to it.
    fn send(&self, client: &Client, given: &Texts<'_>, upload: Upload) -> Result<String, Failure>;
}

/// Uploads by one operation; the function makes of texts what it takes from the caller.
pub(crate) struct Of<U: Uploads>(fn(&Texts<'_>) -> U::Given);

impl<U: Uploads> Of<U> {
    pub(crate) const fn new(given: fn(&Texts<'_>) -> U::Given) -> Self {
        Self(given)
    }
}

impl<U: Uploads> Send for Of<U>
where
    U::Error: std::error::Error + std::marker::Send + Sync + 'static,
    <U::Complete as Operation>::Error: std::error::Error + std::marker::Send + Sync + 'static,
{
    fn send(&self, client: &Client, given: &Texts<'_>, upload: Upload) -> Result<String, Failure> {
        match blocking::upload::<U>(client, (self.0)(given), upload) {
            Ok(uploaded) => Ok(uploaded.id),
            Err(error) => Err(failed::<U>(client, &error)),
        }
    }
}

/// Why there is no upload, and at which step it ended.
fn failed<U: Uploads>(client: &Client, error: &UploadError) -> Failure
where
    U::Error: 'static,
    <U::Complete as Operation>::Error: 'static,
{
    let source = error.source();
    let cause = match error.step() {
        UploadStep::File => None,
        UploadStep::Complete => source
            .and_then(|source| source.downcast_ref::<Error<<U::Complete as Operation>::Error>>())
            .map(|error| call::failed::<U::Complete>(client, error)),
        _ => source
            .and_then(|source| source.downcast_ref::<Error<U::Error>>())
            .map(|error| call::failed::<U>(client, error)),
    };
    let cause = cause.unwrap_or_else(|| {
        let kind = match source.and_then(|source| source.downcast_ref::<PutError>()) {
            Some(PutError::Refused { .. }) => Kind::Service,
            Some(PutError::File(_)) | None => Kind::Parameter,
            Some(_) => Kind::Other,
        };
        Failure::new(kind, chain(source))
    });
    let hint = match &cause.hint {
        Some(hint) => format!("{error}; {hint}"),
        None => error.to_string(),
    };
    cause.with_hint(hint)
}

/// An error with what is behind it.
fn chain(error: Option<&(dyn std::error::Error + 'static)>) -> String {
    let texts = std::iter::successors(error, |error| error.source()).map(ToString::to_string);
    texts.collect::<Vec<_>>().join(": ")
}

/// What was said of the files, besides what the operations want to know.
pub(super) struct Files {
    pub(super) paths: Vec<PathBuf>,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
}

impl Files {
    /// Refuses what cannot be uploaded before anything is sent.
    pub(super) fn check(&self, command: &UploadCommand) -> Result<(), Failure> {
        if self.name.is_some() && self.paths.len() > 1 {
            return Err(Failure::parameter("--name is for one file, and there are more"));
        }
        self.paths.iter().try_for_each(|path| {
            readable(path)?;
            let name = match &self.name {
                Some(name) => name,
                None => name_of(path)?,
            };
            if self.content_type.is_none() && !knows(command.types, name) {
                return Err(unknown_type(command, path));
            }
            Ok(())
        })
    }

    /// One of them, as the client takes it.
    pub(super) fn upload(&self, path: &Path) -> Upload {
        let mut upload = Upload::file(path);
        if let Some(name) = &self.name {
            upload = upload.name(name);
        }
        if let Some(content_type) = &self.content_type {
            upload = upload.content_type(content_type);
        }
        upload
    }
}

fn readable(path: &Path) -> Result<(), Failure> {
    // A pipe must not be opened: that waits for somebody to write.
    let metadata = std::fs::metadata(path).and_then(|metadata| match metadata.is_file() {
        true => std::fs::File::open(path)?.metadata(),
        false => Ok(metadata),
    });
    match metadata {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(metadata) if metadata.is_dir() => Err(Failure::parameter(format!("{path:?} is a directory"))),
        Ok(_) => Err(Failure::parameter(format!("{path:?} is no file whose size is known; copy it into one"))),
        Err(error) => Err(Failure::parameter(format!("{path:?} cannot be read: {error}"))),
    }
}

fn name_of(path: &Path) -> Result<&str, Failure> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.ok_or_else(|| Failure::parameter(format!("{path:?} has a name that is no Unicode; give it one by --name")))
}

/// Whether the end of the name says what is in the file.
fn knows(types: &[(&str, &str)], name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    extension.map_or(false, |extension| types.iter().any(|(end, _)| end.eq_ignore_ascii_case(extension)))
}

fn unknown_type(command: &UploadCommand, path: &Path) -> Failure {
    let failure = Failure::parameter(format!("the name of {path:?} does not say what is in it; give its MIME type by --content-type"));
    let ends: Vec<String> = command.types.iter().map(|(end, _)| format!(".{end}")).collect();
    if ends.is_empty() {
        return failure;
    }
    failure.with_hint(format!("these ends of names are known: {}", ends.join(", ")))
}
