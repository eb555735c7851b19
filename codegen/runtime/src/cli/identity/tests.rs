//! Identities from options, standard input and variables.

use super::super::super::call::environment::shared::Program;
use super::super::super::AuthScheme;
use super::super::globals::Identity;
use super::super::input::Sources;
use super::super::options::Options;
use super::super::samples::world::World;
use super::{curl_options, missing, Identities};

const PROGRAM: Program = Program { name: "apple-orchard", aws: false };
const ALL: &[Identity] = &[Identity::BearerToken, Identity::ApiKey, Identity::Login];
const KEY: AuthScheme = AuthScheme::HttpApiKey { location: "header", name: "X-Key", scheme: None };
const SCHEMES: [AuthScheme; 3] = [AuthScheme::HttpBearer, KEY, AuthScheme::HttpBasic];

fn gathered(options: &[(&'static str, &str)], variables: &[(&str, &str)]) -> Identities {
    let identities = options.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let options = Options { identities, ..Options::default() };
    let variable = |name: &str| {
        let found = variables.iter().find(|(set, _)| *set == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Identities::gather(PROGRAM, ALL, &options, &variable)
}

/// Reads standard input with this content.
fn read(identities: &mut Identities, input: &str) -> Result<(), String> {
    let mut world = World { input: input.into(), ..World::default() };
    let read = identities.read(&mut Sources::new(PROGRAM, &mut world));
    read.map_err(|failure| failure.to_string())
}

fn has(identities: &Identities) -> [bool; 3] {
    SCHEMES.map(|scheme| identities.has(&scheme))
}

#[test]
fn options_take_precedence_over_variables() {
    let variables = [("APPLE_ORCHARD_BEARER_TOKEN", "of-variable"), ("APPLE_ORCHARD_USERNAME", "ada")];
    assert_eq!(has(&gathered(&[], &[])), [false; 3]);
    assert_eq!(has(&gathered(&[], &variables)), [true, false, false], "a login needs its password");
    assert_eq!(has(&gathered(&[("password", "secret")], &variables)), [true, false, true]);
    assert_eq!(gathered(&[], &variables).secrets(), ["of-variable"]);
    assert_eq!(gathered(&[("bearer-token", "of-option")], &variables).secrets(), ["of-option"]);
    assert_eq!(gathered(&[("bearer-token", "")], &variables).secrets(), ["of-variable"], "empty is missing");
}

#[test]
fn one_option_reads_standard_input() {
    let mut identities = gathered(&[("api-key", "-")], &[("APPLE_ORCHARD_API_KEY", "of-variable")]);
    assert_eq!(has(&identities), [false; 3], "it is not read yet");
    assert_eq!(read(&mut identities, "of-input\r\n"), Ok(()));
    assert_eq!((has(&identities), identities.secrets()[0].as_str()), ([false, true, false], "of-input"));

    let mut two = gathered(&[("username", "-"), ("password", "-")], &[]);
    let problem = "Error parsing parameter '--password': standard input was already read for --username";
    assert_eq!(read(&mut two, "ada"), Err(problem.to_owned()));
    let mut empty = gathered(&[("bearer-token", "-")], &[]);
    let problem = "Error parsing parameter '--bearer-token': standard input is empty";
    assert_eq!(read(&mut empty, "\n"), Err(problem.to_owned()));
}

#[test]
fn secrets_are_known_in_every_form_and_not_shown() {
    let identities = gathered(
        &[
            ("bearer-token", "a-token"),
            ("api-key", "a key/of 9"),
            ("username", "ada"),
            ("password", "pass word 8"),
        ],
        &[],
    );
    // The token is too short to be looked for.
    let expected = ["pass word 8", "YWRhOnBhc3Mgd29yZCA4", "a key/of 9", "a%20key%2Fof%209"];
    assert_eq!(identities.secrets(), expected);
    assert_eq!(format!("{identities:?}"), "Identities { .. }");
}

#[test]
fn a_missing_identity_is_an_error_with_all_ways() {
    let said = |schemes: &[AuthScheme]| missing(PROGRAM, schemes).map(|failure| failure.to_string());
    assert_eq!(
        said(&[AuthScheme::HttpBearer]).as_deref(),
        Some(
            "No bearer token is given: use --bearer-token TOKEN, --bearer-token - to read it from standard input, or set \
             APPLE_ORCHARD_BEARER_TOKEN"
        )
    );
    assert_eq!(
        said(&[KEY, AuthScheme::HttpBasic]).as_deref(),
        Some(
            "No API key or user name and password is given: use --api-key KEY, --api-key - to read it from standard input, or \
             set APPLE_ORCHARD_API_KEY; or use --username NAME and --password PASSWORD, --password - to read it from standard \
             input, or set APPLE_ORCHARD_USERNAME and APPLE_ORCHARD_PASSWORD"
        )
    );
    assert_eq!(said(&[AuthScheme::HttpDigest]), None);
}

#[test]
fn curl_gets_variables_in_place_of_secrets() {
    let curl = |scheme| curl_options(PROGRAM, &scheme).join(" ");
    assert_eq!(
        curl(AuthScheme::HttpBearer),
        r#"--header 'authorization: Bearer '"$APPLE_ORCHARD_BEARER_TOKEN""#
    );
    assert_eq!(curl(AuthScheme::HttpBasic), r#"--user "$APPLE_ORCHARD_USERNAME:$APPLE_ORCHARD_PASSWORD""#);
    assert_eq!(curl(KEY), r#"--header 'x-key: '"$APPLE_ORCHARD_API_KEY""#);
    let in_query = AuthScheme::HttpApiKey { location: "query", name: "key", scheme: None };
    assert_eq!(curl(in_query), r#"--url-query 'key='"$APPLE_ORCHARD_API_KEY""#);
    let with_scheme =
        AuthScheme::HttpApiKey { location: "header", name: "Authorization", scheme: Some("Orchard") };
    assert_eq!(curl(with_scheme), r#"--header 'authorization: Orchard '"$APPLE_ORCHARD_API_KEY""#);
    assert_eq!(curl(AuthScheme::HttpDigest), "");
}
