//! What differs between the files that the specs produce and those on the disk. Pure: reads and writes nothing.

use std::collections::BTreeMap;

/// Files by their path in the workspace.
pub(crate) type Wanted = BTreeMap<String, String>;

/// What stands at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    /// A file that may be overwritten or removed, and its content.
    Generated(Vec<u8>),
    /// What an interrupted run left behind.
    Debris,
    /// Something that must not be touched, and what it is.
    Obstacle(String),
}

/// What has to happen for the disk to hold what is wanted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Wanted and not there.
    pub(crate) missing: Vec<String>,
    /// There with another content.
    pub(crate) stale: Vec<Stale>,
    /// There and no longer wanted.
    pub(crate) left_over: Vec<String>,
    /// How many are as they should be.
    pub(crate) unchanged: usize,
}

/// A file with another content than the specs produce.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Stale {
    pub(crate) path: String,
    /// The first line that differs, counted from 1.
    pub(crate) line: usize,
    /// That line on the disk; none behind its end.
    pub(crate) on_disk: Option<String>,
    /// That line as the specs produce it; none behind its end.
    pub(crate) wanted: Option<String>,
}

impl Difference {
    pub(crate) fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.stale.is_empty() && self.left_over.is_empty()
    }
}

/// A path where a file is wanted and something stands that must not be touched.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Obstructed {
    pub(crate) path: String,
    pub(crate) by: String,
}

/// Holds what is wanted against what was found. Fails with every obstacle where something is wanted.
pub(crate) fn compare(wanted: &Wanted, found: &BTreeMap<String, Found>) -> Result<Difference, Vec<Obstructed>> {
    let mut difference = Difference::default();
    let mut obstructed = Vec::new();
    for (path, text) in wanted {
        match found.get(path) {
            None | Some(Found::Debris) => difference.missing.push(path.clone()),
            Some(Found::Generated(bytes)) if bytes == text.as_bytes() => difference.unchanged += 1,
            Some(Found::Generated(bytes)) => difference.stale.push(stale(path, bytes, text)),
            Some(Found::Obstacle(by)) => obstructed.push(Obstructed { path: path.clone(), by: by.clone() }),
        }
    }
    let removable = |found: &Found| !matches!(found, Found::Obstacle(_));
    difference.left_over = found
        .iter()
        .filter(|(path, found)| !wanted.contains_key(*path) && removable(found))
        .map(|(path, _)| path.clone())
        .collect();
    if obstructed.is_empty() { Ok(difference) } else { Err(obstructed) }
}

fn stale(path: &str, on_disk: &[u8], wanted: &str) -> Stale {
    let on_disk = String::from_utf8_lossy(on_disk);
    let mut lines = (on_disk.split('\n'), wanted.split('\n'));
    let mut line = 0;
    loop {
        line += 1;
        let (there, here) = (lines.0.next(), lines.1.next());
        // Bytes that are no UTF-8 can look the same; then the end is the place to point at.
        if there != here || there.is_none() {
            return Stale {
                path: path.to_owned(),
                line,
                on_disk: there.map(str::to_owned),
                wanted: here.map(str::to_owned),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(files: &[(&str, &str)]) -> Wanted {
        files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
    }

    fn found(files: &[(&str, &str)]) -> BTreeMap<String, Found> {
        files.iter().map(|(path, text)| (path.to_string(), Found::Generated(text.as_bytes().to_vec()))).collect()
    }

    #[test]
    fn equal_sets_have_no_difference() {
        let files = [("a.rs", "one\n"), ("b.rs", "two\n")];
        let difference = compare(&wanted(&files), &found(&files));
        assert_eq!(difference, Ok(Difference { unchanged: 2, ..Difference::default() }));
        assert!(difference.is_ok_and(|difference| difference.is_empty()));
    }

    #[test]
    fn each_kind_of_difference_is_told_apart() {
        let difference = compare(
            &wanted(&[("new.rs", "n"), ("same.rs", "s"), ("stale.rs", "first\nsecond\n")]),
            &found(&[("old.rs", "o"), ("same.rs", "s"), ("stale.rs", "first\nother\n")]),
        );
        let stale = Stale {
            path: "stale.rs".to_owned(),
            line: 2,
            on_disk: Some("other".to_owned()),
            wanted: Some("second".to_owned()),
        };
        let expected = Difference {
            missing: vec!["new.rs".to_owned()],
            stale: vec![stale],
            left_over: vec!["old.rs".to_owned()],
            unchanged: 1,
        };
        assert_eq!(difference, Ok(expected));
    }

    #[test]
    fn a_cut_file_differs_where_it_ends() {
        let cut = stale("a.rs", b"one", "one\ntwo");
        assert_eq!((cut.line, cut.on_disk, cut.wanted.as_deref()), (2, None, Some("two")));
    }

    #[test]
    fn a_byte_that_is_no_text_is_still_a_difference() {
        let difference = compare(
            &wanted(&[("a.rs", "\u{fffd}")]),
            &BTreeMap::from([("a.rs".to_owned(), Found::Generated(vec![0xff]))]),
        );
        assert!(difference.is_ok_and(|difference| difference.stale.len() == 1));
    }

    #[test]
    fn obstacles_count_only_where_something_is_wanted() {
        let by_hand = || Found::Obstacle("a hand-written file".to_owned());
        let found = BTreeMap::from([("a.rs".to_owned(), by_hand()), ("b.rs".to_owned(), by_hand())]);
        let obstructed = compare(&wanted(&[("a.rs", "text")]), &found);
        let expected = Obstructed { path: "a.rs".to_owned(), by: "a hand-written file".to_owned() };
        assert_eq!(obstructed, Err(vec![expected]));
        assert_eq!(compare(&Wanted::new(), &found), Ok(Difference::default()));
    }

    #[test]
    fn what_an_interrupted_run_left_is_left_over() {
        let found = BTreeMap::from([("serpi/.ficha-x.tmp".to_owned(), Found::Debris)]);
        let difference = compare(&Wanted::new(), &found);
        assert!(difference.is_ok_and(|difference| difference.left_over == ["serpi/.ficha-x.tmp"]));
    }
}
