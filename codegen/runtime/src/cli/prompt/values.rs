//! What is wrong with an answer, as far as it can be told at once. Everything else is told when the options are read.

use super::super::super::schema::{Limits, Member, Shape};

/// What is wrong with the text of a member.
pub(super) fn problem(member: &Member, text: &str) -> Option<String> {
    of_shape(member.shape, text)
}

/// What is wrong with the text of an item of a list.
pub(super) fn problem_of_item(member: &Member, text: &str) -> Option<String> {
    match member.shape {
        Shape::List { item, .. } => of_shape(item, text),
        shape => of_shape(shape, text),
    }
}

/// What is wrong with a text of which nothing is known.
pub(super) fn of_any(text: &str) -> Option<String> {
    text.is_empty().then(|| "a value is needed".to_owned())
}

fn of_shape(shape: &Shape, text: &str) -> Option<String> {
    // What is in a file is seen when it is read.
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

/// Longer texts than the model allows are the service's business.
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
