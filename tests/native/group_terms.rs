//! Groups that a query names: its entries are those that the group counts, however they were read.

use logscry::fold::{Answer, AnyFold, Ask, groups};
use logscry::query::{self, GroupMembers};
use logscry::session::{FoldId, FoldPart, LIST, SelectionId, Session};
use logscry::store::NO_TIME;
use logscry::store::RowKey;
use logscry::units::SourceId;
use proptest::prelude::*;

use crate::feed::{self, Memory, Way};
use crate::folds::{asks, select, sessions};
use crate::laws::text;

/// Behind every entry.
const END: RowKey = RowKey { nanos: NO_TIME, source: SourceId(u32::MAX), offset: 0 };

/// What all sessions know of the groups, together.
fn groups_of(sessions: &[Session<Memory>]) -> groups::Groups {
    let place = asks().iter().position(|ask| matches!(ask, Ask::Groups(_))).unwrap();
    let fold = FoldId(u32::try_from(place).unwrap());
    let mut parts = sessions.iter().map(|session| session.part(fold).unwrap());
    let mut merged: FoldPart = parts.next().unwrap();
    parts.for_each(|part| merged.merge(part));
    let AnyFold::Groups(groups) = merged.fold else { unreachable!("groups were asked for") };
    groups
}

/// How many entries a query lists, and of how many that is unknown.
fn listed(sessions: &mut [Session<Memory>], query: &str) -> (u64, u64) {
    let (id, fold) = (SelectionId(9), FoldId(90));
    let (mut n_listed, mut n_unknown) = (0, 0);
    for session in sessions {
        select(session, id, query, None);
        session.ask(fold, id, 1, asks().remove(0));
        feed::run(session);
        n_listed += session.count_before(id, &[END])[0];
        n_unknown += session.part(fold).unwrap().coverage.unsearched;
    }
    (n_listed, n_unknown)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(30))]

    #[test]
    fn a_group_lists_as_many_entries_as_it_counts(
        text in text(),
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        n_workers in 1_usize..4,
        budget in prop::option::of(0_u64..2_000),
    ) {
        let way = Way { budget, ..Way::cut(cuts, n_workers) };
        let mut sessions = sessions(&text, &way, "", None);
        let groups = groups_of(&sessions);
        let members = groups.members();
        let Answer::Groups(answer) = AnyFold::Groups(groups).answer().0 else { unreachable!() };
        let settled = |text: &str| query::with_groups(text, |id| members.get(id).cloned()).unwrap();
        for group in &answer.groups {
            let query = settled(&format!("group:{}", group.id));
            prop_assert_eq!(listed(&mut sessions, &query), (group.count, 0), "{}", group.template);
            let others = settled(&format!("-group:{}", group.id));
            prop_assert_eq!(listed(&mut sessions, &others).0, answer.entries - group.count);
        }
        let ids: Vec<String> = answer.groups.iter().map(|group| format!("group:{}", group.id)).collect();
        if !ids.is_empty() {
            let any = settled(&ids.join(" or "));
            prop_assert_eq!(listed(&mut sessions, &any), (answer.entries, 0));
        }
    }
}

#[test]
fn a_group_that_nobody_looked_up_is_unknown_and_one_that_is_not_there_has_no_entries() {
    let text = b"2026-03-01 10:00:00 info gate 7 opened\n".repeat(9);
    let mut sessions = sessions(&text, &Way::whole(), "", None);
    let query = "group:0123456789abcdef";
    assert_eq!(listed(&mut sessions, query), (0, 9));
    assert_eq!(listed(&mut sessions, &format!("-{query}")), (0, 9));
    let none = query::with_groups(query, |_| Some(GroupMembers::none())).unwrap();
    assert_eq!(listed(&mut sessions, &none), (0, 0));
    assert_eq!(listed(&mut sessions, &format!("-{none}")), (9, 0));
}

#[test]
fn groups_wait_while_a_source_is_read_and_catch_up_after_it() {
    let text = b"2026-03-01 10:00:00 info gate 7 opened\n".repeat(2_000);
    let mut session = feed::session_of(&text, Way::chunks(400).sizes);
    select(&mut session, LIST, "", None);
    let groups = Ask::Groups(groups::Ask { top: 0, window: None });
    session.ask(FoldId(0), LIST, 1, asks().remove(0));
    session.ask(FoldId(1), LIST, 1, groups);
    let looked_at =
        |session: &Session<Memory>, id| session.part(FoldId(id)).unwrap().coverage.looked_at;
    let mut most_behind = 0;
    while session.step(2_000).has_more {
        most_behind =
            most_behind.max(looked_at(&session, 0).saturating_sub(looked_at(&session, 1)));
    }
    assert!(most_behind > 1_500, "{most_behind}");
    assert_eq!((looked_at(&session, 0), looked_at(&session, 1)), (2_000, 2_000));
}
