//! A small HTTP proxy on loopback: tunnels, forwarded requests, credentials, TLS to the proxy itself.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Anything that bytes can be read from and written to.
trait Wire: Read + Write + Send {}

impl<T: Read + Write + Send> Wire for T {}

/// What the proxy does.
#[derive(Clone, Default)]
pub struct Behaviour {
    /// Without them, a request is refused with the status 407.
    pub credentials: Option<&'static str>,
    /// TLS between the client and the proxy.
    pub tls: Option<Arc<ServerConfig>>,
    /// The server behind it, whatever host is asked for: no name is looked up.
    pub to: Option<SocketAddr>,
}

/// A proxy and its threads.
pub struct ProxyServer {
    pub address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    pumps: Arc<Mutex<Vec<Arc<Pump>>>>,
}

/// One connection through the proxy.
#[derive(Default)]
struct Pump {
    rounds: AtomicUsize,
    is_over: AtomicBool,
}

impl ProxyServer {
    pub fn start(behaviour: Behaviour) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (heads, pumps) = (Arc::<Mutex<Vec<String>>>::default(), Arc::<Mutex<Vec<Arc<Pump>>>>::default());
        let (all, running) = (heads.clone(), pumps.clone());
        thread::spawn(move || {
            for tcp in listener.incoming() {
                let (behaviour, heads) = (behaviour.clone(), all.clone());
                let pump = Arc::new(Pump::default());
                running.lock().unwrap().push(pump.clone());
                thread::spawn(move || {
                    serve(tcp.unwrap(), &behaviour, &heads, &pump);
                    pump.is_over.store(true, Ordering::SeqCst);
                });
            }
        });
        Self { address, heads, pumps }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The first heads of all connections.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap().clone()
    }

    /// Waits until all bytes that a server has sent so far are with the client.
    pub fn settle(&self) {
        let pumps = self.pumps.lock().unwrap().clone();
        let before: Vec<usize> = pumps.iter().map(|pump| pump.rounds.load(Ordering::SeqCst)).collect();
        for (pump, before) in pumps.iter().zip(before) {
            // The round that runs may have read before the bytes came.
            while !pump.is_over.load(Ordering::SeqCst) && pump.rounds.load(Ordering::SeqCst) < before + 2 {
                thread::yield_now();
            }
        }
    }
}

fn serve(tcp: TcpStream, behaviour: &Behaviour, heads: &Mutex<Vec<String>>, pump: &Pump) {
    // No test waits for ever.
    tcp.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    tcp.set_nodelay(true).unwrap();
    let socket = tcp.try_clone().unwrap();
    let mut client: Box<dyn Wire> = match &behaviour.tls {
        None => Box::new(tcp),
        Some(config) => Box::new(StreamOwned::new(ServerConnection::new(config.clone()).unwrap(), tcp)),
    };
    let Some(head) = head(&mut client) else { return };
    heads.lock().unwrap().push(head.clone());
    let given = head.lines().find(|line| line.to_lowercase().starts_with("proxy-authorization: "));
    if behaviour.credentials.is_some_and(|wanted| given.is_none_or(|given| !given.ends_with(wanted))) {
        let refusal = "HTTP/1.1 407 Nope\r\nProxy-Authenticate: Basic\r\nContent-Length: 6\r\n\r\nsecret";
        let _ = client.write_all(refusal.as_bytes()).and_then(|()| client.flush());
        return;
    }
    let target = head.split(' ').nth(1).unwrap();
    let host = target.trim_start_matches("http://").split('/').next().unwrap().to_owned();
    let mut server = match behaviour.to {
        Some(address) => TcpStream::connect(address),
        None => TcpStream::connect(host),
    }
    .unwrap();
    server.set_nodelay(true).unwrap();
    if head.starts_with("CONNECT ") {
        client.write_all(b"HTTP/1.1 200 Connection established\r\nVia: 1.1 test\r\n\r\n").unwrap();
        client.flush().unwrap();
    } else {
        server.write_all(head.as_bytes()).unwrap();
    }
    socket.set_nonblocking(true).unwrap();
    server.set_nonblocking(true).unwrap();
    let mut piece = [0; 16 * 1024];
    loop {
        let (Some(up), Some(down)) =
            (moved(&mut client, &mut server, &mut piece), moved(&mut server, &mut client, &mut piece))
        else {
            return;
        };
        pump.rounds.fetch_add(1, Ordering::SeqCst);
        if !up && !down {
            thread::sleep(Duration::from_micros(50));
        }
    }
}

fn head(client: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        client.read_exact(&mut byte).ok()?;
        head.push(byte[0]);
    }
    String::from_utf8(head).ok()
}

/// Whether bytes were moved; none at the end of a connection.
fn moved(from: &mut impl Read, to: &mut impl Write, piece: &mut [u8]) -> Option<bool> {
    match from.read(piece) {
        Ok(0) => None,
        Ok(count) => to.write_all(&piece[..count]).and_then(|()| to.flush()).ok().map(|()| true),
        Err(error) if error.kind() == ErrorKind::WouldBlock => Some(false),
        Err(_) => None,
    }
}
