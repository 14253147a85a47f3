//! One call as a value: what it carries, what the runtime has to know about it, and the method that starts it.

use proc_macro2::Ident;
use quote::{format_ident, quote};
use syn::{Expr, FieldValue, File, FnArg, ImplItem, Item, ItemStruct, Type};

use super::docs::{self, Docs};
use super::field::{self, Held};
use super::memo::{NamedField, memo, parsed};
use super::scope::Scope;
use super::types::{self, option};
use super::{contradictions, ident, number, spell};
use crate::model::{Effect, Field, Method, Operation, Paging, Resource, Ty, Walk};

/// The operation's type, and the type of the call where that has optional parameters to set.
pub(super) fn lower(scope: &Scope, resource: &Resource, operation: &Operation) -> Vec<Item> {
    let name = ident(&operation.type_ident);
    let docs = Docs::new(format!("The call that [`{}::{}`] makes.", resource.type_ident, operation.ident));
    let fields = fields(scope, operation);
    let answer = operation.answer.as_ref().map_or_else(|| memo!(Type [] ()), types::rust_type);

    let declared = match (starts_blank(operation), fields.is_empty()) {
        (_, true) => memo! { File [DOCS = docs, NAME = &name]
            #[DOCS]
            #[derive(Debug, Clone, Default, PartialEq)]
            #[non_exhaustive]
            pub struct NAME {}
        },
        (true, _) => memo! { File [DOCS = docs, NAME = &name, FIELDS = fields]
            #[DOCS]
            #[derive(Debug, Clone, Default, PartialEq)]
            #[non_exhaustive]
            pub struct NAME {
                FIELDS: (),
            }
        },
        (false, _) => memo! { File [DOCS = docs, NAME = &name, FIELDS = fields]
            #[DOCS]
            #[derive(Debug, Clone, PartialEq)]
            #[non_exhaustive]
            pub struct NAME {
                FIELDS: (),
            }
        },
    };
    let implemented = memo! { File [
        NAME = &name, API = ident(&scope.api.ident), ANSWER = answer, SPEC_OF = spec(scope, resource, operation),
        CARRIED = carried(operation),
    ]
        impl Operation for NAME {
            type Api = super::API;
            type Answer = ANSWER;
            const SPEC: &'static OperationSpec = &SPEC_OF;
            CARRIED!();
            fn read(reply: Reply) -> Result<Answer<Self::Answer>, Error> {
                reply.read()
            }
        }
    };
    let call = if has_options(operation) { call(scope, resource, operation) } else { Vec::new() };
    declared.items.into_iter().chain(implemented.items).chain(call).collect()
}

