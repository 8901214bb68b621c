//! Which pseudonym stands for which value.
//!
//! Values are collected first and numbered then, in the order of their first places, so that the
//! numbers depend neither on how the bytes arrived nor on who collected which part.

use std::collections::BTreeMap;

use super::bytes::is_word;
use super::kind::{Class, Kind};
use super::lexicon::{COMMON, NO_VALUES};
use super::residual::Residual;
use super::rules::Rules;
use super::view::meant;

/// Where a value stands: source, byte of its passage, number in the passage.
pub type Place = (u32, u64, u32);

/// The values of one part of what is redacted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    values: BTreeMap<(Class, Vec<u8>), Value>,
    /// What was left.
    pub residual: Residual,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Value {
    kind: Kind,
    first: Place,
    n_times: u64,
}

impl Seen {
    /// Takes a value.
    pub(super) fn add(&mut self, kind: Kind, value: &[u8], place: Place) {
        let key = (kind.class(), canonical(kind, value));
        let new = Value { kind, first: place, n_times: 1 };
        self.values.entry(key).and_modify(|known| known.merge(&new)).or_insert(new);
    }

    /// Takes all values of another part.
    pub fn merge(&mut self, other: Self) {
        self.residual.merge(other.residual);
        for (key, value) in other.values {
            self.values.entry(key).and_modify(|known| known.merge(&value)).or_insert(value);
        }
    }

    /// How many values there are, and how often they stand, of a class.
    pub fn count(&self, class: Class) -> (u64, u64) {
        let of_class = self.values.iter().filter(|((of, _), _)| *of == class);
        of_class.fold((0, 0), |(n, n_times), (_, value)| (n + 1, n_times + value.n_times))
    }

    /// Numbers all values, each kind by itself, in the order of their first places.
    pub fn number(self, rules: &Rules) -> Names {
        let mut order: Vec<_> = self.values.into_iter().collect();
        order.sort_by(|(key, value), (other_key, other)| {
            (value.first, key).cmp(&(other.first, other_key))
        });
        let mut numbers: BTreeMap<Kind, u32> = BTreeMap::new();
        let mut names = Names { words: rules.words().to_vec(), ..Names::default() };
        for ((class, key), value) in order {
            let number = numbers.entry(value.kind).or_default();
            *number += 1;
            names.add_free(value.kind, &key);
            names.by_value.insert((class, key), (value.kind, *number));
        }
        names
    }
}

impl Value {
    fn merge(&mut self, other: &Self) {
        self.kind = self.kind.min(other.kind);
        self.first = self.first.min(other.first);
        self.n_times += other.n_times;
    }
}

/// The pseudonyms of all values.
#[derive(Debug, Default)]
pub struct Names {
    by_value: BTreeMap<(Class, Vec<u8>), (Kind, u32)>,
    /// Values that are replaced wherever they stand as whole words, by their first word.
    free: BTreeMap<Vec<u8>, Vec<(Vec<u8>, Kind)>>,
    /// Which lengths, first and last letters the words in `free` have.
    shapes: Vec<u64>,
    /// The names of the user's rules.
    words: Vec<String>,
}

impl Names {
    /// Writes the pseudonym of a value; one never seen has the number nought.
    pub(super) fn write(&self, kind: Kind, value: &[u8], out: &mut Vec<u8>) {
        let known = self.by_value.get(&(kind.class(), canonical(kind, value)));
        out.extend_from_slice(self.pseudonym(known.copied().unwrap_or((kind, 0))).as_bytes());
    }

    /// Every pseudonym with what it stands for; secrets are left out.
    pub fn entries(&self) -> impl Iterator<Item = (String, String)> {
        let kept = self.by_value.iter().filter(|((class, _), _)| *class != Class::Secret);
        kept.map(|((_, key), name)| {
            (self.pseudonym(*name), String::from_utf8_lossy(key).into_owned())
        })
    }

    fn pseudonym(&self, (kind, number): (Kind, u32)) -> String {
        let own = if let Kind::Own(n) = kind { self.words.get(usize::from(n)) } else { None };
        let word = own.map_or(kind.word(), String::as_str);
        format!("{word}-{number}")
    }

    fn add_free(&mut self, kind: Kind, key: &[u8]) {
        if is_telling(kind, key) {
            let first: Vec<u8> =
                key.iter().take_while(|&&byte| is_word(byte)).map(u8::to_ascii_lowercase).collect();
            if !first.is_empty() {
                let (slot, bit) = shape_of(&first);
                self.shapes.resize(1024, 0);
                if let Some(bits) = self.shapes.get_mut(slot) {
                    *bits |= bit;
                }
                self.free.entry(first).or_default().push((key.to_vec(), kind));
            }
        }
    }

