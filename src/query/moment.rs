//! Times in a query: `time>=2026-11-09`, `time:09:13..09:24`, `time<14 Oct 09:13:21`, `time>=-15m`.
//!
//! What is typed names a stretch of time, a day or a minute: `:` asks for what lies in it, `>=` for what is
//! not before it, `<=` for what is not after it, `>` and `<` for what is after and before. `-15m` is so
//! long before the last time of the data, `+5m` so long after the first. Parts of a date that are
//! missing come from the data, so a query is settled first ([`settled`]): the workers are asked for
//! instants.

use super::error::QueryError;
use super::quantity::{Dimension, Number, Quantity};
use super::syntax::{Clause, Node, NodeKind, Operator, Subject, Syntax, quoted};
use crate::time::{AddedDate, ShownZone, TimesKnown, TypedTime, format_rfc3339};
use crate::units::UnixNanos;

/// Times, half open; the ends may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeSpan {
    /// The first instant, in Unix nanoseconds.
    pub from: i64,
    /// One past the last.
    pub end: i64,
}

/// Whether times may stand as they were typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Times {
    /// As they were typed.
    Typed,
    /// Without anything that only the data says.
    Settled,
}

/// A time as it was typed.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Typed {
    At(TypedTime),
    /// So many nanoseconds from an end of the data.
    FromEnd(i64),
    FromStart(i64),
}

/// A query whose times are instants, and what was added to those that were typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The text of the query.
    pub query: String,
    /// It changes when other times become known.
    pub depends_on_data: bool,
    /// A sentence about the first date that was not typed, if there are several it could be.
    pub remark: Option<SettledRemark>,
}

/// What was added to a time, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledRemark {
    /// A sentence.
    pub message: String,
    /// First UTF-16 unit of the time.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Whether a text is a time, or two with `..` between them.
pub(super) fn is_time_value(text: &str) -> bool {
    Ends::parse(text).is_some()
}

/// The two ends of a stretch of time that was typed; the same one twice for a time alone.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    first: Option<Typed>,
    last: Option<Typed>,
}

impl Ends {
    fn parse(text: &str) -> Option<Self> {
        let Some((first, last)) = text.split_once("..") else {
            let one = Typed::parse(text)?;
            return Some(Self { first: Some(one), last: Some(one) });
        };
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            text => Typed::parse(text).map(Some),
        };
        let (first, last) = (end(first)?, end(last)?);
        (first.is_some() || last.is_some()).then_some(Self { first, last })
    }

    fn depends_on_data(self) -> bool {
        let depends = |end: Typed| match end {
            Typed::At(time) => !time.has_year(),
            Typed::FromEnd(_) | Typed::FromStart(_) => true,
        };
        [self.first, self.last].into_iter().flatten().any(depends)
    }

    /// The instants, and what was added to the first or else the last.
    fn span(self, known: TimesKnown) -> Option<(TimeSpan, AddedDate)> {
        let first = match self.first {
            Some(typed) => Some(typed.span(known)?),
            None => None,
        };
        // `09:13..09:24` is of one day.
        let near = first.map(|(span, _)| span.from);
        let last = match self.last {
            Some(typed) if self.first == self.last => first.or(typed.span(known)),
            Some(typed) => Some(typed.span(TimesKnown { near: near.or(known.near), ..known })?),
            None => None,
        };
        let from = first.map_or(i64::MIN, |(span, _)| span.from);
        let end = last.map_or(i64::MAX, |(span, _)| span.end);
        let added = first.or(last).map_or(AddedDate::Nothing, |(_, added)| added);
        Some((TimeSpan { from, end }, added))
    }
}

