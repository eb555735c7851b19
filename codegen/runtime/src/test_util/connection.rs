//! One connection: reads requests, writes responses, and injects faults.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response};

use super::connections::Shared;
use super::fault::Fault;
use super::record::RecordedRequest;
use super::{route, service, uploads, write};

/// The maximum size of a head; clients send less.
const HEAD_LIMIT: u64 = 128 * 1024;
/// The maximum size of a body.
const BODY_LIMIT: u64 = 512 * 1024 * 1024;
/// The chunks of a huge body.
const PIECE: usize = 64 * 1024;

/// Serves a connection until it ends.
pub(super) fn serve(shared: &Shared, stream: TcpStream, generation: u64) {
    let _ = stream.set_nodelay(true);
    let Ok(writer) = stream.try_clone() else { return };
    let mut reader = BufReader::new(stream);
    let mut line = Line { shared, stream: writer, generation };
    while let Ok(Some(request)) = read(&mut reader, &mut line.stream) {
        let keeps = !request.header("connection").map_or(false, |said| said.eq_ignore_ascii_case("close"));
        if !line.exchange(request).unwrap_or(false) || !keeps {
            return;
        }
    }
}

/// The sending side.
struct Line<'a> {
    shared: &'a Shared,
    stream: TcpStream,
    generation: u64,
}

impl Line<'_> {
    /// Responds to a request; returns whether the connection can be reused.
    fn exchange(&mut self, mut request: RecordedRequest) -> io::Result<bool> {
        let found = route::find(
            self.shared.model.schema,
            &request.method,
            &request.path,
            &request.query,
            &request.headers,
            &request.body,
        );
        request.operation = found.map(|(operation, _)| operation.name);
        let name = request.operation.or_else(|| uploads::name(&request.method, &request.path));
        let fault = self.shared.world().fault(name);
        if let Some(Fault::Hangup) = fault {
            return Ok(false);
        }
        let (head_only, gzip) = (request.method == Method::HEAD, accepts_gzip(&request.headers));
        let response = self.response(request, fault.as_ref());
        self.respond(response, fault, head_only, gzip)
    }

    /// Records a request, and returns its response: that of the fault, or that of the service.
    fn response(&self, request: RecordedRequest, fault: Option<&Fault>) -> Response<Vec<u8>> {
        let mut world = self.shared.world();
        let response = match fault {
            Some(Fault::Response(response)) => {
                let mut response = response.clone();
                // A response with an error code is from the service, not from a proxy.
                if write::is_error(&response) {
                    service::identify(&mut world, &mut response);
                }
                response
            }
            _ => service::respond(&mut world, &request),
        };
        world.requests.push(request);
        response
    }

    /// Writes a response with its fault; returns whether the connection can be reused.
    fn respond(
        &mut self,
        mut response: Response<Vec<u8>>,
        fault: Option<Fault>,
        head_only: bool,
        gzip: bool,
    ) -> io::Result<bool> {
        match fault {
            Some(Fault::LoseResponse) => return Ok(false),
            Some(Fault::Delay(time)) if !self.linger(time) => return Ok(false),
            Some(Fault::InvalidJson) => *response.body_mut() = b"{\"this is\": [no JSON".to_vec(),
            Some(Fault::Gzip) if gzip => compress(&mut response)?,
            Some(Fault::HugeBody(bytes)) => return self.huge(&response, bytes),
            Some(Fault::LongContentLength) => {
                self.send(&response, Some(response.body().len() + 10), head_only)?;
                return Ok(false);
            }
            Some(Fault::ShortContentLength) => {
                self.send(&response, Some(response.body().len() / 2), head_only)?;
                return Ok(false);
            }
            Some(Fault::CloseInBody) => {
                self.send_half(&response)?;
                return Ok(false);
            }
            Some(Fault::Stall) => {
                self.send_half(&response)?;
                self.until_closed();
                return Ok(false);
            }
            Some(Fault::Trickle(pace)) => return self.trickle(&bytes(&response, None, head_only), pace),
            _ => {}
        }
        self.send(&response, None, head_only)
    }

    /// Writes the head and half of the body.
    fn send_half(&mut self, response: &Response<Vec<u8>>) -> io::Result<()> {
        let bytes = bytes(response, None, false);
        let body = response.body().len();
        self.stream.write_all(bytes.get(..bytes.len() - body + body / 2).unwrap_or(&bytes))
    }

    /// Writes byte by byte, with a delay before each.
    fn trickle(&mut self, bytes: &[u8], pace: Duration) -> io::Result<bool> {
        for byte in bytes {
            if !self.shared.wait(pace, self.generation) {
                return Ok(false);
            }
            self.stream.write_all(&[*byte])?;
        }
        Ok(true)
    }

    fn send(
        &mut self,
        response: &Response<Vec<u8>>,
        length: Option<usize>,
        head_only: bool,
    ) -> io::Result<bool> {
        self.stream.write_all(&bytes(response, length, head_only))?;
        Ok(true)
    }

    /// Writes a JSON object with one long member.
    fn huge(&mut self, response: &Response<Vec<u8>>, size: u64) -> io::Result<bool> {
        let (open, close) = ("{\"an unknown member\":\"", "\"}");
        let frame = u64::try_from(open.len() + close.len()).unwrap_or(0);
        let mut left = size.saturating_sub(frame);
        let length = usize::try_from(left + frame).unwrap_or(usize::MAX);
        self.stream.write_all(&bytes(response, Some(length), true))?;
        self.stream.write_all(open.as_bytes())?;
        let piece = vec![b'x'; PIECE];
        while left > 0 {
            let part = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            self.stream.write_all(&piece[..part])?;
            left -= u64::try_from(part).unwrap_or(0);
        }
        self.stream.write_all(close.as_bytes())?;
        Ok(true)
    }

    /// Waits; returns false if the client disconnects first, or the server ends.
    fn linger(&mut self, time: Duration) -> bool {
        const STEP: Duration = Duration::from_millis(20);
        let end = Instant::now().checked_add(time);
        loop {
            let left = end.map_or(STEP, |end| end.saturating_duration_since(Instant::now()));
            if !self.shared.wait(left.min(STEP), self.generation) || self.is_abandoned() {
                return false;
            }
            if left.is_zero() {
                return true;
            }
        }
    }

    /// Returns whether the client has closed the connection.
    fn is_abandoned(&self) -> bool {
        if self.stream.set_nonblocking(true).is_err() {
            return true;
        }
        let peeked = self.stream.peek(&mut [0]);
        let open = peeked.map_or_else(|error| error.kind() == io::ErrorKind::WouldBlock, |bytes| bytes > 0);
        self.stream.set_nonblocking(false).is_err() || !open
    }

    /// Waits until the client disconnects or the server ends.
    fn until_closed(&mut self) {
        let mut byte = [0; 1];
        let _ = self.stream.set_read_timeout(Some(Duration::from_millis(20)));
        loop {
            match self.stream.read(&mut byte) {
                Ok(0) => return,
                Err(error)
                    if ![io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut].contains(&error.kind()) =>
                {
                    return
                }
                _ if !self.shared.wait(Duration::ZERO, self.generation) => return,
                _ => {}
            }
        }
    }
}

