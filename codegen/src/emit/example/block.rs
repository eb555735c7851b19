//! Code blocks in the documentation: tests of a crate, and not compiled in a module.

use crate::docs::append;
use crate::ir::{Gate, Service};

/// Adds an example that needs a feature. It makes calls, so it is compiled and not run.
pub(in crate::emit) fn append_for_client(
    service: &Service,
    lines: &mut Vec<String>,
    features: &'static [&'static str],
    code: Vec<String>,
) {
    append_block(service, lines, "no_run", framed(service, features, code));
}

/// Puts code that needs a feature into a frame, which rustdoc hides.
pub(in crate::emit) fn framed(
    service: &Service,
    features: &'static [&'static str],
    code: Vec<String>,
) -> Vec<String> {
    let Gate::Features([feature]) = service.clients(features) else { return code };
    let frame = format!("# #[cfg(feature = \"{feature}\")] mod tried {{");
    std::iter::once(frame).chain(code).chain(["# }".to_owned()]).collect()
}

/// Adds code, which is compiled as a test of the crate: `no_run` or, to run it, nothing. A module does not know its path in
/// the crate that contains it, so its examples are not compiled.
pub(in crate::emit) fn append_block(
    service: &Service,
    lines: &mut Vec<String>,
    how: &str,
    code: impl IntoIterator<Item = String>,
) {
    let how = if service.form.is_module() { "ignore" } else { how };
    append(lines, format!("```{how}"));
    lines.extend(code);
    lines.push("```".to_owned());
}
