//! `logscry groups`: the kinds of entries there are, and what became of each.

use logscry::export::shown_json;
use logscry::fold::groups::{self, Group, GroupIndex, Groups, Said};
use logscry::fold::{Answer, AnyFold, Ask};
use logscry::format::PlanFormat;
use logscry::level::Level;
use logscry::query;
use logscry::session::EntryText;
use logscry::time::format_rfc3339;
use logscry::units::{NanosText, UnixNanos, grouped};
use serde_json::{Map, Value, json};

use super::args::GroupsArgs;
use super::choices::overrule_of;
use super::files::inputs;
use super::group_names::with_groups;
use super::line::push;
use super::outcome::{Extent, Refusal, extent_of, print, query_refusal};
use super::scan::{Found, Questions, Scan, find, scan};
use super::shown::shown;
use super::summary::tell_failures;
use super::text_names::names_as_text;
use super::window::window;

pub(super) fn run(args: &GroupsArgs) -> Result<Extent, Refusal> {
    let query = query::parse(&args.query).map_err(|error| query_refusal(&args.query, &error))?;
    let window = args.window.as_deref().map(window).transpose()?;
    // Looked for once: a pipe cannot be read again.
    let given = inputs(&args.sources.paths)?;
    let overrule = overrule_of(&args.sources.reading)?;
    let found = find(given.list.clone(), &overrule);
    let as_text = names_as_text(&found, &query);
    let asks = vec![Ask::Groups(groups::Ask { top: args.top, window })];
    let questions = Questions { query: with_groups(&found, &args.query)?, as_text, asks };
    let scan = scan(found, &questions);
    let Some(answer) = answer_of(&scan) else { return Ok(Extent::Part) };
    let n_gone = scan.answers.first().map_or(0, |part| part.coverage.unsearched);
    if n_gone > 0 {
        eprintln!("logscry: {} entries could not be read again and are left out", grouped(n_gone));
    }
    let n_cut = answer.n_groups.saturating_sub(answer.groups.len() as u64);
    if n_cut > 0 {
        eprintln!("logscry: {} more groups are not printed; see --top", grouped(n_cut));
    }
    print(&if args.json { json_lines(&answer) } else { text_of(&answer) })?;
    let n_unread = given.n_unread + tell_failures(&scan);
    Ok(extent_of(&given.list, n_unread))
}

fn answer_of(scan: &Scan) -> Option<groups::Answer> {
    scan.answers.iter().find_map(|part| {
        if let Answer::Groups(answer) = part.fold.answer().0 { Some(answer) } else { None }
    })
}

/// The groups of all entries, to tell in which of them each is.
pub(super) fn group_index(found: &Found) -> Option<GroupIndex> {
    groups_of(found).map(|groups| groups.index())
}

/// The groups of all entries.
pub(super) fn groups_of(found: &Found) -> Option<Groups> {
    let asks = vec![Ask::Groups(groups::Ask { top: 0, window: None })];
    let scan = scan(found.again(), &Questions { asks, ..Questions::default() });
    let part = scan.answers.into_iter().next()?;
    if let AnyFold::Groups(groups) = part.fold { Some(groups) } else { None }
}

/// Id and template of the group of an entry.
pub(super) fn group_of<'i>(
    index: &'i mut GroupIndex,
    entry: &EntryText,
    format: Option<&PlanFormat>,
) -> Option<(&'i str, &'i str)> {
    let fields = |see: &mut groups::FieldVisitor<'_>| {
        entry.fields.iter().for_each(|(name, value)| see(name, value));
    };
    let time_at = format.and_then(|format| format.time_at(&entry.text));
    index.of(&Said { text: &entry.text, message: &entry.message, time_at, fields: &fields })
}

fn json_lines(answer: &groups::Answer) -> String {
    let mut out = String::new();
    for group in &answer.groups {
        push(&mut out, format_args!("{}", shown_json(&json_of(group).to_string())));
    }
    out
}

pub(super) fn json_of(group: &Group) -> Value {
    let levels = Level::ALL.iter().zip(&group.levels);
    let levels: Map<String, Value> =
        levels.map(|(level, count)| (level.name().to_owned(), Value::from(*count))).collect();
    json!({
        "id": group.id,
        "kind": group.kind.name(),
        "template": group.template,
        "slots": group.slots,
        "count": group.count,
        "before": group.n_before,
        "levels": levels,
        "first": group.first.map(time_words),
        "last": group.last.map(time_words),
        "state": group.state.name(),
        "since": group.since.map(time_words),
        "sources": group.n_sources,
        "kin": group.kin,
        "coarse": group.is_coarse,
    })
}

/// A time with as many digits as it needs.
fn time_words(NanosText(nanos): NanosText) -> String {
    let digits = [(0, 1_000_000_000), (3, 1_000_000), (6, 1_000)];
    let needed = digits.into_iter().find(|(_, unit)| nanos % unit == 0);
    format_rfc3339(UnixNanos(nanos), needed.map_or(9, |(digits, _)| digits))
}

fn text_of(answer: &groups::Answer) -> String {
    let mut out = String::new();
    let (n_groups, entries) = (grouped(answer.n_groups), grouped(answer.entries));
    push(&mut out, format_args!("{n_groups} groups of {entries} entries"));
    if answer.coarse > 0 {
        let n = grouped(answer.coarse);
        push(&mut out, format_args!("{n} entries are grouped by the start of their message only"));
    }
    for group in &answer.groups {
        push(&mut out, format_args!("{}", line_of(group)));
    }
    out
}

/// A group in a line.
pub(super) fn line_of(group: &Group) -> String {
    let level = Level::ALL.iter().zip(&group.levels).rev().find(|(_, count)| **count > 0);
    let level = level.map_or("", |(level, _)| level.name());
    let (state, count) = (group.state.name(), grouped(group.count));
    format!("{state:<10} {count:>12}  {level:<7}  {}", shown(&group.template))
}
