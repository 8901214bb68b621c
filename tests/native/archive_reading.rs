//! Archives as a session finds their members and reads those.

use logscry::ingest::{Sizes, TaskState};
use logscry::input::ReadError;
use logscry::session::{
    ArchiveBytes, ArchiveTrouble, Member, MembersFound, Overrule, Planning, ReadPlan, Session,
};
use logscry::units::{ByteSpan, SourceId};

use crate::feed::{self, MODIFIED, Memory, Output, Way};
use crate::limit;
use crate::view::{View as _, ViewSpec};

pub(crate) const ARCHIVE: SourceId = SourceId(0);

/// All that finding its members brings.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Contents {
    pub(crate) members: Vec<Member>,
    pub(crate) archives: Vec<ArchiveBytes>,
    pub(crate) troubles: Vec<ArchiveTrouble>,
}

impl Contents {
    pub(crate) fn paths(&self) -> Vec<&str> {
        self.members.iter().map(|member| member.path.as_str()).collect()
    }

    pub(crate) fn take(&mut self, step: MembersFound) -> bool {
        self.members.extend(step.members);
        self.archives.extend(step.archives);
        self.troubles.extend(step.troubles);
        step.is_done
    }
}

pub(crate) fn session_of(raw: &[u8], sizes: Sizes, is_pumped: bool) -> Session<Memory> {
    limit::keep();
    let fetched = is_pumped.then(Vec::new);
    let storage = Memory { files: [(ARCHIVE, raw.to_vec())].into(), fetched };
    let mut session = Session::with_sizes(storage, sizes);
    session.name_source(ARCHIVE, "box", raw.len() as u64);
    session.set_view(ViewSpec::default()).unwrap();
    session
}

/// Finds the members of an archive in steps of `budget`, fetching what is wanted.
pub(crate) fn find_in(session: &mut Session<Memory>, budget: u64) -> Contents {
    let mut contents = Contents::default();
    loop {
        match session.find_members(ARCHIVE, MODIFIED, Planning::AtOnce, budget) {
            Ok(step) if contents.take(step.clone()) => return contents,
            Ok(_) => {}
            Err(ReadError::NotHere) => {
                let want = session.wanted_within(ARCHIVE).unwrap();
                session.storage_mut().fetched.as_mut().unwrap().push(want);
            }
            Err(why) => panic!("{why:?}"),
        }
    }
}

pub(crate) fn find_all(raw: &[u8]) -> Contents {
    find_in(&mut session_of(raw, Sizes::default(), false), u64::MAX)
}

/// The same, but how to read members is found out by other sessions where that can be.
pub(crate) fn find_apart(raw: &[u8]) -> Contents {
    let mut session = session_of(raw, Sizes::default(), false);
    let mut contents = Contents::default();
    let mut find = || session.find_members(ARCHIVE, MODIFIED, Planning::Apart, 1);
    while !contents.take(find().unwrap()) {}
    for Member { place, modified, opened, .. } in &mut contents.members {
        if *opened == Ok(None) {
            let mut other = session_of(raw, Sizes::default(), false);
            let planned = other.plan_member(place, *modified, &Overrule::default()).unwrap();
            *opened = Ok(Some(Box::new(planned)));
        }
    }
    contents
}

/// How to read a member that can be read.
pub(crate) fn plan_of(member: &Member) -> &ReadPlan {
    &member.opened.as_ref().unwrap().as_ref().unwrap().plan
}

/// Members are sources behind the archive.
pub(crate) fn id_of(idx: usize) -> SourceId {
    SourceId(u32::try_from(idx + 1).unwrap())
}

/// Reads members in the order given, in one session or each in one of its own.
pub(crate) fn read(
    raw: &[u8],
    contents: &Contents,
    way: &Way,
    order: &[usize],
    is_together: bool,
) -> Vec<(usize, Output)> {
    let mut outputs = Vec::new();
    let mut session = session_of(raw, way.sizes, way.is_pumped);
    for &idx in order {
        if !is_together {
            session = session_of(raw, way.sizes, way.is_pumped);
        }
        let member = &contents.members[idx];
        let Ok(Some(opened)) = &member.opened else { continue };
        session.name_member(id_of(idx), &member.path, &member.place);
        let range = ByteSpan { start: 0, end: member.place.reach.len() };
        session.ingest(id_of(idx), &opened.plan, range);
        feed::run(&mut session);
        outputs.push((idx, feed::collect_from(std::slice::from_mut(&mut session))));
        // What was read is given up; that the member is there is not forgotten with the next one.
        session.close(id_of(idx));
        session.name_member(id_of(idx), &member.path, &member.place);
    }
    outputs
}

/// Every byte of an archive is somewhere.
pub(crate) fn check_bytes(contents: &Contents) {
    for archive in &contents.archives {
        let ArchiveBytes { bytes, in_members, skipped, overhead, .. } = archive;
        assert_eq!(*bytes, in_members + skipped + overhead, "{archive:?}");
    }
}

/// Outputs without the bytes at which damage showed: that depends on how many were there to be looked at.
pub(crate) fn without_places(mut outputs: Vec<(usize, Output)>) -> Vec<(usize, Output)> {
    for failure in outputs.iter_mut().flat_map(|(_, output)| &mut output.failures) {
        if let TaskState::Failed(error) = failure {
            error.at = 0;
        }
    }
    outputs
}
