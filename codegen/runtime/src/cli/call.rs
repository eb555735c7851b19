//! Calls operations on trees of values: the only part of the tool that knows the client and its errors.
//!
//! Takes and returns values in the form of the feature `serde`: keys of the crate, blobs as base64, times as text.

use std::fmt::Display;
use std::io::Write as _;
use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use serde::Serialize;
use serde_json::{Map, Value};

use super::super::auth::AuthError;
use super::super::blocking::Client;
use super::super::call::environment::shared::Program;
use super::super::call::{
    chain, Attempts, Options, SetupError, SetupErrorKind, TimeoutKind, TransportError, TransportErrorKind,
};
use super::super::dynamic;
use super::super::endpoint_rules::ResolveError;
use super::super::schema::{Described, Member, Structure};
use super::super::{
    AuthScheme, CallError, ConstructionError, Operation, ServiceError, UnreadableMembers, WithMetadata,
};
use super::failure::{Failure, Kind, Refusal, REDACTED};
use super::harmless::harmless;
use super::page::Page;
use super::{identity, keys, redact};

/// Makes the calls of one operation.
pub trait Run {
    /// Makes a call, with all its attempts.
    fn call(&self, client: &Client, input: Value, settings: &CallSettings) -> Result<Page, Failure>;

    /// Compares an input with all limits of the model, including maximums, patterns and enums.
    fn check(&self, input: &Value) -> Result<(), Failure>;

    /// Whether it uses endpoint discovery.
    fn discovers(&self, client: &Client) -> bool;

    /// Returns the request of a call without making it, with an idempotency token. It has no authentication except members of
    /// the input.
    fn request(&self, client: &Client, input: Value) -> Result<http::Request<Vec<u8>>, Failure>;
}

/// The settings of one call.
#[derive(Clone, Debug, Default)]
pub struct CallSettings {
    /// Whether the limits of the model are checked before anything is sent.
    pub validate: bool,
    /// Members that the client fills in, by their names in the model: violations of them are not the user's mistake.
    pub filled_in: Vec<&'static str>,
    /// The name of the token for the next page in a response.
    pub token: Option<&'static str>,
}

/// One operation.
pub struct Of<O>(PhantomData<fn() -> O>);

impl<O> Default for Of<O> {
    fn default() -> Self {
        Self::new()
    }
}

