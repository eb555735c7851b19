//! Operations with endpoint discovery.

mod fakes;

use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;

use fakes::{response, run, World};
use the_case::client::{Body, Sleep as _};
use the_case::config::{
    InterceptedRequest, Interceptor, Rejection, TimeoutKind, TransportError, TransportErrorKind,
};
use the_case::operation::free::FreeRequest;
use the_case::operation::query::QueryRequest;
use the_case::{Client, CallError};

/// A service: responds to a request by host and operation, and records the calls as `host operation`.
#[derive(Clone)]
struct Service {
    seen: Arc<Mutex<Vec<String>>>,
    respond: Arc<dyn Fn(&str, usize) -> (u16, String) + Send + Sync>,
}

impl Service {
    /// `respond` takes the host and the operation, and the number of earlier requests.
    fn new(respond: impl Fn(&str, usize) -> (u16, String) + Send + Sync + 'static) -> Self {
        Self { seen: Arc::default(), respond: Arc::new(respond) }
    }

    fn seen<B>(&self, request: &http::Request<B>) -> (u16, String) {
        let target = request.headers()["x-amz-target"].to_str().unwrap();
        let (_, operation) = target.split_once('.').unwrap();
        let call = format!("{} {operation}", request.uri().host().unwrap());
        assert_eq!(request.uri().scheme_str(), Some("https"));
        let mut seen = self.seen.lock().unwrap();
        let response = (self.respond)(&call, seen.len());
        seen.push(call);
        response
    }

    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }

    fn client(&self, world: &World) -> Client {
        let service = self.clone();
        let transport = move |request: http::Request<Body>| {
            let (status, body) = service.seen(&request);
            std::future::ready(Ok::<_, TransportError>(response(status, body.into_bytes())))
        };
        let builder = Client::builder().region("eu-west-1").transport(transport);
        builder.sleep(world.clone()).clock(world.clone()).random(world.clone()).build().unwrap()
    }
}

fn endpoint(address: &str, minutes: i64) -> (u16, String) {
    (200, format!("{{\"Endpoints\":[{{\"Address\":\"{address}\",\"CachePeriodInMinutes\":{minutes}}},{{\"Address\":\"x\"}}]}}"))
}

const ASK: &str = "eu-west-1.ledger.example.com DescribeEndpoints";

/// Returns `cell-1.example.com` for ten minutes; a query has two rows.
fn sound() -> Service {
    Service::new(|call, _| {
        if call.ends_with("DescribeEndpoints") { endpoint("cell-1.example.com", 10) } else { (200, "{\"Rows\":2}".into()) }
    })
}

#[test]
fn an_endpoint_is_discovered_once_and_cached_while_valid() {
    let (service, world) = (sound(), World::default());
    let client = service.client(&world);
    for _ in 0..2 {
        assert_eq!(run(client.query(QueryRequest::new("a"))).unwrap().rows, Some(2));
    }
    let query = "cell-1.example.com Query";
    assert_eq!(service.taken(), [ASK, query, query]);
    run(world.sleep(Duration::from_secs(599)));
    run(client.clone().query(QueryRequest::new("a"))).unwrap();
    assert_eq!(service.taken(), [query]);
    run(world.sleep(Duration::from_secs(1)));
    run(client.query(QueryRequest::new("a"))).unwrap();
    assert_eq!(service.taken(), [ASK, query]);
}

#[test]
fn optional_discovery_is_not_performed() {
    let service = sound();
    run(service.client(&World::default()).free(FreeRequest::new())).unwrap();
    assert_eq!(service.taken(), ["eu-west-1.ledger.example.com Free"]);
}

/// The caller sets this endpoint, such as that of a test, and no other is used.
#[test]
fn custom_endpoints_skip_discovery() {
    let (service, world) = (sound(), World::default());
    let kept = service.clone();
    let transport = move |request: http::Request<Body>| {
        let (status, body) = kept.seen(&request);
        std::future::ready(Ok::<_, TransportError>(response(status, body.into_bytes())))
    };
    let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
    run(client.query(QueryRequest::new("a"))).unwrap();
    assert_eq!(service.taken(), ["example.com Query"]);
}

/// There is no other endpoint to try.
#[test]
fn a_failed_custom_endpoint_is_not_retried() {
    for (status, code) in [(421, "Whatever"), (400, "InvalidEndpointException")] {
        let service = Service::new(move |_, _| (status, format!("{{\"__type\":\"{code}\"}}")));
        let (world, kept) = (World::default(), service.clone());
        let transport = move |request: http::Request<Body>| {
            let (status, body) = kept.seen(&request);
            std::future::ready(Ok::<_, TransportError>(response(status, body.into_bytes())))
        };
        let client = world.builder().region("us-east-1").transport(transport).build().unwrap();
        let error = run(client.query(QueryRequest::new("a"))).unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(service.taken(), ["example.com Query"]);
    }
}

