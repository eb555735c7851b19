//! The settings of a session, with the source of each figure.

use std::time::Duration;

use connectparticipant::types::ParticipantToken;

/// The settings of a [`Session`](super::Session). Change the fields that should differ from [`Settings::new`].
///
/// "chatjs" is amazon-connect-chatjs 5.0 with its websocket manager; "the SDKs for phones" are AWS's chat SDKs for iOS and Android.
/// A figure without a source is ours.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// The token of the participant, from `StartChatContact` or `CreateParticipant` of Amazon Connect.
    pub participant_token: ParticipantToken,
    /// The contact, if the socket may also carry items of others: an item of another contact is not delivered, but reported. By default,
    /// all items are delivered.
    pub contact_id: Option<String>,
    /// The id of the participant, if it is known: receipts that it has sent before are then not sent again.
    pub participant_id: Option<String>,
    /// The items of the past to deliver first.
    pub history: History,
    /// Whether the chat ends for this participant with a successful transfer, as it does for agents (chatjs). Off by default.
    pub ends_on_transfer: bool,
    /// A number that differs between sessions, from a source of random numbers: retries of many sessions then spread over time, and nobody
    /// can prepare two items that look the same. Set it: the default is zero.
    pub seed: u64,

    /// The interval of heartbeats: 10 seconds, as in chatjs and the SDKs for phones. One that has no response at the next
    /// means that the connection is lost.
    pub heartbeat: Duration,
    /// Whether deep heartbeats are sent, too: the service then sees that the participant is present. On by default.
    pub deep_heartbeat: bool,
    /// After this many deep heartbeats in a row without success, the connection is lost, if one was successful before: 3. chatjs only
    /// reports them, the SDKs for phones reconnect at once.
    pub deep_heartbeat_failures: u32,

    /// The time in which a socket must open: 5 seconds (chatjs: 1 second, which is little for a TLS handshake over a slow network).
    pub open_timeout: Duration,
    /// The time during which a URL is used to open a socket, from its response: 85 seconds, as in chatjs. The service
    /// documents 100.
    pub url_usable: Duration,
    /// The maximum age of a socket: 59 minutes, as in chatjs. A new socket then replaces it.
    pub renew_after: Duration,
    /// A socket is renewed up to this much earlier, at random: 5 minutes, so that sessions with the same start do not renew together.
    pub renew_spread: Duration,
    /// A socket is renewed this long before its `ConnectionExpiry`, if that is earlier: 1 minute.
    pub expiry_margin: Duration,
    /// A URL or a token that expires sooner than this is assumed to come with a wrong clock, and its expiry is ignored: 5 minutes, as the
    /// smallest lifetime in chatjs.
    pub min_lifetime: Duration,
    /// A socket that was renewed is closed after this time, in which frames on their way arrive: 1 second. chatjs closes it at once.
    pub drain: Duration,
    /// The connection token is replaced this long before its expiry: 1 minute, as in chatjs.
    pub token_margin: Duration,
    /// The age at which a connection token without a readable expiry is replaced: 12 hours, half of the documented lifetime.
    pub token_max_age: Duration,

    /// A subscription without a response is sent again after 1 second, as in chatjs.
    pub subscribe_timeout: Duration,
    /// A refused subscription is sent again after 500 milliseconds, as in chatjs.
    pub subscribe_delay: Duration,
    /// The number of times that a subscription without a response is sent again: 3, as in chatjs. Then the socket is replaced.
    pub subscribe_resends: u32,
    /// The number of refused subscriptions in a row after which the socket is replaced: 5, as in chatjs.
    pub subscribe_refusals: u32,

    /// The first delay before the same or a new URL is opened: 1 second, as in chatjs. It doubles, and varies by 30 %.
    pub open_retry: Duration,
    /// The first delay before a call is repeated: 2 seconds, as in chatjs. It doubles, and varies by 30 %.
    pub call_retry: Duration,
    /// The maximum of both delays before it varies: 30 seconds, as in chatjs and the iOS SDK.
    pub retry_max: Duration,
    /// After a connection of at least this duration, reconnecting begins at once; after a shorter one, with a delay: 30 seconds.
    pub stable_after: Duration,

    /// The time for which an item waits for earlier ones, since the service does not guarantee the order: 100 milliseconds. With zero,
    /// items are delivered at once, and those that were overtaken are marked.
    pub reorder_window: Duration,
    /// The maximum time for which items wait for a gap to be filled: 10 seconds.
    pub gap_hold: Duration,
    /// The part of the time before a loss that is read again, since items may arrive out of order: 10 seconds.
    pub gap_overlap: Duration,
    /// The maximum number of pages with 100 items for one gap, or for the history: 50.
    pub gap_pages: u32,
    /// The maximum number of items that wait: 2,000. More are delivered early.
    pub max_held: usize,
    /// The number of items that are remembered to find duplicates: 1,000, in less than 100 KiB of memory.
    pub remembered: usize,
    /// The time after which a message with missing chunks is looked up in the transcript: 5 seconds.
    pub chunk_timeout: Duration,

    /// After `DisconnectParticipant`, the time for which the session waits for the end of the chat: 1 minute. Closing messages
    /// and surveys arrive in this time. chatjs has no limit.
    pub linger: Duration,
    /// The interval of typing events: 10 seconds, as in chatjs and the SDKs for phones.
    pub typing: Duration,
    /// The interval of receipts: 5 seconds, as in chatjs and the SDKs for phones.
    pub receipts: Duration,
    /// The delay of a receipt for delivery, which one for reading may replace: 300 milliseconds, as in chatjs (phones: 3 seconds).
    pub delivered_delay: Duration,
}

/// The items of the past that a session delivers first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum History {
    /// All items of the contact, but not those of past contacts in a persistent chat.
    #[default]
    Contact,
    /// All items of the transcript, also those of past contacts.
    All,
    /// The items after this one, which a previous session has delivered.
    After(String),
    /// None.
    Skip,
}

impl Settings {
    /// The defaults, for a participant.
    #[must_use]
    pub fn new(participant_token: impl Into<ParticipantToken>) -> Self {
        let (seconds, milliseconds) = (Duration::from_secs, Duration::from_millis);
        Self {
            participant_token: participant_token.into(),
            contact_id: None,
            participant_id: None,
            history: History::default(),
            ends_on_transfer: false,
            seed: 0,
            heartbeat: seconds(10),
            deep_heartbeat: true,
            deep_heartbeat_failures: 3,
            open_timeout: seconds(5),
            url_usable: seconds(85),
            renew_after: seconds(3540),
            renew_spread: seconds(300),
            expiry_margin: seconds(60),
            min_lifetime: seconds(300),
            drain: seconds(1),
            token_margin: seconds(60),
            token_max_age: seconds(12 * 3600),
            subscribe_timeout: seconds(1),
            subscribe_delay: milliseconds(500),
            subscribe_resends: 3,
            subscribe_refusals: 5,
            open_retry: seconds(1),
            call_retry: seconds(2),
            retry_max: seconds(30),
            stable_after: seconds(30),
            reorder_window: milliseconds(100),
            gap_hold: seconds(10),
            gap_overlap: seconds(10),
            gap_pages: 50,
            max_held: 2000,
            remembered: 1000,
            chunk_timeout: seconds(5),
            linger: seconds(60),
            typing: seconds(10),
            receipts: seconds(5),
            delivered_delay: milliseconds(300),
        }
    }
}
