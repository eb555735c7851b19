//! A connection of the standard library, and hand-written HTTP.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use connectparticipant::operation::create_participant_connection::{
    CreateParticipantConnection, CreateParticipantConnectionRequest,
};
use connectparticipant::test_util::Server;
use connectparticipant::types::ConnectionType;
use connectparticipant::{CallError, Endpoint, Operation};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode};

/// A received response.
#[derive(Clone, Debug)]
pub(crate) struct Raw {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// Whether the number of bytes matches `Content-Length`.
    pub(crate) whole: bool,
}

impl Raw {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// A persistent connection.
pub(crate) struct Line(BufReader<TcpStream>);

impl Line {
    pub(crate) fn open(url: &str) -> std::io::Result<Self> {
        let authority = url.strip_prefix("http://").unwrap();
        let stream = TcpStream::connect(authority.split('/').next().unwrap())?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        Ok(Self(BufReader::new(stream)))
    }

    pub(crate) fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.get_mut().write_all(bytes)
    }

    /// Sends a request and reads its response; a missing response is an error of the kind `UnexpectedEof`.
    pub(crate) fn send(&mut self, request: &Request<Vec<u8>>) -> std::io::Result<Raw> {
        self.write(&bytes(request))?;
        self.response()
    }

    pub(crate) fn response(&mut self) -> std::io::Result<Raw> {
        let first = self.line()?;
        let status = first.split(' ').nth(1).unwrap().parse().unwrap();
        let mut headers = HeaderMap::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value.trim()).unwrap());
        }
        let length = headers.get("content-length").map_or(0, |v| v.to_str().unwrap().parse().unwrap());
        let mut body = Vec::new();
        let whole = match (&mut self.0).take(length).read_to_end(&mut body) {
            Ok(_) => body.len() as u64 == length,
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => return Err(error),
        };
        Ok(Raw { status: StatusCode::from_u16(status).unwrap(), headers, body, whole })
    }

    fn line(&mut self) -> std::io::Result<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }
}

/// Encodes a request.
pub(crate) fn bytes(request: &Request<Vec<u8>>) -> Vec<u8> {
    let uri = request.uri();
    let target = uri.path_and_query().map_or("/", |path| path.as_str());
    let mut bytes = format!("{} {target} HTTP/1.1\r\n", request.method()).into_bytes();
    if let Some(authority) = uri.authority() {
        bytes.extend(format!("host: {authority}\r\n").into_bytes());
    }
    let mut has_length = false;
    for (name, value) in request.headers() {
        has_length |= name == "content-length";
        bytes.extend(name.as_str().as_bytes());
        bytes.extend(b": ");
        bytes.extend(value.as_bytes());
        bytes.extend(b"\r\n");
    }
    if !has_length {
        bytes.extend(format!("content-length: {}\r\n", request.body().len()).into_bytes());
    }
    bytes.extend(b"\r\n");
    bytes.extend(request.body());
    bytes
}

/// Sends a request on a new connection.
pub(crate) fn send(server: &Server, request: &Request<Vec<u8>>) -> Raw {
    try_send(server, request).unwrap()
}

pub(crate) fn try_send(server: &Server, request: &Request<Vec<u8>>) -> std::io::Result<Raw> {
    Line::open(server.url())?.send(request)
}

/// The request of an operation.
pub(crate) fn request<O: Operation>(server: &Server, input: &O::Input) -> Request<Vec<u8>> {
    O::encode(input, &Endpoint::parse(server.url()).unwrap()).unwrap()
}

/// The result of a call of `O`.
pub(crate) type Outcome<O> = Result<<O as Operation>::Output, CallError<<O as Operation>::Error>>;

/// Calls an operation.
pub(crate) fn call<O: Operation>(server: &Server, input: &O::Input) -> Outcome<O> {
    let response = send(server, &request::<O>(server, input));
    O::decode(response.status, &response.headers, &response.body)
}

/// Gets a connection token with the server's participant token.
pub(crate) fn connect(server: &Server) -> String {
    let token = server.credential("participant").unwrap();
    let input =
        CreateParticipantConnectionRequest::new(token).r#type([ConnectionType::ConnectionCredentials]);
    let response = call::<CreateParticipantConnection>(server, &input).unwrap();
    response.connection_credentials.unwrap().connection_token.unwrap().as_str().to_owned()
}
