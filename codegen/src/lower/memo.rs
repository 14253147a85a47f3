//! `quote!` for what is emitted thousands of times: the code is parsed once, and each use fills its holes. What the code
//! is, is said where it is used.
//!
//! Parsing tokens takes three times as long as laying out the result; a copy of parsed code takes a third of that.

use proc_macro2::{Ident, Literal, Span, TokenStream};
use syn::parse::Parse;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Arm, Attribute, Expr, ExprLit, Field, FieldValue, FnArg, GenericArgument, ImplItem, Lit, LitStr, Pat, Type,
    TypeParamBound,
};

/// Code with holes. `memo! { ImplItem [NAME = name, FIELDS = fields] … }` is the code that follows, parsed once per
/// thread, with each name in capitals replaced by what stands beside it: a name, a type, an expression; or, where
/// a list has one element of that name, by any number of elements.
macro_rules! memo {
    ($kind:ty [$($hole:ident = $part:expr),* $(,)?] $($code:tt)*) => {{
        thread_local! {
            static CODE: $kind = $crate::lower::memo::parsed(quote::quote!($($code)*));
        }
        let mut code = CODE.with(Clone::clone);
        let mut holes = $crate::lower::memo::Holes(&mut [$((stringify!($hole), $crate::lower::memo::Part::from($part))),*]);
        $crate::lower::memo::Fill::fill(&mut code, &mut holes);
        code
    }};
}
pub(super) use memo;

/// Tokens of ours as code. What a spec says is among them as a name or a literal only, so that no spec can make this fail.
pub(super) fn parsed<T: Parse>(tokens: TokenStream) -> T {
    match syn::parse2(tokens) {
        Ok(code) => code,
        Err(error) => unreachable!("this is not Rust: {error}"),
    }
}

/// What fills a hole.
pub(super) enum Part {
    Name(Ident),
    Type(Type),
    Value(Expr),
    Values(Vec<Expr>),
    Docs(Vec<Attribute>),
    Fields(Vec<NamedField>),
    FieldValues(Vec<FieldValue>),
    Arms(Vec<Arm>),
    Items(Vec<ImplItem>),
    Bounds(Vec<TypeParamBound>),
    Arguments(Vec<FnArg>),
    /// Nothing: what it held is in its place.
    Used,
}

macro_rules! part_from {
    ($($part:ident: $held:ty),* $(,)?) => {$(
        impl From<$held> for Part {
            fn from(held: $held) -> Self {
                Part::$part(held)
            }
        }
    )*};
}

part_from! {
    Name: Ident, Type: Type, Value: Expr, Values: Vec<Expr>, Docs: Vec<Attribute>, Fields: Vec<NamedField>,
    FieldValues: Vec<FieldValue>, Arms: Vec<Arm>, Items: Vec<ImplItem>, Bounds: Vec<TypeParamBound>, Arguments: Vec<FnArg>,
}

impl From<&Ident> for Part {
    fn from(name: &Ident) -> Self {
        Part::Name(name.clone())
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Part::Value(string(text))
    }
}

/// A text as a string literal; whatever it holds, it stays one.
pub(super) fn string(text: &str) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::Str(LitStr::new(text, Span::call_site())) })
}

impl From<Literal> for Part {
    fn from(literal: Literal) -> Self {
        Part::Value(Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::new(literal) }))
    }
}

/// Code that holes can be filled in.
pub(super) trait Fill {
    fn fill(&mut self, holes: &mut Holes);
}

macro_rules! fill {
    ($($kind:ty: $visit:ident),* $(,)?) => {$(
        impl Fill for $kind {
            fn fill(&mut self, holes: &mut Holes) {
                holes.$visit(self);
            }
        }
    )*};
}

fill! {
    syn::File: visit_file_mut, syn::Item: visit_item_mut, ImplItem: visit_impl_item_mut, Type: visit_type_mut, Expr: visit_expr_mut, Arm: visit_arm_mut,
    FnArg: visit_fn_arg_mut, FieldValue: visit_field_value_mut, TypeParamBound: visit_type_param_bound_mut,
}

/// A field of a struct with names, which by itself is no code to `syn`.
#[derive(Clone)]
pub(super) struct NamedField(pub(super) Field);

impl Parse for NamedField {
    fn parse(input: syn::parse::ParseStream) -> syn::Result<Self> {
        Field::parse_named(input).map(NamedField)
    }
}

impl Fill for NamedField {
    fn fill(&mut self, holes: &mut Holes) {
        holes.visit_field_mut(&mut self.0);
    }
}

