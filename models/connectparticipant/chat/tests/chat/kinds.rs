//! Both kinds of chats with the same methods, so that a scene is written once.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use connectparticipant::blocking as client;
use connectparticipant::config::{Clock, Proxy};
use connectparticipant::operation::{SendMessageError, SendMessageResponse};
use connectparticipant::test_util::FakeTime;
use connectparticipant::types::{ArtifactStatus, Item};
use connectparticipant::upload::{Upload, Uploaded};
use connectparticipant_chat::session::Settings;
use connectparticipant_chat::{
    Chat, ChatError, ConnectError, DownloadError, FileError, HistoryPages, Update, blocking,
};

/// Makes a test of each kind from a scene.
macro_rules! both {
    ($($scene:ident)*) => {
        mod with_async {
            $(#[tokio::test]
            async fn $scene() {
                super::$scene::<connectparticipant_chat::Chat>().await;
            })*
        }
        mod with_blocking {
            $(#[tokio::test]
            async fn $scene() {
                super::$scene::<connectparticipant_chat::blocking::Chat>().await;
            })*
        }
    };
}
pub(crate) use both;

type Change = Box<dyn FnOnce(&mut Settings)>;

/// What differs from the defaults.
#[derive(Default)]
pub struct Options {
    settings: Option<Change>,
    capacity: Option<usize>,
    connect_timeout: Option<Option<Duration>>,
}

impl Options {
    pub fn settings(mut self, change: impl FnOnce(&mut Settings) + 'static) -> Self {
        self.settings = Some(Box::new(change));
        self
    }

    pub fn capacity(mut self, updates: usize) -> Self {
        self.capacity = Some(updates);
        self
    }

    pub fn connect_timeout(mut self, limit: Option<Duration>) -> Self {
        self.connect_timeout = Some(limit);
        self
    }
}

/// A clock that shows whether somebody holds it.
#[derive(Clone)]
pub struct Probe {
    pub time: FakeTime,
    pub _held: Arc<()>,
}

impl Clock for Probe {
    fn now(&self) -> SystemTime {
        self.time.now()
    }

    fn elapsed(&self) -> Duration {
        self.time.elapsed()
    }
}

/// A chat of either kind. A blocking one blocks the thread of the test: the service has others.
pub trait Talk: Clone + Debug + 'static {
    type Client: Debug + Clone;

    fn client(url: &str, time: Option<FakeTime>) -> Self::Client;
    fn client_with_clock(url: &str, clock: Probe, time: FakeTime) -> Self::Client;
    fn client_with_proxy(url: &str, proxy: Proxy, certificate: Option<&[u8]>) -> Self::Client;
    fn client_without_sockets() -> Self::Client;
    async fn begin(client: &Self::Client, token: &str, options: Options) -> Result<Self, ConnectError>;

    /// Returns the next update; an error if there is none in this real time.
    async fn update(&self, limit: Duration) -> Result<Option<Update>, ()>;
    async fn send_text(&self, text: &str) -> Result<SendMessageResponse, ChatError<SendMessageError>>;
    async fn send_message(&self, content_type: &str, content: &str);
    async fn send_event(&self, content_type: &str);
    async fn disconnect(&self);
    async fn close(&self);
    async fn send_file(&self, file: Upload) -> Result<Uploaded, FileError>;
    async fn scanned(&self, id: &str) -> Option<ArtifactStatus>;
    async fn download(&self, id: &str, limit: u64, bytes: &mut Vec<u8>) -> Result<u64, DownloadError>;
    fn history(&self) -> impl Pages;
    fn history_after(&self, id: &str) -> impl Pages;
    fn typing(&self);
    fn delivered(&self, message: &str);
    fn read(&self, message: &str);
    fn is_connected(&self) -> bool;
    fn is_ended(&self) -> bool;
    fn token(&self) -> String;
}

/// A reader of the transcript. A failed call is `None`.
pub trait Pages {
    async fn next_page(&mut self) -> Option<Option<Vec<Item>>>;
}

impl Pages for HistoryPages {
    async fn next_page(&mut self) -> Option<Option<Vec<Item>>> {
        HistoryPages::next_page(self).await.ok()
    }
}

impl Pages for blocking::HistoryPages {
    async fn next_page(&mut self) -> Option<Option<Vec<Item>>> {
        blocking::HistoryPages::next_page(self).ok()
    }
}

/// The methods that both kinds have without waiting.
macro_rules! without_waiting {
    ($chat:ty) => {
        fn history(&self) -> impl Pages {
            <$chat>::history(self)
        }
        fn history_after(&self, id: &str) -> impl Pages {
            <$chat>::history_after(self, id)
        }
        fn typing(&self) {
            <$chat>::typing(self);
        }
        fn delivered(&self, message: &str) {
            <$chat>::delivered(self, message);
        }
        fn read(&self, message: &str) {
            <$chat>::read(self, message);
        }
        fn is_connected(&self) -> bool {
            <$chat>::is_connected(self)
        }
        fn is_ended(&self) -> bool {
            <$chat>::is_ended(self)
        }
        fn token(&self) -> String {
            self.connection_token().unwrap().as_str().to_owned()
        }
    };
}

/// Sets the options of a builder of either kind.
macro_rules! configured {
    ($builder:expr, $options:expr) => {{
        let Options { settings, capacity, connect_timeout } = $options;
        let builder = settings.into_iter().fold($builder, |builder, change| builder.settings(change));
        let builder = capacity.into_iter().fold(builder, |builder, updates| builder.capacity(updates));
        connect_timeout.into_iter().fold(builder, |builder, limit| builder.connect_timeout(limit))
    }};
}

