//! The intended differences, each with its reason. One that no request has any more must be removed.

use std::collections::BTreeSet;

use super::compare::{Finding, MISSING};

/// A difference.
pub(super) struct Difference {
    pub(super) name: &'static str,
    pub(super) reason: &'static str,
    /// Whether a finding in a flow is this difference.
    explains: fn(&str, &Finding) -> bool,
}

/// All differences. The first that explains a finding counts.
pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        name: "accept-encoding",
        reason: "boto3 rejects compression; without the feature `gzip`, a generated crate does not mention it",
        explains: |_, finding| is(finding, "header accept-encoding", MISSING, "identity"),
    },
    Difference {
        name: "charset of forms",
        reason: "the media type has no parameters; Smithy's protocol tests require it without any",
        explains: |_, finding| {
            is(
                finding,
                "header content-type",
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=utf-8",
            )
        },
    },
    Difference {
        name: "signed content-length",
        reason: "`aws-sigv4` also signs the length of the body",
        explains: |_, finding| {
            finding.place == "header SignedHeaders"
                && finding.ours != finding.theirs
                && finding.ours.replace("content-length;", "") == finding.theirs
        },
    },
    Difference {
        name: "content-type of S3",
        reason: "restXml names the media type of each document, and it is signed; boto3 omits it for S3",
        explains: |flow, finding| {
            let of_header = is(finding, "header content-type", "application/xml", MISSING);
            let of_signature = finding.place == "header SignedHeaders"
                && finding.ours.replace("content-length;content-type;", "") == finding.theirs;
            flow == "s3" && (of_header || of_signature)
        },
    },
    Difference {
        name: "expect",
        reason: "boto3 waits for 100 Continue before each body for S3; a generated client before streamed bodies of at least 2 MiB",
        explains: |flow, finding| flow == "s3" && is(finding, "header expect", MISSING, "100-continue"),
    },
    Difference {
        name: "encoding-type",
        reason: "boto3 asks for keys in percent-encoding, and decodes them; a generated client sends what its caller sets",
        explains: |flow, finding| flow == "s3" && is(finding, "query encoding-type", MISSING, "url"),
    },
];

/// Whether a finding has these values at this place.
fn is(finding: &Finding, place: &str, ours: &str, theirs: &str) -> bool {
    finding.place == place && finding.ours == ours && finding.theirs == theirs
}

/// Returns the name of the difference that explains a finding in a flow, if any.
pub(super) fn explain(flow: &str, finding: &Finding) -> Option<&'static str> {
    let explains = |difference: &&Difference| (difference.explains)(flow, finding);
    DIFFERENCES.iter().find(explains).map(|difference| difference.name)
}

/// Returns the differences that explained a finding, and those that did not.
pub(super) fn by_use(met: &BTreeSet<&'static str>) -> (Vec<&'static Difference>, Vec<&'static Difference>) {
    DIFFERENCES.iter().partition(|difference| met.contains(difference.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_listed_difference_is_explained() {
        let found_in = |flow: &str, place: &str, ours: &str, theirs: &str| {
            let finding =
                Finding { place: place.to_owned(), ours: ours.to_owned(), theirs: theirs.to_owned() };
            explain(flow, &finding)
        };
        let found = |place: &str, ours: &str, theirs: &str| found_in("sts", place, ours, theirs);
        let signed = "header SignedHeaders";
        assert_eq!(found(signed, "content-length;host", "host"), Some("signed content-length"));
        assert_eq!(found(signed, "content-length;host", "date;host"), None);
        assert_eq!(found(signed, "host", "content-length;host"), None);
        assert_eq!(found("header accept-encoding", MISSING, "identity"), Some("accept-encoding"));
        assert_eq!(found("header accept-encoding", "gzip", "identity"), None);
        for (flow, expected) in [("s3", Some("expect")), ("sts", None)] {
            assert_eq!(found_in(flow, "header expect", MISSING, "100-continue"), expected);
        }
        let (met, unmet) = by_use(&BTreeSet::from(["accept-encoding"]));
        assert_eq!((met.len(), unmet.len()), (1, DIFFERENCES.len() - 1));
    }
}
