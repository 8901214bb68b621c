//! The queries behind the numbers of an explanation.

use logscry::explain::{Selected, Subject, Term};
use logscry::level::Level;
use logscry::query::{Condition, Edit, levels_of, rewrite};
use logscry::time::format_rfc3339;
use logscry::units::UnixNanos;

/// Queries of both sides.
pub(super) struct Links {
    inside: String,
    outside: String,
}

impl Links {
    pub(super) fn new(query: &str, selected: Selected) -> Self {
        let all = if query.trim().is_empty() { String::new() } else { format!("({query}) ") };
        match selected {
            Selected::Entries => {
                Self { inside: query.to_owned(), outside: format!("not ({query})") }
            }
            Selected::Window { from, end } => {
                let times = format!("time>={} time<{}", instant(from), instant(end));
                Self { inside: format!("{all}{times}"), outside: format!("{all}not ({times})") }
            }
        }
    }

    /// The entries of each side.
    pub(super) fn sides(&self) -> (&str, &str) {
        (&self.inside, &self.outside)
    }

    /// Those of each side that have a value; none if no query can say that.
    pub(super) fn of(&self, term: &Term) -> (Option<String>, Option<String>) {
        (with(&self.inside, term), with(&self.outside, term))
    }
}

fn with(query: &str, term: &Term) -> Option<String> {
    let Term { subject, field, value } = term;
    let condition = match subject {
        Subject::Field => Condition::Field { name: field.clone(), value: value.clone() },
        Subject::Source => Condition::Source(value.clone()),
        Subject::Group => Condition::Group(value.clone()),
        Subject::Level => {
            let level = Level::ALL.into_iter().find(|level| level.name() == value)?;
            let mask = levels_of(query).ok()? & level.bit();
            return if mask == 0 { None } else { rewrite(query, &Edit::SetLevels(mask)).ok() };
        }
    };
    let is_said = condition.is_worth_offering();
    is_said.then(|| rewrite(query, &Edit::Include(condition)).ok()).flatten()
}

/// An instant with as many digits as it needs.
fn instant(nanos: i64) -> String {
    let digits = [(0, 1_000_000_000), (3, 1_000_000), (6, 1_000)];
    let needed = digits.into_iter().find(|(_, unit)| nanos % unit == 0);
    format_rfc3339(UnixNanos(nanos), needed.map_or(9, |(digits, _)| digits))
}
