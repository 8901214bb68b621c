//! Finds out from a sample which formats a source is written in.
//!
//! Every layout of every format is scored on the same lines; the order of the table decides only
//! exact ties, and those are reported. Real formats are chosen one after another, each for the lines
//! that the previous ones left over; free text takes the rest. A general layout that reads
//! everything must not hide more specific ones that say more about some lines, so those are put
//! before it (`refine.rs`).

mod leads;
mod lines;
mod own;
mod payload;
mod places;
mod refine;
mod score;
mod share;
mod typical;
mod why;

use std::cell::LazyCell;

use super::colours::PlainText;
use super::defs::text::layout_for;
use super::{FORMATS, Format, Framing, Layout, Plan, PlanFormat, ToldFormat, Turn};
use crate::time::{Assumptions, NumericDates, OrderEvidence, TimeShape};
use leads::{Candidates, HeadTimes, Leads};
use lines::Lines;
use own::{in_front, only_own, score_own};
use payload::Carried;
use places::text_places;
use refine::refine;
use score::{Contestant, Scored, score};
use share::{MAX_FORMATS, is_meaningful, is_share, most_read};
use why::{Evidence, sampled_lines, why};

/// Decides how to read a source from the start of its text.
///
/// # Shape
/// `sample` may be cut anywhere; its last line counts only if it is complete or the only one.
///
/// # Cost
/// Tries every layout on some typical lines of the first 1,000 (`typical.rs`), and parses all of
/// them with those that read any: some 5 ms.
pub fn detect(sample: &[u8], assumptions: Assumptions) -> Plan {
    detect_told(sample, assumptions, &ToldFormat::default())
}

/// The same, but what the user says overrides the sample.
pub fn detect_told(sample: &[u8], assumptions: Assumptions, told: &ToldFormat) -> Plan {
    let mut uncoloured = PlainText::default();
    let is_coloured = uncoloured.set(sample);
    let lines = Lines::new(if is_coloured { uncoloured.text() } else { sample });
    let dates = told.dates.or_else(|| date_order(&lines, assumptions));
    let assumptions = Assumptions { dates, ..assumptions };
    let mut plan = detect_within(&lines, assumptions, 0, told).plan;
    plan.is_coloured = is_coloured;
    if let Some(id) = &told.format {
        plan.why = if plan.main_id() == id {
            format!("chosen by you; {}", plan.why)
        } else {
            format!("the format that you chose fits none of {}", sampled_lines(lines.n_heads()))
        };
        // What the sample does not show may come later.
        if let Some(own) = only_own(told).filter(|_| plan.main_id() != id) {
            plan.formats.insert(0, PlanFormat::own(own));
        }
    }
    let is_own = plan.formats.first().is_some_and(|format| !format.name.is_empty());
    if is_own && told.format.is_none() {
        plan.why = format!("your format {}: {}", plan.main_id(), plan.why);
    }
    if let Some(framing) = told.framing {
        plan.framing = framing;
    }
    plan
}

/// The order in which all-numeric dates in the sample are written.
fn date_order(lines: &Lines<'_>, assumptions: Assumptions) -> Option<NumericDates> {
    let mut found = OrderEvidence::default();
    (0..lines.len()).for_each(|at| found.add_line(lines.line(at)));
    found.decide(assumptions.not_after)
}

/// What was detected in a sample.
struct Detected {
    plan: Plan,
    /// Lines that real formats read, of those that could start an entry.
    n_read: usize,
    n_lines: usize,
    /// Whether the format that reads most lines finds more than a message.
    says_much: bool,
}

/// The same for text inside `depth` carriers.
fn detect_within(
    lines: &Lines<'_>,
    assumptions: Assumptions,
    depth: u8,
    told: &ToldFormat,
) -> Detected {
    let only = told.format.as_deref();
    let own = score_own(lines, assumptions, told);
    let scored = score_all(lines, assumptions, only);
    // Looking for times everywhere costs as much as all formats: only if one must be compared.
    let text = LazyCell::new(|| {
        if only.is_some() {
            return None;
        }
        let is_left = vec![true; lines.len()];
        let place = text_places(lines, &is_left, assumptions).into_iter().next()?;
        let format = super::format_by_id("text")?;
        let layout = Layout { number: layout_for(place.shape, place.token), detail: "" };
        let candidates = Candidates::all(lines);
        let times = &HeadTimes::default();
        let contestant = Contestant { format, layout, times, candidates: &candidates, twin: None };
        score(&contestant, lines, assumptions)
    });
    let scored: Vec<&Scored> = scored.iter().collect();
    let own: Vec<&Scored> = own.iter().collect();
    let chosen = choose(&own, &scored, || text.as_ref(), lines);
    let chosen = in_front(&own, refine(chosen, &scored, lines));
    // What carriers carry is a program's own business: a few words of it are no layout.
    let may_infer = depth == 0 && only.is_none_or(|only| only == "pattern");
    let inferred = if may_infer { infer_unread(&chosen, lines, assumptions) } else { Vec::new() };
    let scored: Vec<&Scored> = scored.into_iter().chain(&inferred).collect();
    let chosen = if inferred.is_empty() {
        chosen
    } else {
        let is_known = |scored: &&&Scored| scored.turn == Turn::First;
        let known: Vec<&Scored> = chosen.iter().filter(is_known).copied().collect();
        let chosen = choose(&known, &scored, || text.as_ref(), lines);
        in_front(&own, refine(chosen, &scored, lines))
    };
    let scored: Vec<&Scored> = own.iter().copied().chain(scored).collect();
    let found = Evidence { chosen: &chosen, scored: &scored, told };
    let plan = plan(&found, lines, assumptions, depth);
    let mut is_left = vec![true; lines.len()];
    for scored in &chosen {
        scored.mark(&mut is_left);
    }
    let n_read = is_left.iter().filter(|is_left| !**is_left).count();
    let says_much = most_read(&chosen, lines).is_some_and(Scored::says_much);
    Detected { plan, n_read, n_lines: lines.n_heads().max(n_read), says_much }
}

