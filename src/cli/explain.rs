//! `logscry explain`: what is different about a time, or about the entries of a query.

use std::sync::Arc;

use logscry::explain::{
    Ask, Entry, Explanation, Finding, Reason, Selected, Subject, Table, explain,
};
use logscry::export::shown_json;
use logscry::fold::Fold as _;
use logscry::fold::groups::{self, AboutEntry, FieldVisitor, Groups, Said, Subjects};
use logscry::query::{self, Query};
use logscry::session::{EntryText, LIST, SelectionId, SelectionSpec, Session};
use logscry::units::grouped;
use serde_json::{Value, json};

use super::args::ExplainArgs;
use super::choices::overrule_of;
use super::entries::read;
use super::explain_links::Links;
use super::files::{Files, Input, inputs};
use super::group_names::with_groups;
use super::line::push;
use super::outcome::{Extent, Refusal, extent_of, print, query_refusal};
use super::scan::{self, Found};
use super::shown::shown;
use super::text_names::names_as_text;
use super::window::window;

/// So many are told where none passes.
const MAX_LEADS: usize = 3;

/// All that a query does not match.
const REST: SelectionId = SelectionId(2);

pub(super) fn run(args: &ExplainArgs) -> Result<Extent, Refusal> {
    let query = query::parse(&args.query).map_err(|error| query_refusal(&args.query, &error))?;
    let window = args.window.as_deref().map(window).transpose()?;
    if window.is_none() && args.query.trim().is_empty() {
        let way_on = "try --window FROM..TO for a time, or -q QUERY for the entries of a query";
        return Err(format!("nothing is selected; {way_on}").into());
    }
    let given = inputs(&args.sources.paths)?;
    let found = scan::find(given.list.clone(), &overrule_of(&args.sources.reading)?);
    let as_text = names_as_text(&found, &query);
    let text = with_groups(&found, &args.query)?;
    let selected = window.map_or(Selected::Entries, |window| Selected::Window {
        from: window.from.0,
        end: window.end.0,
    });
    let left_out = if window.is_none() { named(&query, &args.query) } else { Vec::new() };
    let ask = Ask { selected, left_out, top: usize::from(args.top) };
    let spec = SelectionSpec { query: text, as_text, ..SelectionSpec::default() };
    let (explanation, n_unread) = explained(&found, &spec, &ask)?;
    let links = Links::new(&args.query, selected);
    print(&if args.json {
        let json = json_of(&explanation, &links).to_string();
        format!("{}\n", shown_json(&json))
    } else {
        text_of(&explanation)
    })?;
    Ok(extent_of(&found.inputs, given.n_unread + n_unread))
}

/// What the query is about: that it differs is no news.
fn named(query: &Query, text: &str) -> Vec<(Subject, String)> {
    let mut named: Vec<(Subject, String)> =
        query.fields.iter().map(|used| (Subject::Field, used.name.clone())).collect();
    if query.level_mask != query::ALL_LEVELS {
        named.push((Subject::Level, "level".to_owned()));
    }
    if query::groups_in(text).is_ok_and(|groups| !groups.is_empty()) {
        named.push((Subject::Group, "group".to_owned()));
    }
    named
}

/// Reads all sources, one after the other, and explains what was asked.
fn explained(
    found: &Found,
    spec: &SelectionSpec,
    ask: &Ask,
) -> Result<(Explanation, usize), Refusal> {
    let mut session = Session::new(Files::new(Arc::clone(&found.inputs)));
    for (idx, input) in found.inputs.iter().enumerate() {
        scan::name(&mut session, idx, input);
    }
    let refused = |error| query_refusal(&spec.query, &error);
    session.select(LIST, spec.clone()).map_err(refused)?;
    if ask.selected == Selected::Entries {
        let query = format!("not ({})", spec.query);
        session.select(REST, SelectionSpec { query, ..spec.clone() }).map_err(refused)?;
    }
    let mut reading = Reading::new(ask.selected);
    let mut n_unread = 0;
    for source in &found.sources {
        let Some(input) = found.inputs.get(source.idx) else { continue };
        n_unread += read(&mut session, source, input);
        n_unread += usize::from(!reading.take(&mut session, input));
        // One source at a time: memory holds the columns of one.
        session.close(scan::id_of(source.idx));
    }
    let Reading { table, mut groups, .. } = reading;
    groups.settle();
    let index = groups.index();
    let name_of = |source: u32| {
        found.inputs.get(source as usize).map_or_else(String::new, |input| input.name.clone())
    };
    let group_of = |(exact, coarse)| {
        let (id, template) = index.of_hashes(AboutEntry { exact, coarse })?;
        Some((id.to_owned(), template.to_owned()))
    };
    Ok((explain(&table.settled(name_of, group_of), ask), n_unread))
}

/// Where an entry is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Inside,
    Rest,
}

/// What is gathered while sources are read.
struct Reading {
    selected: Selected,
    table: Table,
    groups: Groups,
    subjects: Subjects,
}

