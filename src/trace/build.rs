//! Puts the lines of a trace together: which frames belong to which exception, and what caused what.

use super::find::is_cause_last;
use super::languages::{CallPlace, HeadPlace, LanguageDef, TraceLine};
use super::scan::named_anywhere;
use super::{Exception, Frame, Origin, Relation, Trace};

/// What programs print of an endless recursion stays below; more would only cost.
const MAX_FRAMES: usize = 10_000;

/// Chains of causes are short; a text with more is a list of something else.
const MAX_EXCEPTIONS: usize = 100;

/// How far above its first frame an exception may be named: a message can have several lines.
const MAX_LINES_ABOVE: usize = 40;

/// A trace, and whether its text announces it.
pub(super) struct Built<'t> {
    pub(super) trace: Trace<'t>,
    pub(super) is_announced: bool,
}

/// A line that is nothing by itself.
#[derive(Clone, Copy)]
struct LineAbove<'t> {
    at: usize,
    offset: usize,
    line: &'t str,
}

/// Takes lines one after the other.
pub(super) struct Builder<'t> {
    def: &'static LanguageDef,
    text: &'t str,
    /// Number of the next line, and the byte where it begins.
    at: usize,
    offset: usize,
    /// Where the line after it begins.
    next_offset: usize,
    /// Where the message of the exception begun last begins.
    message_start: usize,
    /// In the order of the text.
    exceptions: Vec<Exception<'t>>,
    /// Those that frames may still be added to, the innermost last, by place.
    open: Vec<usize>,
    /// Lines since the last frame that are nothing by themselves.
    above: Vec<LineAbove<'t>>,
    /// A line that is a call if the next one says where.
    function: Option<&'t str>,
    /// What the text says the next exception has to do with the one before.
    joint: Option<Relation>,
    /// How far the heads of suppressed exceptions are indented; what is as far belongs to them.
    aside_from: Option<usize>,
    n_frames: usize,
    is_announced: bool,
}

impl<'t> Builder<'t> {
    pub(super) fn new(def: &'static LanguageDef, text: &'t str) -> Self {
        Self {
            def,
            text,
            at: 0,
            offset: 0,
            next_offset: 0,
            message_start: 0,
            exceptions: Vec::new(),
            open: Vec::new(),
            above: Vec::new(),
            function: None,
            joint: None,
            aside_from: None,
            n_frames: 0,
            is_announced: false,
        }
    }

    /// Takes the next line and what it is.
    pub(super) fn push(&mut self, line: &'t str, kind: TraceLine<'t>) {
        let function = self.function.take();
        self.next_offset = self.offset + line.len() + 1;
        match kind {
            TraceLine::Frame(call) => self.add_frame(call, self.at),
            TraceLine::HeadFrame { call, name, message } => {
                self.begin_caused(name, message);
                self.add_frame(call, self.at);
            }
            TraceLine::Place(place) => self.add_place(line, place, function),
            TraceLine::Function(name) => {
                self.function = Some(name);
                self.add_other(line);
            }
            TraceLine::Head { relation, rest } => self.begin_told(line, relation, rest),
            TraceLine::Joint(relation) => {
                self.joint = Some(relation);
                self.close();
            }
            TraceLine::LeftOut(n) => {
                if let Some(last) = self.current() {
                    last.n_left_out = last.n_left_out.saturating_add(n);
                }
            }
            TraceLine::Start => self.start(),
            TraceLine::InnerEnd => {
                if self.open.len() > 1 {
                    self.open.pop();
                }
            }
            TraceLine::Detail => self.add_detail(line),
            TraceLine::Other => self.add_other(line),
        }
        self.at += 1;
        self.offset = self.next_offset;
    }

