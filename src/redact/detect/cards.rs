//! Numbers with check digits or a form of their own: cards, bank accounts, numbers of people.

use super::super::bytes::{before, is_word, piece, run};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::super::tokens::{DIGIT, OTHER};
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    let mut done = 0;
    for token in scene.tokens {
        let (start, end) = token.range();
        if start < done || before(text, start).is_some_and(|byte| byte == b'.') {
            continue;
        }
        let len = end - start;
        let found = if token.has == DIGIT && (len == 4 || (13..=19).contains(&len)) {
            card(text, start).map(|end| (Kind::Card, end))
        } else if token.has == DIGIT && len == 3 {
            ssn(text, start).map(|end| (Kind::Citizen, end))
        } else if len >= 2 && token.has & DIGIT != 0 && token.has & !DIGIT != 0 && len <= 34 {
            iban(text, start)
                .map(|end| (Kind::Iban, end))
                .or_else(|| nino(text, start, end).map(|end| (Kind::Citizen, end)))
        } else if len == 2 && token.has & OTHER != 0 {
            nino_spaced(text, start).map(|end| (Kind::Citizen, end))
        } else {
            None
        };
        if let Some((kind, end)) = found {
            hits.push(kind, start, end);
            done = end;
        }
    }
}

/// Digits in one run or in groups, of an issuer that exists, with the right check digit.
fn card(text: &[u8], start: usize) -> Option<usize> {
    let first = run(text, start, |byte| byte.is_ascii_digit());
    let glue = text.get(first).copied().filter(|byte| b" -".contains(byte) && first - start == 4);
    let mut digits: Vec<u8> = piece(text, start, first).to_vec();
    let mut end = first;
    let mut groups = vec![first - start];
    while let Some(glue) = glue.filter(|&glue| text.get(end) == Some(&glue)) {
        let stop = run(text, end + 1, |byte| byte.is_ascii_digit());
        let len = stop - end - 1;
        if !(3..=6).contains(&len) || digits.len() + len > 19 {
            break;
        }
        let _ = glue;
        digits.extend(piece(text, end + 1, stop));
        groups.push(len);
        end = stop;
    }
    let is_grouped = matches!(groups.as_slice(), [4, 4, 4, 4] | [4, 6, 5 | 4] | [4, 4, 4, 4, 3])
        || groups.len() == 1;
    let starts = |prefixes: &[&[u8]]| prefixes.iter().any(|prefix| digits.starts_with(prefix));
    let is_issued = match digits.len() {
        13 => starts(&[b"4"]) && groups.len() > 1,
        14 => starts(&[b"30", b"36", b"38"]) && groups.len() > 1,
        15 => starts(&[b"34", b"37", b"2131", b"1800"]),
        16 => starts(&[
            b"4", b"51", b"52", b"53", b"54", b"55", b"22", b"23", b"24", b"25", b"26", b"27",
            b"6011", b"64", b"65", b"35", b"62", b"50", b"56", b"57", b"58", b"60", b"63", b"67",
        ]),
        19 => starts(&[b"62", b"50", b"60", b"63", b"67"]) && groups.len() > 1,
        _ => false,
    };
    let behind = before(text, start);
    let is_free = !behind.is_some_and(|byte| is_word(byte) || b".-".contains(&byte))
        && !text.get(end).is_some_and(|&byte| {
            is_word(byte) || byte == b'.' && text.get(end + 1).is_some_and(u8::is_ascii_digit)
        });
    let same = digits.iter().all(|digit| Some(digit) == digits.first());
    (is_grouped && is_issued && is_free && !same && shape::luhn(digits.iter().copied()))
        .then_some(end)
}

fn iban(text: &[u8], start: usize) -> Option<usize> {
    let head = text.get(start..start + 4)?;
    let is_head = head.iter().take(2).all(u8::is_ascii_alphabetic)
        && head.iter().skip(2).all(u8::is_ascii_digit);
    if !is_head || before(text, start).is_some_and(is_word) {
        return None;
    }
    let mut account = Vec::new();
    let mut end = start;
    let mut best = None;
    loop {
        let stop = run(text, end, |byte| byte.is_ascii_alphanumeric());
        account.extend(piece(text, end, stop).to_ascii_uppercase());
        if account.len() > 34 || stop == end {
            break;
        }
        if shape::is_iban(&account) && !text.get(stop).is_some_and(|&byte| is_word(byte)) {
            best = Some(stop);
        }
        end = stop + 1;
        if !matches!(text.get(stop), Some(b' ' | b'-')) || (stop - start) % 5 != 4 {
            break;
        }
    }
    best
}

/// Three, two and four digits; some are never given out.
fn ssn(text: &[u8], start: usize) -> Option<usize> {
    let piece = text.get(start..start + 11)?;
    let fits = piece
        .iter()
        .enumerate()
        .all(|(n, byte)| if n == 3 || n == 6 { *byte == b'-' } else { byte.is_ascii_digit() });
    let area = piece.get(..3)?;
    let given = area != b"000"
        && area != b"666"
        && area.first() != Some(&b'9')
        && piece.get(4..6)? != b"00"
        && piece.get(7..)? != b"0000";
    let behind = before(text, start).is_some_and(|byte| is_word(byte) || b"-.+".contains(&byte));
    let more = text.get(start + 11).is_some_and(|&byte| is_word(byte) || byte == b'-');
    (fits && given && !behind && !more).then_some(start + 11)
}

/// The national insurance number of Britain: two letters, six digits, a letter.
fn nino(text: &[u8], start: usize, end: usize) -> Option<usize> {
    let token = piece(text, start, end);
    (token.len() == 9 && is_nino(token) && before(text, start) != Some(b'-')).then_some(end)
}

fn nino_spaced(text: &[u8], start: usize) -> Option<usize> {
    let piece = text.get(start..start + 13)?;
    let letters: Vec<u8> = piece.iter().copied().filter(|&byte| byte != b' ').collect();
    let spaced = [2, 5, 8, 11].iter().all(|&at| piece.get(at) == Some(&b' '));
    (spaced && is_nino(&letters) && !text.get(start + 13).is_some_and(|&byte| is_word(byte)))
        .then_some(start + 13)
}

fn is_nino(letters: &[u8]) -> bool {
    let first = |byte: &u8| byte.is_ascii_uppercase() && !b"DFIQUV".contains(byte);
    letters.len() == 9
        && letters.iter().take(2).all(first)
        && letters.get(1) != Some(&b'O')
        && letters.get(2..8).is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
        && letters.get(8).is_some_and(|last| b"ABCD".contains(last))
}
