//! Octet counting: frames, what is in none, and a cut end.

use super::{check, check_none, lines};
use crate::input::decoder::DecodeError;

#[test]
fn frames_become_lines() {
    check(
        "30 <13>1 2023-04-05T06:07:08Z k -28 <13>1 2023-04-05T06:07:09Z -\n9 <13>kiln\n",
        &["<13>1 2023-04-05T06:07:08Z k -", "<13>1 2023-04-05T06:07:09Z -", "<13>kiln"],
    );
}

#[test]
fn what_is_in_no_frame_is_a_line() {
    check("8 <13>kiln8 <13>clayoops\n7 <13>pot", &["<13>kiln", "<13>clay", "oops", "<13>pot"]);
}

#[test]
fn a_cut_frame_is_kept() {
    let (text, outcome) = lines(b"8 <13>kiln8 <13>clay90 <13>po");
    assert_eq!(text, ["<13>kiln", "<13>clay", "<13>po"]);
    assert_eq!(outcome, Err(DecodeError::Unfinished));
}

#[test]
fn other_numbers_are_no_lengths() {
    check_none("12 <13>kiln and so on and so forth\n");
    check_none("200 <b>kiln</b>\n");
}
