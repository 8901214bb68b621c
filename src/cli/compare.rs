//! `logscry compare`: what is different between a good run and a bad one.

use std::path::PathBuf;
use std::thread;

use logscry::compare::{Change, ChangeKind, Comparison, Entry, Side, compare};
use logscry::export::shown_json;
use logscry::session::Session;
use logscry::units::grouped;
use serde_json::{Value, json};

use super::args::{CompareArgs, Reading};
use super::choices::overrule_of;
use super::entries::read;
use super::files::{Files, inputs};
use super::line::push;
use super::outcome::{Extent, Refusal, extent_of, print};
use super::scan::{self, Found};
use super::shown::shown;

/// A side as it is read, and what its sources are called.
struct ReadSide {
    side: Side,
    names: Vec<String>,
    n_unread: usize,
}

pub(super) fn run(args: &CompareArgs) -> Result<Extent, Refusal> {
    let mut baseline = vec![args.baseline.clone()];
    baseline.extend(args.also.iter().cloned());
    let before = found(&args.reading, &baseline)?;
    let after = found(&args.reading, std::slice::from_ref(&args.target))?;
    // Messages are compared only where both sides tell them from their heads in the same way.
    let is_alike = formats_of(&before).iter().any(|format| formats_of(&after).contains(format));
    let part = if is_alike { Part::Message } else { Part::Text };
    let (old, new) = thread::scope(|scope| {
        let old = scope.spawn(|| read_side(&before, part));
        let new = read_side(&after, part);
        (old.join(), new)
    });
    // A panic is a bug; its message stands on standard error already.
    let Ok(old) = old else { return Ok(Extent::Part) };
    let comparison = compare(&old.side, &new.side);
    print(&match (args.json, args.markdown) {
        (true, _) => json_of(&comparison, &old, &new),
        (_, true) => markdown_of(&comparison, &old, &new),
        _ => text_of(&comparison, &old, &new),
    })?;
    let extents = [extent_of(&before.inputs, old.n_unread), extent_of(&after.inputs, new.n_unread)];
    Ok(if extents.contains(&Extent::Part) { Extent::Part } else { Extent::Whole })
}

/// What of an entry is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Message,
    Text,
}

fn found(reading: &Reading, paths: &[PathBuf]) -> Result<Found, Refusal> {
    let overrule = overrule_of(reading)?;
    let given = inputs(paths)?;
    if given.n_unread > 0 {
        return Err("one of the sides cannot be read".to_owned().into());
    }
    Ok(scan::find(given.list, &overrule))
}

/// The format that most of each source has.
fn formats_of(found: &Found) -> Vec<&str> {
    let plans = found.sources.iter().filter_map(|source| Some(&source.opened.as_ref()?.plan));
    plans.filter_map(|plan| Some(plan.formats.formats.first()?.id.as_str())).collect()
}

/// Reads all sources of a side, one after the other.
fn read_side(found: &Found, part: Part) -> ReadSide {
    let mut session = Session::new(Files::new(found.inputs.clone()));
    for (idx, input) in found.inputs.iter().enumerate() {
        scan::name(&mut session, idx, input);
    }
    let mut read_side = ReadSide { side: Side::default(), names: Vec::new(), n_unread: 0 };
    for source in &found.sources {
        let Some(input) = found.inputs.get(source.idx) else { continue };
        read_side.n_unread += read(&mut session, source, input);
        let ReadSide { side, names, .. } = &mut read_side;
        let number = u32::try_from(names.len()).unwrap_or(u32::MAX);
        names.push(input.name.clone());
        let n_gone = session.for_each_message(scan::id_of(source.idx), |entry| {
            let message = if part == Part::Text { entry.text } else { entry.message };
            let (line, n_lines, level) = (entry.line, entry.n_lines, entry.level);
            side.add(Entry { source: number, line, n_lines, level, message });
        });
        if n_gone > 0 {
            eprintln!("logscry: {n_gone} entries can no longer be read: {}", shown(&input.name));
            read_side.n_unread += 1;
        }
        // One source at a time: memory holds the columns of one.
        session.close(scan::id_of(source.idx));
    }
    read_side
}

