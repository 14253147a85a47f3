//! A vendor's table as data: rows with a name, a kind and the rules that the page states. What is done with a table
//! (reading, writing, validating) lives elsewhere and is written once for all of them.

use std::fmt;

/// A documented table: the rows of one entity, in the page's order.
pub struct Table {
    /// The Rust name of the type that holds such a record.
    pub name: &'static str,
    /// The rows.
    pub rows: &'static [Row],
}

impl Table {
    /// The position of the row with this name; `hint` is where it probably stands.
    #[inline]
    pub(crate) fn position(&self, name: &str, hint: usize) -> Option<usize> {
        match self.rows.get(hint) {
            Some(row) if row.name == name => Some(hint),
            _ => self.rows.iter().position(|row| row.name == name),
        }
    }
}

/// Shows the name only: tables may refer to each other in cycles.
impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Table").field(&self.name).finish()
    }
}

/// What a row holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Int,
    /// Any number.
    Number,
    /// True or false.
    Bool,
    /// Anything that JSON can say.
    Json,
    /// A text of which these values are known.
    Open(&'static [&'static str]),
    /// A record with a table of its own.
    Record(&'static Table),
    /// A list of one kind of item.
    List(&'static Kind),
    /// An object whose keys are data.
    Map(&'static Kind),
}

impl Kind {
    /// The kind in words, for people.
    pub fn in_words(&self) -> &'static str {
        match self {
            Kind::Text => "a text",
            Kind::Int => "a whole number",
            Kind::Number => "a number",
            Kind::Bool => "true or false",
            Kind::Json => "any value",
            Kind::Open(_) => "one of the known texts",
            Kind::Record(_) | Kind::Map(_) => "an object",
            Kind::List(_) => "a list",
        }
    }
}

/// One documented row: a name, what it holds, and what the page demands of it.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The name on the wire.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a request must carry it.
    pub required: bool,
    /// Whether it identifies its record: an answer always has it.
    pub key: bool,
    /// Whether a text is written in quotes.
    pub quoted: bool,
    /// Whether an absent value is written as `null`; otherwise it is left out.
    pub null_when_unset: bool,
    /// The most characters of a text, or digits of a whole number.
    pub max_length: Option<u32>,
    /// The smallest number.
    pub min: Option<i64>,
    /// The largest number.
    pub max: Option<i64>,
    /// How many items a list has where it is not empty.
    pub items: Option<u32>,
}

/// Builds a row from its kind.
macro_rules! row_of_kind {
    ($($name:ident => $kind:ident, $what:literal;)*) => {$(
        #[doc = concat!("A row that holds ", $what, ".")]
        pub const fn $name(name: &'static str) -> Row {
            Row::new(name, Kind::$kind)
        }
    )*};
}

impl Row {
    /// A row without any rule.
    pub const fn new(name: &'static str, kind: Kind) -> Row {
        Row {
            name,
            kind,
            required: false,
            key: false,
            quoted: true,
            null_when_unset: false,
            max_length: None,
            min: None,
            max: None,
            items: None,
        }
    }

    row_of_kind! {
        text => Text, "a text";
        int => Int, "a whole number";
        number => Number, "any number";
        bool => Bool, "true or false";
        json => Json, "anything that JSON can say";
    }

    /// A row that holds a text of which these values are known.
    pub const fn open(name: &'static str, names: &'static [&'static str]) -> Row {
        Row::new(name, Kind::Open(names))
    }

    /// A row that holds a record.
    pub const fn record(name: &'static str, table: &'static Table) -> Row {
        Row::new(name, Kind::Record(table))
    }

    /// A row that holds a list.
    pub const fn list(name: &'static str, item: &'static Kind) -> Row {
        Row::new(name, Kind::List(item))
    }

    /// A row that holds an object whose keys are data.
    pub const fn map(name: &'static str, value: &'static Kind) -> Row {
        Row::new(name, Kind::Map(value))
    }

    /// A request must carry it.
    pub const fn required(mut self) -> Row {
        self.required = true;
        self
    }

    /// It identifies its record: an answer always has it.
    pub const fn key(mut self) -> Row {
        self.key = true;
        self
    }

    /// The text is written without quotes where it can be.
    pub const fn unquoted(mut self) -> Row {
        self.quoted = false;
        self
    }

    /// An absent value is written as `null`.
    pub const fn unset_null(mut self) -> Row {
        self.null_when_unset = true;
        self
    }

    /// At most so many characters of a text, or digits of a whole number.
    pub const fn length(mut self, most: u32) -> Row {
        self.max_length = Some(most);
        self
    }

    /// The smallest number.
    pub const fn min(mut self, smallest: i64) -> Row {
        self.min = Some(smallest);
        self
    }

    /// The largest number.
    pub const fn max(mut self, largest: i64) -> Row {
        self.max = Some(largest);
        self
    }

    /// A list that is not empty has exactly so many items.
    pub const fn items(mut self, count: u32) -> Row {
        self.items = Some(count);
        self
    }
}
