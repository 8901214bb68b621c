//! Lets a frequent template take the rarer ones that are forms of it: those that fill its slots with
//! more tokens than it knew.

use std::cmp::Reverse;

use super::vocabulary::TokenId;
use super::{Drafts, Shapes};

/// How many tokens a slot may stand for.
const MAX_SLOT_TOKENS: usize = 24;

/// Words of its own that a template needs to take others.
const MIN_WORDS: usize = 2;

/// One that does not have the same words may have at most this share of the frequent one's count,
/// and of its words the frequent one must have at least half.
const MAX_RARE: (u64, u64) = (1, 10);

/// Looking for who takes a template ends after so many that could: most have a word of their own.
const MAX_TRIED: usize = 2048;

struct Candidate {
    tokens: Vec<TokenId>,
    count: u64,
    words: Vec<TokenId>,
    taken_by: Option<usize>,
}

pub(super) fn subsume(shapes: &Shapes, drafts: &mut Drafts) {
    let count = |members: &[usize]| -> u64 {
        members.iter().filter_map(|shape| shapes.list.get(*shape)).map(|shape| shape.count).sum()
    };
    let mut list: Vec<Candidate> = drafts
        .iter()
        .map(|(tokens, members)| Candidate {
            words: tokens.iter().copied().filter(|token| token.is_word()).collect(),
            tokens: tokens.clone(),
            count: count(members),
            taken_by: None,
        })
        .collect();
    list.sort_by(|one, other| {
        (Reverse(one.count), &one.tokens).cmp(&(Reverse(other.count), &other.tokens))
    });
    let takers = takers_by_word(shapes, &list);
    let mut ways = Ways::default();
    for place in (0..list.len()).rev() {
        let taker = list.get(place).and_then(|rare| {
            let mut near: Vec<usize> = Vec::new();
            for word in &rare.words {
                let known = takers.get(word.number() as usize).map_or(&[][..], Vec::as_slice);
                near.extend(known.iter().filter(|taker| **taker < place).take(MAX_TRIED));
            }
            near.sort_unstable();
            near.dedup();
            near.into_iter().find(|taker| {
                list.get(*taker).is_some_and(|frequent| takes(frequent, rare, &mut ways))
            })
        });
        if let Some(rare) = list.get_mut(place) {
            rare.taken_by = taker;
        }
    }
    for rare in list.iter().filter(|rare| rare.taken_by.is_some()) {
        let mut at = rare;
        while let Some(next) = at.taken_by.and_then(|taker| list.get(taker)) {
            at = next;
        }
        let members = drafts.remove(&rare.tokens).unwrap_or_default();
        drafts.entry(at.tokens.clone()).or_default().extend(members);
    }
}

/// Templates that may take others, by the rarest of their words, the most frequent first.
fn takers_by_word(shapes: &Shapes, list: &[Candidate]) -> Vec<Vec<usize>> {
    let mut uses = vec![0_u32; shapes.vocabulary.n_numbers()];
    for word in list.iter().flat_map(|candidate| &candidate.words) {
        if let Some(n) = uses.get_mut(word.number() as usize) {
            *n += 1;
        }
    }
    let mut takers: Vec<Vec<usize>> = vec![Vec::new(); uses.len()];
    for (place, candidate) in list.iter().enumerate() {
        let has_slot = candidate.tokens.iter().any(|token| token.is_slot());
        if candidate.words.len() < MIN_WORDS || !has_slot {
            continue;
        }
        let n_uses = |word: &&TokenId| uses.get(word.number() as usize).copied();
        let rarest = candidate.words.iter().min_by_key(|word| (n_uses(word), **word));
        if let Some(of_word) = rarest.and_then(|word| takers.get_mut(word.number() as usize)) {
            of_word.push(place);
        }
    }
    takers
}

fn takes(frequent: &Candidate, rare: &Candidate, ways: &mut Ways) -> bool {
    if frequent.count <= rare.count
        || frequent.tokens.len() > rare.tokens.len()
        || rare.tokens.len() - frequent.tokens.len() > MAX_SLOT_TOKENS
    {
        return false;
    }
    let (share, of) = MAX_RARE;
    let is_rare = rare.count * of <= frequent.count * share;
    let is_near = frequent.words.len() * 2 >= rare.words.len() && is_rare;
    (frequent.words == rare.words || is_near) && ways.lead(&frequent.tokens, &rare.tokens)
}

/// Which places of a sequence can be reached, kept to save memory.
#[derive(Default)]
struct Ways {
    here: Vec<bool>,
    next: Vec<bool>,
}

impl Ways {
    /// Whether a template, each of whose slots stands for 1 to 24 tokens, covers a whole sequence.
    fn lead(&mut self, template: &[TokenId], tokens: &[TokenId]) -> bool {
        let Self { here, next } = self;
        here.clear();
        here.resize(tokens.len() + 1, false);
        if let Some(start) = here.first_mut() {
            *start = true;
        }
        for wanted in template {
            next.clear();
            next.push(false);
            // How far a slot that began before still reaches.
            let mut reach = 0_usize;
            let is_slot = wanted.is_slot();
            next.extend(here.iter().zip(tokens).map(|(is_here, token)| {
                let begun = usize::from(*is_here && is_slot) * MAX_SLOT_TOKENS;
                reach = reach.saturating_sub(1).max(begun);
                reach > 0 || (*is_here && !is_slot && wanted == token)
            }));
            if !next.contains(&true) {
                return false;
            }
            std::mem::swap(here, next);
        }
        here.last() == Some(&true)
    }
}
