//! Redacting: what must be gone, what must stay, and laws for any text and any way of feeding it.

use logscry::redact::{Class, Redactor, Rules, Seen};
use proptest::prelude::*;

/// Made-up lines, each followed by what is left of it.
const CASES: &str = include_str!("../corpus/redaction.txt");

/// Redacts sources one after another, each in pieces of some size.
fn redact(sources: &[&[u8]], n_bytes: usize, rules: &Rules) -> Vec<Vec<u8>> {
    let mut seen = Seen::default();
    // Any order of learning.
    let numbered: Vec<_> = (0..).zip(sources).collect();
    for (number, source) in numbered.into_iter().rev() {
        let mut part = Seen::default();
        let mut redactor = Redactor::new(rules);
        source.chunks(n_bytes).for_each(|bytes| redactor.learn(number, bytes, &mut part));
        redactor.end_learning(number, &mut part);
        seen.merge(part);
    }
    let names = seen.number(rules);
    let write = |source: &&[u8]| {
        let mut out = Vec::new();
        let mut redactor = Redactor::new(rules);
        source.chunks(n_bytes).for_each(|bytes| redactor.write(bytes, &names, &mut out));
        redactor.end_writing(&names, &mut out);
        out
    };
    sources.iter().map(write).collect()
}

fn redacted(text: &str) -> String {
    let out = redact(&[text.as_bytes()], 1 << 20, &Rules::default());
    String::from_utf8(out.concat()).unwrap()
}

