//! `logscry fields`: every field with what its values are, and the most frequent of them.

use logscry::export::shown_json;
use logscry::fold::fields::FieldSummary;
use logscry::fold::{Answer, Ask, FieldType, fields, values};
use logscry::query;
use logscry::units::grouped;
use serde_json::{Value, json};

use super::args::FieldsArgs;
use super::choices::overrule_of;
use super::files::{Input, inputs};
use super::group_names::with_groups;
use super::line::push;
use super::outcome::{Extent, Refusal, extent_of, print, query_refusal};
use super::scan::{Questions, Scan, find, scan};
use super::shown::shown;
use super::summary::tell_failures;
use super::text_names::names_as_text;

/// Fields whose values are counted in one pass over the sources: bounds the memory.
const FIELDS_A_PASS: usize = 64;

/// More fields than anybody reads; a log that names fields by user has them.
const MAX_FIELDS: u32 = 1_000;

/// A field with the values that are printed of it.
struct ListedField {
    summary: FieldSummary,
    values: values::Answer,
}

pub(super) fn run(args: &FieldsArgs) -> Result<Extent, Refusal> {
    let query = query::parse(&args.query).map_err(|error| query_refusal(&args.query, &error))?;
    // Looked for once: a pipe cannot be read again.
    let given = inputs(&args.sources.paths)?;
    let overrule = overrule_of(&args.sources.reading)?;
    let found = find(given.list.clone(), &overrule);
    let as_text = names_as_text(&found, &query);
    let query = with_groups(&found, &args.query)?;
    let read = |asks| read(args, (&query, &as_text), given.list.clone(), asks);
    let first = read(vec![Ask::Fields(fields::Ask { top: MAX_FIELDS })])?;
    let answers = answers_of(&first);
    let Some(Answer::Fields(answer)) = answers.into_iter().next() else {
        return Ok(Extent::Part);
    };
    let mut listed = Vec::new();
    for summaries in answer.fields.chunks(FIELDS_A_PASS) {
        let ask = |summary: &FieldSummary| {
            Ask::Values(values::Ask { field: summary.name.clone(), top: args.top })
        };
        let pass = read(summaries.iter().map(ask).collect())?;
        for (summary, answer) in summaries.iter().zip(answers_of(&pass)) {
            if let Answer::Values(values) = answer {
                listed.push(ListedField { summary: summary.clone(), values });
            }
        }
    }
    warn_of_gone_text(&first);
    let (entries, n_fields) = (answer.entries, answer.n_fields);
    if args.json {
        let json = json_of(entries, n_fields, &listed).to_string();
        print(&format!("{}\n", shown_json(&json)))?;
    } else {
        print(&text_of(entries, n_fields, &listed))?;
    }
    let n_unread = given.n_unread + tell_failures(&first);
    Ok(extent_of(&given.list, n_unread))
}

fn read(
    args: &FieldsArgs,
    (query, as_text): (&str, &[String]),
    given: Vec<Input>,
    asks: Vec<Ask>,
) -> Result<Scan, Refusal> {
    let overrule = overrule_of(&args.sources.reading)?;
    let questions = Questions { query: query.to_owned(), as_text: as_text.to_vec(), asks };
    Ok(scan(find(given, &overrule), &questions))
}

fn answers_of(scan: &Scan) -> Vec<Answer> {
    scan.answers.iter().map(|part| part.fold.answer().0).collect()
}

fn warn_of_gone_text(scan: &Scan) {
    let n_gone = scan.answers.first().map_or(0, |part| part.coverage.unsearched);
    if n_gone > 0 {
        eprintln!("logscry: {} entries could not be read again and are left out", grouped(n_gone));
    }
}

fn json_of(entries: u64, n_fields: u64, listed: &[ListedField]) -> Value {
    let fields = listed.iter().map(|ListedField { summary, values }| {
        let top =
            values.top.iter().map(|value| json!({"value": value.value, "count": value.count}));
        json!({
            "name": summary.name,
            "type": type_word(summary.field_type),
            "entries": summary.present,
            "n_values": summary.n_values,
            "is_estimate": summary.is_estimate,
            "beyond": values.beyond,
            "top": top.collect::<Vec<_>>(),
        })
    });
    json!({"entries": entries, "n_fields": n_fields, "fields": fields.collect::<Vec<_>>()})
}

fn text_of(entries: u64, n_fields: u64, listed: &[ListedField]) -> String {
    let mut out = format!("{} fields in {} entries\n", grouped(n_fields), grouped(entries));
    for ListedField { summary, values } in listed {
        let about = if summary.is_estimate { "about " } else { "" };
        push(
            &mut out,
            format_args!(
                "\n{}\n  {}, in {} of {} entries, {about}{} values",
                shown(&summary.name),
                type_word(summary.field_type),
                grouped(summary.present),
                grouped(entries),
                grouped(summary.n_values),
            ),
        );
        for value in &values.top {
            let cut = if value.is_cut { "…" } else { "" };
            let shown = shown(&value.value);
            push(&mut out, format_args!("  {:>14}  {shown}{cut}", grouped(value.count)));
        }
        let n_more = values.beyond;
        if n_more > 0 {
            let note = "in entries with one of the values that are not counted one by one";
            push(&mut out, format_args!("  {:>14}  {note}", grouped(n_more)));
        }
    }
    out
}

fn type_word(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Integer => "integer",
        FieldType::Number => "number",
        FieldType::Boolean => "boolean",
        FieldType::Empty => "empty",
        FieldType::Text => "text",
    }
}
