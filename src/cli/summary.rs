//! `logscry summary`: what the sources are, what they contain and where every byte went.

use logscry::export::shown_json;
use logscry::fold::{AnyFold, Ask, counts};
use logscry::format::Plan;
use logscry::ingest::{TaskError, TaskErrorCause};
use logscry::input::{ContentKind, TOO_MUCH};
use logscry::level::{Level, N_LEVELS};
use logscry::store::{Figure, FigureRow, InSummary, Ledger, Order, Stretch, Unit};
use logscry::time::format_rfc3339;
use logscry::units::{UnixNanos, grouped};
use serde_json::{Value, json};

use super::archives;
use super::args::SummaryArgs;
use super::choices::{UNPACK_ON, overrule_of};
use super::files::{Input, inputs};
use super::line::push_line;
use super::outcome::{Extent, Refusal, extent_of, print};
use super::scan::{Questions, Scan, ScannedSource, find, scan};
use super::shown::shown;
use super::snapshot::Change;

pub(super) fn run(args: &SummaryArgs) -> Result<Extent, Refusal> {
    let overrule = overrule_of(&args.sources.reading)?;
    let asks = vec![Ask::Counts(counts::Ask::default())];
    let questions = Questions { asks, ..Questions::default() };
    let given = inputs(&args.sources.paths)?;
    let n_unread = given.n_unread;
    let scan = scan(find(given.list, &overrule), &questions);
    if args.json {
        print(&format!("{}\n", shown_json(&json_of(&scan).to_string())))?;
    } else {
        print(&text_of(&scan))?;
    }
    let n_unread = n_unread + scan.sources.iter().map(n_unread_of).sum::<usize>();
    Ok(extent_of(&scan.inputs, n_unread))
}

/// Whether a source is not read as it was when reading began.
pub(super) fn is_unread(error: TaskError) -> bool {
    matches!(error.cause, TaskErrorCause::Changed | TaskErrorCause::Unreadable)
}

fn n_unread_of(source: &ScannedSource) -> usize {
    let is_closed = source.found.opened.is_none();
    usize::from(is_closed || source.failures.iter().any(|error| is_unread(*error)))
}

/// Says on standard error what is not read of which source; returns of how many it is no damage
/// but a file that is gone or changed.
pub(super) fn tell_failures(scan: &Scan) -> usize {
    for (input, source) in scan.with_inputs() {
        for failure in &source.failures {
            eprintln!("logscry: {}: {}", failure_words(failure), shown(&input.name));
        }
        if let Some(archive) = &source.found.archive {
            archives::tell_troubles(archive, &input.name);
        }
    }
    scan.sources.iter().map(n_unread_of).sum()
}

fn total(scan: &Scan) -> (Ledger, Order) {
    let mut ledger = Ledger::default();
    let mut range: Option<(i64, i64)> = None;
    for source in &scan.sources {
        // Places in plans mean different formats for different sources.
        let Stretch { ledger: part, order } = &source.read;
        ledger.merge(&Ledger { formats: Vec::new(), ..part.clone() });
        range = match (range, order.range) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
    }
    (ledger, Order { range, ends: None })
}

fn format_words(source: &ScannedSource) -> (String, String) {
    let Some(opened) = &source.found.opened else {
        return ("none".to_owned(), "cannot be read".to_owned());
    };
    match opened.plan.content {
        ContentKind::Empty => ("none".to_owned(), "the file is empty".to_owned()),
        ContentKind::Archive => (
            "none".to_owned(),
            format!("{}; its members are read as sources", opened.sniffed.seems),
        ),
        ContentKind::Binary => (
            "none".to_owned(),
            format!(
                "not read: looks like {} (--encoding utf-8 reads it all the same)",
                opened.sniffed.seems
            ),
        ),
        ContentKind::Text | ContentKind::Stream => {
            (opened.plan.formats.main_id().to_owned(), opened.plan.formats.why.clone())
        }
    }
}

pub(super) fn failure_words(error: &TaskError) -> String {
    let what = match error.cause {
        TaskErrorCause::Changed => "the file changed while it was read",
        TaskErrorCause::Unreadable => "the file could not be read",
        TaskErrorCause::Damaged => "the compressed data is damaged",
        TaskErrorCause::Unfinished => "the compressed data ends too early",
        TaskErrorCause::Unsupported(why) => why,
        TaskErrorCause::TooMuch => TOO_MUCH,
    };
    let way_on = if error.cause == TaskErrorCause::TooMuch { UNPACK_ON } else { "" };
    format!("{what}, at byte {}; everything before it is kept{way_on}", error.at)
}

/// What is wrong with a source, and what became of its file meanwhile.
fn problems_of(input: &Input, source: &ScannedSource) -> Vec<String> {
    let change = input.change().map(Change::words);
    source.failures.iter().map(failure_words).chain(change).collect()
}

fn time_words(order: &Order) -> Option<(String, String)> {
    let (first, last) = order.range?;
    Some((format_rfc3339(UnixNanos(first), 3), format_rfc3339(UnixNanos(last), 3)))
}

