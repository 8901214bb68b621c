//! Records of particular services, and what around records belongs to them.

use super::context::Context;
use super::otlp;
use super::value::{compact, items, member, members, unquoted};
use crate::input::records::writing::Object;

/// How the records at a path are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// As they are.
    Plain,
    /// The document in a search hit.
    Hit,
    /// An array of a time and a line, in a stream with labels.
    Stream,
    /// An array of values for columns that are named before it.
    Row,
    /// An array of objects, each with the name and value of a field.
    Pairs,
    /// A record of OpenTelemetry, with attributes as lists of keys and values.
    Otlp,
}

/// Paths used by particular services, what items there begin with, and how they are written.
const PATHS: &[(&str, u8, Dialect)] = &[
    // https://www.elastic.co/guide/en/elasticsearch/reference/current/search-search.html
    ("hits.hits[]", b'{', Dialect::Hit),
    ("rawResponse.hits.hits[]", b'{', Dialect::Hit),
    ("responses[].hits.hits[]", b'{', Dialect::Hit),
    // https://grafana.com/docs/loki/latest/reference/loki-http-api/
    ("data.result[].values[]", b'[', Dialect::Stream),
    ("streams[].values[]", b'[', Dialect::Stream),
    // https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
    ("resourceLogs[].scopeLogs[].logRecords[]", b'{', Dialect::Otlp),
    ("resourceLogs[].instrumentationLibraryLogs[].logRecords[]", b'{', Dialect::Otlp),
    ("resource_logs[].scope_logs[].log_records[]", b'{', Dialect::Otlp),
    // https://learn.microsoft.com/en-us/azure/azure-monitor/logs/api/response-format
    ("tables[].rows[]", b'[', Dialect::Row),
    ("Tables[].Rows[]", b'[', Dialect::Row),
    // Splunk's `json_rows`, and ClickHouse's `JSONCompact`.
    ("rows[]", b'[', Dialect::Row),
    // The query languages of Elasticsearch and OpenSearch.
    ("values[]", b'[', Dialect::Row),
    ("datarows[]", b'[', Dialect::Row),
    // https://docs.newrelic.com/docs/apis/nerdgraph/examples/nerdgraph-nrql-tutorial/
    ("results[].events[]", b'{', Dialect::Plain),
    ("data[]", b'[', Dialect::Row),
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetQueryResults.html
    ("results[]", b'[', Dialect::Pairs),
];

impl Dialect {
    pub(super) fn of(path: &str) -> Self {
        let known = PATHS.iter().find(|(known, ..)| *known == path);
        // The same names may hold plain objects, which every dialect of arrays writes as they are.
        known.map_or(Self::Plain, |&(_, _, dialect)| dialect)
    }
}

/// Whether a service has its records at this path.
pub(super) fn is_known(path: &str, first: u8) -> bool {
    PATHS.iter().any(|(known, begin, _)| *known == path && *begin == first)
}

/// Names of values that belong to each record: lower case, without `_`.
const CONTEXTS: &[&[u8]] = &[
    b"account",
    b"accountid",
    b"application",
    b"cluster",
    b"columns",
    b"container",
    b"environment",
    b"fields",
    b"host",
    b"hostname",
    b"instrumentationlibrary",
    b"labels",
    b"loggroup",
    b"loggroupname",
    b"logstream",
    b"logstreamname",
    b"meta",
    b"namespace",
    b"owner",
    b"pod",
    b"project",
    b"region",
    b"resource",
    b"schema",
    b"scope",
    b"service",
    b"source",
    b"sourcetype",
    b"stream",
    b"tenant",
];

/// Those of them that only say how to read the records.
const COLUMNS: &[&[u8]] = &[b"columns", b"fields", b"meta", b"schema"];

fn is_one_of(names: &[&[u8]], key: &[u8]) -> bool {
    let plain = || key.iter().filter(|byte| **byte != b'_').map(u8::to_ascii_lowercase);
    names.iter().any(|name| plain().eq(name.iter().copied()))
}

/// Whether the value of `key` next to the path to the records belongs to them.
pub(super) fn is_context(key: &[u8]) -> bool {
    is_one_of(CONTEXTS, key)
}

