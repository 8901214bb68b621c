//! What one side of a comparison has: every line as the kind it is of, and each kind's values.
//!
//! The unit is the line, not the entry: what a program prints in one go differs between two runs
//! where a test, a thread or a buffer ended elsewhere, and then only some lines of it are new.

use hashbrown::HashTable;
use twox_hash::XxHash64;

use super::values::Values;
use crate::level::Level;
use crate::template::{Masker, SlotKinds, coarser, shown};
use crate::trace::{Origin, find};

/// An entry, as far as a comparison needs to know it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'e> {
    /// Which of the side's sources it is in.
    pub source: u32,
    /// Its first line in the source, from one.
    pub line: u64,
    /// How many lines it has.
    pub n_lines: u64,
    /// Its own level.
    pub level: Level,
    /// Its message, all lines of it.
    pub message: &'e [u8],
}

/// One line of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Place among the kinds.
    pub(super) kind: u32,
    pub(super) source: u32,
    pub(super) number: u64,
}

/// Lines that are the same but for what varies.
#[derive(Clone, Debug)]
pub(super) struct Kind {
    /// See [`crate::template::Masked::text`].
    pub(super) text: Vec<u8>,
    pub(super) slots: Vec<SlotKinds>,
    /// How many lines are of it.
    pub(super) count: u64,
    /// The worst level of an entry that begins with it.
    pub(super) level: Level,
    /// Place of its first line.
    pub(super) first: usize,
    /// What its slots had.
    pub(super) values: Vec<Values>,
    /// Its first line as it is seen, or nothing if there are too many kinds.
    pub(super) sample: Vec<u8>,
    /// It stands for all that begin like it.
    pub(super) is_coarse: bool,
}

impl Kind {
    /// Its first line, or what is known of it.
    pub(super) fn example(&self) -> String {
        if self.sample.is_empty() {
            return self.shown();
        }
        String::from_utf8_lossy(&self.sample).into_owned()
    }

    /// As it is printed.
    pub(super) fn shown(&self) -> String {
        shown(self.text.strip_prefix(&[STACK]).unwrap_or(&self.text))
    }
}

/// One side: a run, a day, a machine.
#[derive(Clone, Debug, Default)]
pub struct Side {
    pub(super) kinds: Vec<Kind>,
    pub(super) lines: Vec<Line>,
    pub(super) n_entries: u64,
    index: HashTable<u32>,
    masker: Masker,
    bare: Vec<u8>,
}

/// As many kinds are told apart; further ones count by how they begin.
const MAX_KINDS: usize = 1 << 19;

/// Of so many kinds a line is kept, and so much of it.
const MAX_SAMPLES: usize = 1 << 16;
const MAX_SAMPLE_BYTES: usize = 240;

/// Begins the identity of a stack; no masked line begins with it.
const STACK: u8 = 0;

impl Side {
    /// Takes the next entry: in the order of the text, source by source.
    pub fn add(&mut self, entry: Entry<'_>) {
        self.n_entries += 1;
        let last = entry.line + entry.n_lines.max(1) - 1;
        let stack = self.stack_of(&entry);
        for (number, line) in (entry.line..).zip(lines_of(entry.message)) {
            let mut bare = std::mem::take(&mut self.bare);
            write_visible(line, &mut bare);
            let level = if number == entry.line { entry.level } else { Level::Unknown };
            let kind = self.kind_of(&bare, level);
            self.bare = bare;
            let stack = stack.filter(|(at, _)| entry.line + at == number).map(|(_, kind)| kind);
            for kind in kind.into_iter().chain(stack) {
                let (number, source) = (number.min(last), entry.source);
                self.lines.push(Line { kind, source, number });
            }
        }
    }

    /// How many entries it has.
    pub fn n_entries(&self) -> u64 {
        self.n_entries
    }

    /// The kind of an entry's stack, and which of its lines shows whose code it is: frames differ in
    /// names only, which vary, so a stack is known by what was thrown where.
    fn stack_of(&mut self, entry: &Entry<'_>) -> Option<(u64, u32)> {
        memchr::memchr(b'\n', entry.message.trim_ascii_end())?;
        let text = String::from_utf8_lossy(entry.message);
        let trace = find(&text)?;
        let frames = &trace.exceptions.first()?.frames;
        let own = frames.iter().find(|frame| frame.origin == Origin::Own).or(frames.first());
        let at = own.map_or(0, |frame| frame.lines.start as u64);
        let print = trace.fingerprint();
        let mut identity = vec![STACK];
        identity.extend_from_slice(print.title.as_bytes());
        Some((at, self.counted(&identity, &[], Level::Unknown)))
    }

