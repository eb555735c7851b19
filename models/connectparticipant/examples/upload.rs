//! Shares a file in one call, with its progress: starts the upload, sends the bytes, completes it.
//!
//! `cargo run -p connectparticipant --example upload --features test-util` [file]
//!
//! The service runs in this process. For the real one, set a region instead of `endpoint_url`.

// required-features: client, test-util

use connectparticipant::test_util::Server;
use connectparticipant::upload::{Upload, UploadStep};
use connectparticipant::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().credential("connection", "a token").start()?;
    let client = Client::builder().endpoint_url(server.url()).build()?;
    let file = match std::env::args_os().nth(1) {
        Some(path) => Upload::file(path),
        None => Upload::bytes("table.csv", "name,number\n".repeat(20_000)),
    };
    let file = file.on_progress(|sent, total| println!("{sent} of {total} bytes"));
    match client.upload_attachment("a token", file).await {
        Ok(uploaded) => println!("{} is in the chat as {}", uploaded.name, uploaded.id),
        // The bytes are stored: only this call has to be repeated.
        Err(error) if error.step() == UploadStep::Complete => println!("{error}"),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
