//! A transcript of 25 messages: by pages, by items, in both directions, and resumed from a stored position.
//!
//! `cargo run -p connectparticipant --example transcript --features test-util`
//!
//! The service runs in this process. For the real one, use `Client::new("us-west-2")`.

// required-features: client, test-util

use connectparticipant::operation::GetTranscriptRequest;
use connectparticipant::test_util::Server;
use connectparticipant::types::{Item, ScanDirection, SortKey, StartPosition};
use connectparticipant::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().credential("connection", "a token").items("transcript", 25).start()?;
    let client = Client::builder().endpoint_url(server.url()).build()?;

    // Without a start position, pages go backward from the newest item. Each page is one call, made on demand.
    let newest_first = GetTranscriptRequest::new("a token").max_results(10);
    let mut pages = client.get_transcript(newest_first.clone()).pages();
    while let Some(page) = pages.next().await {
        let items = page?.transcript.unwrap_or_default();
        println!("backward: a page of {}, from {}", items.len(), id(items.first()));
    }

    // Forward needs a start position: here, the 15th item from the end.
    let forward = GetTranscriptRequest::new("a token")
        .start_position(StartPosition::new().most_recent(15))
        .scan_direction(ScanDirection::Forward)
        .sort_order(SortKey::Ascending);
    let mut items = client.get_transcript(forward).items();
    let mut read = Vec::new();
    while let Some(item) = items.next().await {
        read.push(item?);
    }
    println!("forward: {} items, from {} to {}", read.len(), id(read.first()), id(read.last()));

    // To resume later, store the token of the page and the number of items taken from it.
    let mut items = client.get_transcript(newest_first.clone()).items();
    for _ in 0..14 {
        items.next().await.transpose()?;
    }
    let (token, taken) = (items.token(), items.taken());
    println!("stopped after item {taken} of a page");

    let mut rest = newest_first;
    rest.next_token = token;
    let mut items = client.get_transcript(rest).items();
    for _ in 0..taken {
        items.next().await.transpose()?;
    }
    println!("resumed: {} remaining items", items.collect().await?.len());
    Ok(())
}

fn id(item: Option<&Item>) -> &str {
    item.and_then(|item| item.id.as_deref()).unwrap_or("none")
}
