//! Generates two modules in `OUT_DIR`: `orchard.rs` with both clients, and `weather.rs` without a client.

use std::env;

use farrier_build::{Builder, Error};

fn main() -> Result<(), Error> {
    Builder::new()
        .model("orchard.json")
        .blocking(true)
        .serde(true)
        .test_util(env::var_os("CARGO_FEATURE_FAKE").is_some())
        .compile("orchard")?;
    Builder::new().model("weather.json").client(false).compile("weather")
}
