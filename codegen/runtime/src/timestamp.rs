//! A point in time, and the three formats that services use: RFC 3339, HTTP dates, and seconds since 1970.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::calendar::{date_from_days, days_from_date, is_date};
use super::decimal;

const NANOSECONDS: u32 = 1_000_000_000;
const DAY: i64 = 86_400;
/// The first second of the year 1.
const FIRST: i64 = -62_135_596_800;
/// The last second of the year 9999.
const LAST: i64 = 253_402_300_799;

const WEEKDAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A point in time, to the nanosecond, between the years 1 and 9999.
///
/// ```
/// # use farrier_runtime::Timestamp;
/// let time = Timestamp::parse_date_time("2019-11-08T03:41:28.172+01:00").unwrap();
/// assert_eq!(time.to_string(), "2019-11-08T02:41:28.172Z");
/// assert_eq!(time.to_http_date(), "Fri, 08 Nov 2019 02:41:28.172 GMT");
/// assert_eq!(time.to_epoch_seconds(), "1573180888.172");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Since 1970, rounded down.
    seconds: i64,
    nanoseconds: u32,
}

/// The error of creating a [`Timestamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampError {
    /// The text is not in the format.
    Format,
    /// The time is not between the years 1 and 9999, or the system cannot represent it.
    Range,
}

impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Format => "the text is not a time in this format",
            Self::Range => "the time is out of range",
        })
    }
}

impl std::error::Error for TimestampError {}

impl Timestamp {
    /// The start of the year 1970.
    pub const UNIX_EPOCH: Self = Self { seconds: 0, nanoseconds: 0 };

    /// Returns the time this number of seconds after the start of 1970 in UTC (before it, if negative), plus the nanoseconds.
    ///
    /// # Errors
    ///
    /// [`TimestampError::Range`]: the year is not 1 to 9999, or there are 1,000,000,000 nanoseconds or more.
    pub fn from_epoch(seconds: i64, nanoseconds: u32) -> Result<Self, TimestampError> {
        if (FIRST..=LAST).contains(&seconds) && nanoseconds < NANOSECONDS {
            Ok(Self { seconds, nanoseconds })
        } else {
            Err(TimestampError::Range)
        }
    }

    /// Returns the whole seconds since the start of 1970, rounded down: negative before that.
    pub fn seconds(self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds since the last whole second.
    pub fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Parses an RFC 3339 date and time, such as `2019-11-08T02:41:28.172Z` or `2019-11-08T03:41:28+01:00`.
    ///
    /// Fractions of a nanosecond are cut off; a leap second is the second after it.
    ///
    /// # Errors
    ///
    /// The text is not in this format, or the time is out of range.
    pub fn parse_date_time(text: &str) -> Result<Self, TimestampError> {
        Cursor(text.as_bytes()).date_time().unwrap_or(Err(TimestampError::Format))
    }

    /// Parses an HTTP date, such as `Fri, 08 Nov 2019 02:41:28 GMT`, also with a fraction of a second.
    ///
    /// The day of the week is not checked and may be missing; the day of the month may have one digit.
    ///
    /// # Errors
    ///
    /// The text is not in this format, or the time is out of range.
    pub fn parse_http_date(text: &str) -> Result<Self, TimestampError> {
        // The day of the week is redundant; if a service gets it wrong, the date is right.
        let date = text.split_once(',').map_or(text, |(_, date)| date).trim();
        Cursor(date.as_bytes()).http_date().unwrap_or(Err(TimestampError::Format))
    }

    /// Parses seconds since 1970 as a decimal number, such as `1573180888.172` or `1.573180888172e9`.
    ///
    /// The value is exact; fractions of a nanosecond are cut off.
    ///
    /// # Errors
    ///
    /// The text is not a number, or the time is out of range.
    pub fn parse_epoch_seconds(text: &str) -> Result<Self, TimestampError> {
        if decimal::length(text.as_bytes()) != text.len() || text.is_empty() {
            return Err(TimestampError::Format);
        }
        let nanoseconds = decimal::scaled(text, 9).ok_or(TimestampError::Range)?.value;
        let second = i128::from(NANOSECONDS);
        match (i64::try_from(nanoseconds.div_euclid(second)), u32::try_from(nanoseconds.rem_euclid(second))) {
            (Ok(seconds), Ok(nanoseconds)) => Self::from_epoch(seconds, nanoseconds),
            _ => Err(TimestampError::Range),
        }
    }

    /// Formats an RFC 3339 date and time in UTC, such as `2019-11-08T02:41:28.172Z`, with as many fractional digits as
    /// necessary.
    pub fn to_date_time(self) -> String {
        let ((year, month, day), (hour, minute, second)) = self.civil();
        let fraction = Fraction(self.nanoseconds);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
    }

    /// Formats an HTTP date, such as `Fri, 08 Nov 2019 02:41:28 GMT`, with a fraction only if there is one.
    pub fn to_http_date(self) -> String {
        let ((year, month, day), (hour, minute, second)) = self.civil();
        let weekday = WEEKDAYS[self.seconds.div_euclid(DAY).rem_euclid(7) as usize];
        let month = MONTHS[month as usize - 1];
        let fraction = Fraction(self.nanoseconds);
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02}{fraction} GMT")
    }

