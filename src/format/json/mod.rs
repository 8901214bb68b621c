//! JSON objects, read in one pass: values become fields, and some of them time, level or message.

mod glue;
mod keys;
mod members;
mod pick;
mod unescape;
mod walk;

pub(super) use keys::Keys;
pub(super) use members::Members;
pub(super) use pick::{Candidates, pick};
pub(super) use unescape::unescape;
pub(super) use walk::Walk;
