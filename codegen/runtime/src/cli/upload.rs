//! `upload FILE...`: uploads files in order, each in one step. Takes the options, and returns the ids of the files.
//! Independent of how a file is uploaded.

use std::path::{Path, PathBuf};

use clap::{value_parser, Arg, ArgAction, ArgMatches};
use serde_json::{Map, Value};

use super::super::blocking::Client;
use super::arguments::option;
use super::failure::Failure;
use super::progress::Progress;
use super::table::{Tool, UploadCommand};

/// The value of a member from the caller, by its name in the model.
pub type Texts<'a> = dyn Fn(&str) -> String + 'a;

/// Uploads files.
pub trait Send {
    /// Uploads a file with all steps, and returns the id that the service assigned.
    fn send(&self, client: &Client, given: &Texts<'_>, file: File) -> Result<String, Failure>;
}

/// A file to upload.
pub struct File {
    pub path: PathBuf,
    pub name: Option<String>,
    pub content_type: Option<String>,
    /// The command line that completes an upload, if only that step failed.
    pub completes: String,
    /// The callback with the number of sent and of all bytes.
    pub told: Box<dyn Fn(u64, u64) + std::marker::Send + Sync>,
}

/// The parser of the command, without the options of members.
pub(super) fn arguments(upload: &'static UploadCommand) -> clap::Command {
    let operation = upload.command.name;
    let ends: Vec<String> = upload.types.iter().map(|(end, _)| format!("`.{end}`")).collect();
    let known = match ends.is_empty() {
        true => String::new(),
        false => format!(" The default follows from the file extension: {}.", ends.join(", ")),
    };
    clap::Command::new(upload.name)
        .about("Upload files, each in one step.")
        .long_about(format!(
            "Upload files, each in one step: `{operation}`, then the bytes, then the operation that completes the upload. It \
             prints the id of one file as `{{\"{id}\": \"...\"}}`, those of several files as a list in their order.\n\n\
             All files are checked before the first is sent. If one fails, the ids of the files before it are printed, and the \
             files after it are not sent.",
            id = upload.id
        ))
        .arg(option("content-type").help(format!("MIME type of the files.{known}")))
        .arg(option("name").help("The name that others see, instead of the name of the file."))
        .arg(
            Arg::new("file")
                .value_name("FILE")
                .num_args(1..)
                .required(true)
                .action(ArgAction::Append)
                .value_parser(value_parser!(PathBuf))
                .help("Files to upload."),
        )
}

/// The uploaded files.
pub(super) struct Sent {
    /// The value to print: the id of one file, or a list of ids if several files were given.
    pub(super) response: Option<Value>,
    /// The error that ended the uploads.
    pub(super) failure: Option<Failure>,
}

/// Uploads the files in order, up to the first failure. The input contains the values of the caller.
pub(super) fn run(
    tool: &Tool,
    upload: &UploadCommand,
    client: &Client,
    input: &Map<String, Value>,
    files: &Files,
) -> Sent {
    let completes = format!("{} {}", tool.name, upload.completes);
    let given = |name: &str| input.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (mut ids, mut failure) = (Vec::new(), None);
    for path in &files.paths {
        let progress =
            Progress::new(path.file_name().unwrap_or_default().to_string_lossy().escape_debug().to_string());
        match upload.send.send(client, &given, files.file(path, &completes, &progress)) {
            Ok(id) => ids.push(Value::from_iter([(upload.id, id)])),
            Err(error) => {
                failure = Some(about(path, error));
                break;
            }
        }
    }
    let response = match files.paths.len() {
        1 => ids.pop(),
        _ => Some(Value::Array(ids)),
    };
    Sent { response, failure }
}

/// Returns the failure with the file it is about.
fn about(path: &Path, failure: Failure) -> Failure {
    match &failure.hint {
        Some(hint) => {
            let hint = format!("{path:?}: {hint}");
            failure.with_hint(hint)
        }
        None => failure,
    }
}

/// The options of the files, in addition to those of the operations.
pub(super) struct Files {
    pub(super) paths: Vec<PathBuf>,
    pub(super) name: Option<String>,
    pub(super) content_type: Option<String>,
}

impl Files {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        Self {
            paths: matches.get_many("file").into_iter().flatten().cloned().collect(),
            name: matches.get_one("name").cloned(),
            content_type: matches.get_one("content-type").cloned(),
        }
    }

    fn file(&self, path: &Path, completes: &str, progress: &Progress) -> File {
        File {
            path: path.to_owned(),
            name: self.name.clone(),
            content_type: self.content_type.clone(),
            completes: completes.to_owned(),
            told: Box::new(progress.told()),
        }
    }

    /// Rejects invalid uploads before anything is sent.
    pub(super) fn check(&self, command: &UploadCommand) -> Result<(), Failure> {
        if self.name.is_some() && self.paths.len() > 1 {
            return Err(Failure::parameter("--name is for a single file"));
        }
        for (option, value) in [("--name", &self.name), ("--content-type", &self.content_type)] {
            if value.as_ref().map_or(false, String::is_empty) {
                return Err(Failure::parameter(format!(
                    "argument {option}: invalid value \"\": it is empty"
                )));
            }
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
}

fn readable(path: &Path) -> Result<(), Failure> {
    // A pipe must not be opened: that waits for a writer.
    let metadata = std::fs::metadata(path).and_then(|metadata| match metadata.is_file() {
        true => std::fs::File::open(path)?.metadata(),
        false => Ok(metadata),
    });
    match metadata {
        Ok(metadata) if metadata.is_file() => Ok(()),
        Ok(metadata) if metadata.is_dir() => Err(Failure::parameter(format!("{path:?} is a directory"))),
        Ok(_) => Err(Failure::parameter(format!("{path:?} is not a regular file; copy it into one"))),
        Err(error) => Err(Failure::parameter(format!("{path:?} cannot be read: {error}"))),
    }
}

fn name_of(path: &Path) -> Result<&str, Failure> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.ok_or_else(|| {
        Failure::parameter(format!("{path:?} has a name that is not Unicode; set one with --name"))
    })
}

/// Whether the file extension determines the content type.
fn knows(types: &[(&str, &str)], name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    extension.map_or(false, |extension| types.iter().any(|(end, _)| end.eq_ignore_ascii_case(extension)))
}

fn unknown_type(command: &UploadCommand, path: &Path) -> Failure {
    let failure = Failure::parameter(format!(
        "{path:?} has no file extension that the service documents; set its MIME type with --content-type"
    ));
    let ends: Vec<String> = command.types.iter().map(|(end, _)| format!(".{end}")).collect();
    if ends.is_empty() {
        return failure;
    }
    failure.with_hint(format!("known file extensions: {}", ends.join(", ")))
}
