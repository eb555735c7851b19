//! Checks the tables alone: rows that contradict each other, rows without a source,
//! unknown names. It must not look at the crate.

use std::collections::BTreeSet;

use super::facts::{Check, Fact, Kind, Member, Tables};

/// Returns every problem of the tables, one per line; empty if there is none.
pub(crate) fn problems(tables: &Tables) -> Vec<String> {
    let mut problems = Vec::new();
    let mut ids = BTreeSet::new();
    for fact in &tables.facts {
        let mut say = |message: String| problems.push(format!("{}: {message}", fact.id));
        if !ids.insert(&fact.id) {
            say("two facts have this id".to_owned());
        }
        sources_of_fact(tables, fact, &mut say);
        checking_of_fact(fact, &mut say);
        if let Some(message) = contradiction(tables, fact) {
            say(message);
        }
    }
    for document in tables.documents.keys() {
        if tables.facts.iter().all(|fact| fact.says.get(document).is_none_or(|said| said == "-")) {
            problems.push(format!("{document}: no fact is from this document"));
        }
    }
    published(tables, &mut problems);
    problems
}

fn sources_of_fact(tables: &Tables, fact: &Fact, say: &mut impl FnMut(String)) {
    if !fact.says.keys().eq(tables.documents.keys()) {
        say("`says` must name each document once".to_owned());
    }
    if fact.says.values().all(|said| said == "-") {
        say("no document says it".to_owned());
    }
    if fact.says.values().any(|said| *said == fact.expect) {
        say("write `=` for what agrees".to_owned());
    }
    let dissenters = fact.dissenters();
    match &fact.overruled {
        None if !dissenters.is_empty() && fact.check != Check::None => {
            say(format!("{} disagree, and nothing overrules them", dissenters.join(", ")));
        }
        Some(_) if dissenters.is_empty() => say("nobody is overruled".to_owned()),
        Some(overruled) => {
            if overruled.since > tables.newest {
                say(format!("{} is newer than the newest model", overruled.since));
            }
            for document in dissenters {
                if tables.documents.get(document).is_some_and(|known| known.to >= overruled.since) {
                    say(format!(
                        "{document} speaks of {} too, so that release cannot overrule it",
                        overruled.since
                    ));
                }
            }
        }
        None => {}
    }
}

fn checking_of_fact(fact: &Fact, say: &mut impl FnMut(String)) {
    let checker = matches!(fact.check, Check::Source | Check::Docs);
    if checker != has_checker(fact.kind) {
        say(format!("a fact of kind {:?} cannot be checked by {:?}", fact.kind, fact.check));
    }
    if (fact.kind == Kind::Phrase) == fact.phrases.is_empty() {
        say("`phrases` belong to a phrase".to_owned());
    }
    if (fact.check == Check::Later) != fact.issue.is_some() {
        say("`issue` belongs to what is checked later".to_owned());
    }
    if matches!(fact.check, Check::Later | Check::None) != fact.why.is_some() {
        say("`why` belongs to what is not checked".to_owned());
    }
}

/// Whether the generated source can prove a fact of this kind; the others need requests and responses, or nothing.
pub(crate) fn has_checker(kind: Kind) -> bool {
    use Kind::{
        CliOption, Combination, DateFormat, HttpStatus, Location, ReadBack, RequestPart, Signature,
        UnmodelledKeeps,
    };
    let elsewhere = [
        CliOption,
        Combination,
        DateFormat,
        HttpStatus,
        Location,
        ReadBack,
        RequestPart,
        Signature,
        UnmodelledKeeps,
    ];
    !elsewhere.contains(&kind)
}

