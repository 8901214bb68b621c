//! A program's output with something put in front of each line by what ran it or collected it:
//! the names of containers, a time.

use super::payload::stream_of;
use super::{Carries, FieldNames, Format, Framing, Layout, Lead, Parsed, Parser, Sample, TextRef};
use crate::level::Level;
use crate::time::{Assumptions, Reading, TimeParser, TimeShape};
use crate::units::FieldId;

mod heads;
mod samples;

/// A way to put something in front of lines. Layout 1, where there is one, has a time behind it.
pub(super) struct Prefixed {
    id: &'static str,
    title: &'static str,
    definition_url: &'static str,
    /// Names of the parts of the prefix.
    names: &'static [&'static str],
    head: ReadHead,
    lead: Lead,
    /// Whether the container's engine may add the time of each line.
    has_times: bool,
    /// How many of a sample's lines must have it at least, in percent.
    min_share: usize,
    samples: &'static [Sample],
}

/// What stands in front of a line.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    time: Option<Reading>,
    level: Level,
    /// Start and end of the named parts; empty for what is missing.
    parts: [(usize, usize); 3],
    /// Where the line that is carried starts.
    text: usize,
}

/// Lines of containers that Docker Compose shows together.
pub(super) static DOCKER_COMPOSE: Prefixed = Prefixed {
    id: "docker_compose",
    title: "Docker Compose",
    definition_url: "https://docs.docker.com/reference/cli/docker/compose/logs/",
    names: &["container"],
    head: heads::compose,
    lead: Lead::Any,
    has_times: true,
    min_share: 50,
    samples: samples::DOCKER_COMPOSE,
};

/// Lines of a job's steps.
pub(super) static GITHUB_ACTIONS: Prefixed = Prefixed {
    id: "github_actions",
    title: "GitHub Actions",
    definition_url: "https://docs.github.com/en/actions/monitoring-and-troubleshooting-workflows/monitoring-workflows/using-workflow-run-logs",
    names: &["job", "step"],
    head: heads::github,
    lead: Lead::Any,
    has_times: false,
    min_share: 90,
    samples: samples::GITHUB_ACTIONS,
};

/// Lines of a job, each with the number of its stream.
pub(super) static GITLAB_RUNNER: Prefixed = Prefixed {
    id: "gitlab_runner",
    title: "GitLab job log",
    definition_url: "https://docs.gitlab.com/ci/jobs/job_logs/",
    names: &["stream"],
    head: heads::gitlab,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 0,
    samples: samples::GITLAB_RUNNER,
};

/// Lines that were asked of Loki, each behind the labels of its stream.
pub(super) static LOGCLI: Prefixed = Prefixed {
    id: "logcli",
    title: "Loki logcli",
    definition_url: "https://grafana.com/docs/loki/latest/query/logcli/",
    names: &["labels"],
    head: heads::logcli,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 0,
    samples: samples::LOGCLI,
};

/// Lines of an application's processes, and of the platform.
pub(super) static HEROKU: Prefixed = Prefixed {
    id: "heroku",
    title: "Heroku",
    definition_url: "https://devcenter.heroku.com/articles/logging#log-format",
    names: &["source", "process"],
    head: heads::heroku,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 0,
    samples: samples::HEROKU,
};

/// Lines of the pods of a selection.
pub(super) static KUBECTL_PREFIX: Prefixed = Prefixed {
    id: "kubectl_prefix",
    title: "kubectl with prefix",
    definition_url: "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/",
    names: &["pod", "container"],
    head: heads::kubectl,
    lead: Lead::Byte(b'['),
    has_times: true,
    min_share: 0,
    samples: samples::KUBECTL_PREFIX,
};

/// Lines of the processes that PM2 runs.
pub(super) static PM2: Prefixed = Prefixed {
    id: "pm2",
    title: "PM2",
    definition_url: "https://pm2.keymetrics.io/docs/usage/log-management/",
    names: &["process_id", "process"],
    head: heads::pm2,
    lead: Lead::Any,
    has_times: false,
    min_share: 50,
    samples: samples::PM2,
};

