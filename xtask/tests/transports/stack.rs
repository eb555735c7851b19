//! A common interface for both transports, so that a case is written once and run with each.

use std::error::Error as _;
use std::io::Read as _;
use std::time::Duration;

use connectparticipant::blocking::{self, Limits, UreqTransport, UreqTransportBuilder};
use connectparticipant::client::{self, HyperTransport, HyperTransportBuilder};
use connectparticipant::config::{Proxy, TransportError, TransportErrorKind};
use http::{HeaderMap, Request, StatusCode};
use tokio::runtime::Runtime;

/// A response, read to its end.
#[derive(Debug)]
pub struct Received {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// Settings that both have.
#[derive(Clone, Default)]
pub struct Settings {
    pub connect: Option<Duration>,
    pub idle: Option<Duration>,
    pub most: Option<usize>,
    pub pem: Option<String>,
    pub der: Option<Vec<u8>>,
    pub unverified: bool,
    pub proxy: Option<Proxy>,
}

/// A transport that sends, and waits for the complete response.
pub trait Stack {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Received, TransportError>;
}

pub struct Hyper {
    pub runtime: Runtime,
    pub transport: HyperTransport,
}

pub struct Ureq {
    pub transport: UreqTransport,
    pub limits: Limits,
}

/// A runtime of one thread, which only runs while something is awaited.
pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// A case, with each transport.
pub fn each(case: impl Fn(&dyn Stack)) {
    each_with(&Settings::default(), case);
}

/// Runs a case with each transport, built from settings.
pub fn each_with(settings: &Settings, case: impl Fn(&dyn Stack)) {
    let transport = hyper_builder(settings).build().unwrap();
    case(&Hyper { runtime: runtime(), transport });
    let transport = ureq_builder(settings).build().unwrap();
    case(&Ureq { transport, limits: Limits::new(None, Some(Duration::from_secs(20))) });
}

macro_rules! apply {
    ($settings:ident, $builder:expr) => {{
        let mut builder = $builder;
        if let Some(limit) = $settings.connect {
            builder = builder.connect_timeout(limit);
        }
        if let Some(limit) = $settings.idle {
            builder = builder.idle_timeout(limit);
        }
        if let Some(most) = $settings.most {
            builder = builder.max_idle_connections(most);
        }
        if let Some(pem) = &$settings.pem {
            builder = builder.root_certificates_pem(pem);
        }
        if let Some(der) = &$settings.der {
            builder = builder.root_certificate_der(der);
        }
        if let Some(proxy) = &$settings.proxy {
            builder = builder.proxy(proxy.clone());
        }
        builder.danger_accept_invalid_certificates($settings.unverified)
    }};
}

pub fn hyper_builder(settings: &Settings) -> HyperTransportBuilder {
    apply!(settings, HyperTransport::builder())
}

pub fn ureq_builder(settings: &Settings) -> UreqTransportBuilder {
    apply!(settings, UreqTransport::builder())
}

impl Stack for Hyper {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Received, TransportError> {
        self.runtime.block_on(async {
            let response = client::Transport::send(&self.transport, request.map(client::Body::from)).await?;
            let (parts, mut rest) = response.into_parts();
            let mut body = Vec::new();
            while let Some(chunk) = rest.chunk().await {
                body.extend_from_slice(&chunk?);
            }
            Ok(Received { status: parts.status, headers: parts.headers, body })
        })
    }
}

impl Stack for Ureq {
    fn send(&self, request: Request<Vec<u8>>) -> Result<Received, TransportError> {
        let request = request.map(blocking::Body::from);
        let response = blocking::Transport::send(&self.transport, request, self.limits)?;
        let (parts, mut rest) = response.into_parts();
        let mut body = Vec::new();
        rest.read_to_end(&mut body).map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<TransportError>());
            inner.expect("errors of the body are ours").clone()
        })?;
        Ok(Received { status: parts.status, headers: parts.headers, body })
    }
}

/// A typical request with a body.
pub fn post(url: &str) -> Request<Vec<u8>> {
    Request::post(url).header("x-amz-bearer", "secret-token").body(b"{\"secret\":1}".to_vec()).unwrap()
}

/// A request without one.
pub fn get(url: &str) -> Request<Vec<u8>> {
    Request::get(url).header("x-amz-bearer", "secret-token").body(Vec::new()).unwrap()
}

/// Returns the error of a request, none of whose causes shows a secret.
#[track_caller]
pub fn fails(stack: &dyn Stack, request: Request<Vec<u8>>, kind: TransportErrorKind, sent: bool) {
    let error = stack.send(request).expect_err("the request has to fail");
    let mut text = format!("{error} {error:?}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        text += &format!(" {inner} {inner:?}");
        cause = inner.source();
    }
    assert_eq!((error.kind(), error.was_sent()), (kind, sent), "{text}");
    assert!(!text.contains("secret"), "{text}");
}
