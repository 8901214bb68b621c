//! Fields as a parser that builds the whole object sees them, and objects that are cut.

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::format::json::unescape;
use crate::units::UnixNanos;

fn parser() -> Box<dyn Parser> {
    let assumptions = Assumptions {
        not_after: UnixNanos(1_790_000_000_000_000_000),
        offset_secs: 0,
        dates: None,
    };
    Json.parser(Layout::default(), &mut FieldNames::new(), assumptions)
}

fn flatten(prefix: &str, value: &Value, to: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) if prefix.is_empty() || !members.is_empty() => {
            for (key, value) in members {
                let path = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flatten(&path, value, to);
            }
        }
        Value::Null => {}
        Value::String(text) => to.push((prefix.to_owned(), text.clone())),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            to.push((prefix.to_owned(), other.to_string()));
        }
    }
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e9..1e9_f64).prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("x[a-z\"\\\\é]{0,5}", inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Objects of a few keys in any order, some of them broken.
fn alike_objects() -> impl Strategy<Value = String> {
    let one_of = |texts: &'static [&'static str]| prop::sample::select(texts);
    let leaf = one_of(&[
        "1",
        "-2.5e3",
        "12345678901234567890",
        "true",
        "false",
        "null",
        "nul",
        "{}",
        "{ }",
        "[]",
        "[1,{\"a\":\"]\"}]",
        "\"\"",
        "\"x\"",
        "\"a longer text with words\"",
        "\"\\\"q\\u00e9\"",
    ]);
    let object = |value: BoxedStrategy<String>| {
        let space = one_of(&["", "", "", "", " ", "\n  "]);
        let key = one_of(&["a", "b", "level", "a\\n", "a key too long to be remembered"]);
        prop::collection::vec((key, space.clone(), value, space), 0..4).prop_map(|members| {
            let members = members
                .iter()
                .map(|(key, before, value, after)| format!("\"{key}\":{before}{value}{after}"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        })
    };
    let leaf = leaf.prop_map(str::to_owned).boxed();
    let inner = prop_oneof![4 => leaf.clone(), 1 => object(leaf)].boxed();
    let middle = prop_oneof![3 => inner.clone(), 1 => object(inner)].boxed();
    object(middle)
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    #[test]
    fn fields_are_those_of_a_parser_that_builds_the_object(
        members in prop::collection::vec(("x[a-z\"\\\\é]{0,5}", values()), 0..6),
        is_pretty in any::<bool>(),
    ) {
        let value = Value::Object(members.into_iter().collect());
        let text = if is_pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.unwrap();
        let (mut names, mut out) = (FieldNames::new(), Parsed::default());
        prop_assert!(parser().parse(text.as_bytes(), &mut names, &mut out));
        let read: Vec<_> = out.fields.iter().map(|&(id, value)| {
            let value = String::from_utf8(out.text(text.as_bytes(), value).to_vec()).unwrap();
            let compact = if value.starts_with('[') { serde_json::from_str::<Value>(&value).map_or(value.clone(), |v| v.to_string()) } else { value };
            (names.name(id).to_owned(), compact)
        }).collect();
        let mut expected = Vec::new();
        flatten("", &value, &mut expected);
        for pair in &mut expected {
            if pair.1.starts_with('[')
                && let Ok(v) = serde_json::from_str::<Value>(&pair.1) { pair.1 = v.to_string(); }
        }
        prop_assert_eq!(read, expected);
    }

    /// Keys and values of few kinds, so that what stood between two values often stands there again.
    #[test]
    fn objects_met_before_change_nothing(
        entries in prop::collection::vec(alike_objects(), 1..30),
        cut in 0_usize..40,
    ) {
        let (mut names, mut known) = (FieldNames::new(), parser());
        for (place, text) in entries.iter().enumerate() {
            let n_kept = if place % 9 == 8 { text.len().saturating_sub(cut) } else { text.len() };
            let entry = text.as_bytes().get(..n_kept).unwrap_or_default();
            let [mut out, mut out_alone] = [Parsed::default(), Parsed::default()];
            let is_read = known.parse(entry, &mut names, &mut out);
            let is_read_alone = parser().parse(entry, &mut names, &mut out_alone);
            prop_assert_eq!(is_read, is_read_alone, "{}", text);
            if is_read {
                let said = |out: Parsed| (out.time, out.level, out.message, out.fields, out.unescaped);
                prop_assert_eq!(said(out), said(out_alone), "{}", text);
            }
        }
    }

    #[test]
    fn cut_objects_are_no_entries(n in 1_usize..90) {
        let text = r#"{"a":{"b":[1,2,{"c":"\u00e9\n"}],"d":-1.5e3},"e":true,"f":"g","h":null,"ijklmn":"opqrstu"}"#;
        let cut = &text.as_bytes()[..n.min(text.len() - 1)];
        prop_assert!(!parser().parse(cut, &mut FieldNames::new(), &mut Parsed::default()));
    }
}

#[test]
fn half_a_surrogate_pair_is_replaced() {
    let mut to = Vec::new();
    unescape(br"a\ud83d\ude00b\ud83dc\u00", &mut to);
    assert_eq!(String::from_utf8(to).unwrap(), "a\u{1f600}b\u{fffd}c\u{fffd}00");
}

#[test]
fn a_message_that_is_an_object_is_read_like_an_entry() {
    let check = |text: &str, level: Level, message: &str, fields: &[(&str, &str)]| {
        let (mut names, mut out) = (FieldNames::new(), Parsed::default());
        assert!(parser().parse(text.as_bytes(), &mut names, &mut out), "{text}");
        let show = |value| String::from_utf8_lossy(out.text(text.as_bytes(), value)).into_owned();
        let read: Vec<_> =
            out.fields.iter().map(|&(id, value)| (names.name(id), show(value))).collect();
        let fields: Vec<_> = fields.iter().map(|&(id, value)| (id, value.to_owned())).collect();
        assert_eq!((out.level, show(out.message), read), (level, message.to_owned(), fields));
    };
    let wrapped =
        r#"{"log":"{\"level\":\"error\",\"msg\":\"a \\\"b\\\"\",\"n\":{\"x\":1}}\n","stream":"e"}"#;
    check(wrapped, Level::Error, "a \"b\"", &[("stream", "e"), ("n.x", "1")]);
    let half = r#"{"log":"{\"msg\":1","stream":"e"}"#;
    check(half, Level::Unknown, "{\"msg\":1", &[("stream", "e")]);
}
