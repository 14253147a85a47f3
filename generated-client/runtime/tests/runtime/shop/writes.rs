//! Writes that are neither creates nor deletes.

use super::Shop;
use ficha_runtime::generated::*;

/// Writes: the calls.
#[derive(Debug, Clone, Copy)]
pub struct Writes<'c> {
    pub(super) core: &'c Core,
}

impl Writes<'_> {
    /// `PUT /count`
    pub fn count(&self) -> Call<Count> {
        self.core.call(Count {})
    }

    /// `POST /bell`
    pub fn ring(&self) -> Call<Ring> {
        self.core.call(Ring {})
    }
}

/// Declares a write without parameters and without an answer.
macro_rules! write {
    ($name:ident, $full_name:literal, $method:ident $path:literal, $effect:ident) => {
        #[doc = concat!("The call that `", $full_name, "` makes.")]
        #[derive(Debug, Clone, Default, PartialEq)]
        pub struct $name {}

        impl Operation for $name {
            type Api = Shop;
            type Answer = ();
            const SPEC: &'static OperationSpec = &OperationSpec {
                name: $full_name,
                method: Method::$method,
                path: $path,
                effect: Effect::$effect,
                params: &[],
                path_params: 0,
                paging: None,
                body: None,
                answer: None,
            };

            fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
                reply.read()
            }
        }
    };
}

write!(Count, "shop.writes.count", Put "/count", Update);
write!(Ring, "shop.writes.ring", Post "/bell", Action);
