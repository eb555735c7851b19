//! Forms in the log.

use serde_json::{Map, Value};

use super::super::super::super::form::pairs;
use super::super::super::failure::REDACTED;
use super::{Known, Names, NOT_SHOWN};

impl Names {
    /// The names that forms have in addition to those of members.
    pub(super) fn add_parts_of_forms(&mut self) {
        for name in ["action", "version", "entry"] {
            self.0.insert(name.to_owned(), Known::default());
        }
    }

    /// A form as JSON: a value is shown if all parts of its name are known, and none is the name of a secret.
    pub(super) fn form(&self, body: &[u8]) -> String {
        let shown = pairs(body).into_iter().map(|(name, value)| {
            let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let parts = name.split('.').filter(|part| !is_number(part));
            let known: Vec<Option<&Known>> =
                parts.map(|part| self.0.get(&part.to_ascii_lowercase())).collect();
            let is_secret = known.iter().flatten().any(|known| known.is_secret);
            let shown = if is_secret {
                REDACTED.to_owned()
            } else if known.iter().all(Option::is_some) {
                value
            } else {
                NOT_SHOWN.to_owned()
            };
            (name, Value::from(shown))
        });
        Value::Object(shown.collect::<Map<_, _>>()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn values_of_secrets_and_of_unknown_names_are_hidden() {
        let mut names = Names(BTreeMap::new());
        names.add_parts_of_forms();
        for name in ["Tags", "member", "Key", "Other"] {
            names.add(name, Known::default());
        }
        names.add("Password", Known { is_secret: true, is_open: false });
        let form = b"Action=A&Tags.member.1.Key=a+b&Other.1.X=x&password=1&Other.Password.1.Y=2";
        let shown = "{\"Action\":\"A\",\"Other.1.X\":\"[not shown]\",\"Other.Password.1.Y\":\"[redacted]\",\
                     \"Tags.member.1.Key\":\"a b\",\"password\":\"[redacted]\"}";
        let sorted: BTreeMap<String, Value> = serde_json::from_str(&names.form(form)).unwrap();
        assert_eq!(serde_json::to_string(&sorted).unwrap(), shown);
    }
}
