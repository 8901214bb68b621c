//! Words as numbers in the order of their texts, so that sequences of numbers sort as the texts do.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::Signature;
use crate::template::token::{Piece, SLOT, pieces};
use crate::template::words::is_verb;

/// A token: a slot, a sign, or a word by its place among all words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::template) struct TokenId(u32);

/// Numbers below are signs, which are ASCII, and the slot.
const FIRST_WORD: u32 = 128;

impl TokenId {
    pub(super) const SLOT: Self = Self(SLOT as u32);
    /// Stands for any token; none has it.
    pub(super) const ANY: Self = Self(u32::MAX);

    pub(super) fn is_slot(self) -> bool {
        self == Self::SLOT
    }

    pub(super) fn is_delimiter(self) -> bool {
        self.0 < FIRST_WORD && !self.is_slot()
    }

    /// A word that does not vary.
    pub(super) fn is_word(self) -> bool {
        self.0 >= FIRST_WORD
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }
}

/// All words, sorted.
pub(in crate::template) struct Vocabulary {
    words: Vec<Box<[u8]>>,
    ids: HashMap<Box<[u8]>, TokenId, FixedState>,
    /// Of the verbs among them.
    verbs: Vec<TokenId>,
}

impl Vocabulary {
    pub(super) fn of(signatures: &[Signature<'_>]) -> Self {
        let mut seen = HashMap::<&[u8], (), FixedState>::default();
        for signature in signatures {
            pieces(signature.text, |_, piece| {
                if let Piece::Word(word) = piece {
                    seen.entry(word).or_insert(());
                }
            });
        }
        let mut words: Vec<Box<[u8]>> = seen.into_keys().map(Into::into).collect();
        words.sort_unstable();
        let id = |place: usize| TokenId(u32::try_from(place).unwrap_or(u32::MAX / 2) + FIRST_WORD);
        let ids = words.iter().enumerate().map(|(place, word)| (word.clone(), id(place))).collect();
        let verbs = words.iter().enumerate().filter(|(_, word)| is_verb(word));
        let verbs = verbs.map(|(place, _)| id(place)).collect();
        Self { words, ids, verbs }
    }

    pub(super) fn tokens(&self, masked: &[u8]) -> Vec<TokenId> {
        let mut tokens = Vec::new();
        pieces(masked, |_, piece| {
            tokens.push(match piece {
                Piece::Word(word) => self.ids.get(word).copied().unwrap_or(TokenId::ANY),
                Piece::Delimiter(sign) => TokenId(u32::from(sign)),
                Piece::Slot(_) => TokenId::SLOT,
            });
        });
        tokens
    }

    /// How many numbers tokens have: every token's is smaller.
    pub(super) fn n_numbers(&self) -> usize {
        self.words.len() + FIRST_WORD as usize
    }

    pub(super) fn is_verb(&self, token: TokenId) -> bool {
        self.verbs.contains(&token)
    }

    /// Tokens as bytes that are the same in every session.
    pub(super) fn identity(&self, tokens: &[TokenId]) -> Vec<u8> {
        let mut out = Vec::new();
        for token in tokens {
            match token.0.checked_sub(FIRST_WORD).map(|place| self.words.get(place as usize)) {
                None => out.extend(u8::try_from(token.0)),
                Some(word) => {
                    out.extend_from_slice(word.map_or(&[], |word| word));
                    out.push(b' ');
                }
            }
        }
        out
    }
}
