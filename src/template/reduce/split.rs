//! Tells masked messages of one shape apart, word by word, until what differs is what varies.

use std::collections::BTreeMap;

use super::vocabulary::TokenId;
use super::{Drafts, MANY_FIRST_WORDS, MANY_WORDS, Shapes};

/// So much of the words has to be the same in messages of one template: one half.
const MIN_SAME: usize = 2;

/// What stands at one place in all messages of a group.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    n_different: usize,
    has_slot: bool,
    has_other: bool,
    are_verbs: bool,
}

/// Remembers which words were seen at the place at hand.
struct Seen {
    stamps: Vec<u32>,
    stamp: u32,
}

/// The templates of all shapes.
pub(super) fn split(shapes: &Shapes) -> Drafts {
    let mut by_skeleton = BTreeMap::<Vec<u32>, Vec<usize>>::new();
    for (place, shape) in shapes.list.iter().enumerate() {
        let sign = |token: &TokenId| if token.is_delimiter() { token.number() } else { 0 };
        by_skeleton.entry(shape.tokens.iter().map(sign).collect()).or_default().push(place);
    }
    let mut seen = Seen { stamps: vec![0; shapes.vocabulary.n_numbers()], stamp: 0 };
    let mut drafts = Drafts::new();
    let mut open: Vec<Vec<usize>> = by_skeleton.into_values().collect();
    while let Some(group) = open.pop() {
        let places = places_of(shapes, &group, &mut seen);
        let model = group.first().map_or(&[][..], |first| shapes.tokens(*first));
        match place_to_split_at(&places, model) {
            None => {
                let tokens = model.iter().zip(&places).map(|(token, place)| {
                    if place.n_different > 1 { TokenId::SLOT } else { *token }
                });
                drafts.entry(tokens.collect()).or_default().extend(group);
            }
            Some(at) => {
                let mut by_word = BTreeMap::<TokenId, Vec<usize>>::new();
                for shape in group {
                    if let Some(token) = shapes.tokens(shape).get(at) {
                        by_word.entry(*token).or_default().push(shape);
                    }
                }
                open.extend(by_word.into_values());
            }
        }
    }
    drafts
}

fn places_of(shapes: &Shapes, group: &[usize], seen: &mut Seen) -> Vec<Place> {
    let n = group.first().map_or(0, |first| shapes.tokens(*first).len());
    let mut places = vec![Place { are_verbs: true, ..Place::default() }; n];
    for (at, place) in places.iter_mut().enumerate() {
        seen.stamp += 1;
        for shape in group {
            let Some(&token) = shapes.tokens(*shape).get(at) else { continue };
            let Some(stamp) = seen.stamps.get_mut(token.number() as usize) else { continue };
            if std::mem::replace(stamp, seen.stamp) == seen.stamp {
                continue;
            }
            place.n_different += 1;
            place.has_slot |= token.is_slot();
            place.has_other |= !token.is_slot();
            place.are_verbs &= shapes.vocabulary.is_verb(token);
        }
    }
    places
}

/// The place whose words tell most of the group apart, unless all of it is one template.
fn place_to_split_at(places: &[Place], model: &[TokenId]) -> Option<usize> {
    let is_word = |at: &usize| model.get(*at).is_some_and(|token| !token.is_delimiter());
    let words = || places.iter().enumerate().filter(|(at, _)| is_word(at));
    let differing = || words().filter(|(_, place)| place.n_different > 1);
    let n_same = words().filter(|(_, place)| place.n_different == 1 && !place.has_slot).count();
    let n_words = words().filter(|(_, place)| place.has_other).count();
    let is_alike = n_same * MIN_SAME >= n_words.max(1);
    let varies = |at: usize, place: &Place| {
        let many = if at == 0 { MANY_FIRST_WORDS } else { MANY_WORDS };
        (place.n_different >= many && !place.are_verbs) || place.has_slot
    };
    let candidates = differing().filter(|(at, place)| !is_alike || !varies(*at, place));
    candidates.min_by_key(|(at, place)| (place.n_different, *at)).map(|(at, _)| at)
}
