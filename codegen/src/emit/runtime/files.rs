//! The files of `codegen/inline`: what needs each of them, and what it exports.

use crate::ir::Part;

/// One file of the runtime support.
pub(super) struct File {
    /// Its path below `src/runtime`, without `.rs`.
    pub(super) path: &'static str,
    pub(super) text: &'static str,
    /// The part that needs it; without one, every crate does.
    pub(super) part: Option<Part>,
    /// The part that brings another file to its place.
    pub(super) unless: Option<Part>,
    /// Features any of which it is for, besides those of its folder.
    pub(super) features: &'static [&'static str],
    /// What the crate exports of it.
    pub(super) public: &'static [&'static str],
    /// What the crate's own code uses of it.
    pub(super) private: &'static [&'static str],
}

macro_rules! file {
    // What stands in for a part that a crate does not have.
    ($path:literal, no $part:expr, $instead:literal, [$($public:literal),*], [$($private:literal),*]) => {
        File {
            text: include_str!(concat!("../../../inline/", $instead, ".rs")),
            unless: Some($part),
            ..file!($path, None, &[], [$($public),*], [$($private),*])
        }
    };
    ($path:literal, $part:expr, [$($public:literal),*], [$($private:literal),*]) => {
        file!($path, $part, &[], [$($public),*], [$($private),*])
    };
    ($path:literal, $part:expr, $features:expr, [$($public:literal),*], [$($private:literal),*]) => {
        File {
            path: $path,
            text: include_str!(concat!("../../../inline/", $path, ".rs")),
            part: $part,
            unless: None,
            features: $features,
            public: &[$($public),*],
            private: &[$($private),*],
        }
    };
}

/// What the transport over hyper is for.
const HYPER: &[&str] = &["client"];

