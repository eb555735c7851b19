//! Region and endpoint from the environment and the shared config file.

use std::collections::BTreeMap;

use connectparticipant::config::Environment;
use connectparticipant::{Client, blocking};

/// A home folder with a config file, and variables.
struct Home {
    folder: tempfile::TempDir,
    variables: BTreeMap<String, String>,
}

impl Home {
    fn new(config: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(".aws")).unwrap();
        std::fs::write(folder.path().join(".aws/config"), config).unwrap();
        let variables = BTreeMap::from([("HOME".to_owned(), folder.path().display().to_string())]);
        Self { folder, variables }
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    fn load(&self) -> Result<Environment, String> {
        let variables = self.variables.clone();
        Environment::from_variables(move |name| variables.get(name).cloned())
            .map_err(|error| self.shown(&error))
    }

    fn environment(&self) -> Environment {
        self.load().unwrap()
    }

    /// The endpoint of a client with this environment, or the error, without the path of the home folder.
    fn endpoint(&self) -> Result<String, String> {
        let client = Client::builder().environment(&self.environment()).build();
        client.map(|client| endpoint(&client)).map_err(|error| self.shown(&error))
    }

    fn shown(&self, error: &dyn std::error::Error) -> String {
        error.to_string().replace(&self.folder.path().display().to_string(), "~")
    }
}

fn endpoint(client: &impl std::fmt::Debug) -> String {
    let shown = format!("{client:?}");
    let (_, rest) = shown.split_once("Endpoint(").unwrap();
    rest.split_once(')').unwrap().0.to_owned()
}

fn at(region: &str) -> String {
    format!("https://participant.connect.{region}.amazonaws.com")
}

#[test]
fn both_clients_have_the_region_of_the_variable_or_the_profile() {
    let home = Home::new("[default]\nregion = us-west-1\n[profile dev]\nregion = eu-central-1\n");
    assert_eq!(home.endpoint(), Ok(at("us-west-1")));
    let home = home.set("AWS_PROFILE", "dev");
    assert_eq!(home.endpoint(), Ok(at("eu-central-1")));
    let home = home.set("AWS_DEFAULT_REGION", "ca-central-1");
    assert_eq!(home.endpoint(), Ok(at("ca-central-1")));
    let home = home.set("AWS_REGION", "ap-northeast-1");
    assert_eq!(home.endpoint(), Ok(at("ap-northeast-1")));
    let blocking = blocking::Client::builder().environment(&home.environment()).build().unwrap();
    assert_eq!(endpoint(&blocking), at("ap-northeast-1"));
}

#[test]
fn settings_in_code_take_precedence_in_any_order() {
    let home = Home::new("[default]\nendpoint_url = not used\n")
        .set("AWS_REGION", "ap-northeast-1")
        .set("AWS_USE_FIPS_ENDPOINT", "not used")
        .set("AWS_USE_DUALSTACK_ENDPOINT", "not used");
    let environment = home.environment();
    let code = || Client::builder().endpoint_url("https://example.com").use_fips(false).use_dual_stack(false);
    assert_eq!(endpoint(&code().environment(&environment).build().unwrap()), "https://example.com");
    let last = Client::builder().environment(&environment).endpoint_url("https://example.com");
    let last = last.use_fips(false).use_dual_stack(false).build().unwrap();
    assert_eq!(endpoint(&last), "https://example.com");
    let region = Home::new("").set("AWS_REGION", "ap-northeast-1").environment();
    let region = Client::builder().region("us-east-1").environment(&region).build().unwrap();
    assert_eq!(endpoint(&region), at("us-east-1"));
}

#[test]
fn an_endpoint_is_that_of_the_service_or_of_all_services() {
    let config = "[default]\nregion = us-west-2\nservices = local\nendpoint_url = https://all.profile\n\
        [services local]\nconnectparticipant =\n  endpoint_url = https://one.profile\n";
    let home = Home::new(config);
    assert_eq!(home.endpoint().unwrap(), "https://one.profile");
    let home = home.set("AWS_ENDPOINT_URL", "https://all.variable");
    assert_eq!(home.endpoint().unwrap(), "https://all.variable");
    let home = home.set("AWS_ENDPOINT_URL_S3", "https://another.variable");
    assert_eq!(home.endpoint().unwrap(), "https://all.variable");
    let home = home.set("AWS_ENDPOINT_URL_CONNECTPARTICIPANT", "https://one.variable");
    assert_eq!(home.endpoint().unwrap(), "https://one.variable");
    let home = home.set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(home.endpoint(), Ok(at("us-west-2")));
}