/// The holes of one use. A name can fill its hole in many places, anything else in one.
pub(super) struct Holes<'a>(pub(super) &'a mut [(&'static str, Part)]);

impl Holes<'_> {
    fn find(&mut self, name: &Ident) -> Option<&mut Part> {
        self.0.iter_mut().find(|(hole, _)| name == hole).map(|(_, part)| part)
    }

    /// Takes what stands for a single place.
    fn value(part: &mut Part) -> Option<Expr> {
        match std::mem::replace(part, Part::Used) {
            Part::Value(value) => Some(value),
            other => {
                *part = other;
                None
            }
        }
    }

    /// The docs that belong to `#[DOCS]`, the first attribute of an item.
    fn docs(&mut self, attrs: &mut Vec<Attribute>) {
        let hole = attrs.first().and_then(|attr| attr.path().get_ident());
        if let Some(Part::Docs(docs)) = hole.and_then(|hole| self.find(hole)) {
            let docs = std::mem::take(docs);
            attrs.splice(..1, docs);
        }
    }
}

/// Puts a part's elements in the place of the hole in a list. What surrounds them is visited before: what a part holds is
/// complete, and may hold a name that looks like a hole.
macro_rules! splice {
    ($holes:ident, $hole:expr, $part:ident => $list:expr) => {
        if let Some(Part::$part(elements)) = $hole.and_then(|hole: &Ident| $holes.find(hole)) {
            $list = std::mem::take(elements).into_iter().collect();
        }
    };
}

impl VisitMut for Holes<'_> {
    fn visit_ident_mut(&mut self, ident: &mut Ident) {
        if let Some(Part::Name(name)) = self.find(ident) {
            *ident = name.clone();
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        match type_name(ty).and_then(|hole| self.find(hole)) {
            Some(Part::Type(given)) => *ty = std::mem::replace(given, Type::Verbatim(TokenStream::new())),
            _ => visit_mut::visit_type_mut(self, ty),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr_name(expr).and_then(|hole| self.find(hole)).and_then(Self::value) {
            Some(given) => *expr = given,
            None => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_generic_argument_mut(&mut self, argument: &mut GenericArgument) {
        let hole = match argument {
            GenericArgument::Type(ty) => type_name(ty),
            _ => None,
        };
        match hole.and_then(|hole| self.find(hole)).and_then(Self::value) {
            Some(given) => *argument = GenericArgument::Const(given),
            None => visit_mut::visit_generic_argument_mut(self, argument),
        }
    }

    fn visit_pat_mut(&mut self, pat: &mut Pat) {
        match pat_name(pat).and_then(|hole| self.find(hole)).and_then(Self::value) {
            Some(Expr::Lit(given)) => *pat = Pat::Lit(given),
            _ => visit_mut::visit_pat_mut(self, pat),
        }
    }

    fn visit_field_mut(&mut self, field: &mut Field) {
        visit_mut::visit_field_mut(self, field);
        self.docs(&mut field.attrs);
    }

    fn visit_item_struct_mut(&mut self, item: &mut syn::ItemStruct) {
        visit_mut::visit_item_struct_mut(self, item);
        self.docs(&mut item.attrs);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        visit_mut::visit_impl_item_fn_mut(self, item);
        self.docs(&mut item.attrs);
    }

    fn visit_fields_named_mut(&mut self, fields: &mut syn::FieldsNamed) {
        visit_mut::visit_fields_named_mut(self, fields);
        let hole = fields.named.first().and_then(|field| field.ident.as_ref());
        if let Some(Part::Fields(given)) = hole.and_then(|hole| self.find(hole)) {
            fields.named = std::mem::take(given).into_iter().map(|NamedField(field)| field).collect();
        }
    }

    fn visit_expr_struct_mut(&mut self, value: &mut syn::ExprStruct) {
        visit_mut::visit_expr_struct_mut(self, value);
        let hole = value.fields.first().and_then(|field| match &field.member {
            syn::Member::Named(name) => Some(name),
            syn::Member::Unnamed(_) => None,
        });
        splice!(self, hole, FieldValues => value.fields);
    }

    fn visit_expr_match_mut(&mut self, choice: &mut syn::ExprMatch) {
        visit_mut::visit_expr_match_mut(self, choice);
        let hole = choice.arms.first().and_then(|arm| pat_name(&arm.pat));
        if let Some(Part::Arms(arms)) = hole.and_then(|hole| self.find(hole)) {
            let arms = std::mem::take(arms);
            choice.arms.splice(..1, arms);
        }
    }

    fn visit_expr_array_mut(&mut self, array: &mut syn::ExprArray) {
        visit_mut::visit_expr_array_mut(self, array);
        splice!(self, array.elems.first().and_then(expr_name), Values => array.elems);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        visit_mut::visit_item_impl_mut(self, item);
        let holes = item.items.iter().enumerate().find_map(|(n, item)| match item {
            ImplItem::Macro(item) => Some((n, item.mac.path.get_ident()?)),
            _ => None,
        });
        let Some((n, hole)) = holes else { return };
        if let Some(Part::Items(items)) = self.find(hole) {
            let items = std::mem::take(items);
            item.items.splice(n..=n, items);
        }
    }

    fn visit_signature_mut(&mut self, signature: &mut syn::Signature) {
        visit_mut::visit_signature_mut(self, signature);
        let hole = signature.inputs.last().and_then(|input| match input {
            FnArg::Typed(typed) => pat_name(&typed.pat),
            FnArg::Receiver(_) => None,
        });
        if let Some(Part::Arguments(arguments)) = hole.and_then(|hole| self.find(hole)) {
            let arguments = std::mem::take(arguments);
            signature.inputs.pop();
            signature.inputs.extend(arguments);
        }
    }

    fn visit_generics_mut(&mut self, generics: &mut syn::Generics) {
        visit_mut::visit_generics_mut(self, generics);
        if generics.where_clause.as_ref().is_some_and(|clause| clause.predicates.is_empty()) {
            generics.where_clause = None;
        }
    }

    fn visit_where_clause_mut(&mut self, clause: &mut syn::WhereClause) {
        visit_mut::visit_where_clause_mut(self, clause);
        let Some(syn::WherePredicate::Type(predicate)) = clause.predicates.first_mut() else { return };
        let hole = predicate.bounds.first().and_then(|bound| match bound {
            TypeParamBound::Trait(bound) => bound.path.get_ident(),
            _ => None,
        });
        splice!(self, hole, Bounds => predicate.bounds);
        if predicate.bounds.is_empty() {
            clause.predicates.clear();
        }
    }
}

fn type_name(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

fn expr_name(expr: &Expr) -> Option<&Ident> {
    match expr {
        Expr::Path(path) if path.qself.is_none() => path.path.get_ident(),
        _ => None,
    }
}

fn pat_name(pat: &Pat) -> Option<&Ident> {
    match pat {
        Pat::Ident(pat) => Some(&pat.ident),
        _ => None,
    }
}
