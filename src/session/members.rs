//! What an archive contains: its members, including those of nested archives, each examined once.
//!
//! A compressed archive is unpacked once to find its members and once to read them; the first pass already
//! says how to read every member, so none has to be opened again. How to read one that lies in the file as
//! it is takes longer than finding it, and may be left to whoever asks.

use super::look::{Look, Unknown, look};
use super::{Opened, Overrule, Session};
use crate::input::{
    ContentKind, DecodeError, FoundMember, MAX_DEPTH, Packed, PlanDecoder, Reach, ReadAt,
    ReadError, Skip, Storage, TOO_MUCH, Walk, WalkEnd, Walked,
};
use crate::units::{ByteSpan, SourceId, UnixNanos};

/// Separates an archive from its member in a path.
pub const INSIDE: &str = " › ";

/// More members than anyone would look through.
const MAX_MEMBERS: usize = 10_000;

/// The cost of finding and examining a member, in bytes of text.
const WALK_COST: u64 = 16 << 10;
const LOOK_COST: u64 = 32 << 10;
/// The cost of finding out how to read it.
const PLAN_COST: u64 = 224 << 10;

/// Where a member is and how its bytes are decoded first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberPlace {
    /// How to reach its bytes.
    pub reach: Reach,
    /// What decodes them first.
    pub lead: Vec<PlanDecoder>,
}

/// A member of an archive, or of a nested archive.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its path in the archive; nested archives are separated by [`INSIDE`].
    pub path: String,
    /// Its unpacked size according to the archive.
    pub size: u64,
    /// When it was last modified, according to the archive; otherwise the archive's own time.
    pub modified: UnixNanos,
    /// Where it is.
    pub place: MemberPlace,
    /// How to read it, or why it is skipped; `None` if [`Session::plan_member`] says how.
    pub opened: Result<Option<Box<Opened>>, Skip>,
}

/// Where the bytes of an archive went; the parts add up to `bytes`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveBytes {
    /// Its path in the outermost archive; empty for the outermost archive itself.
    pub path: String,
    /// The whole archive, unpacked if it is compressed as a whole.
    pub bytes: u64,
    /// In members that are read and in nested archives, as stored.
    pub in_members: u64,
    /// In members that are skipped.
    pub skipped: u64,
    /// In headers, directories and padding.
    pub overhead: u64,
    /// Raw bytes after the end of the compressed stream around it.
    pub trailing: u64,
}

/// Why not all members of an archive were found; those before that point are good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveTrouble {
    /// Its path in the outermost archive; empty for the outermost archive itself.
    pub path: String,
    /// Why, as a clause.
    pub why: &'static str,
    /// Raw byte of the file where the problem appeared.
    pub at: u64,
    /// It unpacks to more than is allowed.
    pub is_too_much: bool,
}

/// The result of one step of finding members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MembersFound {
    /// Members found since the last step, in storage order.
    pub members: Vec<Member>,
    /// Archives whose members have all been found since then.
    pub archives: Vec<ArchiveBytes>,
    /// Archives whose members could not all be found.
    pub troubles: Vec<ArchiveTrouble>,
    /// About how many raw bytes of the file have been processed so far.
    pub n_read: u64,
    /// Nothing more will come.
    pub is_done: bool,
}

/// The search for the members of an archive, in progress.
#[derive(Debug)]
pub(super) struct MemberFinder {
    modified: UnixNanos,
    /// What the user said about the archive applies to its members, except the unpack limit.
    overrule: Overrule,
    /// The archive and the nested archives being walked.
    levels: Vec<Level>,
    n_members: usize,
    planning: Planning,
    step: MembersFound,
}

/// When it is found out how to read a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planning {
    /// As it is found.
    AtOnce,
    /// Whenever somebody asks, whoever that is: members that can be reached by themselves only.
    Apart,
}

#[derive(Debug)]
struct Level {
    path: String,
    /// The unpacked archive.
    content: Reach,
    walk: Walk,
    /// Found, but not examined yet.
    pending: Option<FoundMember>,
    /// The last member, until it is known that the archive continues after it.
    held: Option<Member>,
    bytes: ArchiveBytes,
    /// The walk is over; the length of what follows is not yet known.
    end: Option<WalkEnd>,
}

struct Content<'a, S> {
    storage: &'a mut Packed<S>,
    reach: &'a Reach,
}

