//! The fake service, in its own process: it prints its URL and the tokens, and takes orders on standard input.

use std::io;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use connectparticipant::types::ParticipantRole::{CustomBot, Customer};
use connectparticipant_chat::test_util::{ChatService, Participant};

use crate::Failure;

/// The customer, whom this process plays, and the bot, which is measured.
struct Pair {
    customer: Participant,
    bot: Participant,
}

pub fn run(sessions: usize) -> Result<(), Failure> {
    let service = ChatService::start()?;
    let join = |number| {
        let contact = service.contact();
        Pair {
            customer: contact.join(Customer, &format!("Customer {number}")),
            bot: contact.join(CustomBot, "Bot"),
        }
    };
    let pairs: Vec<Pair> = (0..sessions).map(join).collect();
    println!("{}", service.url());
    pairs.iter().for_each(|pair| println!("{}", pair.bot.token()));
    for line in io::stdin().lines() {
        let line = line?;
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["heartbeats"] => println!("{}", heartbeats(&pairs)),
            ["talk", messages, rate] => {
                talk(&pairs, messages.parse()?, rate.parse()?);
                println!("done");
            }
            _ => return Err(format!("there is no order `{line}`").into()),
        }
    }
    Ok(())
}

fn heartbeats(pairs: &[Pair]) -> usize {
    let sockets = pairs.iter().flat_map(|pair| pair.bot.sockets());
    sockets.map(|socket| socket.count("aws/heartbeat")).sum()
}

/// Sends messages at a constant rate, to one session after the other. Each is the time at which it is sent.
fn talk(pairs: &[Pair], messages: usize, rate: u32) {
    let start = Instant::now();
    let customers = pairs.iter().cycle().take(pairs.len() * messages);
    for (number, pair) in (0_u32..).zip(customers) {
        let due = Duration::from_secs(1) * number / rate;
        thread::sleep(due.saturating_sub(start.elapsed()));
        pair.customer.says(&time().to_string());
    }
}

/// The time in nanoseconds: the clock that both processes have.
pub fn time() -> u128 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |time| time.as_nanos())
}
