//! Parses URLs.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The parts of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url<'t> {
    pub scheme: &'t str,
    /// Host and port.
    pub authority: &'t str,
    pub path: &'t str,
    /// The path with a slash at both ends.
    pub normalized_path: String,
    /// Whether the host is an IP address.
    pub is_ip: bool,
}

/// Parses an `http` or `https` URL without a query string, a fragment or user information.
pub fn parse_url(text: &str) -> Option<Url<'_>> {
    let (scheme, rest) = text.split_once("://")?;
    if !matches!(scheme, "http" | "https")
        || rest.contains(['?', '#', '@'])
        || rest.contains(char::is_whitespace)
    {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => {
            port.parse::<u16>().ok()?;
            host
        }
        _ => authority,
    };
    if host.is_empty() {
        return None;
    }
    let v6 = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let is_ip =
        host.parse::<Ipv4Addr>().is_ok() || v6.and_then(|host| host.parse::<Ipv6Addr>().ok()).is_some();
    let normalized_path = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
    Some(Url { scheme, authority, path, normalized_path, is_ip })
}