impl<S: Storage> ReadAt for Content<'_, S> {
    fn read_at(&mut self, span: ByteSpan, out: &mut Vec<u8>) -> Result<u64, ReadError> {
        self.storage.read_reach(self.reach, span, out)
    }

    fn len_at_once(&self) -> Option<u64> {
        (!self.reach.is_sequential()).then(|| self.reach.len())
    }
}

impl<S: Storage> Session<S> {
    /// Finds more members of a named archive; call it until it is done.
    ///
    /// `modified` is the archive's modification time, used for members without one; `planning` counts
    /// from the first call. A step costs about as much as parsing `budget` bytes of text.
    ///
    /// # Errors
    /// The storage's errors; if bytes are not there yet, [`Session::wanted_within`] says which.
    pub fn find_members(
        &mut self,
        id: SourceId,
        modified: UnixNanos,
        planning: Planning,
        budget: u64,
    ) -> Result<MembersFound, ReadError> {
        if !self.member_finders.contains_key(&id) {
            let finder = self.start_finding(id, modified, planning)?;
            self.member_finders.insert(id, finder);
        }
        let Some(mut finder) = self.member_finders.remove(&id) else {
            return Ok(MembersFound::default());
        };
        let outcome = self.step_finding(&mut finder, budget);
        let mut step = std::mem::take(&mut finder.step);
        step.is_done = finder.levels.is_empty();
        step.n_read = finder.levels.first().map_or(0, |outermost| outermost.n_read(&self.storage));
        match outcome {
            Ok(()) | Err(ReadError::Busy) if step.is_done => Ok(step),
            Ok(()) | Err(ReadError::Busy) => {
                self.member_finders.insert(id, finder);
                Ok(step)
            }
            Err(why) => {
                finder.step = step;
                self.member_finders.insert(id, finder);
                Err(why)
            }
        }
    }

    /// Raw bytes of a file that a source is waiting for, if it must be unpacked to be read.
    pub fn wanted_within(&self, id: SourceId) -> Option<(SourceId, ByteSpan)> {
        self.storage.wanted(id)
    }

    fn start_finding(
        &mut self,
        id: SourceId,
        modified: UnixNanos,
        planning: Planning,
    ) -> Result<MemberFinder, ReadError> {
        let source = self.sources.get(&id).ok_or(ReadError::Unreadable)?;
        let mut overrule = source.overrule.clone();
        let unpack_limit = overrule.unpack_limit.take();
        let size = source.size;
        let whole = Reach { unpack_limit, ..Reach::whole(id, size) };
        let storage = &mut self.storage;
        let unknown = Unknown { size, lead: &[], encoding: None, is_sequential: false };
        let seen = look(&unknown, &mut |span, out| storage.read_reach(&whole, span, out))?;
        let mut finder = MemberFinder {
            modified,
            overrule,
            levels: Vec::new(),
            n_members: 0,
            planning,
            step: MembersFound::default(),
        };
        if let Some(walk) = Walk::start(&seen.sample) {
            finder.enter(String::new(), &whole, &seen.decoders, walk);
        }
        Ok(finder)
    }

    fn step_finding(&mut self, finder: &mut MemberFinder, budget: u64) -> Result<(), ReadError> {
        let mut spent = 0;
        while spent < budget
            && let Some(level) = finder.levels.last_mut()
        {
            if let Some(end) = level.end {
                self.finish_level(finder, end)?;
                spent += WALK_COST;
            } else if let Some(found) = level.pending.clone() {
                self.look_at_member(finder, found)?;
                spent +=
                    LOOK_COST + if finder.planning == Planning::AtOnce { PLAN_COST } else { 0 };
            } else {
                let mut content = Content { storage: &mut self.storage, reach: &level.content };
                match level.walk.next(&mut content) {
                    Ok(walked) => finder.take(walked),
                    Err(ReadError::Broken { why, at }) => self.stop(finder, why, at),
                    Err(why) => return Err(why),
                }
                spent += WALK_COST;
            }
        }
        Ok(())
    }

