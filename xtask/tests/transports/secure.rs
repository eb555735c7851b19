//! TLS: trusted certificates, and the errors of others.

use std::sync::Arc;

use connectparticipant::config::TransportErrorKind as Kind;
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::server::Server;
use super::stack::{Settings, each, each_with, fails, get, hyper_builder, post, ureq_builder};

/// The configuration of a server with a custom certificate for a name, and the certificate.
pub fn config(name: &str) -> (Arc<ServerConfig>, rcgen::Certificate) {
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(made.cert.der().to_vec())], key)
        .unwrap();
    // A server may send before the handshake is complete.
    config.send_half_rtt_data = true;
    (Arc::new(config), made.cert)
}

/// A server with a custom certificate for a name, and the certificate.
fn server(name: &str) -> (Server, rcgen::Certificate) {
    let (config, certificate) = config(name);
    let serve = |peer: &mut super::server::Peer| {
        while peer.request().is_some() {
            peer.respond("200 OK", "trusted");
        }
    };
    (Server::secure(config, serve), certificate)
}

#[test]
fn an_untrusted_certificate_is_rejected() {
    let (server, _) = server("localhost");
    each(|stack| {
        for request in [post(&server.secure_url()), get(&server.secure_url())] {
            fails(stack, request, Kind::Tls, false);
        }
    });
    #[cfg(target_os = "linux")]
    server.settles_at(0);
}

#[test]
fn a_certificate_of_the_caller_is_trusted() {
    let (server, certificate) = server("localhost");
    let pem = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    let der = Settings { der: Some(certificate.der().to_vec()), ..Settings::default() };
    for settings in [pem, der] {
        each_with(&settings, |stack| {
            let before = server.accepted();
            for _ in 0..3 {
                assert_eq!(stack.send(post(&server.secure_url())).unwrap().body, b"trusted");
            }
            assert_eq!(server.accepted(), before + 1);
        });
    }
}

#[test]
fn a_certificate_for_another_name_is_refused() {
    let (server, certificate) = server("other.example");
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    each_with(&settings, |stack| fails(stack, post(&server.secure_url()), Kind::Tls, false));
}

#[test]
fn an_address_of_numbers_is_checked_too() {
    let (server, certificate) = server("127.0.0.1");
    let settings = Settings { pem: Some(certificate.pem()), ..Settings::default() };
    let url = format!("https://{}/", server.address);
    each_with(&settings, |stack| assert_eq!(stack.send(get(&url)).unwrap().body, b"trusted"));
    each_with(&settings, |stack| fails(stack, post(&server.secure_url()), Kind::Tls, false));
}

#[test]
fn any_certificate_is_trusted_on_request() {
    let (server, _) = server("other.example");
    let settings = Settings { unverified: true, ..Settings::default() };
    each_with(&settings, |stack| {
        assert_eq!(stack.send(post(&server.secure_url())).unwrap().body, b"trusted");
    });
}

#[test]
fn invalid_certificates_are_rejected_at_once() {
    let broken = "-----BEGIN CERTIFICATE-----\nc2VjcmV0\n-----END CERTIFICATE-----\n";
    for (pem, der) in [(Some("secret"), None), (Some(broken), None), (None, Some(b"secret".to_vec()))] {
        let settings = Settings { pem: pem.map(str::to_owned), der, ..Settings::default() };
        let errors = [hyper_builder(&settings).build().err(), ureq_builder(&settings).build().err()];
        for error in errors {
            let text = format!("{:?}", error.expect("it cannot be trusted"));
            assert!(text.contains("root certificate"), "{text}");
        }
    }
}