impl Typed {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(nanos) = text.strip_prefix('-').and_then(length_of) {
            return Some(Self::FromEnd(-nanos));
        }
        if let Some(nanos) = text.strip_prefix('+').and_then(length_of) {
            return Some(Self::FromStart(nanos));
        }
        TypedTime::parse(text).map(Self::At)
    }

    fn span(self, known: TimesKnown) -> Option<(TimeSpan, AddedDate)> {
        let at = |from: i64| (TimeSpan { from, end: from.saturating_add(1) }, AddedDate::Nothing);
        Some(match self {
            Self::FromEnd(nanos) => at(known.last.saturating_add(nanos)),
            Self::FromStart(nanos) => at(known.first.saturating_add(nanos)),
            Self::At(time) => {
                let span = time.span(known)?;
                (TimeSpan { from: span.from, end: span.end }, span.added)
            }
        })
    }
}

/// A length of time in nanoseconds.
fn length_of(text: &str) -> Option<i64> {
    let quantity = Quantity::of(text).filter(|it| it.dimension == Some(Dimension::Time))?;
    match quantity.number {
        Number::Whole(picos) if picos >= 0 => i64::try_from(picos / 1_000).ok(),
        Number::Whole(_) | Number::Rounded(_) => None,
    }
}

/// The times that a clause asks for, if its value names them without the help of the data.
pub(super) fn span_of(clause: &Clause, times: Times) -> Result<TimeSpan, String> {
    let value = clause.value.as_word().unwrap_or_default();
    let hint = "such as `2026-11-09`, `09:13`, `14 Oct 09:13:21`, `09:13..09:24` or `-15m`";
    let Some(ends) = Ends::parse(&value) else {
        return Err(format!(
            "this is not a time; write one {hint}, or put `time` in quotes for a field"
        ));
    };
    if times == Times::Settled && ends.depends_on_data() {
        return Err("the date is missing here: write it too, with its year".to_owned());
    }
    // What depends on the data is not asked before it is settled: until then any instant will do.
    let known = TimesKnown { first: 0, last: 0, near: None, zone: ShownZone::UTC };
    let Some((span, _)) = ends.span(known) else {
        return Err("this time is beyond what can be kept".to_owned());
    };
    compared(clause.operator, span).ok_or_else(|| "a range has `:` before it".to_owned())
}

/// The times that stand in this relation to a stretch.
fn compared(operator: Operator, TimeSpan { from, end }: TimeSpan) -> Option<TimeSpan> {
    let is_open = from == i64::MIN || end == i64::MAX;
    Some(match operator {
        Operator::Is | Operator::IsNot => TimeSpan { from, end },
        _ if is_open => return None,
        Operator::AtLeast => TimeSpan { from, end: i64::MAX },
        Operator::AtMost => TimeSpan { from: i64::MIN, end },
        Operator::Above => TimeSpan { from: end, end: i64::MAX },
        Operator::Below => TimeSpan { from: i64::MIN, end: from },
    })
}

/// The query with instants in place of the times that were typed; all else keeps its spelling.
///
/// # Errors
/// [`QueryError`] if the text is not a query.
pub fn settled(text: &str, known: TimesKnown) -> Result<Settled, QueryError> {
    let read = Syntax::parse(text)?;
    let mut clauses = Vec::new();
    times_in(&read.root, &mut clauses);
    let mut settled = Settled { query: String::new(), depends_on_data: false, remark: None };
    let mut at = 0;
    for clause in clauses {
        let Some(ends) = clause.value.as_word().and_then(|word| Ends::parse(&word)) else {
            continue;
        };
        settled.depends_on_data |= ends.depends_on_data();
        let Some((span, added)) = ends.span(known) else { continue };
        settled.query += text.get(at..clause.value_span.start).unwrap_or_default();
        settled.query += &quoted(&written(span));
        at = clause.value_span.end;
        if settled.remark.is_none()
            && let Some(message) = sentence(added, span, known.zone)
        {
            let (start, end) = clause.value_span.in_utf16(text);
            settled.remark = Some(SettledRemark { message, start, end });
        }
    }
    settled.query += text.get(at..).unwrap_or_default();
    Ok(settled)
}

