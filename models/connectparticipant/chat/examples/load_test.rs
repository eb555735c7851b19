//! A load test: sessions in one process that talk for a while. It prints how many messages arrived, and how fast.
//!
//! `cargo run -p connectparticipant-chat --example load_test --features test-util -- 100 10` has 100 sessions with 10 messages each.
//!
//! The service runs in this process, and takes most of the time. With a real one, tokens come from `StartChatContact` of Amazon Connect.

use std::error::Error;
use std::time::{Duration, Instant};

use connectparticipant::Client;
use connectparticipant::types::ParticipantRole::Customer;
use connectparticipant_chat::Chat;
use connectparticipant_chat::test_util::{ChatService, Participant};
use tokio::task::JoinSet;

type Failure = Box<dyn Error + Send + Sync>;

/// The results of a test.
#[derive(Default)]
pub struct Results {
    /// The time from sending each message to its arrival.
    pub times: Vec<Duration>,
    /// The errors of sessions.
    pub failures: Vec<Failure>,
}

/// Connects a session for each token at the same time, and sends this many messages in each.
pub async fn load(client: &Client, tokens: Vec<String>, messages: usize) -> Results {
    let mut sessions = JoinSet::new();
    for token in tokens {
        let client = client.clone();
        sessions.spawn(async move { talk(&client, &token, messages).await });
    }
    let mut results = Results::default();
    while let Some(session) = sessions.join_next().await {
        match session.unwrap_or_else(|panic| Err(panic.into())) {
            Ok(times) => results.times.extend(times),
            Err(error) => results.failures.push(error),
        }
    }
    results.times.sort_unstable();
    results
}

/// One session: it sends a message when the last one has arrived.
async fn talk(client: &Client, token: &str, messages: usize) -> Result<Vec<Duration>, Failure> {
    // Items are not held back for others that they may have overtaken: this would be measured, too.
    let at_once = Chat::builder(client, token).settings(|settings| settings.reorder_window = Duration::ZERO);
    let chat = at_once.connect().await?;
    let mut times = Vec::new();
    for number in 0..messages {
        let (start, text) = (Instant::now(), format!("Message {number}"));
        chat.send_text(&*text).await?;
        while chat.next().await.ok_or("the chat is over")?.text_from("CUSTOMER") != Some(&text) {}
        times.push(start.elapsed());
        chat.typing();
    }
    Ok(times)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse());
    let sessions = arguments.next().unwrap_or(Ok(20))?;
    let messages = arguments.next().unwrap_or(Ok(5))?;

    let service = ChatService::start()?;
    let customers: Vec<Participant> =
        (0..sessions).map(|number| service.contact().join(Customer, &format!("Customer {number}"))).collect();
    let client = Client::builder().endpoint_url(service.url()).build()?;
    let tokens = customers.iter().map(|customer| customer.token().to_owned()).collect();
    let Results { times, failures } = load(&client, tokens, messages).await;

    let part = |share| times.get(times.len() * share / 100).copied().unwrap_or_default();
    println!("{sessions} sessions: {} messages arrived, {} sessions failed", times.len(), failures.len());
    println!("from sending to arrival: median {:?}, 99 % within {:?}", part(50), part(99));
    failures.into_iter().next().map_or(Ok(()), Err)
}
