//! Signatures: AWS Signature Version 4.

use std::borrow::Cow;

use aws_sigv4::http_request::{
    sign as sign_request, PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest,
    SignatureLocation, SigningSettings, UriPathNormalizationMode,
};
use aws_sigv4::sign::v4::SigningParams;
use bytes::Bytes;
use http::header::{HeaderName, HeaderValue, AUTHORIZATION, EXPECT};
use http::uri::{Scheme, Uri};

use super::super::call::{EventsFollow, Seed};
use super::super::{percent, AuthScheme};
use super::{AuthError, Credentials, Signing};

/// Signs a request. Afterwards, only parts that the signature does not cover may change.
pub(super) fn sign(
    credentials: &Credentials,
    request: &mut http::Request<Bytes>,
    signing: &Signing<'_>,
) -> Result<(), AuthError> {
    let name = match signing.scheme {
        AuthScheme::SigV4(name) => signing.name.unwrap_or(name),
        _ => return Err(AuthError::new("credentials only support AWS Signature Version 4")),
    };
    let region = signing.region.ok_or_else(|| {
        AuthError::new("no region to sign for; set one with `region(..)`, in addition to the endpoint")
    })?;
    let identity = aws_credential_types::Credentials::new(
        credentials.access_key_id.clone(),
        credentials.secret_access_key.clone(),
        credentials.session_token.clone(),
        credentials.expires,
        env!("CARGO_PKG_NAME"),
    )
    .into();
    let events = request.extensions().get::<EventsFollow>().cloned();
    // A streamed body is not available yet. Otherwise, on an unencrypted connection, only the
    // signature protects the body.
    let unsigned = signing.body_follows
        || signing.validity.is_some() && signing.s3_signature
        || signing.unsigned_payload && request.uri().scheme() == Some(&Scheme::HTTPS);
    let params = SigningParams::builder()
        .identity(&identity)
        .region(region)
        .name(name)
        .time(signing.now)
        .settings(settings(signing, unsigned))
        .build()
        .map_err(|_| not_signed())?
        .into();
    let body = match &events {
        Some(_) => SignableBody::Precomputed("STREAMING-AWS4-HMAC-SHA256-EVENTS".to_owned()),
        None if signing.trailer_follows => SignableBody::StreamingUnsignedPayloadTrailer,
        None if unsigned => SignableBody::UnsignedPayload,
        None => SignableBody::Bytes(request.body()),
    };
    let uri = request.uri().to_string();
    let headers = headers(request)?.into_iter();
    let signable = SignableRequest::new(request.method().as_str(), uri.as_str(), headers, body);
    let signable = signable.map_err(|_| not_signed())?;
    let (instructions, signature) = sign_request(signable, &params).map_err(|_| not_signed())?.into_parts();
    if let Some(EventsFollow(begin)) = events {
        let secret_access_key = credentials.secret_access_key.clone();
        begin(Seed { secret_access_key, region: region.to_owned(), name: name.to_owned(), signature });
    }
    let (headers, parameters) = instructions.into_parts();
    append_query(request, &parameters)?;
    for header in headers {
        // A session token can contain any characters.
        let mut value = HeaderValue::from_str(header.value()).map_err(|_| not_signed())?;
        let name = HeaderName::from_static(header.name());
        value.set_sensitive(header.sensitive() || name == AUTHORIZATION);
        request.headers_mut().insert(name, value);
    }
    Ok(())
}

/// The settings of a signature.
fn settings(signing: &Signing<'_>, unsigned: bool) -> SigningSettings {
    let mut settings = SigningSettings::default();
    if unsigned || signing.s3_signature {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    if signing.encoded_once {
        settings.percent_encoding_mode = PercentEncodingMode::Single;
    }
    if signing.path_as_is {
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    }
    if signing.validity.is_some() {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = signing.validity;
    }
    settings
}

/// Appends the parameters of a presigned URL.
fn append_query(
    request: &mut http::Request<Bytes>,
    parameters: &[(&'static str, Cow<'static, str>)],
) -> Result<(), AuthError> {
    if parameters.is_empty() {
        return Ok(());
    }
    let mut target = request.uri().path_and_query().map_or_else(String::new, ToString::to_string);
    for (name, value) in parameters {
        target.push(if target.contains('?') { '&' } else { '?' });
        target.push_str(name);
        target.push('=');
        percent::encode(value, &mut target);
    }
    let mut parts = request.uri().clone().into_parts();
    parts.path_and_query = Some(target.parse().map_err(|_| not_signed())?);
    *request.uri_mut() = Uri::from_parts(parts).map_err(|_| not_signed())?;
    Ok(())
}

/// The headers of a request, as text.
fn headers(request: &http::Request<Bytes>) -> Result<Vec<(&str, &str)>, AuthError> {
    let mut headers = Vec::with_capacity(request.headers().len());
    // Proxies may remove the header `Expect`.
    for (name, value) in request.headers().iter().filter(|(name, _)| *name != EXPECT) {
        let value = value.to_str().map_err(|_| {
            AuthError::new(format!(
                "the header {name} has a character that is not ASCII; it cannot be signed"
            ))
        })?;
        headers.push((name.as_str(), value));
    }
    Ok(headers)
}

/// Hides the original message, which may quote the request.
fn not_signed() -> AuthError {
    AuthError::new("the request or the credentials have a character that cannot be signed")
}