/// Compresses the body.
fn compress(response: &mut Response<Vec<u8>>) -> io::Result<()> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(response.body())?;
    *response.body_mut() = encoder.finish()?;
    response.headers_mut().insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Ok(())
}

/// Encodes a response.
fn bytes(response: &Response<Vec<u8>>, length: Option<usize>, head_only: bool) -> Vec<u8> {
    let status = response.status();
    let mut bytes = Vec::new();
    let reason = status.canonical_reason().unwrap_or("Unknown");
    bytes.extend_from_slice(format!("HTTP/1.1 {} {reason}\r\n", status.as_u16()).as_bytes());
    for (name, value) in response.headers().iter().filter(|(name, _)| **name != CONTENT_LENGTH) {
        bytes.extend_from_slice(name.as_str().as_bytes());
        bytes.extend_from_slice(b": ");
        bytes.extend_from_slice(value.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    // These have no body. <https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1>
    let bodiless = status.is_informational() || status.as_u16() == 204 || status.as_u16() == 304;
    if !bodiless {
        let length = length.unwrap_or(response.body().len());
        bytes.extend_from_slice(format!("content-length: {length}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    if !head_only && !bodiless {
        bytes.extend_from_slice(response.body());
    }
    bytes
}

fn accepts_gzip(headers: &HeaderMap) -> bool {
    let said = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let mut codings = said.flat_map(|text| text.split(','));
    codings.any(|coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = ["q=0", "q=0.0", "q=0.00", "q=0.000"].contains(&weight.trim());
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

/// Reads the next request; `None` at the end of the connection. An invalid request also ends it.
fn read(reader: &mut BufReader<TcpStream>, writer: &mut TcpStream) -> io::Result<Option<RecordedRequest>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let left = HEAD_LIMIT.saturating_sub(u64::try_from(head.len()).unwrap_or(HEAD_LIMIT));
        if reader.by_ref().take(left).read_until(b'\n', &mut head)? == 0 {
            return Ok(None);
        }
    }
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut parsed = httparse::Request::new(&mut headers);
    let done = parsed.parse(&head).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    let (Some(method), Some(target), true) = (parsed.method, parsed.path, done.is_complete()) else {
        return Ok(None);
    };
    let invalid = |_| io::ErrorKind::InvalidData;
    let mut request = RecordedRequest {
        operation: None,
        method: Method::from_bytes(method.as_bytes())
            .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?,
        path: String::new(),
        query: String::new(),
        headers: HeaderMap::new(),
        body: Vec::new(),
    };
    // Requests through a proxy have an absolute URI.
    let path = match target.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => target,
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    request.path = path.to_owned();
    request.query = query.to_owned();
    for header in parsed.headers.iter() {
        let name = HeaderName::from_bytes(header.name.as_bytes());
        let value = HeaderValue::from_bytes(header.value);
        if let (Ok(name), Ok(value)) = (name, value) {
            request.headers.append(name, value);
        }
    }
    if request.header("expect").map_or(false, |said| said.eq_ignore_ascii_case("100-continue")) {
        writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let chunked =
        request.header("transfer-encoding").map_or(false, |said| said.eq_ignore_ascii_case("chunked"));
    if chunked {
        request.body = chunks(reader)?;
    } else if let Some(length) = request.header("content-length") {
        let length = length.parse().map_err(invalid)?;
        request.body = exactly(reader, length)?;
    }
    if is_aws_chunked(&request.headers) {
        request.body = chunks(&mut request.body.as_slice())?;
    }
    Ok(Some(request))
}

/// Whether the body is in chunks within its transfer encoding. They have the same form, and a checksum as their trailer.
fn is_aws_chunked(headers: &HeaderMap) -> bool {
    let encodings = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    let last = encodings.flat_map(|value| value.split(',')).last();
    last.map_or(false, |last| last.trim().eq_ignore_ascii_case("aws-chunked"))
}

fn exactly(reader: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    reader.by_ref().take(length.min(BODY_LIMIT)).read_to_end(&mut body)?;
    // Too short, because the client disconnected, or too long.
    if u64::try_from(body.len()).ok() != Some(length) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(body)
}

/// Reads a chunked body. <https://www.rfc-editor.org/rfc/rfc9112#section-7.1>
fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.by_ref().take(HEAD_LIMIT).read_line(&mut line)?;
        let digits = line.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(digits, 16).map_err(|_| io::ErrorKind::InvalidData)?;
        if size > 0 {
            body.append(&mut exactly(reader, size)?);
            if u64::try_from(body.len()).unwrap_or(u64::MAX) > BODY_LIMIT {
                return Err(io::ErrorKind::InvalidData.into());
            }
            exactly(reader, 2)?;
            continue;
        }
        // Trailers follow the last chunk, up to an empty line.
        loop {
            let mut line = String::new();
            if reader.by_ref().take(HEAD_LIMIT).read_line(&mut line)? == 0 || line.trim().is_empty() {
                return Ok(body);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    /// Reads a request as the server does.
    fn received(bytes: &[u8]) -> RecordedRequest {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        client.write_all(bytes).unwrap();
        let mut server = listener.accept().unwrap().0;
        read(&mut BufReader::new(server.try_clone().unwrap()), &mut server).unwrap().unwrap()
    }

    #[test]
    fn a_body_with_its_checksum_after_it_is_recorded_without_both() {
        let encoded = "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";
        let length = encoded.len();
        let head = "PUT / HTTP/1.1\r\nContent-Encoding: gzip, aws-chunked";
        let with_length = received(format!("{head}\r\nContent-Length: {length}\r\n\r\n{encoded}").as_bytes());
        let chunked =
            format!("{head}\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{encoded}\r\n0\r\n\r\n");
        for request in [with_length, received(chunked.as_bytes())] {
            assert_eq!(request.body, b"123456789");
            assert_eq!(request.header("content-encoding"), Some("gzip, aws-chunked"));
        }
    }
}
