//! The checksums of Amazon Glacier: of the whole body, and of a tree of its chunks.
//! <https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html>

use http::header::{HeaderName, HeaderValue};
use sha2::{Digest as _, Sha256};

/// The size of a leaf.
const MEBIBYTE: usize = 1024 * 1024;

/// Sets `X-Amz-Content-Sha256` and `X-Amz-Sha256-Tree-Hash`, unless a member has set them.
pub fn set(request: &mut http::Request<Vec<u8>>) {
    for (name, hash) in
        [("x-amz-content-sha256", whole as fn(&[u8]) -> [u8; 32]), ("x-amz-sha256-tree-hash", tree)]
    {
        let name = HeaderName::from_static(name);
        if request.headers().contains_key(&name) {
            continue;
        }
        let hash: String = hash(request.body()).iter().map(|byte| format!("{byte:02x}")).collect();
        if let Ok(value) = HeaderValue::from_str(&hash) {
            request.headers_mut().insert(name, value);
        }
    }
}

fn whole(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}

/// Hashes two hashes at each node; one without a partner moves up unchanged.
fn tree(body: &[u8]) -> [u8; 32] {
    let mut hashes: Vec<[u8; 32]> = body.chunks(MEBIBYTE).map(whole).collect();
    while hashes.len() > 1 {
        let parent = |pair: &[[u8; 32]]| if pair.len() == 2 { whole(&pair.concat()) } else { pair[0] };
        hashes = hashes.chunks(2).map(parent).collect();
    }
    hashes.first().copied().unwrap_or_else(|| whole(body))
}
