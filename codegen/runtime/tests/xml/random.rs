//! Random values: what is written is read again, and no prefix of it is.

use farrier_runtime::{Blob, Timestamp, UnknownMember};

use super::properties::{check, read, write, All, Choice};

/// A small generator (xorshift), so that failures are reproducible.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 11) as usize % limit
    }

    /// A number of any width.
    fn wide(&mut self) -> i64 {
        (self.next() as i64) >> self.below(64)
    }

    fn text(&mut self) -> String {
        let length = [0, 3, 23, 24, 300][self.below(5)];
        (0..self.below(length + 1))
            .map(|_| ['a', 'é', '<', '&', '"', ' ', '\n', '\r', ']', '>', '\u{1}', '😀'][self.below(12)])
            .collect()
    }

    fn digits(&mut self) -> String {
        let sign = if self.below(2) == 0 { "-" } else { "" };
        format!(
            "{sign}{}{}",
            1 + self.below(9),
            (0..self.below(60)).map(|_| self.below(10).to_string()).collect::<String>()
        )
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    fn list<T>(&mut self, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(4)).map(|_| make(self)).collect()
    }

    fn all(&mut self, depth: usize) -> All {
        let deeper = depth > 0;
        All {
            id: self.maybe(Self::text),
            at: self.maybe(|random| Timestamp::from_epoch(random.wide() % 60_000_000_000, 0).unwrap()),
            flag: self.maybe(|random| random.below(2) == 0),
            byte: self.maybe(|random| random.wide() as i8),
            long: self.wide(),
            float: self.maybe(|random| random.below(1000) as f32 / 8.0),
            double: self.maybe(|random| random.wide() as f64 / 3.0),
            text: self.text(),
            blob: self.maybe(|random| Blob::from(random.text())),
            time: self.maybe(Self::time),
            seconds: self.maybe(Self::time),
            integer: self.maybe(|random| random.digits().parse().unwrap()),
            decimal: self
                .maybe(|random| format!("{}.{}5", random.digits(), random.below(100)).parse().unwrap()),
            list: self.list(|random| random.maybe(Self::text)),
            lists: self.maybe(|random| random.list(|random| random.list(|random| random.wide() as i32))),
            flat: if deeper { self.list(|random| random.all(depth - 1)) } else { Vec::new() },
            map: self.list(|random| (random.text(), random.wide())).into_iter().collect(),
            entries: self.maybe(|random| {
                let entry = |random: &mut Self| {
                    (
                        random.text(),
                        random.list(|random| (random.text(), random.text())).into_iter().collect(),
                    )
                };
                // An empty one is absent.
                [vec![entry(random)], random.list(entry)].concat().into_iter().collect()
            }),
            inner: if deeper {
                self.maybe(|random| random.list(|random| random.all(depth - 1)))
            } else {
                None
            },
            boxed: if deeper { self.maybe(|random| Box::new(random.all(depth - 1))) } else { None },
            choice: self.maybe(|random| match random.below(3) {
                0 => Choice::Number(random.wide() as i32),
                1 => Choice::Gone {},
                _ => Choice::Unknown(UnknownMember::new("new", random.text())),
            }),
        }
    }

    fn time(&mut self) -> Timestamp {
        let milliseconds = self.below(1000) as u32;
        Timestamp::from_epoch(self.wide() % 60_000_000_000, milliseconds * 1_000_000).unwrap()
    }
}

#[test]
fn values_survive_and_their_prefixes_are_errors() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for round in 0..150 {
        let value = random.all(round % 3);
        let body = write(&value);
        assert!(check(&body), "{}", String::from_utf8_lossy(&body));
        assert_eq!(read(&body), Ok(value));
        let step = body.len() / 40 + 1;
        for end in (0..body.len()).step_by(step) {
            assert!(!check(&body[..end]), "{end} of {}", String::from_utf8_lossy(&body));
        }
    }
}

/// Changed bytes are an error or another value, never a panic.
#[test]
fn changed_bodies_are_harmless() {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for round in 0..4_000 {
        let mut body = write(&random.all(round % 2));
        for _ in 0..=random.below(3) {
            let at = random.below(body.len());
            body[at] = random.next() as u8;
        }
        check(&body);
    }
}

#[test]
fn random_bytes_are_harmless() {
    let mut random = Random(0xd1b5_4a32_d192_ed03);
    for _ in 0..50_000 {
        // Mostly markup.
        let byte = |random: &mut Random| b"<>/ab=\"' &;!-?[]#x1:"[random.below(20)];
        let body: Vec<u8> = (0..random.below(40)).map(|_| byte(&mut random)).collect();
        check(&body);
    }
}
