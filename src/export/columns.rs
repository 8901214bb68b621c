//! Which columns a CSV has, as people write them: `time,level,message,"a field, quoted"`.

/// Columns in order; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnNames(Vec<ColumnName>);

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ColumnName {
    /// RFC 3339 in UTC.
    Time,
    /// `unknown` to `fatal`.
    Level,
    /// What the source is called.
    Source,
    /// First line of the entry.
    Line,
    /// Its first byte.
    Offset,
    /// What its format is called.
    Format,
    /// What it says, unescaped.
    Message,
    /// Its original text.
    Text,
    /// Whether it matches itself, or is next to one that does; no name stands for it.
    Hit,
    /// A field by its name.
    Field(String),
}

/// Names that stand for what every entry has; a field that is called the same is written in quotes.
const OWN: &[(&str, ColumnName)] = &[
    ("format", ColumnName::Format),
    ("level", ColumnName::Level),
    ("line", ColumnName::Line),
    ("message", ColumnName::Message),
    ("offset", ColumnName::Offset),
    ("source", ColumnName::Source),
    ("text", ColumnName::Text),
    ("time", ColumnName::Time),
];

/// Why a list of columns cannot be read, in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadColumns(pub &'static str);

impl ColumnNames {
    /// Reads names separated by commas; a name in quotes is always a field, and `""` in it is a quote.
    ///
    /// # Errors
    /// [`BadColumns`] if a name is empty or its quotes do not close.
    pub fn parse(text: &str) -> Result<Self, BadColumns> {
        let mut rest = text.trim_start();
        let mut columns = Vec::new();
        loop {
            let (column, after) = match rest.strip_prefix('"') {
                Some(quoted) => quoted_name(quoted)?,
                None => plain_name(rest),
            };
            let is_unnamed = matches!(&column, ColumnName::Field(name) if name.is_empty());
            if is_unnamed {
                return Err(BadColumns("A column has no name: write names separated by commas"));
            }
            columns.push(column);
            let after = after.trim_start();
            if after.is_empty() {
                return Ok(Self(columns));
            }
            let Some(next) = after.strip_prefix(',') else {
                return Err(BadColumns("Columns must be separated by commas"));
            };
            rest = next.trim_start();
        }
    }

    /// The same after a column that tells what matches from what is around it.
    #[must_use]
    pub fn with_hit(mut self) -> Self {
        self.0.insert(0, ColumnName::Hit);
        self
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &ColumnName> {
        self.0.iter()
    }
}

fn plain_name(text: &str) -> (ColumnName, &str) {
    let (name, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
    let name = name.trim_end();
    let own = OWN.iter().find(|(own, _)| *own == name);
    (own.map_or_else(|| ColumnName::Field(name.to_owned()), |(_, column)| column.clone()), rest)
}

/// A name whose first quote has been read.
fn quoted_name(text: &str) -> Result<(ColumnName, &str), BadColumns> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let Some((part, after)) = rest.split_once('"') else {
            return Err(BadColumns("The quotes around a column's name do not close"));
        };
        name.push_str(part);
        match after.strip_prefix('"') {
            Some(next) => {
                name.push('"');
                rest = next;
            }
            None => return Ok((ColumnName::Field(name), after)),
        }
    }
}

impl ColumnName {
    /// What the head of the table calls it.
    pub(super) fn title(&self) -> &str {
        if let Self::Field(name) = self {
            return name;
        }
        if *self == Self::Hit {
            return "hit";
        }
        OWN.iter().find(|(_, column)| column == self).map_or("", |(name, _)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[ColumnName]) {
        assert_eq!(ColumnNames::parse(text), Ok(ColumnNames(expected.to_vec())), "{text}");
    }

    fn field(name: &str) -> ColumnName {
        ColumnName::Field(name.to_owned())
    }

    #[test]
    fn names_are_own_columns_or_fields() {
        check("time,level", &[ColumnName::Time, ColumnName::Level]);
        check(
            " time , HTTP Status ,größe",
            &[ColumnName::Time, field("HTTP Status"), field("größe")],
        );
        check("Time", &[field("Time")]);
    }

    #[test]
    fn a_name_in_quotes_is_a_field() {
        check(r#""time", "a, b" ,"x ""y""""#, &[field("time"), field("a, b"), field("x \"y\"")]);
    }

    #[test]
    fn a_list_that_makes_no_sense_is_refused() {
        for text in ["", " ", "a,,b", "a,", ",", "\"a", "\"a\" b", "\"\""] {
            assert!(ColumnNames::parse(text).is_err(), "{text:?}");
        }
    }
}
