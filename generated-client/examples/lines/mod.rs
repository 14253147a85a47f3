//! How an example shows what a vendor answered: rows as an aligned table, and what is not as the vendor's page says.

use ficha_client::Deviations;

/// The lines of a table; the first one has the heads.
pub(crate) fn table<const N: usize>(heads: [&str; N], rows: impl Iterator<Item = [Option<String>; N]>) -> Vec<String> {
    let rows: Vec<[String; N]> = rows.map(|row| row.map(|cell| cell.unwrap_or_else(|| "-".to_owned()))).collect();
    let width = |n: usize| {
        let cells = rows.iter().map(|row| row[n].chars().count());
        cells.chain([heads[n].chars().count()]).max().unwrap_or_default()
    };
    let line = |cells: [&str; N]| {
        let cells = cells.iter().enumerate().map(|(n, cell)| format!("{cell:<width$}", width = width(n)));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let rows = rows.iter().map(|row| line(row.each_ref().map(String::as_str)));
    std::iter::once(line(heads)).chain(rows).collect()
}

/// What was read although the page does not say so, a line each.
pub(crate) fn deviations(deviations: &Deviations) -> Vec<String> {
    let mut lines: Vec<String> = deviations.iter().map(ToString::to_string).collect();
    if deviations.more() > 0 {
        lines.push(format!("and {} more", deviations.more()));
    }
    if deviations.left_out() > 0 {
        lines.push(format!("rows left out, because what identifies them cannot be read: {}", deviations.left_out()));
    }
    lines
}
