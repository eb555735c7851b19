//! Immediate checks of answers. Other problems are reported when the options are parsed.

use super::super::super::schema::{Limits, Member, Shape};

/// Returns the problem of the text of a member.
pub(super) fn problem(member: &Member, text: &str) -> Option<String> {
    of_shape(member.shape, text)
}

/// Returns the problem of the text of a list item.
pub(super) fn problem_of_item(member: &Member, text: &str) -> Option<String> {
    match member.shape {
        Shape::List { item, .. } => of_shape(item, text),
        shape => of_shape(shape, text),
    }
}

/// Returns the problem of a text of any kind.
pub(super) fn of_any(text: &str) -> Option<String> {
    text.is_empty().then(|| "a value is needed".to_owned())
}

fn of_shape(shape: &Shape, text: &str) -> Option<String> {
    // Files are checked when they are read.
    if text.starts_with("file://") || text.starts_with("fileb://") {
        return None;
    }
    match shape {
        Shape::String(limits) => too_short(text, *limits),
        Shape::Byte(limits) | Shape::Short(limits) | Shape::Integer(limits) | Shape::Long(limits) => {
            whole_number(text, *limits)
        }
        Shape::IntEnum(_) => whole_number(text, Limits::NONE),
        Shape::Float(_) | Shape::Double(_) => {
            let is_number = text.trim().parse::<f64>().is_ok();
            (!is_number).then(|| "a number is needed".to_owned())
        }
        _ => of_any(text),
    }
}

/// Texts that are too long are left to the service.
fn too_short(text: &str, limits: Limits) -> Option<String> {
    let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    limits.min.filter(|least| length < *least).map(|least| match least {
        1 => "a value is needed".to_owned(),
        least => format!("at least {least} characters are needed"),
    })
}

fn whole_number(text: &str, limits: Limits) -> Option<String> {
    let Ok(number) = text.trim().parse::<i64>() else { return Some("a whole number is needed".to_owned()) };
    limits.min.filter(|least| number < *least).map(|least| format!("at least {least} is needed"))
}
