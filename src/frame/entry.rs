//! Which lines start an entry, and which continue the one before.

/// What the formats of a source know about how its entries start.
pub trait Heads {
    /// Whether `line` (without its line end) begins like an entry.
    fn starts(&mut self, line: &[u8]) -> bool;
    /// Whether every line that does not start an entry continues the one before.
    fn joins_headless(&self) -> bool;
    /// Whether `line` describes entries without being one: the header of a table, a comment. It starts
    /// nothing, and the line after it does.
    fn is_aside(&self, _line: &[u8]) -> bool {
        false
    }
    /// Whether the entry before a line without a head decides if it takes that line.
    fn is_mixed(&self) -> bool {
        false
    }
    /// What entry `line` starts, if it starts one; asked only where [`Self::is_mixed`].
    fn head(&mut self, line: &[u8]) -> Option<LineHead> {
        self.starts(line).then_some(LineHead::Takes)
    }
    /// Tells of the line that is asked about next.
    fn notice(&mut self, _rare: RareBytes) {}
    /// What `line` carries, if lines are program output with something in front.
    fn carried<'l>(&'l mut self, _line: &'l [u8]) -> Option<Carried<'l>> {
        None
    }
}

/// Lent: whatever is generic over heads is then compiled once for what is seldom asked.
impl Heads for &mut dyn Heads {
    fn starts(&mut self, line: &[u8]) -> bool {
        (**self).starts(line)
    }

    fn joins_headless(&self) -> bool {
        (**self).joins_headless()
    }

    fn is_aside(&self, line: &[u8]) -> bool {
        (**self).is_aside(line)
    }

    fn is_mixed(&self) -> bool {
        (**self).is_mixed()
    }

    fn head(&mut self, line: &[u8]) -> Option<LineHead> {
        (**self).head(line)
    }

    fn notice(&mut self, rare: RareBytes) {
        (**self).notice(rare);
    }

    fn carried<'l>(&'l mut self, line: &'l [u8]) -> Option<Carried<'l>> {
        (**self).carried(line)
    }
}

/// Escape characters and NUL bytes, of which few lines have any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RareBytes {
    /// There is none.
    None,
    /// There may be some.
    Perhaps,
}

/// A line of program output, taken out of the log line that carries it.
#[derive(Clone, Copy, Debug)]
pub struct Carried<'l> {
    /// The line.
    pub text: &'l [u8],
    /// Which of the interleaved outputs it belongs to.
    pub stream: u32,
    /// It continues in the next line of its stream.
    pub is_unfinished: bool,
    /// Whether it begins like an entry.
    pub starts: bool,
    /// Whether every line that does not begin like an entry continues the one before.
    pub joins_headless: bool,
}

/// The head of an entry, by what the entry may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineHead {
    /// It is a line.
    Alone,
    /// It takes the lines after it that have no head.
    Takes,
}

/// What a line says about the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineLook {
    /// By its first bytes.
    class: LineClass,
    /// It starts an entry that is no more than itself.
    is_alone: bool,
    /// Which of the interleaved outputs it belongs to.
    stream: u32,
    /// It continues in the next line of its stream.
    is_unfinished: bool,
}

/// What a line means for the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineClass {
    /// Nothing special.
    Plain,
    /// Starts with spaces: a Python frame, a wrapped message.
    Spaced,
    /// Starts with a tab: a Java or Go frame.
    Tabbed,
    /// Heads a Go crash or one of its goroutines.
    Goroutine,
    /// Announces another Python trace for the same error.
    Chained,
    /// Describes the entries: the next line starts one.
    Aside,
    /// Gives the time of the next entry in MySQL's slow query log and is its first line.
    SlowTime,
    /// Ends a section of what Windows writes when it installs devices: the next line is in none.
    SectionEnd,
}

impl LineClass {
    /// Whether the next line starts an entry whatever it is.
    #[inline]
    fn is_end(self) -> bool {
        matches!(self, Self::Aside | Self::SectionEnd)
    }
}

/// Whether `line` contains only white space.
pub fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// Cuts line ends, blank lines and what leads the next line off the end of an entry's text.
#[inline]
pub fn trim_line_ends(entry: &[u8]) -> &[u8] {
    // One line end after a visible byte, as nearly always.
    if let [text @ .., b'\n'] = entry
        && text.last().is_some_and(u8::is_ascii_graphic)
    {
        return text;
    }
    trim_slowly(entry)
}

