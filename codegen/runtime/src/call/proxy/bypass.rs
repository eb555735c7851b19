//! The hosts that bypass a proxy, in the format of `NO_PROXY`, which no standard defines. It accepts what curl, Python and Go
//! accept; where they differ, it follows curl.

use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;

/// A list of hosts.
#[derive(Clone, Default)]
pub(super) struct Bypass {
    entries: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    place: Place,
    /// `None` for all ports.
    port: Option<u16>,
}

#[derive(Clone)]
enum Place {
    Everywhere,
    /// A host with its subdomains, in lower case, without a dot at either end.
    Domain(String),
    Network(IpNet),
}

impl Bypass {
    /// Adds the entries of a list.
    pub(super) fn add(&mut self, list: &str) {
        let texts = list.split(|c: char| c == ',' || c.is_whitespace());
        self.entries.extend(texts.filter_map(Entry::parse));
    }

    /// Whether a host, as in a URL, is in the list.
    pub(super) fn has(&self, host: &str, port: u16) -> bool {
        if self.entries.is_empty() {
            return false;
        }
        let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        let address: Option<IpAddr> = host.parse().ok();
        self.entries.iter().any(|entry| {
            entry.port.map_or(true, |wanted| wanted == port) && entry.place.has(&host, address.as_ref())
        })
    }
}

impl Entry {
    /// Parses an entry; `None` if it is empty.
    fn parse(text: &str) -> Option<Self> {
        if let Some(network) = network(text) {
            return Some(Self { place: Place::Network(network), port: None });
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !host.is_empty() => match port.parse() {
                Ok(port) => (host, Some(port)),
                Err(_) => (text, None),
            },
            _ => (text, None),
        };
        let place = match network(host) {
            Some(network) => Place::Network(network),
            None if host == "*" => Place::Everywhere,
            None => {
                let name = host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host);
                let name = name.strip_prefix('.').unwrap_or(name);
                let name = name.strip_suffix('.').unwrap_or(name);
                if name.is_empty() {
                    return None;
                }
                Place::Domain(name.to_ascii_lowercase())
            }
        };
        Some(Self { place, port })
    }
}

/// Parses a network or a single IP address. An IPv6 address may have brackets.
fn network(text: &str) -> Option<IpNet> {
    let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

impl Place {
    /// Whether this contains a host. An IP address matches only networks: `1.2.3.4` is not a subdomain of `2.3.4`.
    fn has(&self, host: &str, address: Option<&IpAddr>) -> bool {
        match (self, address) {
            (Self::Everywhere, _) => true,
            (Self::Network(network), Some(address)) => network.contains(address),
            (Self::Domain(name), None) => {
                host.strip_suffix(name.as_str()).map_or(false, |rest| rest.is_empty() || rest.ends_with('.'))
            }
            _ => false,
        }
    }
}

impl fmt::Debug for Bypass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.entries).finish()
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Place::Everywhere => f.write_str("*"),
            Place::Domain(name) => f.write_str(name),
            Place::Network(network) => fmt::Display::fmt(network, f),
        }?;
        self.port.map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}
