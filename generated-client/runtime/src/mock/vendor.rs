//! What generated code says about a vendor beyond its client's tables: which operations there are, and what the page's samples
//! print. No behaviour but looking things up.

use crate::description::spec::{ApiSpec, Effect, OperationSpec, Reads};
use crate::description::table::{Kind, Row, Table};

/// A vendor as the mock serves it.
#[derive(Debug)]
pub struct Vendor {
    /// What holds for every call.
    pub api: &'static ApiSpec,
    /// What can be asked.
    pub operations: &'static [Served],
    /// The answers that belong to no single operation.
    pub answers: &'static [Sample],
}

/// An operation as the mock serves it.
#[derive(Debug)]
pub struct Served {
    /// What the client knows about it.
    pub spec: &'static OperationSpec,
    /// What it does, for people.
    pub doc: &'static str,
    /// A body that the page prints.
    pub request: Option<&'static str>,
    /// The answers that the page prints.
    pub answers: &'static [Sample],
    /// What it leaves in its row, by the name of the field, beyond the body's own fields.
    pub leaves: &'static [(&'static str, Leaves)],
}

/// What an operation leaves in a field of its row.
#[derive(Debug, Clone, Copy)]
pub enum Leaves {
    /// What the body has under this name.
    Body(&'static str),
    /// This JSON.
    Json(&'static str),
}

/// An answer that the page prints.
#[derive(Debug)]
pub struct Sample {
    /// Its name in the spec.
    pub name: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// What it says about the call.
    pub reads: Reads,
    /// The body.
    pub json: &'static str,
}

impl Served {
    /// The resource that it belongs to: `sucursales` of `serpi.sucursales.list`.
    pub(super) fn resource(&self) -> &'static str {
        self.spec.name.split('.').nth(1).unwrap_or_default()
    }

    /// Whether this names the operation: `list`, `sucursales.list` or `serpi.sucursales.list`.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let full = self.spec.name;
        full == name || full.strip_suffix(name).is_some_and(|before| before.ends_with('.'))
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.spec.answer, Some(Kind::List(_)))
    }

    /// The record that the answer shows, alone or in a list.
    fn record(&self) -> Option<&'static Table> {
        match self.spec.answer? {
            Kind::Record(table) | Kind::List(Kind::Record(table)) => Some(table),
            _ => None,
        }
    }
}

impl Vendor {
    /// The table of a resource's rows: what its list shows, or else what reading one shows, or else what is answered to one
    /// that is made.
    pub(super) fn rows_of(&self, resource: &str) -> Option<&'static Table> {
        let with = |effect| self.of_resource(resource).filter(move |served| served.spec.effect == effect);
        let lists = with(Effect::Read).filter(|served| served.is_list());
        lists.chain(with(Effect::Read)).chain(with(Effect::Create)).find_map(Served::record)
    }

    /// The row of that table that tells one from the other.
    pub(super) fn key_of(&self, resource: &str) -> Option<&'static Row> {
        self.rows_of(resource)?.rows.iter().find(|row| row.key)
    }

    /// Whether rows of a resource can be made.
    pub(super) fn can_create(&self, resource: &str) -> bool {
        self.of_resource(resource).any(|served| served.spec.effect == Effect::Create)
    }

    pub(super) fn of_resource(&self, resource: &str) -> impl Iterator<Item = &'static Served> {
        self.operations.iter().filter(move |served| served.resource() == resource)
    }

    /// The resources, each once.
    pub(super) fn resources(&self) -> Vec<&'static str> {
        let mut resources: Vec<&str> = self.operations.iter().map(Served::resource).collect();
        resources.dedup();
        resources
    }
}

#[cfg(test)]
mod tests {
    use super::{Served, Vendor};
    use crate::description::spec::{ApiSpec, CallPolicy, Effect, EnvelopeSpec, Method, OperationSpec};
    use crate::description::table::{Kind, Row, Table};

    static MADE: Table = Table { name: "Made", rows: &[Row::int("id").key()] };

    static API: ApiSpec = ApiSpec {
        name: "shop",
        title: "Shop",
        credentials: &[],
        headers: &[],
        envelope: EnvelopeSpec::PLAIN,
        statuses: &[],
        calls: CallPolicy { one_at_a_time_per: None, poll_every: None },
    };

    static VENDOR: Vendor = Vendor {
        api: &API,
        operations: &[Served {
            spec: &OperationSpec {
                name: "shop.things.create",
                method: Method::Post,
                path: "/things",
                effect: Effect::Create,
                params: &[],
                path_params: 0,
                paging: None,
                body: None,
                answer: Some(&Kind::Record(&MADE)),
            },
            doc: "",
            request: None,
            answers: &[],
            leaves: &[],
        }],
        answers: &[],
    };

    #[test]
    fn what_can_be_made_and_not_read_is_known_by_the_answer_to_its_create() {
        assert_eq!(VENDOR.key_of("things").map(|row| row.name), Some("id"));
    }
}
