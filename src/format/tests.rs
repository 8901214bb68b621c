//! The table of formats: every sample means what it says, and is read as its own format.

#![expect(clippy::print_stderr, reason = "the matrix is made to be read")]

use proptest::prelude::*;

use super::*;
use crate::time::{Assumptions, format_rfc3339};
use crate::units::UnixNanos;

/// 2025-12-31T00:00:00Z: samples without a year are of 2025.
const ASSUMPTIONS: Assumptions =
    Assumptions { not_after: UnixNanos(1_767_139_200_000_000_000), offset_secs: 0, dates: None };

fn text_of(out: &Parsed, entry: &str, text: TextRef) -> String {
    String::from_utf8_lossy(out.text(entry.as_bytes(), text)).into_owned()
}

/// What differs between a parsed sample and what it says; empty if nothing.
fn differences(sample: &Sample, out: &Parsed, names: &FieldNames) -> Vec<String> {
    let mut wrong = Vec::new();
    let time = out.time.map(|stamp| format_rfc3339(stamp.at, stamp.digits)).unwrap_or_default();
    let mut compare = |what: &str, is: &str, should: &str| {
        if is != should {
            wrong.push(format!("{what} is {is:?}, should be {should:?}"));
        }
    };
    compare("time", &time, sample.time);
    compare("level", out.level.name(), sample.level.name());
    compare("message", &text_of(out, sample.text, out.message), sample.message);
    for (name, value) in sample.fields {
        let field = names.get(name).and_then(|id| out.field(id));
        compare(
            name,
            &field.map(|field| text_of(out, sample.text, field)).unwrap_or_default(),
            value,
        );
    }
    wrong
}

#[test]
fn table_is_sorted_and_told() {
    let ids: Vec<_> = FORMATS.iter().map(|format| format.id()).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
    assert_eq!(ids, defs::FILES, "a file is named by the id of its format");
    for format in FORMATS {
        assert!(format.samples().len() >= 2, "{}", format.id());
        assert!(format.card().definition_url.starts_with("https://"), "{}", format.id());
    }
}

