//! The list behind a call: all its pages, all its rows, what changes in it. How these are gone through is in `pages` and
//! `watch`.

pub(crate) mod pages;
pub(crate) mod walk;
pub(crate) mod watch;

use std::time::Duration;

use self::pages::{Ask, Pages, Rows};
use self::walk::Walking;
use self::watch::Watch;
use crate::calling::call::{Call, Operation};
use crate::calling::reply::Reply;
use crate::description::field::Field;
use crate::description::spec::{PagingSpec, Walk};
use crate::outcome::error::Error;
use crate::sending::transport::BoxFuture;

impl<R: Field, O: Operation<Answer = Vec<R>> + Send + 'static> Call<O> {
    /// All rows of the list, from the page that the call asks for to the last one, each page asked for when it is needed.
    pub fn rows(self) -> Rows<R> {
        Rows::new(self.pages())
    }

    /// All pages of the list, from the one that the call asks for to the last one.
    pub fn pages(self) -> Pages<R> {
        let walking = Walking::new(O::SPEC, &self.operation.params());
        Pages::new(Box::new(self), O::read, O::SPEC, walking)
    }

    /// What changes in the list, looked at as often as the vendor allows.
    pub fn watch(self) -> Watch<R>
    where
        R: Clone + PartialEq,
        O: Clone,
    {
        let least = self.terms.core.api().calls.poll_every.map(Duration::from_secs);
        Watch::new(Box::new(move || self.clone().rows()), O::SPEC, least)
    }
}

impl<O: Operation> Ask for Call<O> {
    fn ask(&self, walking: &Walking) -> BoxFuture<Result<Reply, Error>> {
        let mut params = self.operation.params();
        if let Some(PagingSpec { size, walk: Walk::Page(place) | Walk::Offset(place) }) = O::SPEC.paging {
            for (position, value) in [(size, &walking.size), (place, &walking.position)] {
                if let Some(param) = params.get_mut(position) {
                    *param = value;
                }
            }
        }
        self.terms.clone().send(O::SPEC, &params, self.operation.body())
    }
}