#[test]
fn an_invalidated_endpoint_is_discovered_again() {
    for (status, code) in [(421, "Whatever"), (400, "InvalidEndpointException")] {
        let service = Service::new(move |call, earlier| match call {
            ASK if earlier == 0 => endpoint("cell-1.example.com", 10),
            ASK => endpoint("https://cell-2.example.com", 10),
            "cell-1.example.com Query" => (status, format!("{{\"__type\":\"{code}\"}}")),
            _ => (200, "{\"Rows\":3}".into()),
        });
        let client = service.client(&World::default());
        assert_eq!(run(client.query(QueryRequest::new("a"))).unwrap().rows, Some(3));
        let (first, second) = ("cell-1.example.com Query", "cell-2.example.com Query");
        assert_eq!(service.taken(), [ASK, first, ASK, second]);
        run(client.query(QueryRequest::new("a"))).unwrap();
        assert_eq!(service.taken(), [second]);
    }
}

/// During a request, another call discovers a newer endpoint. The late rejection concerns the older one.
#[test]
fn a_newer_endpoint_outlives_the_refusal_of_an_older_one() {
    // The newer one may have the same address.
    for newer in ["cell-2.example.com", "cell-1.example.com"] {
        let service = Service::new(move |call, earlier| match (call, earlier) {
            (ASK, 0) => endpoint("cell-1.example.com", 10),
            (ASK, _) => endpoint(newer, 10),
            ("cell-1.example.com Query", 1 | 2) => (421, "{}".into()),
            _ => (200, "{\"Rows\":3}".into()),
        });
        let (world, client) = (World::default(), Arc::new(OnceLock::<Client>::new()));
        let (kept, inner) = (service.clone(), client.clone());
        let transport = move |request: http::Request<Body>| {
            let (status, body) = kept.seen(&request);
            // There is another call before the response to the first query arrives.
            if kept.seen.lock().unwrap().len() == 2 {
                run(inner.get().unwrap().query(QueryRequest::new("b"))).unwrap();
            }
            std::future::ready(Ok::<_, TransportError>(response(status, body.into_bytes())))
        };
        let builder = Client::builder().region("eu-west-1").transport(transport);
        let builder = builder.sleep(world.clone()).clock(world.clone()).random(world.clone());
        client.set(builder.build().unwrap()).unwrap();
        run(client.get().unwrap().query(QueryRequest::new("a"))).unwrap();
        let (first, second) = ("cell-1.example.com Query", format!("{newer} Query"));
        assert_eq!(service.taken(), [ASK, first, first, ASK, &second, &second]);
    }
}

/// Takes three seconds for each request, and rejects the endpoint of the first query.
fn slow() -> Service {
    Service::new(|call, earlier| match (call, earlier) {
        (ASK, _) => endpoint("cell-1.example.com", 10),
        (_, 1) => (421, "{}".into()),
        _ => (200, "{\"Rows\":3}".into()),
    })
}

#[test]
fn discovery_counts_against_the_timeout_of_the_call() {
    let (service, world) = (slow(), World::default());
    let (kept, clock) = (service.clone(), world.clone());
    let transport = move |request: http::Request<Body>| {
        let (status, body) = kept.seen(&request);
        let late = kept.seen.lock().unwrap().len() == 3;
        the_case::blocking::Sleep::sleep(&clock, Duration::from_secs(3));
        async move {
            if late {
                std::future::pending::<()>().await;
            }
            Ok::<_, TransportError>(response(status, body.into_bytes()))
        }
    };
    let builder = Client::builder().region("eu-west-1").transport(transport);
    let client = builder.sleep(world.clone()).clock(world.clone()).random(world.clone()).build().unwrap();
    let call = client.query(QueryRequest::new("a")).operation_timeout(Duration::from_secs(7));
    let CallError::Transport(error) = run(call.send()).unwrap_err() else { panic!() };
    assert_eq!(service.taken(), [ASK, "cell-1.example.com Query", ASK]);
    assert_eq!(error.kind(), TransportErrorKind::Timeout(TimeoutKind::Operation));
    // The query was not retried, whatever the result of the discovery.
    assert!(!error.was_sent(), "{error}");
    // Six seconds had passed before the next discovery.
    assert_eq!(world.sleeps().last(), Some(&1));
}

#[test]
fn blocking_discovery_counts_against_the_timeout_of_the_call() {
    use the_case::blocking::{Body, Client};
    let (service, world) = (slow(), World::default());
    let (kept, clock, limits) = (service.clone(), world.clone(), Arc::new(Mutex::new(Vec::new())));
    let seen = limits.clone();
    let transport = move |request: http::Request<Body>, limits: the_case::blocking::Limits| {
        seen.lock().unwrap().push(limits.attempt.unwrap().as_secs());
        let (status, body) = kept.seen(&request);
        the_case::blocking::Sleep::sleep(&clock, Duration::from_secs(3));
        Ok(http::Response::builder().status(status).body(Body::from(body.into_bytes())).unwrap())
    };
    let builder = Client::builder().region("eu-west-1").transport(transport);
    let client = builder.sleep(world.clone()).clock(world.clone()).random(world).build().unwrap();
    let call = client.query(QueryRequest::new("a")).operation_timeout(Duration::from_secs(14));
    assert_eq!(call.send().unwrap().rows, Some(3));
    assert_eq!(*limits.lock().unwrap(), [14, 11, 8, 5]);
}

