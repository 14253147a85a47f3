//! Code node by node, for pieces that are too small and too many even for `memo!`. What they mean is said where they are used.

use proc_macro2::{Ident, Literal, TokenStream};
use syn::punctuated::Punctuated;
use syn::token::{Brace, Paren, SelfValue};
use syn::{
    AngleBracketedGenericArguments, Arm, Expr, ExprCall, ExprField, ExprLit, ExprMethodCall, ExprPath, ExprReference,
    GenericArgument, Item, ItemMacro, ItemMod, Lit, Macro, MacroDelimiter, Member, Pat, Path, PathArguments,
    PathSegment, Type, TypePath, TypeTuple,
};

use super::ident;

/// `NewSucursal` as a type.
pub(super) fn named(name: Ident) -> Type {
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path: name.into() })
}

/// `Option<String>`.
pub(super) fn generic(name: &str, arguments: impl IntoIterator<Item = Type>) -> Type {
    let arguments = AngleBracketedGenericArguments {
        colon2_token: None,
        lt_token: Default::default(),
        args: arguments.into_iter().map(GenericArgument::Type).collect(),
        gt_token: Default::default(),
    };
    let segment = PathSegment { ident: ident(name), arguments: PathArguments::AngleBracketed(arguments) };
    Type::Path(TypePath { attrs: Vec::new(), qself: None, path: segment.into() })
}

/// `(Blank, Blank)`.
pub(super) fn tuple(types: impl IntoIterator<Item = Type>) -> Type {
    Type::Tuple(TypeTuple { attrs: Vec::new(), paren_token: Default::default(), elems: types.into_iter().collect() })
}

/// `id_tercero` as a value.
pub(super) fn name(name: Ident) -> Expr {
    value_at(name.into())
}

/// `Row::text`, `TipoDocumento::NAMES`.
pub(super) fn within(outer: Ident, inner: &str) -> Expr {
    let mut segments = Punctuated::new();
    segments.push(PathSegment::from(outer));
    segments.push(PathSegment::from(ident(inner)));
    value_at(Path { leading_colon: None, segments })
}

fn value_at(path: Path) -> Expr {
    Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path })
}

/// `50`
pub(super) fn literal(literal: Literal) -> Expr {
    Expr::Lit(ExprLit { attrs: Vec::new(), lit: Lit::new(literal) })
}

/// `Some(50)`
pub(super) fn call(function: Expr, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(ExprCall {
        attrs: Vec::new(),
        func: Box::new(function),
        paren_token: Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `row.length(50)`
pub(super) fn method(receiver: Expr, method: &str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::MethodCall(ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: Default::default(),
        method: ident(method),
        turbofish: None,
        paren_token: Paren::default(),
        args: arguments.into_iter().collect(),
    })
}

/// `&SUCURSAL`
pub(super) fn borrowed(value: Expr) -> Expr {
    reference(value, false)
}

/// `0 => &self.id,`, with `mut` or without.
pub(super) fn arm_to_field(position: usize, field: Ident, mutable: bool) -> Arm {
    let this = Expr::Path(ExprPath { attrs: Vec::new(), qself: None, path: SelfValue::default().into() });
    let place = ExprField {
        attrs: Vec::new(),
        base: Box::new(this),
        dot_token: Default::default(),
        member: Member::Named(field),
    };
    Arm {
        attrs: Vec::new(),
        pat: Pat::Lit(ExprLit { attrs: Vec::new(), lit: Lit::new(Literal::usize_unsuffixed(position)) }),
        fat_arrow_token: Default::default(),
        body: Box::new(reference(Expr::Field(place), mutable)),
        comma: Some(Default::default()),
    }
}

fn reference(value: Expr, mutable: bool) -> Expr {
    Expr::Reference(ExprReference {
        attrs: Vec::new(),
        and_token: Default::default(),
        mutability: mutable.then(Default::default),
        expr: Box::new(value),
    })
}

/// `serde_by_table!(Sucursal);`
pub(super) fn macro_item(name: &str, tokens: TokenStream) -> Item {
    let mac = Macro {
        path: ident(name).into(),
        bang_token: Default::default(),
        delimiter: MacroDelimiter::Paren(Paren::default()),
        tokens,
    };
    Item::Macro(ItemMacro { attrs: Vec::new(), ident: None, mac, semi_token: Some(Default::default()) })
}

/// The module with these items in it.
pub(super) fn filled_module(module: Item, items: Vec<Item>) -> Item {
    match module {
        Item::Mod(module) => Item::Mod(ItemMod { content: Some((Brace::default(), items)), ..module }),
        other => other,
    }
}