/// Lines of the pods that stern follows.
pub(super) static STERN: Prefixed = Prefixed {
    id: "stern",
    title: "stern",
    definition_url: "https://github.com/stern/stern",
    names: &["pod", "container"],
    head: heads::stern,
    lead: Lead::Any,
    has_times: true,
    min_share: 50,
    samples: samples::STERN,
};

/// Lines of one container, each with the time at which its engine got it.
pub(super) static CONTAINER_TIMES: Prefixed = Prefixed {
    id: "container_times",
    title: "Container output with times",
    definition_url: "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_logs/",
    names: &[],
    head: heads::timed,
    lead: Lead::Time(&[TimeShape::Iso]),
    has_times: false,
    min_share: 90,
    samples: samples::CONTAINER_TIMES,
};

type ReadHead = fn(&[u8], &mut TimeParser) -> Option<Head>;

/// The head of a line in a layout.
fn head_of(read: ReadHead, layout: u16, line: &[u8], times: &mut TimeParser) -> Option<Head> {
    let mut head = read(line, times)?;
    if layout == 1 {
        let (reading, len) = times.parse(TimeShape::Iso, line.get(head.text..)?)?;
        let end = head.text + len;
        let is_full = n_digits(line.get(head.text..end)?) == ENGINE_DIGITS;
        if !is_full || line.get(end).is_some_and(|&byte| byte != b' ') {
            return None;
        }
        head.time = Some(reading);
        head.text = (end + 1).min(line.len());
    }
    Some(head)
}

/// Digits behind the point of the times that engines add: always all nine.
const ENGINE_DIGITS: usize = 9;

/// Digits of the second.
fn n_digits(time: &[u8]) -> usize {
    let fraction = time.iter().position(|&byte| byte == b'.').and_then(|at| time.get(at + 1..));
    fraction.unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

impl Format for Prefixed {
    fn id(&self) -> &'static str {
        self.id
    }

    fn title(&self) -> &'static str {
        self.title
    }

    fn definition_url(&self) -> &'static str {
        self.definition_url
    }

    fn samples(&self) -> &'static [Sample] {
        self.samples
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn n_layouts(&self) -> u16 {
        1 + u16::from(self.has_times)
    }

    /// Its layouts, if it stands in front of enough lines: in front of a few it is chance.
    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let assumptions = Assumptions { not_after: crate::units::UnixNanos(0), offset_secs: 0 };
        let mut times = TimeParser::new(assumptions);
        let visible = || lines.iter().filter(|line| !line.trim_ascii().is_empty());
        let n = visible().filter(|line| (self.head)(line, &mut times).is_some()).count();
        let is_enough = n > 0 && n * 100 >= visible().count() * self.min_share;
        // A program may write its times so as well: what stands behind them tells.
        let is_known = !self.names.is_empty() || heads::is_output(lines, self.head, &mut times);
        let layouts = if is_enough && is_known { 0..self.n_layouts() } else { 0..0 };
        layouts.map(|number| (number, String::new())).collect()
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Lines
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        self.lead
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        15
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(PrefixedParser {
            head: self.head,
            layout: layout.number,
            names: self.names.iter().map(|name| names.intern(name.as_bytes())).collect(),
            times: TimeParser::new(assumptions),
        })
    }
}

struct PrefixedParser {
    head: ReadHead,
    layout: u16,
    names: Box<[FieldId]>,
    times: TimeParser,
}

impl Parser for PrefixedParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        head_of(self.head, self.layout, line, &mut self.times).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(head) = head_of(self.head, self.layout, entry, &mut self.times) else {
            return false;
        };
        if let Some(reading) = head.time {
            out.set_time(reading);
        }
        out.level = head.level;
        let (mut first, mut last) = (usize::MAX, 0);
        for (name, (start, end)) in self.names.iter().zip(head.parts) {
            if start < end {
                out.push(*name, start, end);
                (first, last) = (first.min(start), last.max(end));
            }
        }
        out.stream = entry.get(first..last).map_or(0, stream_of);
        out.message = TextRef::from_range(head.text, entry.len());
        true
    }
}
