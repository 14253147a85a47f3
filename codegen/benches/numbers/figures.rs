//! Numbers with names, as one process prints them and another reads them, and what several runs of it have in common.

use std::collections::BTreeMap;

use crate::Outcome;

/// What one run measured; each number by its name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures(BTreeMap<String, f64>);

impl Figures {
    /// What a run printed: a name and a number on each line.
    pub(crate) fn read(printed: &str) -> Outcome<Figures> {
        let lines = printed.lines().map(|line| {
            let (name, number) = line.split_once(' ').ok_or_else(|| format!("`{line}` is no figure"))?;
            Ok((name.to_owned(), number.parse()?))
        });
        lines.collect::<Outcome<_>>().map(Figures)
    }

    pub(crate) fn set(&mut self, name: &str, number: f64) {
        self.0.insert(name.to_owned(), number);
    }

    /// The number of this name; none is none.
    pub(crate) fn get(&self, name: &str) -> f64 {
        self.0.get(name).copied().unwrap_or(f64::NAN)
    }

    /// The median of each number over so many runs.
    pub(crate) fn median_of(runs: usize, run: impl Fn() -> Outcome<Figures>) -> Outcome<Figures> {
        let mut all: BTreeMap<String, Vec<f64>> = BTreeMap::new();
        for _ in 0..runs {
            for (name, number) in run()?.0 {
                all.entry(name).or_default().push(number);
            }
        }
        let medians = all.into_iter().map(|(name, numbers)| (name, median(numbers)));
        Ok(Figures(medians.collect()))
    }
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|(name, number)| writeln!(f, "{name} {number}"))
    }
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}
