//! What a generated field can do for the engine, whatever its Rust type: take a value, show it, open its inside.
//! Which value is right for a field is the table's business, not this file's.

use std::collections::BTreeMap;

use serde_json::Value;

use super::record::Record;

/// A value found in an answer, already brought to the kind that the row documents.
#[derive(Debug)]
pub enum Scalar<'a> {
    /// No value.
    Null,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// Any number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// Anything that JSON can say; whoever takes it leaves null.
    Json(&'a mut Value),
}

/// What a field holds, for writing and validating.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// No value.
    Unset,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// Any number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// Anything that JSON can say.
    Json(&'a Value),
    /// A record with a table of its own.
    Record(&'a dyn Record),
    /// A list.
    List(&'a dyn Items),
    /// An object whose keys are data.
    Map(&'a dyn Entries),
}

/// The inside of a field that is filled piece by piece.
pub enum Inside<'a> {
    /// The field has no inside: it takes a [`Scalar`].
    Nothing,
    /// A record, filled row by row.
    Record(&'a mut dyn Record),
    /// A list, filled item by item.
    List(&'a mut dyn Items),
    /// An object whose keys are data, filled entry by entry.
    Map(&'a mut dyn Entries),
}

/// One field of a generated type, without its Rust type.
pub trait Field {
    /// A field that waits for its value.
    fn empty() -> Self
    where
        Self: Sized;

    /// Takes a value and tells whether it could. Only what may be absent takes [`Scalar::Null`].
    fn put(&mut self, value: Scalar<'_>) -> bool;

    /// What the field holds.
    fn view(&self) -> View<'_>;

    /// The inside of a record, a list or a map; what was absent becomes present. Lists and maps are emptied, a record keeps
    /// what it holds until its rows are read.
    fn open(&mut self) -> Inside<'_> {
        Inside::Nothing
    }
}

/// A list without its Rust type.
pub trait Items {
    /// How many items there are.
    fn count(&self) -> usize;
    /// One item.
    fn item(&self, index: usize) -> Option<&dyn Field>;
    /// Adds an empty item at the end; `None` for a list that cannot grow.
    fn add(&mut self) -> Option<&mut dyn Field>;
    /// Takes the last item away again.
    fn remove_last(&mut self);
}

/// An object whose keys are data, without its Rust type.
pub trait Entries {
    /// Shows every entry in the order of the keys.
    fn each(&self, show: &mut dyn FnMut(&str, &dyn Field));
    /// An empty value under this key; what stood there is gone.
    fn add(&mut self, key: &str) -> Option<&mut dyn Field>;
    /// Takes an entry away again.
    fn remove(&mut self, key: &str);
}

/// Fields that hold one plain value.
macro_rules! plain_field {
    ($($rust:ty: $scalar:ident($found:ident) => $take:expr, $this:ident => $show:expr;)*) => {$(
        impl Field for $rust {
            fn empty() -> Self {
                Self::default()
            }

            #[inline]
            fn put(&mut self, value: Scalar<'_>) -> bool {
                match value {
                    Scalar::$scalar($found) => {
                        *self = $take;
                        true
                    }
                    _ => false,
                }
            }

            fn view(&self) -> View<'_> {
                let $this = self;
                View::$scalar($show)
            }
        }
    )*};
}

plain_field! {
    String: Text(text) => text.to_owned(), this => this;
    i64: Int(number) => number, this => *this;
    f64: Number(number) => number, this => *this;
    bool: Bool(truth) => truth, this => *this;
}

impl Field for Value {
    fn empty() -> Self {
        Value::Null
    }

    fn put(&mut self, value: Scalar<'_>) -> bool {
        *self = match value {
            Scalar::Null => Value::Null,
            Scalar::Json(value) => std::mem::take(value),
            _ => return false,
        };
        true
    }

    fn view(&self) -> View<'_> {
        View::Json(self)
    }
}

/// Stands for an answer that carries nothing.
impl Field for () {
    fn empty() -> Self {}

    fn put(&mut self, _: Scalar<'_>) -> bool {
        true
    }

    fn view(&self) -> View<'_> {
        View::Unset
    }
}

impl<T: Field> Field for Option<T> {
    fn empty() -> Self {
        None
    }

    fn put(&mut self, value: Scalar<'_>) -> bool {
        if let Scalar::Null = value {
            *self = None;
            return true;
        }
        let taken = self.insert(T::empty()).put(value);
        if !taken {
            *self = None;
        }
        taken
    }

    fn view(&self) -> View<'_> {
        match self {
            Some(inner) => inner.view(),
            None => View::Unset,
        }
    }

    fn open(&mut self) -> Inside<'_> {
        self.insert(T::empty()).open()
    }
}

impl<R: Record> Field for R {
    fn empty() -> Self {
        R::blank()
    }

    fn put(&mut self, _: Scalar<'_>) -> bool {
        false
    }

    fn view(&self) -> View<'_> {
        View::Record(self)
    }

    fn open(&mut self) -> Inside<'_> {
        Inside::Record(self)
    }
}

impl<T: Field> Field for Vec<T> {
    fn empty() -> Self {
        Vec::new()
    }

    fn put(&mut self, _: Scalar<'_>) -> bool {
        false
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn open(&mut self) -> Inside<'_> {
        self.clear();
        Inside::List(self)
    }
}

impl<T: Field> Items for Vec<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn item(&self, index: usize) -> Option<&dyn Field> {
        let items = self.as_slice();
        if index < items.len() { Some(&items[index]) } else { None }
    }

    fn add(&mut self) -> Option<&mut dyn Field> {
        Some(self.push_mut(T::empty()))
    }

    fn remove_last(&mut self) {
        self.truncate(self.len().saturating_sub(1));
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    fn empty() -> Self {
        BTreeMap::new()
    }

    fn put(&mut self, _: Scalar<'_>) -> bool {
        false
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn open(&mut self) -> Inside<'_> {
        self.clear();
        Inside::Map(self)
    }
}

impl<T: Field> Entries for BTreeMap<String, T> {
    fn each(&self, show: &mut dyn FnMut(&str, &dyn Field)) {
        for (key, value) in self {
            show(key, value);
        }
    }

    fn add(&mut self, key: &str) -> Option<&mut dyn Field> {
        self.insert(key.to_owned(), T::empty());
        self.get_mut(key).map(|value| value as &mut dyn Field)
    }

    fn remove(&mut self, key: &str) {
        BTreeMap::remove(self, key);
    }
}
