//! For tests: a fake chat service on loopback, with its calls and its websockets.
//!
//! A [`ChatService`] has contacts, and a [`Contact`] has participants. The test plays some of them with the methods of
//! [`Participant`]; the code under test plays another one with its participant token, the URL of the service and any client:
//!
//! ```
//! use connectparticipant::types::ParticipantRole;
//! use connectparticipant_chat::test_util::ChatService;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let service = ChatService::start()?;
//! let contact = service.contact();
//! let customer = contact.join(ParticipantRole::Customer, "Jane");
//! let bot = contact.join(ParticipantRole::CustomBot, "Bot");
//!
//! // The code under test gets `service.url()` and `bot.token()`. The test is the customer:
//! customer.says("Hello!");
//! customer.typing();
//! contact.end();
//!
//! // And it sees what happened:
//! let contents = contact.transcript().into_iter().filter_map(|item| item.content);
//! assert_eq!(contents.collect::<Vec<_>>(), ["Hello!"]);
//! assert_eq!(bot.sockets().len(), 0);
//! # Ok(())
//! # }
//! ```
//!
//! Calls are served by the [`Server`](connectparticipant::test_util::Server) of `connectparticipant`, so its faults are available, too:
//! [`ChatService::server`]. All websockets share one thread.

mod clock;
mod contact;
mod fault;
mod items;
mod line;
mod participant;
mod record;
mod rules;
mod service;
mod socket;
mod stream;
mod world;

pub use self::contact::Contact;
pub use self::fault::SocketFault;
pub use self::participant::Participant;
pub use self::record::{SocketEnd, SocketRecord};
pub use self::service::{Builder, ChatService};
pub use self::stream::MessageStream;
