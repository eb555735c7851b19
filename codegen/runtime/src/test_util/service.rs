//! The behaviour of the service: from a request to a response.

use std::sync::Arc;

use http::Response;
use serde_json::{Map, Value};

use super::super::paths::{at, put, remove};
use super::super::reading::is_document;
use super::super::schema::{Limits, Location, Operation, Service};
use super::check;
use super::extension::{Effects, ReceivedCall, Rejection};
use super::listing;
use super::record::RecordedRequest;
use super::route;
use super::senders;
use super::simulated::Pages;
use super::table::{Source, Sources, Step};
use super::uploads;
use super::world::World;
use super::write;

/// The state during a request.
pub(super) struct Call {
    pub(super) operation: &'static Operation,
    steps: &'static [Step],
    pub(super) input: Map<String, Value>,
    pub(super) output: Value,
    /// The owner of the credential of the request.
    owner: Option<u64>,
    /// Members of items with the owner.
    sender: Map<String, Value>,
    /// The group of the owner.
    pub(super) group: Arc<str>,
    /// Uploads that this request has completed.
    pub(super) completed: Vec<String>,
}

/// Returns the response to a request, and applies its effects.
pub(super) fn respond(world: &mut World, request: &RecordedRequest) -> Response<Vec<u8>> {
    if let Some(response) = uploads::respond(world, request) {
        return response;
    }
    let model = world.model.schema;
    let found =
        route::find(model, &request.method, &request.path, &request.query, &request.headers, &request.body);
    let Some((operation, labels)) = found else {
        return failure(model, 404, "UnknownOperationException", "unknown operation");
    };
    let mut response = match carry_out(world, operation, request, labels) {
        Ok(response) => response,
        Err(Rejection { code, message }) => failure(model, status(model, &code), &code, &message),
    };
    identify(world, &mut response);
    response
}

/// Adds a request id to the response.
pub(super) fn identify(world: &mut World, response: &mut Response<Vec<u8>>) {
    let id = world.sampler.id();
    write::header(response.headers_mut(), "x-amzn-requestid", &id);
}

/// The status of unmodelled errors of a request.
fn status(model: &Service, code: &str) -> u16 {
    let modelled = model.error(code).and_then(|error| error.error);
    modelled.map_or(if code == UNSUPPORTED { 415 } else { 400 }, |error| error.status)
}

const INVALID: &str = "ValidationException";
const UNSUPPORTED: &str = "UnsupportedMediaTypeException";

fn failure(model: &Service, status: u16, code: &str, message: &str) -> Response<Vec<u8>> {
    let members = model.error(code).map_or(&[][..], |error| error.members);
    let tree = [(write::message_member(members).to_owned(), Value::from(message))];
    write::failure(model, code, status, members, &tree.into_iter().collect())
}

fn carry_out(
    world: &mut World,
    operation: &'static Operation,
    request: &RecordedRequest,
    labels: Map<String, Value>,
) -> Result<Response<Vec<u8>>, Rejection> {
    media_type(operation, request)?;
    let input =
        route::input(operation, request, labels).map_err(|message| Rejection::new(INVALID, message))?;
    let problems = check::input(operation, &input);
    if !problems.is_empty() {
        return Err(Rejection::new(INVALID, check::message(&problems)));
    }
    let mut call = Call {
        operation,
        steps: world.model.steps(operation),
        output: Value::Null,
        owner: None,
        sender: Map::new(),
        group: Arc::from(""),
        completed: Vec::new(),
        input,
    };
    let once = operation.input.members.iter().find(|member| member.idempotency_token);
    let token = once.and_then(|member| call.input.get(member.key)?.as_str()).map(str::to_owned);
    let key = token.map(|token| (operation.name, call.caller(), token));
    // Before the credential is checked: the call may have invalidated it.
    if let Some(response) = key.as_ref().and_then(|key| world.responses.get(key)) {
        return Ok(response.clone());
    }
    authenticate(world, &mut call)?;
    call.sender = senders::of(world, call.owner);
    call.group = world.group(call.owner);
    let extension = world.extension.clone();
    if let Some(extension) = &extension {
        extension.check(&call.received())?;
    }
    call.output = plausible(world, &call);
    for step in call.steps {
        take(world, &mut call, step)?;
    }
    if let Some(extension) = &extension {
        let mut output = std::mem::take(&mut call.output);
        let mut effects = Effects { output: &mut output, world, group: &call.group };
        extension.complete(&call.received(), &mut effects);
        call.output = output;
    }
    let response =
        write::output(world.model.schema, operation, call.output.as_object().unwrap_or(&Map::new()));
    if let Some(key) = key {
        world.responses.insert(key, response.clone());
    }
    Ok(response)
}

/// Documents must have this content type; other bodies may have any.
fn media_type(operation: &Operation, request: &RecordedRequest) -> Result<(), Rejection> {
    if request.body.is_empty() || !is_document(operation.request_type) {
        return Ok(());
    }
    let said = request.header("content-type").unwrap_or_default();
    let essence = said.split(';').next().unwrap_or_default().trim();
    if essence.eq_ignore_ascii_case(operation.request_type) {
        return Ok(());
    }
    Err(Rejection::new(UNSUPPORTED, format!("the Content-Type must be {}", operation.request_type)))
}

impl Call {
    /// The sources of values.
    pub(super) fn origin<'a>(&'a self, completed: &'a [String]) -> Origin<'a> {
        Origin { input: &self.input, output: &self.output, sender: &self.sender, uploads: completed }
    }

