//! From wire names to the expected Rust names and types. It is independent of the
//! generator's own `naming`.

use super::facts::Member;

/// The fields and modules whose names do not follow from the rule below.
const EXCEPTIONS: &[(&str, &str)] = &[];

/// The types of the overlay that a string member may have instead of `String`, by wire name of the member: newtypes, and an enum of
/// known values.
///
/// No published client has them: each has its own file under `types/`.
pub(crate) const OVERLAID: &[(&str, &str)] = &[
    ("ParticipantToken", "ParticipantToken"),
    ("ConnectionToken", "ConnectionToken"),
    ("ContentType", "ChatContentType"),
];

/// The field or module of a wire name, without `r#`: `WebRTCConnection` is `web_rtc_connection`.
pub(crate) fn snake(wire: &str) -> String {
    if let Some((_, name)) = EXCEPTIONS.iter().find(|(exception, _)| *exception == wire) {
        return (*name).to_owned();
    }
    let letters: Vec<char> = wire.chars().collect();
    let mut name = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let after_lower = index > 0 && !letters[index - 1].is_uppercase();
        let before_lower = index > 0 && letters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && (after_lower || before_lower) {
            name.push('_');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

/// Returns the most likely wire name of a field: `received_time` is `ReceivedTime`.
pub(crate) fn wire_name(field: &str) -> String {
    field
        .split('_')
        .map(|word| {
            let (first, rest) = word.split_at(word.len().min(1));
            first.to_uppercase() + rest
        })
        .collect()
}

/// Whether a variant can be that of a value: the same letters, `WebrtcConnection` or `WebRtcConnection`.
pub(crate) fn is_variant_of(variant: &str, value: &str) -> bool {
    let letters =
        |text: &str| text.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect::<String>();
    variant.starts_with(|c: char| c.is_ascii_uppercase())
        && !variant.contains('_')
        && letters(variant) == letters(value)
}

/// Returns the possible types of the field of a member. More than one if the tables leave it open.
pub(crate) fn rust_types(member: &Member) -> Vec<String> {
    let mut types = alternatives(&member.ty, member);
    if !member.must_be_given() {
        types = types.into_iter().map(|ty| format!("Option<{ty}>")).collect();
    }
    types
}

fn alternatives(ty: &str, member: &Member) -> Vec<String> {
    if let Some(element) = ty.strip_prefix("list of ") {
        let list = if member.non_empty { "NonEmpty" } else { "Vec" };
        return alternatives(element, member).iter().map(|element| format!("{list}<{element}>")).collect();
    }
    if ty.starts_with("map of ") {
        return vec!["BTreeMap<String, String>".to_owned()];
    }
    match ty {
        "string" => {
            let overlaid = OVERLAID.iter().find(|(wire, _)| *wire == member.name).map(|(_, name)| *name);
            ["String"].into_iter().chain(overlaid).map(str::to_owned).collect()
        }
        "boolean" => vec!["bool".to_owned()],
        "integer" => vec!["i32".to_owned()],
        "long" => vec!["i64".to_owned()],
        named => vec![named.rsplit(' ').next().unwrap_or(named).to_owned()],
    }
}

#[test]
fn names() {
    let cases = [
        ("Type", "type"),
        ("UrlExpiryInSeconds", "url_expiry_in_seconds"),
        ("WebRTCConnection", "web_rtc_connection"),
        ("WebRTCMediaPlacement", "web_rtc_media_placement"),
        ("GetAuthenticationUrl", "get_authentication_url"),
    ];
    for (wire, field) in cases {
        assert_eq!(snake(wire), field);
    }
    assert!(is_variant_of("WebRtcConnection", "WEBRTC_CONNECTION"));
    assert!(is_variant_of("InProgress", "IN_PROGRESS"));
    assert!(!is_variant_of("inProgress", "IN_PROGRESS"));
    assert!(!is_variant_of("Approved", "REJECTED"));
}
