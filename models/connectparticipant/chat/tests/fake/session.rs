//! A session of this crate with the fake service, in virtual time: what one sends, the other understands.

use std::collections::HashMap;
use std::time::Duration;

use connectparticipant::Client;
use connectparticipant::config::Clock;
use connectparticipant::test_util::{FakeTime, Fault};
use connectparticipant::types::ParticipantRole;
use connectparticipant_chat::Timestamp;
use connectparticipant_chat::frame::{self, Frame};
use connectparticipant_chat::session::{
    Action, End, Failure, Input, Notice, Now, Session, Settings, SocketId,
};
use connectparticipant_chat::test_util::{ChatService, Contact, Participant, SocketEnd, SocketFault};
use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::peer::{Socket, client};

type Sink = SplitSink<
    tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>,
    Message,
>;

/// Drives a session of a customer.
struct Driver {
    session: Session,
    time: FakeTime,
    service: ChatService,
    contact: Contact,
    customer: Participant,
    agent: Participant,
    client: Client,
    sinks: HashMap<SocketId, Sink>,
    frames: UnboundedReceiver<(SocketId, Option<String>)>,
    forward: UnboundedSender<(SocketId, Option<String>)>,
    delivered: Vec<String>,
    notices: Vec<Notice>,
    ends: Vec<End>,
    /// The number of control frames without a response, of each open socket.
    unanswered: HashMap<SocketId, usize>,
}

impl Driver {
    async fn start() -> Self {
        let time = FakeTime::manual();
        let service = ChatService::builder().time(&time).start().unwrap();
        let contact = service.contact();
        let customer = contact.join(ParticipantRole::Customer, "Jane");
        let agent = contact.join(ParticipantRole::Agent, "Anna");
        let session = Session::new(Settings::new(customer.token()), now(&time));
        let (forward, frames) = unbounded_channel();
        let client = client(&service);
        let (sinks, delivered, notices, ends) = (HashMap::new(), Vec::new(), Vec::new(), Vec::new());
        let mut driver = Self {
            session,
            time,
            service,
            contact,
            customer,
            agent,
            client,
            sinks,
            frames,
            forward,
            delivered,
            notices,
            ends,
            unanswered: HashMap::new(),
        };
        driver.until(|driver| driver.session.is_connected()).await;
        driver
    }

    /// Drives the session until a condition holds. The time advances while nothing arrives.
    async fn until(&mut self, condition: impl Fn(&Self) -> bool) {
        for _ in 0..2000 {
            self.act().await;
            if condition(self) {
                return;
            }
            // On a busy machine, a response may take a while.
            let patience = Duration::from_millis(if self.is_answered() { 5 } else { 200 });
            match tokio::time::timeout(patience, self.frames.recv()).await {
                Ok(Some((socket, Some(text)))) => {
                    if !matches!(frame::decode(&text), Frame::Chat(_)) {
                        self.unanswered.entry(socket).and_modify(|number| *number = number.saturating_sub(1));
                    }
                    self.session.handle(now(&self.time), Input::Frame(socket, &text));
                }
                Ok(Some((socket, None))) => {
                    self.unanswered.remove(&socket);
                    self.session.handle(now(&self.time), Input::Closed(socket));
                }
                _ => self.advance(Duration::from_millis(50)),
            }
        }
        panic!("{:?} {:?} {:?}", self.delivered, self.notices, self.ends);
    }

    fn advance(&mut self, time: Duration) {
        self.time.advance(time);
        self.session.handle(now(&self.time), Input::Tick);
    }

    fn is_answered(&self) -> bool {
        self.unanswered.values().all(|number| *number == 0)
    }

    async fn act(&mut self) {
        while let Some(action) = self.session.next_action() {
            match action {
                Action::Connect(request) => {
                    let sent = self.client.create_participant_connection(*request).max_attempts(1).await;
                    let result = sent.map(Box::new).map_err(|error| Failure::from(&error));
                    self.session.handle(now(&self.time), Input::Connection(result));
                }
                Action::GetTranscript(request) => {
                    let sent = self.client.get_transcript(*request).max_attempts(1).await;
                    let result = sent.map(Box::new).map_err(|error| Failure::from(&error));
                    self.session.handle(now(&self.time), Input::Transcript(result));
                }
                Action::Open { socket, url } => match Socket::open(url.as_str()).await {
                    Ok(opened) => {
                        self.forward(socket, opened);
                        self.session.handle(now(&self.time), Input::Opened(socket));
                    }
                    Err(_) => self.session.handle(now(&self.time), Input::Closed(socket)),
                },
                Action::Send { socket, text } => {
                    *self.unanswered.entry(socket).or_default() += 1;
                    if let Some(sink) = self.sinks.get_mut(&socket) {
                        let _ = sink.send(Message::text(text)).await;
                    }
                }
                Action::Close { socket, code, reason } => {
                    self.unanswered.remove(&socket);
                    if let Some(mut sink) = self.sinks.remove(&socket) {
                        let frame = CloseFrame { code: code.into(), reason: reason.into() };
                        let _ = sink.send(Message::Close(Some(frame))).await;
                    }
                }
                Action::Deliver(delivery) => {
                    let item = delivery.item.item;
                    let kind = item.content_type.as_ref().map(|kind| kind.as_str().to_owned());
                    self.delivered.push(item.content.or(kind).unwrap_or_default());
                }
                Action::Notice(notice) => self.notices.push(notice),
                Action::End(end) => self.ends.push(end),
                other => panic!("{other:?}"),
            }
        }
    }

