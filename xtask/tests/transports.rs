//! The two default transports of the generated crate against real servers on loopback: requests, connections, and the
//! error of each fault.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "transports/common.rs"]
mod common;
#[path = "transports/faults.rs"]
mod faults;
#[path = "transports/hostile.rs"]
mod hostile;
#[path = "transports/hyper.rs"]
mod hyper;
#[path = "transports/pool.rs"]
mod pool;
#[path = "transports/proxy.rs"]
mod proxy;
#[path = "transports/proxy_server.rs"]
mod proxy_server;
#[path = "transports/secure.rs"]
mod secure;
#[path = "transports/server.rs"]
mod server;
#[path = "transports/stack.rs"]
mod stack;
#[path = "transports/uploads.rs"]
mod uploads;
#[path = "transports/ureq.rs"]
mod ureq;
