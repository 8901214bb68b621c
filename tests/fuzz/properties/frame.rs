//! Any text, cut anywhere and given in any chunks: its entries are found exactly once.

use logscry::format::{FORMATS, FieldNames, Framing, Plan, PlanFormat, SourceParser};
use logscry::frame::{Framed, Outside, Scanner, Window, is_blank, lead_len, look, trim_line_ends};
use logscry::input::BOM;
use logscry::time::Assumptions;

use super::choices::Choices;
use crate::feed::{MODIFIED, ranges};

pub(crate) fn check(mut choices: Choices<'_>) {
    let format = choices.pick(FORMATS);
    let layout = u16::try_from(choices.below(usize::from(format.n_layouts()))).expect("few");
    let framing = if choices.flag() { Framing::Headed } else { Framing::Lines };
    let mut formats = vec![PlanFormat::new(format.id(), layout), PlanFormat::new("text", 0)];
    if choices.flag() {
        // A carrier of lines, whose output is cut into entries by another format.
        let payload = Plan {
            formats: formats.split_off(0),
            framing,
            is_coloured: false,
            why: String::new(),
            dates: None,
        };
        formats = ["cri", "docker_compose", "stern"]
            .map(|id| PlanFormat {
                payload: Some(Box::new(payload.clone())),
                ..PlanFormat::new(id, 0)
            })
            .into_iter()
            .chain([PlanFormat::new("text", 0)])
            .collect();
    }
    let plan = Plan { formats, framing, is_coloured: false, why: String::new(), dates: None };
    let cuts = choices.up_to(4, |choices| choices.below(4_096) as u64);
    let chunks = choices.up_to(4, Choices::size);
    let text = choices.rest();
    let size = text.len() as u64;

    let (whole, outside) = scan(text, 0, size, &plan, &[text.len()]);
    check_cover(text, &whole, outside, &plan);
    let (chunked, outside_chunked) = scan(text, 0, size, &plan, &chunks);
    assert_eq!((&chunked, outside_chunked), (&whole, outside), "chunks do not matter");
    let mut joined = Vec::new();
    for range in ranges(size, &cuts) {
        joined.extend(scan(text, range.start, range.end, &plan, &chunks).0);
    }
    assert_eq!(joined, whole, "cuts do not matter");
}

fn parser(plan: &Plan) -> SourceParser {
    let assumptions = Assumptions { not_after: MODIFIED, offset_secs: 0, dates: None };
    SourceParser::new(plan, &mut FieldNames::new(), assumptions)
}

/// Entries that start in a range, the text given in chunks.
fn scan(
    text: &[u8],
    start: u64,
    end: u64,
    plan: &Plan,
    chunks: &[usize],
) -> (Vec<Framed>, Outside) {
    let (mut scanner, mut heads) = (Scanner::new(start, end), parser(plan));
    if start == 0 && text.starts_with(BOM) {
        scanner.skip_mark(BOM.len() as u64);
    }
    let mut found = Vec::new();
    let mut chunks = chunks.iter().cycle();
    let mut have = usize::try_from(start.saturating_sub(1)).expect("small");
    loop {
        have = (have + chunks.next().copied().unwrap_or(1)).min(text.len());
        let base = usize::try_from(scanner.keep_from()).expect("small");
        // The text that a mark skips may not be there yet.
        let base = base.min(have);
        let is_last = have == text.len();
        let window = Window { text: &text[base..have], base: base as u64, is_last };
        while let Some(framed) = scanner.next(&window, &mut heads) {
            found.push(framed);
        }
        if scanner.is_done() || is_last {
            return (found, scanner.outside());
        }
    }
}

/// Every byte and line is somewhere, and entries start where a naive reader says.
fn check_cover(text: &[u8], entries: &[Framed], outside: Outside, plan: &Plan) {
    let mut at = outside.n_bytes;
    for entry in entries {
        assert_eq!(entry.span.start, at, "entries lie next to each other");
        at = entry.span.end;
    }
    assert_eq!(at, text.len() as u64, "every byte is somewhere");
    let marked = text.strip_prefix(BOM).unwrap_or(text);
    let n_mark = (text.len() - marked.len()) as u64;
    let lines: Vec<&[u8]> = marked.split_inclusive(|byte| *byte == b'\n').collect();
    let n_lines = entries.iter().map(|entry| entry.n_lines).sum::<u64>() + outside.n_lines;
    assert_eq!(n_lines, lines.len() as u64, "every line is somewhere");
    let n_blank = entries.iter().map(|entry| entry.n_blank).sum::<u64>() + outside.n_blank;
    let blank = lines.iter().filter(|line| is_blank(&line[lead_len(line)..]));
    assert_eq!(n_blank, blank.count() as u64, "every blank line is somewhere");

    let (mut before, mut starts, mut at) = (None, Vec::new(), n_mark);
    let mut heads = parser(plan);
    for line in lines {
        let n_lead = lead_len(line);
        if !is_blank(&line[n_lead..]) {
            let content = &line[n_lead..];
            let content = content.strip_suffix(b"\n").unwrap_or(content);
            let content = content.strip_suffix(b"\r").unwrap_or(content);
            let (is_start, line_look) = look(before, content, &mut heads);
            starts.extend(is_start.then_some(at + n_lead as u64));
            before = Some(line_look);
        }
        at += line.len() as u64;
    }
    let found: Vec<u64> = entries.iter().map(|entry| entry.span.start).collect();
    assert_eq!(found, starts, "line by line");
    for entry in entries {
        let range = usize::try_from(entry.span.start).expect("small")
            ..usize::try_from(entry.span.end).expect("small");
        let trimmed = trim_line_ends(&text[range.clone()]);
        assert!(text[range.clone()].starts_with(trimmed) && !trimmed.is_empty());
        let is_gone = |byte: &u8| byte.is_ascii_whitespace() || b"\0\xEF\xBB\xBF".contains(byte);
        let after = &text[range.start + trimmed.len()..range.end];
        assert!(after.iter().all(is_gone), "only blanks and what leads lines go");
        assert_eq!(trim_line_ends(trimmed), trimmed, "all of them at once");
    }
}
