//! Compressed bodies as they were before, for people, in a crate that compresses no request: of responses, those that a client
//! has asked for.

use bytes::Bytes;
use http::HeaderMap;

use super::super::call::Inflate;

/// A body before it was compressed; none of one that is not compressed, that nothing here can undo, or that had more bytes than
/// so many.
pub(crate) fn start(headers: &HeaderMap, body: &[u8], most: usize) -> Option<Vec<u8>> {
    let mut response = http::Response::new(Bytes::copy_from_slice(body));
    response.headers_mut().clone_from(headers);
    let mut inflate = Inflate::begin(response, most).err()?;
    loop {
        if let Some(plain) = inflate.step() {
            return Some(plain.ok()?.into_body().to_vec());
        }
    }
}
