//! Names on the command line: commands and options, as in the AWS CLI.
//!
//! Takes names from the model and returns names in kebab case; knows nothing about shapes.

use std::collections::HashSet;

use farrier_runtime::cli_options::{Identity, OPERATION, PAGING, global};

/// Words of operations that would be split in the wrong place, with the correct split.
const WORDS: &[(&str, &str)] = &[
    ("HITs", "Hits"),
    ("OAuth2", "Oauth2"),
    ("OTel", "Otel"),
    ("PartiQL", "Partiql"),
    ("WhatsApp", "Whatsapp"),
    ("iSCSI", "Iscsi"),
];

/// Returns the command of an operation: `send-message` for `SendMessage`.
pub fn command_name(operation: &str) -> String {
    let name = WORDS.iter().fold(operation.to_owned(), |name, (word, spelling)| name.replace(word, spelling));
    kebab(&name)
}

/// The options of one operation: one for each member, and for a Boolean member also the negative one.
#[derive(Debug)]
pub struct Options<'i> {
    /// Whether the options of every command are those of services of AWS.
    aws: bool,
    identities: &'i [Identity],
    taken: HashSet<String>,
}

impl<'i> Options<'i> {
    /// No options yet, of a tool with the options of AWS's services and of these identities.
    pub fn of(aws: bool, identities: &'i [Identity]) -> Self {
        Self { aws, identities, taken: HashSet::new() }
    }

    /// Returns the option of a member, without dashes. Names of global options get the suffix `-value`; the first of equal names
    /// keeps it, the next is `name-2`.
    pub fn take(&mut self, member: &str, is_boolean: bool) -> String {
        let mut name = kebab(member);
        let negative = |name: &str| format!("no-{name}");
        if self.is_global(&name) || is_boolean && self.is_global(&negative(&name)) {
            name.push_str("-value");
        }
        let stem = name.clone();
        let mut number = 2;
        while self.taken.contains(&name) || is_boolean && self.taken.contains(&negative(&name)) {
            name = format!("{stem}-{number}");
            number += 1;
        }
        if is_boolean {
            self.taken.insert(negative(&name));
        }
        self.taken.insert(name.clone());
        name
    }

    /// Whether it is the name of an option of every command. The prefix `cli-` is reserved for them.
    fn is_global(&self, name: &str) -> bool {
        let of_the_tool = name.strip_prefix("no-").unwrap_or(name).starts_with("cli-");
        let mut others = global(self.aws, self.identities).chain(OPERATION).chain(PAGING);
        of_the_tool || others.any(|option| option.name == name)
    }
}

/// Returns the words separated by dashes: a capital starts a word if lower case letters follow, or after a lower case
/// letter or a digit; the plural of an acronym at the end is one word, as in `GatewayARNs`.
fn kebab(name: &str) -> String {
    if name.contains('-') {
        return name.to_owned();
    }
    let name: Vec<char> = with_plural(name).chars().collect();
    let capital = |at: usize| name.get(at).is_some_and(char::is_ascii_uppercase);
    let small = |at: usize| name.get(at).is_some_and(char::is_ascii_lowercase);
    let mut words = String::with_capacity(name.len() + 8);
    // After a word that was found by its lower case letters, the next one starts.
    let mut begun = 0;
    let mut at = 0;
    while let Some(c) = name.get(at) {
        let by_small_letters = capital(at) && small(at + 1) && at > begun;
        let behind_small = at > 0 && capital(at) && name.get(at - 1).is_some_and(|c| is_small_or_digit(*c));
        if by_small_letters || behind_small {
            words.push('-');
        }
        words.push(c.to_ascii_lowercase());
        at += 1;
        if by_small_letters {
            while small(at) {
                words.extend(name.get(at));
                at += 1;
            }
            begun = at;
        }
    }
    words.trim_start_matches('-').to_owned()
}

