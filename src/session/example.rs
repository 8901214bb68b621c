//! Formats by example, tried on the sample that detection looks at.

use super::{ReadPlan, Session};
use crate::format::example::{Made, MarkedSpan, Trial, lines, make_pattern, suggest, try_pattern};
use crate::input::{BOM, ReadError, Storage};
use crate::units::{SourceId, UnixNanos};

/// How many lines that the pattern does not fit are handed out at most.
const MAX_OTHERS: usize = 200;

/// What is asked about a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExampleAsk {
    /// Which marks to suggest.
    Suggestion,
    /// A pattern of these marks.
    Marks(Vec<MarkedSpan>),
    /// How much this pattern reads.
    Pattern(String),
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    /// The pattern, if there is one.
    pub pattern: Option<String>,
    /// Why there is none, in a sentence.
    pub problem: Option<String>,
    /// The marks as they are understood.
    pub marks: Vec<MarkedSpan>,
    /// How the pattern reads the start of the source.
    pub trial: Trial,
}

impl<S: Storage> Session<S> {
    /// Makes a pattern from a line of a named source, and tries it on the source's start.
    ///
    /// # Errors
    /// The storage's errors.
    ///
    /// # Cost
    /// Reads the sample again and parses its lines with one pattern: about 10 ms.
    pub fn example(
        &mut self,
        id: SourceId,
        modified: UnixNanos,
        line: &str,
        ask: ExampleAsk,
    ) -> Result<Example, ReadError> {
        let marks = match &ask {
            ExampleAsk::Suggestion => suggest(line, &self.plan_for(id, modified)?.formats),
            ExampleAsk::Marks(marks) => marks.clone(),
            ExampleAsk::Pattern(_) => Vec::new(),
        };
        let sample = self.sample(id)?;
        let (pattern, marks) = match ask {
            ExampleAsk::Pattern(pattern) => (pattern, marks),
            ExampleAsk::Suggestion | ExampleAsk::Marks(_) => {
                let others: Vec<&[u8]> = lines(&sample).collect();
                match make_pattern(line, &marks, &others) {
                    Ok(Made { pattern, marks }) => (pattern, marks),
                    Err(error) => {
                        let problem = Some(error.to_string());
                        return Ok(Example { problem, marks, ..Example::default() });
                    }
                }
            }
        };
        let assumptions = self.overrule_of(id).assumptions(modified);
        Ok(match try_pattern(&pattern, &sample, assumptions, MAX_OTHERS) {
            Ok(trial) => Example { pattern: Some(pattern), problem: None, marks, trial },
            Err(error) => {
                let problem = Some(format!("This pattern cannot be used: {error}."));
                Example { problem, marks, ..Example::default() }
            }
        })
    }

    /// The start of a source's text.
    fn sample(&mut self, id: SourceId) -> Result<Vec<u8>, ReadError> {
        let sample = self.look_at(id)?.sample;
        Ok(sample.strip_prefix(BOM).map(<[u8]>::to_vec).unwrap_or(sample))
    }

    fn plan_for(&mut self, id: SourceId, modified: UnixNanos) -> Result<ReadPlan, ReadError> {
        match self.plan_of(id) {
            Some(plan) => Ok(plan.clone()),
            None => self.open(id, modified).map(|opened| opened.plan),
        }
    }
}
