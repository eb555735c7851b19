//! The service shape, from `metadata`: protocols, authentication, names.

use serde_json::{Map, Value, json};

use super::read::Node;
use super::{Converter, mark, set, with_traits};

/// A protocol of C2J.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    RestJson1,
    RestXml,
    AwsJson1_0,
    AwsJson1_1,
    AwsQuery,
    Ec2Query,
    RpcV2Cbor,
}

impl Protocol {
    fn parse(name: &str, metadata: &Node<'_>) -> Option<Self> {
        Some(match name {
            "rest-json" => Self::RestJson1,
            "rest-xml" => Self::RestXml,
            "json" if metadata.text("jsonVersion") == Some("1.1") => Self::AwsJson1_1,
            "json" => Self::AwsJson1_0,
            "query" => Self::AwsQuery,
            "ec2" => Self::Ec2Query,
            "smithy-rpc-v2-cbor" => Self::RpcV2Cbor,
            _ => return None,
        })
    }

    fn trait_id(self) -> &'static str {
        match self {
            Self::RestJson1 => "aws.protocols#restJson1",
            Self::RestXml => "aws.protocols#restXml",
            Self::AwsJson1_0 => "aws.protocols#awsJson1_0",
            Self::AwsJson1_1 => "aws.protocols#awsJson1_1",
            Self::AwsQuery => "aws.protocols#awsQuery",
            Self::Ec2Query => "aws.protocols#ec2Query",
            Self::RpcV2Cbor => "smithy.protocols#rpcv2Cbor",
        }
    }
}

/// The protocols of a service.
pub(super) struct Protocols {
    all: Vec<Protocol>,
    query_compatible: bool,
}

impl Protocols {
    /// Returns the names in `protocols` or, in models without it, in `protocol`.
    pub(super) fn of(metadata: &Node<'_>) -> Self {
        let mut names = metadata.texts("protocols");
        if names.is_empty() {
            names.extend(metadata.required_text("protocol"));
        }
        let mut all = Vec::new();
        for name in names {
            match Protocol::parse(name, metadata) {
                Some(protocol) => all.push(protocol),
                None => metadata.report(format!("the protocol `{name}` is unknown")),
            }
        }
        Self { all, query_compatible: metadata.value("awsQueryCompatible").is_some() }
    }

    fn any(&self, of: &[Protocol]) -> bool {
        self.all.iter().any(|protocol| of.contains(protocol))
    }

    /// Whether the parts of a message are bound to HTTP.
    pub(super) fn rest(&self) -> bool {
        self.any(&[Protocol::RestJson1, Protocol::RestXml])
    }

    /// Whether `smithy.api#jsonName` has an effect.
    pub(super) fn json(&self) -> bool {
        self.any(&[Protocol::RestJson1, Protocol::AwsJson1_0, Protocol::AwsJson1_1])
    }

    /// Whether the XML traits have an effect.
    pub(super) fn xml(&self) -> bool {
        self.any(&[Protocol::RestXml, Protocol::AwsQuery, Protocol::Ec2Query])
    }

    /// Whether errors are identified by their query code.
    pub(super) fn query_errors(&self) -> bool {
        self.query_compatible || self.any(&[Protocol::AwsQuery])
    }

    /// Whether requests contain the name of the service.
    pub(super) fn send_service_name(&self) -> bool {
        self.any(&[Protocol::AwsJson1_0, Protocol::AwsJson1_1, Protocol::RpcV2Cbor])
    }

    fn add_to(&self, traits: &mut Map<String, Value>, settings: &Value) {
        for protocol in &self.all {
            let has_settings = !matches!(protocol, Protocol::AwsQuery | Protocol::Ec2Query);
            set(traits, protocol.trait_id(), if has_settings { settings.clone() } else { json!({}) });
        }
        if self.query_compatible {
            mark(traits, "aws.protocols#awsQueryCompatible");
        }
    }
}

