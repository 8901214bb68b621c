//! Reads passages twice: first to learn their values, then to write them without.

use super::bytes::is_word;
use super::detect::{Memory, Scene, find_all};
use super::hit::{Hit, Hits, settle};
use super::names::{Names, Place, Seen};
use super::passage::{Cutter, Passage};
use super::rules::Rules;
use super::table::Table;
use super::tokens::{self, Token};
use super::view::{View, views};
use super::walls;

/// Redacts one source, in order; bytes may arrive in any pieces.
pub struct Redactor<'r> {
    rules: &'r Rules,
    cutter: Cutter,
    memory: Memory,
    table: Option<Table>,
    is_begun: bool,
    /// Where the next passage begins.
    offset: u64,
    tokens: Vec<Token>,
}

impl<'r> Redactor<'r> {
    /// A redactor at the beginning of a source.
    pub fn new(rules: &'r Rules) -> Self {
        Self {
            rules,
            cutter: Cutter::default(),
            memory: Memory::default(),
            table: None,
            is_begun: false,
            offset: 0,
            tokens: Vec::new(),
        }
    }

    /// Learns the values in some bytes of a source.
    pub fn learn(&mut self, source: u32, bytes: &[u8], seen: &mut Seen) {
        let mut cutter = std::mem::take(&mut self.cutter);
        cutter.push(bytes, |raw| self.learn_passage(source, raw, seen));
        self.cutter = cutter;
    }

    /// Learns what is left at the end of a source.
    pub fn end_learning(&mut self, source: u32, seen: &mut Seen) {
        let mut cutter = std::mem::take(&mut self.cutter);
        cutter.finish(|raw| self.learn_passage(source, raw, seen));
    }

    /// Writes some bytes of a source without their values.
    pub fn write(&mut self, bytes: &[u8], names: &Names, out: &mut Vec<u8>) {
        let mut cutter = std::mem::take(&mut self.cutter);
        cutter.push(bytes, |raw| self.write_passage(raw, names, out));
        self.cutter = cutter;
    }

    /// Writes what is left at the end of a source.
    pub fn end_writing(&mut self, names: &Names, out: &mut Vec<u8>) {
        let mut cutter = std::mem::take(&mut self.cutter);
        cutter.finish(|raw| self.write_passage(raw, names, out));
    }

    fn learn_passage(&mut self, source: u32, raw: &[u8], seen: &mut Seen) {
        let (_, views, hits) = self.find(raw, None);
        for (nth, hit) in (0..).zip(&hits) {
            let place: Place = (source, self.offset, nth);
            seen.add(hit.kind, text_of(&views, hit), place);
        }
        if let Some(view) = views.first() {
            tokens::cut(&view.text, &mut self.tokens);
            seen.residual.collect(&view.text, &self.tokens, &hits, (source, self.offset, 0));
        }
        self.offset += raw.len() as u64;
    }

    fn write_passage(&mut self, raw: &[u8], names: &Names, out: &mut Vec<u8>) {
        let (passage, views, hits) = self.find(raw, Some(names));
        let Some(text) = views.first().map(|view| &view.text) else { return };
        let mut writer = Writer { text, gaps: &passage.gaps, out };
        let mut at = 0;
        for hit in &hits {
            writer.copy(at, hit.start);
            names.write(hit.kind, text_of(&views, hit), writer.out);
            // What was left out of a value stands behind its pseudonym.
            writer.gaps_before(hit.end);
            at = hit.end;
        }
        writer.copy(at, text.len());
    }

    /// Everything to be replaced in a passage.
    fn find(&mut self, raw: &[u8], names: Option<&Names>) -> (Passage, Vec<View>, Vec<Hit>) {
        let mut passage = Passage::new(raw);
        let views = views(std::mem::take(&mut passage.text));
        let mut hits = Vec::new();
        for (n, view) in views.iter().enumerate() {
            let mut found = Hits::default();
            let roles = tokens::cut(&view.text, &mut self.tokens);
            let mut scene = Scene {
                text: &view.text,
                tokens: &self.tokens,
                roles,
                is_decoded: n > 0,
                memory: &mut self.memory,
            };
            find_all(&mut scene, &mut found);
            if n == 0 {
                self.find_in_table(&view.text, &mut found);
            }
            self.rules.find(&view.text, &mut found);
            if let Some(names) = names {
                find_known(&view.text, &self.tokens, names, &mut found);
            }
            for hit in walls::around(&view.text, found.list, self.rules.words()) {
                let (start, end) = (view.place(hit.start), view.place(hit.end));
                if start < end && self.rules.replaces(hit.kind) {
                    hits.push(Hit {
                        start,
                        end,
                        kind: hit.kind,
                        view: n,
                        view_start: hit.start,
                        view_end: hit.end,
                    });
                }
            }
        }
        if let Some(view) = views.first() {
            walls::widen(&view.text, &mut hits);
        }
        settle(&mut hits);
        (passage, views, hits)
    }

    fn find_in_table(&mut self, text: &[u8], found: &mut Hits) {
        if !self.is_begun && !text.trim_ascii().is_empty() {
            self.is_begun = true;
            self.table = Table::from_header(text);
        } else if let Some(table) = &self.table {
            table.find(text, found);
        }
    }
}

/// Writes pieces of a passage with what was left out of it.
struct Writer<'w> {
    text: &'w [u8],
    /// Gaps that are still to come.
    gaps: &'w [(usize, Vec<u8>)],
    out: &'w mut Vec<u8>,
}

impl Writer<'_> {
    /// Copies a piece of the text with its gaps, up to the one right behind it.
    fn copy(&mut self, from: usize, to: usize) {
        let mut at = from;
        while let Some(((place, gap), rest)) =
            self.gaps.split_first().filter(|((place, _), _)| *place <= to)
        {
            self.out.extend_from_slice(self.text.get(at..*place).unwrap_or_default());
            self.out.extend_from_slice(gap);
            at = (*place).max(at);
            self.gaps = rest;
        }
        self.out.extend_from_slice(self.text.get(at..to).unwrap_or_default());
    }

    /// Copies the gaps before a position, without text.
    fn gaps_before(&mut self, to: usize) {
        while let Some(((_, gap), rest)) =
            self.gaps.split_first().filter(|((place, _), _)| *place < to)
        {
            self.out.extend_from_slice(gap);
            self.gaps = rest;
        }
    }
}

/// The value of a hit, as it reads where it was found.
fn text_of<'v>(views: &'v [View], hit: &Hit) -> &'v [u8] {
    views
        .get(hit.view)
        .and_then(|view| view.text.get(hit.view_start..hit.view_end))
        .unwrap_or_default()
}

/// Values known from elsewhere that stand here as whole words.
fn find_known(text: &[u8], tokens: &[Token], names: &Names, found: &mut Hits) {
    for token in tokens {
        let (start, end) = token.range();
        let is_inside = start > 0 && text.get(start - 1).is_some_and(|&byte| is_word(byte));
        if let Some((end, kind)) = names.known_at(text, start, end).filter(|_| !is_inside) {
            found.push(kind, start, end);
        }
    }
}
