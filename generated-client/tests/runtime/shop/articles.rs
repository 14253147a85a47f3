//! Articles.

use super::Shop;
use ficha_client::runtime::generated::Kind as RowKind;
use ficha_client::runtime::generated::*;

/// Articles: the calls.
#[derive(Debug, Clone)]
pub struct Articles {
    pub(super) core: Core,
}

impl Articles {
    /// `GET /articles`
    pub fn list(&self) -> ListCall {
        ListCall(self.core.call(List::default()))
    }

    /// `GET /articles/{id}/part`
    pub fn get(&self, id: impl Into<String>) -> Call<Get> {
        self.core.call(Get { id: id.into() })
    }

    /// `POST /articles`
    pub fn create(&self, body: NewArticle) -> Call<Create> {
        self.core.call(Create { body })
    }

    /// `POST /articles/{id}/drop`
    pub fn remove(&self, id: i64) -> Call<Remove> {
        self.core.call(Remove { id })
    }

    /// `GET /tree`
    pub fn tree(&self) -> Call<GetTree> {
        self.core.call(GetTree {})
    }
}

/// The call that [`Articles::list`] makes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    pub limit: Option<i64>,
    pub name: Option<String>,
    pub page: Option<i64>,
}

impl Operation for List {
    type Api = Shop;
    type Answer = Vec<Article>;
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "shop.articles.list",
        method: Method::Get,
        path: "/articles",
        effect: Effect::Read,
        params: &[Row::int("limit").min(1).max(100), Row::text("name"), Row::int("page")],
        path_params: 0,
        paging: Some(PagingSpec::pages(0, 2)),
        body: None,
        answer: Some(&RowKind::List(&RowKind::Record(&ARTICLE))),
    };

    fn params(&self) -> Vec<&dyn Field> {
        vec![&self.limit, &self.name, &self.page]
    }

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// A call of [`List`].
#[derive(Clone)]
#[must_use]
pub struct ListCall(Call<List>);

call_methods!(ListCall, List);

impl ListCall {
    pub fn limit(mut self, limit: i64) -> Self {
        self.0.operation.limit = Some(limit);
        self
    }

    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.0.operation.name = Some(name.into());
        self
    }

    pub fn page(mut self, page: i64) -> Self {
        self.0.operation.page = Some(page);
        self
    }
}

/// The call that [`Articles::get`] makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Get {
    pub id: String,
}

impl Operation for Get {
    type Api = Shop;
    type Answer = Article;
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "shop.articles.get",
        method: Method::Get,
        path: "/articles/{id}/part",
        effect: Effect::Read,
        params: &[Row::text("id").required()],
        path_params: 1,
        paging: None,
        body: None,
        answer: Some(&RowKind::Record(&ARTICLE)),
    };

    fn params(&self) -> Vec<&dyn Field> {
        vec![&self.id]
    }

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// The call that [`Articles::create`] makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Create {
    pub body: NewArticle,
}

impl Operation for Create {
    type Api = Shop;
    type Answer = ();
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "shop.articles.create",
        method: Method::Post,
        path: "/articles",
        effect: Effect::Create,
        params: &[],
        path_params: 0,
        paging: None,
        body: Some(&NEW_ARTICLE),
        answer: None,
    };

    fn body(&self) -> Option<&dyn Record> {
        Some(&self.body)
    }

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// The call that [`Articles::remove`] makes.
#[derive(Debug, Clone, PartialEq)]
pub struct Remove {
    pub id: i64,
}

impl Operation for Remove {
    type Api = Shop;
    type Answer = ();
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "shop.articles.remove",
        method: Method::Post,
        path: "/articles/{id}/drop",
        effect: Effect::Delete,
        params: &[Row::int("id").required()],
        path_params: 1,
        paging: None,
        body: None,
        answer: None,
    };

    fn params(&self) -> Vec<&dyn Field> {
        vec![&self.id]
    }

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// The call that [`Articles::tree`] makes.
#[derive(Debug, Clone, PartialEq)]
pub struct GetTree {}

impl Operation for GetTree {
    type Api = Shop;
    type Answer = Tree;
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "shop.articles.tree",
        method: Method::Get,
        path: "/tree",
        effect: Effect::Read,
        params: &[],
        path_params: 0,
        paging: None,
        body: None,
        answer: Some(&RowKind::Record(&TREE)),
    };

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// An article as the list tells it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Article {
    pub id: i64,
    pub name: Option<String>,
    pub code: Option<String>,
    pub price: Option<f64>,
    pub active: Option<bool>,
    pub kind: Option<Kind>,
    pub parts: Option<Vec<Part>>,
    pub hours: Option<Vec<i64>>,
    pub fields: Option<BTreeMap<String, Part>>,
    pub extra: Option<Value>,
}