/// All of them: path, part, what is exported, what is used inside.
pub(super) const FILES: &[File] = &[
    file!("answer", None, [], ["Answer"]),
    file!("answer/header_lists", Some(Part::ReadHeaderList), [], []),
    file!("answer/headers", Some(Part::ReadHeader), [], []),
    file!("answer/malformed", Some(Part::MalformedHeader), [], []),
    file!("answer/prefix_headers", Some(Part::ReadPrefixHeaders), [], []),
    file!("answer/required_header", Some(Part::RequiredHeader), [], []),
    file!("answer/text", Some(Part::ReadText), [], []),
    file!("auth/api_key", Some(Part::AuthApiKey), ["ApiKey"], []),
    file!("auth/auth_error", Some(Part::Auth), ["AuthError"], []),
    file!("auth/bearer_token", Some(Part::AuthBearer), ["BearerToken"], []),
    file!(
        "auth/credentials",
        Some(Part::AuthSigV4),
        &["sigv4"],
        ["Credentials", "EnvironmentCredentials"],
        []
    ),
    file!("auth/identity", Some(Part::Auth), ["Identity"], ["choose", "Cache", "Signing"]),
    file!("auth/login", Some(Part::AuthLogin), ["Login"], []),
    file!("auth/secret_header", Some(Part::AuthHeader), [], ["secret_header"]),
    file!("auth/sigv4", Some(Part::AuthSigV4), &["sigv4"], [], []),
    file!("auth_options", Some(Part::Auth), ["AuthOptions"], []),
    file!("auth_scheme", Some(Part::AuthScheme), ["AuthScheme"], []),
    file!("base64_text", Some(Part::Base64Text), [], []),
    file!("big_number", Some(Part::BigNumber), ["BigDecimal", "BigInteger", "BigNumberError"], []),
    file!("blob", Some(Part::Blob), ["Blob"], []),
    file!("blocking/auth", Some(Part::Auth), [], []),
    file!("blocking/auth", no Part::Auth, "blocking/no_auth", [], []),
    file!("blocking/body", None, ["Body"], []),
    file!("blocking/call", None, ["Call"], []),
    file!("blocking/drive", None, [], []),
    file!("blocking/handle", None, ["Builder", "Client", "Stack"], []),
    file!("blocking/pages", Some(Part::Pagination), ["Items", "Pages"], []),
    file!("blocking/provide", Some(Part::Auth), ["Provide"], []),
    file!("blocking/transport", None, ["Limits", "Sleep", "ThreadSleep", "Transport"], []),
    file!("blocking/ureq", None, ["UreqTransport", "UreqTransportBuilder"], []),
    file!("blocking/ureq/body", None, [], []),
    file!("blocking/ureq/errors", None, [], []),
    file!("calendar", Some(Part::Timestamp), [], []),
    file!("call/attempts", None, [], ["Attempts", "Outcome", "Verdict"]),
    file!("call/builder", None, ["Builder"], []),
    file!("call/call", None, ["Call"], []),
    file!("call/certificates", None, &["blocking", "client"], [], ["Certificates"]),
    file!("call/clock", None, ["Clock", "SystemClock"], []),
    file!("call/endpoint", None, [], []),
    file!("call/gzip", None, [], []),
    file!("call/idempotency", None, ["IdempotencyTokens", "RandomUuids"], []),
    file!("call/options", None, [], ["Options"]),
    file!("call/pages", Some(Part::Pagination), ["Items", "Pages", "Paginate", "PaginateItems"], []),
    file!("call/random", None, ["Random"], []),
    file!("call/retry", None, ["RetryPolicy"], []),
    file!("call/settings", None, [], ["Settings", "Shared"]),
    file!("call/setup_error", None, ["SetupError"], []),
    file!("call/timeouts", None, ["Timeouts"], []),
    file!("call/trace", None, [], ["Trace"]),
    file!("call/transport_error", None, ["TimeoutKind", "TransportError", "TransportErrorKind"], []),
    file!("call/user_agent", None, [], []),
    file!("client/auth", Some(Part::Auth), [], []),
    file!("client/auth", no Part::Auth, "client/no_auth", [], []),
    file!("client/aws_config", Some(Part::AuthSigV4), &["aws-config"], ["AwsConfigCredentials"], []),
    file!("client/body", None, ["Body"], []),
    file!("client/call", None, ["Call"], []),
    file!("client/defaults", None, [], []),
    file!("client/drive", None, [], []),
    file!("client/handle", None, ["Builder", "Client", "Stack"], []),
    file!("client/hyper", None, HYPER, ["HyperTransport", "HyperTransportBuilder", "TokioSleep"], []),
    file!("client/hyper/body", None, HYPER, [], []),
    file!("client/hyper/connect", None, HYPER, [], []),
    file!("client/hyper/io", None, HYPER, [], []),
    file!("client/hyper/link", None, HYPER, [], []),
    file!("client/hyper/pool", None, HYPER, [], []),
    file!("client/hyper/sleep", None, HYPER, [], []),
    file!("client/hyper/target", None, HYPER, [], []),
    file!("client/hyper/tls", None, HYPER, [], []),
    file!("client/pages", Some(Part::Pagination), ["Items", "Pages"], []),
    file!("client/provide", Some(Part::Auth), ["Provide"], []),
    file!("client/transport", None, ["BoxFuture", "Sleep", "Transport"], []),
    file!("construction", None, ["ConstructionError"], []),
    file!("content_md5", Some(Part::ContentMd5), [], []),
    file!("decimal", None, [], []),
    file!("document", Some(Part::Document), ["Document", "Number", "NumberError"], []),
    file!("endpoint", None, ["Endpoint", "InvalidEndpoint"], []),
    file!("error", None, ["DecodeError", "EncodeError", "Error"], ["Malformed"]),
    file!("event_header", Some(Part::EventOutput), [], []),
    file!("event_input", Some(Part::EventInput), ["InputStream"], []),
    file!(
        "event_output",
        Some(Part::EventOutput),
        ["EventError", "OutputStream", "StreamError"],
        ["read_event"]
    ),
    file!(
        "event_stream",
        Some(Part::EventStream),
        ["EventHeader", "Message", "MessageDecoder", "MessageError"],
        []
    ),
    file!("event_stream/decoder", Some(Part::EventStream), [], []),
    file!("event_stream/error", Some(Part::EventStream), [], []),
    file!("event_stream/frame", Some(Part::EventStream), [], []),
    file!("event_stream/message", Some(Part::EventStream), [], []),
    file!("event_stream/value", Some(Part::EventStream), [], []),
    file!("gzip", Some(Part::Gzip), [], []),
    file!("host", Some(Part::Host), [], []),
    file!("host_label", Some(Part::HostLabel), [], []),
    file!("json/big_number", Some(Part::BigNumber), [], []),
    file!("json/blob", Some(Part::Blob), [], []),
    file!("json/document", Some(Part::Document), [], []),
    file!("json/error", None, [], ["Error"]),
    file!("json/float", Some(Part::Float), [], []),
    file!("json/from_json", None, [], ["FromJson", "Plain"]),
    file!("json/integer", Some(Part::Integer), [], []),
    file!("json/member_or_skip", None, [], []),
    file!("json/members", None, [], ["read_members"]),
    file!("json/non_empty", Some(Part::NonEmpty), [], []),
    file!("json/payload", Some(Part::ReadPayload), [], ["read_value"]),
    file!("json/plain", None, [], []),
    file!("json/reader", None, [], ["Reader"]),
    file!("json/timestamp", Some(Part::Timestamp), [], ["DateTime", "HttpDate"]),
    file!("json/to_json", None, [], ["ToJson"]),
    file!("json/unit", Some(Part::Unit), [], ["Unit"]),
    file!("json/variant", Some(Part::Union), [], []),
    file!("json/write_members", Some(Part::WriteDocument), [], ["write_members"]),
    file!("json/write_payload", Some(Part::WritePayload), [], ["write_value"]),
    file!("json/writer", None, [], ["Object", "Writer"]),
    file!("list", Some(Part::HeaderList), [], []),
    file!("metadata", None, ["ErrorMetadata", "ServiceError"], ["Retry"]),
    file!("metadata/modelled", Some(Part::Modelled), [], []),
    file!("metadata/of_message", Some(Part::EventOutput), [], []),
    file!("method", Some(Part::Method), [], []),
    file!("non_empty", Some(Part::NonEmpty), ["NonEmpty"], []),
    file!("operation", None, ["Operation", "Response"], []),
    file!("pagination", Some(Part::Pagination), ["Pagination"], []),
    file!("parse", Some(Part::Parse), [], []),
    file!("parse_timestamp", Some(Part::ParseTimestamp), [], []),
    file!("percent", Some(Part::Percent), [], []),
    file!("redacted", Some(Part::Redacted), [], ["Redacted"]),
    file!("request", None, [], ["RequestBuilder"]),
    file!("request/body", Some(Part::Body), [], []),
    file!("request/greedy_label", Some(Part::GreedyLabel), [], []),
    file!("request/header", Some(Part::Header), [], []),
    file!("request/header_value", Some(Part::HeaderValue), [], []),
    file!("request/label", Some(Part::Label), [], []),
    file!("request/label_or", Some(Part::LabelOr), [], []),
    file!("request/literal_header", Some(Part::LiteralHeader), [], []),
    file!("request/literal_query", Some(Part::LiteralQuery), [], []),
    file!("request/prefix_headers", Some(Part::PrefixHeaders), [], []),
    file!("request/query", Some(Part::Query), [], []),
    file!("request/query_params", Some(Part::QueryParams), [], []),
    file!("request/sensitive_header", Some(Part::SensitiveHeader), [], []),
    file!("serde/big_number", Some(Part::BigNumber), [], []),
    file!("serde/blob", Some(Part::Blob), [], []),
    file!("serde/document", Some(Part::Document), [], []),
    file!("serde/message", Some(Part::EventStream), [], []),
    file!("serde/non_empty", Some(Part::NonEmpty), [], []),
    file!("serde/timestamp", Some(Part::Timestamp), [], []),
    file!("serde/unknown_member", Some(Part::Union), [], []),
    file!("text", Some(Part::FloatText), [], []),
    file!("timestamp", Some(Part::Timestamp), ["Timestamp", "TimestampError"], []),
    file!("tree_hash", Some(Part::TreeHash), [], []),
    file!("unknown_member", Some(Part::Union), ["UnknownMember"], []),
    file!("waiter", Some(Part::Waiter), ["Acceptor", "Matcher", "Waiter"], []),
];