impl Talk for Chat {
    type Client = connectparticipant::Client;

    fn client(url: &str, time: Option<FakeTime>) -> Self::Client {
        let builder = Self::Client::builder().endpoint_url(url);
        time.into_iter()
            .fold(builder, |builder, time| builder.clock(time.clone()).sleep(time))
            .build()
            .unwrap()
    }

    fn client_with_clock(url: &str, clock: Probe, time: FakeTime) -> Self::Client {
        Self::Client::builder().endpoint_url(url).clock(clock).sleep(time).build().unwrap()
    }

    fn client_with_proxy(url: &str, proxy: Proxy, certificate: Option<&[u8]>) -> Self::Client {
        use connectparticipant::client::{HyperTransport, HyperTransportBuilder};
        let transport = HyperTransport::builder().proxy(proxy);
        let transport = certificate.into_iter().fold(transport, HyperTransportBuilder::root_certificate_der);
        Self::Client::builder().endpoint_url(url).transport(transport.build().unwrap()).build().unwrap()
    }

    fn client_without_sockets() -> Self::Client {
        use connectparticipant::client::Body;
        let transport = |_: http::Request<Body>| async { Ok(http::Response::new(Body::empty())) };
        Self::Client::builder().region("us-west-2").transport(transport).build().unwrap()
    }

    async fn begin(client: &Self::Client, token: &str, options: Options) -> Result<Self, ConnectError> {
        configured!(Self::builder(client, token), options).connect().await
    }

    async fn update(&self, limit: Duration) -> Result<Option<Update>, ()> {
        tokio::time::timeout(limit, self.next()).await.map_err(drop)
    }

    async fn send_text(&self, text: &str) -> Result<SendMessageResponse, ChatError<SendMessageError>> {
        Self::send_text(self, text).await
    }

    async fn send_message(&self, content_type: &str, content: &str) {
        Self::send_message(self, content_type, content).await.unwrap();
    }

    async fn send_event(&self, content_type: &str) {
        Self::send_event(self, content_type, None).await.unwrap();
    }

    async fn disconnect(&self) {
        Self::disconnect(self).await.unwrap();
    }

    async fn close(&self) {
        Self::close(self).await;
    }

    async fn send_file(&self, file: Upload) -> Result<Uploaded, FileError> {
        Self::send_file(self, file).await
    }

    async fn scanned(&self, id: &str) -> Option<ArtifactStatus> {
        Self::scanned(self, id).await
    }

    async fn download(&self, id: &str, limit: u64, bytes: &mut Vec<u8>) -> Result<u64, DownloadError> {
        Self::download(self, id, limit, bytes).await
    }

    without_waiting!(Chat);
}

impl Talk for blocking::Chat {
    type Client = client::Client;

    fn client(url: &str, time: Option<FakeTime>) -> Self::Client {
        let builder = Self::Client::builder().endpoint_url(url);
        time.into_iter()
            .fold(builder, |builder, time| builder.clock(time.clone()).sleep(time))
            .build()
            .unwrap()
    }

    fn client_with_clock(url: &str, clock: Probe, time: FakeTime) -> Self::Client {
        Self::Client::builder().endpoint_url(url).clock(clock).sleep(time).build().unwrap()
    }

    fn client_with_proxy(url: &str, proxy: Proxy, certificate: Option<&[u8]>) -> Self::Client {
        use client::{UreqTransport, UreqTransportBuilder};
        let transport = UreqTransport::builder().proxy(proxy);
        let transport = certificate.into_iter().fold(transport, UreqTransportBuilder::root_certificate_der);
        Self::Client::builder().endpoint_url(url).transport(transport.build().unwrap()).build().unwrap()
    }

    fn client_without_sockets() -> Self::Client {
        use client::{Body, Limits};
        let transport = |_: http::Request<Body>, _: Limits| Ok(http::Response::new(Body::empty()));
        Self::Client::builder().region("us-west-2").transport(transport).build().unwrap()
    }

    async fn begin(client: &Self::Client, token: &str, options: Options) -> Result<Self, ConnectError> {
        configured!(Self::builder(client, token), options).connect()
    }

    /// The time of `next_timeout` may be virtual.
    async fn update(&self, limit: Duration) -> Result<Option<Update>, ()> {
        let start = Instant::now();
        loop {
            match self.next_timeout(Duration::ZERO) {
                Err(blocking::Timeout) if start.elapsed() < limit => {
                    tokio::time::sleep(Duration::from_millis(1)).await;
                }
                result => return result.map_err(drop),
            }
        }
    }

    async fn send_text(&self, text: &str) -> Result<SendMessageResponse, ChatError<SendMessageError>> {
        Self::send_text(self, text)
    }

    async fn send_message(&self, content_type: &str, content: &str) {
        Self::send_message(self, content_type, content).unwrap();
    }

    async fn send_event(&self, content_type: &str) {
        Self::send_event(self, content_type, None).unwrap();
    }

    async fn disconnect(&self) {
        Self::disconnect(self).unwrap();
    }

    async fn close(&self) {
        Self::close(self);
    }

    async fn send_file(&self, file: Upload) -> Result<Uploaded, FileError> {
        Self::send_file(self, file)
    }

    async fn scanned(&self, id: &str) -> Option<ArtifactStatus> {
        Self::scanned(self, id)
    }

    async fn download(&self, id: &str, limit: u64, bytes: &mut Vec<u8>) -> Result<u64, DownloadError> {
        Self::download(self, id, limit, bytes)
    }

    without_waiting!(blocking::Chat);
}
