//! The tokens of `--starting-token`, as the AWS CLI writes them: JSON in base64. A token of the service's own does as well, and the
//! older form `TOKEN___COUNT`.

use serde_json::{Map, Value};

use super::super::base64;
use super::super::spelling::{json, Layout};

/// The member that counts the items which were given already.
const GIVEN: &str = "boto_truncate_amount";

/// A place in a list.
#[derive(Clone, Default)]
pub(super) struct Position {
    /// The service's token of the page; none for the first.
    pub(super) token: Option<Value>,
    /// How many items of the page were given already.
    pub(super) given: usize,
    /// Whether it is in the middle of a page.
    pub(super) cut: bool,
}

impl Position {
    pub(super) fn write(&self, name: &str) -> String {
        let mut members = Map::new();
        members.insert(name.to_owned(), self.token.clone().unwrap_or_default());
        if self.cut {
            members.insert(GIVEN.to_owned(), self.given.into());
        }
        base64::encode(json(&Value::Object(members), Layout::Line).as_bytes())
    }

    pub(super) fn read(text: &str, name: &str) -> Self {
        Self::read_own(text, name).unwrap_or_else(|| Self::read_plain(text))
    }

    /// A token of the tool's own has no other members than ours do.
    fn read_own(text: &str, name: &str) -> Option<Self> {
        let members: Map<String, Value> = serde_json::from_slice(&base64::decode(text)?).ok()?;
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

    /// Puts the token into an input, or takes out what is there.
    pub(super) fn put(&self, name: &str, input: &mut Map<String, Value>) {
        match &self.token {
            Some(token) => drop(input.insert(name.to_owned(), token.clone())),
            None => drop(input.shift_remove(name)),
        }
    }
}
