//! The messages of all entries, one after the other, without copying any.

use super::Session;
use super::entry_reader::{EntryReader, PartText};
use super::text::{block_text, count_line_ends};
use crate::input::Storage;
use crate::level::Level;
use crate::units::SourceId;

/// An entry as it goes by.
#[derive(Clone, Copy, Debug)]
pub struct PassingEntry<'e> {
    /// Its first line in its source, from one.
    pub line: u64,
    /// How many lines it has.
    pub n_lines: u64,
    /// Its level.
    pub level: Level,
    /// Its text without the line ends after it.
    pub text: &'e [u8],
    /// Its message, unescaped.
    pub message: &'e [u8],
}

impl<S: Storage> Session<S> {
    /// Calls `visit` with every entry read of a source, in the order of reading; returns how many
    /// can no longer be read.
    ///
    /// # Cost
    /// Reads and parses the source's text again.
    pub fn for_each_message(
        &mut self,
        id: SourceId,
        mut visit: impl FnMut(PassingEntry<'_>),
    ) -> u64 {
        let starts: Vec<u64> = self
            .blocks
            .iter()
            .map(|block| self.lines_before_task(block.source, block.task_start))
            .collect();
        let mut n_gone = 0;
        for (block, lines_before_task) in self.blocks.iter().zip(starts) {
            if block.source != id {
                continue;
            }
            let text = block_text(block, &mut self.storage);
            let source = self.sources.get_mut(&block.source);
            let parser = source.and_then(|source| source.parser.as_mut());
            let (Ok(text), Some(parser)) = (text, parser) else {
                n_gone += block.n_entries() as u64;
                continue;
            };
            let mut reader = EntryReader::new(parser, &mut self.names);
            let mut line = lines_before_task + block.lines_before + 1;
            for row in 0..block.n_entries() {
                let whole = PartText::whole(&text).entry(block, row);
                let entry = reader.read(whole);
                let n_lines = count_line_ends(entry.text) + 1;
                let (text, message, level) = (entry.text, entry.message(), block.level(row));
                visit(PassingEntry { line, n_lines, level, text, message });
                line += count_line_ends(whole);
            }
        }
        n_gone
    }
}
