//! Ledgers as the desk takes and tells them.

use super::answer::wire_ledger;
use super::reply::{TaskLedger, WireLedger};
use super::{NanosText, SourceLedger};
use crate::desk::{Desk, FormatCount, ReadStretch};
use crate::store::{Figures, Ledger, Order, Stretch};
use crate::units::SourceId;

pub(super) fn read_stretch(task: TaskLedger) -> ReadStretch {
    let TaskLedger { source: _, start: _, ledger, first, last, opening, closing } = task;
    let span = |from: Option<NanosText>, to: Option<NanosText>| Some((from?.0, to?.0));
    let order = Order { range: span(first, last), ends: span(opening, closing) };
    let WireLedger { figures, levels, formats } = ledger;
    let mut read = Ledger { figures: Figures::from_counts(&figures), ..Ledger::default() };
    for (sum, count) in read.levels.iter_mut().zip(levels) {
        *sum = count;
    }
    let named = |(id, title, n_entries)| FormatCount { id, title, n_entries };
    let formats = formats.into_iter().map(named).collect();
    ReadStretch { stretch: Stretch { ledger: read, order }, formats }
}

pub(super) fn total_ledger(desk: &Desk) -> WireLedger {
    named_ledger(&desk.total().ledger, desk.total().formats())
}

fn named_ledger(ledger: &Ledger, formats: Vec<FormatCount>) -> WireLedger {
    let named = |FormatCount { id, title, n_entries }| (id, title, n_entries);
    WireLedger { formats: formats.into_iter().map(named).collect(), ..wire_ledger(ledger) }
}

pub(super) fn source_ledger(source: SourceId, read: ReadStretch) -> SourceLedger {
    let ReadStretch { stretch: Stretch { ledger, order }, formats } = read;
    SourceLedger {
        source: source.0,
        ledger: named_ledger(&ledger, formats),
        first: order.range.map(|(first, _)| NanosText(first)),
        last: order.range.map(|(_, last)| NanosText(last)),
    }
}