#[test]
fn samples_mean_what_they_say_and_are_detected() {
    let mut wrong = Vec::new();
    for format in FORMATS {
        for sample in format.samples() {
            let source = format!("{}\n", sample.text).repeat(6);
            let plan = detect(source.as_bytes(), ASSUMPTIONS);
            let mut names = FieldNames::new();
            let mut parser = SourceParser::new(&plan, &mut names, ASSUMPTIONS);
            let mut out = Parsed::default();
            let place = parser.parse(sample.text.as_bytes(), &mut names, &mut out);
            let winner = &plan.formats[usize::from(place)];
            let mut found = differences(sample, &out, &names);
            if winner.id != format.id() {
                found.push(format!("won by {} {}", winner.id, winner.layout));
            }
            if !found.is_empty() {
                wrong.push(format!("{}: {:?}\n  {}", format.id(), sample.text, found.join("\n  ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The layouts that read a sample, each after its format's id.
fn readers(sample: &Sample) -> Vec<(&'static str, u16)> {
    let real = FORMATS.iter().filter(|format| format.id() != "text");
    let lines: Vec<&[u8]> = sample.text.lines().map(str::as_bytes).collect();
    let layouts =
        real.flat_map(|format| format.details(&lines).into_iter().map(move |told| (format, told)));
    let reads = |(format, (number, detail)): &(&&'static dyn Format, (u16, String))| {
        let layout = Layout { number: *number, detail };
        let mut names = FieldNames::new();
        let mut parser = format.parser(layout, &mut names, ASSUMPTIONS);
        let is_aside = |line: &&str| parser.is_aside(line.as_bytes());
        let first = sample.text.lines().find(|line| !is_aside(line)).unwrap_or_default();
        // A carrier reads its lines one by one.
        let is_lines = format.carries(layout) == Carries::Lines;
        let entry = if is_lines { first } else { sample.text };
        let is_read = parser.parse(entry.as_bytes(), &mut names, &mut Parsed::default());
        assert!(!is_read || parser.starts(first.as_bytes()), "{first}");
        is_read
    };
    layouts.filter(reads).map(|(format, (number, _))| (format.id(), number)).collect()
}

/// Every sample against every layout: run with `--nocapture` to see the matrix.
#[test]
fn every_sample_is_read_by_a_layout_of_its_format() {
    let mut rows = Vec::new();
    let mut unread = Vec::new();
    for owner in FORMATS {
        for sample in owner.samples() {
            let readers = readers(sample);
            if owner.id() != "text" && !readers.iter().any(|(id, _)| *id == owner.id()) {
                unread.push(sample.text);
            }
            let readers: Vec<_> =
                readers.iter().map(|(id, layout)| format!("{id}#{layout}")).collect();
            rows.push(format!("{:16} {:.40?} < {}", owner.id(), sample.text, readers.join(" ")));
        }
    }
    let matrix = rows.join("\n");
    eprintln!("{matrix}");
    assert!(unread.is_empty(), "{unread:#?}");
}

#[test]
fn plan_survives_serialization() {
    let plan = detect(b"{\"a\":1,\"time\":\"2023-01-02T03:04:05Z\"}\n", ASSUMPTIONS);
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
}

proptest! {
    #![proptest_config(crate::testing::cases(64))]

    #[test]
    fn no_bytes_make_a_parser_panic(
        noise in prop::collection::vec(any::<u8>(), 0..60),
        which in 0..FORMATS.len(),
        cut in 0_usize..200,
        is_swapped in any::<bool>(),
    ) {
        let format = FORMATS[which];
        for sample in format.samples() {
            let text = sample.text.as_bytes();
            let (head, tail) = text.split_at(cut.min(text.len()));
            let mut entry = head.to_vec();
            entry.extend_from_slice(&noise);
            if is_swapped { entry.extend_from_slice(tail); }
            for format in FORMATS.iter().filter(|format| format.n_layouts() < 200) {
                for layout in 0..format.n_layouts() {
                    let mut names = FieldNames::new();
                    let mut parser = format.parser(Layout { number: layout, detail: "" }, &mut names, ASSUMPTIONS);
                    let mut out = Parsed::default();
                    parser.starts(&entry);
                    if parser.parse(&entry, &mut names, &mut out) {
                        out.text(&entry, out.message);
                    }
                }
            }
            detect(&entry, ASSUMPTIONS);
        }
    }
}

/// What parsers remember of earlier entries may make them faster and nothing else.
#[test]
fn entries_before_do_not_change_what_an_entry_means() {
    let head = "( |  |\t)(INFO|WARN|E|\\[info\\])?( |  |: |\t)(\\[a b\\] |\\[t-1\\] |\\(x\\) |\\[myid:3\\] )?(- )?(p\\.Q|m::n|[a-c])?( - |: |\t| \\[u\\] | |\\(v\\) )";
    let message = "(- x|\\[y|y|: z|: |é|\\(w\\) v|\u{1b}\\[1mq|-|)[a-z ]{0,40}";
    let entry = (
        prop::sample::select(vec![
            "2021-03-04 05:06:07,089",
            "2021-03-04T05:06:08Z",
            "Mar  4 05:06:07",
            "[x",
        ]),
        head,
        message,
    );
    let entries = prop::collection::vec(entry, 2..24);
    let mut runner = proptest::test_runner::TestRunner::default();
    runner
        .run(&entries, |entries| {
            for format in FORMATS {
                for layout in 0..format.n_layouts().min(40) {
                    check_alone(*format, layout, &entries)?;
                }
            }
            Ok(())
        })
        .unwrap();
}

/// Parses entries with one parser and each with a new one: the same comes out.
fn check_alone(
    format: &dyn Format,
    layout: u16,
    entries: &[(&str, String, String)],
) -> Result<(), TestCaseError> {
    let mut names = FieldNames::new();
    let mut parser = format.parser(Layout { number: layout, detail: "" }, &mut names, ASSUMPTIONS);
    for (time, head, message) in entries {
        let entry = format!("{time}{head}{message}");
        let mut alone =
            format.parser(Layout { number: layout, detail: "" }, &mut names, ASSUMPTIONS);
        let mut outs = [Parsed::default(), Parsed::default()];
        let [out, out_alone] = &mut outs;
        let is_read = parser.parse(entry.as_bytes(), &mut names, out);
        let is_read_alone = alone.parse(entry.as_bytes(), &mut names, out_alone);
        prop_assert_eq!(is_read, is_read_alone, "{} {}: {}", format.id(), layout, entry);
        if is_read {
            let said = |out: &Parsed| (out.time, out.level, out.message, out.fields.clone());
            prop_assert_eq!(said(out), said(out_alone), "{}", entry);
        }
    }
    Ok(())
}
