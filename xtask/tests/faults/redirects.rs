//! Redirects to another host: a token must never get there.

use std::io::ErrorKind;
use std::net::TcpListener;

use connectparticipant::test_util::{Fault, Server};
use http::Response;

use super::clients::Settings;
use super::scene::case;

fn redirect(status: u16, location: &str) -> Fault {
    let response = Response::builder().status(status).header("location", location);
    Fault::Response(response.body(Vec::new()).unwrap())
}

#[test]
fn redirects_are_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        case(&format!("a redirect by {status}"), &Settings::default(), |scene| {
            let other = Server::builder().credential("connection", "token").start().unwrap();
            let location = format!("{}/participant/message", other.url());
            scene.server.inject(redirect(status, &location), 1);
            let metadata = scene.is_refused(status);
            assert_eq!(metadata.headers()["location"], location.as_str());
            assert_eq!(scene.asked(), 1, "it is not asked again either");
            assert!(other.requests().is_empty());
        });
    }
    case("a redirect to one who listens", &Settings::default(), |scene| {
        let other = TcpListener::bind("127.0.0.1:0").unwrap();
        other.set_nonblocking(true).unwrap();
        scene.server.inject(Fault::redirect(&format!("http://{}/", other.local_addr().unwrap())), 1);
        scene.is_refused(307);
        assert_eq!(other.accept().unwrap_err().kind(), ErrorKind::WouldBlock, "nobody has come");
    });
    case("a redirect to itself", &Settings::default(), |scene| {
        scene.server.inject(Fault::redirect("/participant/message"), 9);
        scene.is_refused(307);
        assert_eq!(scene.asked(), 1);
    });
}