#[test]
fn the_last_endpoint_is_used_if_discovery_fails() {
    let service = Service::new(|call, earlier| match call {
        ASK if earlier == 0 => endpoint("cell-1.example.com", 1),
        ASK => (400, "{\"__type\":\"AccessDeniedException\"}".into()),
        _ => (200, "{}".into()),
    });
    let world = World::default();
    let client = service.client(&world);
    run(client.query(QueryRequest::new("a"))).unwrap();
    run(world.sleep(Duration::from_secs(60)));
    run(client.query(QueryRequest::new("a"))).unwrap();
    let query = "cell-1.example.com Query";
    assert_eq!(service.taken(), [ASK, query, ASK, query]);
}

#[test]
fn without_an_endpoint_nothing_is_sent() {
    let problem = |respond: fn() -> (u16, String)| {
        let service = Service::new(move |_, _| respond());
        let error = run(service.client(&World::default()).query(QueryRequest::new("a"))).unwrap_err();
        assert_eq!(service.taken(), [ASK]);
        assert!(matches!(error, CallError::Construction(_)));
        error.to_string()
    };
    let said = problem(|| (400, "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}".into()));
    assert!(said.contains("the endpoint for the operation was not found: DescribeEndpoints: "), "{said}");
    assert!(said.contains("AccessDeniedException"), "{said}");
    let said = problem(|| (200, "{\"Endpoints\":[]}".into()));
    assert!(said.contains("DescribeEndpoints returned no endpoint for the operation"), "{said}");
    let said = problem(|| endpoint("no host", 1));
    assert!(said.contains("the endpoint https://no host of DescribeEndpoints cannot be used"), "{said}");
    let said = problem(|| endpoint("http://cell-1.example.com", 1));
    assert!(said.contains("the endpoint http://cell-1.example.com is rejected"), "{said}");
}

/// Nobody needs the source of an error to learn its cause.
#[test]
fn errors_include_their_cause() {
    let service = Service::new(|_, _| (400, "{\"__type\":\"AccessDeniedException\"}".into()));
    let error = run(service.client(&World::default()).query(QueryRequest::new("a"))).unwrap_err();
    assert_eq!(error.to_string().matches("AccessDeniedException").count(), 1, "{error}");
    assert!(std::error::Error::source(&error).is_none());
}

/// Records the hosts of a query, and sends it elsewhere.
#[derive(Default)]
struct Elsewhere {
    rejects: bool,
    hosts: Mutex<Vec<String>>,
}

impl Elsewhere {
    fn moved(&self, request: &mut InterceptedRequest<'_>, address: &str) {
        if request.operation() == "Query" {
            self.hosts.lock().unwrap().push(request.uri().host().unwrap().to_owned());
            *request.uri_mut() = address.parse().unwrap();
        }
    }
}

impl Interceptor for Elsewhere {
    fn before_call(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        self.moved(request, "https://call.example.com/");
        if self.rejects { Err("no".into()) } else { Ok(()) }
    }

    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        self.moved(request, "https://attempt.example.com/");
        Ok(())
    }
}

/// The endpoint is discovered after `before_call`, and before `before_attempt`. The response of the host of an interceptor says
/// nothing about the discovered endpoint.
#[test]
fn interceptors_run_before_and_after_discovery() {
    let service = Service::new(|call, _| match call {
        ASK => endpoint("cell-1.example.com", 10),
        "attempt.example.com Query" => (421, "{}".into()),
        _ => (200, "{\"Rows\":3}".into()),
    });
    let client = service.client(&World::default());
    let rejects = Elsewhere { rejects: true, ..Elsewhere::default() };
    run(client.query(QueryRequest::new("a")).interceptor(rejects)).unwrap_err();
    assert!(service.taken().is_empty());
    let elsewhere = Arc::new(Elsewhere::default());
    run(client.query(QueryRequest::new("a")).interceptor(elsewhere.clone())).unwrap_err();
    assert_eq!(*elsewhere.hosts.lock().unwrap(), ["eu-west-1.ledger.example.com", "cell-1.example.com"]);
    assert_eq!(service.taken(), [ASK, "attempt.example.com Query"]);
    run(client.query(QueryRequest::new("a"))).unwrap();
    assert_eq!(service.taken(), ["cell-1.example.com Query"]);
}

#[test]
fn the_blocking_client_does_the_same() {
    use the_case::blocking::{Body, Client};
    let (service, world) = (sound(), World::default());
    let kept = service.clone();
    let transport = move |request: http::Request<Body>, _| {
        let (status, body) = kept.seen(&request);
        Ok(http::Response::builder().status(status).body(Body::from(body.into_bytes())).unwrap())
    };
    let builder = Client::builder().region("eu-west-1").transport(transport);
    let client = builder.sleep(world.clone()).clock(world.clone()).random(world).build().unwrap();
    for _ in 0..2 {
        assert_eq!(client.query(QueryRequest::new("a")).send().unwrap().rows, Some(2));
    }
    let query = "cell-1.example.com Query";
    assert_eq!(service.taken(), [ASK, query, query]);
}
