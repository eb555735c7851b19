//! Timestamps: as written by people, as parsed by the types of the crate (RFC 3339), and as printed.

use serde_json::Value;

/// The range of seconds whose years have four digits.
const SECONDS: std::ops::RangeInclusive<i64> = -62_135_596_800..=253_402_300_799;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a value is a timestamp.
pub(crate) fn is_time(value: &Value) -> bool {
    to_date_time(value).is_some()
}

/// Parses a timestamp: ISO 8601, an HTTP date, or seconds since 1970. Without an offset it is UTC.
pub(crate) fn to_date_time(value: &Value) -> Option<String> {
    let text = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return None,
    };
    // Whatever parses as a number is one, even `20191108`.
    seconds(&text).or_else(|| Cursor(text.as_bytes()).iso()).or_else(|| {
        let date = text.split_once(',').map_or(text.as_str(), |(_, date)| date.trim_start());
        Cursor(date.as_bytes()).http_date()
    })
}

/// Formats RFC 3339 in UTC: `2019-11-08T02:41:28.172000+00:00`. Other texts stay unchanged.
pub(crate) fn to_people(text: String) -> String {
    let Some(time) = text.strip_suffix('Z') else { return text };
    match time.split_once('.') {
        None => format!("{time}+00:00"),
        Some((time, fraction)) => format!("{time}.{fraction:0<6.6}+00:00"),
    }
}

/// Parses seconds since 1970, with a fraction, truncated to nanoseconds.
fn seconds(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let (mut second, mut nanosecond) = match whole.parse::<i64>() {
        Ok(second) if digits => (second, format!("{fraction:0<9.9}").parse::<u32>().ok()?),
        // Such as `1.5e9`, or out of range.
        _ => {
            let value = text.parse::<f64>().ok().filter(|value| value.abs() < 1e12)?;
            (value.floor() as i64, ((value - value.floor()) * 1e9) as u32)
        }
    };
    if digits && text.starts_with('-') && whole.parse::<i64>().is_ok() && nanosecond > 0 {
        // The text counts from zero, the fraction upwards.
        second = second.checked_sub(1)?;
        nanosecond = 1_000_000_000 - nanosecond;
    }
    if !SECONDS.contains(&second) {
        return None;
    }
    let (year, month, day) = date(second.div_euclid(86_400));
    let time = second.rem_euclid(86_400);
    let fraction = if nanosecond == 0 { String::new() } else { format!(".{nanosecond:09}") };
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    Some(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z"))
}

/// Returns the date of a number of days after 1970: the year starts in March, so that the leap day is the last day.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let january = i64::from(month >= 10);
    (era * 400 + year + january, month + 3 - 12 * january, day - (153 * month + 2) / 5 + 1)
}

/// The rest of a text. Its methods return `None` if the text does not match.
struct Cursor<'t>(&'t [u8]);

impl Cursor<'_> {
    /// `2019-11-08T02:41:28.172+01:00`; everything after the day may be missing, and `-` and `:` too.
    fn iso(mut self) -> Option<String> {
        let year = self.number(4)?;
        let extended = self.skip(b"-");
        let month = self.number(2)?;
        if extended && !self.skip(b"-") {
            return None;
        }
        let day = self.number(2)?;
        let time = if self.skip(b"Tt ") { self.time(b":")? } else { "00:00:00".to_owned() };
        let offset = self.offset()?;
        self.finish((year, month, day), &time, &offset)
    }

    /// `08 Nov 2019 02:41:28 GMT`
    fn http_date(mut self) -> Option<String> {
        let day = self.number(2).or_else(|| self.number(1))?;
        self.skip(b" ").then_some(())?;
        let name = self.0.get(..3)?;
        let month = MONTHS.iter().position(|month| month.as_bytes().eq_ignore_ascii_case(name))?;
        self.0 = self.0.get(3..)?;
        self.skip(b" ").then_some(())?;
        let year = self.number(4)?;
        self.skip(b" ").then_some(())?;
        let time = self.time(b":")?;
        self.skip(b" ").then_some(())?;
        if self.0.eq_ignore_ascii_case(b"GMT") || self.0.eq_ignore_ascii_case(b"UTC") {
            self.0 = b"Z";
        }
        let offset = self.offset()?;
        self.finish((year, i64::try_from(month).ok()? + 1, day), &time, &offset)
    }

    /// `02:41:28.172`; everything after the hour may be missing.
    fn time(&mut self, colon: &[u8]) -> Option<String> {
        let hour = self.number(2)?;
        let mut rest = [0; 2];
        for part in &mut rest {
            let colon = self.skip(colon);
            match self.number(2) {
                Some(number) => *part = number,
                None if colon => return None,
                None => break,
            }
        }
        let [minute, second] = rest;
        let mut fraction = String::new();
        if self.skip(b".,") {
            let count = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let (digits, rest) = self.0.split_at(count);
            fraction = format!(".{}", std::str::from_utf8(digits).ok().filter(|digits| !digits.is_empty())?);
            self.0 = rest;
        }
        (hour < 24 && minute < 60 && second <= 60)
            .then(|| format!("{hour:02}:{minute:02}:{second:02}{fraction}"))
    }

    /// `Z`, `+01:00`, `+0100`, `+01`, or nothing.
    fn offset(&mut self) -> Option<String> {
        if self.0.is_empty() || self.skip(b"Zz") {
            return Some("Z".to_owned());
        }
        self.skip(b" ");
        let sign = *self.0.first().filter(|byte| b"+-".contains(byte))?;
        self.0 = self.0.get(1..)?;
        let hours = self.number(2)?;
        let colon = self.skip(b":");
        let minutes = if colon || !self.0.is_empty() { self.number(2)? } else { 0 };
        (hours < 24 && minutes < 60).then(|| format!("{}{hours:02}:{minutes:02}", char::from(sign)))
    }

    fn finish(&self, (year, month, day): (i64, i64, i64), time: &str, offset: &str) -> Option<String> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            2 => 28 + i64::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let is_date = year > 0 && (1..=days).contains(&day) && self.0.is_empty();
        is_date.then(|| format!("{year:04}-{month:02}-{day:02}T{time}{offset}"))
    }

    /// Consumes one of these bytes, if present.
    fn skip(&mut self, any: &[u8]) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if any.contains(first) => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Parses exactly this number of digits.
    fn number(&mut self, count: usize) -> Option<i64> {
        let digits = self.0.get(..count).filter(|digits| digits.iter().all(u8::is_ascii_digit))?;
        self.0 = self.0.get(count..)?;
        Some(digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
    }
}

#[cfg(test)]
mod tests;