    fn forward(&mut self, number: SocketId, socket: Socket) {
        let (sink, mut source) = socket.0.split();
        self.sinks.insert(number, sink);
        let forward = self.forward.clone();
        tokio::spawn(async move {
            while let Some(Ok(message)) = source.next().await {
                if let Message::Text(text) = message {
                    let _ = forward.send((number, Some(text.as_str().to_owned())));
                }
            }
            let _ = forward.send((number, None));
        });
    }

    /// Waits until this many messages are delivered, and checks that they are the numbers from zero.
    async fn delivers(&mut self, number: usize) {
        let messages = |driver: &Self| -> Vec<String> {
            driver.delivered.iter().filter(|text| !text.contains('/')).cloned().collect()
        };
        self.until(|driver| messages(driver).len() >= number).await;
        assert_eq!(messages(self), (0..number).map(|number| number.to_string()).collect::<Vec<_>>());
    }
}

fn now(time: &FakeTime) -> Now {
    Now::new(time.elapsed(), Timestamp::try_from(time.now()).unwrap())
}

/// The socket is renewed before the service closes it, and no message is lost or repeated.
#[tokio::test]
async fn three_hours_pass() {
    let mut driver = Driver::start().await;
    for number in 0..180 {
        driver.agent.says(&number.to_string());
        driver.delivers(number + 1).await;
        for _ in 0..6 {
            driver.advance(Duration::from_secs(10));
            driver.until(Driver::is_answered).await;
        }
    }
    let sockets = driver.customer.sockets();
    assert!((4..=5).contains(&sockets.len()), "{} sockets, {:?}", sockets.len(), driver.notices);
    for (at, socket) in sockets.iter().enumerate() {
        let is_last = at + 1 == sockets.len();
        assert!(
            is_last || matches!(socket.end, Some(SocketEnd::Client(Some(1000)))),
            "{at}: {:?}",
            socket.end
        );
        assert!(is_last || socket.count("aws/heartbeat") > 300, "{at}");
    }
    assert_eq!(
        driver.customer.calls().iter().filter(|name| **name == "CreateParticipantConnection").count(),
        sockets.len()
    );
    assert!(!driver.notices.iter().any(|notice| matches!(notice, Notice::Lost(_))), "{:?}", driver.notices);
}

/// Messages without a socket come from the transcript; the service fails meanwhile.
#[tokio::test]
async fn a_lost_connection_comes_back() {
    let mut driver = Driver::start().await;
    driver.agent.says("0");
    driver.delivers(1).await;
    let server = driver.service.server();
    server.inject_into("CreateParticipantConnection", Fault::Hangup, 1).unwrap();
    server
        .inject_into("CreateParticipantConnection", Fault::too_many_requests(Duration::from_secs(1)), 1)
        .unwrap();
    server.inject_into("CreateParticipantConnection", Fault::status(503), 1).unwrap();
    driver.customer.inject(SocketFault::RejectHandshake(500), 1);
    driver.customer.inject(SocketFault::CutAfterHandshake, 1);
    driver.customer.inject(SocketFault::RefuseSubscribe, 1);
    driver.customer.inject(SocketFault::IgnoreSubscribe, 1);
    driver.customer.cut_sockets();
    driver.until(|driver| !driver.session.is_connected()).await;
    for number in 1..30 {
        driver.agent.says(&number.to_string());
    }
    driver.until(|driver| driver.session.is_connected()).await;
    driver.agent.says("30");
    driver.delivers(31).await;
    assert_eq!(driver.notices.iter().filter(|notice| matches!(notice, Notice::Lost(_))).count(), 1);
}

#[tokio::test]
async fn an_unanswered_heartbeat_is_a_loss() {
    let mut driver = Driver::start().await;
    driver.until(Driver::is_answered).await;
    driver.customer.inject(SocketFault::IgnoreHeartbeat, 1);
    driver.advance(Duration::from_secs(10));
    driver.act().await;
    driver.advance(Duration::from_secs(10));
    driver.until(|driver| driver.notices.iter().any(|notice| matches!(notice, Notice::Lost(_)))).await;
    driver.until(|driver| driver.session.is_connected()).await;
    assert!(driver.customer.is_subscribed());
}

#[tokio::test]
async fn faulty_frames_do_no_harm() {
    let mut driver = Driver::start().await;
    let faults = [SocketFault::DuplicateItem, SocketFault::DelayItem, SocketFault::ItemAsObject];
    for (number, fault) in faults.iter().cycle().take(30).enumerate() {
        driver.customer.inject(*fault, 1);
        driver.agent.says(&number.to_string());
    }
    driver.agent.says("30");
    driver.customer.send_frame("{");
    driver.delivers(31).await;
}

#[tokio::test]
async fn a_chat_ends_while_away() {
    let mut driver = Driver::start().await;
    driver.customer.cut_sockets();
    driver.contact.end();
    driver.until(|driver| !driver.ends.is_empty()).await;
    driver.advance(Duration::from_secs(3600));
    driver.act().await;
    assert_eq!(driver.ends.len(), 1, "{:?}", driver.ends);
    assert!(matches!(driver.ends[0], End::Chat(_) | End::WhileAway), "{:?}", driver.ends);
}
