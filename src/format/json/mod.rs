//! Objects of JSON, walked once: their values become fields, and some of them time, level, message.

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
