//! Checksums and compression of a request whose body is complete.

#![cfg(all(feature = "checksums", feature = "request-compression"))]
// A test fails by a panic.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::io::Read as _;

use farrier_runtime::{content_md5, gzip, tree_hash};

fn request(body: impl Into<Vec<u8>>) -> http::Request<Vec<u8>> {
    http::Request::new(body.into())
}

fn header<'r>(request: &'r http::Request<Vec<u8>>, name: &str) -> Option<&'r str> {
    request.headers().get(name).map(|value| value.to_str().unwrap())
}

#[test]
fn content_md5_is_set_unless_it_is_there() {
    let mut plain = request("");
    content_md5::set(&mut plain);
    assert_eq!(header(&plain, "content-md5"), Some("1B2M2Y8AsgTpgAmY7PhCfg=="));
    let mut said = request("");
    said.headers_mut().insert("content-md5", "mine".parse().unwrap());
    content_md5::set(&mut said);
    assert_eq!(header(&said, "content-md5"), Some("mine"));
}

#[test]
fn short_bodies_travel_as_they_are() {
    let mut short = request(vec![b'a'; 10_239]);
    gzip::compress(&mut short);
    assert_eq!(short.body().len(), 10_239);
    assert!(short.headers().is_empty());
}

#[test]
fn long_bodies_are_compressed_and_say_so_last() {
    for (said, expected) in [(None, "gzip"), (Some("custom"), "custom, gzip")] {
        let mut long = request(vec![b'a'; 10_240]);
        if let Some(said) = said {
            long.headers_mut().insert("content-encoding", said.parse().unwrap());
        }
        gzip::compress(&mut long);
        assert_eq!(header(&long, "content-encoding"), Some(expected));
        assert_eq!(header(&long, "content-length").unwrap(), long.body().len().to_string());
        let mut body = Vec::new();
        flate2::read::GzDecoder::new(&long.body()[..]).read_to_end(&mut body).unwrap();
        assert_eq!(body, vec![b'a'; 10_240]);
    }
}

/// For a body of one chunk, the second hash equals the first; otherwise, it is that of the tree above the chunks.
#[test]
fn the_tree_hash_is_that_of_the_pieces() {
    use sha2::{Digest as _, Sha256};
    let hash = |bytes: &[u8]| -> Vec<u8> { Sha256::digest(bytes).to_vec() };
    let piece = |letter: u8| vec![letter; 1024 * 1024];
    let node = |left: &[u8], right: &[u8]| hash(&[left, right].concat());
    let (a, b, c) = (hash(&piece(b'a')), hash(&piece(b'b')), hash(b"c"));
    let cases = [
        (Vec::new(), hash(b"")),
        (b"hello world".to_vec(), hash(b"hello world")),
        (piece(b'a'), a.clone()),
        ([piece(b'a'), piece(b'b')].concat(), node(&a, &b)),
        ([piece(b'a'), piece(b'b'), b"c".to_vec()].concat(), node(&node(&a, &b), &c)),
    ];
    for (body, tree) in cases {
        let whole = hash(&body);
        let mut request = request(body);
        tree_hash::set(&mut request);
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        assert_eq!(header(&request, "x-amz-content-sha256"), Some(&*hex(&whole)));
        assert_eq!(header(&request, "x-amz-sha256-tree-hash"), Some(&*hex(&tree)));
    }
}
