//! Where in a value the engine stands. A chain of steps on the stack; it becomes a text only when something is to be told.

/// One step, and those before it.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    before: Option<&'a Place<'a>>,
    step: Step<'a>,
    depth: u32,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Start(&'a str),
    Key(&'a str),
    /// Some item of a list; which one does not matter.
    Any,
    Item(usize),
}

impl<'a> Place<'a> {
    /// The start of a value; the path of what is inside begins with `name`, which may be empty.
    pub(crate) fn start(name: &'a str) -> Place<'a> {
        Place { before: None, step: Step::Start(name), depth: 0 }
    }

    pub(crate) fn key(&'a self, name: &'a str) -> Place<'a> {
        self.then(Step::Key(name))
    }

    pub(crate) fn any_item(&'a self) -> Place<'a> {
        self.then(Step::Any)
    }

    pub(crate) fn item(&'a self, index: usize) -> Place<'a> {
        self.then(Step::Item(index))
    }

    fn then(&'a self, step: Step<'a>) -> Place<'a> {
        Place { before: Some(self), step, depth: self.depth + 1 }
    }

    /// How many steps lead here.
    pub(crate) fn depth(&self) -> u32 {
        self.depth
    }

    /// Whether a key of this kind leads here.
    pub(crate) fn is_under(&self, is_it: impl Fn(&str) -> bool) -> bool {
        let mut steps = std::iter::successors(Some(self), |place| place.before);
        steps.any(|place| match place.step {
            Step::Key(name) => is_it(name),
            Step::Start(path) => path.split('.').any(&is_it),
            Step::Any | Step::Item(_) => false,
        })
    }

    /// The path as a text: `result[].nit`.
    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        self.write(&mut path);
        path
    }

    fn write(&self, path: &mut String) {
        if let Some(before) = self.before {
            before.write(path);
        }
        match self.step {
            Step::Start(name) => path.push_str(name),
            Step::Key(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Any => path.push_str("[]"),
            Step::Item(index) => path.push_str(&format!("[{index}]")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_path_is_written_as_the_page_would_name_it() {
        let start = Place::start("");
        let list = start.key("contactos");
        let (any, second) = (list.any_item(), list.item(2));
        assert_eq!(any.key("telefono").path(), "contactos[].telefono");
        assert_eq!(second.path(), "contactos[2]");
        assert_eq!(Place::start("result").any_item().path(), "result[]");
        assert_eq!(start.path(), "");
        assert!(any.is_under(|key| key == "contactos") && !list.is_under(|key| key == "telefono"));
    }
}
