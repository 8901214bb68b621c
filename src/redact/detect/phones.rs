//! Telephone numbers that say so by a plus, by brackets, or by how they are grouped.

use super::super::bytes::{before, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::tokens::DIGIT;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    let mut done = 0;
    for token in scene.tokens {
        let (start, _) = token.range();
        if token.has != DIGIT || start < done {
            continue;
        }
        let found = match before(text, start) {
            Some(b'+') => international(text, start - 1, start),
            Some(b'(') => grouped(text, start - 1)
                .or_else(|| grouped(text, start))
                .or_else(|| trunk(text, start)),
            Some(byte)
                if is_word(byte)
                    || b".-:/,_%#&=*".contains(&byte)
                        && !(byte == b'=' || byte == b':' || byte == b',' || byte == b'/') =>
            {
                None
            }
            _ if text.get(start) == Some(&b'0') => trunk(text, start),
            _ => grouped(text, start),
        };
        if let Some((start, end)) = found {
            hits.push(Kind::Phone, start, end);
            done = end;
        }
    }
}

/// Digits in groups behind a plus.
fn international(text: &[u8], plus: usize, start: usize) -> Option<(usize, usize)> {
    if before(text, plus).is_some_and(|byte| is_word(byte) || byte == b'+')
        && !text.get(..plus)?.ends_with(b"\\n")
    {
        return None;
    }
    let end = groups_end(text, start);
    let digits = count(text, start, end);
    ((8..=15).contains(&digits) && text.get(start) != Some(&b'0')).then_some((plus, end))
}

/// Digits, with one separator or two between groups.
fn groups_end(text: &[u8], start: usize) -> usize {
    let mut end = run(text, start, |byte| byte.is_ascii_digit());
    loop {
        let glue = run(text, end, |byte| b" -.()/".contains(&byte));
        let stop = run(text, glue, |byte| byte.is_ascii_digit());
        let bracket = piece(text, end, glue).contains(&b'(');
        if glue == end
            || glue - end > 2
            || stop == glue
            || stop - glue > 8
            || text.get(stop).is_some_and(|&byte| is_word(byte))
            || count(text, start, stop) > 15
            || glue - end == 2 && !bracket && !piece(text, end, glue).contains(&b')')
        {
            return end;
        }
        end = stop;
    }
}

fn count(text: &[u8], start: usize, end: usize) -> usize {
    piece(text, start, end).iter().filter(|byte| byte.is_ascii_digit()).count()
}

/// `(212) 555-0101`, `212-555-0101`, `212.555.0101`, with or without a one before.
fn grouped(text: &[u8], start: usize) -> Option<(usize, usize)> {
    let bracket = text.get(start) == Some(&b'(');
    let first = start + usize::from(bracket);
    let digits = |at: usize, n: usize| {
        text.get(at..at + n)
            .is_some_and(|piece| piece.iter().all(u8::is_ascii_digit))
            .then_some(at + n)
    };
    let area = digits(first, 3)?;
    if !text.get(first).is_some_and(|byte| (b'2'..=b'9').contains(byte)) {
        return None;
    }
    let (glue, exchange) = if bracket {
        let behind = area + 1;
        let space = usize::from(text.get(behind) == Some(&b' '));
        (b'-', (text.get(area) == Some(&b')')).then_some(behind + space)?)
    } else {
        (*text.get(area).filter(|byte| b"-. ".contains(byte))?, area + 1)
    };
    let middle = digits(exchange, 3)?;
    let sign = *text.get(middle)?;
    let end = digits(middle + 1, 4)?;
    let fits = sign == glue || bracket && b"-. ".contains(&sign);
    let is_free = !text.get(end).is_some_and(|&byte| {
        is_word(byte)
            || b"-".contains(&byte)
            || byte == b'.' && text.get(end + 1).is_some_and(u8::is_ascii_digit)
    }) && !before(text, start)
        .is_some_and(|byte| is_word(byte) || b".-".contains(&byte));
    // Spaces alone are how columns of numbers look.
    let is_enough = glue != b' ' || says_phone(text, start);
    (fits
        && is_free
        && is_enough
        && text.get(exchange).is_some_and(|byte| (b'2'..=b'9').contains(byte)))
    .then_some((start, end))
}

/// `020 7946 0123`, `0049 30 23125123`, `030/123456`: groups behind a nought.
fn trunk(text: &[u8], start: usize) -> Option<(usize, usize)> {
    let end = groups_end(text, start);
    let value = piece(text, start, end);
    let n_groups =
        value.split(|byte| !byte.is_ascii_digit()).filter(|group| !group.is_empty()).count();
    let first = run(text, start, |byte| byte.is_ascii_digit()) - start;
    let digits = count(text, start, end);
    let is_international =
        value.starts_with(b"00") && first <= 5 && text.get(start + 2) != Some(&b'0');
    let fits = (10..=14).contains(&digits)
        && n_groups >= 2
        && !value.contains(&b'.')
        && (is_international
            || (3..=5).contains(&first)
                && (n_groups >= 3 || value.contains(&b'/') || says_phone(text, start)));
    let date = value.contains(&b'-') && n_groups == 3 && !value.contains(&b' ') && first <= 2;
    (fits && !date).then_some((start, end))
}

/// A word about telephones stands before.
fn says_phone(text: &[u8], at: usize) -> bool {
    let from = run_back(text, at, |byte| byte != b'\n').max(at.saturating_sub(24));
    let head = piece(text, from, at).to_ascii_lowercase();
    [
        &b"phone"[..],
        b"tel",
        b"mobile",
        b"call",
        b"sms",
        b"fax",
        b"cell",
        b"dial",
        b"number",
        b"contact",
    ]
    .iter()
    .any(|word| memchr::memmem::find(&head, word).is_some())
}
