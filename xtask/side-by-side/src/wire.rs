//! The service on loopback: records every request, and sends the configured responses.
//!
//! It accepts any HTTP/1.1 request, one per connection, and knows no operation.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A received request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    /// In order, with names in lower case.
    pub(super) headers: Vec<(String, Vec<u8>)>,
    pub(super) body: Vec<u8>,
}

/// The response to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Vec<u8>,
}

impl Response {
    pub(super) fn json(status: u16, body: impl ToString) -> Self {
        let headers = vec![("content-type", "application/json".to_owned())];
        Self { status, headers, body: body.to_string().into_bytes() }
    }

    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The timeout for a silent client.
const SILENCE: Duration = Duration::from_secs(10);

#[derive(Default)]
struct State {
    responses: Vec<Response>,
    requests: Vec<Request>,
}

impl State {
    /// Records a request, and returns its response: each in turn, the last one repeatedly.
    fn take(&mut self, request: Request) -> Response {
        let response = self.responses.get(self.requests.len()).or(self.responses.last());
        let response = response.cloned().unwrap_or_else(|| Response::json(500, "{}"));
        self.requests.push(request);
        response
    }
}

/// Runs until the program ends.
pub(super) struct Recorder {
    state: Arc<Mutex<State>>,
    pub(super) url: String,
}

impl Recorder {
    pub(super) fn start() -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let url = format!("http://{}", listener.local_addr()?);
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // A client that disconnects is ignored; its partial request does not count.
                let _ = serve(stream, &shared);
            }
        });
        Ok(Self { state, url })
    }

    /// Sets the responses, and clears the recorded requests.
    pub(super) fn expect(&self, responses: &[Response]) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        *state = State { responses: responses.to_vec(), requests: Vec::new() };
    }

    /// Returns the requests since then.
    pub(super) fn requests(&self) -> Vec<Request> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).requests.clone()
    }
}

fn serve(stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    let mut reader = BufReader::new(&stream);
    let request = read(&mut reader)?;
    let response = state.lock().unwrap_or_else(PoisonError::into_inner).take(request);
    let mut head = format!("HTTP/1.1 {} Response\r\n", response.status);
    for (name, value) in &response.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str(&format!("content-length: {}\r\nconnection: close\r\n\r\n", response.body.len()));
    let mut out = head.into_bytes();
    out.extend_from_slice(&response.body);
    (&stream).write_all(&out)
}

fn read(reader: &mut impl io::BufRead) -> io::Result<Request> {
    let line = line(reader)?;
    let line = String::from_utf8_lossy(&line).into_owned();
    let mut words = line.splitn(3, ' ').map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut request = Request { method, target, ..Request::default() };
    loop {
        let line = self::line(reader)?;
        if line.is_empty() {
            break;
        }
        let colon = line.iter().position(|byte| *byte == b':').unwrap_or(line.len());
        let (name, value) = line.split_at(colon);
        let value = value.strip_prefix(b":").unwrap_or(value);
        let value = value.strip_prefix(b" ").unwrap_or(value);
        request.headers.push((String::from_utf8_lossy(name).to_lowercase(), value.to_vec()));
    }
    let length = request.headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| std::str::from_utf8(value).ok()?.trim().parse().ok());
    request.body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut request.body)?;
    Ok(request)
}

/// A line of the head, without its end.
fn line(reader: &mut impl io::BufRead) -> io::Result<Vec<u8>> {
    let mut line = Vec::new();
    reader.take(1 << 20).read_until(b'\n', &mut line)?;
    if line.pop() != Some(b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_recorded_and_get_a_response() -> io::Result<()> {
        let recorder = Recorder::start()?;
        recorder.expect(&[Response::json(404, "[]").header("x-a", "b")]);
        let address = recorder.url.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(b"POST /a?b HTTP/1.1\r\nX-Y:  z \r\nContent-Length: 2\r\n\r\nhi")?;
        let mut response = String::new();
        stream.read_to_string(&mut response)?;
        assert!(response.starts_with("HTTP/1.1 404 ") && response.contains("\r\nx-a: b\r\n"), "{response}");
        assert!(response.ends_with("\r\n\r\n[]"), "{response}");
        let [request] = recorder.requests().try_into().map_err(|_| io::ErrorKind::Other)?;
        assert_eq!((request.method.as_str(), request.target.as_str()), ("POST", "/a?b"));
        assert_eq!(request.headers[0], ("x-y".to_owned(), b" z ".to_vec()));
        assert_eq!(request.body, b"hi");
        Ok(())
    }
}