/// The documents and the published clients were read independently: they must agree.
fn contradiction(tables: &Tables, fact: &Fact) -> Option<String> {
    let member = tables.member(fact.shape(), fact.member());
    let names = |members: &[Member], keep: fn(&Member) -> bool| {
        members.iter().filter(|m| keep(m)).map(|m| m.name.clone()).collect::<Vec<_>>().join(" ")
    };
    let yes_no = |yes: bool| Some(if yes { "yes" } else { "no" }.to_owned());
    let published = match fact.kind {
        Kind::Operation => yes_no(tables.operation(fact.shape()).is_some()),
        Kind::Member => yes_no(member.is_some()),
        Kind::Type => Some(member?.ty.clone()),
        Kind::Element => member?.ty.rsplit(' ').next().map(str::to_owned),
        Kind::Required => yes_no(member?.required),
        Kind::NonEmpty => {
            let member = member?;
            let always = if member.required { "yes" } else { "when given" };
            Some(if member.non_empty { always } else { "no" }.to_owned())
        }
        Kind::Location => member?.location.clone(),
        Kind::Constructor => Some(names(tables.members(fact.shape())?, Member::must_be_given)),
        Kind::MemberOrder => Some(names(tables.members(fact.shape())?, |_| true)),
        Kind::EnumOrder => Some(tables.enumeration(fact.shape())?.values.join(" ")),
        Kind::EnumValue => {
            yes_no(tables.enumeration(fact.shape())?.values.iter().any(|value| value == fact.member()))
        }
        Kind::Error => {
            yes_no(tables.operation(fact.shape())?.errors.iter().any(|error| error == fact.member()))
        }
        Kind::Errors => Some(tables.operation(fact.shape())?.errors.join(" ")),
        Kind::Token => tables
            .members(&tables.operation(fact.shape())?.input)?
            .iter()
            .find(|m| m.location.as_deref().is_some_and(|location| location.starts_with("header ")))
            .map(|m| m.name.clone()),
        _ => return None,
    };
    (published.as_deref() != Some(&fact.expect)).then(|| {
        format!("expects `{}`, the published clients say `{}`", fact.expect, published.unwrap_or_default())
    })
}

fn published(tables: &Tables, problems: &mut Vec<String>) {
    let known = |name: &String| tables.sources.contains_key(name);
    let mut seen = BTreeSet::new();
    for (shape, members) in tables.shapes() {
        if !seen.insert(shape) {
            problems.push(format!("{shape}: two shapes have this name"));
        }
        for member in members {
            let place = format!("{shape}.{}", member.name);
            if !is_type(tables, &member.ty) {
                problems.push(format!("{place}: `{}` is not a type of these tables", member.ty));
            }
            if !member.known_to.iter().all(known) {
                problems.push(format!("{place}: known to a source that is not listed"));
            }
        }
    }
    for enumeration in &tables.enums {
        if !known(&enumeration.order_from) || !enumeration.known_to.iter().all(known) {
            problems.push(format!("{}: known to a source that is not listed", enumeration.name));
        }
    }
    for operation in &tables.operations {
        for error in &operation.errors {
            if tables.errors.iter().all(|known| known.name != *error) {
                problems.push(format!("{}: `{error}` is not an error of these tables", operation.name));
            }
        }
        for member in &operation.input_members {
            let label = operation.uri.contains(&format!("{{{}}}", member.name));
            if label != (member.location.as_deref() == Some(&format!("label {}", member.name))) {
                problems
                    .push(format!("{}.{}: the URI and the location differ", operation.input, member.name));
            }
            if member.location.is_none() {
                problems.push(format!("{}.{}: no location", operation.input, member.name));
            }
        }
    }
    let used: Vec<&str> =
        tables.shapes().flat_map(|(_, members)| members).flat_map(|m| m.ty.split(' ')).collect();
    let named = tables.structures.iter().map(|s| &s.name).chain(tables.enums.iter().map(|e| &e.name));
    for name in named.filter(|name| !used.contains(&name.as_str())) {
        problems.push(format!("{name}: no member has this type"));
    }
    for differs in &tables.differs {
        if differs.reason.is_empty() || !differs.says.keys().all(known) {
            problems.push(format!("{}: a difference needs a reason and known sources", differs.subject));
        }
    }
}

