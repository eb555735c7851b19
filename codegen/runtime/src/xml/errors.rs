//! Errors: the element `Error`, alone or in one of the elements that protocols put around it.
//!
//! ```text
//! <ErrorResponse><Error>..</Error><RequestId>..</RequestId></ErrorResponse>            awsQuery, restXml
//! <Response><Errors><Error>..</Error></Errors><RequestID>..</RequestID></Response>     ec2Query
//! <Error>..</Error>                                                                     restXml with noErrorWrapping
//! ```

use super::super::unreadable::UnreadableMembers;
use super::{read_document, Error, Reader, Text};

/// The element with the code, the message and the members of an error.
const ERROR: &str = "Error";

/// The element around the errors of a response, in ec2Query.
const ERRORS: &str = "Errors";

/// Decodes the members of an error: `read` reads the rest of the first `Error`, or of the root if there is none.
///
/// # Errors
///
/// As in [`read_document`].
pub fn read_error<'a>(
    body: impl Into<Text<'a>>,
    unreadable: &mut UnreadableMembers,
    mut read: impl FnMut(&mut Reader<'a>) -> Result<(), Error>,
) -> Result<(), Error> {
    read_document(body, unreadable, |xml| {
        let start = xml.mark();
        if !in_error(xml, &mut read, |xml, _| xml.skip())? {
            xml.go_to(start);
            read(xml)?;
        }
        Ok(())
    })
}

/// Calls `read` in the first `Error`, and `next_to` with the elements next to it, to read the rest of each. Returns whether there is an
/// `Error`.
pub(crate) fn in_error<'a>(
    xml: &mut Reader<'a>,
    mut read: impl FnMut(&mut Reader<'a>) -> Result<(), Error>,
    mut next_to: impl FnMut(&mut Reader<'a>, &'a str) -> Result<(), Error>,
) -> Result<bool, Error> {
    if xml.local_name() == ERROR {
        return read(xml).map(|()| true);
    }
    let mut found = false;
    let mut error = |xml: &mut Reader<'a>| match std::mem::replace(&mut found, true) {
        false => xml.wrapped(&mut read),
        true => xml.skip(),
    };
    xml.object(|xml, name| match name {
        ERROR => error(xml),
        ERRORS => {
            xml.wrapped(|xml| xml.object(|xml, name| if name == ERROR { error(xml) } else { xml.skip() }))
        }
        _ => next_to(xml, name),
    })?;
    Ok(found)
}

/// Whether a body is an error, whatever the status of its response: S3 sends some with the status 200.
pub fn is_error(body: &[u8]) -> bool {
    Reader::new(body).map_or(false, |xml| matches!(xml.local_name(), ERROR | "ErrorResponse"))
}
