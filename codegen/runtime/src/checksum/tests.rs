//! Compares checksums with published ones, and follows requests from `encode` to a client.

use super::hasher::checksum;
use super::{set, Algorithm, Checksums, RequestChecksum};

/// An operation whose members for checksums are headers, as in S3.
static OPERATION: Checksums = Checksums {
    request: Some(RequestChecksum {
        required: false,
        member: "ChecksumAlgorithm",
        header: Some("x-amz-sdk-checksum-algorithm"),
    }),
    mode_header: Some("x-amz-checksum-mode"),
    response: &[Algorithm::Crc64Nvme, Algorithm::Crc32],
};

fn request(body: &str) -> http::Request<Vec<u8>> {
    http::Request::new(body.as_bytes().to_vec())
}

fn headers<B>(request: &http::Request<B>) -> Vec<(&str, &str)> {
    let headers = request.headers().iter();
    let mut headers: Vec<_> = headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
    headers.sort_unstable();
    headers
}

/// The check values of the catalogue of CRC algorithms, and the test vectors of FIPS 180.
#[test]
fn checksums_are_those_of_the_standards() {
    let bytes = |hex: &str| -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    };
    let cases = [
        (Algorithm::Crc32, "123456789", "cbf43926"),
        (Algorithm::Crc32c, "123456789", "e3069283"),
        (Algorithm::Crc64Nvme, "123456789", "ae8b14860a799888"),
        (Algorithm::Sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (Algorithm::Sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ];
    for (algorithm, body, expected) in cases {
        use base64::Engine as _;
        let expected = base64::engine::general_purpose::STANDARD.encode(bytes(expected));
        assert_eq!(checksum(algorithm, body.as_bytes()), expected, "{algorithm:?}");
    }
}

#[test]
fn a_request_has_the_checksum_that_its_input_asks_for() {
    let mut default = request("123456789");
    set("Put", &OPERATION, None, None, &mut default).unwrap();
    let mode = ("x-amz-checksum-mode", "ENABLED");
    let named = ("x-amz-sdk-checksum-algorithm", "CRC32");
    assert_eq!(headers(&default), [("x-amz-checksum-crc32", "y/Q5Jg=="), mode, named]);
    // The header of the member is already there, and that of the mode may have any value.
    let mut chosen = request("123456789");
    set("Put", &OPERATION, Some("CRC32C"), Some("OFF"), &mut chosen).unwrap();
    assert_eq!(headers(&chosen), [("x-amz-checksum-crc32c", "4waSgw==")]);
    let mut given = request("123456789");
    given.headers_mut().insert("x-amz-checksum-xxhash3", "mine".parse().unwrap());
    set("Put", &OPERATION, None, None, &mut given).unwrap();
    assert_eq!(headers(&given), [mode, ("x-amz-checksum-xxhash3", "mine")]);
    let error = set("Put", &OPERATION, Some("XXHASH3"), None, &mut request("")).unwrap_err();
    assert_eq!((error.operation(), error.member()), ("Put", "ChecksumAlgorithm"));
}

#[cfg(feature = "clients")]
mod clients {
    use bytes::Bytes;
    use http::{HeaderMap, HeaderName};

    use super::super::{settle, trail, AwsChunked, Validation};
    use super::*;
    use crate::call::{ChecksumPolicies, ChecksumPolicy, TransportErrorKind};

    const LAZY: ChecksumPolicies =
        ChecksumPolicies { requests: ChecksumPolicy::WhenRequired, responses: ChecksumPolicy::WhenRequired };

    fn settled(
        chosen: Option<&str>,
        mode: Option<&str>,
        policies: ChecksumPolicies,
    ) -> http::Request<Vec<u8>> {
        let mut request = request("123456789");
        set("Put", &OPERATION, chosen, mode, &mut request).unwrap();
        settle(&mut request, policies, [].into_iter());
        request
    }

    #[test]
    fn a_client_can_leave_out_checksums_that_nobody_requires() {
        assert_eq!(settled(None, None, ChecksumPolicies::default()).headers().len(), 3);
        let lazy = settled(None, None, LAZY);
        assert_eq!(headers(&lazy), []);
        assert!(Validation::of(&lazy).is_none());
        let asked = settled(Some("SHA1"), Some("ENABLED"), LAZY);
        assert_eq!(headers(&asked), [("x-amz-checksum-sha1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]);
        assert!(Validation::of(&asked).is_some());
    }

    #[test]
    fn a_checksum_of_the_call_replaces_that_of_the_client() {
        let mut request = settled(None, None, ChecksumPolicies::default());
        let given = HeaderName::from_static("x-amz-checksum-sha256");
        settle(&mut request, ChecksumPolicies::default(), [&given].into_iter());
        assert_eq!(headers(&request), [("x-amz-checksum-mode", "ENABLED")]);
        assert!(trail(&mut request, Some(1)).is_none());
    }

    /// Encodes a body that arrives in pieces of one size.
    fn encoded(mut encoder: AwsChunked, body: &[u8], size: usize) -> Vec<u8> {
        let mut wire = Vec::new();
        for mut piece in body.chunks(size) {
            while !piece.is_empty() {
                let (now, later) = piece.split_at(encoder.room().min(piece.len()));
                wire.extend(encoder.push(now).unwrap_or_default());
                piece = later;
            }
        }
        wire.extend(encoder.finish());
        wire
    }

    #[test]
    fn a_streamed_body_is_followed_by_its_checksum() {
        let mut request = settled(Some("CRC32"), None, ChecksumPolicies::default()).map(Bytes::from);
        request.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
        let (encoder, length) = trail(&mut request, Some(9)).unwrap();
        let expected = [
            ("content-encoding", "gzip,aws-chunked"),
            ("x-amz-checksum-mode", "ENABLED"),
            ("x-amz-decoded-content-length", "9"),
            ("x-amz-trailer", "x-amz-checksum-crc32"),
        ];
        assert_eq!(headers(&request), expected);
        let wire = encoded(encoder, b"123456789", 4);
        let expected = "9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n";
        assert_eq!(String::from_utf8(wire).unwrap(), expected);
        assert_eq!(length, Some(expected.len() as u64));
    }

    #[test]
    fn all_chunks_except_the_last_have_the_same_size_whatever_the_pieces() {
        let full = 64 << 10;
        for length in [0, 1, 15, 16, full - 1, full, full + 1, 2 * full, 3 * full + 4096] {
            let body: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let mut expected = Vec::new();
            for chunk in body.chunks(full) {
                expected.extend(format!("{:x}\r\n", chunk.len()).bytes());
                expected.extend_from_slice(chunk);
                expected.extend(b"\r\n");
            }
            for algorithm in Algorithm::ALL {
                let trailer = format!("0\r\n{}:{}\r\n\r\n", algorithm.header(), checksum(algorithm, &body));
                let expected = [&expected[..], trailer.as_bytes()].concat();
                for size in [1000, full - 1, full, 5 * full] {
                    assert!(
                        encoded(AwsChunked::new(algorithm), &body, size) == expected,
                        "{length} by {size}"
                    );
                }
                assert_eq!(AwsChunked::encoded_length(algorithm, length as u64), expected.len() as u64);
            }
        }
    }

    fn of_response(headers: &[(&'static str, &str)]) -> Option<super::super::Expected> {
        let validation = Validation::of(&settled(None, None, ChecksumPolicies::default())).unwrap();
        let mut map = HeaderMap::new();
        headers.iter().for_each(|(name, value)| drop(map.insert(*name, value.parse().unwrap())));
        validation.expected(&map)
    }

    #[test]
    fn a_response_is_compared_with_the_first_checksum_of_the_whole_body() {
        let mut right = of_response(&[
            ("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=-2"),
            ("x-amz-checksum-sha1", "of another algorithm"),
            ("x-amz-checksum-crc32", "y/Q5Jg=="),
        ])
        .unwrap();
        right.update(b"1234");
        right.update(b"56789");
        right.verify().unwrap();
        let mut wrong = of_response(&[("x-amz-checksum-crc32", "y/Q5Jg==")]).unwrap();
        wrong.update(b"12345678");
        let error = wrong.verify().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Checksum);
        let shown =
            "the response from the service does not match its checksum: the header x-amz-checksum-crc32 is \
            \"y/Q5Jg==\", and the checksum of the body is \"muDarw==\"";
        assert_eq!(error.to_string(), shown);
        assert!(of_response(&[("x-amz-checksum-crc32", "y/Q5Jg==-3")]).is_none());
    }

    #[test]
    fn responses_without_the_whole_body_are_not_validated() {
        let mut head = settled(None, None, ChecksumPolicies::default());
        *head.method_mut() = http::Method::HEAD;
        assert!(Validation::of(&head).is_none());
        let mut range = settled(None, None, ChecksumPolicies::default());
        range.headers_mut().insert("range", "bytes=0-3".parse().unwrap());
        assert!(Validation::of(&range).is_none());
    }
}