/// One object: what is read by programs.
fn json_of(comparison: &Comparison, old: &ReadSide, new: &ReadSide) -> String {
    let changes = comparison.changes.iter().zip(1..).map(|(change, rank)| {
        let lines = change.places.iter().map(|place| {
            if place.first == place.last {
                json!(place.first)
            } else {
                json!([place.first, place.last])
            }
        });
        let mut object = json!({
            "kind": change.kind.name(),
            "template": change.template,
            "baseline": change.baseline,
            "target": change.target,
            "rank": rank,
            "lines": lines.collect::<Vec<Value>>(),
            "text": change.lines,
        });
        if let (Some(object), Some((before, after))) = (object.as_object_mut(), &change.values) {
            object.insert("before".to_owned(), json!(before));
            object.insert("after".to_owned(), json!(after));
        }
        let side = side_of(change, old, new);
        if let (Some(object), true) = (object.as_object_mut(), side.names.len() > 1) {
            let sources = change.places.iter().map(|place| json!(name_of(side, place.source)));
            object.insert("sources".to_owned(), sources.collect());
        }
        object
    });
    let object = json!({
        "baseline_entries": old.side.n_entries(),
        "target_entries": new.side.n_entries(),
        "notes": comparison.notes,
        "changes": changes.collect::<Vec<Value>>(),
    });
    format!("{}\n", shown_json(&object.to_string()))
}

/// The side that a change's places are in.
fn side_of<'s>(change: &Change, old: &'s ReadSide, new: &'s ReadSide) -> &'s ReadSide {
    if change.kind == ChangeKind::Gone { old } else { new }
}

fn name_of(side: &ReadSide, source: u32) -> &str {
    side.names.get(source as usize).map_or("", String::as_str)
}

fn text_of(comparison: &Comparison, old: &ReadSide, new: &ReadSide) -> String {
    let mut out = format!("{}\n", head_of(comparison, old, new));
    for note in &comparison.notes {
        push(&mut out, format_args!("{note}"));
    }
    for change in &comparison.changes {
        let (title, counts) = (shown(&title_of(change)), counts_of(change));
        push(&mut out, format_args!("\n{:<5} {counts}  {title}", change.kind.name()));
        push(&mut out, format_args!("      {}", place_of(change, old, new)));
        if change.lines.len() > 1 {
            for line in &change.lines {
                push(&mut out, format_args!("      | {}", shown(line)));
            }
        }
    }
    out
}

/// For the comment of a build: headings, and the lines as code.
fn markdown_of(comparison: &Comparison, old: &ReadSide, new: &ReadSide) -> String {
    let mut out = format!("**{}**\n", head_of(comparison, old, new));
    for note in &comparison.notes {
        push(&mut out, format_args!("- {note}"));
    }
    for change in &comparison.changes {
        let (counts, place) = (counts_of(change), place_of(change, old, new));
        push(&mut out, format_args!("\n#### {} · {counts} · {place}\n", change.kind.name()));
        // Indented, so that nothing a log says is markup.
        push(&mut out, format_args!("    {}", shown(&title_of(change))));
        for line in change.lines.iter().filter(|_| change.lines.len() > 1) {
            push(&mut out, format_args!("    | {}", shown(line)));
        }
    }
    out
}

fn head_of(comparison: &Comparison, old: &ReadSide, new: &ReadSide) -> String {
    let n_changes = comparison.changes.len() as u64;
    let (n_new, n_old) = (new.side.n_entries(), old.side.n_entries());
    let noun = if n_changes == 1 { "change" } else { "changes" };
    format!(
        "{} {noun} in {} entries, compared with {} of the baseline",
        grouped(n_changes),
        grouped(n_new),
        grouped(n_old)
    )
}

fn title_of(change: &Change) -> String {
    match &change.values {
        Some((before, after)) => format!("{}: {before} → {after}", change.template),
        None => change.template.clone(),
    }
}

fn counts_of(change: &Change) -> String {
    format!("{} → {}", grouped(change.baseline), grouped(change.target))
}

/// Where it stands first, and how many more places are known.
fn place_of(change: &Change, old: &ReadSide, new: &ReadSide) -> String {
    let Some(place) = change.places.first() else { return String::new() };
    let side = side_of(change, old, new);
    let lines = if place.first == place.last {
        format!("line {}", grouped(place.first))
    } else {
        format!("lines {}–{}", grouped(place.first), grouped(place.last))
    };
    let more = match change.places.len() as u64 - 1 {
        0 => String::new(),
        1 => " and 1 more place".to_owned(),
        n => format!(" and {} more places", grouped(n)),
    };
    format!("{} {lines}{more}", shown(name_of(side, place.source)))
}