/// Whether an object with this key has a time or a level of its own.
pub(super) fn is_entry_key(key: &[u8]) -> bool {
    const NAMES: &[&[u8]] = &[
        b"time",
        b"timestamp",
        b"@timestamp",
        b"ts",
        b"@t",
        b"date",
        b"datetime",
        b"level",
        b"severity",
        b"loglevel",
    ];
    is_one_of(NAMES, key)
}

/// Whether an object with this key says something itself.
pub(super) fn is_telling_key(key: &[u8]) -> bool {
    is_one_of(&[b"message", b"msg", b"text", b"body", b"priority"], key)
}

/// Writes a whole record on one line, without its line end.
pub(super) fn write(dialect: Dialect, record: &[u8], contexts: &[Context], text: &mut Vec<u8>) {
    match (dialect, record.first()) {
        (Dialect::Hit, Some(b'{')) => hit(record, contexts, text),
        (Dialect::Otlp, Some(b'{')) => otlp::write(record, contexts, text),
        (Dialect::Stream, Some(b'[')) => stream(record, contexts, text),
        (Dialect::Row, Some(b'[')) => row(record, contexts, text),
        (Dialect::Pairs, Some(b'[')) => pairs(record, contexts, text),
        (_, Some(b'{')) if !contexts.is_empty() => {
            let mut object = Object::open(text);
            for (key, value) in members(record) {
                compact(value, object.raw_key(key));
            }
            around(contexts, &mut object);
            object.close();
        }
        _ => compact(record, text),
    }
}

/// Adds what was around a record.
fn around(contexts: &[Context], object: &mut Object<'_>) {
    for context in contexts.iter().filter(|context| !is_one_of(COLUMNS, &context.key)) {
        compact(&context.value, object.raw_key(&context.key));
    }
}

/// The document of a hit, then what the search says of it.
fn hit(record: &[u8], contexts: &[Context], text: &mut Vec<u8>) {
    let is_object = |key: &&[u8]| member(record, key).is_some_and(|value| value.starts_with(b"{"));
    let keys: [&[u8]; 2] = [b"_source", b"fields"];
    let hoisted = keys.iter().find(|key| is_object(key)).copied().unwrap_or_default();
    let mut object = Object::open(text);
    for (key, value) in members(member(record, hoisted).unwrap_or_default()) {
        compact(if hoisted == b"fields" { only_item(value) } else { value }, object.raw_key(key));
    }
    for (key, value) in members(record).filter(|(key, _)| *key != hoisted) {
        compact(value, object.raw_key(key));
    }
    around(contexts, &mut object);
    object.close();
}

/// The item of an array with exactly one.
fn only_item(value: &[u8]) -> &[u8] {
    let mut found = items(value);
    match (found.next(), found.next()) {
        (Some(only), None) => only,
        _ => value,
    }
}

fn stream(record: &[u8], contexts: &[Context], text: &mut Vec<u8>) {
    let mut object = Object::open(text);
    let names: [&[u8]; 3] = [b"timestamp", b"line", b"metadata"];
    for (name, value) in names.iter().zip(items(record)) {
        compact(value, object.raw_key(name));
    }
    for context in contexts {
        let key = if *context.key == *b"stream" { b"labels" } else { &*context.key };
        compact(&context.value, object.raw_key(key));
    }
    object.close();
}

fn row(record: &[u8], contexts: &[Context], text: &mut Vec<u8>) {
    let columns = contexts.iter().rev().find(|context| is_one_of(COLUMNS, &context.key));
    let mut columns = items(columns.map_or(&[], |context| &context.value));
    let mut object = Object::open(text);
    for (place, value) in items(record).enumerate() {
        match columns.next().map(column_name) {
            Some(name) => compact(value, object.raw_key(name)),
            None => compact(value, object.key(format!("column_{}", place + 1).as_bytes())),
        }
    }
    around(contexts, &mut object);
    object.close();
}

/// A column is a name, or an object that has one.
fn column_name(column: &[u8]) -> &[u8] {
    let keys: [&[u8]; 3] = [b"name", b"ColumnName", b"Name"];
    let name = keys.iter().find_map(|key| member(column, key));
    unquoted(name.unwrap_or(column))
}

fn pairs(record: &[u8], contexts: &[Context], text: &mut Vec<u8>) {
    let mut object = Object::open(text);
    for pair in items(record) {
        if let (Some(field), Some(value)) = (member(pair, b"field"), member(pair, b"value")) {
            compact(value, object.raw_key(unquoted(field)));
        }
    }
    around(contexts, &mut object);
    object.close();
}
