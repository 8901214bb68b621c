//! Log records of OpenTelemetry's protocol in JSON.
//!
//! Defined at <https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/logs/v1/logs.proto>.

use super::context::Context;
use super::value::{compact, items, member, members, unquoted};
use crate::input::records::writing::Object;

/// How deeply the values of a record may nest before they are copied as they are.
const MAX_DEPTH: u32 = 32;

/// Writes a record with its resource and scope: attributes as objects, values without their types.
pub(super) fn write(record: &[u8], contexts: &[Context], text: &mut Vec<u8>) {
    let mut object = Object::open(text);
    for (key, value) in members(record) {
        // A time of zero is one that is not known.
        let is_unknown = unquoted(value) == b"0" && key.ends_with(b"ano");
        match key {
            _ if is_unknown => {}
            b"body" => any_value(value, MAX_DEPTH, object.raw_key(key)),
            b"attributes" => {
                let mut inner = Object::open(object.raw_key(key));
                attributes(value, MAX_DEPTH, &mut inner);
                inner.close();
            }
            _ => compact(value, object.raw_key(key)),
        }
    }
    for context in contexts {
        described(&context.value, object.raw_key(&context.key));
    }
    object.close();
}

/// A resource or scope: its attributes are its own.
fn described(value: &[u8], text: &mut Vec<u8>) {
    if !value.starts_with(b"{") {
        return compact(value, text);
    }
    let mut object = Object::open(text);
    for (key, value) in members(value) {
        if key == b"attributes" {
            attributes(value, MAX_DEPTH, &mut object);
        } else {
            compact(value, object.raw_key(key));
        }
    }
    object.close();
}

/// A list of keys and values.
fn attributes(list: &[u8], depth: u32, object: &mut Object<'_>) {
    for attribute in items(list) {
        if let Some(key) = member(attribute, b"key") {
            let value = member(attribute, b"value").unwrap_or(b"null");
            any_value(value, depth, object.raw_key(unquoted(key)));
        }
    }
}

/// A value labelled with its type.
fn any_value(value: &[u8], depth: u32, text: &mut Vec<u8>) {
    let Some(depth) = depth.checked_sub(1).filter(|_| value.starts_with(b"{")) else {
        return compact(value, text);
    };
    let Some((kind, inner)) = members(value).next() else {
        return text.extend_from_slice(b"null");
    };
    match kind {
        b"arrayValue" | b"array_value" => {
            text.push(b'[');
            for (place, item) in items(member(inner, b"values").unwrap_or_default()).enumerate() {
                if place > 0 {
                    text.push(b',');
                }
                any_value(item, depth, text);
            }
            text.push(b']');
        }
        b"kvlistValue" | b"kvlist_value" => {
            let mut object = Object::open(text);
            attributes(member(inner, b"values").unwrap_or_default(), depth, &mut object);
            object.close();
        }
        _ if kind.ends_with(b"Value") || kind.ends_with(b"_value") => compact(inner, text),
        _ => compact(value, text),
    }
}
