//! Records as JSON objects.

use super::element::Element;
use crate::input::records::writing::{Object, string};

/// Writes a record: first time, level and message, under names that say so.
pub(super) fn object(element: &Element<'_>, text: &mut Vec<u8>) {
    let mut object = Object::open(text);
    match element.child(b"System") {
        Some(system) => windows(element, system, &mut object),
        None => members(element, &mut object),
    }
    object.close();
}

/// A Windows event: its level is a number of its own, and its time is nested deeply.
fn windows(event: &Element<'_>, system: &Element<'_>, object: &mut Object<'_>) {
    if let Some(time) = system.child(b"TimeCreated").and_then(|time| time.attribute(b"SystemTime"))
    {
        string(time, object.key(b"timestamp"));
    }
    let number = system.child(b"Level").map_or(&[][..], |level| level.text.as_slice());
    let kind = system.child(b"SubType").and_then(|kind| kind.attribute(b"Name"));
    if let Some(level) = level_of(number).or(kind) {
        string(level, object.key(b"level"));
    }
    let rendered = event.child(b"RenderingInfo");
    if let Some(message) = rendered.and_then(|rendered| rendered.child(b"Message")) {
        string(&message.text, object.key(b"message"));
    }
    for child in &event.children {
        if child.children.is_empty() {
            named(child, object);
            continue;
        }
        let mut inner = Object::open(object.key(child.name));
        let taken: &[u8] = match child.name {
            b"System" => b"TimeCreated",
            b"RenderingInfo" => b"Message",
            _ => b"",
        };
        for child in child.children.iter().filter(|child| child.name != taken) {
            named(child, &mut inner);
        }
        inner.close();
    }
}

/// <https://learn.microsoft.com/en-us/windows/win32/wes/eventmanifestschema-leveltype-complextype>
fn level_of(number: &[u8]) -> Option<&'static [u8]> {
    Some(match number.trim_ascii() {
        b"0" | b"4" => b"Information",
        b"1" => b"Critical",
        b"2" => b"Error",
        b"3" => b"Warning",
        b"5" => b"Verbose",
        _ => return None,
    })
}

/// Attributes and children of an element.
fn members(element: &Element<'_>, object: &mut Object<'_>) {
    for (name, value) in &element.attributes {
        string(value, object.key(name));
    }
    for child in &element.children {
        named(child, object);
    }
    let text = element.text.trim_ascii();
    if !text.is_empty() {
        string(text, object.key(b"text"));
    }
}

/// An element as a member: under its own name, or the one that it gives.
fn named(element: &Element<'_>, object: &mut Object<'_>) {
    if let Some(instant) = instant(element) {
        string(&instant, object.key(b"instant"));
        return;
    }
    let given: [&[u8]; 3] = [b"Name", b"name", b"key"];
    let given = given.iter().find_map(|name| element.attribute(name));
    let is_pair = matches!(element.name, b"Data" | b"data" | b"item");
    if let Some(name) = given.filter(|_| is_pair) {
        let value = element.attribute(b"value").unwrap_or(&element.text);
        string(value, object.key(name));
        return;
    }
    if !element.children.is_empty() || element.text.is_empty() && !element.attributes.is_empty() {
        let mut inner = Object::open(object.key(element.name));
        members(element, &mut inner);
        return inner.close();
    }
    string(&element.text, object.key(element.name));
    for (attribute, value) in &element.attributes {
        string(value, object.key(&[element.name, b".", attribute].concat()));
    }
}

/// Seconds and nanoseconds as one number.
fn instant(element: &Element<'_>) -> Option<Vec<u8>> {
    let secs = element.attribute(b"epochSecond")?;
    let nanos = std::str::from_utf8(element.attribute(b"nanoOfSecond")?).ok()?;
    Some([secs, format!(".{nanos:0>9}").as_bytes()].concat())
}
