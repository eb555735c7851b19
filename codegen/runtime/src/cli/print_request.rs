//! `--print-request`: the request as an equivalent command line of `curl`. Nothing is sent.

mod masked;

use serde_json::Value;

use super::super::blocking::Client;
use super::failure::Failure;
use super::gunzip;
use super::options::Options;
use super::settings::Settings;
use super::shell::quoted;
use super::table::{Command, Tool};
use super::{keys, sign};

/// Returns the lines, for a POSIX shell. Secrets are removed from the input, so that the request contains none in any encoding.
pub fn curl(
    tool: &Tool,
    command: &'static Command,
    client: &Client,
    input: Value,
    options: &Options,
    settings: &Settings,
) -> Result<String, Failure> {
    if command.run.discovers(client) {
        let problem = format!(
            "--print-request: the host of {} is not known before the service has been asked for it",
            command.name
        );
        return Err(
            Failure::parameter(problem).with_hint("with --endpoint-url, the request is for that endpoint")
        );
    }
    let input =
        if options.show_secrets { input } else { masked::masked(command.operation.input.members, input) };
    let request = command.run.request(client, keys::to_crate(command.operation.input.members, input)?)?;
    Ok(lines(&request, settings, sign::curl_options(tool.program(), &request, settings)))
}

/// Returns the address of the call, without secrets.
pub(super) fn address(
    command: &'static Command,
    client: &Client,
    input: Value,
) -> Result<http::Uri, Failure> {
    let input = keys::to_crate(
        command.operation.input.members,
        masked::masked(command.operation.input.members, input),
    )?;
    Ok(command.run.request(client, input)?.uri().clone())
}

fn lines(request: &http::Request<Vec<u8>>, settings: &Settings, signing: Vec<String>) -> String {
    let url = request.uri().to_string();
    let is_head = request.method() == http::Method::HEAD;
    let method = if is_head { "--head".to_owned() } else { format!("--request {}", request.method()) };
    let mut words = vec![format!("curl {method} {}", quoted(&url))];
    // curl would expand brackets, and shorten paths with dots.
    words.extend(url.contains(['[', ']', '{', '}']).then(|| "--globoff".to_owned()));
    words.extend(url.contains("/.").then(|| "--path-as-is".to_owned()));
    // Without certificate checks, other certificates have no use.
    let trusted = settings.ca_bundle.as_ref().filter(|_| settings.verify);
    words.extend((!settings.verify).then(|| "--insecure".to_owned()));
    words.extend(trusted.map(|path| format!("--cacert {}", quoted(&path.display().to_string()))));
    words.extend(signing);
    // curl sets the length and its own name.
    let own =
        |name: &http::HeaderName| [http::header::CONTENT_LENGTH, http::header::USER_AGENT].contains(name);
    for (name, value) in request.headers().iter().filter(|(name, _)| !own(name)) {
        let value = String::from_utf8_lossy(value.as_bytes());
        // curl removes a header without a value, unless it ends in a semicolon.
        let header = if value.is_empty() { format!("{name};") } else { format!("{name}: {value}") };
        words.push(format!("--header {}", quoted(&header)));
    }
    // The shell can compress, and the body remains readable.
    let plain = gunzip::start(request.headers(), request.body(), usize::MAX);
    let gzip = if plain.is_some() { "gzip --no-name | " } else { "" };
    let body = plain.as_ref().unwrap_or_else(|| request.body());
    let has_type = request.headers().contains_key(http::header::CONTENT_TYPE);
    words.extend((!body.is_empty() && !has_type).then(|| "--header 'content-type:'".to_owned()));
    let mut before = String::new();
    match std::str::from_utf8(body) {
        Ok("") => {}
        Ok(text) if !text.contains('\0') && gzip.is_empty() => {
            words.push(format!("--data-raw {}", quoted(text)));
        }
        Ok(text) if !text.contains('\0') => {
            before = format!("printf '%s' {} | {gzip}", quoted(text));
            words.push("--data-binary @-".to_owned());
        }
        // An argument cannot contain these bytes.
        _ => {
            before = format!("printf '%b' '{}' | {gzip}", octal(body));
            words.push("--data-binary @-".to_owned());
        }
    }
    format!("{before}{}\n", words.join(" \\\n  "))
}

/// Bytes as `printf '%b'` reads them.
fn octal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("\\0{byte:03o}")).collect()
}
