//! `reference`: keeps the generated part of specs/README.md equal to the code. What that part says is in `reference/`.

mod page;

use std::fs;
use std::io;
use std::path::Path;

use crate::Outcome;
use crate::grammar;
use crate::report;
use crate::trouble::Trouble;
use crate::wiring::ByHand;
use crate::workspace::{REFERENCE, Workspace};
use crate::write;

const BEGIN: &str =
    "<!-- reference: begin. Written by `cargo xtask gen` from codegen/src/spec and codegen/src/diagnostic. -->";
const END: &str = "<!-- reference: end -->";

/// The page that carries the reference.
pub(crate) enum Page {
    /// The page as it is, and as it should be.
    Marked {
        /// What is on the disk.
        on_disk: String,
        /// The same with the reference as the code has it.
        wanted: String,
    },
    /// The page does not say where the reference goes.
    Unmarked(ByHand),
}

/// Reads the page and puts the reference in its place.
pub(crate) fn page(workspace: &Workspace) -> Result<Page, Trouble> {
    let path = workspace.at(REFERENCE);
    let on_disk = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => String::new(),
        Err(cause) => return Err(Trouble::io("read", &path, cause)),
    };
    let reference = page::render(&grammar::read()?);
    Ok(match splice(&on_disk, &reference) {
        Some(wanted) => Page::Marked { on_disk, wanted },
        None => Page::Unmarked(ByHand {
            file: REFERENCE.to_owned(),
            place: "where the reference of the spec language belongs",
            lines: vec![BEGIN.to_owned(), END.to_owned()],
        }),
    })
}

/// Writes the reference if it differs from the code.
pub(crate) fn run(root: Option<&Path>) -> Result<Outcome, Trouble> {
    let workspace = Workspace::find(root)?;
    match page(&workspace)? {
        Page::Marked { on_disk, wanted } if on_disk == wanted => {
            report::line(&format!("{REFERENCE} is what the code says"))?;
            Ok(Outcome::Fine)
        }
        Page::Marked { wanted, .. } => {
            write::file(&workspace.at(REFERENCE), &wanted)?;
            report::line(&format!("wrote {REFERENCE}"))?;
            Ok(Outcome::Fine)
        }
        Page::Unmarked(lacking) => {
            report::lacking(&[lacking])?;
            Ok(Outcome::Findings)
        }
    }
}

/// The page with the text between the two marks replaced; none where a mark is not there.
fn splice(page: &str, reference: &str) -> Option<String> {
    let (opening, rest) = page.split_once(BEGIN)?;
    let (_, closing) = rest.split_once(END)?;
    Some(format!("{opening}{BEGIN}\n{reference}{END}{closing}"))
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, END, splice};

    #[test]
    fn only_what_is_between_the_marks_changes() {
        let page = format!("# By hand\n{BEGIN}\nold\n{END}\nmore by hand\n");
        let wanted = format!("# By hand\n{BEGIN}\nnew\n{END}\nmore by hand\n");
        assert_eq!(splice(&page, "new\n"), Some(wanted.clone()));
        assert_eq!(splice(&wanted, "new\n"), Some(wanted), "the second time changes nothing");
    }

    #[test]
    fn a_page_without_both_marks_in_order_is_left_alone() {
        assert_eq!(splice("# By hand\n", "new\n"), None);
        assert_eq!(splice(BEGIN, "new\n"), None);
        assert_eq!(splice(&format!("{END}\n{BEGIN}\n"), "new\n"), None);
    }
}