fn times_in<'n>(node: &'n Node, found: &mut Vec<&'n Clause>) {
    match &node.kind {
        NodeKind::Clause(clause) if clause.subject == Subject::Time => found.push(clause),
        NodeKind::Not(inner) => times_in(inner, found),
        NodeKind::And(nodes) | NodeKind::Or(nodes) => {
            for node in nodes {
                times_in(node, found);
            }
        }
        NodeKind::Clause(_)
        | NodeKind::All
        | NodeKind::Text(_)
        | NodeKind::Like(_)
        | NodeKind::Regex(_) => {}
    }
}

/// A stretch of time as two instants; the last one is in it.
fn written(TimeSpan { from, end }: TimeSpan) -> String {
    let instant = |nanos: i64| format_rfc3339(UnixNanos(nanos), 9);
    match (from, end) {
        (i64::MIN, end) => format!("..{}", instant(end - 1)),
        (from, i64::MAX) => format!("{}..", instant(from)),
        (from, end) if end - 1 == from => instant(from),
        (from, end) => format!("{}..{}", instant(from), instant(end - 1)),
    }
}

fn sentence(added: AddedDate, span: TimeSpan, zone: ShownZone) -> Option<String> {
    let instant = if span.from == i64::MIN { span.end - 1 } else { span.from };
    let wall_secs = zone.wall_secs(instant.div_euclid(1_000_000_000));
    let date = format_rfc3339(UnixNanos(wall_secs.saturating_mul(1_000_000_000)), 0);
    let date = date.split('T').next().unwrap_or_default();
    match added {
        AddedDate::OneDay => Some(format!(
            "The data has several days: taken as {date} ({zone}). Write the date for another."
        )),
        AddedDate::Year | AddedDate::OnlyDay | AddedDate::Nothing => None,
    }
}

/// An instant that was typed to go to, and what to say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// In Unix nanoseconds.
    pub nanos: i64,
    /// A sentence, if its day was not typed and could be another.
    pub remark: Option<String>,
}

