//! The sessions, in their own process: it reads the URL and the tokens from standard input, and says when sessions are connected.

use std::io::{self, BufRead, Lines, StdinLock};
use std::sync::mpsc::{Sender, channel};

use connectparticipant::Client;
use connectparticipant_chat::Chat;

use crate::contender::Contender;
use crate::plan::Plan;
use crate::{Failure, by_hand, service};

/// Takes the latencies, in nanoseconds.
pub type Latencies = Sender<u128>;

/// Notes the latency of a message.
pub fn received(latencies: &Latencies, text: &str) {
    let sent = text.parse().unwrap_or_default();
    // At the end, nobody takes them.
    let _ = latencies.send(service::time().saturating_sub(sent));
}

pub fn run(contender: Contender) -> Result<(), Failure> {
    let mut lines = io::stdin().lock().lines();
    let url = next(&mut lines)?;
    let tokens: Vec<String> =
        lines.by_ref().map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
    let client = Client::builder().endpoint_url(&url).build()?;
    let (latencies, taken) = channel();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (done, finished) = tokio::sync::oneshot::channel::<()>();
    // Standard input would block the runtime.
    std::thread::spawn(move || {
        let mut seen = Vec::new();
        for line in io::stdin().lines().map_while(Result::ok) {
            seen.extend(taken.try_iter());
            match line.as_str() {
                "received" => println!("{}", seen.len()),
                "latencies" => {
                    seen.sort_unstable();
                    let part = |share: usize| seen.get(seen.len() * share / 100).copied().unwrap_or_default();
                    println!("{} {}", part(50), part(99));
                }
                _ => {}
            }
        }
        drop(done);
    });
    drop(lines);
    runtime.block_on(async {
        for (number, token) in tokens.iter().enumerate() {
            if number == Plan::WARM {
                println!("warm");
                // The parent measures the memory, and then says so.
                tokio::time::sleep(std::time::Duration::from_millis(500)).await;
            }
            connect(contender, &client, token, latencies.clone()).await?;
        }
        println!("connected");
        let _ = finished.await;
        Ok(())
    })
}

fn next(lines: &mut Lines<StdinLock<'static>>) -> Result<String, Failure> {
    Ok(lines.next().ok_or("the input ended")??)
}

async fn connect(
    contender: Contender,
    client: &Client,
    token: &str,
    latencies: Latencies,
) -> Result<(), Failure> {
    if let Contender::ByHand(small) = contender {
        return by_hand::connect(client, token, small, latencies).await;
    }
    let builder = Chat::builder(client, token).settings(|settings| {
        settings.reorder_window = contender.reorder_window().unwrap_or(settings.reorder_window);
    });
    let chat = builder.connect().await?;
    tokio::spawn(async move {
        while let Some(update) = chat.next().await {
            if let Some(text) = update.text_from("CUSTOMER") {
                received(&latencies, text);
            }
        }
    });
    Ok(())
}