    /// What came of it, causes last.
    pub(super) fn finish(mut self) -> Built<'t> {
        self.exceptions.retain(|one| !one.frames.is_empty() || !one.name.is_empty());
        let mut exceptions: Vec<Exception<'t>> = Vec::with_capacity(self.exceptions.len());
        let is_joined = |_: &Exception<'t>, next: &Exception<'t>| next.relation != Relation::Beside;
        for run in self.exceptions.chunk_by(is_joined) {
            let mut run = run.to_vec();
            if !is_cause_last(self.def) {
                reverse(&mut run);
            }
            let is_first = exceptions.is_empty();
            if let Some(one) = run.first_mut() {
                one.relation = if is_first { Relation::First } else { Relation::Beside };
            }
            for one in &mut run {
                one.is_aside |= !is_first;
            }
            exceptions.append(&mut run);
        }
        let trace = Trace { language: self.def.language, exceptions };
        Built { trace, is_announced: self.is_announced }
    }

    fn current(&mut self) -> Option<&mut Exception<'t>> {
        let place = *self.open.last()?;
        self.exceptions.get_mut(place)
    }

    fn close(&mut self) {
        self.open.clear();
        self.above.clear();
    }

    fn start(&mut self) {
        self.is_announced = true;
        if self.open.is_empty() && self.def.head != HeadPlace::After {
            self.name_above();
        }
        let is_begun = self.current().is_some_and(|last| !last.frames.is_empty());
        if is_begun && self.def.head == HeadPlace::Before {
            // The stack of another thread.
            self.close();
            self.begin(Relation::Beside, ("", ""), None);
        } else if is_begun {
            self.close();
        }
    }

    fn begin(
        &mut self,
        relation: Relation,
        (name, message): (&'t str, &'t str),
        line: Option<usize>,
    ) {
        if self.exceptions.len() >= MAX_EXCEPTIONS {
            return;
        }
        let relation = if self.exceptions.is_empty() { Relation::First } else { relation };
        let (frames, n_left_out, is_aside) = (Vec::new(), 0, false);
        self.open.push(self.exceptions.len());
        // A message is a piece of the text; without one it may follow in the next line.
        let place = (message.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        let place = place.filter(|_| !message.is_empty());
        self.message_start = place.unwrap_or(self.next_offset);
        self.exceptions.push(Exception {
            relation,
            is_aside,
            name,
            message,
            line,
            frames,
            n_left_out,
        });
        self.above.clear();
    }

    /// A line of its own that says what the exception has to do with the one before.
    fn begin_told(&mut self, line: &'t str, relation: Relation, rest: &'t str) {
        let indent = line.len() - line.trim_start().len();
        if relation == Relation::Suppressed {
            self.aside_from = Some(self.aside_from.map_or(indent, |known| known.min(indent)));
        }
        if self.def.head == HeadPlace::BeforeCauseFirst {
            self.name_above();
            self.open.clear();
        }
        // An exception whose frames are left out altogether is named above its cause.
        if self.exceptions.is_empty() {
            self.name_above();
        }
        let named = (self.def.named)(rest).unwrap_or(("", rest.trim()));
        let is_aside = self.aside_from.is_some_and(|from| indent >= from);
        self.begin(relation, named, Some(self.at));
        if let Some(last) = self.current() {
            last.is_aside = is_aside;
        }
    }

    /// The first frame of an exception names it.
    fn begin_caused(&mut self, name: &'t str, message: &'t str) {
        self.open.clear();
        self.begin(Relation::CausedBy, (name, message), Some(self.at));
    }

    /// An exception that the lines above name, if they do.
    fn name_above(&mut self) {
        let named = match self.def.head {
            HeadPlace::After => named_anywhere,
            HeadPlace::Before | HeadPlace::BeforeCauseFirst => self.def.named,
        };
        let mut near = self.above.iter().rev().take(MAX_LINES_ABOVE);
        let found = near.find_map(|above| Some((*above, named(above.line)?)));
        if let Some((above, named)) = found {
            let relation = self.joint.take().unwrap_or(Relation::Beside);
            self.begin(relation, named, Some(above.at));
            if named.1.is_empty() {
                self.message_start = above.offset + above.line.len();
            }
            if above.at + 1 < self.at {
                self.extend_message(self.offset);
            }
        }
    }

    /// The message of the exception begun last goes on to byte `until`.
    fn extend_message(&mut self, until: usize) {
        if self.open.last().is_none_or(|place| place + 1 < self.exceptions.len()) {
            return;
        }
        let message = self.text.get(self.message_start..until).map(str::trim);
        let last = self.current().filter(|last| last.frames.is_empty());
        if let (Some(last), Some(message)) = (last, message) {
            last.message = message;
        }
    }

    fn add_frame(&mut self, call: CallPlace<'t>, first: usize) {
        let is_taken = self.current().is_some_and(|last| {
            // Where the name comes last, what has one is complete.
            last.line.is_none()
        });
        let is_after = self.def.head == HeadPlace::After;
        if is_after && !is_taken {
            self.open.clear();
        }
        let is_named_anew = !is_after && !self.above.is_empty() && self.joint.is_none();
        if self.open.is_empty()
            || is_named_anew && self.current().is_some_and(|one| !one.frames.is_empty())
        {
            let before = self.exceptions.len();
            if !is_after {
                self.name_above();
            }
            if self.exceptions.len() == before && self.open.is_empty() {
                let above = self.above.last().copied().filter(|_| is_after);
                let above = above.and_then(|above| named_anywhere(above.line));
                let relation = self.joint.take().unwrap_or(Relation::Beside);
                self.begin(relation, above.unwrap_or(("", "")), None);
            }
        }
        self.above.clear();
        if self.n_frames >= MAX_FRAMES {
            return;
        }
        let (origin, end) = (origin_of(self.def, call), self.at + 1);
        if let Some(last) = self.current() {
            let CallPlace { function, file, line } = call;
            last.frames.push(Frame { function, file, line, origin, lines: first..end });
            self.n_frames += 1;
        }
    }

    /// Where a call is, in a line of its own.
    fn add_place(&mut self, line: &'t str, place: CallPlace<'t>, function: Option<&'t str>) {
        if let Some(function) = function {
            // It was taken for a line that says nothing.
            self.above.pop();
            return self.add_frame(CallPlace { function, ..place }, self.at - 1);
        }
        let (at, def) = (self.at, self.def);
        let last = self.current().and_then(|last| last.frames.last_mut());
        match last.filter(|frame| frame.lines.end == at && frame.file.is_empty()) {
            Some(frame) => {
                frame.file = place.file;
                frame.line = place.line;
                frame.lines.end = at + 1;
                frame.origin = origin_of(def, CallPlace { function: frame.function, ..place });
            }
            None => self.add_other(line),
        }
    }

    fn add_detail(&mut self, line: &'t str) {
        let at = self.at;
        let last = self.current().and_then(|last| last.frames.last_mut());
        match last.filter(|frame| frame.lines.end == at) {
            Some(frame) => frame.lines.end = at + 1,
            None => self.add_other(line),
        }
    }

    fn add_other(&mut self, line: &'t str) {
        let (at, offset, is_after) = (self.at, self.offset, self.def.head == HeadPlace::After);
        let is_blank = line.trim().is_empty();
        if let Some(last) = self.current() {
            let is_unnamed = is_after && last.line.is_none() && !last.frames.is_empty();
            let is_head_open = !is_after && last.line.is_some() && last.frames.is_empty();
            if is_unnamed && !is_blank {
                if let Some((name, message)) = (self.def.named)(line)
                    && let Some(last) = self.current()
                {
                    (last.name, last.message, last.line) = (name, message, Some(at));
                }
                return;
            }
            if is_head_open && !is_blank && self.function.is_none() {
                return self.extend_message(offset + line.len());
            }
        }
        if !is_blank {
            self.above.push(LineAbove { at, offset, line });
        }
    }
}

/// Turns exceptions that follow their causes around, with what each has to do with the other.
fn reverse(run: &mut [Exception<'_>]) {
    let mut relations: Vec<Relation> = run.iter().skip(1).map(|one| one.relation).collect();
    relations.push(Relation::First);
    for (one, relation) in run.iter_mut().zip(relations) {
        one.relation = relation;
    }
    run.reverse();
}

fn origin_of(def: &LanguageDef, call: CallPlace<'_>) -> Origin {
    let is_library = def.library.functions.iter().any(|start| call.function.starts_with(start))
        || def.library.files.iter().any(|part| call.file.contains(part));
    if is_library { Origin::Library } else { Origin::Own }
}