#[test]
fn variants_of_endpoints_are_settings_too() {
    let home = Home::new("[default]\nuse_fips_endpoint = true\n").set("AWS_REGION", "us-east-1");
    assert_eq!(home.endpoint().unwrap(), "https://participant.connect-fips.us-east-1.amazonaws.com");
    let home = home.set("AWS_USE_FIPS_ENDPOINT", "false").set("AWS_USE_DUALSTACK_ENDPOINT", "true");
    assert_eq!(home.endpoint().unwrap(), "https://participant.connect.us-east-1.api.aws");
}

#[test]
fn the_environment_is_that_of_the_process_on_request_only() {
    // What is set where the tests run is unknown; both read the same.
    let mine = Environment::from_env().map(|environment| format!("{environment:?}"));
    let given = Environment::from_variables(|name| std::env::var(name).ok());
    assert_eq!(
        mine.map_err(|error| error.to_string()),
        given.map(|environment| format!("{environment:?}")).map_err(|error| error.to_string())
    );
    let none = Environment::from_variables(|_| None).unwrap();
    let error = Client::builder().environment(&none).build().unwrap_err().to_string();
    assert!(error.starts_with("there is no region"), "{error}");
}

#[test]
fn errors_name_the_place_and_the_value() {
    let home = Home::new("[profile dev]\nregion = us-west-2\n\nuse_fips_endpoint = ture\n");
    let home = home.set("AWS_PROFILE", "dev");
    let expected = "the value \"ture\" of `use_fips_endpoint` (line 4 of ~/.aws/config, section [profile dev]) is neither true nor false";
    assert_eq!(home.endpoint().unwrap_err(), expected);
    let home = home.set("AWS_USE_FIPS_ENDPOINT", "on");
    assert_eq!(
        home.endpoint().unwrap_err(),
        "the value \"on\" of AWS_USE_FIPS_ENDPOINT is neither true nor false"
    );
    let missing = home.set("AWS_PROFILE", "prod").load().unwrap_err();
    assert_eq!(missing, "there is no profile \"prod\" in ~/.aws/config or ~/.aws/credentials");
}

#[test]
fn errors_of_endpoints_name_the_place_and_the_value() {
    let bad = "cannot be used: the endpoint has no scheme; write https:// before the host";
    let config = "[default]\nservices = local\n[services local]\nconnectparticipant = \n  # comment\n\n  other = 1\n  \
        endpoint_url = localhost\n";
    let home = Home::new(config);
    let place = "`endpoint_url` (line 8 of ~/.aws/config, section [services local])";
    assert_eq!(home.endpoint().unwrap_err(), format!("the URL \"localhost\" of {place} {bad}"));
    let home = home.set("AWS_ENDPOINT_URL", "localhost");
    assert_eq!(home.endpoint().unwrap_err(), format!("the URL \"localhost\" of AWS_ENDPOINT_URL {bad}"));
    let secret = home.set("AWS_ENDPOINT_URL", "https://user:hidden@example.com").endpoint().unwrap_err();
    assert!(secret.contains("[redacted]@example.com") && !secret.contains("hidden"), "{secret}");
    let gone = Home::new("[default]\nservices = gone\n").endpoint().unwrap_err();
    let place = "`services` (line 2 of ~/.aws/config, section [default])";
    assert_eq!(gone, format!("there is no section [services gone], which {place} names"));
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_line() {
    let line = Home::new("[default]\nno delimiter\n").load().unwrap_err();
    assert_eq!(
        line,
        "line 2 of ~/.aws/config is invalid: write `[section]` or `key = value`, each name once"
    );
    let home = Home::new("");
    std::fs::write(home.folder.path().join(".aws/config"), b"[default]\nregion = \xff\n").unwrap();
    assert_eq!(home.load().unwrap_err(), "the file ~/.aws/config is not UTF-8");
}

#[test]
fn a_profile_section_takes_precedence_over_default_in_any_order() {
    for config in [
        "[default]\nregion = us-east-1\n[profile default]\nregion = eu-west-1\n",
        "[profile default]\nregion = eu-west-1\n[default]\nregion = us-east-1\n",
    ] {
        assert_eq!(Home::new(config).endpoint(), Ok(at("eu-west-1")), "{config}");
    }
}

/// The current folder may belong to someone else, and an endpoint of a file receives tokens.
#[test]
fn without_a_home_folder_no_file_is_read() {
    let config = Home::new("[default]\nregion = us-east-1\n").set("HOME", "").set("AWS_REGION", "eu-west-1");
    assert_eq!(config.endpoint(), Ok(at("eu-west-1")));
    // Only a missing file counts as empty.
    let folder = Home::new("");
    let path = folder.folder.path().display().to_string();
    let problem = folder.set("AWS_CONFIG_FILE", &path).load().unwrap_err();
    assert!(problem.contains('~') && problem.contains("irectory"), "{problem}");
}
