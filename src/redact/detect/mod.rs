//! The detectors: each finds values of one sort in one view of a passage.
//!
//! A new detector is one file and one line of the table.

mod accounts;
mod addresses;
mod cards;
mod coordinates;
mod greetings;
mod hosts;
mod keys_pem;
mod mail;
mod options;
mod packed;
mod phones;
mod prefixes;
mod prose;
mod schemes;
mod sql;
mod tags;
mod urls;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::bytes::piece;
use super::hit::Hits;
use super::keys::{self, Meaning};
use super::pairs;
use super::tokens::Token;
use super::walls::ends_in_pseudonym;

/// A view of a passage, and what the detectors share.
pub(super) struct Scene<'v> {
    pub(super) text: &'v [u8],
    pub(super) tokens: &'v [Token],
    /// The roles that any of them has.
    pub(super) roles: u16,
    /// Whether escapes were undone to get here.
    pub(super) is_decoded: bool,
    pub(super) memory: &'v mut Memory,
}

/// What is remembered from passage to passage; only the speed depends on it.
#[derive(Default)]
pub(super) struct Memory {
    meanings: HashMap<Vec<u8>, Option<Meaning>, FixedState>,
}

/// So many names are remembered.
const MAX_NAMES: usize = 1 << 16;

/// Finds values of one sort.
type Find = fn(&mut Scene<'_>, &mut Hits);

/// All detectors, those first whose findings others look at.
const DETECTORS: &[Find] = &[
    keys_pem::find,
    pairs::find,
    schemes::find,
    prefixes::find,
    urls::find,
    mail::find,
    addresses::find,
    cards::find,
    phones::find,
    coordinates::find,
    options::find,
    tags::find,
    sql::find,
    packed::find,
    accounts::find,
    hosts::find,
    prose::find,
    greetings::find,
];

/// Asks every detector.
pub(super) fn find_all(scene: &mut Scene<'_>, hits: &mut Hits) {
    for find in DETECTORS {
        find(scene, hits);
    }
}

impl Scene<'_> {
    /// The meaning of the name between two positions.
    pub(super) fn meaning(&mut self, start: usize, end: usize) -> Option<Meaning> {
        let name = piece(self.text, start, end);
        if let Some(known) = self.memory.meanings.get(name) {
            return *known;
        }
        let meaning = if ends_in_pseudonym(name) { None } else { keys::meaning(name) };
        if self.memory.meanings.len() < MAX_NAMES {
            self.memory.meanings.insert(name.to_vec(), meaning);
        }
        meaning
    }
}
