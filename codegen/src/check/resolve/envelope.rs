//! How every answer is read, with the paths of keys taken apart.

use super::Resolver;
use super::notes::{self, Subject};
use crate::diagnostic::Place;
use crate::model;
use crate::spec::{Literal, Named};

impl Resolver<'_> {
    /// The envelope of an API; where it has none, the empty one.
    pub(super) fn envelope(&self) -> model::Envelope {
        let Some(envelope) = self.view.envelope() else {
            return model::Envelope::default();
        };
        let form = |form: &Named<Literal>| form.iter().map(|(key, wanted)| (key_path(key), wanted.json())).collect();
        let path = |path: &Option<String>| path.as_deref().map(key_path);
        let paging = envelope.paging.clone().unwrap_or_default();
        let place = Place::root(self.spec.file).key("envelope");
        let of_envelope = |pointers| notes::of(self.spec, self.settles, &place, pointers, Subject::Envelope);
        let pointers = self.spec.api.envelope.as_ref().map(|envelope| &envelope.erratum);
        model::Envelope {
            ok: envelope.ok.iter().map(form).collect(),
            no_rows: envelope.no_rows.iter().map(form).collect(),
            payload: path(&envelope.payload),
            message: envelope.message.0.iter().map(|path| key_path(path)).collect(),
            errors: path(&envelope.errors),
            code: path(&envelope.code),
            codes: envelope.codes.clone(),
            status: path(&envelope.status),
            secret: envelope.secret.clone(),
            paging: model::PagingKeys {
                offset: path(&paging.offset),
                limit: path(&paging.limit),
                result: path(&paging.result),
                total: path(&paging.total),
            },
            notes: pointers.map(of_envelope).unwrap_or_default(),
        }
    }
}

fn key_path(path: &str) -> Vec<String> {
    path.split('.').map(str::to_owned).collect()
}