impl Converter<'_> {
    pub(super) fn service(&self) -> Value {
        let metadata = &self.metadata;
        let mut traits = Map::new();
        set(&mut traits, "aws.api#service", self.aws_service());
        add_auth(metadata, &mut traits);
        self.protocols.add_to(&mut traits, &protocol_settings(metadata));
        if let Some(title) = metadata.text("serviceFullName") {
            set(&mut traits, "smithy.api#title", title);
        }
        match metadata.value("xmlNamespace") {
            Some(Value::String(uri)) => set(&mut traits, "smithy.api#xmlNamespace", json!({ "uri": uri })),
            _ => self.add_xml_namespace(metadata, &mut traits),
        }
        self.add_documentation(&self.root, &mut traits);
        self.add_deprecation(&self.root, &mut traits);
        self.add_client_parameters(&mut traits);
        self.add_endpoint_discovery(&mut traits);
        let targets: Vec<_> =
            self.operations.iter().map(|(name, _)| json!({ "target": self.names.id(name) })).collect();
        let version = metadata.required_text("apiVersion").unwrap_or_default();
        with_traits(json!({ "type": "service", "version": version, "operations": targets }), traits)
    }

    fn aws_service(&self) -> Value {
        let mut service = Map::new();
        for (key, name) in [("serviceId", "sdkId"), ("endpointPrefix", "endpointPrefix")] {
            if let Some(text) = self.metadata.text(key) {
                set(&mut service, name, text);
            }
        }
        Value::Object(service)
    }

    fn add_client_parameters(&self, traits: &mut Map<String, Value>) {
        let mut parameters = Map::new();
        for (name, parameter) in self.root.entries("clientContextParams", str::to_owned) {
            let kind = parameter.required_text("type").unwrap_or_default();
            let mut entry = Map::new();
            set(&mut entry, "type", kind);
            if let Some(documentation) = parameter.text("documentation") {
                set(&mut entry, "documentation", documentation);
            }
            set(&mut parameters, name, entry);
        }
        if !parameters.is_empty() {
            set(traits, "smithy.rules#clientContextParams", parameters);
        }
    }

    fn add_endpoint_discovery(&self, traits: &mut Map<String, Value>) {
        let mut operations = self.operations.iter();
        if let Some((name, _)) = operations.find(|(_, operation)| operation.flag("endpointoperation")) {
            let mut discovery = json!({ "operation": self.names.id(name) });
            if self.shape("InvalidEndpointException").is_some() {
                discovery["error"] = self.names.shape_id("InvalidEndpointException").into();
            }
            set(traits, "aws.api#clientEndpointDiscovery", discovery);
        }
    }
}

/// Returns the HTTP versions, as in the protocol traits.
fn protocol_settings(metadata: &Node<'_>) -> Value {
    let Some(settings) = metadata.object("protocolSettings") else { return json!({}) };
    match settings.text("h2") {
        None => json!({}),
        Some("eventstream") => json!({ "http": ["http/1.1", "h2"], "eventStreamHttp": ["h2"] }),
        Some("optional") => json!({ "http": ["h2", "http/1.1"], "eventStreamHttp": ["h2", "http/1.1"] }),
        Some("required") => json!({ "http": ["h2"], "eventStreamHttp": ["h2"] }),
        Some(other) => {
            metadata.report(format!("`h2` is `{other}`, which must be eventstream, optional or required"));
            json!({})
        }
    }
}

/// Returns the authentication schemes, in order of preference.
fn add_auth(metadata: &Node<'_>, traits: &mut Map<String, Value>) {
    let mut schemes = metadata.texts("auth");
    if schemes.is_empty() {
        schemes.extend(match metadata.text("signatureVersion") {
            Some("v4" | "s3" | "s3v4") => Some("aws.auth#sigv4"),
            Some("bearer") => Some("smithy.api#httpBearerAuth"),
            _ => None,
        });
    }
    for scheme in &schemes {
        match *scheme {
            "aws.auth#sigv4" | "aws.auth#sigv4a" => {
                let name = metadata.text("signingName").or_else(|| metadata.text("endpointPrefix"));
                set(traits, scheme, json!({ "name": name.unwrap_or_default() }));
            }
            "smithy.api#noAuth" => {}
            other => mark(traits, other),
        }
    }
    schemes.retain(|scheme| *scheme != "smithy.api#noAuth");
    if schemes.len() > 1 {
        set(traits, "smithy.api#auth", schemes);
    }
}
