//! Faults of the websocket.

/// A fault of the websocket service. See [`Participant::inject`](super::Participant::inject).
///
/// Other faults are actions: [`cut_sockets`](super::Participant::cut_sockets), [`close_sockets`](super::Participant::close_sockets),
/// [`stop_reading`](super::Participant::stop_reading) and [`send_frame`](super::Participant::send_frame), for unknown, empty and huge
/// frames. Faults of calls are those of [`ChatService::server`](super::ChatService::server).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SocketFault {
    /// The request for a websocket gets no response.
    StallHandshake,
    /// The response to the request for a websocket has this status, such as 403 or 500.
    RejectHandshake(u16),
    /// The socket is accepted, and cut before any frame.
    CutAfterHandshake,
    /// A subscription gets no response.
    IgnoreSubscribe,
    /// The response to a subscription is `failure`.
    RefuseSubscribe,
    /// A heartbeat gets no response.
    IgnoreHeartbeat,
    /// A deep heartbeat gets no response.
    IgnorePing,
    /// The response to a deep heartbeat has this status.
    FailPing(u16),
    /// A chat item is not sent. It is in the transcript.
    LoseItem,
    /// A chat item is sent twice.
    DuplicateItem,
    /// A chat item is sent after the next one.
    DelayItem,
    /// Only half of the frame with a chat item is sent: it is not JSON.
    TruncateItem,
    /// The content of the frame with a chat item is an object, not a string that contains one.
    ItemAsObject,
}

/// The event for which a fault waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    Handshake,
    Subscribe,
    Heartbeat,
    Ping,
    Item,
}

impl SocketFault {
    pub(super) fn moment(self) -> Moment {
        match self {
            Self::StallHandshake | Self::RejectHandshake(_) | Self::CutAfterHandshake => Moment::Handshake,
            Self::IgnoreSubscribe | Self::RefuseSubscribe => Moment::Subscribe,
            Self::IgnoreHeartbeat => Moment::Heartbeat,
            Self::IgnorePing | Self::FailPing(_) => Moment::Ping,
            Self::LoseItem
            | Self::DuplicateItem
            | Self::DelayItem
            | Self::TruncateItem
            | Self::ItemAsObject => Moment::Item,
        }
    }
}
