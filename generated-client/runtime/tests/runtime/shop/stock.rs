//! What is in stock: a list that is walked through by offset.

use super::Shop;
use super::article::{ARTICLE, Article};
use ficha_runtime::generated::*;

/// What is in stock: the calls.
#[derive(Debug, Clone, Copy)]
pub struct Stock<'c> {
    pub(super) core: &'c Core,
}

impl Stock<'_> {
    /// `GET /stock`
    pub fn list(&self) -> ListCall {
        ListCall(self.core.call(List::default()))
    }
}

/// The call that [`Stock::list`] makes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    pub limit: Option<i64>,
    pub offset: Option<i64>,
}

impl Operation for List {
    type Api = Shop;
    type Answer = Vec<Article>;
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "shop.stock.list",
        method: Method::Get,
        path: "/stock",
        effect: Effect::Read,
        params: &[Row::int("limit"), Row::int("offset")],
        path_params: 0,
        paging: Some(PagingSpec::offsets(0, 1)),
        body: None,
        answer: Some(&Kind::List(&Kind::Record(&ARTICLE))),
    };

    fn params(&self) -> Box<[&dyn Field]> {
        Box::new([&self.limit as &dyn Field, &self.offset])
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

    pub fn offset(mut self, offset: i64) -> Self {
        self.0.operation.offset = Some(offset);
        self
    }
}