fn is_type(tables: &Tables, ty: &str) -> bool {
    if let Some(element) = ty.strip_prefix("list of ") {
        return is_type(tables, element);
    }
    if let Some((key, value)) = ty.strip_prefix("map of ").and_then(|rest| rest.split_once(" to ")) {
        return is_type(tables, key) && is_type(tables, value);
    }
    match ty.split_once(' ') {
        Some(("enum", name)) => tables.enumeration(name).is_some(),
        Some(("structure", name)) => tables.structures.iter().any(|structure| structure.name == name),
        _ => matches!(ty, "string" | "boolean" | "integer" | "long"),
    }
}

#[test]
#[allow(clippy::unit_arg, reason = "one change a line reads better")]
fn every_wrong_table_is_reported() -> Result<(), String> {
    type Change = fn(&mut Tables) -> Option<()>;
    fn fact<'a>(tables: &'a mut Tables, id: &str) -> Option<&'a mut Fact> {
        tables.facts.iter_mut().find(|fact| fact.id == id)
    }
    let trials: &[(Change, &str)] = &[
        (|t| Some(t.facts.push(t.facts.first()?.clone())), "operation: two facts"),
        (|t| fact(t, "token")?.says.remove("cli").map(drop), "token: `says` must name"),
        (
            |t| Some(fact(t, "in.type.element")?.says.get_mut("amazonka")?.replace_range(.., "-")),
            "in.type.element: no document",
        ),
        (
            |t| Some(fact(t, "token")?.says.get_mut("cli")?.replace_range(.., "ParticipantToken")),
            "token: write `=`",
        ),
        (|t| Some(fact(t, "token")?.says.get_mut("cli")?.replace_range(.., "Token")), "token: cli disagree"),
        (
            |t| fact(t, "in.type.required")?.overruled.take().map(drop),
            "in.type.required: amazonka, cli disagree",
        ),
        (|t| Some(t.newest = t.documents.get("cli")?.to.clone()), "in.type.required: 1.29.37 is newer"),
        (
            |t| Some(t.documents.get_mut("cli")?.to = t.newest.clone()),
            "in.type.required: cli speaks of 1.29.37 too",
        ),
        (
            |t| Some(fact(t, "out.http_status")?.check = Check::Source),
            "out.http_status: a fact of kind HttpStatus",
        ),
        (|t| Some(fact(t, "know.subscribe")?.phrases.clear()), "know.subscribe: `phrases`"),
        (|t| Some(fact(t, "cli.type")?.check = Check::Later), "cli.type: `issue`"),
        (|t| Some(fact(t, "cli.type")?.check = Check::None), "cli.type: `why`"),
        (
            |t| Some(fact(t, "out.websocket.required")?.expect = "yes".to_owned()),
            "out.websocket.required: expects `yes`",
        ),
        (
            |t| Some(t.operations.first_mut()?.errors.push("Teapot".to_owned())),
            "CancelParticipantAuthentication: `Teapot`",
        ),
        (
            |t| Some(t.operations.first_mut()?.input_members.first_mut()?.location = None),
            "CancelParticipantAuthenticationRequest.SessionId: no location",
        ),
        (
            |t| Some(t.operations.first_mut()?.uri.push_str("/{SessionId}")),
            "CancelParticipantAuthenticationRequest.SessionId: the URI",
        ),
        (|t| Some(t.structures.push(t.structures.first()?.clone())), "AttachmentItem: two shapes"),
        (
            |t| t.structures.pop().map(drop),
            "CreateParticipantConnectionResponse.Websocket: `structure Websocket`",
        ),
        (|t| Some(t.structures.first_mut()?.name.push('s')), "AttachmentItems: no member"),
        (|t| Some(t.enums.first_mut()?.order_from = "hearsay".to_owned()), "ArtifactStatus: known to"),
        (
            |t| Some(t.differs.first_mut()?.reason.clear()),
            "CompleteAttachmentUploadRequest.ClientToken: a difference",
        ),
    ];
    for (change, expected) in trials {
        let mut tables = Tables::read()?;
        change(&mut tables).ok_or_else(|| format!("nothing to change for `{expected}`"))?;
        let found = problems(&tables);
        let reported = found.iter().any(|problem| problem.starts_with(expected));
        assert!(reported, "not `{expected}`, but {found:?}");
    }
    Ok(())
}
