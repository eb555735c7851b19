//! A chat with I/O, against the fake service.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "../examples/bridge.rs"]
#[allow(dead_code, reason = "its `main`")]
mod bridge;
#[path = "chat/cancel.rs"]
mod cancel;
#[path = "../examples/echo_bot.rs"]
#[allow(dead_code, reason = "its `main`")]
mod echo_bot;
#[path = "../examples/load_test.rs"]
#[allow(dead_code, reason = "its `main`")]
mod load_test;

#[path = "chat/connection.rs"]
mod connection;
#[path = "chat/dropped.rs"]
mod dropped;
#[path = "chat/examples.rs"]
mod examples;
#[path = "chat/files.rs"]
mod files;
#[path = "chat/history.rs"]
mod history;
#[path = "chat/kinds.rs"]
mod kinds;
#[path = "chat/receipts.rs"]
mod receipts;
#[path = "chat/refused.rs"]
mod refused;
#[path = "chat/scene.rs"]
mod scene;
#[path = "chat/secure.rs"]
mod secure;
#[path = "chat/slow.rs"]
mod slow;
#[path = "chat/talk.rs"]
mod talk;
#[path = "chat/updates.rs"]
mod updates;
