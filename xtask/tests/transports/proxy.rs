//! Both transports through proxies: tunnels, forwarded requests, credentials, and proxies that misbehave.

use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use connectparticipant::config::{Proxy, TimeoutKind, TransportErrorKind as Kind};

use super::hostile::{no_wrong_response, twice};
use super::proxy_server::{Behaviour, ProxyServer};
use super::secure::config;
use super::server::Server;
use super::stack::{Settings, Stack, each_with, fails, get, post};

/// A server over TLS that responds to each request, and the settings with which it is trusted.
fn secure_server(name: &str) -> (Server, Settings) {
    let (tls, certificate) = config(name);
    let server = Server::secure(tls, |peer| {
        while peer.request().is_some() {
            peer.respond("200 OK", "through");
        }
    });
    (server, Settings { pem: Some(certificate.pem()), ..Settings::default() })
}

fn with(settings: &Settings, proxy: Proxy) -> Settings {
    Settings { proxy: Some(proxy), ..settings.clone() }
}

/// The error of a request, which names the proxy and shows no secret.
fn failure(stack: &dyn Stack, url: &str, kind: Kind, proxy: &ProxyAddress<'_>, reason: &str) {
    fails(stack, get(url), kind, false);
    let text = stack.send(post(url)).unwrap_err().to_string();
    assert!(text.contains(proxy.0) && text.contains(reason), "{text}");
}

/// The address of a proxy, as errors name it.
struct ProxyAddress<'a>(&'a str);

#[test]
fn requests_with_tls_go_through_a_tunnel() {
    let (server, settings) = secure_server("nowhere.invalid");
    let proxy = ProxyServer::start(Behaviour { to: Some(server.address), ..Behaviour::default() });
    let url = "https://nowhere.invalid/secret-path?secret-query=1";
    each_with(&with(&settings, Proxy::new(proxy.url()).unwrap()), |stack| {
        let (before, tunnels) = (server.accepted(), proxy.heads().len());
        for _ in 0..3 {
            assert_eq!(stack.send(post(url)).unwrap().body, b"through");
        }
        // The tunnel is used again, and the proxy sees nothing but the host.
        assert_eq!(server.accepted(), before + 1);
        assert_eq!(proxy.heads().len(), tunnels + 1);
        let expected = "CONNECT nowhere.invalid:443 HTTP/1.1\r\nHost: nowhere.invalid:443\r\n\r\n";
        assert_eq!(proxy.heads()[tunnels], expected);
        assert!(server.last().starts_with("post /secret-path?secret-query=1 http/1.1\r\n"));
        assert!(server.last().contains("host: nowhere.invalid\r\n"));
    });
}

#[test]
fn requests_without_tls_are_forwarded() {
    let server = Server::steady("200 OK", "through");
    let behaviour =
        Behaviour { to: Some(server.address), credentials: Some("dXNlcjpwOnNz"), ..Behaviour::default() };
    let proxy = ProxyServer::start(behaviour);
    let settings =
        with(&Settings::default(), Proxy::new(proxy.url().replace("://", "://user:p%3Ass@")).unwrap());
    each_with(&settings, |stack| {
        for (method, url) in
            [("post", "http://me:secret@nowhere.invalid:81/a?b=c"), ("get", "http://nowhere.invalid:81")]
        {
            let request = if method == "post" { post(url) } else { get(url) };
            assert_eq!(stack.send(request).unwrap().body, b"through");
            let head = server.last();
            let path = if method == "post" { "/a?b=c" } else { "/" };
            let line = format!("{method} http://nowhere.invalid:81{path} http/1.1\r\n");
            assert!(head.starts_with(&line), "{head}");
            assert_eq!(head.matches("host: nowhere.invalid:81\r\n").count(), 1, "{head}");
            assert_eq!(head.matches("proxy-authorization: basic dxnlcjpwonnz\r\n").count(), 1, "{head}");
            assert!(!head.contains("secret@"), "{head}");
        }
    });
}

#[test]
fn a_connection_to_a_forwarding_proxy_is_used_again() {
    let server = Server::steady("200 OK", "through");
    let proxy = ProxyServer::start(Behaviour::default());
    each_with(&with(&Settings::default(), Proxy::new(proxy.url()).unwrap()), |stack| {
        let before = proxy.heads().len();
        for _ in 0..3 {
            assert_eq!(stack.send(post(&server.url())).unwrap().body, b"through");
        }
        assert_eq!(proxy.heads().len(), before + 1);
    });
}