impl<O> Of<O> {
    /// Returns the calls of the operation `O`.
    pub const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<O> Run for Of<O>
where
    O: Operation,
    O::Service: Described,
    O::Input: DeserializeOwned,
    O::Output: Serialize,
    O::Error: Serialize,
{
    fn call(&self, client: &Client, input: Value, settings: &CallSettings) -> Result<Page, Failure> {
        let input = read::<O>(input)?;
        // The call takes the input, and the comparison is fast.
        let violations = O::validate(&input).err();
        match client.call::<O>(input).validate(settings.validate).with_metadata().send() {
            Ok(WithMetadata { output, metadata }) => {
                let unreadable = metadata.unreadable_members();
                warn(unreadable);
                let lost = settings.token.map_or(false, |token| unreadable.may_have(token));
                let lost_token = lost
                    .then(|| construction(Program::of::<O::Service>(), &ConstructionError::UnreadableToken));
                match dynamic::output::<O>(&output) {
                    Ok(output) => Ok(Page { output, lost_token }),
                    Err(error) => Err(Failure::other(error.to_string())),
                }
            }
            Err(error) => {
                let refused = error.status() == Some(http::StatusCode::BAD_REQUEST);
                let failure = failed::<O>(client, &error);
                let violations = violations.iter().flat_map(|violations| violations.iter());
                let violations: Vec<_> =
                    violations.filter(|violation| !settings.filled_in.contains(&violation.path())).collect();
                Err(match refused && !violations.is_empty() {
                    true => failure.with_hint(hint_of(&lines(violations.into_iter()))),
                    false => failure,
                })
            }
        }
    }

    fn check(&self, input: &Value) -> Result<(), Failure> {
        let mut input = read::<O>(input.clone())?;
        // The user need not set the generated token.
        O::set_idempotency_token(&mut input, || "00000000-0000-4000-8000-000000000000".to_owned());
        O::validate(&input).map_err(|violations| invalid(violations.iter()))
    }

    fn discovers(&self, client: &Client) -> bool {
        client.shared().discovers::<O>(&Options::default())
    }

    fn request(&self, client: &Client, input: Value) -> Result<http::Request<Vec<u8>>, Failure> {
        let options = Options::default();
        let attempts = Attempts::prepare::<O>(client.shared(), read::<O>(input)?, &options)
            .map_err(|error| failed::<O>(client, &error))?;
        Ok(attempts.request().map(|body| body.to_vec()))
    }
}

/// Reports members of the response that could not be read, on standard error.
fn warn(members: &UnreadableMembers) {
    let mut lines: Vec<String> = members.iter().map(ToString::to_string).collect();
    if members.omitted() > 0 {
        lines.push(format!("{} more", members.omitted()));
    }
    for line in lines {
        // Ignored if standard error is closed.
        let _ = writeln!(
            std::io::stderr(),
            "warning: a member of the response could not be read, and is not shown: {}",
            harmless(&line)
        );
    }
}

/// Converts the input to the type of the operation.
fn read<O: Operation>(input: Value) -> Result<O::Input, Failure>
where
    O::Input: DeserializeOwned,
{
    dynamic::input::<O>(input).map_err(|error| Failure::parameter(error.to_string()))
}

/// Returns the failure of a call.
pub(super) fn failed<O: Operation>(client: &Client, error: &CallError<O::Error>) -> Failure
where
    O::Service: Described,
    O::Error: Serialize,
{
    let failure = match error {
        CallError::Construction(error) => construction(Program::of::<O::Service>(), error),
        CallError::Transport(error) => without_response(client, error),
        CallError::Service(error) => refused::<O>(error),
        CallError::Decode(error) => Failure::other(error.to_string()),
    };
    failure.passing(error.is_retryable())
}

/// Returns the failure before a request.
fn construction(program: Program, error: &ConstructionError) -> Failure {
    match error {
        ConstructionError::Validation(violations) => invalid(violations.iter()),
        ConstructionError::Encode(error) => Failure::parameter(error.to_string()),
        ConstructionError::Setup(error) | ConstructionError::Rejected(error) => setup(program, error),
        ConstructionError::RepeatedToken
        | ConstructionError::UnreadableToken
        | ConstructionError::EmptyPages(_) => Failure::other(format!("Error during pagination: {error}")),
    }
}

/// Returns the line that scripts search for, as the AWS CLI prints it, and the parts of the error. Neither contains a modelled
/// secret.
fn refused<O: Operation>(error: &O::Error) -> Failure
where
    O::Service: Described,
    O::Error: Serialize,
{
    let operation = O::NAME;
    let status = error.status();
    let code = error.code().map_or_else(|| status.as_u16().to_string(), str::to_owned);
    let (members, hides_message) = match own_members::<O>(error) {
        Some((values, shape)) => members_of(shape.members, values),
        None => (Map::new(), false),
    };
    let (message, page) = message_of(error);
    let message = if hides_message && error.message().is_some() { REDACTED.to_owned() } else { message };
    // In one line, whatever the message contains.
    let line =
        harmless(&format!("An error occurred ({code}) when calling the {operation} operation: {message}"));
    let refusal = Some(Box::new(Refusal { code, message, members }));
    let failure = Failure { refusal, ..Failure::new(Kind::Service, line) };
    let page = page.map(|text| format!("the page that came with it says: {}", harmless(&text)));
    let hints: Vec<String> = page.into_iter().chain(error.hint().map(str::to_owned)).collect();
    if hints.is_empty() {
        failure
    } else {
        failure.with_hint(hints.join("; "))
    }
}

/// Returns the members of a modelled error in the crate's form, and its shape.
fn own_members<O: Operation>(error: &O::Error) -> Option<(Value, &'static Structure)>
where
    O::Service: Described,
    O::Error: Serialize,
{
    // An object with one member, named like the variant.
    let Ok(Value::Object(variants)) = serde_json::to_value(error) else { return None };
    let (variant, mut members) = variants.into_iter().next()?;
    let errors = O::Service::schema().operation(O::NAME)?.errors;
    let shape = errors.iter().find(|shape| is_variant_of(&variant, shape.name))?;
    members.as_object_mut()?.remove(crate::serde::error_metadata::NAME);
    Some((members, shape))
}

/// Whether a variant is that of an error shape: its name without underscores, with a capital first letter.
fn is_variant_of(variant: &str, shape: &str) -> bool {
    let letters = |name: &str| name.replace('_', "");
    let (variant, mut shape) = (letters(variant), letters(shape));
    if let Some(first) = shape.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    // `Unmodelled` is the variant of errors without a shape.
    variant == shape || (variant == "UnmodelledError" && shape == "Unmodelled")
}

/// Returns the message, and the text of an HTML page next to it.
fn message_of(error: &impl ServiceError) -> (String, Option<String>) {
    let (metadata, status) = (error.metadata(), error.status());
    if let Some(message) = error.message() {
        return (metadata.shown(Some(message)).unwrap_or(REDACTED).to_owned(), None);
    }
    let text = metadata.body_text();
    // If a server fails with a page or an empty body, the AWS CLI prints the meaning of the status.
    let is_page = metadata.body().is_empty() || metadata.body().starts_with(b"<html>");
    match status.canonical_reason().filter(|_| status.is_server_error() && is_page) {
        Some(reason) => {
            let title = format!("{} {reason}", status.as_u16());
            (reason.to_owned(), text.filter(|text| text != reason && *text != title))
        }
        None => (text.unwrap_or_default(), None),
    }
}

/// Returns the members of an error in the model's form, without secrets and message, and whether the message is a secret.
fn members_of(shape: &[Member], values: Value) -> (Map<String, Value>, bool) {
    let is_message = |name: &str| name.eq_ignore_ascii_case("message");
    let hides_message = shape.iter().any(|member| member.sensitive && is_message(member.name));
    let members = match redact::redact(shape, keys::to_model(shape, values)) {
        Value::Object(members) => members.into_iter().filter(|(name, _)| !is_message(name)).collect(),
        _ => Map::new(),
    };
    (members, hides_message)
}

/// Returns the failure of a client whose settings allow no call.
pub(super) fn setup(program: Program, error: &SetupError) -> Failure {
    match error.kind() {
        SetupErrorKind::NoRegion => Failure::configuration("You must specify a region.")
            .with_code("NoRegion")
            .with_hint("use --region, set AWS_REGION, or set a region in the profile of your configuration"),
        SetupErrorKind::NoEndpoint => Failure::configuration("You must specify an endpoint.")
            .with_code("NoEndpoint")
            .with_hint(format!("use --endpoint-url, or set {}", program.variable("ENDPOINT_URL"))),
        SetupErrorKind::NoIdentity => {
            let schemes =
                error.cause().and_then(|cause| cause.downcast_ref()).map_or(&[][..], AuthError::schemes);
            let signs = schemes.iter().any(|scheme| matches!(scheme, AuthScheme::SigV4(_)));
            let missing = if signs { None } else { identity::missing(program, schemes) };
            missing.unwrap_or_else(|| {
                Failure::configuration("Unable to locate credentials").with_code("NoCredentials").with_hint(
                    "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or set keys in a profile of ~/.aws/credentials",
                )
            })
        }
        _ => Failure::configuration(match unresolved(error) {
            // The error's own introduction would repeat the region.
            Some(unresolved) => format!("no endpoint: {}", unresolved.message()),
            None => error.to_string(),
        }),
    }
}

/// Returns the reason why there is no endpoint, if that is the error.
pub(super) fn unresolved(error: &SetupError) -> Option<&ResolveError> {
    error.cause()?.downcast_ref()
}

/// Returns the failure without a complete response.
fn without_response(client: &Client, error: &TransportError) -> Failure {
    let place = client.shared().place.as_ref();
    let url = place.map(|place| place.usual().endpoint.to_string()).unwrap_or_default();
    let message = match error.kind() {
        TransportErrorKind::Connect | TransportErrorKind::Proxy if error.proxy().is_some() => {
            format!("Failed to connect to proxy URL: \"{}\"", error.proxy().unwrap_or_default())
        }
        TransportErrorKind::Connect => format!("Could not connect to the endpoint URL: \"{url}\""),
        TransportErrorKind::Timeout(TimeoutKind::Connect) => {
            format!("Connect timeout on endpoint URL: \"{url}\"")
        }
        TransportErrorKind::Timeout(_) => format!("Read timeout on endpoint URL: \"{url}\""),
        TransportErrorKind::Tls => format!("SSL validation failed for {url}"),
        TransportErrorKind::Send => {
            format!("Connection was closed before we received a valid response from endpoint URL: \"{url}\"")
        }
        _ => error.to_string(),
    };
    Failure::other(match (error.kind(), error.cause()) {
        // Its text contains the cause.
        (TransportErrorKind::Other | TransportErrorKind::Protocol, _) | (_, None) => message,
        (_, Some(cause)) => format!("{message}: {}", chain(cause)),
    })
}

/// Returns violations of the model's limits in the form of the AWS CLI.
fn invalid(violations: impl Iterator<Item = impl Display>) -> Failure {
    Failure::parameter(format!("Parameter validation failed:\n{}", lines(violations)))
}

fn lines(violations: impl Iterator<Item = impl Display>) -> String {
    violations.map(|violation| violation.to_string()).collect::<Vec<_>>().join("\n")
}

fn hint_of(lines: &str) -> String {
    format!("the model does not allow this: {}", lines.replace('\n', "; "))
}
