//! Parses templates and attribute paths: `https://{Region}.{PartitionResult#dnsSuffix}`, `resourceId[1]`.

/// A part of a template.
pub(super) enum Found<'t> {
    Literal(String),
    Placeholder { name: &'t str, path: &'t str },
}

/// A step of a path.
pub(super) enum Place<'t> {
    Key(&'t str),
    /// A negative index counts from the end.
    Index(i64),
}

/// Returns the parts of a template; `{{` and `}}` stand for single braces.
///
/// # Errors
///
/// An unbalanced brace.
pub(super) fn pieces(template: &str) -> Result<Vec<Found<'_>>, String> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = template;
    while let Some(brace) = rest.find(['{', '}']) {
        let (before, tail) = rest.split_at(brace);
        literal.push_str(before);
        if let Some(after) = tail.strip_prefix("{{").or_else(|| tail.strip_prefix("}}")) {
            literal.push_str(&tail[..1]);
            rest = after;
            continue;
        }
        let placeholder = tail.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        let (placeholder, after) =
            placeholder.ok_or_else(|| format!("has unbalanced braces in `{}`", template.escape_debug()))?;
        if !literal.is_empty() {
            pieces.push(Found::Literal(std::mem::take(&mut literal)));
        }
        let (name, path) = placeholder.split_once('#').unwrap_or((placeholder, ""));
        pieces.push(Found::Placeholder { name, path });
        rest = after;
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Found::Literal(literal));
    }
    Ok(pieces)
}

/// Returns the steps of a path such as `a#b[0]` or `a.b[-1]`.
///
/// # Errors
///
/// An index that is not a number.
pub(super) fn path(path: &str) -> Result<Vec<Place<'_>>, String> {
    let mut places = Vec::new();
    for part in path.split(['.', '#']).filter(|part| !part.is_empty()) {
        let (name, index) = part.split_once('[').map_or((part, None), |(name, index)| (name, Some(index)));
        if !name.is_empty() {
            places.push(Place::Key(name));
        }
        if let Some(index) = index {
            let index = index.strip_suffix(']').and_then(|index| index.parse::<i32>().ok());
            let index = index.ok_or_else(|| format!("has `{}`, which is not a path", path.escape_debug()))?;
            places.push(Place::Index(i64::from(index)));
        }
    }
    Ok(places)
}