/// The rows of [`Article`].
pub static ARTICLE: Table = Table {
    name: "Article",
    rows: &[
        Row::int("id").key(),
        Row::text("name"),
        Row::text("code").unquoted(),
        Row::number("price"),
        Row::bool("active"),
        Row::open("kind", Kind::NAMES),
        Row::list("parts", &RowKind::Record(&PART)),
        Row::list("hours", &RowKind::Int),
        Row::map("fields", &RowKind::Record(&PART)),
        Row::json("extra"),
    ],
};

impl Record for Article {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &ARTICLE
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.id,
            1 => &self.name,
            2 => &self.code,
            3 => &self.price,
            4 => &self.active,
            5 => &self.kind,
            6 => &self.parts,
            7 => &self.hours,
            8 => &self.fields,
            9 => &self.extra,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.id,
            1 => &mut self.name,
            2 => &mut self.code,
            3 => &mut self.price,
            4 => &mut self.active,
            5 => &mut self.kind,
            6 => &mut self.parts,
            7 => &mut self.hours,
            8 => &mut self.fields,
            9 => &mut self.extra,
            _ => return None,
        })
    }
}

serde_by_table!(Article);

/// A part of an article.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Part {
    pub number: Option<i64>,
    pub label: Option<String>,
}

/// The rows of [`Part`].
pub static PART: Table = Table { name: "Part", rows: &[Row::int("number").length(3), Row::text("label")] };

impl Record for Part {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &PART
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.number,
            1 => &self.label,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.number,
            1 => &mut self.label,
            _ => return None,
        })
    }
}

serde_by_table!(Part);

impl Part {
    pub fn new(number: i64, label: &str) -> Part {
        Part { number: Some(number), label: Some(label.to_owned()) }
    }
}

/// A record that contains itself.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Tree {
    pub name: Option<String>,
    pub child: Option<Box<Tree>>,
    pub leaves: Option<Vec<Tree>>,
}

/// The rows of [`Tree`].
pub static TREE: Table = Table {
    name: "Tree",
    rows: &[Row::text("name"), Row::record("child", &TREE), Row::list("leaves", &RowKind::Record(&TREE))],
};

impl Record for Tree {
    fn blank() -> Self {
        Self::default()
    }

    fn table(&self) -> &'static Table {
        &TREE
    }

    fn field(&self, row: usize) -> Option<&dyn Field> {
        Some(match row {
            0 => &self.name,
            1 => &self.child,
            2 => &self.leaves,
            _ => return None,
        })
    }

    fn field_mut(&mut self, row: usize) -> Option<&mut dyn Field> {
        Some(match row {
            0 => &mut self.name,
            1 => &mut self.child,
            2 => &mut self.leaves,
            _ => return None,
        })
    }
}

serde_by_table!(Tree);

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
pub struct NewArticleBuilder<S = Blank> {
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
        S: Unset<0, 0>,
    {
        self.value.name = name.into();
        NewArticleBuilder { value: self.value, state: PhantomData }
    }

    pub fn kind(mut self, kind: impl Into<Kind>) -> NewArticleBuilder<S::Then>
    where
        S: Unset<0, 1>,
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
        S: Given<0, 0, new_article::name> + Given<0, 1, new_article::kind>,
    {
        validated(self.value)
    }

    /// Takes the values as they are.
    pub fn build_unchecked(self) -> NewArticle
    where
        S: Given<0, 0, new_article::name> + Given<0, 1, new_article::kind>,
    {
        self.value
    }
}

/// The names of the required fields, for the compiler's messages.
#[allow(non_camel_case_types)]
pub mod new_article {
    /// `name`
    pub enum name {}
    /// `kind`
    pub enum kind {}
}

/// Kind of article.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A thing.
    Thing,
    /// A service.
    Service,
    /// A value that the page does not list.
    Other(String),
}

impl Open for Kind {
    const NAMES: &'static [&'static str] = &["thing", "service"];

    fn from_name(name: &str) -> Self {
        match name {
            "thing" => Self::Thing,
            "service" => Self::Service,
            other => Self::Other(other.to_owned()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Thing => "thing",
            Self::Service => "service",
            Self::Other(other) => other,
        }
    }
}

open_enumeration!(Kind);
