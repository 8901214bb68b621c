//! Joins templates that differ in one word only, where many do, or where one has a slot there.

use super::vocabulary::TokenId;
use super::{Drafts, MANY_FIRST_WORDS, MANY_WORDS, Shapes};

/// Words that a template needs beside the one that may differ.
const MIN_WORDS: usize = 2;

/// Each round joins what the one before has made alike; logs need two or three.
const MAX_ROUNDS: usize = 12;

/// A template seen with any token at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Masked {
    /// Of all tokens but that one.
    hash: u64,
    at: usize,
    draft: usize,
}

pub(super) fn merge(shapes: &Shapes, drafts: &mut Drafts) {
    for _ in 0..MAX_ROUNDS {
        if !merge_once(shapes, drafts) {
            return;
        }
    }
}

fn merge_once(shapes: &Shapes, drafts: &mut Drafts) -> bool {
    let list: Vec<Vec<TokenId>> = drafts.keys().cloned().collect();
    let mut masked = Vec::new();
    for (draft, tokens) in list.iter().enumerate() {
        if tokens.iter().filter(|token| token.is_word()).count() >= MIN_WORDS {
            push_masked(tokens, draft, &mut masked);
        }
    }
    masked.sort_unstable();
    let is_same = |one: &Masked, other: &Masked| (one.hash, one.at) == (other.hash, other.at);
    let mut families: Vec<(Vec<TokenId>, usize, Vec<usize>)> = Vec::new();
    for run in masked.chunk_by(is_same).filter(|run| run.len() > 1) {
        let Some(first) = run.first() else { continue };
        let Some(model) = list.get(first.draft) else { continue };
        let mut key = model.clone();
        if let Some(token) = key.get_mut(first.at) {
            *token = TokenId::ANY;
        }
        let fits = |draft: &usize| list.get(*draft).is_some_and(|tokens| is_alike(tokens, &key));
        let members: Vec<usize> = run.iter().map(|one| one.draft).filter(fits).collect();
        if is_family(shapes, first.at, members.iter().filter_map(|draft| list.get(*draft))) {
            families.push((key, first.at, members));
        }
    }
    families
        .sort_by(|one, other| other.2.len().cmp(&one.2.len()).then_with(|| one.0.cmp(&other.0)));
    let mut has_merged = false;
    for (mut key, at, members) in families {
        let left = members.iter().filter_map(|draft| list.get(*draft));
        let left: Vec<&Vec<TokenId>> = left.filter(|tokens| drafts.contains_key(*tokens)).collect();
        if !is_family(shapes, at, left.iter().copied()) {
            continue;
        }
        let joined: Vec<usize> =
            left.iter().filter_map(|tokens| drafts.remove(*tokens)).flatten().collect();
        if let Some(token) = key.get_mut(at) {
            *token = TokenId::SLOT;
        }
        drafts.entry(key).or_default().extend(joined);
        has_merged = true;
    }
    has_merged
}

/// Whether tokens are those of a key that has any token at one place.
fn is_alike(tokens: &[TokenId], key: &[TokenId]) -> bool {
    tokens.len() == key.len()
        && tokens.iter().zip(key).all(|(token, known)| token == known || *known == TokenId::ANY)
}

/// Whether templates that differ at one place are one.
fn is_family<'t, I: Iterator<Item = &'t Vec<TokenId>>>(
    shapes: &Shapes,
    at: usize,
    members: I,
) -> bool {
    let (mut n, mut has_slot, mut are_verbs) = (0, false, true);
    for token in members.filter_map(|tokens| tokens.get(at)) {
        n += 1;
        has_slot |= token.is_slot();
        are_verbs &= shapes.vocabulary.is_verb(*token);
    }
    let many = if at == 0 { MANY_FIRST_WORDS } else { MANY_WORDS };
    (n >= many && !are_verbs) || (n > 1 && has_slot)
}

/// Adds a template with each of its words and slots left out.
fn push_masked(tokens: &[TokenId], draft: usize, out: &mut Vec<Masked>) {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let step = |hash: u64, token: TokenId| {
        (hash ^ u64::from(token.number()).wrapping_add(1)).wrapping_mul(FACTOR).rotate_left(29)
    };
    // Of the tokens from each place on.
    let mut after = vec![0_u64; tokens.len() + 1];
    let mut hash = tokens.len() as u64;
    for (at, token) in tokens.iter().enumerate().rev() {
        hash = step(hash, *token);
        if let Some(place) = after.get_mut(at) {
            *place = hash;
        }
    }
    let mut before = 0_u64;
    for (at, token) in tokens.iter().enumerate() {
        if !token.is_delimiter() {
            let after = after.get(at + 1).copied().unwrap_or(0);
            let hash = (before.wrapping_mul(FACTOR) ^ after).wrapping_mul(FACTOR);
            out.push(Masked { hash, at, draft });
        }
        before = step(before, *token);
    }
}
