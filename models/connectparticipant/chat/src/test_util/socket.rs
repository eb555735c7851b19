//! The websocket server: one thread for all sockets.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::net::TcpListener as StdListener;
use std::pin::pin;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use connectparticipant::config::Clock;
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::sync::oneshot;
use tokio::time::Instant;
use tokio_tungstenite::tungstenite::handshake::server::{ErrorResponse, Request, Response};
use tokio_tungstenite::tungstenite::http::StatusCode;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async_with_config};

use super::fault::SocketFault;
use super::line::Order;
use super::record::SocketEnd;
use super::world::{Pass, World};

/// The interval at which expired sockets are closed. It is real time, since the clock of the service may be virtual.
const TICK: Duration = Duration::from_millis(10);

/// The maximum size of a frame from a client, as of Amazon API Gateway: 32 KiB.
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html>
const MAX_FRAME: usize = 32 << 10;

/// The running thread. Dropping it cuts all sockets.
#[derive(Debug)]
pub(super) struct Sockets {
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Sockets {
    pub(super) fn start(listener: StdListener, world: Arc<World>) -> io::Result<Self> {
        listener.set_nonblocking(true)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let listener = {
            let _inside = runtime.enter();
            TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        let run = move || {
            runtime.block_on(async {
                tokio::select! {
                    _ = stopped => {}
                    () = accept(listener, &world) => {}
                    () = tick(&world) => {}
                }
            });
        };
        let thread = thread::Builder::new().name("test websockets".to_owned()).spawn(run)?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Sockets {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A panic of the thread has been printed.
            let _ = thread.join();
        }
    }
}

async fn tick(world: &World) {
    let mut interval = tokio::time::interval(TICK);
    loop {
        interval.tick().await;
        world.expire();
        world.changed();
    }
}

async fn accept(listener: TcpListener, world: &Arc<World>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let _ = stream.set_nodelay(true);
                tokio::spawn(serve(Arc::clone(world), stream));
            }
            // Too many open files, most likely: it may be temporary.
            Err(_) => tokio::time::sleep(TICK).await,
        }
    }
}

/// Serves a connection, from the handshake to its end.
async fn serve(world: Arc<World>, mut stream: TcpStream) {
    let pass = world.pass(&query(&stream).await);
    let fault = pass.as_ref().and_then(|pass| pass.line.handshake());
    world.changed();
    let status = match (&pass, fault) {
        (_, Some(SocketFault::StallHandshake)) => {
            // Until the client gives up.
            let _ = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await;
            return;
        }
        (_, Some(SocketFault::RejectHandshake(status))) => status,
        (Some(_), _) => 101,
        (None, _) => 403,
    };
    let (Some(socket), Some(pass)) = (handshake(stream, status).await, pass) else { return };
    let (orders, received) = unbounded_channel();
    world.close_later(&pass);
    let number = pass.line.opened(world.clock.now(), pass.expires, orders);
    let end = match fault {
        Some(_) => SocketEnd::Cut,
        None => converse(&world, &pass, number, socket, received).await,
    };
    pass.line.ended(number, end);
    world.changed();
}

/// Returns the query of a request that has not been read, or an empty text.
async fn query(stream: &TcpStream) -> String {
    let mut bytes = [0; 2048];
    for _ in 0..100 {
        let length = stream.peek(&mut bytes).await.unwrap_or(0);
        let text = String::from_utf8_lossy(&bytes[..length]);
        if let Some((line, _)) = text.split_once("\r\n") {
            let target = line.split(' ').nth(1).unwrap_or_default();
            return target.split_once('?').map_or("", |(_, query)| query).to_owned();
        }
        // The rest of the line is on its way.
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    String::new()
}

/// Accepts a websocket, or rejects it with a status.
async fn handshake(stream: TcpStream, status: u16) -> Option<Socket> {
    // Small buffers: a process may have thousands of sockets.
    let config = WebSocketConfig::default()
        .read_buffer_size(2 << 10)
        .write_buffer_size(0)
        .max_message_size(Some(MAX_FRAME))
        .max_frame_size(Some(MAX_FRAME));
    #[expect(clippy::result_large_err, reason = "the type is that of tungstenite")]
    let check = |_: &Request, response: Response| match status {
        101 => Ok(response),
        status => {
            let mut rejected = ErrorResponse::new(None);
            *rejected.status_mut() =
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Err(rejected)
        }
    };
    accept_hdr_async_with_config(stream, check, Some(config)).await.ok()
}

type Socket = WebSocketStream<TcpStream>;

/// The real time for the close frame of the client, after that of the service.
const GOODBYE: Duration = Duration::from_secs(5);

/// Exchanges frames until the end of the socket.
async fn converse(
    world: &World,
    pass: &Pass,
    number: usize,
    socket: Socket,
    mut orders: UnboundedReceiver<Order>,
) -> SocketEnd {
    let (mut sink, mut source) = socket.split();
    let mut queue = VecDeque::new();
    let (mut is_pending, mut reads, mut closing) = (false, true, None);
    let mut deadline = pin!(tokio::time::sleep(GOODBYE));
    loop {
        tokio::select! {
            biased;
            Some(order) = orders.recv() => match order {
                Order::Send(text) => queue.push_back(Message::Text(text)),
                Order::Close(code, reason) => {
                    closing = Some(code);
                    deadline.as_mut().reset(Instant::now() + GOODBYE);
                    let reason = reason.into();
                    queue.push_back(Message::Close(Some(CloseFrame { code: CloseCode::from(code), reason })));
                }
                Order::Cut => return SocketEnd::Cut,
                Order::Read(reading) => reads = reading,
            },
            frame = receive(&mut source), if reads => match frame {
                Received::Text(text) => {
                    pass.line.receive(number, &text);
                    world.changed();
                }
                Received::Other => {}
                Received::Closed(code) => {
                    // The response to the close frame is still in the queue of the socket.
                    let _ = sink.flush().await;
                    return closing.map_or(SocketEnd::Client(code), SocketEnd::Service);
                }
                Received::Cut => return closing.map_or(SocketEnd::Cut, SocketEnd::Service),
            },
            () = &mut deadline, if closing.is_some() => {
                return closing.map_or(SocketEnd::Cut, SocketEnd::Service);
            }
            written = write(&mut sink, &mut queue), if is_pending || !queue.is_empty() => {
                is_pending = false;
                if written.is_err() && closing.is_none() {
                    return SocketEnd::Cut;
                }
            }
        }
        is_pending |= !queue.is_empty();
    }
}

enum Received {
    Text(String),
    Other,
    Closed(Option<u16>),
    Cut,
}

async fn receive(source: &mut SplitStream<Socket>) -> Received {
    match source.next().await {
        Some(Ok(Message::Text(text))) => Received::Text(text.as_str().to_owned()),
        Some(Ok(Message::Close(frame))) => Received::Closed(frame.map(|frame| frame.code.into())),
        Some(Ok(_)) => Received::Other,
        Some(Err(_)) | None => Received::Cut,
    }
}

/// Writes the queue. Frames that are not written stay in it, if this future is dropped.
async fn write(sink: &mut SplitSink<Socket, Message>, queue: &mut VecDeque<Message>) -> Result<(), Error> {
    while !queue.is_empty() {
        poll_fn(|context| sink.poll_ready_unpin(context)).await?;
        if let Some(message) = queue.pop_front() {
            sink.start_send_unpin(message)?;
        }
    }
    sink.flush().await
}
