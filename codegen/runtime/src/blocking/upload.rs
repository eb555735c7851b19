//! An upload with the blocking client: start, send the bytes, complete.

use std::error::Error;
use std::io::{self, Read};

use bytes::Bytes;

use super::super::call::TransportError;
use super::super::upload::{
    Pieces, Plan, Put, PutError, PutVerdict, Upload, UploadError, Uploaded, Uploads, MAX_REFUSAL,
};
use super::super::Operation;
use super::{Body, Client, Limits};

/// Uploads a file.
#[doc(hidden)]
pub fn upload<U: Uploads>(client: &Client, given: U::Given, upload: Upload) -> Result<Uploaded, UploadError>
where
    U::Error: Error + Send + Sync + 'static,
    <U::Complete as Operation>::Error: Error + Send + Sync + 'static,
{
    let mut plan = Plan::<U>::new(given, upload)?;
    let outcome = client.call::<U>(plan.announce()).send();
    let mut put = plan.put(client.shared(), outcome)?;
    loop {
        let result = exchange(client, &put);
        match put.judge(result) {
            PutVerdict::Done(result) => break result.map_err(|error| plan.put_failed(error))?,
            PutVerdict::Retry(delay) => client.sleep().sleep(delay),
        }
    }
    // Its span ends here.
    drop(put);
    let outcome = client.call::<U::Complete>(plan.complete()).send();
    plan.finish(outcome)
}

/// Sends the bytes, and reads the response if it is an error.
fn exchange(client: &Client, put: &Put<'_>) -> Result<http::Response<Bytes>, PutError> {
    let request = put.request()?;
    let failure = request.body().failure();
    let limit = put.limit();
    let limits = Limits::new(put.connect_limit(), limit.map(|(time, _)| time));
    let reader = |pieces| Body::wrap(Reader { pieces, piece: Bytes::new() });
    let _entered = put.trace().enter();
    let sent = client.transport().send(request.map(reader), limits);
    if let Some(error) = failure.take() {
        return Err(PutError::File(error));
    }
    let late = |error: TransportError| match limit {
        Some((_, kind)) => error.of_limit(kind),
        None => error,
    };
    let (parts, body) = sent.map_err(|error| PutError::Transport(late(error)))?.into_parts();
    // The status is sufficient without the body.
    let body =
        if parts.status.is_success() { Bytes::new() } else { body.collect(MAX_REFUSAL).unwrap_or_default() };
    Ok(http::Response::from_parts(parts, body))
}

/// The bytes as a reader.
struct Reader {
    pieces: Pieces,
    piece: Bytes,
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.piece.is_empty() {
            self.piece = match self.pieces.piece() {
                Some(piece) => piece?,
                None => return Ok(0),
            };
        }
        let part = self.piece.split_to(buffer.len().min(self.piece.len()));
        buffer[..part.len()].copy_from_slice(&part);
        Ok(part.len())
    }
}
