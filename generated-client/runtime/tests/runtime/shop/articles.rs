//! What can be asked of articles: the calls.

use super::Shop;
use super::article::{ARTICLE, Article};
use super::new_article::{NEW_ARTICLE, NewArticle};
use super::tree::{TREE, Tree};
use ficha_runtime::generated::*;

/// Articles: the calls.
#[derive(Debug, Clone, Copy)]
pub struct Articles<'c> {
    pub(super) core: &'c Core,
}

impl Articles<'_> {
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
        answer: Some(&Kind::List(&Kind::Record(&ARTICLE))),
    };

    fn params(&self) -> Box<[&dyn Field]> {
        Box::new([&self.limit as &dyn Field, &self.name, &self.page])
    }

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}

/// A call of [`List`].
#[derive(Clone)]
#[must_use]
pub struct ListCall(Call<List>);

call_methods!(ListCall, List, [Article]);

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
        answer: Some(&Kind::Record(&ARTICLE)),
    };

    fn params(&self) -> Box<[&dyn Field]> {
        Box::new([&self.id as &dyn Field])
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

    fn params(&self) -> Box<[&dyn Field]> {
        Box::new([&self.id as &dyn Field])
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
        answer: Some(&Kind::Record(&TREE)),
    };

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}
