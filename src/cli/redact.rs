//! `logscry redact`: the text of all sources without secrets, people and machines.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use logscry::input::{Chain, ContentKind, DecodeError, Pulled, ReadError, TextLimits};
use logscry::redact::{Class, Left, Names, Redactor, Residual, Rules, Seen};
use logscry::session::Session;
use logscry::units::ByteSpan;
use serde_json::json;

use super::archives;
use super::args::RedactArgs;
use super::choices::overrule_of;
use super::files::{Files, Input, inputs};
use super::outcome::{Extent, Refusal, extent_of, print, print_bytes};
use super::scan::{self, Found, FoundSource};
use super::shown::shown;

/// How many of the values left are told on standard error.
const MAX_TOLD: usize = 20;

/// How many bytes are read at a time.
const READ_BYTES: u64 = 4 << 20;

pub(super) fn run(args: &RedactArgs) -> Result<Extent, Refusal> {
    let rules = rules_of(args)?;
    let overrule = overrule_of(&args.sources.reading)?;
    let given = inputs(&args.sources.paths)?;
    let mut n_unread = given.n_unread;
    let Found { inputs, sources } = scan::find(given.list, &overrule);
    let mut reader = Reader::new(&inputs);
    let mut seen = Seen::default();
    let mut troubles = Vec::new();
    for (number, source) in (0..).zip(&sources) {
        let Some(input) = inputs.get(source.idx) else { continue };
        if let Some(archive) = &source.archive {
            archives::tell_troubles(archive, &input.name);
        }
        let mut redactor = Redactor::new(&rules);
        let trouble = reader.read(source, input, |bytes| {
            redactor.learn(number, bytes, &mut seen);
            Ok(())
        })?;
        redactor.end_learning(number, &mut seen);
        n_unread += tell(trouble.as_ref(), input);
        troubles.push((source, input, trouble));
    }
    let report = Report::of(&seen);
    let names = seen.number(&rules);
    if let Some(path) = &args.map {
        write_map(path, &names)?;
    }
    if args.json {
        print(&report.json())?;
        return Ok(extent_of(&inputs, n_unread));
    }
    for (source, input, known) in troubles {
        let trouble = write_source(&mut reader, source, input, (&rules, &names))?;
        // What was said of the first reading holds of the second.
        n_unread += tell(trouble.filter(|_| known.is_none()).as_ref(), input);
    }
    report.tell();
    Ok(extent_of(&inputs, n_unread))
}

/// Tells why not all of a source was read; returns how many parts are missing.
fn tell(trouble: Option<&String>, input: &Input) -> usize {
    let Some(trouble) = trouble else { return 0 };
    eprintln!("logscry: {trouble}: {}", shown(&input.name));
    1
}

/// Prints a source; returns why not all of it.
fn write_source(
    reader: &mut Reader,
    source: &FoundSource,
    input: &Input,
    (rules, names): (&Rules, &Names),
) -> Result<Option<String>, Refusal> {
    let mut redactor = Redactor::new(rules);
    let mut out = Vec::new();
    let trouble = reader.read(source, input, |bytes| {
        redactor.write(bytes, names, &mut out);
        let printed = print_bytes(&out);
        out.clear();
        printed
    })?;
    redactor.end_writing(names, &mut out);
    print_bytes(&out)?;
    Ok(trouble)
}

fn rules_of(args: &RedactArgs) -> Result<Rules, Refusal> {
    let mut rules = Rules::default();
    for rule in &args.rules {
        let (name, expression) =
            rule.split_once('=').ok_or_else(|| format!("a rule is NAME=REGEX, not {rule:?}"))?;
        rules.add(name, expression)?;
    }
    for class in &args.keep {
        rules.keep(match class.as_str() {
            "personal" => Class::Personal,
            "identifier" => Class::Identifier,
            "secret" => return Err("secrets are never kept".to_owned().into()),
            _ => return Err(format!("{class:?} is no class: personal or identifier").into()),
        });
    }
    Ok(rules)
}

/// Writes what undoes the redaction; secrets are not in it. A file that is there stays: it may be a log, or
/// the only key to what was redacted before.
fn write_map(path: &Path, names: &Names) -> Result<(), Refusal> {
    let entries = names.entries();
    let map: serde_json::Map<String, serde_json::Value> =
        entries.map(|(name, value)| (name, value.into())).collect();
    let text = format!("{:#}\n", serde_json::Value::Object(map));
    let refused = |error: io::Error| {
        let path = shown(&path.display().to_string());
        if error.kind() == io::ErrorKind::AlreadyExists {
            return format!("{path} exists already: name a new file");
        }
        format!("cannot write {path}: {error}")
    };
    let mut file = File::create_new(path).map_err(refused)?;
    file.write_all(text.as_bytes()).map_err(refused)?;
    Ok(())
}