fn is_small_or_digit(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

/// `GatewayARNs` as `Gateway-arns`: two capitals or more with an `s` at the end.
fn with_plural(name: &str) -> String {
    let stem = name.strip_suffix('s').unwrap_or_default();
    let acronym = stem.bytes().rev().take_while(u8::is_ascii_uppercase).count();
    if acronym < 2 {
        return name.to_owned();
    }
    let (before, plural) = name.split_at(stem.len() - acronym);
    format!("{before}-{}", plural.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn option(member: &str) -> String {
        Options::of(true, &[]).take(member, false)
    }

    #[test]
    fn members_become_options_as_in_the_aws_cli() {
        let cases = [
            ("ParticipantToken", "participant-token"),
            ("contactId", "contact-id"),
            ("VPCId", "vpc-id"),
            ("VpcIds", "vpc-ids"),
            ("GatewayARNs", "gateway-arns"),
            ("externalIPs", "external-ips"),
            ("ACLs", "acls"),
            ("ARN", "arn"),
            ("IPv6Addresses", "i-pv6-addresses"),
            ("S3Bucket", "s3-bucket"),
            ("EC2InstanceType", "ec2-instance-type"),
            ("Ec2SSHKey", "ec2-ssh-key"),
            ("x509Certificate", "x509-certificate"),
            ("ABPV1_0_x", "abpv1_0_x"),
            ("DBInstanceIdentifier", "db-instance-identifier"),
            ("aBC", "a-bc"),
            ("ABc", "a-bc"),
            ("MFAs", "mfas"),
            ("AsA", "as-a"),
            ("already-kebab", "already-kebab"),
            ("", ""),
        ];
        for (member, expected) in cases {
            assert_eq!(option(member), expected, "{member}");
        }
    }

    /// Identities reserve their options, in every tool; those of AWS's settings are free in the tools of other services.
    #[test]
    fn options_of_the_tool_depend_on_the_service() {
        let names = ["Region", "Profile", "username", "apiKey", "debug"];
        let taken = |aws, identities: &[Identity]| {
            let mut options = Options::of(aws, identities);
            names.map(|name| options.take(name, false))
        };
        let of_aws = ["region-value", "profile-value", "username", "api-key", "debug-value"];
        assert_eq!(taken(true, &[]), of_aws);
        let login = ["region", "profile", "username-value", "api-key", "debug-value"];
        assert_eq!(taken(false, &[Identity::Login]), login);
        let key = ["region-value", "profile-value", "username", "api-key-value", "debug-value"];
        assert_eq!(taken(true, &[Identity::ApiKey]), key);
    }

    #[test]
    fn some_words_of_operations_stay_together() {
        let cases = [
            ("CreateCachediSCSIVolume", "create-cached-iscsi-volume"),
            ("ListHITsForQualificationType", "list-hits-for-qualification-type"),
            ("ExecutePartiQLStatement", "execute-partiql-statement"),
            ("IntrospectOAuth2TokenWithIAM", "introspect-oauth2-token-with-iam"),
            ("SendWhatsAppMessage", "send-whatsapp-message"),
            ("GetOTelEnrichment", "get-otel-enrichment"),
            ("SendMessage", "send-message"),
        ];
        for (operation, expected) in cases {
            assert_eq!(command_name(operation), expected, "{operation}");
        }
    }

    #[test]
    fn options_that_clash_move_aside() {
        let mut options = Options::of(true, &[]);
        let mut take = |member, is_boolean| options.take(member, is_boolean);
        assert_eq!(take("Region", false), "region-value");
        assert_eq!(take("regionValue", false), "region-value-2");
        assert_eq!(take("CliInputJson", false), "cli-input-json-value");
        assert_eq!(take("paginate", true), "paginate-value");
        assert_eq!(take("DryRun", true), "dry-run");
        assert_eq!(take("NoDryRun", false), "no-dry-run-2");
        assert_eq!(take("dry_run", false), "dry_run");
        assert_eq!(take("NoEcho", false), "no-echo");
        assert_eq!(take("Echo", true), "echo-2");
    }

    /// Compares with the names that another program derived from many names: a JSON file, an object of names.
    #[test]
    #[ignore = "needs a file: FARRIER_CLI_NAMES=names.json"]
    fn names_are_those_of_another_program() {
        let file = std::env::var_os("FARRIER_CLI_NAMES").expect("the name of a file");
        let text = std::fs::read_to_string(file).expect("a text");
        let names: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        for (name, expected) in &names {
            let expected = expected.as_str().expect("a text").trim_start_matches('-');
            assert!([kebab(name), command_name(name)].iter().any(|found| found == expected), "{name}");
        }
    }
}
