//! User-defined formats: preferred to all others, wherever they fit.

use super::leads::{Candidates, HeadTimes};
use super::lines::Lines;
use super::score::{Contestant, Scored, score};
use super::share::is_meaningful;
use crate::format::layout::GIVEN;
use crate::format::{Layout, OwnFormat, ToldFormat, check_pattern, format_by_id};
use crate::time::Assumptions;

/// The user-defined format that was chosen as the only one.
pub(super) fn only_own(told: &ToldFormat) -> Option<&OwnFormat> {
    let name = told.format.as_ref()?;
    told.own.iter().find(|own| own.name == *name && check_pattern(&own.pattern).is_ok())
}

/// Those that read some of the sample, or only the chosen one if there is one.
pub(super) fn score_own(
    lines: &Lines<'_>,
    assumptions: Assumptions,
    told: &ToldFormat,
) -> Vec<Scored> {
    let is_asked = |own: &&OwnFormat| told.format.as_ref().is_none_or(|name| own.name == *name);
    let Some(format) = format_by_id("pattern") else { return Vec::new() };
    let all = Candidates::all(lines);
    let one = |own: &OwnFormat| {
        check_pattern(&own.pattern).ok()?;
        let layout = Layout { number: GIVEN, detail: &own.pattern };
        let contestant = Contestant {
            format,
            layout,
            times: &HeadTimes::default(),
            candidates: &all,
            twin: None,
        };
        let scored = score(&contestant, lines, assumptions)?;
        // What was chosen is taken even for a single line.
        let is_chosen = told.format.is_some();
        (is_chosen || is_meaningful(scored.n_entries(), lines, 0)).then_some(scored)
    };
    told.own.iter().filter(is_asked).filter_map(one).collect()
}

/// The chosen layouts with the user-defined ones in front, in their order.
pub(super) fn in_front<'a>(own: &[&'a Scored], chosen: Vec<&'a Scored>) -> Vec<&'a Scored> {
    let is_own = |scored: &&Scored| own.iter().any(|own| own.place() == scored.place());
    let others = chosen.into_iter().filter(|scored| !is_own(scored));
    own.iter().copied().chain(others).collect()
}

/// The name of a user-defined layout; empty for all others.
pub(super) fn name_of<'a>(scored: &Scored, told: &'a ToldFormat) -> &'a str {
    let is_it = |own: &&OwnFormat| scored.layout == GIVEN && own.pattern == scored.detail;
    let found = told.own.iter().find(is_it).filter(|_| scored.id == "pattern");
    found.map_or("", |own| own.name.as_str())
}

/// What a sentence calls a layout: the user's name for it, or its format's id.
pub(super) fn called<'a>(scored: &'a Scored, told: &'a ToldFormat) -> &'a str {
    match name_of(scored, told) {
        "" => scored.id,
        name => name,
    }
}
