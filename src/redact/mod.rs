//! Text without what must not leave: secrets, people and machines, each replaced by a pseudonym.
//!
//! ```text
//! bytes ─▶ passages ─▶ views ─▶ detectors ─▶ hits ─▶ seen ─▶ names     first, to learn
//!                                            └──▶ text with pseudonyms   then, to write
//! ```
//!
//! A value has one pseudonym wherever and however it is written, and the number of lines stays.

mod bytes;
mod detect;
mod enclosed;
mod hit;
mod keys;
mod kind;
mod lexicon;
mod lists;
mod names;
mod packed_text;
mod pairs;
mod passage;
mod redactor;
mod residual;
mod rules;
mod shape;
mod table;
mod tokens;
mod values;
mod view;
mod walls;
mod words;

pub use kind::{Class, Kind};
pub use names::{Names, Place, Seen};
pub use redactor::Redactor;
pub use residual::{Left, Residual};
pub use rules::Rules;
