//! An entry as a JSON object on a line of its own.

use serde_json::{Map, Value, json};

use super::Origin;
use super::unseen::shown_json;
use crate::session::EntryText;
use crate::time::{Inferred, format_rfc3339};
use crate::units::UnixNanos;

pub(super) fn push(out: &mut Vec<u8>, entry: &EntryText, origin: Origin<'_>) {
    let mut object = json!({
        "source": origin.source,
        "line": origin.line,
        "offset": entry.key.offset,
        "time": time(entry),
        "level": entry.level.name(),
        "format": origin.format,
        "message": String::from_utf8_lossy(&entry.message),
        "fields": fields(entry),
        "inferred": inferred_words(entry.stamp.inferred()),
    });
    if let Some(place) = entry.around {
        object["hit"] = place.is_hit.into();
    }
    if let Some((id, template)) = origin.group {
        object["group"] = id.into();
        object["template"] = template.into();
    }
    out.extend_from_slice(shown_json(&object.to_string()).as_bytes());
    out.push(b'\n');
}

/// The time as RFC 3339 in UTC, with the digits that the source has; `None` without one.
pub(super) fn time(entry: &EntryText) -> Option<String> {
    entry.is_dated.then(|| format_rfc3339(UnixNanos(entry.key.nanos), entry.stamp.digits()))
}

/// Fields by name; a name that occurs more than once has a list of values.
fn fields(entry: &EntryText) -> Map<String, Value> {
    let mut found: Map<String, Value> = Map::new();
    for (name, value) in &entry.fields {
        let value = Value::from(String::from_utf8_lossy(value).into_owned());
        match found.get_mut(name) {
            None => drop(found.insert(name.clone(), value)),
            Some(Value::Array(values)) => values.push(value),
            Some(first) => *first = Value::Array(vec![first.take(), value]),
        }
    }
    found
}

fn inferred_words(inferred: Inferred) -> Vec<&'static str> {
    let parts = [(Inferred::YEAR, "year"), (Inferred::ZONE, "zone"), (Inferred::DATE, "date")];
    parts.into_iter().filter(|(part, _)| inferred.has(*part)).map(|(_, word)| word).collect()
}
