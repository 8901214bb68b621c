//! Any entry, by any layout of any format.

use logscry::format::{FORMATS, FieldNames, Format, Layout, Parsed, Parser, TextRef};
use logscry::time::{Assumptions, Inferred};

use super::choices::Choices;
use crate::feed::MODIFIED;

/// Stands between two entries.
pub(crate) const SEPARATOR: u8 = 0x1E;

pub(crate) fn check(mut choices: Choices<'_>) {
    let format = choices.pick(FORMATS);
    let which = choices.below(1 << 12);
    let text = choices.rest();
    let entries: Vec<&[u8]> = text.split(|byte| *byte == SEPARATOR).take(8).collect();
    let lines: Vec<&[u8]> = text.split(|byte| matches!(*byte, SEPARATOR | b'\n')).collect();
    let details = format.details(&lines);
    let Some((number, detail)) = details.get(which % details.len().max(1)) else { return };
    let layout = Layout { number: *number, detail };
    assert!(*number < format.n_layouts());

    let mut names = FieldNames::new();
    let mut busy = parser_of(format, layout, &mut names);
    for line in &lines {
        busy.starts(line);
        busy.is_aside(line);
        busy.continues(line);
    }
    for entry in entries {
        let mut fresh = parser_of(format, layout, &mut names);
        let (mut out, mut alone) = (Parsed::default(), Parsed::default());
        let is_read = busy.parse(entry, &mut names, &mut out);
        assert_eq!(is_read, fresh.parse(entry, &mut names, &mut alone), "{}", format.id());
        if is_read {
            check_parsed(entry, &out, &names);
            assert_eq!(said(entry, &out), said(entry, &alone), "{}: others matter", format.id());
        }
        let line = entry.split(|byte| *byte == b'\n').next().unwrap_or_default();
        assert_eq!(busy.starts(line), fresh.starts(line), "{}", format.id());
    }
}

fn parser_of(format: &dyn Format, layout: Layout<'_>, names: &mut FieldNames) -> Box<dyn Parser> {
    let assumptions = Assumptions { not_after: MODIFIED, offset_secs: 0, dates: None };
    format.parser(layout, names, assumptions)
}

/// Everything that was said lies in the entry, or among what was unescaped.
fn check_parsed(entry: &[u8], out: &Parsed, names: &FieldNames) {
    let is_within = |text: &TextRef| {
        let (start, len) = (text.start as usize, text.len as usize);
        match start.checked_sub(entry.len()) {
            None => start + len <= entry.len(),
            Some(start) => start + len <= out.unescaped.len(),
        }
    };
    assert!(is_within(&out.message), "the message {:?}", out.message);
    for (field, value) in &out.fields {
        assert!((field.0 as usize) < names.len(), "a field without a name");
        assert!(is_within(value), "{} is {value:?}", names.name(*field));
    }
    if let Some(stamp) = out.time {
        let every = Inferred::YEAR.and(Inferred::ZONE).and(Inferred::DATE);
        assert!(stamp.digits <= 9 && every.has(stamp.inferred), "{stamp:?}");
        assert!(!out.is_time_out_of_range, "in range and out of it");
    }
}

/// What an entry means, by its text.
fn said<'a>(entry: &'a [u8], out: &'a Parsed) -> impl PartialEq + std::fmt::Debug + 'a {
    let fields: Vec<_> =
        out.fields.iter().map(|(field, value)| (*field, out.text(entry, *value))).collect();
    let time = (out.time, out.is_time_out_of_range);
    (time, out.level, out.text(entry, out.message), fields, out.stream, out.is_unfinished)
}