/// What was replaced.
struct Report {
    /// Values of a class, and how often they stood.
    counts: Vec<(&'static str, u64, u64)>,
    /// What looks random and is left.
    residual: Residual,
}

impl Report {
    fn of(seen: &Seen) -> Self {
        let classes = [
            ("secrets", Class::Secret),
            ("personal", Class::Personal),
            ("identifiers", Class::Identifier),
        ];
        let count = |(name, class)| {
            let (n_values, n_times) = seen.count(class);
            (name, n_values, n_times)
        };
        Self { counts: classes.map(count).to_vec(), residual: seen.residual.clone() }
    }

    fn json(&self) -> String {
        let counts = self.counts.iter();
        let replaced: serde_json::Map<String, serde_json::Value> = counts
            .map(|(name, n_values, n_times)| {
                ((*name).to_owned(), json!({ "values": n_values, "times": n_times }))
            })
            .collect();
        let left = |left: &Left| json!({ "value": left.value, "times": left.n_times });
        let left: Vec<_> = self.residual.list().into_iter().map(left).collect();
        let times = self.residual.n_times();
        format!("{:#}\n", json!({ "replaced": replaced, "left": left, "left_times": times }))
    }

    fn tell(&self) {
        let parts: Vec<String> = self
            .counts
            .iter()
            .map(|(name, n, times)| format!("{name} {n} ({times} times)"))
            .collect();
        eprintln!("logscry: replaced: {}", parts.join(", "));
        let left = self.residual.list();
        if left.is_empty() {
            return;
        }
        eprintln!(
            "logscry: left {} times, though they look random; look at them, and add a --rule if need be:",
            self.residual.n_times()
        );
        for left in left.iter().take(MAX_TOLD) {
            eprintln!("  {} ({} times)", shown(&left.value), left.n_times);
        }
        if left.len() > MAX_TOLD {
            eprintln!("  … (--json lists {})", left.len());
        }
    }
}

/// Reads the text of sources from their beginnings.
struct Reader {
    session: Session<Files>,
}

impl Reader {
    fn new(inputs: &Arc<[Input]>) -> Self {
        let mut session = Session::new(Files::new(Arc::clone(inputs)));
        for (idx, input) in inputs.iter().enumerate() {
            scan::name(&mut session, idx, input);
        }
        Self { session }
    }

    /// Gives the text of a source away piece by piece; returns why not all of it could be read.
    fn read(
        &mut self,
        source: &FoundSource,
        input: &Input,
        mut give: impl FnMut(&[u8]) -> Result<(), Refusal>,
    ) -> Result<Option<String>, Refusal> {
        let Some(opened) = &source.opened else { return Ok(Some("cannot be opened".to_owned())) };
        let plan = &opened.plan;
        let mut chain = match plan.content {
            ContentKind::Text => None,
            ContentKind::Stream => {
                let limits = TextLimits::default().or_told(plan.unpack_limit);
                Chain::start(&plan.decoders, input.size, limits)
            }
            ContentKind::Archive | ContentKind::Empty => return Ok(None),
            ContentKind::Binary => return Ok(Some("not text, left out".to_owned())),
        };
        let mut at = 0;
        let mut text = Vec::new();
        loop {
            let is_over = at >= input.size;
            let room = match chain.as_mut().and_then(Chain::input) {
                Some(input) => input,
                None => &mut text,
            };
            if !is_over {
                let span = ByteSpan { start: at, end: (at + READ_BYTES).min(input.size) };
                match self.session.read_raw(scan::id_of(source.idx), span, room) {
                    Ok(0) => at = input.size,
                    Ok(n) => at += n,
                    Err(ReadError::Busy) => {}
                    Err(error) => return Ok(Some(format!("cannot read on ({error:?})"))),
                }
            } else if let Some(chain) = &mut chain {
                chain.end_input();
            } else {
                return Ok(None);
            }
            if let Some(chain) = &mut chain {
                match give_decoded(chain, &mut text, &mut give)? {
                    Drained::NeedsRaw => {}
                    Drained::Over => return Ok(None),
                    Drained::Damaged(why) => return Ok(Some(format!("damaged ({why:?})"))),
                }
            } else {
                give(&text)?;
                text.clear();
            }
        }
    }
}

/// Why nothing more is decoded for now.
enum Drained {
    NeedsRaw,
    Over,
    Damaged(DecodeError),
}

/// Gives away what a chain can decode of the bytes that it has.
fn give_decoded(
    chain: &mut Chain,
    text: &mut Vec<u8>,
    give: &mut impl FnMut(&[u8]) -> Result<(), Refusal>,
) -> Result<Drained, Refusal> {
    loop {
        let pulled = chain.pull(text, 1 << 20);
        give(text)?;
        text.clear();
        match pulled {
            Ok(Pulled::NeedsRaw) => return Ok(Drained::NeedsRaw),
            Ok(Pulled::Over) => return Ok(Drained::Over),
            Ok(Pulled::Some) => {}
            Err(why) => return Ok(Drained::Damaged(why)),
        }
    }
}
