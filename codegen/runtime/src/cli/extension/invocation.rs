//! The interface of an added command to the tool: its arguments, settings, calls and output.

use clap::ArgMatches;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::super::blocking::Client;
use super::super::super::schema::Described;
use super::super::super::upload::{UploadError, Uploads};
use super::super::super::{CallError, Operation};
use super::super::arguments::Extra;
use super::super::debug::About;
use super::super::failure::Failure;
use super::super::settings::Settings;
use super::super::show::Output;
use super::super::table::{Command, Tool};
use super::super::{beyond, call, connect, operate, uploader};

/// One run of a command.
pub struct Invocation<'a> {
    tool: &'static Tool,
    extra: &'a Extra,
    settings: Settings,
    command: &'static Command,
    input: Map<String, Value>,
    client: Client,
    about: About,
    secrets: Vec<String>,
}

/// Shows no secret.
impl std::fmt::Debug for Invocation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Invocation").field("command", &self.extra.name).finish_non_exhaustive()
    }
}

impl<'a> Invocation<'a> {
    /// Reads the members of the operation, and makes the client.
    pub(super) fn new(
        tool: &'static Tool,
        extra: &'a Extra,
        mut settings: Settings,
        operation: &'static str,
        members: &'static [&'static str],
    ) -> Result<Self, Failure> {
        let missing =
            || Failure::other(format!("{} has no command for the operation {operation}", tool.name));
        let command = tool.operation(operation).ok_or_else(missing)?;
        let input =
            beyond::read(tool, command, members, &extra.given, &mut settings, |member| member.required)?;
        let about = About::default();
        let secrets = settings.secrets(command, &Value::Object(input.clone()));
        let client = connect::client(tool, &settings, command, extra.options.debug.then_some(&about))?;
        Ok(Self { tool, extra, settings, command, input, client, about, secrets })
    }

    /// Returns the name of the program.
    #[must_use]
    pub fn program(&self) -> &'static str {
        self.tool.name
    }

    /// Returns the parsed arguments.
    #[must_use]
    pub fn matches(&self) -> &ArgMatches {
        &self.extra.matches
    }

    /// Returns the text of a member of the operation that is an option of the command, by its name in the model.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&str> {
        self.input.get(name)?.as_str()
    }

    /// Calls the operation with the members of the command and these, and returns the output, with the names of the model.
    ///
    /// # Errors
    ///
    /// Those of the command of the operation.
    pub fn call(&self, members: impl IntoIterator<Item = (&'static str, Value)>) -> Result<Value, Failure> {
        let mut input = self.input.clone();
        input.extend(members.into_iter().map(|(name, value)| (name.to_owned(), value)));
        let options = &self.extra.options;
        operate::response(
            self.command,
            &self.client,
            Value::Object(input),
            options,
            &self.settings,
            &self.about,
        )
        .map(|page| page.output)
    }

    /// Builds an async client with the settings of the command line.
    ///
    /// # Errors
    ///
    /// A setting is invalid, or the certificates cannot be read.
    #[cfg(feature = "client")]
    pub fn async_client<S: super::super::super::client::AsyncService>(
        &self,
        builder: super::super::super::client::Builder<S>,
    ) -> Result<S::Client, Failure> {
        connect::async_client(self.tool, &self.settings, builder)
    }

    /// Returns the failure of a call of any operation, as its command reports it.
    #[must_use]
    pub fn failed<O: Operation>(&self, error: &CallError<O::Error>) -> Failure
    where
        O::Service: Described,
        O::Error: Serialize,
    {
        call::failed::<O>(&self.client, error).without(&self.secrets)
    }

    /// Returns the failure of an upload, as the command for uploads reports it.
    #[must_use]
    pub fn upload_failed<U: Uploads>(&self, error: &UploadError) -> Failure
    where
        U::Service: Described,
        <U::Complete as Operation>::Service: Described,
        U::Error: Serialize + 'static,
        <U::Complete as Operation>::Error: Serialize + 'static,
    {
        let upload = self.tool.uploads.iter().find(|upload| upload.command.operation.name == U::NAME);
        let completes = upload.map_or(<U::Complete as Operation>::NAME, |upload| upload.completes);
        uploader::failed::<U>(&self.client, error, &format!("{} {completes}", self.tool.name))
            .without(&self.secrets)
    }

    /// Returns a failure without the secrets of the command.
    #[must_use]
    pub fn without_secrets(&self, failure: Failure) -> Failure {
        failure.without(&self.secrets)
    }

    /// Whether `--output` or `--query` requests values; otherwise the output is for people.
    #[must_use]
    pub fn wants_values(&self) -> bool {
        self.extra.options.output.is_some() || self.extra.options.query.is_some()
    }

    /// Returns the output for values, in the requested format.
    ///
    /// # Errors
    ///
    /// The format is unknown, or the query is invalid.
    pub fn output(&self) -> Result<Output, Failure> {
        Output::new(self.command.operation.name, &[], &self.extra.options, &self.settings)
    }
}
