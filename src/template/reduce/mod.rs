//! From all distinct masked messages of a log to its templates.
//!
//! Masked messages of one shape are told apart word by word, until what differs is what varies; then
//! neighbours that differ in one word, and rare forms of frequent templates, are joined. Everything
//! is done in the order of the texts, so the result depends on nothing but them and their counts.
//!
//! # Source
//! "Mask, signature, reduce": measured on sixteen public logs against Drain, AEL, Spell and Brain;
//! the limits below hold over a wide range and are not tuned to any of them.

mod siblings;
mod split;
mod subsume;
mod vocabulary;

use std::collections::BTreeMap;

use super::kind::{SlotKind, SlotKinds};
use super::token::{Piece, SLOT, pieces, shown};
use vocabulary::{TokenId, Vocabulary};

/// A masked message and how often it occurs.
#[derive(Clone, Copy, Debug)]
pub struct Signature<'s> {
    /// See [`super::Masked::text`].
    pub text: &'s [u8],
    /// See [`super::Masked::slots`].
    pub slots: &'s [SlotKinds],
    /// How many messages have it.
    pub count: u64,
}

/// What messages of a kind have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// Its text, with `<*>` for what varies.
    pub text: String,
    /// The same with nothing between tokens, for what must be the same in every session.
    pub identity: Vec<u8>,
    /// What each slot has.
    pub slots: Vec<SlotKinds>,
}

/// The templates of a log.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    /// Each different from all others.
    pub list: Vec<Template>,
    /// For each masked message, its place in the list.
    pub place_of: Vec<u32>,
}

/// So many different words at a place vary; at the first, where messages of different kinds often
/// differ, more are needed.
pub(super) const MANY_WORDS: usize = 5;
pub(super) const MANY_FIRST_WORDS: usize = 12;

/// Different sequences of tokens, each with the masked messages that have it.
pub(super) struct Shapes {
    pub(super) vocabulary: Vocabulary,
    /// Sorted.
    pub(super) list: Vec<Shape>,
}

pub(super) struct Shape {
    pub(super) tokens: Vec<TokenId>,
    pub(super) count: u64,
    /// Places among the signatures.
    pub(super) members: Vec<usize>,
}

/// Templates under construction: tokens, and the places of the shapes that they stand for.
pub(super) type Drafts = BTreeMap<Vec<TokenId>, Vec<usize>>;

/// Reduces masked messages to templates; their order does not matter.
///
/// # Cost
/// O(n log n) for n tokens in all, where few words take the same place in many messages.
pub fn reduce(signatures: &[Signature<'_>]) -> Templates {
    let shapes = Shapes::of(signatures);
    let mut drafts = split::split(&shapes);
    siblings::merge(&shapes, &mut drafts);
    subsume::subsume(&shapes, &mut drafts);
    let mut templates = Templates { list: Vec::new(), place_of: vec![0; signatures.len()] };
    for (tokens, members) in &drafts {
        let place = u32::try_from(templates.list.len()).unwrap_or(u32::MAX);
        for member in members.iter().filter_map(|shape| shapes.list.get(*shape)) {
            for signature in &member.members {
                if let Some(to) = templates.place_of.get_mut(*signature) {
                    *to = place;
                }
            }
        }
        templates.list.push(template(&shapes, signatures, tokens, members));
    }
    templates
}

impl Shapes {
    fn of(signatures: &[Signature<'_>]) -> Self {
        let vocabulary = Vocabulary::of(signatures);
        let mut by_tokens = BTreeMap::<Vec<TokenId>, (u64, Vec<usize>)>::new();
        for (idx, signature) in signatures.iter().enumerate() {
            let shape = by_tokens.entry(vocabulary.tokens(signature.text)).or_default();
            shape.0 += signature.count;
            shape.1.push(idx);
        }
        let list = by_tokens.into_iter();
        let list = list.map(|(tokens, (count, members))| Shape { tokens, count, members });
        Self { vocabulary, list: list.collect() }
    }

    pub(super) fn tokens(&self, shape: usize) -> &[TokenId] {
        self.list.get(shape).map_or(&[], |shape| &shape.tokens)
    }
}

/// Writes a template after the most frequent of its shapes.
fn template(
    shapes: &Shapes,
    signatures: &[Signature<'_>],
    tokens: &[TokenId],
    members: &[usize],
) -> Template {
    let like = |shape: &&Shape| shape.tokens.len() == tokens.len();
    let alike = members.iter().filter_map(|shape| shapes.list.get(*shape)).filter(like);
    let model = alike.clone().max_by_key(|shape| (shape.count, &shape.tokens));
    let texts = model.iter().flat_map(|shape| &shape.members);
    let texts = texts.filter_map(|idx| signatures.get(*idx)).map(|signature| signature.text);
    let model = texts.min_by_key(|text| (text.len(), *text)).unwrap_or_default();
    let mut text = Vec::with_capacity(model.len());
    let (mut n, mut copied) = (0, 0);
    pieces(model, |at, piece| {
        if tokens.get(n).copied() == Some(TokenId::SLOT)
            && let Piece::Word(word) = piece
        {
            text.extend_from_slice(model.get(copied..at).unwrap_or_default());
            text.push(SLOT);
            copied = at + word.len();
        }
        n += 1;
    });
    text.extend_from_slice(model.get(copied..).unwrap_or_default());
    let mut slots = vec![SlotKinds::default(); tokens.iter().filter(|it| it.is_slot()).count()];
    for shape in alike {
        for signature in shape.members.iter().filter_map(|idx| signatures.get(*idx)) {
            add_kinds(&mut slots, tokens, shape, signature.slots);
        }
    }
    Template { text: shown(&text), identity: shapes.vocabulary.identity(tokens), slots }
}

/// Adds what the slots of a shape have to those of its template.
fn add_kinds(slots: &mut [SlotKinds], tokens: &[TokenId], shape: &Shape, kinds: &[SlotKinds]) {
    let (mut slots, mut kinds) = (slots.iter_mut(), kinds.iter());
    for (token, its) in tokens.iter().zip(&shape.tokens) {
        let kind = if its.is_slot() {
            kinds.next().copied()
        } else {
            Some(SlotKinds::only(SlotKind::Identifier))
        };
        if token.is_slot()
            && let (Some(slot), Some(kind)) = (slots.next(), kind)
        {
            *slot = slot.or(kind);
        }
    }
}

#[cfg(test)]
mod tests;
