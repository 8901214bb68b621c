//! .NET: `Exception.ToString`.

use super::{CallPlace, HeadPlace, LanguageDef, LibrarySigns, Order, TraceLine};
use crate::trace::scan::{named_anywhere, number};
use crate::trace::{Language, Relation};

pub(super) const DOT_NET: LanguageDef = LanguageDef {
    language: Language::DotNet,
    id: "dot_net",
    title: ".NET",
    order: Order::FailedCallFirst,
    head: HeadPlace::Before,
    line,
    named: named_anywhere,
    library: LibrarySigns {
        functions: &[
            "System.",
            "Microsoft.",
            "Newtonsoft.",
            "MS.",
            "Mono.",
            "Npgsql.",
            "MySql.",
            "MySqlConnector.",
            "Serilog.",
            "NLog.",
            "log4net.",
            "Autofac.",
            "Castle.",
            "MediatR.",
            "AutoMapper.",
            "Dapper.",
            "Polly.",
            "Grpc.",
            "StackExchange.",
            "RabbitMQ.",
            "MassTransit.",
            "NHibernate.",
            "Hangfire.",
            "Quartz.",
            "Xunit.",
            "NUnit.",
            "Moq.",
            "Azure.",
            "Amazon.",
            "MongoDB.",
            "FluentValidation.",
            "Swashbuckle.",
            "IdentityServer4.",
            "lambda_method",
            "UnityEngine.",
            "UnityEditor.",
            "Google.",
            "Orleans.",
            "Akka.",
        ],
        files: &["/_/src/", "\\_\\src\\"],
    },
};

fn line(line: &str) -> TraceLine<'_> {
    let text = line.trim();
    if let Some(call) = text.strip_prefix("at ").and_then(call) {
        return TraceLine::Frame(call);
    }
    let inner = text.strip_prefix("---> ").map(|rest| {
        // Inner ones of an aggregate have a number.
        let rest = rest.strip_prefix("(Inner Exception #").and_then(|rest| rest.split_once(") "));
        rest.map_or(text.trim_start_matches("---> "), |(_, rest)| rest)
    });
    if let Some(rest) = inner {
        return TraceLine::Head { relation: Relation::CausedBy, rest };
    }
    if text.starts_with("--- End of inner ") {
        return TraceLine::InnerEnd;
    }
    match text {
        "--- End of stack trace from previous location ---"
        | "--- End of stack trace from previous location where exception was thrown ---" => {
            TraceLine::Detail
        }
        _ => TraceLine::Other,
    }
}

/// `Desk.Api.Book(Seat seat) in /src/Api.cs:line 7`
fn call(text: &str) -> Option<CallPlace<'_>> {
    let (call, place) = match text.split_once(") in ") {
        Some(found) => found,
        None => (text.strip_suffix(')')?, ""),
    };
    let (function, arguments) = call.split_once('(')?;
    let is_name =
        function.contains('.') && !function.contains(' ') || function.starts_with("lambda_method");
    if !is_name || function.ends_with('.') {
        return None;
    }
    // A file with a line in the brackets is a frame of another language.
    let is_list =
        arguments.is_empty() || arguments.split(", ").all(|one| one.contains(' ') || one == "...");
    if place.is_empty() && !is_list {
        return None;
    }
    let (file, line) =
        place.rsplit_once(":line ").map_or((place, None), |(file, line)| (file, number(line)));
    Some(CallPlace { function, file, line })
}