    /// The part that an extension sees.
    fn received(&self) -> ReceivedCall<'_> {
        ReceivedCall {
            operation: self.operation.name,
            input: &self.input,
            sender: &self.sender,
            group: &self.group,
        }
    }

    /// The credentials of the request, as strings.
    fn caller(&self) -> String {
        let texts = self.credentials().map(|(member, ..)| self.input.get(member).and_then(Value::as_str));
        texts.map(Option::unwrap_or_default).collect::<Vec<_>>().join("\n")
    }

    /// Returns the credential members, with their kinds and the errors for invalid ones.
    fn credentials(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.steps.iter().filter_map(|step| match step {
            Step::Consume { member, credential, error } => Some((*member, *credential, *error)),
            _ => None,
        })
    }
}

/// Checks the credentials of the operation.
fn authenticate(world: &World, call: &mut Call) -> Result<(), Rejection> {
    for (member, kind, error) in call.credentials() {
        let text = call.input.get(member).and_then(Value::as_str).unwrap_or_default();
        match world.credentials.get(text).filter(|known| known.alive && known.kind == kind) {
            Some(known) => call.owner = Some(known.owner),
            None => {
                let message = format!("`{member}` is not a valid credential of the kind `{kind}`");
                return Err(Rejection::new(error, message));
            }
        }
    }
    Ok(())
}

/// Returns an output with every member filled. Members of the input of the same name and shape are returned; a page is the last.
fn plausible(world: &mut World, call: &Call) -> Value {
    let mut output = Map::new();
    for member in call.operation.output.members.iter().filter(|member| member.location != Location::Status) {
        let same = call
            .operation
            .input
            .members
            .iter()
            .find(|sent| sent.key == member.key && sent.shape == member.shape);
        let echo = same.and_then(|sent| call.input.get(sent.key)).filter(|value| !value.is_null());
        let value = match echo {
            Some(value) => value.clone(),
            None => world.sampler.member(member),
        };
        output.insert(member.key.to_owned(), value);
    }
    let mut output = Value::Object(output);
    if let Some(pages) = Pages::of(call.operation) {
        remove(&mut output, &pages.next);
    }
    output
}

fn take(world: &mut World, call: &mut Call, step: &'static Step) -> Result<(), Rejection> {
    match step {
        Step::Consume { .. } => {}
        Step::Issue { at: path, credential } => {
            // Not if the output lacks it.
            if at(&call.output, path).is_some() {
                let text = world.issue(credential, call.owner);
                put(&mut call.output, path, Value::String(text));
            }
        }
        Step::Choose { by, members } => {
            let wanted = call.input.get(*by).and_then(Value::as_array).cloned().unwrap_or_default();
            for (value, member) in *members {
                if !wanted.iter().any(|wanted| wanted == value) {
                    remove(&mut call.output, &[*member]);
                }
            }
        }
        Step::Revoke => {
            let owner = call.owner;
            for known in world.credentials.values_mut().filter(|known| Some(known.owner) == owner) {
                known.alive = false;
            }
        }
        Step::Append { list, unless, item } => {
            let left_out = unless.as_ref().map_or(false, |unless| {
                let value = call.input.get(unless.member).and_then(Value::as_str).unwrap_or_default();
                unless.values.contains(&value)
            });
            if !left_out {
                let item = build(world, item, &call.origin(&call.completed));
                world.add(&call.group, list, item);
            }
        }
        Step::Update(update) => listing::update(world, call, update),
        Step::List(list) => listing::page(world, call, list)?,
        Step::BeginUpload(upload) => uploads::begin(world, call, upload),
        Step::CompleteUploads { ids, missing, again } => uploads::complete(world, call, ids, missing, again)?,
        Step::Download { id, url, size, missing } => uploads::download(world, call, id, url, *size, missing)?,
    }
    Ok(())
}

/// The sources of values.
pub(super) struct Origin<'a> {
    pub(super) input: &'a Map<String, Value>,
    pub(super) output: &'a Value,
    pub(super) sender: &'a Map<String, Value>,
    /// Completed uploads.
    pub(super) uploads: &'a [String],
}

/// Builds an object from its sources.
pub(super) fn build(world: &mut World, sources: Sources, from: &Origin<'_>) -> Map<String, Value> {
    let mut built = Map::new();
    for (name, source) in sources {
        let value = match source {
            Source::Text(text) => Value::from(*text),
            Source::Input(key) => from.input.get(*key).cloned().unwrap_or(Value::Null),
            Source::Output(key) => from.output.get(*key).cloned().unwrap_or(Value::Null),
            Source::Sender(key) => from.sender.get(*key).cloned().unwrap_or(Value::Null),
            Source::Sample(hint) => Value::from(world.sampler.text(&Limits::NONE, name, *hint)),
            Source::Uploads(sources) => {
                let starts = from.uploads.iter().filter_map(|id| world.uploads.get(id));
                let starts: Vec<_> =
                    starts.map(|upload| (upload.input.clone(), upload.output.clone())).collect();
                let each = starts.iter().map(|(input, output)| {
                    build(world, sources, &Origin { input, output, sender: from.sender, uploads: &[] })
                });
                Value::Array(each.map(Value::Object).collect())
            }
        };
        if !value.is_null() {
            built.insert((*name).to_owned(), value);
        }
    }
    built
}
