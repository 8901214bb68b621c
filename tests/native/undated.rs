//! Entries without a time stand in the list where people read them: behind the one before them.

use std::collections::BTreeMap;

use logscry::aggregate::order::{Direction, FIRST_KEY};
use logscry::input::ContentKind;
use logscry::session::{LIST, Session};
use logscry::store::{NO_TIME, RowKey};
use logscry::units::{ByteSpan, SourceId};
use proptest::prelude::*;

use crate::feed::{self, MODIFIED, Memory, Way};
use crate::folds::select;
use crate::laws::{Text, text};

const ID: SourceId = SourceId(0);

/// Lines as entries of their own, most of them without a time.
fn mostly_undated() -> impl Strategy<Value = Text> {
    let line = prop_oneof![
        1 => (0_u32..60).prop_map(|second| format!("{{\"time\":\"2026-03-01T10:00:{second:02}Z\",\"msg\":\"dated\"}}\n")),
        3 => Just("{\"msg\":\"none\",\"level\":\"error\"}\n".to_owned()),
    ];
    let lines = (0_usize..40, prop::collection::vec(line, 1..60));
    lines.prop_map(|(n_first, lines)| {
        let first = "{\"msg\":\"first\"}\n".repeat(n_first);
        Text([first, lines.concat()].concat().into_bytes())
    })
}

/// Sessions that read a source in some way, of which each knows its share.
fn sessions(bytes: &[u8], way: &Way) -> Vec<Session<Memory>> {
    let size = bytes.len() as u64;
    let new = |fetched| {
        let storage = Memory { files: BTreeMap::from([(ID, bytes.to_vec())]), fetched };
        let mut session = Session::with_sizes(storage, way.sizes);
        session.name_source(ID, "test", size);
        select(&mut session, LIST, "", None);
        session
    };
    let plan = new(None).open(ID, MODIFIED).unwrap().plan;
    let mut sessions: Vec<_> =
        (0..way.n_workers).map(|_| new(way.is_pumped.then(Vec::new))).collect();
    let cuts = if plan.content == ContentKind::Text { way.cuts.as_slice() } else { &[] };
    for (n, range) in feed::ranges(size, cuts).into_iter().enumerate() {
        sessions[n % way.n_workers].ingest(ID, &plan, range);
    }
    sessions.iter_mut().for_each(feed::run);
    feed::join(&mut sessions, &mut BTreeMap::new());
    sessions
}

/// The list of all sessions together: keys, and whether the entries have times of their own.
fn listed(sessions: &mut [Session<Memory>]) -> Vec<(RowKey, bool)> {
    let rows = sessions.iter_mut().flat_map(|session| session.rows(LIST, FIRST_KEY, 10_000));
    let mut rows: Vec<_> = rows.map(|row| (row.key, row.is_dated)).collect();
    rows.sort();
    rows
}

/// The same by a loop over the entries in the order of the text.
fn looped(bytes: &[u8]) -> Vec<(RowKey, bool)> {
    let mut session = sessions(bytes, &Way::whole()).remove(0);
    let mut times = Vec::new();
    session.for_each_entry(LIST, |_, entry| {
        times.push((entry.key.offset, entry.is_dated.then_some(entry.key.nanos)));
        true
    });
    times.sort();
    let first = times.iter().find_map(|(_, time)| *time);
    let mut place = first.unwrap_or(NO_TIME);
    let mut rows = Vec::new();
    for (offset, time) in times {
        place = time.unwrap_or(place);
        rows.push((RowKey { nanos: place, source: ID, offset }, time.is_some()));
    }
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_order_is_that_of_a_loop_however_it_is_fed(
        text in prop_oneof![text(), mostly_undated()],
        cuts in prop::collection::vec(0_u64..2_000, 0..6),
        n_workers in 1_usize..4,
    ) {
        let expected = looped(&text);
        for way in [
            Way::whole(),
            Way::chunks(30),
            Way::chunks(300),
            Way::pumped(),
            Way::cut(cuts.clone(), n_workers),
            Way { cuts, n_workers, ..Way::whole() },
        ] {
            let mut sessions = sessions(&text, &way);
            prop_assert_eq!(listed(&mut sessions), expected.clone(), "{:?}", way);
            for (idx, (key, _)) in expected.iter().enumerate() {
                let ranks = sessions.iter_mut().map(|session| session.count_before(LIST, &[*key])[0]);
                prop_assert_eq!(ranks.sum::<u64>(), idx as u64, "{:?} {:?}", key, way);
                let next = sessions.iter_mut().filter_map(|session| session.seek(LIST, *key, Direction::Forwards, 0));
                prop_assert_eq!(next.min(), expected.get(idx + 1).map(|(key, _)| *key));
                let before = sessions.iter_mut().filter_map(|session| session.seek(LIST, *key, Direction::Backwards, 0));
                prop_assert_eq!(before.max(), idx.checked_sub(1).map(|idx| expected[idx].0));
            }
        }
    }
}

/// The messages of the list over several sources, in order.
fn messages(sources: &[&str], sizes: Way) -> Vec<String> {
    let ids = (0..).map(SourceId).zip(sources);
    let files = ids.clone().map(|(id, text)| (id, text.as_bytes().to_vec())).collect();
    let mut session = Session::with_sizes(Memory { files, fetched: None }, sizes.sizes);
    for (id, text) in ids {
        let size = text.len() as u64;
        session.name_source(id, "test", size);
        let plan = session.open(id, MODIFIED).unwrap().plan;
        session.ingest(id, &plan, ByteSpan { start: 0, end: size });
    }
    select(&mut session, LIST, "", None);
    feed::run(&mut session);
    let rows = session.rows(LIST, FIRST_KEY, 100).into_iter();
    rows.map(|row| String::from_utf8(row.message.unwrap()).unwrap()).collect()
}

#[test]
fn what_has_no_time_stands_beside_its_neighbours_in_its_source() {
    let kiosk =
        "# kiosk, build 7\n2026-11-20T08:00:00Z INFO kiosk a\n2026-11-20T08:00:10Z INFO kiosk b\n";
    let gate =
        "# gate, build 2\n2026-11-20T08:00:05Z INFO gate a\n2026-11-20T08:00:15Z INFO gate b\n";
    let bare = "a line\nanother line\n";
    for way in [Way::whole(), Way::chunks(4)] {
        let found = messages(&[bare, kiosk, gate], way);
        assert_eq!(
            found,
            [
                "# kiosk, build 7",
                "kiosk a",
                "# gate, build 2",
                "gate a",
                "kiosk b",
                "gate b",
                "a line",
                "another line",
            ]
        );
    }
}