    /// A known value that begins with the word at a position: where it ends.
    pub(super) fn known_at(&self, text: &[u8], start: usize, end: usize) -> Option<(usize, Kind)> {
        let word = text.get(start..end)?;
        let (slot, bit) = shape_of(word);
        if self.shapes.get(slot)? & bit == 0 {
            return None;
        }
        let word = word.to_ascii_lowercase();
        let known = self.free.get(&word)?;
        let fits = |key: &[u8]| {
            text.get(start..start + key.len()).is_some_and(|piece| piece.eq_ignore_ascii_case(key))
                && !text.get(start + key.len()).is_some_and(|&byte| is_word(byte))
        };
        known
            .iter()
            .filter(|(key, _)| fits(key))
            .max_by_key(|(key, _)| key.len())
            .map(|(key, kind)| (start + key.len(), *kind))
    }
}

/// A slot and a bit for the length, the first and the last letter of a word, in any case.
fn shape_of(word: &[u8]) -> (usize, u64) {
    let low = |byte: Option<&u8>| usize::from(byte.map_or(0, |byte| byte & 31));
    (word.len().min(31) << 5 | low(word.first()), 1 << low(word.last()))
}

/// Whether a value says what it is wherever it stands.
fn is_telling(kind: Kind, key: &[u8]) -> bool {
    let digits = key.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = key.iter().filter(|&&byte| byte.is_ascii_alphabetic() || byte >= 0x80).count();
    match kind {
        Kind::Secret => key.len() >= 8 && digits > 0 && letters > 0 || key.len() >= 16,
        Kind::Person => key.contains(&b' ') && key.len() >= 6,
        Kind::User => {
            (key.len() >= 5 || digits > 0 && key.len() >= 3)
                && letters >= 3
                && !COMMON.has(key)
                && !NO_VALUES.has(key)
        }
        Kind::Host => key.len() >= 5 && (key.contains(&b'.') || digits > 0 && key.contains(&b'-')),
        Kind::Id | Kind::Card | Kind::Iban | Kind::Citizen => key.len() >= 8,
        Kind::Address => key.contains(&b' ') && digits > 0,
        Kind::Email | Kind::Mac | Kind::Ip | Kind::Uuid => key.len() >= 7,
        Kind::Phone => key.len() >= 9,
        Kind::Birth | Kind::Place | Kind::Own(_) => false,
    }
}

/// A value in the one form that all its spellings share.
fn canonical(kind: Kind, value: &[u8]) -> Vec<u8> {
    let value = meant(value);
    let plain = || value.iter().map(u8::to_ascii_lowercase).filter(u8::is_ascii_alphanumeric);
    match kind {
        Kind::Card | Kind::Iban | Kind::Citizen | Kind::Mac | Kind::Uuid => plain().collect(),
        Kind::Phone => {
            let digits: Vec<u8> = plain().collect();
            digits.strip_prefix(b"00").map_or(digits.clone(), <[u8]>::to_vec)
        }
        Kind::Ip => address(&value),
        Kind::Secret => doubled(&value),
        Kind::Own(_)
        | Kind::Birth
        | Kind::Address
        | Kind::Place
        | Kind::Email
        | Kind::Person
        | Kind::User
        | Kind::Host
        | Kind::Id => {
            let text = String::from_utf8_lossy(&value).to_lowercase();
            text.split_whitespace().collect::<Vec<_>>().join(" ").into_bytes()
        }
    }
}

/// Quotes that are written twice, or taken apart by a shell, once.
fn doubled(value: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(value.len());
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        out.push(byte);
        let rest = value.get(at..).unwrap_or_default();
        at += if rest.starts_with(b"'\\''") || rest.starts_with(b"''''") {
            4
        } else if rest.starts_with(b"'''") {
            3
        } else if rest.starts_with(b"''") || rest.starts_with(b"\"\"") {
            2
        } else {
            1
        };
    }
    out
}

fn address(value: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(value).to_lowercase();
    let (text, zone) = text.split_once('%').unwrap_or((&text, ""));
    let parsed = text
        .parse::<core::net::IpAddr>()
        .map_or_else(|_| text.to_owned(), |address| address.to_canonical().to_string());
    if zone.is_empty() { parsed.into_bytes() } else { format!("{parsed}%{zone}").into_bytes() }
}