    /// Finds out what a member is.
    fn look_at_member(
        &mut self,
        finder: &mut MemberFinder,
        found: FoundMember,
    ) -> Result<(), ReadError> {
        let Some(level) = finder.levels.last_mut() else { return Ok(()) };
        let reach = level.content.within(&[], found.span);
        let place = MemberPlace { reach, lead: found.lead };
        let seen = self.look_within(&place, finder.overrule.encoding.as_deref())?;
        level.pending = None;
        let path = inner_path(&level.path, &found.path);
        let modified = found.modified.unwrap_or(finder.modified);
        let opened = match seen.sniffed.kind {
            ContentKind::Archive if finder.levels.len() >= MAX_DEPTH => Err(Skip::TooDeep),
            ContentKind::Archive => {
                if let Some(walk) = Walk::start(&seen.sample) {
                    finder.enter(path, &place.reach, &seen.decoders, walk);
                }
                return Ok(());
            }
            ContentKind::Binary => Err(Skip::NoText(seen.sniffed.seems.clone())),
            ContentKind::Empty => Err(Skip::Empty),
            ContentKind::Text | ContentKind::Stream => {
                let is_apart = finder.planning == Planning::Apart && !place.reach.is_sequential();
                let planned = (!is_apart).then(|| self.planned(seen, modified, &finder.overrule));
                Ok(planned.map(Box::new))
            }
        };
        let Some(level) = finder.levels.last_mut() else { return Ok(()) };
        level.held = Some(Member { path, size: found.size, modified, place, opened });
        Ok(())
    }

    /// Finds out how to read a member that was found apart: any session that has the file can, and finds
    /// what the one that found it would have. `overrule` is what the user said about the archive.
    ///
    /// # Errors
    /// The storage's errors.
    pub fn plan_member(
        &mut self,
        place: &MemberPlace,
        modified: UnixNanos,
        overrule: &Overrule,
    ) -> Result<Opened, ReadError> {
        let overrule = Overrule { unpack_limit: None, ..overrule.clone() };
        let seen = self.look_within(place, overrule.encoding.as_deref())?;
        Ok(self.planned(seen, modified, &overrule))
    }

    fn look_within(
        &mut self,
        place: &MemberPlace,
        encoding: Option<&str>,
    ) -> Result<Look, ReadError> {
        let MemberPlace { reach, lead } = place;
        let is_sequential = reach.is_sequential();
        let unknown = Unknown { size: reach.len(), lead, encoding, is_sequential };
        let storage = &mut self.storage;
        look(&unknown, &mut |span, out| match storage.read_reach(reach, span, out) {
            // The walk reports it when it gets there.
            Err(ReadError::Broken { .. }) => Ok(0),
            outcome => outcome,
        })
    }

    fn planned(&mut self, seen: Look, modified: UnixNanos, overrule: &Overrule) -> Opened {
        let plan = seen.plan(modified, overrule);
        let bounds = self.bounds_of(seen.text(), &plan);
        Opened { plan, sniffed: seen.sniffed, bounds }
    }

    /// Whatever contains the archive cannot be unpacked any further.
    fn stop(&mut self, finder: &mut MemberFinder, why: DecodeError, at: u64) {
        let is_too_much = why == DecodeError::TooMuch;
        let trouble = ArchiveTrouble { path: String::new(), why: words_of(why), at, is_too_much };
        self.give_up(finder, trouble);
    }

    /// An archive cannot be walked any further; its path is added to the trouble here.
    fn give_up(&mut self, finder: &mut MemberFinder, mut trouble: ArchiveTrouble) {
        let Some(level) = finder.levels.last_mut() else { return };
        trouble.path.clone_from(&level.path);
        finder.step.troubles.push(trouble);
        self.close_level(finder);
    }

    /// Unpacks what follows the last member, to check its checksum and count it.
    fn finish_level(&mut self, finder: &mut MemberFinder, end: WalkEnd) -> Result<(), ReadError> {
        let Some(level) = finder.levels.last_mut() else { return Ok(()) };
        let (why, at) = match end {
            WalkEnd::Good => (None, 0),
            WalkEnd::Damaged(at) => (Some("the archive is damaged"), at),
            WalkEnd::Unfinished(at) => (Some("the archive ends too early"), at),
            WalkEnd::Unsupported(at, why) => (Some(why), at),
        };
        if self.storage.known_len(&level.content).is_none() {
            let end = level.content.len();
            let last = ByteSpan { start: end.saturating_sub(1), end };
            match self.storage.read_reach(&level.content, last, &mut Vec::new()) {
                // It is told below.
                Err(ReadError::Broken { .. }) => {}
                outcome => drop(outcome?),
            }
        }
        // What is wrong with the stream is why the archive in it is not good, or seems to be.
        if let Some(ReadError::Broken { why, at }) = self.storage.broken(&level.content) {
            self.stop(finder, why, at);
            return Ok(());
        }
        match why {
            Some(why) => {
                let len = self.storage.known_len(&level.content).map_or(at, |(len, _)| len);
                let at = at.min(len);
                let at = self.storage.raw_at(&level.content, at);
                let path = String::new();
                self.give_up(finder, ArchiveTrouble { path, why, at, is_too_much: false });
            }
            None => self.close_level(finder),
        }
        Ok(())
    }