    /// Counts a line and tells its kind; none for a line that says nothing.
    fn kind_of(&mut self, line: &[u8], level: Level) -> Option<u32> {
        let mut by = std::mem::take(&mut self.masker);
        let masked = by.mask(line);
        let is_said = masked.text.iter().any(u8::is_ascii_alphanumeric) || !masked.text.is_ascii();
        let at = is_said.then(|| {
            let at = self.counted(masked.text, masked.slots, level);
            if let Some(kind) = self.kinds.get_mut(at as usize) {
                let place = self.lines.len();
                if kind.sample.is_empty() && (at as usize) < MAX_SAMPLES {
                    let sample = line.get(..MAX_SAMPLE_BYTES).unwrap_or(line);
                    kind.sample = sample.trim_ascii_end().to_vec();
                }
                for (values, span) in kind.values.iter_mut().zip(masked.spans) {
                    values.add(line.get(span.clone()).unwrap_or_default(), place);
                }
            }
            at
        });
        self.masker = by;
        at
    }

    fn counted(&mut self, text: &[u8], slots: &[SlotKinds], level: Level) -> u32 {
        let at = match self.place_of(text) {
            Some(at) => at,
            None if self.kinds.len() < MAX_KINDS => self.add_kind(text, slots.len()),
            None => {
                let text = coarser(text);
                let known = self.place_of(&text);
                let at = known.unwrap_or_else(|| self.add_kind(&text, 0));
                if let Some(kind) = self.kinds.get_mut(at) {
                    kind.is_coarse = true;
                }
                at
            }
        };
        if let Some(kind) = self.kinds.get_mut(at) {
            kind.count += 1;
            kind.level = kind.level.max(level);
            for (known, seen) in kind.slots.iter_mut().zip(slots) {
                *known = known.or(*seen);
            }
        }
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    fn add_kind(&mut self, text: &[u8], n_slots: usize) -> usize {
        let Self { kinds, index, lines, .. } = self;
        let at = kinds.len();
        kinds.push(Kind {
            text: text.to_vec(),
            slots: vec![SlotKinds::default(); n_slots],
            count: 0,
            level: Level::Unknown,
            first: lines.len(),
            values: vec![Values::default(); n_slots],
            sample: Vec::new(),
            is_coarse: false,
        });
        let text_of = |at: &u32| kinds.get(*at as usize).map_or(&[][..], |kind| &kind.text);
        let code = u32::try_from(at).unwrap_or(u32::MAX);
        index.insert_unique(hash(text), code, |at| hash(text_of(at)));
        at
    }

    /// The kind of a masked line, if it has it; what stands for it where there are too many.
    pub(super) fn find(&self, text: &[u8]) -> Option<&Kind> {
        let at = self.place_of(text).or_else(|| {
            (self.kinds.len() >= MAX_KINDS).then(|| self.place_of(&coarser(text))).flatten()
        });
        self.kinds.get(at?)
    }

    /// The place of the kind with just this text.
    pub(super) fn place_of(&self, text: &[u8]) -> Option<usize> {
        let text_of = |at: &u32| self.kinds.get(*at as usize).map(|kind| kind.text.as_slice());
        self.index.find(hash(text), |at| text_of(at) == Some(text)).map(|at| *at as usize)
    }
}

/// The lines of a message.
fn lines_of(message: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(message);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = memchr::memchr(b'\n', text);
        rest = end.and_then(|end| text.get(end + 1..));
        Some(text.get(..end.unwrap_or(text.len())).unwrap_or_default())
    })
}

fn hash(text: &[u8]) -> u64 {
    XxHash64::oneshot(0, text)
}

/// What of a line is seen on a screen: no colours, nothing that was drawn over, digits of all
/// scripts as the usual ones.
fn write_visible(line: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let line = line.trim_ascii_end();
    if memchr::memchr2(b'\r', 0x1B, line).is_none() {
        out.extend_from_slice(line);
    } else {
        for part in line.split(|byte| *byte == b'\r') {
            let plain = without_escapes(part);
            if plain.iter().any(|byte| *byte > b' ') {
                out.clear();
                out.extend_from_slice(&plain);
            }
        }
    }
    if !out.is_ascii()
        && let Ok(text) = std::str::from_utf8(out)
        && text.chars().any(|letter| digit(letter).is_some())
    {
        let usual = text.chars().map(|letter| digit(letter).unwrap_or(letter));
        *out = usual.collect::<String>().into_bytes();
    }
}

/// The usual digit for one of another script.
fn digit(letter: char) -> Option<char> {
    /// The zeros of scripts that logs are written in.
    const ZEROS: [u32; 16] = [
        0x0660, 0x06F0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
        0x0E50, 0x0ED0, 0x0F20, 0x1040, 0xFF10,
    ];
    let code = u32::from(letter);
    let zero = ZEROS.iter().find(|zero| (**zero..**zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

/// Leaves out what tells a terminal about colours and places.
fn without_escapes(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(0x1B, rest) {
        let (before, escape) = rest.split_at(at);
        out.extend_from_slice(before);
        let is_sequence = escape.get(1) == Some(&b'[');
        let body = escape.get(2..).unwrap_or_default();
        let len = body.iter().position(|byte| (0x40..0x7F).contains(byte));
        let len = if is_sequence { len.map_or(escape.len(), |len| len + 3) } else { 1 };
        rest = escape.get(len..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}
