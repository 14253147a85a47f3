//! One API with its errata applied, or with all but one of them: the rows as they then stand.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diagnostic::{Place, nearest};
use crate::spec::{ApiSpec, BUILT_IN, Envelope, Erratum, Length, Named, OneOrMany, Row, Type, TypeExpr, Unset};

/// What is left out of a view, so that its effect can be seen.
#[derive(Debug, Clone)]
pub(super) struct Without<'a> {
    /// The file whose errata the erratum stands among.
    pub(super) file: usize,
    /// The erratum.
    pub(super) name: &'a str,
    /// What of it is left out.
    pub(super) what: Piece,
}

/// A piece of an erratum.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// All of it.
    All,
    /// All of it, for the subject at this place.
    For(Place),
    /// One key of its `use`.
    Use(&'static str),
    /// One of the places that it sets aside.
    Not(usize),
}

/// One API, seen with its errata applied.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) spec: &'a ApiSpec,
    pub(super) without: Option<&'a Without<'a>>,
}

/// An erratum that a subject points at.
#[derive(Debug, Clone)]
pub(super) struct Settled<'a> {
    pub(super) erratum: Cow<'a, Erratum>,
}

impl<'a> View<'a> {
    /// The errata of one subject. `errata` reports names that do not exist; here the one that was probably meant holds, so that
    /// a slip of the pen lets no contradiction appear.
    pub(super) fn settled(&self, file: usize, site: &Place, pointers: &'a OneOrMany<String>) -> Vec<Settled<'a>> {
        pointers.0.iter().filter_map(|name| self.erratum(file, site, name)).collect()
    }

    fn erratum(&self, file: usize, site: &Place, name: &'a str) -> Option<Settled<'a>> {
        let meant = || find_erratum(self.spec, file, nearest(name, visible_errata(self.spec, file))?);
        let (home, erratum) = find_erratum(self.spec, file, name).or_else(meant)?;
        let mut erratum = Cow::Borrowed(erratum);
        if let Some(without) = self.without.filter(|without| without.name == name && without.file == home) {
            match &without.what {
                Piece::All => return None,
                Piece::For(place) if place == site => return None,
                Piece::For(_) => {}
                Piece::Use(key) => clear(&mut erratum.to_mut().instead, key),
                Piece::Not(at) => {
                    erratum.to_mut().set_aside.0.remove(*at);
                }
            }
        }
        Some(Settled { erratum })
    }

    /// The types that a file can name: its own and those of `api.yaml`.
    pub(super) fn tables(&self, file: usize) -> Tables<'a> {
        let own = self
            .spec
            .resources
            .iter()
            .find(|(index, _)| *index == file)
            .map(|(index, resource)| (*index, &resource.types));
        let mut tables = BTreeMap::new();
        for (home, types) in own.into_iter().chain([(self.spec.file, &self.spec.api.types)]) {
            for (n, (name, ty)) in types.iter().enumerate() {
                let place = Place::root(home).key("types").entry(n);
                let claims = self.claims(home, &place, ty);
                tables.entry(name).or_insert(Table { ty, place, claims });
            }
        }
        Tables(tables)
    }

    fn claims(&self, file: usize, place: &Place, ty: &'a Type) -> Vec<Claim<'a>> {
        let rows = ty.rows.as_deref().unwrap_or_default();
        let claim = |(n, row): (usize, &'a Row)| {
            let mut claim = self.claim(file, place.key("rows").item(n), row, ty.unset.unwrap_or(Unset::Omitted));
            claim.key = ty.key.as_deref() == Some(claim.name.as_str());
            claim
        };
        rows.iter().enumerate().map(claim).collect()
    }

    /// A row with its errata applied.
    pub(super) fn claim(&self, file: usize, place: Place, row: &'a Row, unset: Unset) -> Claim<'a> {
        let mut claim = Claim {
            row,
            name: row.name.clone(),
            ty: row.ty.clone(),
            length: row.length.clone(),
            required: row.required.unwrap_or(false),
            quoted: row.quoted.unwrap_or(true),
            unset: row.unset.unwrap_or(unset),
            values: row.values.clone(),
            key: false,
            mended: Vec::new(),
            place,
        };
        let errata = row.erratum.0.iter().enumerate();
        for (n, settled) in errata.filter_map(|(n, name)| Some((n, self.erratum(file, &claim.place, name)?))) {
            let instead = settled.erratum.into_owned().instead;
            let claimed = [
                ("type", instead.ty.is_some()),
                ("length", instead.length.is_some()),
                ("required", instead.required.is_some()),
                ("quoted", instead.quoted.is_some()),
                ("values", instead.values.is_some()),
            ];
            claim.mended.extend(claimed.into_iter().filter(|(_, said)| *said).map(|(key, _)| (key, n)));
            claim.name = instead.name.unwrap_or(claim.name);
            claim.ty = instead.ty.unwrap_or(claim.ty);
            claim.length = instead.length.or(claim.length);
            claim.required = instead.required.unwrap_or(claim.required);
            claim.quoted = instead.quoted.unwrap_or(claim.quoted);
            claim.unset = instead.unset.unwrap_or(claim.unset);
            claim.values = instead.values.or(claim.values);
        }
        claim
    }

    /// The envelope with its errata applied.
    pub(super) fn envelope(&self) -> Option<Envelope> {
        let place = Place::root(self.spec.file).key("envelope");
        let mut envelope = self.spec.api.envelope.clone()?;
        let pointers = &self.spec.api.envelope.as_ref()?.erratum;
        for settled in self.settled(self.spec.file, &place, pointers) {
            let instead = settled.erratum.into_owned().instead;
            envelope.ok = instead.ok.unwrap_or(envelope.ok);
            envelope.message = instead.message.unwrap_or(envelope.message);
        }
        Some(envelope)
    }
}

/// The erratum with this name that a file can point at, and the file that it stands in.
pub(super) fn find_erratum<'a>(spec: &'a ApiSpec, file: usize, name: &str) -> Option<(usize, &'a Erratum)> {
    let own = spec.resources.iter().find(|(index, _)| *index == file);
    let own = own.and_then(|(index, resource)| Some((*index, resource.errata.get(name)?)));
    own.or_else(|| Some((spec.file, spec.api.errata.get(name)?)))
}

/// The names of the errata that a file can point at.
pub(super) fn visible_errata(spec: &ApiSpec, file: usize) -> impl Iterator<Item = &str> {
    let visible = errata_by_file(spec).filter(move |(home, _)| *home == file || *home == spec.file);
    visible.flat_map(|(_, errata)| errata.names())
}

/// Every file of an API that has errata, with them.
pub(super) fn errata_by_file(spec: &ApiSpec) -> impl Iterator<Item = (usize, &Named<Erratum>)> {
    let resources = spec.resources.iter().map(|(file, resource)| (*file, &resource.errata));
    std::iter::once((spec.file, &spec.api.errata)).chain(resources)
}

fn clear(instead: &mut crate::spec::Use, key: &str) {
    match key {
        "name" => instead.name = None,
        "type" => instead.ty = None,
        "length" => instead.length = None,
        "required" => instead.required = None,
        "quoted" => instead.quoted = None,
        "unset" => instead.unset = None,
        "values" => instead.values = None,
        "ok" => instead.ok = None,
        "message" => instead.message = None,
        _ => instead.reads = None,
    }
}

/// A row as it stands once its errata are applied.
#[derive(Debug, Clone)]
pub(super) struct Claim<'a> {
    pub(super) place: Place,
    pub(super) row: &'a Row,
    pub(super) name: String,
    pub(super) ty: TypeExpr,
    pub(super) length: Option<Length>,
    pub(super) required: bool,
    pub(super) quoted: bool,
    pub(super) unset: Unset,
    pub(super) values: Option<String>,
    pub(super) key: bool,
    /// The keys that errata give another value, each with the position of the erratum among those of the row.
    mended: Vec<(&'static str, usize)>,
}

impl Claim<'_> {
    /// The erratum that says what a key holds, where one does, and its position among those of the row.
    pub(super) fn erratum(&self, key: &str) -> Option<(usize, &str)> {
        let (_, n) = self.mended.iter().rev().find(|(mended, _)| *mended == key)?;
        Some((*n, self.row.erratum.0.get(*n)?))
    }

    /// Where what a key holds is claimed: in the row, or by the erratum that it points at.
    pub(super) fn at(&self, key: &'static str) -> Place {
        match self.erratum(key) {
            Some((n, _)) => self.place.key("erratum").item(n),
            None => self.place.key(key),
        }
    }

    /// The length as a number, where there is one.
    pub(super) fn at_most(&self) -> Option<u64> {
        match self.length {
            Some(Length::AtMost(length)) => Some(length),
            _ => None,
        }
    }
}

/// A type of the spec with its rows.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) ty: &'a Type,
    pub(super) place: Place,
    pub(super) claims: Vec<Claim<'a>>,
}

/// The types that one file can name.
#[derive(Debug)]
pub(super) struct Tables<'a>(BTreeMap<&'a str, Table<'a>>);

impl<'a> Tables<'a> {
    /// The type with this name.
    pub(super) fn get(&self, name: &str) -> Option<&Table<'a>> {
        self.0.get(name)
    }

    /// Whether a type of this name needs no declaration, or has one.
    pub(super) fn knows(&self, name: &str) -> bool {
        BUILT_IN.contains(&name) || self.get(name).is_some()
    }

    /// The names, for "did you mean".
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    /// The types that stand in this file.
    pub(super) fn of_file(&self, file: usize) -> impl Iterator<Item = (&'a str, &Table<'a>)> {
        self.0.iter().filter(move |(_, table)| table.place.file == file).map(|(name, table)| (*name, table))
    }
}
