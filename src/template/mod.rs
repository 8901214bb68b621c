//! Messages that differ only in what varies: masking a message, and reducing all masked messages of a
//! log to its templates.
//!
//! Masking looks at one message alone, so it can be done anywhere and in any order; reducing looks at
//! all distinct masked messages with their counts, in one canonical order. Together they depend on
//! nothing but the set of messages.
#![warn(clippy::indexing_slicing)]

mod head;
mod kind;
mod mask;
mod reduce;
mod token;
mod words;

pub use head::after_head;
pub use kind::{SlotKind, SlotKinds};
pub use mask::{Masked, Masker, coarser};
pub use reduce::{Signature, Template, Templates, reduce};
pub use token::{SLOT, shown};
