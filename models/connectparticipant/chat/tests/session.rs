//! The session as a state machine, against a model of the service with virtual time.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "session/log.rs"]
mod log;
#[path = "session/service.rs"]
mod service;
#[path = "session/world.rs"]
mod world;

#[path = "session/chunks.rs"]
mod chunks;
#[path = "session/connect.rs"]
mod connect;
#[path = "session/end.rs"]
mod end;
#[path = "session/gap.rs"]
mod gap;
#[path = "session/heartbeat.rs"]
mod heartbeat;
#[path = "session/order.rs"]
mod order;
#[path = "session/random.rs"]
mod random;
#[path = "session/renew.rs"]
mod renew;
#[path = "session/soak.rs"]
mod soak;
#[path = "session/token.rs"]
mod token;
#[path = "session/user.rs"]
mod user;