#[inline(never)]
fn trim_slowly(entry: &[u8]) -> &[u8] {
    let mut text = entry;
    loop {
        let line = text.strip_suffix(b"\n").unwrap_or(text);
        let line = without_zeros(line.strip_suffix(b"\r").unwrap_or(line));
        let blank = visible_len(line);
        let is_blank_line = blank == 0 || line.get(blank - 1) == Some(&b'\n');
        let shorter = if is_blank_line { line.get(..blank).unwrap_or_default() } else { line };
        if shorter.len() == text.len() {
            return text;
        }
        text = shorter;
    }
}

/// A text without the NUL bytes at its end: nothing, or another entry, follows them.
fn without_zeros(text: &[u8]) -> &[u8] {
    let n_zeros = text.iter().rev().take_while(|byte| **byte == 0).count();
    text.get(..text.len() - n_zeros).unwrap_or_default()
}

/// The length of a text without spaces, marks and NUL bytes at its end.
fn visible_len(text: &[u8]) -> usize {
    let mut rest = text;
    loop {
        let n_spaces = rest.iter().rev().take_while(|byte| is_space(**byte)).count();
        let before = rest.get(..rest.len() - n_spaces).unwrap_or_default();
        rest = match before {
            [unmarked @ .., 0xEF, 0xBB, 0xBF] => unmarked,
            // Those of UTF-16.
            [unmarked @ .., b'\n', 0xFF, 0xFE] | [unmarked @ .., b'\n', 0xFE, 0xFF] => {
                return unmarked.len() + 1;
            }
            _ => return before.len(),
        }
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\x0C' | 0)
}

/// What the non-blank `line` means for the next one.
#[inline]
pub fn classify(line: &[u8]) -> LineClass {
    match line.first() {
        Some(b' ') if line.trim_ascii_start().starts_with(b"at ") => LineClass::Tabbed,
        Some(b' ') => LineClass::Spaced,
        Some(b'\t') => LineClass::Tabbed,
        Some(b'g') if line.starts_with(b"goroutine ") => LineClass::Goroutine,
        Some(b'p') if line.starts_with(b"panic: ") => LineClass::Goroutine,
        Some(b'f') if line.starts_with(b"fatal error: ") => LineClass::Goroutine,
        Some(b'[') if line.starts_with(b"[signal ") => LineClass::Goroutine,
        Some(b'#') if line.starts_with(b"# Time: ") => LineClass::SlowTime,
        Some(b'<') if line.starts_with(b"<<<  [Exit ") => LineClass::SectionEnd,
        Some(b'D' | b'T') if is_chaining(line) => LineClass::Chained,
        _ => LineClass::Plain,
    }
}

/// Whether the non-blank `line` starts an entry, and what it says about the next one.
///
/// `before` is what the last non-blank line before it said, `None` at the start of a source.
#[inline]
pub fn look<H: Heads + ?Sized>(
    before: Option<LineLook>,
    line: &[u8],
    heads: &mut H,
) -> (bool, LineLook) {
    if let Some(carried) = heads.carried(line) {
        return look_at_carried(before, carried);
    }
    if heads.is_aside(line) {
        return (false, LineLook::of(LineClass::Aside));
    }
    if heads.is_mixed() {
        return look_at_mixed(before, line, heads);
    }
    let is_start = starts_entry(before.map(|before| before.class), line, heads);
    (is_start, LineLook::of(classify(line)))
}

impl LineLook {
    /// That of a line of no stream.
    fn of(class: LineClass) -> Self {
        Self { class, is_alone: false, stream: 0, is_unfinished: false }
    }
}

/// The same where some entries take lines without a head and others do not: the line before tells,
/// if it is a head. A line without a head joins one before it, whatever that has joined.
#[inline(never)]
fn look_at_mixed<H: Heads + ?Sized>(
    before: Option<LineLook>,
    line: &[u8],
    heads: &mut H,
) -> (bool, LineLook) {
    let head = heads.head(line);
    let is_start = match before.filter(|before| !before.class.is_end()) {
        None => true,
        Some(before) if before.class == LineClass::SlowTime && line.starts_with(SLOW_USER) => false,
        Some(before) => {
            let stands_apart = before.is_alone && !continues(before.class, line);
            head.is_some() || stands_apart || is_divider(line)
        }
    };
    let is_alone = head == Some(LineHead::Alone);
    (is_start, LineLook { is_alone, ..LineLook::of(classify(line)) })
}

/// The same for a carried line: lines of other streams in between end an entry.
#[inline(never)]
fn look_at_carried(before: Option<LineLook>, carried: Carried<'_>) -> (bool, LineLook) {
    let Carried { text, stream, is_unfinished, starts, joins_headless } = carried;
    let before = before.filter(|before| before.stream == stream);
    let class = match before {
        // The rest of a line, or an empty one, changes nothing.
        Some(before) if before.is_unfinished || is_blank(text) => before.class,
        _ => classify(text),
    };
    let is_start = match before {
        None => true,
        Some(before) if before.is_unfinished || is_blank(text) => false,
        Some(before) => {
            let mut heads = KnownStart { starts, joins_headless };
            starts_entry(Some(before.class), text, &mut heads)
        }
    };
    (is_start, LineLook { stream, is_unfinished, ..LineLook::of(class) })
}

/// Heads of which is known whether the line at hand is one.
struct KnownStart {
    starts: bool,
    joins_headless: bool,
}

impl Heads for KnownStart {
    fn starts(&mut self, _line: &[u8]) -> bool {
        self.starts
    }
    fn joins_headless(&self) -> bool {
        self.joins_headless
    }
}

/// Whether the non-blank `line` starts an entry; `before` is the class of the last non-blank line
/// before it, `None` at the start of a source.
#[inline]
pub fn starts_entry<H: Heads + ?Sized>(
    before: Option<LineClass>,
    line: &[u8],
    heads: &mut H,
) -> bool {
    let Some(before) = before.filter(|before| !before.is_end()) else { return true };
    if before == LineClass::SlowTime && line.starts_with(SLOW_USER) {
        return false;
    }
    // The same in any order; where most lines are entries, this asks the formats last.
    let stands_apart = !heads.joins_headless() && !continues(before, line);
    stands_apart || heads.starts(line) || is_divider(line)
}

fn continues(before: LineClass, line: &[u8]) -> bool {
    match line.first() {
        Some(b' ' | b'\t' | b'}' | b']' | b')') => return true,
        Some(b'C') if line.starts_with(b"Caused by: ") => return true,
        Some(b'.') if line.starts_with(b"... ") => return true,
        _ => {}
    }
    match before {
        LineClass::Plain | LineClass::Aside | LineClass::SlowTime | LineClass::SectionEnd => {
            is_chaining(line)
        }
        LineClass::Spaced => is_chaining(line) || is_raised(line),
        LineClass::Tabbed => {
            line.starts_with(b"created by ")
                || line.starts_with(b"goroutine ")
                || line.starts_with(b"exit status ")
                || is_go_call(line)
        }
        LineClass::Goroutine => {
            line.starts_with(b"goroutine ") || line.starts_with(b"[signal ") || is_go_call(line)
        }
        LineClass::Chained => line.starts_with(b"Traceback (most recent call last)"),
    }
}

/// Begins an entry of MySQL's slow query log, unless the line before gave its time.
const SLOW_USER: &[u8] = b"# User@Host: ";

/// What Android's logcat prints between the logs that it merges: it has no head, and belongs neither
/// to the entry before nor to the one after.
fn is_divider(line: &[u8]) -> bool {
    line.starts_with(b"--------- beginning of ") || line.starts_with(b"--------- switch to ")
}

/// The sentences with which Python joins the trace of one error to that of its cause.
fn is_chaining(line: &[u8]) -> bool {
    line.starts_with(b"During handling of the above exception, another exception occurred")
        || line.starts_with(b"The above exception was the direct cause of the following exception")
}

/// The last line of a Python trace: `package.SomeError: what happened`.
fn is_raised(line: &[u8]) -> bool {
    let name_len = line.iter().position(|byte| !is_name_byte(*byte)).unwrap_or(line.len());
    let (name, rest) = line.split_at_checked(name_len).unwrap_or((line, b""));
    let is_error = [&b"Error"[..], b"Exception", b"Warning", b"Exit", b"Interrupt", b"Iteration"]
        .iter()
        .any(|ending| name.ends_with(ending))
        || (name.contains(&b'.') && rest.starts_with(b": "));
    is_error && (rest.is_empty() || rest.starts_with(b":"))
}

/// A call in a Go trace: `main.(*server).handle(0xc000010000, {0x1, 0x2})`.
fn is_go_call(line: &[u8]) -> bool {
    line.ends_with(b")")
        && line.contains(&b'.')
        && line.first().is_some_and(|byte| is_name_byte(*byte))
        && line
            .iter()
            .position(|byte| *byte == b' ')
            .is_none_or(|space| line.get(..space).is_some_and(|name| name.contains(&b'(')))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.'
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Heads begin with a year.
    #[derive(Clone, Copy)]
    enum Dated {
        Joining,
        Apart,
    }

    impl Heads for Dated {
        fn starts(&mut self, line: &[u8]) -> bool {
            line.starts_with(b"20")
        }
        fn joins_headless(&self) -> bool {
            matches!(self, Self::Joining)
        }
    }

    /// Marks each line of `text` that starts an entry.
    #[track_caller]
    fn check(mut heads: Dated, text: &str, starts: &[bool]) {
        let mut before = None;
        let got: Vec<bool> = text
            .lines()
            .map(|line| {
                if is_blank(line.as_bytes()) {
                    return false;
                }
                let is_start = starts_entry(before, line.as_bytes(), &mut heads);
                before = Some(classify(line.as_bytes()));
                is_start
            })
            .collect();
        assert_eq!(got, starts, "{text}");
    }

    #[test]
    fn headed_sources_join_whatever_has_no_head() {
        check(
            Dated::Joining,
            "2026 a\njava.lang.Error: b\n\tat c\nplain\n2026 d",
            &[true, false, false, false, true],
        );
    }

    #[test]
    fn java_frames_join_their_exception() {
        let text = "Exception in thread \"main\" java.lang.Error: x\n\tat a.b(C.java:1)\nCaused by: y\n\t... 3 more\nnext";
        check(Dated::Apart, text, &[true, false, false, false, true]);
        check(Dated::Apart, "boom\n    at f (x.js:1:2)\nError: other", &[true, false, true]);
    }

    #[test]
    fn python_traces_are_one_entry_with_their_cause() {
        let text = "Traceback (most recent call last):\n  File \"a.py\", line 1, in f\n    g()\nValueError: x\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File \"b\"\nKeyError\nnext";
        let f = false;
        check(Dated::Apart, text, &[true, f, f, f, f, f, f, f, f, f, true]);
    }

    #[test]
    fn go_crashes_are_one_entry() {
        let text = "panic: nil map\n[signal SIGSEGV: segmentation violation]\n\ngoroutine 1 [running]:\nmain.(*S).f(0x1, {0x2, 0x3})\n\t/a/b.go:5 +0x1d\nmain.main()\n\t/a/b.go:9\ncreated by x in goroutine 1\n\t/z.go:1\nexit status 2\nnext line (with parens)";
        let f = false;
        check(Dated::Apart, text, &[true, f, f, f, f, f, f, f, f, f, f, true]);
    }

    #[test]
    fn dividers_stand_alone_even_where_headless_lines_join() {
        check(
            Dated::Joining,
            "2026 a\n--------- beginning of main\n2026 b\n---------",
            &[true, true, true, false],
        );
    }

    #[test]
    fn json_over_several_lines_is_one_entry() {
        check(
            Dated::Apart,
            "{\n  \"a\": 1\n}\n{\n  \"a\": 2\n}",
            &[true, false, false, true, false, false],
        );
    }

    /// Capitals take lines, digits do not.
    struct Mixed;

    impl Heads for Mixed {
        fn starts(&mut self, line: &[u8]) -> bool {
            self.head(line).is_some()
        }
        fn joins_headless(&self) -> bool {
            false
        }
        fn is_mixed(&self) -> bool {
            true
        }
        fn head(&mut self, line: &[u8]) -> Option<LineHead> {
            match line.first()? {
                b'A'..=b'Z' => Some(LineHead::Takes),
                b'0'..=b'9' => Some(LineHead::Alone),
                _ => None,
            }
        }
    }

    #[test]
    fn a_line_without_a_head_belongs_to_an_entry_that_takes_lines() {
        let text = "1\nA\nx\ny\n2\n z\n3\nx\ny\n4\nB\n\tx\ny";
        let starts: Vec<bool> = {
            let mut before = None;
            let line_starts = text.lines().map(|line| {
                let (is_start, line_look) = look(before, line.as_bytes(), &mut Mixed);
                before = Some(line_look);
                is_start
            });
            line_starts.collect()
        };
        let (t, f) = (true, false);
        assert_eq!(starts, [t, t, f, f, t, f, t, t, f, t, t, f, f]);
    }

    #[test]
    fn only_line_ends_and_blank_lines_are_trimmed() {
        let cases: [(&[u8], &[u8]); 13] = [
            (b"a\0\0", b"a"),
            (b"a\n\r", b"a"),
            (b"a\r\n\xFF\xFE", b"a"),
            (b"a\xFF\xFE", b"a\xFF\xFE"),
            (b"a\r\0\0", b"a"),
            (b"a\n\xEF\xBB\xBF", b"a"),
            (b"a\n\0\0\n\xEF\xBB\xBF\0", b"a"),
            (b"a\0\n", b"a"),
            (b"a  \r\n", b"a  "),
            (b"a\n \n\r\n\t\n", b"a"),
            (b"a\n  b \n", b"a\n  b "),
            (b" \n", b""),
            (b"a", b"a"),
        ];
        for (entry, trimmed) in cases {
            assert_eq!(trim_line_ends(entry), trimmed, "{}", entry.escape_ascii());
        }
    }

    #[test]
    fn blank_lines_start_nothing() {
        check(Dated::Apart, "a\n\n \nb", &[true, false, false, true]);
    }
}