#[test]
fn credentials_open_a_tunnel_and_others_are_refused() {
    let (server, settings) = secure_server("localhost");
    let proxy =
        ProxyServer::start(Behaviour { credentials: Some("dXNlcjpzZWNyZXQ="), ..Behaviour::default() });
    let given = Proxy::new(proxy.url()).unwrap().basic_auth("user", "secret");
    each_with(&with(&settings, given), |stack| {
        assert_eq!(stack.send(post(&server.secure_url())).unwrap().body, b"through");
    });
    let plain = Server::steady("200 OK", "never");
    for proxy_url in [proxy.url(), proxy.url().replace("://", "://user:wrong-secret@")] {
        each_with(&with(&settings, Proxy::new(proxy_url).unwrap()), |stack| {
            for url in [server.secure_url(), plain.url()] {
                failure(
                    stack,
                    &url,
                    Kind::Proxy,
                    &ProxyAddress(&proxy.url()),
                    "status 407 Proxy Authentication Required",
                );
            }
        });
    }
    assert_eq!(plain.accepted(), 0);
}

#[test]
fn hosts_of_no_proxy_are_reached_directly() {
    let (server, settings) = secure_server("localhost");
    let plain = Server::steady("200 OK", "direct");
    let proxy = ProxyServer::start(Behaviour::default());
    let port = plain.address.port();
    let lists = ["localhost, 127.0.0.0/8".to_owned(), format!("localhost,127.0.0.1:{port}"), "*".to_owned()];
    for list in lists {
        each_with(&with(&settings, Proxy::new(proxy.url()).unwrap().no_proxy(list)), |stack| {
            assert_eq!(stack.send(post(&server.secure_url())).unwrap().body, b"through");
            assert_eq!(stack.send(post(&plain.url())).unwrap().body, b"direct");
        });
    }
    assert_eq!(proxy.heads().len(), 0);
    // As with curl, loopback goes through the proxy unless the list has it.
    each_with(&with(&settings, Proxy::new(proxy.url()).unwrap().no_proxy("example.com")), |stack| {
        assert_eq!(stack.send(post(&plain.url())).unwrap().body, b"direct");
    });
    assert_eq!(proxy.heads().len(), 2);
}

#[test]
fn a_proxy_over_tls_makes_tunnels_and_forwards() {
    let (server, settings) = secure_server("localhost");
    let plain = Server::steady("200 OK", "forwarded");
    let (tls, certificate) = config("localhost");
    let proxy = ProxyServer::start(Behaviour { tls: Some(tls), ..Behaviour::default() });
    let url = format!("https://localhost:{}", proxy.address.port());
    let trusting =
        Settings { pem: settings.pem.clone().map(|pem| pem + &certificate.pem()), ..Settings::default() };
    each_with(&with(&trusting, Proxy::new(&url).unwrap()), |stack| {
        let (before, heads) = (server.accepted(), proxy.heads().len());
        for _ in 0..3 {
            assert_eq!(stack.send(post(&server.secure_url())).unwrap().body, b"through");
            assert_eq!(stack.send(post(&plain.url())).unwrap().body, b"forwarded");
        }
        assert_eq!((server.accepted(), proxy.heads().len()), (before + 1, heads + 2));
    });
    each_with(&with(&settings, Proxy::new(&url).unwrap()), |stack| {
        for target in [server.secure_url(), plain.url()] {
            failure(
                stack,
                &target,
                Kind::Proxy,
                &ProxyAddress(&url),
                "the TLS handshake with the proxy failed",
            );
        }
    });
}

#[test]
fn no_trust_behind_a_proxy_names_the_proxy() {
    let (server, _) = secure_server("localhost");
    let proxy = ProxyServer::start(Behaviour::default());
    each_with(&with(&Settings::default(), Proxy::new(proxy.url()).unwrap()), |stack| {
        failure(stack, &server.secure_url(), Kind::Tls, &ProxyAddress(&proxy.url()), "UnknownIssuer");
    });
}

#[test]
fn a_proxy_that_is_not_there_is_named() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://{nobody}");
    each_with(
        &with(&Settings::default(), Proxy::new(format!("http://user:secret@{nobody}")).unwrap()),
        |stack| {
            for target in ["https://nowhere.invalid/", "http://nowhere.invalid/"] {
                failure(stack, target, Kind::Connect, &ProxyAddress(&url), "refused");
            }
        },
    );
    let unknown = "http://proxy.invalid:3128";
    each_with(&with(&Settings::default(), Proxy::new(unknown).unwrap()), |stack| {
        failure(stack, "https://nowhere.invalid/", Kind::Connect, &ProxyAddress(unknown), "check the proxy");
    });
}

#[test]
fn a_proxy_that_hangs_is_given_up() {
    let proxy = Server::start(|peer| {
        peer.head();
        peer.sees_end();
    });
    let url = format!("http://{}", proxy.address);
    let settings = Settings { connect: Some(Duration::from_millis(200)), ..Settings::default() };
    each_with(&with(&settings, Proxy::new(&url).unwrap()), |stack| {
        let begun = Instant::now();
        let kind = Kind::Timeout(TimeoutKind::Connect);
        failure(stack, "https://nowhere.invalid/", kind, &ProxyAddress(&url), "within the connect timeout");
        assert!(begun.elapsed() < Duration::from_secs(5));
    });
}

