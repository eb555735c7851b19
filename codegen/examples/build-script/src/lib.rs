//! A client that is generated when this package is built: see `build.rs`.

include!(concat!(env!("OUT_DIR"), "/client.rs"));
