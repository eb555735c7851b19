//! The grammar of SPDX license expressions, without the list of licenses: a registry knows the current one.

/// Returns whether a text is an expression: `MIT`, `GPL-2.0+ OR (MIT AND LicenseRef-own)`, `Apache-2.0 WITH LLVM-exception`.
pub(super) fn is_expression(text: &str) -> bool {
    let spaced = text.replace('(', " ( ").replace(')', " ) ");
    let (mut depth, mut before) = (0_usize, Before::Operand);
    for word in spaced.split_ascii_whitespace() {
        before = match (before, word) {
            (Before::Operand, "(") => {
                depth += 1;
                Before::Operand
            }
            (Before::Operand, word) if is_license(word) => Before::Operator { of_license: true },
            (Before::Exception, word) if is_id(word) => Before::Operator { of_license: false },
            (Before::Operator { .. }, ")") if depth > 0 => {
                depth -= 1;
                Before::Operator { of_license: false }
            }
            (Before::Operator { .. }, "AND" | "OR") => Before::Operand,
            (Before::Operator { of_license: true }, "WITH") => Before::Exception,
            _ => return false,
        };
    }
    depth == 0 && matches!(before, Before::Operator { .. })
}

/// The next part of an expression.
#[derive(Clone, Copy)]
enum Before {
    Operand,
    Exception,
    /// An operator, a closing parenthesis or the end. Only a license can have an exception.
    Operator {
        of_license: bool,
    },
}

/// A license: an id, an id with `+` for later versions, or a reference to another document.
fn is_license(word: &str) -> bool {
    let document = word.strip_prefix("DocumentRef-").and_then(|rest| rest.split_once(':'));
    match document {
        Some((document, license)) => is_id(document) && license.starts_with("LicenseRef-") && is_id(license),
        None => is_id(word.strip_suffix('+').unwrap_or(word)),
    }
}

fn is_id(word: &str) -> bool {
    let is_operator = ["AND", "OR", "WITH"].iter().any(|operator| word.eq_ignore_ascii_case(operator));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    !is_operator && !word.is_empty() && word.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::is_expression;

    #[test]
    fn expressions() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "GPL-2.0+ OR (MIT AND LicenseRef-own)",
            "(Apache-2.0 WITH LLVM-exception) AND ((MIT))",
            "DocumentRef-other:LicenseRef-own",
        ] {
            assert!(is_expression(good), "{good}");
        }
        for bad in [
            "",
            " ",
            "MIT/Apache-2.0",
            "MIT or Apache-2.0",
            "MIT Apache-2.0",
            "OR MIT",
            "MIT OR",
            "(MIT",
            "MIT)",
            "()",
            "MIT WITH",
            "(MIT) WITH Classpath-exception-2.0",
            "My license",
            "M\"IT",
            "MIT++",
        ] {
            assert!(!is_expression(bad), "{bad}");
        }
        assert!(is_expression(&format!("{}MIT{}", "(".repeat(100_000), ")".repeat(100_000))));
    }
}