/// The instant that a text names: the start of what it says, or so long from where the user stands.
pub fn moment(text: &str, known: TimesKnown) -> Option<Moment> {
    let typed = Typed::parse(text)?;
    let here = |end: i64, nanos: i64| known.near.unwrap_or(end).saturating_add(nanos);
    Some(match typed {
        Typed::FromEnd(nanos) => Moment { nanos: here(known.last, nanos), remark: None },
        Typed::FromStart(nanos) => Moment { nanos: here(known.first, nanos), remark: None },
        Typed::At(_) => {
            let (span, added) = typed.span(known)?;
            Moment { nanos: span.from, remark: sentence(added, span, known.zone) }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        moment(text, TimesKnown { first: 0, last: 0, near: None, zone: ShownZone::UTC })
            .unwrap()
            .nanos
    }

    fn two_days() -> TimesKnown {
        let (first, last) = (at("2026-11-08 10:00"), at("2026-11-09 12:00"));
        TimesKnown { first, last, near: None, zone: ShownZone::UTC }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(settled(text, two_days()).unwrap().query, expected, "{text}");
    }

    #[test]
    fn typed_times_become_instants_and_all_else_stays() {
        check(
            "é time:2026-11-09 x",
            "é time:\"2026-11-09T00:00:00.000000000Z..2026-11-09T23:59:59.999999999Z\" x",
        );
        check("time>=-15m", "time>=\"2026-11-09T11:45:00.000000000Z\"");
        check("time<+5m a", "time<\"2026-11-08T10:05:00.000000000Z\" a");
        check(
            "time:09:13..09:24",
            "time:\"2026-11-09T09:13:00.000000000Z..2026-11-09T09:24:59.999999999Z\"",
        );
        check(
            "-(time:8 Nov 11:00 or b)",
            "-(time:\"2026-11-08T11:00:00.000000000Z..2026-11-08T11:00:59.999999999Z\" or b)",
        );
        check("time:2026-11-09T10..", "time:\"2026-11-09T10:00:00.000000000Z..\"");
        check("\"time\":5 x", "\"time\":5 x");
        // What is settled stays as it is.
        let once = settled("time:09:13..09:24 time>8 Nov", two_days()).unwrap();
        let twice = settled(&once.query, two_days()).unwrap();
        assert_eq!((&twice.query, twice.depends_on_data), (&once.query, false));
        assert!(once.depends_on_data && once.remark.is_some() && twice.remark.is_none());
    }

    #[test]
    fn typed_times_are_of_the_zone_that_is_shown() {
        let zone = ShownZone::of_place("Europe/Berlin").unwrap();
        let known = TimesKnown { zone, ..two_days() };
        let query = |text| settled(text, known).unwrap().query;
        let instant = "time>\"2026-11-09T09:13:00.000000000Z..2026-11-09T09:13:59.999999999Z\"";
        assert_eq!(query("time>2026-11-09 10:13"), instant);
        assert_eq!(query("time>2026-11-09 09:13Z"), instant);
        // Lengths of time have no zone.
        assert_eq!(query("time>=-15m"), settled("time>=-15m", two_days()).unwrap().query);
        let there = moment("00:30", TimesKnown { last: at("2026-11-09 23:10"), ..known }).unwrap();
        assert_eq!(there.nanos, at("2026-11-09 23:30"));
        assert!(there.remark.unwrap().contains("2026-11-10 (Europe/Berlin)"));
    }

    #[test]
    fn how_a_time_compares_is_decided_by_the_stretch_that_it_names() {
        let span = |text: &str| {
            let NodeKind::Clause(clause) = Syntax::parse(text).unwrap().root.kind else { panic!() };
            span_of(&clause, Times::Settled).map(|span| (span.from, span.end))
        };
        let (day, next) = (at("2026-11-09"), at("2026-11-10"));
        assert_eq!(span("time:2026-11-09"), Ok((day, next)));
        assert_eq!(span("time>=2026-11-09"), Ok((day, i64::MAX)));
        assert_eq!(span("time>2026-11-09"), Ok((next, i64::MAX)));
        assert_eq!(span("time<2026-11-09"), Ok((i64::MIN, day)));
        assert_eq!(span("time<=2026-11-09"), Ok((i64::MIN, next)));
        assert_eq!(span("time:..2026-11-09"), Ok((i64::MIN, next)));
        assert!(span("time>=2026-11-09..").is_err() && span("time:soon").is_err());
        assert!(span("time>=-15m").is_err() && span("time:09:13").is_err());
    }

    #[test]
    fn a_time_without_quotes_may_have_blanks() {
        let printed = |text: &str| Syntax::parse(text).unwrap().root.to_string();
        assert_eq!(printed("time<14 Oct 09:13:21 x"), "time<\"14 Oct 09:13:21\" x");
        assert_eq!(printed("time:2026-11-09 09:13 14"), "time:\"2026-11-09 09:13\" 14");
        assert_eq!(printed("(time>=-15m) a"), "time>=\"-15m\" a");
        assert_eq!(printed("time:soon x"), "time:\"soon\" x");
    }

    #[test]
    fn a_moment_is_where_a_stretch_begins_or_so_long_from_here() {
        let known = two_days();
        let near = Some(at("2026-11-08 11:00"));
        let to = |text: &str, near| moment(text, TimesKnown { near, ..known });
        assert_eq!(to("09:13", None).unwrap().nanos, at("2026-11-09 09:13"));
        assert!(to("09:13", None).unwrap().remark.unwrap().contains("2026-11-09"));
        assert_eq!(to("09:13", near).unwrap().nanos, at("2026-11-08 09:13"));
        assert_eq!(to("-15m", None).unwrap().nanos, at("2026-11-09 11:45"));
        assert_eq!(to("+5m", near).unwrap().nanos, at("2026-11-08 11:05"));
        assert_eq!(to("-1h30m", near).unwrap().nanos, at("2026-11-08 09:30"));
        assert!(["", "soon", "-5", "+x"].iter().all(|text| to(text, near).is_none()));
    }
}
