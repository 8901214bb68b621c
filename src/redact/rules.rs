//! What the user adds and leaves out.

use regex::bytes::Regex;

use super::hit::Hits;
use super::kind::{Class, Kind};

/// Rules of the user's, and the classes that are replaced.
pub struct Rules {
    own: Vec<Regex>,
    words: Vec<String>,
    replaced: Vec<Class>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            own: Vec::new(),
            words: Vec::new(),
            replaced: vec![Class::Secret, Class::Personal, Class::Identifier],
        }
    }
}

impl Rules {
    /// Adds a rule: what its expression matches, or its first group if it has one, is replaced.
    ///
    /// # Errors
    /// A sentence, if the name cannot stand in pseudonyms or the expression cannot be read.
    pub fn add(&mut self, name: &str, expression: &str) -> Result<(), String> {
        let fits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        if !fits {
            return Err(format!("the name of a rule is made of small letters: {name:?}"));
        }
        if self.own.len() > 200 {
            return Err("there are too many rules".to_owned());
        }
        let regex = Regex::new(expression)
            .map_err(|error| format!("the expression of rule {name} cannot be read: {error}"))?;
        self.own.push(regex);
        self.words.push(name.to_owned());
        Ok(())
    }

    /// Leaves values of a class as they are.
    pub fn keep(&mut self, class: Class) {
        self.replaced.retain(|replaced| *replaced != class);
    }

    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    pub(super) fn replaces(&self, kind: Kind) -> bool {
        matches!(kind, Kind::Own(_)) || self.replaced.contains(&kind.class())
    }

    pub(super) fn find(&self, text: &[u8], hits: &mut Hits) {
        for (n, regex) in (0u8..).zip(&self.own) {
            for found in regex.captures_iter(text) {
                if let Some(group) = found.get(1).or_else(|| found.get(0)) {
                    hits.push(Kind::Own(n), group.start(), group.end());
                }
            }
        }
    }
}
