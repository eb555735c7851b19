//! The fake chat service, with a plain websocket client: its frames, its rules and its faults.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "fake/chats.rs"]
mod chats;
#[path = "fake/delivery.rs"]
mod delivery;
#[path = "fake/frames.rs"]
mod frames;
#[path = "fake/items.rs"]
mod items;
#[path = "fake/many.rs"]
mod many;
#[path = "fake/peer.rs"]
mod peer;
#[path = "fake/session.rs"]
mod session;
#[path = "fake/sockets.rs"]
mod sockets;
#[path = "fake/times.rs"]
mod times;
