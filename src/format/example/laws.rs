//! What holds for all lines and marks.

use proptest::prelude::*;

use super::marked_span::ANY_YEAR;
use super::*;
use crate::format::pattern::check;
use crate::time::TimeShape;

/// A piece of a line: its text, and what it is marked as.
#[derive(Clone, Debug)]
enum Piece {
    Plain(String),
    Marked(String, Role),
}

fn times() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2026-01-02 03:04:05.678"),
        Just("2026-01-02T03:04:05Z"),
        Just("02/Jan/2026:03:04:05 +0100"),
        Just("Jan  2 03:04:05"),
        Just("1767322000"),
    ]
    .prop_map(str::to_owned)
}

/// No years and no zones, which a time before them would take.
fn values() -> impl Strategy<Value = String> {
    prop_oneof![
        "[f-o]{1,8}",
        "[0-9]{1,3}",
        "[0-9]{5,6}",
        "[f-oü日_][A-Ya-yü日.$/_-]{1,11}[a-y]",
        "[f-y]{3,5}=[0-9]{2,4}"
    ]
}

/// What stands between columns.
fn signs() -> impl Strategy<Value = (&'static str, &'static str)> {
    prop_oneof![
        Just(("", " ")),
        Just(("", "   ")),
        Just(("[", "] ")),
        Just(("(", ") ")),
        Just(("<", "> - ")),
        Just(("\"", "\" ")),
        Just(("{", "} ")),
        Just(("", "\t")),
        Just(("?~", "~? ")),
    ]
}

prop_compose! {
    fn line()(
        time in times(),
        level in prop_oneof![Just("WARN"), Just("error"), Just("Debug")],
        columns in prop::collection::vec((values(), signs(), any::<bool>()), 0..5),
        place in 0_usize..6,
        message in "[A-Y][a-z]{2}[a-z ]{0,20}[a-z\"'{?~]",
    ) -> Vec<Piece> {
        let mut pieces = vec![
            Piece::Marked(time, Role::Time),
            Piece::Plain(" ".to_owned()),
        ];
        let n_columns = columns.len();
        for (n, (value, (open, close), is_marked)) in columns.into_iter().enumerate() {
            if n == place.min(n_columns) {
                pieces.push(Piece::Marked(level.to_owned(), Role::Level));
                pieces.push(Piece::Plain(" ".to_owned()));
            }
            pieces.push(Piece::Plain(open.to_owned()));
            let role = Role::Field(format!("f{n}"));
            pieces.push(if is_marked { Piece::Marked(value, role) } else { Piece::Plain(value) });
            pieces.push(Piece::Plain(close.to_owned()));
        }
        pieces.push(Piece::Marked(message, Role::Message));
        pieces
    }
}

fn joined(pieces: &[Piece]) -> (String, Vec<MarkedSpan>) {
    let mut line = String::new();
    let mut marks = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Plain(text) => line.push_str(text),
            Piece::Marked(text, role) => {
                let start = line.len();
                line.push_str(text);
                marks.push(MarkedSpan { start, end: line.len(), role: role.clone() });
            }
        }
    }
    (line, marks)
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    /// The law: what was marked is what is read, span by span.
    #[test]
    fn a_pattern_reads_its_example_as_marked(pieces in line()) {
        let (line, marks) = joined(&pieces);
        let made = make_pattern(&line, &marks, &[]);
        let made = made.map_err(|error| TestCaseError::fail(format!("{line}: {error}")))?;
        prop_assert_eq!(&made.marks, &marks, "{}", line);
        let mut names = crate::format::FieldNames::new();
        let mut out = crate::format::Parsed::default();
        let mut parser = crate::format::pattern::parser_of(
            &made.pattern, &TimeShape::HEAD, &mut names, ANY_YEAR);
        prop_assert!(parser.parse(line.as_bytes(), &mut names, &mut out));
        let mut read: Vec<MarkedSpan> = out.fields.iter().map(|&(id, value)| MarkedSpan {
            start: value.start as usize,
            end: (value.start + value.len) as usize,
            role: Role::Field(names.name(id).to_owned()),
        }).collect();
        let start = out.message.start as usize;
        read.push(MarkedSpan { start, end: start + out.message.len as usize, role: Role::Message });
        let wanted: Vec<MarkedSpan> = marks
            .into_iter()
            .filter(|mark| !matches!(mark.role, Role::Time | Role::Level))
            .collect();
        prop_assert_eq!(read, wanted, "{} as {}", line, made.pattern);
        prop_assert!(out.time.is_some());
    }

    /// Whatever is marked in whatever line: a pattern that may be used, or a sentence.
    #[test]
    fn no_marks_break_anything(
        line in "(\\PC|[\\t\\x1b\\[\\]{}?~ 0-9:-]){0,60}",
        marks in prop::collection::vec((0_usize..70, 0_usize..20, 0_u8..5), 0..5),
    ) {
        let marks: Vec<MarkedSpan> = marks.into_iter().map(|(start, len, role)| MarkedSpan {
            start,
            end: start + len,
            role: match role {
                0 => Role::Time,
                1 => Role::Level,
                2 => Role::Message,
                n => Role::Field(format!("f{n}")),
            },
        }).collect();
        match make_pattern(&line, &marks, &[line.as_bytes()]) {
            Ok(made) => prop_assert_eq!(check(&made.pattern), Ok(()), "{}", made.pattern),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}