    /// Trims the last member, now that the length of the archive is known.
    fn close_level(&mut self, finder: &mut MemberFinder) {
        let Some(mut level) = finder.levels.pop() else { return };
        let known = self.storage.known_len(&level.content);
        if let Some(mut held) = level.held.take() {
            let start = level.content.layers.last().map_or(0, |layer| layer.span.start);
            if let Some(layer) = held.place.reach.layers.last_mut()
                && let Some((len, _)) = known
            {
                layer.span.end = layer.span.end.min(start + len).max(layer.span.start);
            }
            if held.place.reach.is_empty() {
                held.opened = Err(Skip::Empty);
            }
            level.bytes.count(&held);
            finder.step.members.push(held);
        }
        let ArchiveBytes { in_members, skipped, .. } = level.bytes;
        let (len, trailing) = known.unwrap_or((in_members + skipped, 0));
        // An inner archive that is cut counts as far as it is there.
        let in_members = in_members.min(len - skipped.min(len));
        let overhead = len.saturating_sub(in_members + skipped);
        let (path, bytes) = (level.path, len);
        let closed = ArchiveBytes { path, bytes, in_members, skipped, overhead, trailing };
        finder.step.archives.push(closed);
    }
}

impl MemberFinder {
    fn enter(&mut self, path: String, reach: &Reach, decoders: &[PlanDecoder], walk: Walk) {
        let end = if decoders.is_empty() { reach.len() } else { u64::MAX };
        let content = reach.within(decoders, ByteSpan { start: 0, end });
        if let Some(outer) = self.levels.last_mut() {
            outer.bytes.in_members += reach.len();
        }
        let (pending, held, bytes, end) = (None, None, ArchiveBytes::default(), None);
        self.levels.push(Level { path, content, walk, pending, held, bytes, end });
    }

    fn take(&mut self, walked: Walked) {
        let Some(level) = self.levels.last_mut() else { return };
        match walked {
            Walked::Going => {}
            Walked::Over(end) => level.end = Some(end),
            Walked::Member(_) if self.n_members >= MAX_MEMBERS => {
                let at = level.held.as_ref().and_then(|held| held.place.reach.layers.last());
                let at = at.map_or(0, |layer| layer.span.end);
                level.end = Some(WalkEnd::Unsupported(at, "it has more than 10,000 members"));
            }
            Walked::Member(found) => {
                self.n_members += 1;
                if let Some(held) = level.held.take() {
                    level.bytes.count(&held);
                    self.step.members.push(held);
                }
                level.take(found, self.modified);
            }
        }
    }
}

impl Level {
    /// Raw byte of the file that the walk has reached.
    fn n_read<S: Storage>(&self, storage: &Packed<S>) -> u64 {
        let held = self.held.as_ref().and_then(|held| held.place.reach.layers.last());
        storage.raw_at(&self.content, held.map_or(0, |layer| layer.span.end))
    }

    fn take(&mut self, found: FoundMember, modified: UnixNanos) {
        match found.skip {
            None => self.pending = Some(found),
            Some(skip) => {
                let path = inner_path(&self.path, &found.path);
                let reach = self.content.within(&[], found.span);
                let place = MemberPlace { reach, lead: found.lead };
                let modified = found.modified.unwrap_or(modified);
                self.held =
                    Some(Member { path, size: found.size, modified, place, opened: Err(skip) });
            }
        }
    }
}

impl ArchiveBytes {
    fn count(&mut self, member: &Member) {
        let n_bytes = member.place.reach.len();
        match member.opened {
            Ok(_) => self.in_members += n_bytes,
            Err(_) => self.skipped += n_bytes,
        }
    }
}

fn inner_path(archive: &str, path: &str) -> String {
    if archive.is_empty() { path.to_owned() } else { format!("{archive}{INSIDE}{path}") }
}

fn words_of(why: DecodeError) -> &'static str {
    match why {
        DecodeError::Damaged { .. } => "the compressed data is damaged",
        DecodeError::Unfinished => "the compressed data ends too early",
        DecodeError::TooMuch => TOO_MUCH,
        DecodeError::Unsupported(why) => why,
    }
}
