//! Files: URLs for uploads and downloads, on the same server.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, Response, StatusCode};
use serde_json::{Map, Value};

use super::super::paths::put;
use super::extension::Rejection;
use super::record::RecordedRequest;
use super::service::{build, Call};
use super::table::BeginUpload;
use super::world::{Upload, World};
use super::write;

/// No path of an operation begins with it.
const FOLDER: &str = "/-/files/";

/// Returns the name of a file request for faults, if the path is that of a file.
pub(super) fn name(method: &Method, path: &str) -> Option<&'static str> {
    path.starts_with(FOLDER).then(|| if method == Method::PUT { "upload" } else { "download" })
}

/// Returns the response to a request for a file; `None` for other requests.
pub(super) fn respond(world: &mut World, request: &RecordedRequest) -> Option<Response<Vec<u8>>> {
    let id = request.path.strip_prefix(FOLDER)?;
    let signature = request.query_pairs().into_iter().find(|(key, _)| key == "X-Amz-Signature");
    let upload =
        world.uploads.get_mut(id).filter(|known| signature.map_or(false, |(_, text)| text == known.secret));
    let Some(upload) = upload else {
        return Some(refused(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", "unknown URL"));
    };
    Some(if request.method == Method::PUT {
        match check(upload, request) {
            Ok(()) => {
                upload.content_type = request.header("content-type").map(str::to_owned);
                upload.bytes = Some(request.body.clone());
                Response::new(Vec::new())
            }
            Err(problem) => refused(StatusCode::FORBIDDEN, "SignatureDoesNotMatch", &problem),
        }
    } else if request.method != Method::GET {
        refused(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", "the URL is for GET and PUT")
    } else {
        match upload.bytes.as_ref().filter(|_| upload.complete) {
            Some(bytes) => {
                let mut response = Response::new(bytes.clone());
                if let Some(content_type) = &upload.content_type {
                    write::header(response.headers_mut(), CONTENT_TYPE.as_str(), content_type);
                }
                response
            }
            None => refused(StatusCode::NOT_FOUND, "NoSuchKey", "no such file"),
        }
    })
}

/// Checks that every required header is present, and no header that would have to be signed.
fn check(upload: &Upload, request: &RecordedRequest) -> Result<(), String> {
    let given = |headers: &HeaderMap, name: &str, value: &str| {
        let mut all = headers.get_all(name).iter();
        all.next().map_or(false, |first| first.as_bytes() == value.as_bytes()) && all.next().is_none()
    };
    for (name, value) in &upload.headers {
        if !given(&request.headers, name, value) {
            return Err(format!("the header `{name}` differs from the required one"));
        }
    }
    for name in request.headers.keys().map(http::HeaderName::as_str) {
        let asked = upload.headers.iter().any(|(asked, _)| asked.eq_ignore_ascii_case(name));
        let signed = name.starts_with("x-amz-")
            || ["authorization", "content-md5", "content-disposition"].contains(&name);
        if signed && !asked {
            return Err(format!("the header `{name}` was not requested"));
        }
    }
    let size = u64::try_from(request.body.len()).unwrap_or(u64::MAX);
    match upload.size.filter(|announced| *announced != size) {
        Some(announced) => Err(format!("the body has {size} bytes instead of {announced}")),
        None => Ok(()),
    }
}

/// Formats an error like Amazon S3.
fn refused(status: StatusCode, code: &str, message: &str) -> Response<Vec<u8>> {
    let text = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    let mut response = Response::new(text.into_bytes());
    *response.status_mut() = status;
    write::header(response.headers_mut(), CONTENT_TYPE.as_str(), "application/xml");
    response
}

/// Adds an upload URL to the output.
pub(super) fn begin(world: &mut World, call: &mut Call, upload: &BeginUpload) {
    let (id, secret) = (world.sampler.id(), world.sampler.id());
    put(&mut call.output, upload.id, Value::from(id.as_str()));
    put(&mut call.output, upload.url, Value::from(address(world, &id, &secret)));
    let headers = build(world, upload.headers, &call.origin(&[]));
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let headers: Vec<(String, String)> =
        headers.iter().map(|(name, value)| (name.clone(), text(value))).collect();
    let told: Map<String, Value> =
        headers.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
    put(&mut call.output, upload.headers_at, Value::Object(told));
    let size = upload.size.and_then(|size| call.input.get(size)?.as_u64());
    let (input, output) = (call.input.clone(), call.output.clone());
    let (bytes, content_type, complete) = (None, None, false);
    world.uploads.insert(id, Upload { secret, headers, size, bytes, content_type, complete, input, output });
}

/// Completes uploads: their bytes must be present, and none may be complete already.
pub(super) fn complete(
    world: &mut World,
    call: &mut Call,
    ids: &str,
    missing: &'static str,
    again: &'static str,
) -> Result<(), Rejection> {
    let wanted = call.input.get(ids).cloned().unwrap_or(Value::Null);
    let wanted = match wanted {
        Value::Array(wanted) => wanted,
        one => vec![one],
    };
    let wanted: Vec<String> = wanted.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    for id in &wanted {
        match world.uploads.get(id) {
            None => return Err(Rejection::new(missing, format!("`{ids}` has an unknown id"))),
            Some(upload) if upload.bytes.is_none() => {
                return Err(Rejection::new(missing, format!("`{ids}` has an id without bytes")));
            }
            Some(upload) if upload.complete => {
                return Err(Rejection::new(again, format!("`{ids}` has an id that is already complete")));
            }
            Some(_) => {}
        }
    }
    for id in &wanted {
        if let Some(upload) = world.uploads.get_mut(id) {
            upload.complete = true;
        }
    }
    call.completed = wanted;
    Ok(())
}

/// Adds a download URL to the output.
pub(super) fn download(
    world: &World,
    call: &mut Call,
    id: &str,
    url: &[&str],
    size: Option<&str>,
    missing: &'static str,
) -> Result<(), Rejection> {
    let wanted = call.input.get(id).and_then(Value::as_str).unwrap_or_default().to_owned();
    let upload = world.uploads.get(&wanted).filter(|upload| upload.complete);
    let Some((upload, bytes)) = upload.and_then(|upload| Some((upload, upload.bytes.as_ref()?))) else {
        return Err(Rejection::new(missing, format!("`{id}` is unknown")));
    };
    put(&mut call.output, url, Value::from(address(world, &wanted, &upload.secret)));
    if let Some(size) = size {
        put(&mut call.output, &[size], Value::from(bytes.len()));
    }
    Ok(())
}

fn address(world: &World, id: &str, secret: &str) -> String {
    format!("{}{FOLDER}{id}?X-Amz-Signature={secret}", world.base)
}
