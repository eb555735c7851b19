//! Random schedules against the model of the service. After each, the same must hold: no item is lost, delivered twice or out of order, and
//! the session is live or has ended once. The model checks at each step that there are no two connection requests at once.

use std::collections::BTreeMap;
use std::time::Duration;

use connectparticipant_chat::session::{Change, End, Failure, Input};

use crate::world::{World, milliseconds, seconds};

/// Pseudo-random numbers, the same in each run: SplitMix64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn duration(&mut self) -> Duration {
        milliseconds(match self.below(20) {
            0 => self.below(4_000_000),
            1..=4 => self.below(60_000),
            5..=9 => self.below(3000),
            _ => self.below(120),
        })
    }

    fn failure(&mut self) -> Failure {
        match self.below(3) {
            0 => Failure::network("no route"),
            1 => Failure::response(429, "slow down"),
            _ => Failure::response(503, "unavailable"),
        }
    }
}

/// The faults that a schedule may have.
#[derive(Clone, Copy, PartialEq)]
enum Faults {
    /// Those after which a session can restore the order: losses that it sees, failing calls, frames out of order.
    Visible,
    /// Also sockets that die without a sign, and a limit to the time for which items wait.
    All,
}

struct Schedule {
    world: World,
    random: Random,
    faults: Faults,
    posted: u64,
}

impl Schedule {
    fn new(seed: u64, faults: Faults) -> Self {
        let mut random = Random(seed);
        let mut world = World::new(|settings| {
            settings.seed = seed;
            if faults == Faults::Visible {
                settings.gap_hold = seconds(1_000_000);
            }
        });
        world.service.page_size = 1 + random.below(30) as usize;
        world.service.endless_tokens = random.chance(70);
        world.service.empty_token = random.chance(50);
        Self { world, random, faults, posted: 0 }
    }

    fn step(&mut self) {
        match self.random.below(22) {
            0..=8 => self.post(),
            9 => self.type_something(),
            10 => self.stream(),
            11 => self.world.cut(),
            12 if self.faults == Faults::All => self.world.kill(),
            13 => self.plan_failures(),
            14 => self.world.input(Input::Network(false)),
            15 | 16 => self.world.input(Input::Network(true)),
            17 => self.world.slept += seconds(self.random.below(5000)),
            18 => self.world.input(Input::Resumed),
            _ => {}
        }
        let duration = self.random.duration();
        self.world.run(duration);
    }

    /// A message, which arrives within the window for the order, perhaps twice.
    fn post(&mut self) {
        let json = self.world.message(&self.posted.to_string());
        self.posted += 1;
        self.send(&json);
        self.world.record(json, true);
        self.world.run(milliseconds(1));
    }

    fn send(&mut self, json: &str) {
        let copies = 1 + self.random.below(4) / 3;
        for _ in 0..copies {
            self.world.broadcast(json, milliseconds(self.random.below(90)));
        }
    }

    fn type_something(&mut self) {
        let json = self.world.event("typing");
        self.send(&json);
        self.world.run(milliseconds(1));
    }

    /// A message in chunks, of which each may be lost. The transcript has the whole.
    fn stream(&mut self) {
        let whole = self.world.message(&self.posted.to_string());
        self.posted += 1;
        let chunks = 1 + self.random.below(4);
        for number in 1..=chunks {
            let metadata = |completed| {
                format!(r#","MessageMetadata":{{"MessageCompleted":{completed},"ChunkNumber":{number}}}}}"#)
            };
            let chunk = whole.replace(r#""Content":""#, &format!(r#""Content":"part {number} of "#));
            let json = if number < chunks {
                chunk.replace('}', &metadata(false))
            } else {
                whole.replace('}', &metadata(true))
            };
            if self.random.chance(85) || number == chunks {
                self.send(&json);
            }
        }
        self.world.record(whole, true);
        self.world.run(milliseconds(1));
    }

    fn plan_failures(&mut self) {
        for _ in 0..self.random.below(5) {
            let failure = self.random.failure();
            match self.random.below(4) {
                0 => self.world.service.connect.push_back(Err(failure)),
                1 => self.world.service.open.push_back(self.random.chance(30)),
                2 => {
                    let response = self.random.chance(50).then_some(false);
                    self.world.service.subscribe.push_back(response);
                }
                _ => self.world.service.transcript.push_back(Err(failure)),
            }
        }
    }

    /// Everything works again, for long enough.
    fn heal(&mut self) {
        self.world.service.connect.clear();
        self.world.service.open.clear();
        self.world.service.subscribe.clear();
        self.world.service.transcript.clear();
        self.world.input(Input::Network(true));
        self.world.run(seconds(300));
    }

    /// The chat ends, perhaps while the session is not connected.
    fn end(&mut self) {
        let json = self.world.event("chat.ended");
        self.send(&json);
        self.world.record(json, true);
        self.world.service.ended = true;
        if self.random.chance(50) {
            self.world.run(milliseconds(self.random.below(50)));
            self.world.cut();
        }
        self.heal();
    }

    /// Checks what was delivered.
    fn check(&self) {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut latest = None;
        for delivery in &self.world.delivered {
            let time = delivery.item.time();
            let first = matches!(delivery.change, Change::New | Change::Partial { from: 0 });
            if first {
                assert_eq!(delivery.late, time < latest, "the mark of an item that comes too late");
                latest = latest.max(time);
            }
            assert!(self.faults == Faults::All || !delivery.late, "out of order: {delivery:?}");
            if matches!(delivery.change, Change::New | Change::Completed) {
                *seen.entry(delivery.item.id().unwrap().to_owned()).or_default() += 1;
            }
        }
        for number in 0..self.posted {
            let count = seen.get(&format!("id {number}")).copied().unwrap_or_default();
            assert_eq!(count, 1, "message {number} of {}", self.posted);
        }
        assert!(seen.values().all(|count| *count == 1), "{seen:?}");
    }
}

fn run(faults: Faults, seeds: std::ops::Range<u64>) {
    for seed in seeds {
        let mut schedule = Schedule::new(seed, faults);
        for _ in 0..schedule.random.below(60) {
            schedule.step();
        }
        let ends = schedule.random.chance(40);
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            if ends {
                schedule.end();
                let ends = &schedule.world.ends;
                let connected = schedule.world.log.iter().any(|line| line.ends_with("Connected"));
                if !connected {
                    // A subscription whose response is on its way receives the end.
                    assert!(matches!(ends[..], [End::Failed(_) | End::Chat(_)]), "{ends:?}");
                    return;
                }
                assert!(matches!(ends[..], [End::Chat(_) | End::WhileAway]), "{ends:?}");
            } else {
                schedule.heal();
                assert!(schedule.world.session.is_connected() && schedule.world.ends.is_empty());
            }
            schedule.check();
        }));
        if let Err(panic) = outcome {
            let log = &schedule.world.log;
            let shown = log.iter().filter(|line| !line.contains("heartbeat") && !line.contains("ping"));
            let shown: Vec<&str> = shown.map(String::as_str).collect();
            eprintln!(
                "seed {seed}; the end of its log:\n{}",
                shown[shown.len().saturating_sub(80)..].join("\n")
            );
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn nothing_is_lost_repeated_or_out_of_order() {
    run(Faults::Visible, 0..400);
}

#[test]
fn with_hidden_faults_nothing_is_lost_or_repeated() {
    run(Faults::All, 10_000..10_400);
}