fn ledger_json(ledger: &Ledger) -> Value {
    let levels: serde_json::Map<String, Value> = Level::ALL
        .iter()
        .zip(ledger.levels)
        .map(|(level, count)| (level.name().to_owned(), Value::from(count)))
        .collect();
    let figures = ledger.figures.rows().map(|(row, count)| (row.id.to_owned(), Value::from(count)));
    figures.chain([("levels".to_owned(), Value::Object(levels))]).collect()
}

fn formats_json(source: &ScannedSource) -> Value {
    let plan = source.found.opened.as_ref().map_or(&[][..], |opened| &opened.plan.formats.formats);
    let counts =
        plan.iter().zip(&source.read.ledger.formats).filter(|(_, n_entries)| **n_entries > 0);
    counts
        .map(|(format, n_entries)| json!({"format": format.called(), "entries": n_entries}))
        .collect()
}

fn json_of(scan: &Scan) -> Value {
    let sources: Vec<Value> = scan
        .with_inputs()
        .map(|(input, source)| {
            let (format, why) = format_words(source);
            let times = time_words(&source.read.order);
            json!({
                "source": input.name,
                "size": input.size,
                "format": format,
                "why": why,
                "first": times.as_ref().map(|(first, _)| first),
                "last": times.as_ref().map(|(_, last)| last),
                "failures": problems_of(input, source),
                "formats": formats_json(source),
                "ledger": ledger_json(&source.read.ledger),
                "archive": source.found.archive.as_ref().map(archives::json_of),
            })
        })
        .collect();
    let (ledger, order) = total(scan);
    let times = time_words(&order);
    let archives = scan.sources.iter().filter_map(|source| source.found.archive.as_ref());
    let n_skipped: usize = archives.map(archives::n_skipped).sum();
    json!({
        "sources": sources,
        "skipped_members": n_skipped,
        "first": times.as_ref().map(|(first, _)| first),
        "last": times.as_ref().map(|(_, last)| last),
        "ledger": ledger_json(&ledger),
    })
}

fn text_of(scan: &Scan) -> String {
    let mut out = String::new();
    for (n, (input, source)) in scan.with_inputs().enumerate() {
        if n > 0 {
            out.push('\n');
        }
        push_source(&mut out, input, source);
    }
    // The figures of a single source are those of all.
    if scan.sources.len() != 1 {
        let (ledger, order) = total(scan);
        out.push_str("\nall sources\n");
        push_figures(&mut out, &ledger, &order);
    }
    for (level, count) in Level::ALL.iter().rev().zip(level_counts(scan).iter().rev()) {
        if *count > 0 {
            push_line(&mut out, level.name(), &grouped(*count));
        }
    }
    out
}

fn level_counts(scan: &Scan) -> [u64; N_LEVELS] {
    match scan.answers.first().map(|answer| &answer.fold) {
        Some(AnyFold::Counts(counts)) => counts.levels,
        _ => [0; N_LEVELS],
    }
}

fn push_source(out: &mut String, input: &Input, source: &ScannedSource) {
    out.push_str(&shown(&input.name));
    out.push('\n');
    let (format, why) = format_words(source);
    let opened = source.found.opened.as_ref();
    let is_read = opened.is_some() && format != "none";
    let plan = opened.filter(|_| is_read).map(|opened| &opened.plan.formats);
    let title = plan.map_or("not read", Plan::main_title);
    let title = if source.found.archive.is_some() { "archive" } else { title };
    push_line(out, "format", &format!("{title}: {why}"));
    if let Some(archive) = &source.found.archive {
        archives::push_text(out, archive);
    }
    for (format, n_entries) in
        plan.iter().flat_map(|plan| plan.formats.iter().zip(&source.read.ledger.formats))
    {
        if !format.name.is_empty() {
            let of_all = format!(
                "{} of {} entries",
                grouped(*n_entries),
                grouped(source.read.ledger[Figure::Entries])
            );
            push_line(out, "your format", &format!("{}: {of_all}", format.name));
        }
    }
    for problem in problems_of(input, source) {
        push_line(out, "problem", &problem);
    }
    if source.read.ledger[Figure::BytesDecoded] > 0 {
        push_figures(out, &source.read.ledger, &source.read.order);
    }
}

fn push_figures(out: &mut String, ledger: &Ledger, order: &Order) {
    if let Some((first, last)) = time_words(order) {
        push_line(out, "time", &format!("{first} to {last}"));
    }
    for unit in [Unit::Entries, Unit::Lines, Unit::Bytes] {
        for (row, count) in ledger.figures.rows().filter(|(row, _)| row.unit == unit) {
            push_figure(out, row, count);
        }
    }
}

fn push_figure(out: &mut String, row: &FigureRow, count: u64) {
    let is_shown = match row.in_summary {
        InSummary::Always => true,
        InSummary::AboveZero => count > 0,
        InSummary::Never => false,
    };
    if !is_shown {
        return;
    }
    let mut name = row.title.to_owned();
    // Names stand in the middle of a line here, without their notes.
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    // Of what, titles of lines and entries say themselves.
    let unit = if row.unit == Unit::Bytes { " bytes" } else { "" };
    push_line(out, &name, &format!("{}{unit}", grouped(count)));
}
