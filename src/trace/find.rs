//! From a text to its trace: which language it is, then line by line.

use super::build::Builder;
use super::languages::{HeadPlace, LANGUAGES, LanguageDef, TraceLine};
use super::{MAX_TEXT_BYTES, Trace};

/// A line longer than this is no frame; what programs generate stays below.
const MAX_LINE_BYTES: usize = 4096;

/// So many frames of one language are enough to know that it is the one.
const ENOUGH_FRAMES: usize = 16;

/// The stack trace in a text of several lines, if there is one.
///
/// One frame is enough if an exception is named or a list of calls is announced beside it,
/// otherwise it takes two: prose may have a line that looks like a frame.
///
/// # Cost
/// Linear in the length of the text, up to [`MAX_TEXT_BYTES`].
///
/// # Example
/// ```
/// use logscry::trace::{Origin, find};
///
/// let text = "app.Boom: no seat\n\tat app.Desk.book(Desk.java:7)\n\tat java.lang.Thread.run(Thread.java:9)";
/// let trace = find(text).unwrap();
/// let exception = &trace.exceptions[0];
/// assert_eq!((exception.name, exception.message), ("app.Boom", "no seat"));
/// assert_eq!(exception.frames[0].line, Some(7));
/// assert_eq!(exception.frames[1].origin, Origin::Library);
/// ```
pub fn find(text: &str) -> Option<Trace<'_>> {
    let text = start_of(text);
    let def = language_of(text)?;
    let mut builder = Builder::new(def, text);
    for line in text.split('\n') {
        builder.push(line, classified(def, line));
    }
    let built = builder.finish();
    let n_frames = built.trace.frames().count();
    let is_told =
        built.is_announced || built.trace.exceptions.iter().any(|one| !one.name.is_empty());
    let is_trace = n_frames >= 2 || (n_frames == 1 && is_told);
    is_trace.then_some(built.trace)
}

/// As much of a text as is looked at.
pub(super) fn start_of(text: &str) -> &str {
    let mut end = text.len().min(MAX_TEXT_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The language with the most frames among the first.
fn language_of(text: &str) -> Option<&'static LanguageDef> {
    let mut counts = [0_usize; LANGUAGES.len()];
    let mut functions = [false; LANGUAGES.len()];
    for line in text.split('\n') {
        for ((def, count), is_open) in LANGUAGES.iter().zip(&mut counts).zip(&mut functions) {
            let kind = classified(def, line);
            let is_frame = matches!(kind, TraceLine::Frame(_) | TraceLine::HeadFrame { .. })
                || *is_open && matches!(kind, TraceLine::Place(_));
            *count += usize::from(is_frame);
            *is_open = matches!(kind, TraceLine::Function(_));
        }
        if counts.iter().any(|count| *count >= ENOUGH_FRAMES) {
            break;
        }
    }
    let most = counts.iter().max().copied().filter(|most| *most > 0)?;
    let place = counts.iter().position(|count| *count == most)?;
    LANGUAGES.get(place).copied()
}

fn classified<'t>(def: &LanguageDef, line: &'t str) -> TraceLine<'t> {
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.len() > MAX_LINE_BYTES { TraceLine::Other } else { (def.line)(line) }
}

/// Whether an exception stands before its cause in the text.
pub(super) fn is_cause_last(def: &LanguageDef) -> bool {
    def.head == HeadPlace::Before
}