    /// Formats seconds since 1970 as a decimal number, such as `1573180888.172`: exact, without trailing zeros.
    pub fn to_epoch_seconds(self) -> String {
        if self.seconds < 0 && self.nanoseconds > 0 {
            // Text counts from zero, `seconds` from below: 1.5 seconds before 1970 is half a second after -2.
            format!("-{}{}", -(self.seconds + 1), Fraction(NANOSECONDS - self.nanoseconds))
        } else {
            format!("{}{}", self.seconds, Fraction(self.nanoseconds))
        }
    }

    /// Returns date and time of day in UTC.
    fn civil(self) -> ((i64, i64, i64), (i64, i64, i64)) {
        let second = self.seconds.rem_euclid(DAY);
        (date_from_days(self.seconds.div_euclid(DAY)), (second / 3600, second / 60 % 60, second % 60))
    }
}

/// Formats it as a date and time: see [`Timestamp::to_date_time`].
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.to_date_time())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({self})")
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, TimestampError> {
        let whole = |seconds: u64| i64::try_from(seconds).map_err(|_| TimestampError::Range);
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Self::from_epoch(whole(after.as_secs())?, after.subsec_nanos()),
            Err(error) => {
                let before = error.duration();
                match (whole(before.as_secs())?, before.subsec_nanos()) {
                    (seconds, 0) => Self::from_epoch(-seconds, 0),
                    (seconds, nanoseconds) => Self::from_epoch(-seconds - 1, NANOSECONDS - nanoseconds),
                }
            }
        }
    }
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    fn try_from(time: Timestamp) -> Result<Self, TimestampError> {
        let whole = Duration::from_secs(time.seconds.unsigned_abs());
        let epoch = SystemTime::UNIX_EPOCH;
        if time.seconds < 0 { epoch.checked_sub(whole) } else { epoch.checked_add(whole) }
            .and_then(|second| second.checked_add(Duration::from_nanos(time.nanoseconds.into())))
            .ok_or(TimestampError::Range)
    }
}

/// The fraction of a second as text: a dot and its digits, or nothing.
struct Fraction(u32);

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return Ok(());
        }
        let digits = format!("{:09}", self.0);
        write!(f, ".{}", digits.trim_end_matches('0'))
    }
}

/// The rest of a text. Its methods return `None` if the text does not match.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    /// The outer `None` is for the format, the inner error for the range.
    fn date_time(mut self) -> Option<Result<Timestamp, TimestampError>> {
        let year = self.digits(4, 4)?;
        self.one_of(b"-")?;
        let month = self.digits(2, 2)?;
        self.one_of(b"-")?;
        let day = self.digits(2, 2)?;
        self.one_of(b"Tt ")?;
        let (time, nanoseconds) = self.time()?;
        let offset = self.offset()?;
        self.finish((year, month, day), time - offset, nanoseconds)
    }

    fn http_date(mut self) -> Option<Result<Timestamp, TimestampError>> {
        let day = self.digits(1, 2)?;
        self.one_of(b" ")?;
        let name = self.0.get(..3)?;
        let month = MONTHS.iter().position(|month| month.as_bytes().eq_ignore_ascii_case(name))?;
        self.0 = &self.0[3..];
        self.one_of(b" ")?;
        let year = self.digits(4, 4)?;
        self.one_of(b" ")?;
        let (time, nanoseconds) = self.time()?;
        self.one_of(b" ")?;
        if !self.0.eq_ignore_ascii_case(b"GMT") && !self.0.eq_ignore_ascii_case(b"UTC") {
            return None;
        }
        self.0 = &[];
        self.finish((year, i64::try_from(month).ok()? + 1, day), time, nanoseconds)
    }

    /// Parses `hh:mm:ss` and a fraction: the second of the day, and nanoseconds.
    fn time(&mut self) -> Option<(i64, u32)> {
        let hour = self.digits(2, 2)?;
        self.one_of(b":")?;
        let minute = self.digits(2, 2)?;
        self.one_of(b":")?;
        let second = self.digits(2, 2)?;
        let nanoseconds = self.fraction()?;
        // 60 is a leap second.
        (hour < 24 && minute < 60 && second <= 60).then(|| (hour * 3600 + minute * 60 + second, nanoseconds))
    }

    fn fraction(&mut self) -> Option<u32> {
        if self.0.first() != Some(&b'.') {
            return Some(0);
        }
        self.0 = &self.0[1..];
        let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
        let nanoseconds = padded.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        (count > 0).then_some(nanoseconds)
    }

    /// Parses `Z` or `+hh:mm`, in seconds.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.digits(2, 2)?;
        self.one_of(b":")?;
        let minutes = self.digits(2, 2)?;
        (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
    }

    fn finish(
        self,
        (year, month, day): (i64, i64, i64),
        seconds: i64,
        nanoseconds: u32,
    ) -> Option<Result<Timestamp, TimestampError>> {
        if !self.0.is_empty() || !is_date(year, month, day) {
            return None;
        }
        Some(Timestamp::from_epoch(days_from_date(year, month, day) * DAY + seconds, nanoseconds))
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        allowed.contains(first).then_some(*first)
    }

    fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let count = self.0.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let value = digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
        (count >= least).then_some(value)
    }
}
