//! The known name that a misspelt one probably means.

/// How many names a misspelt one is compared with; if there are more, the log generates most of them.
const MAX_COMPARED: usize = 4_096;

/// The closest known name, if at most a third of the letters differ.
///
/// Two swapped letters count as one mistake; case is ignored. Ties go to the alphabetically first name.
pub fn closest_name(name: &str, known: impl Iterator<Item: AsRef<str>>) -> Option<String> {
    let limit = name.chars().count().div_ceil(3);
    let wanted = name.to_lowercase();
    let close = known.take(MAX_COMPARED).filter_map(|known| {
        let distance = strsim::osa_distance(&wanted, &known.as_ref().to_lowercase());
        (distance <= limit).then(|| (distance, known.as_ref().to_owned()))
    });
    close.min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, known: &[&str], expected: Option<&str>) {
        assert_eq!(closest_name(name, known.iter().copied()).as_deref(), expected, "{name}");
    }

    #[test]
    fn the_name_with_the_fewest_edits_is_meant() {
        check("stauts", &["state", "status", "start"], Some("status"));
        check("PATH", &["hash", "path"], Some("path"));
        check("länge", &["lange", "other"], Some("lange"));
        check("b", &["c", "a"], Some("a"));
    }

    #[test]
    fn a_name_that_is_far_from_all_means_none() {
        check("status", &["duration", "path"], None);
        check("", &["a"], None);
        check("a", &[], None);
    }
}
