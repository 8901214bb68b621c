//! What marks become, and what is said when they become nothing.

use super::marked_span::ANY_YEAR;
use super::*;

/// A mark of a text that the line has once.
fn mark(line: &str, text: &str, role: Role) -> MarkedSpan {
    let start = line.find(text).unwrap_or_else(|| panic!("{text} is not in {line}"));
    MarkedSpan { start, end: start + text.len(), role }
}

fn field(name: &str) -> Role {
    Role::Field(name.to_owned())
}

fn made(line: &str, marks: &[(&str, Role)], others: &[&[u8]]) -> Result<Made, ExampleError> {
    let marks: Vec<MarkedSpan> =
        marks.iter().map(|(text, role)| mark(line, text, role.clone())).collect();
    make_pattern(line, &marks, others)
}

#[track_caller]
fn check_made(line: &str, marks: &[(&str, Role)], pattern: &str) {
    let made = made(line, marks, &[]);
    assert_eq!(made.map(|made| made.pattern), Ok(pattern.to_owned()), "{line}");
}

#[track_caller]
fn check_refused(line: &str, marks: &[(&str, Role)], sentence: &str) {
    let error = made(line, marks, &[]).expect_err(line);
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn signs_stay_and_words_are_stepped_over() {
    check_made(
        "2026-01-02 03:04:05,678 [pump 3] WARN  tank.Valve(12) - leaks",
        &[
            ("2026-01-02 03:04:05,678", Role::Time),
            ("WARN", Role::Level),
            ("pump 3", field("thread")),
            ("tank.Valve", field("logger")),
            ("leaks", Role::Message),
        ],
        "{time:iso} [{thread:text}] {level} {logger}({_:digits}) - {message}",
    );
    check_made(
        "gate7 #41 at 10/Oct/2000:13:55:36 -0700 -- level=ERROR code=77 the chain broke",
        &[
            ("10/Oct/2000:13:55:36 -0700", Role::Time),
            ("ERROR", Role::Level),
            ("77", field("code")),
        ],
        "{_} #{_:digits} {_} {time:clf} -- level={level} code={code:digits} {message}",
    );
    check_made(
        "|INFO |2026-01-02T03:04:05Z|north|open",
        &[
            ("INFO", Role::Level),
            ("2026-01-02T03:04:05Z", Role::Time),
            ("north", field("side")),
            ("open", Role::Message),
        ],
        "|~{level}~|{time:iso}|{side:text}|{message}",
    );
}

#[test]
fn columns_between_tabs_may_hold_blanks() {
    check_made(
        "03:04:05\tINFO\tnorth gate\topen",
        &[
            ("03:04:05", Role::Time),
            ("INFO", Role::Level),
            ("north gate", field("place")),
            ("open", Role::Message),
        ],
        "{time:clock}\t{level}\t{place:text}\t{message}",
    );
}

#[test]
fn what_is_not_marked_at_the_end_is_the_message() {
    let time = ("2026-01-02 03:04:05", Role::Time);
    let alone = std::slice::from_ref(&time);
    check_made("[2026-01-02 03:04:05] open", alone, "[{time:iso}] {message}");
    check_made("2026-01-02 03:04:05 - open", alone, "{time:iso} - {message}");
    check_made("2026-01-02 03:04:05", alone, "{time:iso}{message}");
    check_made(
        "2026-01-02 03:04:05 north gate",
        &[time.clone(), ("north gate", field("place"))],
        "{time:iso} {place:text}{message}",
    );
    check_made(
        "2026-01-02 03:04:05 12ms (north) open",
        &[time, ("12", field("took"))],
        "{time:iso} {took:digits}ms {message}",
    );
}

#[test]
fn a_hand_need_not_be_exact() {
    let line = "x [2026-01-02 03:04:05.678]  [WARNING] open ";
    let marks = [
        mark(line, "[2026-01-02 03:04", Role::Time),
        mark(line, " [WARN", Role::Level),
        mark(line, " op", Role::Message),
    ];
    let made = make_pattern(line, &marks, &[]).unwrap();
    assert_eq!(made.pattern, "{_} [{time:iso}] [~{level}~] {message}");
    let texts: Vec<_> = made.marks.iter().map(|mark| marks::text(line, mark)).collect();
    assert_eq!(texts, ["2026-01-02 03:04:05.678", "WARNING", "open"]);
}

#[test]
fn other_lines_tell_day_and_month_apart() {
    let line = "03/04/2026 05:06:07 INFO open";
    let marks = [("03/04/2026 05:06:07", Role::Time), ("INFO", Role::Level)];
    let pattern = |others: &[&[u8]]| made(line, &marks, others).unwrap().pattern;
    assert_eq!(pattern(&[]), "{time:month_first} {level} {message}");
    assert_eq!(pattern(&[b"23/04/2026 05:06:07 INFO open"]), "{time:day_first} {level} {message}");
    assert_eq!(
        pattern(&[b"04/23/2026 05:06:07 INFO open"]),
        "{time:month_first} {level} {message}"
    );
}

#[test]
fn what_cannot_be_made_is_said_in_a_sentence() {
    let line = "2026-01-02 03:04:05 WARN north open";
    let (time, level) = (("2026-01-02 03:04:05", Role::Time), ("WARN", Role::Level));
    check_refused(line, &[], "Nothing is marked yet: mark the time or the level first.");
    check_refused(
        line,
        &[("north", field("side"))],
        "A pattern needs a time or a level: mark one of them.",
    );
    check_refused(
        line,
        &[("north", Role::Time)],
        "“north” cannot be read as a time: mark date and time together, or make it a field.",
    );
    check_refused(
        line,
        &[("north", Role::Level)],
        "“north” is not a known level: make it a field.",
    );
    check_refused(
        line,
        &[time.clone(), level.clone(), ("WARN north", field("x"))],
        "Two marks overlap, “WARN” and “WARN north”: remove one of them.",
    );
    check_refused(
        line,
        &[level.clone(), ("north", Role::Message), ("open", Role::Message)],
        "An entry has only one message, but two are marked: make one of them a field.",
    );
    check_refused(
        line,
        &[level.clone(), ("north", Role::Message), ("open", field("x"))],
        "The message takes the rest of an entry, so “open” after it cannot be marked.",
    );
    check_refused(
        line,
        &[time.clone(), ("north", field("a}b"))],
        "“a}b” cannot be a field's name: use letters, digits and _ . -, but not time, level or \
         message.",
    );
    check_refused(
        line,
        &[time.clone(), ("no", field("a")), ("rth", field("b"))],
        "It is unclear where {a} ends: put a space or another character after it.",
    );
    check_refused(
        "{\"t\":\"2026-01-02 03:04:05\"}",
        &[time],
        "The line is JSON, so its fields are read by name: no marks are needed.",
    );
    let hostile = "03:04:05 \u{1b}]0;x\u{7} open";
    check_refused(
        hostile,
        &[("\u{1b}]0;x\u{7}", Role::Level)],
        "“\u{fffd}]0;x\u{fffd}” is not a known level: make it a field.",
    );
    let outside = MarkedSpan { start: 3, end: 99, role: Role::Time };
    assert_eq!(make_pattern("03:04", &[outside], &[]), Err(ExampleError::Empty));
}

#[test]
fn lines_that_do_not_fit_are_told_with_their_numbers() {
    let sample = b"2026-01-02 03:04:05 INFO a\r\n\n\tat x\nstray\n2026-01-02 03:04:06 INFO b\ncut";
    let trial = try_pattern("{time:iso} {level} {message}", sample, ANY_YEAR, 9).unwrap();
    let other = Other { line: 4, text: b"stray".to_vec() };
    assert_eq!(trial, Trial { n_lines: 4, n_read: 2, n_more: 1, n_others: 1, others: vec![other] });
    assert!(try_pattern("{time:iso", sample, ANY_YEAR, 9).is_err());
}
