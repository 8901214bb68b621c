//! Elixir and Erlang.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::Language;
use crate::trace::scan::{has_ending, number};

pub(super) const ELIXIR: LanguageDef = LanguageDef {
    language: Language::Elixir,
    id: "elixir",
    title: "Elixir",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named,
    library: LibrarySigns {
        functions: &[
            ":gen_server.",
            ":proc_lib.",
            ":erlang.",
            ":lists.",
            ":gen_statem.",
            ":supervisor.",
            ":ets.",
            ":maps.",
            "Enum.",
            "Map.",
            "Kernel.",
            "GenServer.",
            "Task.",
            "String.",
            "Keyword.",
            "Access.",
            "Stream.",
            "File.",
            "Phoenix.",
            "Plug.",
            "Ecto.",
            "DBConnection.",
            "Postgrex.",
            "Bandit.",
            "Cowboy.",
            ":cowboy",
            "ThousandIsland.",
            "Oban.",
            "Absinthe.",
            "Jason.",
            "Mix.",
            "ExUnit.",
        ],
        files: &["deps/", "gen_server.erl", "proc_lib.erl", "/elixir/lib/"],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    if !line.starts_with([' ', '\t']) {
        return TraceLine::Other;
    }
    call(line.trim()).map_or(TraceLine::Other, TraceLine::Frame)
}

/// `(shop 0.1.0) lib/shop/desk.ex:7: Shop.Desk.book/2`, `(stdlib 4.0) gen_server.erl:1: :gen_server.call/2`
fn call(text: &str) -> Option<CallPlace<'_>> {
    let text = text
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(") "))
        .map_or(text, |(_, rest)| rest);
    let (place, function) = text.split_once(": ")?;
    let (file, line) = place.rsplit_once(':')?;
    let line = number(line)?;
    let is_file =
        has_ending(file, &[".ex", ".exs", ".erl", ".eex", ".heex"]) && !file.contains(' ');
    is_file.then_some(CallPlace { function, file, line: Some(line) })
}

/// `** (Shop.NoSeat) none is left`
fn named(line: &str) -> Option<(&str, &str)> {
    let (_, rest) = line.split_once("** (")?;
    let (name, message) = rest.split_once(')')?;
    // `** (exit) an exception was raised:` names nothing yet.
    Some((name.split_once(' ').map_or(name, |(_, name)| name), message.trim()))
}
