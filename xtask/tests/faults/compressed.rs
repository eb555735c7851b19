//! Requested, unrequested and invalid compression.

use std::io::Write;

use connectparticipant::config::TransportErrorKind as Fails;
use connectparticipant::test_util::{Failure, Fault};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Response;

use super::clients::Settings;
use super::scene::case;

fn compressed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn encoded(status: u16, encoding: &str, body: Vec<u8>) -> Fault {
    let response = Response::builder().status(status).header("content-encoding", encoding);
    Fault::Response(response.body(body).unwrap())
}

#[test]
fn compression_is_asked_for() {
    case("gzip that was asked for", &Settings::default(), |scene| {
        scene.server.inject(Fault::Gzip, 1);
        assert!(scene.send().unwrap().output.id.is_some());
        assert_eq!(scene.server.requests()[0].header("accept-encoding"), Some("gzip"));
    });
    case("gzip that makes much of little", &Settings::default().most(100_000), |scene| {
        let bomb = compressed(&vec![b' '; 50_000_000]);
        assert!(bomb.len() < 100_000);
        scene.server.inject(encoded(200, "gzip", bomb), 1);
        scene.breaks(Fails::TooLarge, "larger than the client accepts");
    });
    case("gzip that ends too early", &Settings::default(), |scene| {
        let mut body = compressed(br#"{"Id":"1"}"#);
        body.truncate(body.len() - 9);
        scene.server.inject(encoded(200, "gzip", body), 9);
        scene.breaks(Fails::Body, "in the middle of the response");
        assert_eq!(scene.asked(), 3);
    });
}

#[test]
fn compression_is_not_asked_for() {
    let unasked = Settings { unasked: true, ..Settings::default() };
    case("gzip that nobody asked for, nor gets", &unasked, |scene| {
        scene.server.inject(Fault::Gzip, 1);
        assert!(scene.send().unwrap().output.id.is_some());
        assert_eq!(scene.server.requests()[0].header("accept-encoding"), None);
    });
    case("a compression that nobody knows", &Settings::default(), |scene| {
        scene.server.inject(encoded(200, "br", b"\x0b\x02\x80{}\x03".to_vec()), 1);
        let metadata = scene.cannot_read();
        assert_eq!(metadata.body(), b"\x0b\x02\x80{}\x03");
        assert_eq!(metadata.headers()["content-encoding"], "br");
    });
    case("gzip that nobody speaks of", &Settings::default(), |scene| {
        scene.server.inject(Fault::Response(Response::new(compressed(b"{}"))), 1);
        assert_eq!(scene.cannot_read().body(), compressed(b"{}"));
    });
}

/// An error of the service is not lost if a proxy has compressed it, or only claims so.
#[test]
fn errors_are_compressed() {
    case("an error in gzip", &Settings::default(), |scene| {
        let mut response = Failure::new("ConflictException").message("busy").response();
        *response.body_mut() = compressed(response.body());
        response.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
        scene.server.inject(Fault::Response(response), 1);
        let error = scene.send().unwrap_err();
        assert_eq!((error.code(), error.message()), (Some("ConflictException"), Some("busy")));
    });
    for (name, body) in [("a page", &b"<html>"[..]), ("nothing", b""), ("a part", &compressed(b"{}")[..12])] {
        case(&format!("an error with {name} that is said to be gzip"), &Settings::default(), |scene| {
            scene.server.inject(encoded(502, "gzip", body.to_vec()), 9);
            let metadata = scene.is_refused(502);
            assert_eq!(metadata.body(), body);
            assert!(metadata.is_retryable());
            assert_eq!(scene.asked(), 3);
            scene.server.clear_faults();
            scene.server.inject(encoded(403, "gzip", body.to_vec()), 9);
            assert_eq!(scene.is_refused(403).body(), body);
            assert_eq!(scene.asked(), 4);
        });
    }
}
