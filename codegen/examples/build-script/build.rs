//! Generates the client: model in, one file in `OUT_DIR` out.

use std::error::Error;
use std::path::PathBuf;

use farrier::Config;
use farrier::model::{Role, Source, load};

const MODEL: &str = "weather.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={MODEL}");
    let source = Source { name: MODEL.to_owned(), bytes: std::fs::read(MODEL)?, role: Role::Model };
    let loaded = load(&[source])?;
    let text = farrier::generate_file(&loaded.model, &Config::new("build_script_example"))?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo sets OUT_DIR")?);
    std::fs::write(out.join("client.rs"), text)?;
    Ok(())
}
