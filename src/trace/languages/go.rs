//! Go: panics, `debug.Stack`, and the stacks of zap and pkg/errors.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::scan::{file_line, has_ending, leading_number};
use crate::trace::{Language, Relation};

pub(super) const GO: LanguageDef = LanguageDef {
    language: Language::Go,
    id: "go",
    title: "Go",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named,
    library: LibrarySigns {
        functions: &[
            "runtime.",
            "runtime/",
            "net/",
            "net.",
            "testing.",
            "reflect.",
            "sync.",
            "sync/",
            "os.",
            "os/",
            "panic",
            "encoding/",
            "database/sql",
            "crypto/",
            "bufio.",
            "io.",
            "io/",
            "fmt.",
            "strings.",
            "bytes.",
            "context.",
            "syscall.",
            "internal/",
            "log.",
            "log/",
            "time.",
            "sort.",
            "errors.",
            "html/",
            "text/",
            "golang.org/",
            "google.golang.org/",
            "github.com/gin-gonic/",
            "github.com/go-chi/",
            "github.com/gorilla/",
            "github.com/labstack/",
            "go.uber.org/",
            "github.com/sirupsen/",
            "github.com/pkg/errors",
            "gorm.io/",
            "k8s.io/",
            "sigs.k8s.io/",
            "github.com/spf13/",
        ],
        files: &[
            "/usr/local/go/src/",
            "/usr/lib/go",
            "/goroot/",
            "/opt/go/src/",
            "/pkg/mod/",
            "/vendor/",
            "@v",
            "/libexec/src/",
        ],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if let Some((file, number)) = line.starts_with(['\t', ' ']).then(|| place(text)).flatten() {
        return TraceLine::Place(CallPlace { function: "", file, line: Some(number) });
    }
    if text.starts_with("goroutine ") && text.ends_with("]:") {
        return TraceLine::Start;
    }
    if named(text).is_some() {
        return TraceLine::Head { relation: Relation::Beside, rest: text };
    }
    if let Some(rest) = text.strip_prefix("...") {
        let (n, _) = leading_number(rest.trim_start()).unwrap_or((1, ""));
        return if rest.contains("frames elided") {
            TraceLine::LeftOut(n)
        } else {
            TraceLine::Other
        };
    }
    function(text).map_or(TraceLine::Other, TraceLine::Function)
}

/// `/srv/desk/main.go:12 +0x1d`
fn place(text: &str) -> Option<(&str, u32)> {
    let (place, offset) = text.split_once(' ').unwrap_or((text, ""));
    let is_offset = offset.is_empty() || offset.starts_with("+0x");
    file_line(place).filter(|(file, _)| is_offset && has_ending(file, &[".go", ".s"]))
}

/// `main.(*Desk).book(0xc000012345, 0x7)`, `created by main.start in goroutine 1`
fn function(text: &str) -> Option<&str> {
    let text = text.strip_prefix("created by ").unwrap_or(text);
    let text = text.split_once(" in goroutine ").map_or(text, |(function, _)| function);
    let end = match text.strip_suffix(')') {
        // The arguments are the last brackets; those before are of the receiver.
        Some(inside) => inside.rfind('(').filter(|at| *at > 0),
        None => Some(text.len()),
    };
    let name = text.get(..end?)?;
    let is_name = !name.is_empty() && !name.contains([' ', ':']);
    (is_name && (name.contains('.') || name == "panic")).then_some(name)
}

/// Go names no types; what a panic says is its message.
fn named(line: &str) -> Option<(&str, &str)> {
    let rest = line.trim();
    let message = rest.strip_prefix("panic: ").or_else(|| rest.strip_prefix("fatal error: "));
    message.map(|message| ("panic", message))
}