impl Reading {
    fn new(selected: Selected) -> Self {
        let groups = Groups::start(&groups::Ask { top: 0, window: None });
        Self { selected, table: Table::default(), groups, subjects: Subjects::default() }
    }

    /// Takes all entries of the source that is read; false if any can no longer be read.
    fn take(&mut self, session: &mut Session<Files>, input: &Input) -> bool {
        let selected = self.selected;
        let mut n_gone = session.for_each_entry(LIST, |session, entry| {
            let is_inside = match selected {
                Selected::Entries => true,
                Selected::Window { from, end } => {
                    entry.is_dated && from <= entry.key.nanos && entry.key.nanos < end
                }
            };
            self.add(session, entry, if is_inside { Side::Inside } else { Side::Rest });
            true
        });
        if selected == Selected::Entries {
            n_gone += session.for_each_entry(REST, |session, entry| {
                self.add(session, entry, Side::Rest);
                true
            });
        }
        if n_gone > 0 {
            eprintln!("logscry: {n_gone} entries can no longer be read: {}", shown(&input.name));
        }
        n_gone == 0
    }

    fn add(&mut self, session: &Session<Files>, entry: &EntryText, side: Side) {
        let plan = session.plan_of(entry.key.source);
        let format = plan.and_then(|plan| plan.formats.formats.get(usize::from(entry.format)));
        let time_at = format.and_then(|format| format.time_at(&entry.text));
        let fields = |see: &mut FieldVisitor<'_>| {
            entry.fields.iter().for_each(|(name, value)| see(name, value));
        };
        let said = Said { text: &entry.text, message: &entry.message, time_at, fields: &fields };
        let subject = self.subjects.of(&said);
        self.groups.note(&subject);
        let AboutEntry { exact, coarse } = subject.about();
        let entry_of = Entry {
            at: entry.is_dated.then_some(entry.key.nanos),
            source: entry.key.source.0,
            offset: entry.key.offset,
            level: entry.level,
            about: (exact, coarse),
            text: &entry.text,
            is_inside: side == Side::Inside,
        };
        let fields = entry.fields.iter().map(|(name, value)| (name.as_str(), value.as_slice()));
        self.table.add(entry_of, fields);
    }
}

/// One object.
fn json_of(told: &Explanation, links: &Links) -> Value {
    let (inside, outside) = links.sides();
    let findings = told.findings.iter().map(|finding| finding_json(finding, links));
    json!({
        "inside": {"entries": told.inside, "query": inside},
        "outside": {"entries": told.outside, "query": outside},
        "chain": told.chain,
        "tests": told.n_tests,
        "notes": told.notes,
        "findings": findings.collect::<Vec<_>>(),
    })
}

fn finding_json(finding: &Finding, links: &Links) -> Value {
    let terms = finding.terms.iter().map(|term| json!({"field": term.field, "value": term.value}));
    let reasons = finding.reasons.iter().map(|reason| {
        json!({
            "kind": reason.kind.name(),
            "sentence": reason.sentence,
            "p": reason.corrected,
            "passes": reason.passes,
        })
    });
    let (inside, outside) = finding.terms.first().map_or((None, None), |term| links.of(term));
    json!({
        "terms": terms.collect::<Vec<_>>(),
        "score": (100.0 * finding.score).round() / 100.0,
        "passes": finding.passes,
        "direction": finding.direction.name(),
        "inside": {"entries": finding.inside, "query": inside},
        "outside": {"entries": finding.outside, "query": outside},
        "ratio": finding.ratio,
        "ratio_at_least": finding.ratio_at_least,
        "reasons": reasons.collect::<Vec<_>>(),
    })
}

fn text_of(told: &Explanation) -> String {
    let mut out = String::new();
    let (inside, outside) = (grouped(told.inside), grouped(told.outside));
    push(&mut out, format_args!("{inside} entries are compared with {outside} others"));
    for note in &told.notes {
        push(&mut out, format_args!("{}", shown(note)));
    }
    let mut listed: Vec<&Finding> = told.findings.iter().filter(|finding| finding.passes).collect();
    if listed.is_empty() && !told.findings.is_empty() {
        push(&mut out, format_args!("The most unusual, which may be chance:"));
        listed = told.findings.iter().take(MAX_LEADS).collect();
    }
    for finding in listed {
        push_finding(&mut out, finding);
    }
    out
}

/// A finding with its reasons; with the best of them if none passes.
fn push_finding(out: &mut String, finding: &Finding) {
    let terms = finding.terms.iter().map(|term| format!("{} = {}", term.field, term.value));
    let terms = terms.collect::<Vec<_>>().join(", the same entries as ");
    push(out, format_args!("\n{}", shown(&terms)));
    let is_told = |(at, reason): &(usize, &Reason)| reason.passes || (*at == 0 && !finding.passes);
    for (_, reason) in finding.reasons.iter().enumerate().filter(is_told) {
        push(out, format_args!("  {}", shown(&reason.sentence)));
    }
}
