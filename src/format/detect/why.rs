//! Why a source is read as it is, in one sentence.

use super::lines::Lines;
use super::own::called;
use super::score::Scored;
use super::share::most_read;
use crate::format::{ToldFormat, Turn};
use crate::units::grouped;

/// What a plan is made of.
pub(super) struct Evidence<'a> {
    pub(super) chosen: &'a [&'a Scored],
    pub(super) scored: &'a [&'a Scored],
    pub(super) told: &'a ToldFormat,
}

fn count(n: usize) -> String {
    grouped(n as u64)
}

pub(super) fn sampled_lines(n: usize) -> String {
    format!("{} sampled {}", count(n), if n == 1 { "line" } else { "lines" })
}

/// "fits all 643 sampled entries", "fits 640 of 643 sampled entries".
fn fits(n: usize, n_sampled: usize) -> String {
    match n_sampled {
        1 => "fits the one sampled entry".to_owned(),
        _ if n == n_sampled => format!("fits all {} sampled entries", count(n)),
        _ => format!("fits {} of {} sampled entries", count(n), count(n_sampled)),
    }
}

/// The reason, in one sentence.
pub(super) fn why(found: &Evidence<'_>, lines: &Lines<'_>, n_places: usize) -> String {
    let &Evidence { chosen, scored, told } = found;
    let Some(best) = most_read(chosen, lines) else {
        return match (lines.n_heads(), n_places) {
            (0, _) => "there is no text to detect a format in".to_owned(),
            (n, 1..) => {
                format!(
                    "no known format fits; times found in the same place in {}",
                    sampled_lines(n)
                )
            }
            (n, 0) => format!("no known format and no times in {}", sampled_lines(n)),
        };
    };
    let mut is_left = vec![true; lines.len()];
    for scored in chosen {
        scored.mark(&mut is_left);
    }
    let n = is_left.iter().filter(|is_left| !**is_left).count();
    let mut why = format!("{} ({})", best.what_each(), fits(n, lines.n_heads().max(n)));
    if best.turn == Turn::Inferred {
        why = format!("{why}; inferred layout: {}", best.detail);
    }
    let mut others: Vec<&str> = Vec::new();
    for scored in chosen {
        let name = called(scored, told);
        if name != called(best, told) && !others.contains(&name) {
            others.push(name);
        }
    }
    if !others.is_empty() {
        why = format!("{why}; also found: {}", others.join(", "));
    }
    let is_left = vec![true; lines.len()];
    let is_tie = |other: &&&Scored| {
        other.id != best.id
            && other.gain(&is_left) == best.gain(&is_left)
            && other.specificity == best.specificity
    };
    if let Some(tie) = scored.iter().find(is_tie) {
        why = format!("{why}; {} fits just as well", tie.id);
    }
    why
}
