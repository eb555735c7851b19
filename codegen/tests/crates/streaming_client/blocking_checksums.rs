//! Checksums of bodies with the blocking client, over real connections.

#[path = "fakes/blocking_checksums.rs"]
mod fakes;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::thread::JoinHandle;

use fakes::World;
use the_case::auth::Credentials;
use the_case::blocking::{Body, Client};
use the_case::config::{TransportError, TransportErrorKind};
use the_case::operation::get_object::GetObjectInput;
use the_case::operation::put_object::PutObjectInput;
use the_case::CallError;

/// A server for one request, and the client of it. The thread returns the head and the body of the request.
fn server(response: &'static str) -> (Client, JoinHandle<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        let mut stream = listener.accept().unwrap().0;
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            reader.read_line(&mut head).unwrap();
        }
        let head = head.to_ascii_lowercase();
        let body = match head.split_once("\r\ncontent-length: ") {
            Some((_, rest)) => {
                let mut body = vec![0; rest.split_once("\r\n").unwrap().0.parse().unwrap()];
                reader.read_exact(&mut body).unwrap();
                body
            }
            None if head.contains("transfer-encoding: chunked") => chunks(&mut reader),
            None => Vec::new(),
        };
        stream.write_all(response.as_bytes()).unwrap();
        (head, body)
    });
    let builder = Client::builder().region("us-east-1").endpoint_url(url).random(World::default());
    (builder.credentials_provider(Credentials::new("AKID", "secret")).build().unwrap(), thread)
}

/// Reads a body in the chunks of HTTP.
fn chunks(reader: &mut impl std::io::BufRead) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let mut size = String::new();
        reader.read_line(&mut size).unwrap();
        let size = usize::from_str_radix(size.trim(), 16).unwrap();
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk).unwrap();
        if size == 0 {
            return body;
        }
        body.extend_from_slice(&chunk[..size]);
    }
}

const TAKEN: &str = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

#[test]
fn a_stream_is_followed_by_its_checksum() {
    for length in [None, Some(70_000)] {
        let (client, server) = server(TAKEN);
        let content = vec![b'a'; 70_000];
        let call = client.put_object(PutObjectInput::new("a")).body(Body::wrap(std::io::Cursor::new(content.clone())));
        match length {
            Some(length) => call.length(length).send().unwrap(),
            None => call.send().unwrap(),
        };
        let (head, body) = server.join().unwrap();
        for line in ["content-encoding: aws-chunked", "x-amz-trailer: x-amz-checksum-crc32", "x-amz-content-sha256: streaming-unsigned-payload-trailer"] {
            assert!(head.contains(&format!("{line}\r\n")), "{line} in {head}");
        }
        assert_eq!(head.contains("x-amz-decoded-content-length: 70000\r\n"), length.is_some());
        let parts: [&[u8]; 5] = [
            b"10000\r\n", &content[..65_536], b"\r\n1170\r\n", &content[65_536..],
            b"\r\n0\r\nx-amz-checksum-crc32:EiniBA==\r\n\r\n",
        ];
        // Without the bytes of both.
        assert!(body == parts.concat(), "{} bytes", body.len());
    }
}

const RIGHT: &str = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nx-amz-checksum-sha1: 98O8HYCOBHMq32eZZczDTKeuNEE=\r\n\r\n123456789";
const WRONG: &str = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nx-amz-checksum-sha1: 98O8HYCOBHMq32eZZczDTKeuNEE=\r\n\r\n12345678x";

#[test]
fn a_response_is_validated() {
    let (client, thread) = server(RIGHT);
    assert_eq!(client.get_object(GetObjectInput::new("a")).send().unwrap().content.unwrap().as_ref(), b"123456789");
    assert!(thread.join().unwrap().0.contains("x-amz-checksum-mode: enabled\r\n"));
    let (client, _) = server(WRONG);
    let error = client.get_object(GetObjectInput::new("a")).max_attempts(1).send().unwrap_err();
    assert!(matches!(error, CallError::Transport(error) if error.kind() == TransportErrorKind::Checksum));
}

#[test]
fn a_streamed_response_is_validated_at_its_end() {
    for (response, fails) in [(RIGHT, false), (WRONG, true)] {
        let (client, _) = server(response);
        let mut streamed = client.get_object(GetObjectInput::new("a")).streamed().unwrap();
        let mut body = Vec::new();
        let read = streamed.body.read_to_end(&mut body);
        assert_eq!((body.len(), read.is_err()), (9, fails));
        if let Err(error) = read {
            let inner = error.get_ref().unwrap().downcast_ref::<TransportError>().unwrap();
            assert_eq!(inner.kind(), TransportErrorKind::Checksum);
        }
    }
}
