//! Operations of no page, for the answers that belong to none of a page's own: what they expect is the test's to say.

use std::marker::PhantomData;

use ficha_client::runtime::generated::*;

/// A call of an API that expects this payload.
#[derive(Debug)]
pub struct Expecting<A, T>(PhantomData<(A, T)>);

/// What an answer can be expected to carry.
pub trait Payload: Field {
    /// How it is read; `None`: there is nothing to read.
    const KIND: Option<&'static Kind>;
}

impl Payload for () {
    const KIND: Option<&'static Kind> = None;
}

impl Payload for Value {
    const KIND: Option<&'static Kind> = Some(&Kind::Json);
}

impl Payload for Vec<Value> {
    const KIND: Option<&'static Kind> = Some(&Kind::List(&Kind::Json));
}

impl<A, T> Expecting<A, T> {
    /// The call; which API it is of, the client knows.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Self {
        Expecting(PhantomData)
    }
}

impl<A: Api, T: Payload> Operation for Expecting<A, T> {
    type Api = A;
    type Answer = T;
    const SPEC: &'static OperationSpec = &OperationSpec {
        name: "an answer that belongs to no operation",
        method: Method::Get,
        path: "/",
        effect: Effect::Read,
        params: &[],
        path_params: 0,
        paging: None,
        body: None,
        answer: T::KIND,
    };

    fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
        reply.read()
    }
}
