//! Clocks that jump, and values that must not follow them.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};

use connectparticipant::config::Clock;
use connectparticipant::test_util::Fault;
use http::Response;

use super::clients::Settings;
use super::scene::case;

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// Real time, and the clock as changed by an administrator.
struct Jumping {
    origin: Instant,
    /// The offsets of the clock for each reading in turn; the last one is repeated.
    offsets: Mutex<Vec<Offset>>,
}

/// Seconds that are added to the time of day and to the time that has passed.
#[derive(Clone, Copy)]
struct Offset {
    now: i64,
    elapsed: u64,
}

impl Jumping {
    fn settings(offsets: &'static [Offset]) -> Settings {
        let clock = move || -> Box<dyn Clock> {
            let offsets = Mutex::new(offsets.iter().rev().copied().collect());
            Box::new(Self { origin: Instant::now(), offsets })
        };
        Settings { clock: Some(Arc::new(clock)), ..Settings::default() }
    }

    fn offset(&self) -> Offset {
        let mut offsets = self.offsets.lock().unwrap();
        if offsets.len() > 1 { offsets.pop().unwrap() } else { offsets[0] }
    }
}

impl Clock for Jumping {
    fn now(&self) -> SystemTime {
        let offset = self.offsets.lock().unwrap()[0].now;
        let size = Duration::from_secs(offset.unsigned_abs());
        if offset < 0 { SystemTime::now() - size } else { SystemTime::now() + size }
    }

    fn elapsed(&self) -> Duration {
        self.origin.elapsed() + Duration::from_secs(self.offset().elapsed)
    }
}

const HALF: i64 = YEAR.as_secs() as i64 / 2;
const TRUE: Offset = Offset { now: 0, elapsed: 0 };
const LATE: Offset = Offset { now: HALF, elapsed: 0 };
const EARLY: Offset = Offset { now: -HALF, elapsed: 0 };
const FAR: Offset = Offset { now: 0, elapsed: YEAR.as_secs() };

/// 503 with the current date, for clients with a correct clock.
fn busy() -> Fault {
    let date = httpdate(SystemTime::now());
    let response = Response::builder().status(503).header("retry-after", date);
    Fault::Response(response.body(Vec::new()).unwrap())
}

/// A date of RFC 9110.
fn httpdate(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    let date = time::OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).unwrap()).unwrap();
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let weekday = weekdays[usize::from(date.weekday().number_days_from_monday())];
    let month = months[usize::from(u8::from(date.month())) - 1];
    let (hour, minute, second) = date.to_hms();
    format!("{weekday}, {:02} {month} {} {hour:02}:{minute:02}:{second:02} GMT", date.day(), date.year())
}

#[test]
fn the_time_of_day_jumps() {
    case("a clock that is right", &Jumping::settings(&[TRUE]), |scene| {
        scene.server.inject(busy(), 1);
        scene.send().unwrap();
        assert_eq!(scene.asked(), 2);
    });
    // The date is in the past: no delay.
    case("a clock half a year late", &Jumping::settings(&[LATE]), |scene| {
        scene.server.inject(busy(), 1);
        scene.send().unwrap();
        assert_eq!(scene.asked(), 2);
    });
    // The date is half a year away: no wait.
    case("a clock half a year early", &Jumping::settings(&[EARLY]), |scene| {
        scene.server.inject(busy(), 1);
        assert!(scene.is_refused(503).is_retryable());
        assert_eq!(scene.asked(), 1);
    });
}

#[test]
fn the_time_that_has_passed_jumps() {
    // After the start of the first attempt, which still succeeds.
    case("a jump by a year", &Jumping::settings(&[TRUE, TRUE, FAR]), |scene| {
        scene.send().unwrap();
        assert_eq!(scene.asked(), 1);
    });
    // Each call begins in one year and ends in the next: there is no time for a second attempt, or even the first.
    for (name, offsets) in [
        ("a jump before the first attempt", &[TRUE, FAR, FAR][..]),
        ("a jump before the second attempt", &[TRUE, TRUE, FAR][..]),
    ] {
        case(name, &Jumping::settings(offsets), |scene| {
            scene.server.inject(Fault::status(503), 9);
            let error = scene.send().unwrap_err();
            assert!(error.is_retryable() || error.to_string().contains("timeout of the call"), "{error}");
            assert!(scene.asked() <= 1);
        });
    }
    // It must not go backwards; if it does, there is no endless wait.
    case("a jump back by a year", &Jumping::settings(&[FAR, TRUE]), |scene| {
        scene.server.inject(Fault::status(503), 2);
        scene.send().unwrap();
        assert_eq!(scene.asked(), 3);
    });
}
