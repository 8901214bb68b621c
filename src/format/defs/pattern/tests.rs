//! Invented layouts, and the fields that are found in them.

use proptest::prelude::*;

use super::invented::LAYOUTS;
use super::*;
use crate::format::{PlanFormat, SourceParser, TextRef, ToldFormat, check_pattern, detect_told};
use crate::units::UnixNanos;

const ASSUMPTIONS: Assumptions =
    Assumptions { not_after: UnixNanos(1_767_139_200_000_000_000), offset_secs: 0, dates: None };

fn text_of(out: &Parsed, entry: &str, text: TextRef) -> String {
    String::from_utf8_lossy(out.text(entry.as_bytes(), text)).into_owned()
}

#[test]
fn fields_of_invented_layouts_are_found() {
    let mut wrong = Vec::new();
    for layout in LAYOUTS {
        let source = format!("{}\n", layout.lines.join("\n")).repeat(4);
        // Some of them have a name by now: what is inferred is asked for alone.
        let told = ToldFormat { format: Some("pattern".to_owned()), ..ToldFormat::default() };
        let plan = detect_told(source.as_bytes(), ASSUMPTIONS, &told);
        let mut names = FieldNames::new();
        let mut parser = SourceParser::new(&plan, &mut names, ASSUMPTIONS);
        for line in layout.lines.iter().rev() {
            let mut out = Parsed::default();
            parser.parse(line.as_bytes(), &mut names, &mut out);
            if *line != layout.lines[0] {
                continue;
            }
            let is_right = out.level == layout.level
                && text_of(&out, line, out.message) == layout.message
                && out.time.is_some() == line.bytes().any(|byte| byte == b':')
                && layout.fields.iter().all(|(name, value)| {
                    let field = names.get(name).and_then(|id| out.field(id));
                    field.is_some_and(|field| text_of(&out, line, field) == *value)
                });
            if !is_right {
                let fields: Vec<_> = out
                    .fields
                    .iter()
                    .map(|(id, value)| (names.name(*id), text_of(&out, line, *value)))
                    .collect();
                let message = text_of(&out, line, out.message);
                let level = out.level;
                wrong.push(format!("{line}\n  {level:?} {message:?} {fields:?}\n  {}", plan.why));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn prose_is_no_layout() {
    for lines in [
        "2024-05-06 07:08:09 Opened the gate\n2024-05-06 07:08:10 Opened the door\n",
        "2024-05-06 07:08:09 Note: the gate is open\n2024-05-06 07:08:10 Found 3 boats\n",
        "2024-05-06 07:08:09 2 boats (both old) left\n2024-05-06 07:08:10 3 boats came\n",
        "2024-05-06 07:08:09 \"Heron\" left\n2024-05-06 07:08:10 'Dove' came\n",
        "the boat left\nthe boat came back\nthe boat sank\n",
        "2024-05-06 07:08:09 <b>boat</b> left\n2024-05-06 07:08:10 <i>boat</i> came\n",
    ] {
        let lines: Vec<&[u8]> = lines.lines().map(str::as_bytes).collect();
        assert_eq!(infer(&lines), Vec::<String>::new());
    }
}

#[test]
fn a_plan_with_a_broken_pattern_reads_nothing_with_it() {
    for detail in ["", "{", "{time", "{time} {x}{y}", "{?{?{?{?{?", "{message}", "~~~~~~~~{time}"] {
        let format = PlanFormat { detail: detail.to_owned(), ..PlanFormat::new("pattern", 0) };
        let mut names = FieldNames::new();
        let mut parser = InferredLayout.parser(format.layout(), &mut names, ASSUMPTIONS);
        assert!(!parser.starts(b"2024-05-06 07:08:09 x"));
        assert!(!parser.parse(b"2024-05-06 07:08:09 x", &mut names, &mut Parsed::default()));
    }
}

/// Lines that look more or less like heads.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let word = "(2024-05-06 07:08:0[0-9]|06/05/2024 07:08|INFO|warn|E|[a-z]{1,6}|[A-Z][a-z]+[A-Z]x|[0-9]{1,9}|[a-f0-9]{8,12}|[a-c]\\.[d-f]\\.G|x\\.c:[0-9]{1,3}|10\\.0\\.0\\.[0-9]:[0-9]{2}|[a-z]{2}\\[[0-9]\\]|é|\\{|\\}|\\?|~|%)";
    let open = "(\\[|\\(|<|\\{|\\{\\{|#|)";
    let close = "(\\]|\\)|>|\\}|\\}\\}|:|,|\\||)( |  | - |\t|\\|| \\| |)";
    let piece = (open, word, close).prop_map(|(open, word, close)| format!("{open}{word}{close}"));
    let line = prop::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat());
    prop::collection::vec(line, 1..6)
}

proptest! {
    #![proptest_config(crate::testing::cases(192))]

    #[test]
    fn what_is_inferred_is_a_pattern_and_reads_each_line_as_if_alone(lines in lines()) {
        let texts: Vec<&[u8]> = lines.iter().map(String::as_bytes).collect();
        for (number, detail) in InferredLayout.details(&texts) {
            prop_assert_eq!(check_pattern(&detail), Ok(()), "{}", detail);
            let layout = Layout { number, detail: &detail };
            let mut names = FieldNames::new();
            let mut parser = InferredLayout.parser(layout, &mut names, ASSUMPTIONS);
            let mut times = crate::time::TimeParser::new(ASSUMPTIONS);
            for text in texts.iter().chain(&texts) {
                let mut alone = InferredLayout.parser(layout, &mut names, ASSUMPTIONS);
                let mut outs = [Parsed::default(), Parsed::default()];
                let [out, out_alone] = &mut outs;
                let is_read = parser.parse(text, &mut names, out);
                prop_assert_eq!(is_read, alone.parse(text, &mut names, out_alone));
                let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
                if is_read {
                    prop_assert!(parser.starts(line), "{} {:?}", detail, lines);
                    prop_assert!(InferredLayout.lead(layout).may_begin(line, &mut times));
                    let said = |out: &Parsed| (out.time, out.level, out.message, out.fields.clone());
                    prop_assert_eq!(said(out), said(out_alone));
                }
            }
        }
    }

    #[test]
    fn any_text_is_a_pattern_or_not_and_never_panics(
        pieces in prop::collection::vec("(\\{time\\}|\\{level\\}|\\{message\\}|\\{a\\}|\\{b:text\\}|\\{c:digits\\}|\\{\\?|\\?\\}|\\{|\\}|~| |\\[|x|\\{\\{\\}|\\{\\?\\}|\\n|é)", 0..14),
        line in "[0-9T: \\[x?{}~-]{0,30}",
    ) {
        let detail = pieces.concat();
        let layout = Layout { number: 0, detail: &detail };
        let mut names = FieldNames::new();
        let mut parser = InferredLayout.parser(layout, &mut names, ASSUMPTIONS);
        for line in [line.as_str(), "2024-05-06 07:08:09 INFO [x] y z"] {
            let is_start = parser.starts(line.as_bytes());
            let is_read = parser.parse(line.as_bytes(), &mut names, &mut Parsed::default());
            prop_assert!(is_start || !is_read || detail.contains('\n'), "{} {}", detail, line);
        }
    }
}