/// A proxy that drips its response is given up as one that hangs.
#[test]
fn the_timeout_is_for_the_whole_response_of_a_proxy() {
    let proxy = Server::start(|peer| {
        peer.head();
        for _ in 0..200 {
            peer.say("HTTP/1.1 100 Continue\r\n\r\n");
            thread::sleep(Duration::from_millis(20));
        }
    });
    let url = format!("http://{}", proxy.address);
    let settings = Settings { connect: Some(Duration::from_millis(200)), ..Settings::default() };
    each_with(&with(&settings, Proxy::new(&url).unwrap()), |stack| {
        let kind = Kind::Timeout(TimeoutKind::Connect);
        failure(stack, "https://nowhere.invalid/", kind, &ProxyAddress(&url), "within the connect timeout");
    });
}

#[test]
fn responses_of_proxies_that_are_none() {
    let long = format!("HTTP/1.1 200 OK\r\nsecret: {}", "a".repeat(100_000));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "secret: a\r\n".repeat(100));
    for (response, kind, reason) in [
        ("secret SSH-2.0\r\n", Kind::Proxy, "is not HTTP"),
        ("HTTP/1.1 secret\r\n\r\n", Kind::Proxy, "is not HTTP"),
        (long.as_str(), Kind::Proxy, "too large a head"),
        (many.as_str(), Kind::Proxy, "too many headers"),
        ("", Kind::Connect, "closed the connection without a response"),
        ("HTTP/1.1 200 OK\r\n", Kind::Connect, "closed the connection without a response"),
        (
            "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
            Kind::Proxy,
            "bytes before the tunnel",
        ),
        (
            "HTTP/1.1 503 secret\r\nContent-Length: 4\r\n\r\nevil",
            Kind::Connect,
            "status 503 Service Unavailable",
        ),
        ("HTTP/1.1 403 secret\r\n\r\n", Kind::Proxy, "status 403 Forbidden"),
    ] {
        let text = response.to_owned();
        let proxy = Server::start(move |peer| {
            peer.head();
            peer.say(&text);
        });
        let url = format!("http://{}", proxy.address);
        each_with(&with(&Settings::default(), Proxy::new(&url).unwrap()), |stack| {
            failure(stack, "https://nowhere.invalid/", kind, &ProxyAddress(&url), reason);
        });
        #[cfg(target_os = "linux")]
        proxy.settles_at(0);
    }
}

/// Bytes that come later than the response are no TLS.
#[test]
fn bytes_of_a_proxy_in_a_tunnel_are_nobodys_response() {
    let (tell, told) = mpsc::channel::<()>();
    let told = Mutex::new(told);
    let proxy = Server::start(move |peer| {
        peer.head();
        peer.say("HTTP/1.1 200 OK\r\n\r\n");
        let _ = told.lock().unwrap().recv_timeout(Duration::from_millis(100));
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
        peer.sees_end();
    });
    let url = format!("http://{}", proxy.address);
    each_with(&with(&Settings::default(), Proxy::new(&url).unwrap()), |stack| {
        failure(stack, "https://nowhere.invalid/", Kind::Tls, &ProxyAddress(&url), "TLS handshake");
    });
    drop(tell);
}

#[test]
fn bytes_in_a_tunnel_are_nobodys_response() {
    let (tls, certificate) = config("localhost");
    for over_tls in [false, true] {
        let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
        let behaviour = Behaviour { tls: over_tls.then(|| tls.clone()), ..Behaviour::default() };
        let proxy = ProxyServer::start(behaviour);
        let scheme = if over_tls { "https" } else { "http" };
        let url = format!("{scheme}://localhost:{}", proxy.address.port());
        each_with(&with(&settings, Proxy::new(url).unwrap()), |stack| {
            for secure in [true, false] {
                let (server, told) = match secure {
                    true => twice(|serve| Server::secure(tls.clone(), serve)),
                    false => twice(Server::start),
                };
                let url = if secure { server.secure_url() } else { server.url() };
                no_wrong_response(stack, &url, 100, &|| {
                    told.recv_timeout(Duration::from_secs(8)).unwrap();
                    proxy.settle();
                });
            }
        });
    }
}

#[test]
fn no_secret_of_a_proxy_is_shown() {
    let proxy = Proxy::new("http://user:secret@proxy.example:3128").unwrap();
    let hyper = super::stack::hyper_builder(&with(&Settings::default(), proxy.clone()));
    let ureq = super::stack::ureq_builder(&with(&Settings::default(), proxy.clone()));
    let texts = [
        format!("{proxy:?}"),
        format!("{hyper:?} {:?}", hyper.clone().build().unwrap()),
        format!("{ureq:?} {:?}", ureq.clone().build().unwrap()),
    ];
    for text in texts {
        assert!(text.contains("http://proxy.example:3128"), "{text}");
        assert!(!text.contains("secret") && !text.contains("user:") && !text.contains("Basic"), "{text}");
    }
}