/// The parameters and the body.
fn fields(scope: &Scope, operation: &Operation) -> Vec<NamedField> {
    let params = operation.params.iter().map(|param| {
        let docs = param_docs(scope, operation, param);
        let docs = contradictions::at_field(scope, docs, &operation.type_ident, param);
        let held = if param.required { Held::Certain } else { Held::Optional };
        let held = held.rust_type(types::rust_type(&param.ty));
        memo! { NamedField [DOCS = docs, NAME = ident(&param.ident), HELD = held] #[DOCS] pub NAME: HELD }
    });
    let body = operation.body.as_deref().map(|body| {
        memo! { NamedField [NAME = body_name(operation), BODY = ident(body)] #[doc = " The body."] pub NAME: BODY }
    });
    params.chain(body).collect()
}

/// What a request takes from the operation's value.
fn carried(operation: &Operation) -> Vec<ImplItem> {
    let names = operation.params.iter().enumerate().map(|(n, param)| match n {
        0 => memo!(Expr[NAME = ident(&param.ident)] & self.NAME as &dyn Field),
        _ => memo!(Expr[NAME = ident(&param.ident)] & self.NAME),
    });
    let names: Vec<Expr> = names.collect();
    let params = (!names.is_empty()).then(|| {
        memo! { ImplItem [PARAMS = names]
            fn params(&self) -> Box<[&dyn Field]> {
                Box::new([PARAMS])
            }
        }
    });
    let body = operation.body.is_some().then(|| {
        memo! { ImplItem [BODY = body_name(operation)]
            fn body(&self) -> Option<&dyn Record> {
                Some(&self.BODY)
            }
        }
    });
    params.into_iter().chain(body).collect()
}

/// The method of the accessor: what has to be given is an argument, what can be given is set on the call.
pub(super) fn method(scope: &Scope, operation: &Operation) -> ImplItem {
    let name = ident(&operation.ident);
    let operation_type = ident(&operation.type_ident);
    let docs = method_docs(scope, operation);
    let arguments = arguments(operation);
    let value = match starts_blank(operation) {
        true => memo!(Expr [OPERATION = &operation_type] OPERATION::default()),
        false => memo!(Expr [OPERATION = &operation_type, VALUES = values(operation)] OPERATION { VALUES: () }),
    };
    let many = arguments.len() > 6;
    let mut method = match has_options(operation) {
        true => {
            memo! { ImplItem [DOCS = docs, NAME = name, ARGUMENTS = arguments, VALUE = value, CALL = call_type(operation)]
                #[DOCS]
                pub fn NAME(&self, ARGUMENTS: ()) -> CALL {
                    CALL(self.core.call(VALUE))
                }
            }
        }
        false => memo! { ImplItem [
            DOCS = docs, NAME = name, ARGUMENTS = arguments, VALUE = value, OPERATION = operation_type,
        ]
            #[DOCS]
            pub fn NAME(&self, ARGUMENTS: ()) -> Call<OPERATION> {
                self.core.call(VALUE)
            }
        },
    };
    if let (true, ImplItem::Fn(method)) = (many, &mut method) {
        method.attrs.extend(
            parsed::<ItemStruct>(quote!(
                #[allow(clippy::too_many_arguments)]
                struct Allowed;
            ))
            .attrs,
        );
    }
    method
}

/// What has to be given: the required parameters and the body.
fn arguments(operation: &Operation) -> Vec<FnArg> {
    let required = operation.params.iter().filter(|param| param.required);
    let params = required
        .map(|param| memo!(FnArg [NAME = ident(&param.ident), ARGUMENT = types::argument(&param.ty)] NAME: ARGUMENT));
    let body =
        operation.body.as_deref().map(|body| memo!(FnArg [NAME = body_name(operation), BODY = ident(body)] NAME: BODY));
    params.chain(body).collect()
}

/// The operation's fields from the arguments; what can be given is unset.
fn values(operation: &Operation) -> Vec<FieldValue> {
    let params = operation.params.iter().map(|param| {
        let name = ident(&param.ident);
        match (param.required, types::is_taken_as_it_is(&param.ty)) {
            (true, true) => memo!(FieldValue [NAME = name] NAME),
            (true, false) => memo!(FieldValue [NAME = name] NAME: NAME.into()),
            (false, _) => memo!(FieldValue [NAME = name] NAME: None),
        }
    });
    let body = operation.body.is_some().then(|| memo!(FieldValue [NAME = body_name(operation)] NAME));
    params.chain(body).collect()
}

/// The started call, with a setter for each optional parameter.
fn call(scope: &Scope, resource: &Resource, operation: &Operation) -> Vec<Item> {
    let name = ident(&operation.type_ident);
    let call = call_type(operation);
    let doc = format!(" What [`{}::{}`] starts; sent by `send`.", resource.type_ident, operation.ident);
    let setters: Vec<_> = operation
        .params
        .iter()
        .filter(|param| !param.required)
        .map(|param| {
            let docs = param_docs(scope, operation, param);
            let docs = contradictions::at_setter(scope, docs, &operation.type_ident, param);
            let field = ident(&param.ident);
            let value = types::taken(&param.ty, &field);
            memo! { ImplItem [DOCS = docs, NAME = field, ARGUMENT = types::argument(&param.ty), VALUE = value]
                #[DOCS]
                pub fn NAME(mut self, NAME: ARGUMENT) -> Self {
                    self.0.operation.NAME = Some(VALUE);
                    self
                }
            }
        })
        .collect();
    let items = memo! { File [DOC = doc.as_str(), NAME = &name, CALL = &call, SETTERS = setters]
        #[doc = DOC]
        #[must_use]
        pub struct CALL(Call<NAME>);

        impl CALL {
            SETTERS!();
        }
    };
    let row = match &operation.answer {
        Some(Ty::List(row)) => Some(types::rust_type(row)),
        _ => None,
    };
    let row = row.map(|row| quote!(, [#row]));
    let shared = spell::macro_item("call_methods", quote!(#call, #name #row));
    items.items.into_iter().chain([shared]).collect()
}

/// What the runtime has to know about the call.
fn spec(scope: &Scope, resource: &Resource, operation: &Operation) -> Expr {
    let name = format!("{}.{}.{}", scope.api.name, resource.ident, operation.name);
    let method = match operation.method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Put => "Put",
        Method::Patch => "Patch",
        Method::Delete => "Delete",
    };
    let effect = match operation.effect {
        Effect::Read => "Read",
        Effect::Create => "Create",
        Effect::Update => "Update",
        Effect::Delete => "Delete",
        Effect::Action => "Action",
    };
    let params: Vec<_> = operation.params.iter().map(types::row).collect();
    let body = operation.body.as_deref().map(types::table_of);
    let answer = operation.answer.as_ref().map(|answer| spell::borrowed(types::kind(answer)));
    memo! { Expr [
        NAME = name.as_str(), METHOD = ident(method), PATH = operation.path.as_str(), EFFECT = ident(effect), PARAMS = params,
        PATH_PARAMS = number(operation.path_params), PAGING = option(operation.paging.map(paging)), BODY = option(body),
        ANSWER = option(answer),
    ]
        OperationSpec {
            name: NAME,
            method: Method::METHOD,
            path: PATH,
            effect: Effect::EFFECT,
            params: &[PARAMS],
            path_params: PATH_PARAMS,
            paging: PAGING,
            body: BODY,
            answer: ANSWER,
        }
    }
}

fn paging(paging: Paging) -> Expr {
    let size = number(paging.size);
    match paging.walk {
        Walk::Page(page) => memo!(Expr [SIZE = size, PAGE = number(page)] PagingSpec::pages(SIZE, PAGE)),
        Walk::Offset(offset) => memo!(Expr [SIZE = size, OFFSET = number(offset)] PagingSpec::offsets(SIZE, OFFSET)),
    }
}

fn method_docs(scope: &Scope, operation: &Operation) -> Docs {
    let method = format!("{:?}", operation.method).to_ascii_uppercase();
    let effect = match operation.effect {
        Effect::Read => "read only",
        Effect::Create => "creates: sent twice makes two",
        Effect::Update => "updates: sent twice is as good as once",
        Effect::Delete => "deletes: sent twice is as good as once",
        Effect::Action => "acts: what it does twice, the page does not say",
    };
    let from = scope.source_of(operation.source).map(docs::page).unwrap_or_default();
    Docs::of(operation.doc.as_deref(), || format!("Calls {}.", docs::code(&operation.name)))
        .sentence(format!("{}, {effect}.", docs::code(&format!("{method} {}", operation.path))))
        .sentence(from)
        .notes(&operation.notes)
}

fn param_docs(scope: &Scope, operation: &Operation, param: &Field) -> Docs {
    let source = param.source.filter(|_| param.source != operation.source);
    let from = scope.other_source(source).map(docs::from).unwrap_or_default();
    Docs::of(param.doc.as_deref(), || format!("The page's {}.", docs::code(&param.wire)))
        .sentence(docs::constraints(param, field::is_text(&param.ty)))
        .sentence(from)
}

/// Whether there is nothing that a caller has to give.
fn starts_blank(operation: &Operation) -> bool {
    operation.body.is_none() && operation.params.iter().all(|param| !param.required)
}

fn has_options(operation: &Operation) -> bool {
    operation.params.iter().any(|param| !param.required)
}

/// The name of the body beside the parameters.
fn body_name(operation: &Operation) -> Ident {
    let taken = operation.params.iter().any(|param| param.ident == "body");
    ident(if taken { "request_body" } else { "body" })
}

/// The type of the started call: `ListCall`.
fn call_type(operation: &Operation) -> Ident {
    format_ident!("{}Call", operation.type_ident)
}
