//! The tokens of `--starting-token`, in the format of the AWS CLI: JSON in base64. A token of the service is accepted too, and so is
//! the older format `TOKEN___COUNT`.

use serde_json::{Map, Value};

use super::super::super::base64_text;
use super::super::spelling::{json, Layout};

/// The member with the number of items already returned.
const GIVEN: &str = "boto_truncate_amount";

/// A position in a list.
#[derive(Clone, Default)]
pub(super) struct Position {
    /// The page token of the service; `None` for the first page.
    pub(super) token: Option<Value>,
    /// The number of items of the page already returned.
    pub(super) given: usize,
    /// Whether the position is within a page.
    pub(super) cut: bool,
}

impl Position {
    pub(super) fn write(&self, name: &str) -> String {
        let mut members = Map::new();
        members.insert(name.to_owned(), self.token.clone().unwrap_or_default());
        if self.cut {
            members.insert(GIVEN.to_owned(), self.given.into());
        }
        base64_text::encode(json(&Value::Object(members), Layout::Line).as_bytes())
    }

    pub(super) fn read(text: &str, name: &str) -> Self {
        Self::read_own(text, name).unwrap_or_else(|| Self::read_plain(text))
    }

    /// Tokens of the tool have no other members.
    fn read_own(text: &str, name: &str) -> Option<Self> {
        let members: Map<String, Value> = serde_json::from_slice(&base64_text::decode_bytes(text)?).ok()?;
        if members.is_empty() || members.keys().any(|key| key != name && key != GIVEN) {
            return None;
        }
        let given = members.get(GIVEN);
        Some(Self {
            token: members.get(name).filter(|token| !token.is_null()).cloned(),
            given: match given {
                Some(given) => usize::try_from(given.as_u64()?).ok()?,
                None => 0,
            },
            cut: given.is_some(),
        })
    }

    fn read_plain(text: &str) -> Self {
        let count = text.split_once("___").and_then(|(token, count)| Some((token, count.parse().ok()?)));
        let (token, given) = count.unwrap_or((text, 0));
        Self { token: (token != "None").then(|| token.into()), given, cut: given > 0 }
    }

    /// Sets the token of an input, or removes it.
    pub(super) fn put(&self, name: &str, input: &mut Map<String, Value>) {
        match &self.token {
            Some(token) => drop(input.insert(name.to_owned(), token.clone())),
            None => drop(input.shift_remove(name)),
        }
    }
}
