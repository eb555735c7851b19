//! A client that is generated when this package is built: see `build.rs`.

// Generated code supports Rust 1.65; clippy would suggest newer features of this package's Rust.
#![allow(clippy::collapsible_if, clippy::unnecessary_map_or)]

include!(concat!(env!("OUT_DIR"), "/client.rs"));
