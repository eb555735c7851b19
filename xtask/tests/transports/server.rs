//! A server on loopback that a test scripts byte by byte.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A byte stream.
pub trait Wire: Read + Write + Send {}

impl<T: Read + Write + Send> Wire for T {}

/// The server side of one connection.
pub struct Peer {
    wire: Box<dyn Wire>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Peer {
    /// Reads the next request, head and body; `None` if the client has closed the connection.
    pub fn request(&mut self) -> Option<String> {
        let head = self.head()?;
        let length =
            head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.wire.read_exact(&mut body).ok()?;
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            while !body.ends_with(b"0\r\n\r\n") {
                body.push(self.byte()?);
            }
        }
        let request = head + &String::from_utf8(body).unwrap();
        self.seen.lock().unwrap().push(request.clone());
        Some(request)
    }

    /// The head of the next request.
    pub fn head(&mut self) -> Option<String> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(self.byte()?);
        }
        Some(String::from_utf8(head).unwrap())
    }

    /// Reads and discards some bytes.
    pub fn skip(&mut self, bytes: usize) {
        let _ = self.wire.read_exact(&mut vec![0; bytes]);
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        match self.wire.read(&mut byte) {
            Ok(1) => Some(byte[0]),
            _ => None,
        }
    }

    /// Sends text unchanged. A closed client is ignored.
    pub fn say(&mut self, text: &str) {
        let _ = self.wire.write_all(text.as_bytes()).and_then(|()| self.wire.flush());
    }

    /// Sends a response with its length.
    pub fn respond(&mut self, status: &str, body: &str) {
        self.say(&format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len()));
    }

    /// Waits until the client closes the connection, and returns whether it did so in time.
    pub fn sees_end(&mut self) -> bool {
        let mut rest = [0; 1024];
        loop {
            match self.wire.read(&mut rest) {
                Ok(0) => return true,
                Ok(_) => {}
                Err(error) => return !matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut),
            }
        }
    }
}

/// A listener and its threads.
pub struct Server {
    pub address: SocketAddr,
    accepted: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server that handles each connection in the same way.
    pub fn start(serve: impl Fn(&mut Peer) + Send + Sync + 'static) -> Self {
        Self::numbered(move |_, peer| serve(peer))
    }

    /// A server that responds to each request with a status and a text.
    pub fn steady(status: &'static str, body: &'static str) -> Self {
        Self::start(move |peer| {
            while peer.request().is_some() {
                peer.respond(status, body);
            }
        })
    }

    /// A server whose handler gets the number of earlier connections.
    pub fn numbered(serve: impl Fn(usize, &mut Peer) + Send + Sync + 'static) -> Self {
        Self::over(|tcp| Box::new(tcp), serve)
    }

    /// The same over TLS, with control over TLS records.
    pub fn secure_raw(
        config: Arc<ServerConfig>,
        serve: impl Fn(usize, &mut StreamOwned<ServerConnection, TcpStream>) + Send + Sync + 'static,
    ) -> Self {
        Self::listen(move |number, tcp, _| {
            let connection = ServerConnection::new(config.clone()).unwrap();
            serve(number, &mut StreamOwned::new(connection, tcp));
        })
    }

    /// The same over TLS.
    pub fn secure(config: Arc<ServerConfig>, serve: impl Fn(&mut Peer) + Send + Sync + 'static) -> Self {
        let wrap = move |tcp| {
            let connection = ServerConnection::new(config.clone()).unwrap();
            Box::new(StreamOwned::new(connection, tcp)) as Box<dyn Wire>
        };
        Self::over(wrap, move |_, peer| serve(peer))
    }

    fn over(
        wrap: impl Fn(TcpStream) -> Box<dyn Wire> + Send + Sync + 'static,
        serve: impl Fn(usize, &mut Peer) + Send + Sync + 'static,
    ) -> Self {
        Self::listen(move |number, tcp, seen| serve(number, &mut Peer { wire: wrap(tcp), seen }))
    }

    fn listen(serve: impl Fn(usize, TcpStream, Arc<Mutex<Vec<String>>>) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (accepted, seen) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(Vec::new())));
        let (count, all) = (accepted.clone(), seen.clone());
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for tcp in listener.incoming() {
                let tcp = tcp.unwrap();
                // No test waits forever.
                tcp.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                tcp.set_nodelay(true).unwrap();
                let number = count.fetch_add(1, Ordering::SeqCst);
                let (serve, seen) = (serve.clone(), all.clone());
                thread::spawn(move || serve(number, tcp, seen));
            }
        });
        Self { address, accepted, seen }
    }

    /// Returns its URL. The part after the host is secret: no error may show it.
    pub fn url(&self) -> String {
        format!("http://{}/secret-path?secret-query=1", self.address)
    }

    /// The same with TLS, and with a name.
    pub fn secure_url(&self) -> String {
        format!("https://localhost:{}/secret-path?secret-query=1", self.address.port())
    }

    /// Returns the number of connections so far.
    pub fn accepted(&self) -> usize {
        self.accepted.load(Ordering::SeqCst)
    }

    /// Returns the last request, in lower case.
    pub fn last(&self) -> String {
        self.seen.lock().unwrap().last().unwrap().to_lowercase()
    }

    /// Returns the number of client sockets, open or half closed.
    #[cfg(target_os = "linux")]
    pub fn sockets(&self) -> usize {
        let port = format!(":{:04X}", self.address.port());
        let is_of_client = |line: &&str| {
            let fields: Vec<&str> = line.split_whitespace().collect();
            // ESTABLISHED, CLOSE_WAIT.
            fields[2].ends_with(&port) && matches!(fields[3], "01" | "08")
        };
        let table = std::fs::read_to_string("/proc/self/net/tcp").unwrap();
        table.lines().skip(1).filter(is_of_client).count()
    }

    /// Waits until there are at most this many sockets.
    #[cfg(target_os = "linux")]
    pub fn settles_at(&self, most: usize) {
        for _ in 0..100 {
            if self.sockets() <= most {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("{} sockets are left", self.sockets());
    }
}
