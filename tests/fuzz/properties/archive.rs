//! Bytes as an archive, whether or not they are one: the same members come out however it is read, and every byte is
//! somewhere.

use super::choices::Choices;
use super::session::chosen_way;
use crate::archive_reading::{check_bytes, find_in, read, session_of, without_places};
use crate::feed::Way;

/// Members that are read; more only cost time.
const MAX_READ: usize = 12;

pub(crate) fn check(mut choices: Choices<'_>) {
    let way = chosen_way(&mut choices);
    let (budget, is_together) = (choices.size() as u64, choices.flag());
    let raw = choices.rest();
    let whole = Way::whole();
    let contents = find_in(&mut session_of(raw, whole.sizes, false), u64::MAX);
    check_bytes(&contents);
    let again = find_in(&mut session_of(raw, way.sizes, way.is_pumped), budget);
    assert_eq!(again, contents, "{way:?}");
    let in_order: Vec<usize> = (0..contents.members.len().min(MAX_READ)).collect();
    let backwards: Vec<usize> = in_order.iter().rev().copied().collect();
    let outputs = read(raw, &contents, &whole, &in_order, true);
    let mut others = read(raw, &contents, &way, &backwards, is_together);
    others.reverse();
    assert_eq!(without_places(others), without_places(outputs), "{way:?}");
}
