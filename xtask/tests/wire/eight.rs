//! Eight responses that caused problems in public clients, as data.

/// An error without a table row.
pub(crate) const UNMODELLED: &str = "Unmodelled";

/// A response, and the expected result for the user.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) status: u16,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: &'static str,
    pub(crate) variant: &'static str,
    pub(crate) code: Option<&'static str>,
    pub(crate) message: Option<&'static str>,
    pub(crate) is_retryable: bool,
    pub(crate) is_throttling: bool,
}

const DENIED: &[(&str, &str)] = &[(
    "x-amzn-errortype",
    "AccessDeniedException:http://internal.amazon.com/coral/com.amazonaws.connectparticipant/",
)];

/// The responses that caused problems in public clients, and the expected results.
pub(crate) const EIGHT: &[Row] = &[
    Row {
        name: "header",
        status: 403,
        headers: DENIED,
        body: r#"{"message":"m"}"#,
        variant: "AccessDeniedException",
        code: Some("AccessDeniedException"),
        message: Some("m"),
        is_retryable: false,
        is_throttling: false,
    },
    Row {
        name: "capital",
        status: 403,
        headers: DENIED,
        body: r#"{"Message":"m"}"#,
        variant: "AccessDeniedException",
        code: Some("AccessDeniedException"),
        message: Some("m"),
        is_retryable: false,
        is_throttling: false,
    },
    Row {
        name: "type",
        status: 400,
        headers: &[],
        body: r#"{"__type":"com.amazonaws.connectparticipant#ValidationException","message":"m"}"#,
        variant: "ValidationException",
        code: Some("ValidationException"),
        message: Some("m"),
        is_retryable: false,
        is_throttling: false,
    },
    Row {
        name: "code",
        status: 429,
        headers: &[],
        body: r#"{"code":"ThrottlingException","Message":"m"}"#,
        variant: "ThrottlingException",
        code: Some("ThrottlingException"),
        message: Some("m"),
        is_retryable: true,
        is_throttling: true,
    },
    Row {
        name: "gateway",
        status: 403,
        headers: &[],
        body: r#"{"Message":"User is not authorized to access this resource with an explicit deny"}"#,
        variant: UNMODELLED,
        code: None,
        message: Some("User is not authorized to access this resource with an explicit deny"),
        is_retryable: false,
        is_throttling: false,
    },
    Row {
        name: "new",
        status: 418,
        headers: &[("x-amzn-errortype", "TeapotException")],
        body: r#"{"message":"short and stout","spout":1}"#,
        variant: UNMODELLED,
        code: Some("TeapotException"),
        message: Some("short and stout"),
        is_retryable: false,
        is_throttling: false,
    },
    Row {
        name: "html",
        status: 502,
        headers: &[("content-type", "text/html")],
        body: "<html><body>Bad Gateway</body></html>",
        variant: UNMODELLED,
        code: None,
        message: None,
        is_retryable: true,
        is_throttling: false,
    },
    Row {
        name: "empty",
        status: 500,
        headers: &[],
        body: "",
        variant: UNMODELLED,
        code: None,
        message: None,
        is_retryable: true,
        is_throttling: false,
    },
];
