//! Actions as lines of text.

use connectparticipant_chat::frame;
use connectparticipant_chat::session::{Action, End, Notice, SocketId};

/// Describes an action in one line.
pub(crate) fn describe(action: &Action) -> String {
    let number = |socket: &SocketId| format!("{socket:?}").replace("SocketId", "");
    match action {
        Action::Connect(request) => {
            let debug = format!("{request:?}");
            if debug.contains("Websocket") { "connect".to_owned() } else { "refresh".to_owned() }
        }
        Action::GetTranscript(_) => "transcript".to_owned(),
        Action::Open { socket, url } => format!("open {} {}", number(socket), url.as_str()),
        Action::Send { socket, text } => {
            let name = if *text == frame::SUBSCRIBE {
                "subscribe"
            } else if *text == frame::PING {
                "ping"
            } else {
                "heartbeat"
            };
            format!("send {} {name}", number(socket))
        }
        Action::Close { socket, code, reason } => format!("close {} {code} {reason}", number(socket)),
        Action::Deliver(delivery) => format!("deliver {:?}", delivery.item.id()),
        Action::Notice(Notice::CallFailed(failure)) => format!("failed: {failure}"),
        Action::Notice(notice) => format!("{notice:?}"),
        Action::End(end) => match end {
            End::Failed(failure) => format!("end: failed: {failure}"),
            End::Chat(item) => format!("end: chat: {}", item.content_type()),
            end => format!("end: {end:?}"),
        },
        other => format!("{other:?}"),
    }
}