/// How to read the messages of the entries that `scored` read, if they are entries themselves.
fn payload_of(
    scored: &Scored,
    lines: &Lines<'_>,
    assumptions: Assumptions,
    depth: u8,
) -> Option<Box<Plan>> {
    let carried = Carried::by(scored, lines, assumptions, depth)?;
    let within = Lines::new(&carried.sample);
    let found = detect_within(&within, assumptions, depth + 1, &ToldFormat::default());
    // A message that says something else by chance is more common than one entry in five that
    // is no entry among those of a program.
    let is_sure = found.says_much && found.n_read * 5 >= found.n_lines * 4;
    let plan =
        if is_sure { Some(carried.plan(found.plan)) } else { carried.unsure_plan(found.plan) };
    plan.map(Box::new)
}

/// Every layout of every format that reads some of the lines.
fn score_all(lines: &Lines<'_>, assumptions: Assumptions, only: Option<&str>) -> Vec<Scored> {
    let all_lines = lines.all();
    let mut leads = Leads::new(lines, assumptions);
    let times = HeadTimes::new(lines, assumptions);
    let mut scored: Vec<Scored> = Vec::new();
    let is_asked = |format: &&&dyn Format| {
        let is_told = only.is_none_or(|only| only == format.id());
        is_told && !matches!(format.turn(Layout::default()), Turn::Inferred | Turn::Last)
    };
    for format in FORMATS.iter().filter(is_asked) {
        for (number, detail) in format.details(&all_lines) {
            let layout = Layout { number, detail: &detail };
            let twin = format.reads_as(layout);
            let is_twin = |known: &&Scored| {
                twin.is_some_and(|twin| known.id == format.id() && known.layout == twin)
            };
            let twin = scored.iter().rev().find(is_twin);
            let candidates = leads.candidates(format.lead(layout));
            let contestant =
                Contestant { format: *format, layout, times: &times, candidates, twin };
            let one = score(&contestant, lines, assumptions);
            scored.extend(one);
        }
    }
    scored
}

/// Layouts inferred from the lines that no specific format reads, if there are enough of them to
/// matter.
fn infer_unread(chosen: &[&Scored], lines: &Lines<'_>, assumptions: Assumptions) -> Vec<Scored> {
    let is_left = unread_by_known(chosen, lines);
    let is_unread = |at: &usize| lines.is_head(*at) && is_left.get(*at) == Some(&true);
    let unread: Vec<&[u8]> = (0..lines.len()).filter(is_unread).map(|at| lines.line(at)).collect();
    if unread.len() * 20 <= lines.n_heads() {
        return Vec::new();
    }
    let mut leads = Leads::new(lines, assumptions);
    let times = HeadTimes::new(lines, assumptions);
    let mut inferred = Vec::new();
    for format in FORMATS.iter().filter(|format| format.turn(Layout::default()) == Turn::Inferred) {
        for (number, detail) in format.details(&unread) {
            let layout = Layout { number, detail: &detail };
            let candidates = leads.candidates(format.lead(layout));
            let contestant =
                Contestant { format: *format, layout, times: &times, candidates, twin: None };
            inferred.extend(score(&contestant, lines, assumptions));
        }
    }
    inferred
}

/// Which lines no specific format reads.
fn unread_by_known(chosen: &[&Scored], lines: &Lines<'_>) -> Vec<bool> {
    let mut is_left = vec![true; lines.len()];
    let known = chosen.iter().filter(|scored| scored.turn == Turn::First);
    known.for_each(|scored| scored.mark(&mut is_left));
    is_left
}

