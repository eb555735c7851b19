//! A client that is generated when this package is built: see `build.rs`.

// Generated code keeps to Rust 1.65; clippy would have this package use what came later.
#![allow(clippy::collapsible_if, clippy::unnecessary_map_or)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));
