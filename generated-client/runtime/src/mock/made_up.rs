//! Rows and bodies that nobody wrote: values of the right kind and length, from what the page shows where it shows something.
//! The same seed makes the same rows.

use crate::description::table::{Kind, Row, Table};

use super::json;
use super::state::{self, State, set};
use super::vendor::Vendor;

/// Numbers that look random and are not.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    /// Whether something happens that happens with this probability.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64 <= share && share > 0.0
    }
}

/// Makes rows up for every resource in which something can be created.
pub(super) fn fill(vendor: &Vendor, rows: usize, seed: u64, state: &mut State) {
    let mut dice = Dice::new(seed);
    for resource in vendor.resources().into_iter().filter(|resource| vendor.can_create(resource)) {
        let Some(table) = vendor.rows_of(resource) else { continue };
        let shown = state::shown(vendor, resource);
        for n in 1..=rows {
            let fields = match shown.get(dice.below(shown.len())) {
                Some(row) => like(table, row, n),
                None => new(table, n, &mut dice),
            };
            state.collection(resource, &[]).add(vendor.key_of(resource), fields);
        }
    }
}

/// A row that the page shows, with another key, and another name: the first text in it without digits.
fn like(table: &Table, shown: &[(String, String)], n: usize) -> Vec<(String, String)> {
    let mut fields = shown.to_vec();
    let is_text = |row: &&Row| matches!(row.kind, Kind::Text) && row.quoted;
    let mut is_named = false;
    for row in table.rows {
        let Some((_, value)) = fields.iter_mut().find(|(name, _)| name == row.name) else { continue };
        let is_name = value.len() > 2 && !value.contains(|c: char| c.is_ascii_digit());
        if is_text(&row) && (row.key || (is_name && !std::mem::replace(&mut is_named, true))) {
            *value = json::text(&format!("{} {n}", json::plain(value)));
        } else if row.key {
            // The collection gives the next number.
            fields.retain(|(name, _)| name != row.name);
        }
    }
    fields
}

fn new(table: &Table, n: usize, dice: &mut Dice) -> Vec<(String, String)> {
    let rows = table.rows.iter().filter(|row| !row.key || matches!(row.kind, Kind::Text));
    rows.map(|row| (row.name.to_owned(), value(row, &row.kind, n, dice))).collect()
}

fn value(row: &Row, kind: &Kind, n: usize, dice: &mut Dice) -> String {
    match kind {
        Kind::Text => json::text(&cut(&format!("{} {n}", row.name), row.max_length)),
        Kind::Open(names) => json::text(names.get(dice.below(names.len())).copied().unwrap_or("x")),
        Kind::Int => (row.min.unwrap_or(1).saturating_add(dice.below(9) as i64)).min(row.max.unwrap_or(9)).to_string(),
        Kind::Number => format!("{}.5", dice.below(90)),
        Kind::Bool => (dice.below(2) == 0).to_string(),
        Kind::Json => "null".to_owned(),
        Kind::Record(table) => body(table),
        Kind::List(item) => {
            let items: Vec<String> = (0..row.items.unwrap_or(1)).map(|_| value(row, item, n, dice)).collect();
            json::list(&items)
        }
        Kind::Map(_) => "{}".to_owned(),
    }
}

/// The least body that the page allows; where that is nothing, one text.
pub(super) fn body(table: &Table) -> String {
    let mut fields = Vec::new();
    let asks = table.rows.iter().any(|row| row.required);
    let text = table.rows.iter().position(|row| matches!(row.kind, Kind::Text)).filter(|_| !asks);
    let is_meant = |(n, row): &(usize, &Row)| row.required || text == Some(*n);
    for (_, row) in table.rows.iter().enumerate().filter(is_meant) {
        set(&mut fields, row.name, value(row, &row.kind, 1, &mut Dice::new(1)));
    }
    json::object(&fields)
}

fn cut(text: &str, most: Option<u32>) -> String {
    text.chars().take(most.map_or(usize::MAX, |most| most as usize)).collect()
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn a_share_is_a_share() {
        for (share, least, most) in [(0.0, 0, 0), (0.1, 800, 1200), (0.5, 4700, 5300), (1.0, 10_000, 10_000)] {
            let mut dice = Dice::new(1);
            let times = (0..10_000).filter(|_| dice.happens(share)).count();
            assert!((least..=most).contains(&times), "{times} of 10,000 with {share}");
        }
    }
}
