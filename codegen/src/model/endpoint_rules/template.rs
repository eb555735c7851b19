//! Templates and attribute paths: `https://{Region}.{PartitionResult#dnsSuffix}`, `resourceId[1]`.

use serde_json::Value;

/// Returns the template with its placeholders filled; `{{` and `}}` stand for single braces.
///
/// # Errors
///
/// An unbalanced brace, a placeholder without a value, or an error of `variable`.
pub(super) fn fill<'a>(
    template: &str,
    variable: impl Fn(&str) -> Result<&'a Value, String>,
) -> Result<String, String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(brace) = rest.find(['{', '}']) {
        let (literal, tail) = rest.split_at(brace);
        filled.push_str(literal);
        if let Some(after) = tail.strip_prefix("{{").or_else(|| tail.strip_prefix("}}")) {
            filled.push_str(&tail[..1]);
            rest = after;
            continue;
        }
        let placeholder = tail.strip_prefix('{').and_then(|inside| inside.split_once('}'));
        let (placeholder, after) = placeholder.ok_or_else(|| format!("unbalanced braces in `{template}`"))?;
        let (name, path) = placeholder.split_once('#').unwrap_or((placeholder, ""));
        match attribute(variable(name)?, path)? {
            Value::String(text) => filled.push_str(&text),
            Value::Bool(flag) => filled.push_str(if flag { "true" } else { "false" }),
            _ => return Err(format!("`{{{placeholder}}}` of `{template}` has no text")),
        }
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// Returns the value at a path such as `a#b[0]` or `a.b[-1]`: `null` if there is none.
///
/// # Errors
///
/// An index that is not a number, or a path that does not end after it.
pub(super) fn attribute(value: &Value, path: &str) -> Result<Value, String> {
    let mut value = value;
    for part in path.split(['.', '#']).filter(|part| !part.is_empty()) {
        let (name, index) = match part.split_once('[') {
            None => (part, None),
            Some((name, index)) => {
                let index = index.strip_suffix(']').and_then(|index| index.parse::<i32>().ok());
                (name, Some(index.ok_or_else(|| format!("`{path}` is not an attribute path"))?))
            }
        };
        if !name.is_empty() {
            value = value.get(name).unwrap_or(&Value::Null);
        }
        if let Some(index) = index {
            let length = value.as_array().map_or(0, Vec::len);
            // A negative index counts from the end.
            let at = usize::try_from(index)
                .ok()
                .or_else(|| length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?));
            value = at.and_then(|at| value.get(at)).unwrap_or(&Value::Null);
        }
    }
    Ok(value.clone())
}