#[test]
fn every_case_of_the_corpus_reads_as_it_should() {
    let mut wrong = Vec::new();
    let cases = CASES.split("\n\n").map(str::trim_end).filter(|case| !case.starts_with('#'));
    for case in cases {
        let (text, expected) = case.split_once("\n=> ").unwrap();
        let expected = expected.replace("\n=> ", "\n");
        let found = redacted(&text.replace("<ESC>", "\u{1b}"));
        let found = found.replace('\u{1b}', "<ESC>");
        if found != expected {
            wrong.push(format!("{text}\n   is     {found}\n   not    {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_value_known_from_a_field_is_replaced_wherever_it_stands() {
    let text = "ann_k12 was here\nlogin user=ann_k12\nbye ann_k12.\n";
    assert_eq!(redacted(text), "user-1 was here\nlogin user=user-1\nbye user-1.\n");
}

#[test]
fn secrets_are_not_in_the_map_and_people_are() {
    let rules = Rules::default();
    let mut seen = Seen::default();
    let mut redactor = Redactor::new(&rules);
    redactor.learn(0, b"user=ann_k12 password=blue-Lamp7\n", &mut seen);
    redactor.end_learning(0, &mut seen);
    assert_eq!(seen.count(Class::Secret), (1, 1));
    let map: Vec<_> = seen.number(&rules).entries().collect();
    assert_eq!(map, [("user-1".to_owned(), "ann_k12".to_owned())]);
}

#[test]
fn a_rule_adds_and_a_kept_class_stays() {
    let mut rules = Rules::default();
    rules.add("ticket", r"\bTCK-(\d+)").unwrap();
    rules.keep(Class::Identifier);
    let out = redact(&[b"TCK-4711 from 198.51.100.7 by user=ann_k12\n"], 7, &rules);
    assert_eq!(out, [b"TCK-ticket-1 from 198.51.100.7 by user=user-1\n"]);
    assert!(rules.add("Ticket 2", "x").is_err());
    assert!(rules.add("ticket", "(").is_err());
}

#[test]
fn what_looks_random_and_is_left_is_listed() {
    let rules = Rules::default();
    let mut seen = Seen::default();
    let mut redactor = Redactor::new(&rules);
    redactor.learn(0, b"saw q7Xw2Lk9Pz4Rt8Vb1Nm5 in passing\n", &mut seen);
    redactor.end_learning(0, &mut seen);
    let left: Vec<_> = seen.residual.list().iter().map(|left| left.value.as_str()).collect();
    assert_eq!(left, ["q7Xw2Lk9Pz4Rt8Vb1Nm5"]);
}

/// Secrets, people and machines, with a text around each that says what it is.
const PLANTED: &[(&str, &str)] = &[
    ("password=", "blue-Lamp7"),
    ("\"password\": \"", "x y \u{e9}9!"),
    ("Authorization: Bearer ", "q7Xw2Lk9Pz4Rt8Vb1Nm5"),
    ("api_key=", "a81bc81bdeadbeef4e5d"),
    ("mail to ", "ann.lee@mail.example.org"),
    ("from ", "198.51.100.77"),
    ("peer ", "2001:db8:85a3::8a2e:370:7334"),
    ("order ", "7f2c1d9e-3b4a-4c5d-8e6f-0a1b2c3d4e5f"),
    ("postgres://ann_k12:", "t0p%2Fs3cret"),
    ("card ", "4111 1111 1111 1111"),
    ("phone: ", "+44 7700 900123"),
    ("cookie: sid=", "s3ss10nAbC9dEf8GhI7"),
];

/// What may stand before and behind.
const AROUND: &[&str] = &[
    "started in 12 ms",
    "level=info",
    "status 200",
    "{\"n\":1,",
    "GET /a/b?x=1",
    "at x.y.Z(Z.java:7)",
    "2026-03-01T10:00:00Z",
    "\u{1b}[33mwarn\u{1b}[0m",
    "[main]",
    "ip-7",
    "user-3",
    "",
];

fn line() -> impl Strategy<Value = (String, &'static str)> {
    let around = || prop::sample::select(AROUND);
    let tail_of = |key: &str| match key {
        _ if key.ends_with('"') => "\"",
        _ if key.contains("://") => "@db.example.edu/hall",
        _ => "",
    };
    (around(), prop::sample::select(PLANTED), around()).prop_map(
        move |(head, (key, value), tail)| {
            (format!("{head} {key}{value}{} {tail}", tail_of(key)), value)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn nothing_planted_is_left_and_nothing_else_changes_when_done_again(
        lines in prop::collection::vec(line(), 1..6),
        n_bytes in 1..40_usize,
    ) {
        let rules = Rules::default();
        let text: String = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        let whole = redact(&[text.as_bytes()], 1 << 20, &rules);
        let pieces = redact(&[text.as_bytes()], n_bytes, &rules);
        prop_assert_eq!(&whole, &pieces);
        let out = whole.concat();
        for (_, value) in &lines {
            prop_assert!(memchr::memmem::find(&out, value.as_bytes()).is_none(), "{} is left of {}", value, text);
        }
        let n_lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
        prop_assert_eq!(n_lines(&out), n_lines(text.as_bytes()));
        let again = redact(&[&out], 1 << 20, &rules).concat();
        prop_assert_eq!(String::from_utf8_lossy(&again), String::from_utf8_lossy(&out));
    }

    #[test]
    fn a_value_has_one_pseudonym_in_all_sources(lines in prop::collection::vec(line(), 2..6)) {
        let rules = Rules::default();
        let sources: Vec<String> = lines.iter().map(|(line, _)| format!("{line}\n")).collect();
        let slices: Vec<&[u8]> = sources.iter().map(String::as_bytes).collect();
        let apart = redact(&slices, 9, &rules).concat();
        let together = redact(&[sources.concat().as_bytes()], 1 << 20, &rules).concat();
        prop_assert_eq!(String::from_utf8_lossy(&apart), String::from_utf8_lossy(&together));
    }

    #[test]
    fn any_bytes_keep_their_lines_however_they_come(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        n_bytes in 1..20_usize,
    ) {
        let rules = Rules::default();
        let whole = redact(&[&bytes], 1 << 20, &rules);
        prop_assert_eq!(&whole, &redact(&[&bytes], n_bytes, &rules));
        let n_lines = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count();
        prop_assert_eq!(n_lines(&whole.concat()), n_lines(&bytes));
    }
}
