//! What an entry is about: the template of its message, or the fingerprint of its stack trace.

use twox_hash::XxHash64;

use crate::template::{Masker, SlotKinds, after_head, coarser};
use crate::trace::{find, unfolded};

/// What groups are made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubjectKind {
    /// The template of its message.
    Template,
    /// The fingerprint of its stack trace.
    Stack,
}

/// What an entry says, as far as groups need to know.
pub struct Said<'e> {
    /// Its text without the line ends after it.
    pub text: &'e [u8],
    /// Its message.
    pub message: &'e [u8],
    /// Where its time stands in its text, if nothing else is known of its layout.
    pub time_at: Option<usize>,
    /// Calls with the name and value of each field, in text order.
    pub fields: &'e dyn Fn(&mut FieldVisitor<'_>),
}

/// Takes the name and the value of a field.
pub type FieldVisitor<'v> = dyn FnMut(&str, &[u8]) + 'v;

/// Finds what entries are about, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Subjects {
    masker: Masker,
    identity: Vec<u8>,
    slots: Vec<SlotKinds>,
}

/// What an entry is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    pub(super) kind: SubjectKind,
    /// The masked message, or the fingerprint.
    pub(super) identity: &'s [u8],
    pub(super) slots: &'s [SlotKinds],
    pub(super) hash: u64,
}

/// What an entry is about, as hashes: by them its group is found where the entry itself is not at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AboutEntry {
    /// Of all that it is about.
    pub exact: u64,
    /// Of the coarser form, for where there is too much to be told apart.
    pub coarse: u64,
}

/// Ends the part of a fingerprint that people read.
const END_OF_TITLE: u8 = 0;

/// Shorter values hold no stack trace.
const MIN_TRACE_BYTES: usize = 24;

impl Subjects {
    /// What an entry is about.
    pub fn of(&mut self, said: &Said<'_>) -> Subject<'_> {
        if self.find_trace(said) {
            return Subject::new(SubjectKind::Stack, &self.identity, &[]);
        }
        if is_bare(said) && self.shape(said) {
            let masked = self.masker.mask(&self.identity);
            return Subject::new(SubjectKind::Template, masked.text, masked.slots);
        }
        let message = match said.time_at {
            // Where nobody knows the layout of an entry, its head is still in front.
            Some(at) if said.message.len() == said.text.len() => after_head(said.message, at),
            _ => said.message,
        };
        let masked = self.masker.mask(message);
        Subject::new(SubjectKind::Template, masked.text, masked.slots)
    }

    /// Writes the fingerprint of the entry's stack trace, if it has one.
    fn find_trace(&mut self, said: &Said<'_>) -> bool {
        self.slots.clear();
        if self.write_trace(said.message) {
            return true;
        }
        let mut is_found = false;
        (said.fields)(&mut |_, value| {
            is_found = is_found || self.write_trace(value);
        });
        is_found
            || (said.text.len() > said.message.len()
                && memchr::memchr(b'\n', said.text).is_some()
                && self.write_trace(said.text))
    }

    fn write_trace(&mut self, text: &[u8]) -> bool {
        if text.len() < MIN_TRACE_BYTES {
            return false;
        }
        let has_lines = memchr::memchr(b'\n', text.trim_ascii_end()).is_some();
        if !has_lines && !may_be_folded(text) {
            return false;
        }
        let text = String::from_utf8_lossy(text);
        let lines = if has_lines { None } else { unfolded(&text) };
        let Some(trace) = find(lines.as_deref().unwrap_or(&text)) else { return false };
        let print = trace.fingerprint();
        self.identity.clear();
        self.identity.extend_from_slice(print.title.as_bytes());
        self.identity.push(END_OF_TITLE);
        self.identity.extend_from_slice(&print.fine);
        true
    }

    /// Writes which keys an entry has, and the event that it names.
    fn shape(&mut self, said: &Said<'_>) -> bool {
        let mut keys: Vec<Vec<u8>> = Vec::new();
        let mut event: Option<Vec<u8>> = None;
        (said.fields)(&mut |name, value| {
            let last = name.rsplit('.').next().unwrap_or(name);
            let is_event = EVENTS.iter().any(|known| last.eq_ignore_ascii_case(known));
            if event.is_none() && is_event && value.len() <= 64 {
                event = Some(value.to_vec());
            }
            keys.push(name.as_bytes().to_vec());
        });
        if keys.is_empty() {
            return false;
        }
        keys.sort_unstable();
        keys.dedup();
        keys.truncate(MAX_KEYS);
        self.identity.clear();
        if let Some(event) = event {
            self.identity.extend_from_slice(&event);
            self.identity.push(b' ');
        }
        self.identity.push(b'{');
        self.identity.extend_from_slice(&keys.join(&b", "[..]));
        self.identity.push(b'}');
        true
    }
}

/// Fields that say what happened where nothing else does.
const EVENTS: [&str; 7] =
    ["event", "event_name", "eventname", "action", "operation", "event_type", "eventtype"];

/// As many keys as tell shapes apart.
const MAX_KEYS: usize = 64;

/// Whether an entry is an object without a message: what is shown in its place is all of its text.
fn is_bare(said: &Said<'_>) -> bool {
    said.message.len() == said.text.len() && said.text.trim_ascii_start().starts_with(b"{")
}

/// Whether a text may have a trace in one line: a look at a few signs of it.
fn may_be_folded(text: &[u8]) -> bool {
    let has = |sign: &str| memchr::memmem::find(text, sign.as_bytes()).is_some();
    if memchr::memchr(b'\\', text).is_some() && (has("\\n") || has("\\012")) {
        return true;
    }
    if text.starts_with(b"[\"") || has("#012") || has("\u{2028}") {
        return true;
    }
    let mut calls = memchr::memmem::find_iter(text, " at ");
    let has_call = calls.next().is_some() && memchr::memchr(b'(', text).is_some();
    has_call && (calls.next().is_some() || has("Exception") || has("Error"))
}

impl Subject<'_> {
    /// The same as hashes.
    pub fn about(&self) -> AboutEntry {
        let coarse = hash_of(self.kind, &coarsened(self.kind, self.identity));
        AboutEntry { exact: self.hash, coarse }
    }
}

impl<'s> Subject<'s> {
    pub(super) fn new(kind: SubjectKind, identity: &'s [u8], slots: &'s [SlotKinds]) -> Self {
        Self { kind, identity, slots, hash: hash_of(kind, identity) }
    }
}

/// The same on every machine and in every session.
pub(super) fn hash_of(kind: SubjectKind, identity: &[u8]) -> u64 {
    XxHash64::oneshot(kind as u64, identity)
}

/// What an identity is counted as where there are too many.
pub(super) fn coarsened(kind: SubjectKind, identity: &[u8]) -> Vec<u8> {
    match kind {
        SubjectKind::Template => coarser(identity),
        SubjectKind::Stack => title(identity).to_vec(),
    }
}

/// The part of a stack's identity that people read.
pub(super) fn title(identity: &[u8]) -> &[u8] {
    identity.split(|byte| *byte == END_OF_TITLE).next().unwrap_or_default()
}