/// The real formats after the `known` ones, best first: each must read its lines better than free
/// text would.
fn choose<'a, 't>(
    known: &[&'a Scored],
    scored: &[&'a Scored],
    text: impl Fn() -> Option<&'t Scored>,
    lines: &Lines<'_>,
) -> Vec<&'a Scored> {
    let mut is_left = vec![true; lines.len()];
    let mut chosen: Vec<&Scored> = known.to_vec();
    for known in known {
        known.mark(&mut is_left);
    }
    let mut candidates: Vec<&Scored> = scored.to_vec();
    candidates.retain(|candidate| known.iter().all(|known| known.place() != candidate.place()));
    while chosen.len() < MAX_FORMATS {
        candidates.retain(|candidate| {
            let n = candidate.n_left(&is_left);
            let is_meant = is_meaningful(n, lines, chosen.len())
                || (n > 0 && is_share(n, lines) && candidate.is_telling(&is_left));
            is_meant && candidate.beats(&text, &is_left)
        });
        let best = candidates.iter().copied().max_by(|a, b| {
            let key = |scored: &Scored| {
                (scored.gain(&is_left), scored.turn != Turn::Inferred, scored.specificity)
            };
            // On a tie the earlier one, which `max_by` would not keep.
            key(a).cmp(&key(b)).then_with(|| b.place().cmp(&a.place()))
        });
        let Some(best) = best else { break };
        best.mark(&mut is_left);
        chosen.push(best);
    }
    chosen
}

fn plan(found: &Evidence<'_>, lines: &Lines<'_>, assumptions: Assumptions, depth: u8) -> Plan {
    let chosen = found.chosen;
    let mut formats: Vec<PlanFormat> = chosen
        .iter()
        .map(|scored| PlanFormat {
            id: scored.id.to_owned(),
            layout: scored.layout,
            detail: scored.detail.clone(),
            name: own::name_of(scored, found.told).to_owned(),
            payload: payload_of(scored, lines, assumptions, depth),
        })
        .collect();
    let mut is_left = vec![true; lines.len()];
    let mut n_headed = 0;
    for scored in chosen {
        // Several may read the same lines.
        let n_own = scored.n_left(&is_left);
        scored.mark(&mut is_left);
        if scored.framing == Framing::Headed {
            n_headed += scored.n_covered * n_own / scored.n_entries().max(1);
        }
    }
    let has_dates = chosen.iter().any(|scored| scored.has_dates());
    // What was inferred fits some of the lines of a free text: the others begin entries as well.
    let has_inferred = chosen.iter().any(|scored| scored.turn == Turn::Inferred);
    let is_free = chosen.iter().all(|scored| scored.turn == Turn::Inferred);
    if has_inferred {
        is_left = unread_by_known(chosen, lines);
    }
    for place in text_places(lines, &is_left, assumptions) {
        // Under a format with heads, a few lines with times are part of its entries.
        // A bare number is a time only if nothing better is known about the source, and a clock
        // only if no dates are.
        let is_doubtful =
            place.shape == TimeShape::Epoch || (place.shape == TimeShape::Clock && has_dates);
        let is_share = place.n_lines * 20 >= lines.n_heads();
        let is_worth = is_free || (!is_doubtful && is_share);
        if is_worth {
            n_headed += place.n_lines;
            let layout = layout_for(place.shape, place.token);
            formats.push(PlanFormat::new("text", layout));
        }
    }
    let n_places = formats.len() - chosen.len();
    formats.push(PlanFormat::new("text", 0));

    let is_headed = match chosen.first() {
        Some(first) => first.framing == Framing::Headed,
        None => n_places > 0,
    };
    // Where most lines have no head, they are entries of their own.
    let is_headed = is_headed && n_headed * 5 >= lines.n_heads();
    let framing = if is_headed {
        Framing::Headed
    } else if is_mixed(chosen, lines) {
        Framing::Mixed
    } else {
        Framing::Lines
    };
    let why = why(found, lines, n_places);
    Plan {
        formats,
        framing,
        is_coloured: false,
        why,
        dates: assumptions.dates.filter(|_| depth == 0),
    }
}

/// Whether some entries take lines without a head although most lines have one; if not, lines
/// without a head are entries of their own.
fn is_mixed(chosen: &[&Scored], lines: &Lines<'_>) -> bool {
    let mut is_left = vec![true; lines.len()];
    for scored in chosen {
        scored.mark(&mut is_left);
    }
    let n_left =
        (0..lines.len()).filter(|at| lines.is_head(*at) && is_left.get(*at) == Some(&true));
    // Objects printed over several lines are told by their looks.
    let is_twin = |scored: &&Scored| {
        let format = super::format_by_id(scored.id);
        format.is_some_and(|format| format.reads_as(scored.layout()).is_some())
    };
    let has_headed =
        chosen.iter().any(|scored| scored.framing == Framing::Headed && !is_twin(scored));
    let has_lines = chosen.iter().any(|scored| scored.framing == Framing::Lines);
    has_headed && has_lines && n_left.count() * 2 <= lines.n_heads()
}
