//! Timestamps: as written by people, as parsed by the types of the crate (RFC 3339), and as printed.

use serde_json::Value;

use super::super::super::timestamp::Timestamp;

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
    if let Ok(number) = text.parse::<f64>() {
        // People also write numbers that are not in the grammar of services, such as `+1` and `.5`.
        let time = Timestamp::parse_epoch_seconds(&text);
        let time = time.or_else(|_| Timestamp::parse_epoch_seconds(&number.to_string()));
        return time.ok().map(Timestamp::to_date_time);
    }
    let text = Cursor(text.as_bytes()).iso().or_else(|| http_date(&text))?;
    Timestamp::parse_date_time(&text).ok().map(|_| text)
}

/// Formats RFC 3339 in UTC: `2019-11-08T02:41:28.172000+00:00`. Other texts stay unchanged.
pub(crate) fn to_people(text: String) -> String {
    let Some(time) = text.strip_suffix('Z') else { return text };
    match time.split_once('.') {
        None => format!("{time}+00:00"),
        Some((time, fraction)) => format!("{time}.{fraction:0<6.6}+00:00"),
    }
}

/// Parses an HTTP date, or one of mail with an offset: `08 Nov 2019 02:41:28 +0100`.
fn http_date(text: &str) -> Option<String> {
    let (date, zone) = text.rsplit_once(' ')?;
    let (day, time) = date.rsplit_once(' ')?;
    let mut rest = Cursor(time.as_bytes());
    let time = rest.time().filter(|_| rest.0.is_empty())?;
    let time = Timestamp::parse_http_date(&format!("{day} {time} GMT")).ok()?.to_date_time();
    let is_utc = ["GMT", "UTC"].iter().any(|utc| zone.eq_ignore_ascii_case(utc));
    let mut zone = Cursor(if is_utc { b"Z" } else { zone.as_bytes() });
    let offset = zone.offset()?;
    zone.0.is_empty().then(|| format!("{}{offset}", time.trim_end_matches('Z')))
}

/// The rest of a text. Its methods add what is missing for RFC 3339, and return `None` if they find something else.
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
        let time = if self.skip(b"Tt ") { self.time()? } else { "00:00:00".to_owned() };
        let offset = self.offset()?;
        self.0.is_empty().then(|| format!("{year:04}-{month:02}-{day:02}T{time}{offset}"))
    }

    /// `02:41:28.172`; everything after the hour may be missing.
    fn time(&mut self) -> Option<String> {
        let hour = self.number(2)?;
        let mut rest = [0; 2];
        for part in &mut rest {
            let colon = self.skip(b":");
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
        Some(format!("{hour:02}:{minute:02}:{second:02}{fraction}"))
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
        Some(format!("{}{hours:02}:{minutes:02}", char::from(sign)))
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
