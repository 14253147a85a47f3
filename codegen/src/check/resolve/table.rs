//! A table of the page as a record, and a list of known values as an enumeration: what each row holds in the end.

use super::Resolver;
use super::notes::{self, Subject};
use crate::check::sound::naming;
use crate::check::view::{Claim, Table, Tables};
use crate::model::{self, Ty};
use crate::spec::{Named, TypeExpr};

impl Resolver<'_> {
    /// The types that a file declares, in its order.
    pub(super) fn types(
        &self,
        tables: &Tables<'_>,
        declared: &Named<crate::spec::Type>,
        file: usize,
    ) -> Vec<model::Type> {
        let home = self.spec.resources.iter().find(|(index, _)| *index == file);
        let home = self.home_source(home.and_then(|(_, resource)| resource.from.as_deref()));
        let tables_in_order = declared.names().filter_map(|name| Some((name, tables.get(name)?)));
        tables_in_order.map(|(name, table)| self.type_of(name, table, tables, home)).collect()
    }

    fn type_of(&self, name: &str, table: &Table<'_>, tables: &Tables<'_>, home: Option<usize>) -> model::Type {
        let shape = match &table.ty.values {
            Some(values) => model::Shape::Enumeration(
                (values.iter())
                    .map(|value| model::Variant {
                        wire: value.name.clone(),
                        ident: naming::variant(value).unwrap_or_default(),
                        doc: value.doc.clone(),
                    })
                    .collect(),
            ),
            None => {
                let role = self.roles.of(name);
                let field = |claim: &Claim<'_>| {
                    let boxed = matches!(&claim.ty, TypeExpr::Name(inner) if self.roles.reaches(inner, name));
                    model::Field { boxed, ..self.field(claim, role.sent, tables) }
                };
                model::Shape::Record(model::Record {
                    sent: role.sent,
                    read: role.read || !role.sent,
                    fields: table.claims.iter().map(field).collect(),
                })
            }
        };
        let source = self.source_at(table.ty.from.as_deref()).or(home);
        model::Type { ident: name.to_owned(), doc: table.ty.doc.clone(), source, shape }
    }

    /// A row; `sent`: a request carries it.
    pub(super) fn field(&self, claim: &Claim<'_>, sent: bool, tables: &Tables<'_>) -> model::Field {
        model::Field {
            wire: claim.name.clone(),
            ident: naming::field(claim).unwrap_or_default(),
            ty: ty(&claim.ty, claim.values.as_deref(), tables),
            required: claim.required,
            key: claim.key,
            length: claim.at_most().and_then(|length| u32::try_from(length).ok()),
            min: claim.row.min,
            max: claim.row.max,
            items: claim.row.items.and_then(|items| u32::try_from(items).ok()),
            quoted: claim.quoted,
            unset: claim.unset,
            boxed: false,
            doc: claim.row.doc.clone(),
            source: self.source_at(claim.row.from.as_deref()),
            notes: notes::of(self.spec, self.settles, &claim.place, &claim.row.erratum, Subject::Row { claim, sent }),
        }
    }
}

/// What a type expression is once every name in it leads somewhere.
pub(super) fn ty(expr: &TypeExpr, values: Option<&str>, tables: &Tables<'_>) -> Ty {
    match expr {
        TypeExpr::List(item) => Ty::List(Box::new(ty(item, values, tables))),
        TypeExpr::Map(item) => Ty::Map(Box::new(ty(item, values, tables))),
        TypeExpr::Name(name) => match (name.as_str(), values) {
            ("string", Some(values)) => Ty::Enumeration(values.to_owned()),
            ("string", None) => Ty::Text,
            ("int", _) => Ty::Int,
            ("number", _) => Ty::Number,
            ("bool", _) => Ty::Bool,
            ("json", _) => Ty::Json,
            (name, _) if tables.get(name).is_some_and(|table| table.ty.values.is_some()) => {
                Ty::Enumeration(name.to_owned())
            }
            (name, _) => Ty::Record(name.to_owned()),
        },
    }
}
