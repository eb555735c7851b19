//! The time to generate a crate, and its parts: loading, lowering, emitting, rendering. And the time to load Smithy IDL.
//!
//! Next to connectparticipant, larger models of `../shared/models`, if they exist and can be generated.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use divan::Bencher;
use divan::counter::BytesCount;
use farrier::diff::Options;
use farrier::model::{Loaded, Role, ShapeKind, Source, load};
use farrier::{Config, Diagnostics, GeneratedFile};

#[path = "../../codegen/tests/support/idl_text.rs"]
mod idl_text;

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
const LARGER: [&str; 6] = ["api-gateway", "bedrock-runtime", "lambda", "pinpoint", "datazone", "medialive"];
/// The number of measurements of the parts.
const ROUNDS: usize = 21;

/// The files of one model.
struct Input {
    name: &'static str,
    sources: Vec<Source>,
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// The models that can be generated.
static INPUTS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let models = Path::new(WORKSPACE).join("models/connectparticipant");
    let parts = [("service", Role::Model), ("overlay", Role::Overlay), ("docs", Role::Documentation)];
    let own =
        parts.map(|(name, role)| source(&models.join(name), role).expect("the model is in the repository"));
    let mut inputs = vec![Input { name: "connectparticipant", sources: own.into() }];
    for name in LARGER {
        let path = Path::new(WORKSPACE).join("../shared/models").join(name);
        let Some(source) = source(&path, Role::Model) else { continue };
        let input = Input { name, sources: vec![source] };
        match whole(&input.sources) {
            // Models that cannot be generated are left out.
            Ok(files) if files.iter().any(|file| file.path.is_empty()) => {
                println!("{name} is left out: some of its types are not emitted yet");
            }
            Ok(_) => inputs.push(input),
            Err(problems) => println!("{name} is left out: {problems}"),
        }
    }
    inputs
});

/// The same models as Smithy IDL.
static IDL: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let as_idl = |input: &Input| {
        let Loaded { model, .. } = load(&input.sources).expect("it was loaded before");
        let files = idl_text::files(&model).into_iter().map(|(namespace, text)| Source {
            name: format!("{namespace}.smithy"),
            bytes: text.into_bytes(),
            role: Role::Model,
        });
        Input { name: input.name, sources: files.collect() }
    };
    INPUTS.iter().map(as_idl).collect()
});

fn main() {
    divan::main();
    if std::env::args().any(|argument| argument == "--bench") {
        parts();
    }
}

#[divan::bench(name = "load", args = INPUTS.iter(), sample_count = 21)]
fn only_load(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.bench(|| load(&input.sources).expect("it was loaded before"));
}

/// All of `load`: reading the text, resolving names, merging, checking. With the size of the text.
#[divan::bench(args = IDL.iter(), sample_count = 21)]
fn load_idl(bencher: Bencher<'_, '_>, input: &Input) {
    let size: usize = input.sources.iter().map(|source| source.bytes.len()).sum();
    bencher.counter(BytesCount::new(size)).bench(|| load(&input.sources).expect("it is the same model"));
}

#[divan::bench(args = INPUTS.iter(), sample_count = 21)]
fn generate(bencher: Bencher<'_, '_>, input: &Input) {
    let Loaded { model, .. } = load(&input.sources).expect("it was loaded before");
    bencher.bench(|| farrier::generate(&model, &config()).expect("it was generated before"));
}

#[divan::bench(args = INPUTS.iter(), sample_count = 21)]
fn load_and_generate(bencher: Bencher<'_, '_>, input: &Input) {
    bencher.bench(|| whole(&input.sources).expect("it was generated before"));
}

/// Compares a model with one in which every enum has one more value, and no shape has a length limit.
#[divan::bench(args = INPUTS.iter(), sample_count = 21)]
fn diff(bencher: Bencher<'_, '_>, input: &Input) {
    let Loaded { model: old, .. } = load(&input.sources).expect("it was loaded before");
    let mut new = old.clone();
    for shape in new.shapes.values_mut() {
        shape.traits.0.shift_remove("smithy.api#length");
        if let ShapeKind::Enum(members) = &mut shape.kind
            && let Some(mut member) = members.values().next().cloned()
        {
            member.traits.0.insert("smithy.api#enumValue".to_owned(), "one more".into());
            members.insert("ONE_MORE".to_owned(), member);
        }
    }
    let options = Options::default();
    bencher.bench(|| farrier::diff::diff(&old, &new, &options).expect("both can be generated"));
}

/// The parts, by the generator's own clock.
fn parts() {
    println!("\nmilliseconds, medians of {ROUNDS} rounds; whole: median (fastest..slowest)");
    println!(
        "{:<20}{:>6}{:>8}{:>8}{:>8}{:>8}{:>8}  whole",
        "model", "files", "lines", "load", "lower", "emit", "render"
    );
    for input in INPUTS.iter() {
        let mut times: [Vec<Duration>; 5] = Default::default();
        let (mut files, mut lines) = (0, 0);
        for _ in 0..ROUNDS {
            let start = Instant::now();
            let Loaded { model, .. } = load(&input.sources).expect("it was loaded before");
            let loaded = start.elapsed();
            let farrier::Output { files: text, timings: part, .. } =
                farrier::output(&model, &config()).expect("it was generated before");
            let whole = start.elapsed();
            for (times, time) in times.iter_mut().zip([loaded, part.lower, part.emit, part.render, whole]) {
                times.push(time);
            }
            (files, lines) = (text.len(), text.iter().map(|file| file.text.lines().count()).sum());
        }
        times.iter_mut().for_each(|times| times.sort());
        let [load, lower, emit, render, whole] = times.each_ref().map(|times| millis(times[ROUNDS / 2]));
        let (fastest, slowest) = (millis(times[4][0]), millis(times[4][ROUNDS - 1]));
        println!(
            "{:<20}{files:>6}{lines:>8}{load:>8.2}{lower:>8.2}{emit:>8.2}{render:>8.2}  {whole:.2} \
             ({fastest:.2}..{slowest:.2}), {:.0} lines a second",
            input.name,
            lines as f64 / whole * 1e3
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn whole(sources: &[Source]) -> Result<Vec<GeneratedFile>, Diagnostics> {
    let Loaded { model, .. } = load(sources)?;
    farrier::generate(&model, &config())
}

fn config() -> Config {
    Config::new("generated")
}

/// Returns the name of a file without `.json`, if it has it.
fn source(path: &Path, role: Role) -> Option<Source> {
    let path: PathBuf = path.with_extension("json");
    let bytes = std::fs::read(&path).ok()?;
    Some(Source { name: path.display().to_string(), bytes, role })
}
