//! Region, endpoint and transport settings: options, the environment and AWS's two files.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::super::super::call::ChecksumPolicy;
use super::super::failure::Failure;
use super::super::options::Options;
use super::super::samples::folder::Folder;
use super::super::samples::zoo::TOOL;
use super::{AutoPrompt, Endpoint, Settings, Tool};

/// A tool of a service of AWS, or of another service.
fn tool(aws: bool) -> Tool {
    let name = if aws { "connectparticipant" } else { "apple-orchard" };
    Tool { name, package: name, aws, service_id: "Connect Participant", ..TOOL }
}

/// A home folder with a config file, optional credentials, and variables.
struct World {
    variables: BTreeMap<String, String>,
    home: Folder,
}

impl World {
    fn new(name: &str, config: &str) -> Self {
        let home = Folder::new(&format!("settings-{name}"));
        std::fs::create_dir_all(home.path().join(".aws")).unwrap();
        std::fs::write(home.path().join(".aws/config"), config).unwrap();
        let variables = BTreeMap::from([("HOME".to_owned(), home.path().display().to_string())]);
        Self { variables, home }
    }

    fn credentials(self, text: &str) -> Self {
        std::fs::write(self.home.path().join(".aws/credentials"), text).unwrap();
        self
    }

    fn set(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    fn gather(&self, options: &Options) -> Result<Settings, Failure> {
        self.gather_for(true, options)
    }

    fn gather_for(&self, aws: bool, options: &Options) -> Result<Settings, Failure> {
        let variable = |name: &str| self.variables.get(name).filter(|value| !value.is_empty()).cloned();
        Settings::gather(&tool(aws), options, &variable)
    }

    fn settings(&self) -> Settings {
        self.gather(&Options::default()).unwrap()
    }

    fn region(&self) -> Option<String> {
        self.settings().region
    }

    fn url(&self) -> Option<String> {
        self.settings().endpoint.map(|endpoint| endpoint.url)
    }

    fn failure(&self) -> (u8, String) {
        let failure = self.gather(&Options::default()).unwrap_err();
        (failure.kind.status(), failure.to_string())
    }
}

fn given(value: &str) -> Option<String> {
    Some(value.to_owned())
}

#[test]
fn without_anything_there_are_the_defaults() {
    let world = World::new("nothing", "");
    std::fs::remove_file(world.home.path().join(".aws/config")).unwrap();
    let settings = world.settings();
    assert_eq!((settings.region, settings.endpoint, settings.output), (None, None, None));
    assert!(!settings.fips && !settings.dual_stack && settings.verify && settings.sign);
    assert_eq!(settings.auto_prompt, AutoPrompt::Never);
    assert_eq!(settings.connect_timeout, Some(Duration::from_secs(60)));
    assert_eq!(settings.read_timeout, Some(Duration::from_secs(60)));
    assert_eq!((settings.max_attempts, settings.ca_bundle, settings.keys), (None, None, None));
}

#[test]
fn an_option_goes_before_the_environment_and_that_before_the_profile() {
    let world = World::new("precedence", "[default]\nregion = of-profile\noutput=text\n");
    assert_eq!(world.region(), given("of-profile"));
    assert_eq!(world.settings().output, given("text"));
    let world = world.set("AWS_DEFAULT_REGION", "of-default-variable").set("AWS_DEFAULT_OUTPUT", "yaml");
    assert_eq!(world.region(), given("of-default-variable"));
    assert_eq!(world.settings().output, given("yaml"));
    let world = world.set("AWS_REGION", "of-variable");
    assert_eq!(world.region(), given("of-variable"));
    let options = Options { region: given("of-option"), output: given("table"), ..Options::default() };
    let settings = world.gather(&options).unwrap();
    assert_eq!((settings.region, settings.output), (given("of-option"), given("table")));
    let empty = Options { region: given(""), ..Options::default() };
    assert_eq!(world.gather(&empty).unwrap().region, given("of-variable"), "an empty one is none");
    assert_eq!(world.set("AWS_REGION", "").region(), given("of-default-variable"), "an empty one is none");
}

#[test]
fn a_profile_is_named_by_option_or_environment() {
    let config =
        "[default]\nregion=a\n[profile b]\nregion=b\n[profile \"c d\"]\nregion=cd\n[profile 'e']\nregion=e\n\
        [f]\nregion=f\n";
    let world = World::new("profiles", config).credentials("[g]\nregion = g\n");
    let of = |name: &str| {
        let options = Options { profile: given(name), ..Options::default() };
        world.gather(&options).map(|settings| settings.region.unwrap()).map_err(|failure| failure.to_string())
    };
    for (profile, region) in [("default", "a"), ("b", "b"), ("c d", "cd"), ("e", "e"), ("g", "g")] {
        assert_eq!(of(profile), Ok(region.to_owned()));
    }
    for missing in ["f", "profile b", "c", "\"c d\"", "B"] {
        assert_eq!(of(missing), Err(format!("The config profile ({missing}) could not be found")));
    }
    let world = world.set("AWS_DEFAULT_PROFILE", "e");
    assert_eq!(world.region(), given("e"));
    let world = world.set("AWS_PROFILE", "b");
    assert_eq!(world.region(), given("b"));
    let missing = world.set("AWS_PROFILE", "x").failure();
    assert_eq!(missing, (255, "The config profile (x) could not be found".to_owned()));
}

#[test]
fn endpoints_are_found_in_the_order_of_the_sdks() {
    let config = "[default]\nservices = local\nendpoint_url = https://all.of.profile\n\
        [services local]\nconnect_participant = \n  endpoint_url = https://one.of.profile\n  other = 1\n\
        s3 =\n  endpoint_url = https://s3\n";
    let world = World::new("endpoints", config);
    assert_eq!(world.url(), given("https://one.of.profile"));
    let world = world.set("AWS_ENDPOINT_URL", "https://all.of.variable");
    assert_eq!(world.url(), given("https://all.of.variable"));
    let world = world.set("AWS_ENDPOINT_URL_CONNECT_PARTICIPANT", "https://one.of.variable");
    assert_eq!(world.url(), given("https://one.of.variable"));
    let options = Options { endpoint_url: given("http://localhost:1"), ..Options::default() };
    let expected = Endpoint { url: "http://localhost:1".to_owned(), is_option: true };
    assert_eq!(world.gather(&options).unwrap().endpoint, Some(expected.clone()));
    let world = world.set("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "TRUE");
    assert_eq!(world.url(), None);
    assert_eq!(world.gather(&options).unwrap().endpoint, Some(expected), "an option is never ignored");
}

#[test]
fn a_profile_without_the_service_has_the_endpoint_of_all() {
    let config = "[default]\nservices = local\nendpoint_url = https://all\n\
        [services local]\ns3 =\n  endpoint_url = https://s3\n";
    assert_eq!(World::new("global", config).url(), given("https://all"));
    let ignored = "[default]\nendpoint_url = https://all\nignore_configured_endpoint_urls = true\n";
    assert_eq!(World::new("ignored", ignored).url(), None);
    let (status, message) = World::new("no_services", "[default]\nservices = gone\n").failure();
    assert_eq!(status, 253);
    assert!(message.contains("the \"gone\" services configuration does not exist"), "{message}");
}

#[test]
fn an_address_has_a_scheme() {
    for url in ["localhost:8080", "example.com", "://example.com", "https://"] {
        let world = World::new("scheme", "");
        let options = Options { endpoint_url: given(url), ..Options::default() };
        let failure = world.gather(&options).unwrap_err();
        assert_eq!(failure.kind.status(), 252);
        let expected = format!("Bad value for --endpoint-url \"{url}\": scheme is missing.");
        assert!(failure.message.starts_with(&expected), "{failure}");
        assert_eq!(world.set("AWS_ENDPOINT_URL", url).failure().0, 253);
    }
}

#[test]
fn files_may_be_elsewhere() {
    let world = World::new("elsewhere", "[default]\nregion = usual\n");
    std::fs::write(world.home.path().join("mine"), "[default]\nregion = mine\nca_bundle = ~/roots.pem\n")
        .unwrap();
    let home = world.home.path().to_owned();
    let world = world.set("AWS_CONFIG_FILE", "~/mine");
    assert_eq!(world.region(), given("mine"));
    assert_eq!(world.settings().ca_bundle, Some(home.join("roots.pem")));
    assert_eq!(world.set("AWS_CONFIG_FILE", "/nowhere/at/all").region(), None);
}

#[test]
fn a_file_in_place_of_a_folder_has_no_settings_in_it() {
    let world = World::new("file-as-folder", "");
    let file = world.home.path().join(".aws/config").display().to_string();
    assert_eq!(world.set("HOME", &file).region(), None);
}

#[test]
fn numbers_and_switches_are_read() {
    let config = "[default]\nmax_attempts = 7\nuse_fips_endpoint = True\nuse_dualstack_endpoint = FALSE\n\
        cli_auto_prompt = on\ncli_binary_format = raw-in-base64-out\n";
    let world = World::new("values", config);
    let settings = world.settings();
    assert_eq!((settings.max_attempts, settings.fips, settings.dual_stack), (Some(7), true, false));
    assert_eq!((settings.auto_prompt, settings.raw_binary), (AutoPrompt::Always, true));
    let partial = World::new("partial", "").set("AWS_CLI_AUTO_PROMPT", "on-partial").settings();
    assert_eq!(partial.auto_prompt, AutoPrompt::Partial);
    let world = world.set("AWS_MAX_ATTEMPTS", "2");
    let world = world.set("AWS_USE_DUALSTACK_ENDPOINT", "true").set("AWS_USE_FIPS_ENDPOINT", "false");
    let settings = world.settings();
    assert_eq!((settings.max_attempts, settings.fips, settings.dual_stack), (Some(2), false, true));
    let options = Options {
        auto_prompt: Some(false),
        read_timeout: Some(0),
        connect_timeout: Some(5),
        binary_format: given("base64"),
        ..Options::default()
    };
    let settings = world.gather(&options).unwrap();
    assert_eq!((settings.read_timeout, settings.connect_timeout), (None, Some(Duration::from_secs(5))));
    assert_eq!((settings.auto_prompt, settings.raw_binary), (AutoPrompt::Never, false));
    for (variable, key) in [
        ("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint"),
        ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls"),
    ] {
        let said = format!("Invalid value for {variable} or {key}: \"ture\" is neither true nor false");
        assert_eq!(World::new("typo", "").set(variable, "ture").failure(), (253, said.clone()));
        assert_eq!(World::new("typo", &format!("[default]\n{key} = ture\n")).failure(), (253, said));
    }
    for (variable, key) in [
        ("AWS_REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation"),
        ("AWS_RESPONSE_CHECKSUM_VALIDATION", "response_checksum_validation"),
    ] {
        let said = format!(
            "Invalid value for {variable} or {key}: \"never\" is neither when_supported nor when_required"
        );
        assert_eq!(World::new("policy", "").set(variable, "never").failure(), (253, said));
        let required = World::new("policy", &format!("[default]\n{key} = when_required\n")).settings();
        assert!(required.checksums.contains(&Some(ChecksumPolicy::WhenRequired)));
    }
    let world = World::new("typo", "").set("AWS_CLI_AUTO_PROMPT", "maybe");
    let said = "Invalid value for AWS_CLI_AUTO_PROMPT or cli_auto_prompt: \"maybe\" is none of on, on-partial and off";
    assert_eq!(world.failure(), (253, said.to_owned()));
    assert_eq!(world.gather(&options).unwrap().auto_prompt, AutoPrompt::Never, "the option is enough");
    for bad in ["0", "-1", "three", "4294967296"] {
        assert_eq!(World::new("numbers", "").set("AWS_MAX_ATTEMPTS", bad).failure().0, 253, "{bad}");
    }
}

#[test]
fn keys_of_a_profile_are_found_and_not_shown() {
    let world =
        World::new("keys", "[default]\naws_access_key_id = of-config\naws_secret_access_key = hidden\n");
    let keys = world.settings().keys.unwrap();
    assert_eq!((keys.id.as_str(), keys.secret.as_str(), &keys.session_token), ("of-config", "hidden", &None));
    let credentials =
        "[default]\naws_access_key_id = AKID\naws_secret_access_key = hidden\naws_session_token = veiled\n";
    let world = world.credentials(credentials);
    assert_eq!(world.settings().keys.unwrap().id, "AKID");
    let with_variables = world.set("AWS_ACCESS_KEY_ID", "of-variable");
    assert_eq!(with_variables.settings().keys, None, "those of the environment go first");
    let options = Options { profile: given("default"), ..Options::default() };
    let settings = with_variables.gather(&options).unwrap();
    assert_eq!(settings.keys.as_ref().unwrap().id, "AKID", "unless a profile is asked for");
    let shown = format!("{settings:?}");
    assert!(shown.contains("AKID") && !shown.contains("hidden") && !shown.contains("veiled"), "{shown}");
}

/// The syntax of Python's `configparser`, the base of AWS's tools.
#[test]
fn the_format_is_that_of_the_aws_tools() {
    let config = "\u{feff}# a comment\n; another\n\n[default] behind it\nREGION : us-west-2 # is part of the value\n\
        output =\n\nendpoint_url = https://a=b:c\nca_bundle = one\n   two\n  # not three\n\n  four\n[profile empty]\n";
    let world = World::new("format", config);
    let settings = world.settings();
    assert_eq!(settings.region, given("us-west-2 # is part of the value"));
    assert_eq!(settings.output, None);
    assert_eq!(settings.endpoint.unwrap().url, "https://a=b:c");
    assert_eq!(settings.ca_bundle, Some(PathBuf::from("one\ntwo\n\nfour")));
    assert_eq!(world.set("AWS_PROFILE", "empty").region(), None);
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_the_line() {
    let bad = [
        ("region = before any section\n", 1),
        ("[default]\nno delimiter\n", 2),
        ("[default]\n\n= no key\n", 3),
        ("[default]\nregion=a\nRegion=b\n", 3),
        ("[a]\n[a]\n", 2),
        ("[]\n", 1),
        ("[default]\ns3 =\n  no delimiter\n[b]\n", 2),
        ("[default]\ns3 =\n  no delimiter", 2),
        ("[default\nregion=a\n", 1),
    ];
    for (config, line) in bad {
        let world = World::new("bad", config);
        let path = world.home.path().join(".aws/config");
        let expected = format!("Unable to parse config file: {}\nhint: look at line {line}", path.display());
        assert_eq!(world.failure(), (253, expected), "{config}");
    }
    let world = World::new("bad", "");
    std::fs::write(world.home.path().join(".aws/config"), b"[default]\nregion = \xff\n").unwrap();
    assert_eq!(world.failure().0, 253);
}

/// Any text results in settings or an error.
#[test]
fn no_file_makes_it_panic() {
    let pieces = [
        "[",
        "]",
        "default",
        "=",
        ":",
        "\n",
        "  ",
        "\t",
        "#",
        ";",
        "\"",
        "profile x",
        "ä",
        "\u{0}",
        "s3 =\n",
        "\r\n",
        "region",
    ];
    let mut state = 7_u64;
    for _ in 0..1_000 {
        let mut text = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(pieces[usize::try_from(state >> 33).unwrap() % pieces.len()]);
        }
        let world = World::new("any", &text);
        if let Err(failure) = world.gather(&Options::default()) {
            assert_eq!(failure.kind.status(), 253, "{text:?}: {failure}");
        }
    }
}

/// Each key is searched once, not once for each key before it: 40,000,000,000 comparisons would not end.
#[test]
fn a_long_config_file_is_read_in_one_go() {
    let keys: String = (0..200_000).map(|number| format!("key_{number} = value\n")).collect();
    let sections: String =
        (0..200_000).map(|number| format!("[profile p{number}]\nregion = r{number}\n")).collect();
    let world = World::new("long", &format!("[default]\n{keys}region = eu-west-2\n{sections}"));
    assert_eq!(world.settings().region.as_deref(), Some("eu-west-2"));
    let twice = World::new("long-twice", &format!("[default]\n{keys}key_7 = again\n"));
    assert!(twice.gather(&Options::default()).is_err());
}

/// The variables of a service that is not AWS's have the name of its program, and no file is read.
#[test]
fn the_settings_of_other_services_are_not_those_of_aws() {
    let world = World::new(
        "other",
        "[default]\nregion = eu-west-2\noutput = text\nendpoint_url = https://aws.example\n[",
    )
    .set("AWS_REGION", "us-east-1")
    .set("AWS_PROFILE", "missing")
    .set("AWS_ENDPOINT_URL", "https://aws.example")
    .set("AWS_DEFAULT_OUTPUT", "table")
    .set("AWS_MAX_ATTEMPTS", "x")
    .set("AWS_USE_FIPS_ENDPOINT", "x")
    .set("APPLE_ORCHARD_REGION", "us-east-1")
    .set("APPLE_ORCHARD_USE_FIPS_ENDPOINT", "true");
    let settings = world.gather_for(false, &Options::default()).unwrap();
    let found = (settings.region, settings.endpoint, settings.output, settings.max_attempts, settings.fips);
    assert_eq!(found, (None, None, None, None, false));

    let world = world
        .set("APPLE_ORCHARD_ENDPOINT_URL", "https://orchard.example")
        .set("APPLE_ORCHARD_DEFAULT_OUTPUT", "yaml")
        .set("APPLE_ORCHARD_MAX_ATTEMPTS", "7");
    let settings = world.gather_for(false, &Options::default()).unwrap();
    assert_eq!(settings.endpoint.map(|endpoint| endpoint.url), given("https://orchard.example"));
    assert_eq!((settings.output, settings.max_attempts), (given("yaml"), Some(7)));

    let failed = |name: &str, value: &str| {
        let world = World::new("other-failure", "").set(name, value);
        world.gather_for(false, &Options::default()).unwrap_err().to_string()
    };
    assert_eq!(
        failed("APPLE_ORCHARD_MAX_ATTEMPTS", "x"),
        "Invalid value for APPLE_ORCHARD_MAX_ATTEMPTS: \"x\" is not a whole number of at least 1"
    );
    assert_eq!(
        failed("APPLE_ORCHARD_ENDPOINT_URL", "orchard.example"),
        "Bad value for the endpoint URL \"orchard.example\" of the environment: scheme is missing.  Must be of the form \
         http://<hostname>/ or https://<hostname>/"
    );
}
