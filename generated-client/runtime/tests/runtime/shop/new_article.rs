//! An article to be made, and its builder.

use super::article::{Kind, PART, Part};
use ficha_runtime::generated::Kind as RowKind;
use ficha_runtime::generated::*;

/// An article to be made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NewArticle {
    pub name: String,
    pub kind: Kind,
    pub code: Option<String>,
    pub price: Option<f64>,
    pub amount: Option<i64>,
    pub hours: Option<Vec<i64>>,
    pub parts: Option<Vec<Part>>,
}

/// The rows of [`NewArticle`].
pub static NEW_ARTICLE: Table = Table {
    name: "NewArticle",
    rows: &[
        Row::text("name").required().length(5),
        Row::open("kind", Kind::NAMES).required(),
        Row::text("code").unquoted().unset_null(),
        Row::number("price").min(0),
        Row::int("amount").length(2).min(1).max(90),
        Row::list("hours", &RowKind::Int).items(2),
        Row::list("parts", &RowKind::Record(&PART)),
    ],
};

impl Record for NewArticle {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &NEW_ARTICLE
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.name,
            1 => &self.kind,
            2 => &self.code,
            3 => &self.price,
            4 => &self.amount,
            5 => &self.hours,
            6 => &self.parts,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.name,
            1 => &mut self.kind,
            2 => &mut self.code,
            3 => &mut self.price,
            4 => &mut self.amount,
            5 => &mut self.hours,
            6 => &mut self.parts,
            _ => return None,
        })
    }
}

serde_by_table!(NewArticle);

/// Builds a [`NewArticle`].
#[derive(Debug, Clone)]
#[must_use]
pub struct NewArticleBuilder<S = (Blank,)> {
    value: NewArticle,
    state: PhantomData<S>,
}

impl NewArticle {
    /// Starts one.
    pub fn builder() -> NewArticleBuilder {
        NewArticleBuilder { value: Self::default(), state: PhantomData }
    }
}

impl<S> NewArticleBuilder<S> {
    pub fn name(mut self, name: impl Into<String>) -> NewArticleBuilder<S::Then>
    where
        S: Unset<C0, P0>,
    {
        self.value.name = name.into();
        NewArticleBuilder { value: self.value, state: PhantomData }
    }

    pub fn kind(mut self, kind: impl Into<Kind>) -> NewArticleBuilder<S::Then>
    where
        S: Unset<C0, P1>,
    {
        self.value.kind = kind.into();
        NewArticleBuilder { value: self.value, state: PhantomData }
    }

    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.value.code = Some(code.into());
        self
    }

    pub fn price(mut self, price: f64) -> Self {
        self.value.price = Some(price);
        self
    }

    pub fn amount(mut self, amount: i64) -> Self {
        self.value.amount = Some(amount);
        self
    }

    pub fn hours(mut self, hours: impl Into<Vec<i64>>) -> Self {
        self.value.hours = Some(hours.into());
        self
    }

    pub fn parts(mut self, parts: impl Into<Vec<Part>>) -> Self {
        self.value.parts = Some(parts.into());
        self
    }

    /// Checks every rule of the page.
    ///
    /// # Errors
    /// [`Invalid`] with every violation at once.
    pub fn build(self) -> Result<NewArticle, Invalid>
    where
        S: new_article_fields::Complete,
    {
        validated(self.value)
    }

    /// Takes the values as they are.
    pub fn build_unchecked(self) -> NewArticle
    where
        S: new_article_fields::Complete,
    {
        self.value
    }
}

/// The names of the required fields, for the compiler's messages.
#[allow(non_camel_case_types)]
pub mod new_article_fields {
    use super::*;

    /// `name`
    pub enum name {}
    /// `kind`
    pub enum kind {}

    /// Holds once all of them are set.
    pub trait Complete {}

    impl<S> Complete for S where S: Given<C0, P0, name> + Given<C0, P1, kind> {}
}
