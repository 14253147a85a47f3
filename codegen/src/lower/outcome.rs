//! What has to come out of an answer that a sample shows, as the assertions of a test. The test around them is
//! `conformance`'s.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use super::api::option;
use super::literal::Values;
use super::scope::Scope;
use crate::model::{AnswerSample, KeyPath, PagingKeys, Reads, Resource, Ty};

/// The assertions on `outcome`.
pub(super) fn judged(
    scope: &Scope,
    resource: Option<&Resource>,
    answer: Option<&Ty>,
    sample: &AnswerSample,
) -> TokenStream {
    let body: Value = serde_json::from_str(&sample.json).unwrap_or_default();
    let envelope = &scope.api.envelope;
    let message = option(envelope.message.iter().find_map(|path| text_at(&body, path)));
    let code = option(envelope.code.as_ref().and_then(|path| text_at(&body, path)));
    let http = Literal::u16_unsuffixed(sample.http);
    match sample.reads {
        Reads::Refused => {
            let errors = envelope.errors.as_ref().and_then(|path| at(&body, path)).and_then(Value::as_array);
            let errors: Vec<_> = errors.into_iter().flatten().filter_map(Value::as_str).collect();
            let errors = match errors.is_empty() {
                true => quote!(assert!(refused.errors.is_empty(), "{:?}", refused.errors);),
                false => quote!(assert_eq!(refused.errors, [#(#errors),*]);),
            };
            quote! {
                let Err(ficha_client::Error::Refused(refused)) = outcome else { panic!("not refused: {outcome:?}") };
                assert_eq!(refused.http, #http);
                assert_eq!(refused.code.as_deref(), #code);
                assert_eq!(refused.message.as_deref(), #message);
                #errors
            }
        }
        Reads::NoRows | Reads::Ok => {
            let values = Values { scope, resource };
            let value = answer.zip(payload(scope, &body)).filter(|_| sample.reads == Reads::Ok);
            let value = value.map(|(ty, payload)| values.asserts(&quote!(answer.value), ty, payload));
            let no_rows = (sample.reads == Reads::NoRows).then(|| quote!(assert!(answer.value.is_empty());));
            let paging = paging(&envelope.paging, &body);
            quote! {
                let answer = outcome.expect("an answer");
                assert_eq!(answer.http, #http);
                assert_eq!(answer.code.as_deref(), #code);
                assert_eq!(answer.message.as_deref(), #message);
                #paging
                assert!(answer.deviations.is_empty(), "{:?}", answer.deviations);
                #no_rows
                #value
            }
        }
    }
}

/// What the answer says about its place in a list, where the API has such keys.
fn paging(keys: &PagingKeys, body: &Value) -> Option<TokenStream> {
    let paths = [&keys.offset, &keys.limit, &keys.result, &keys.total];
    let printed = paths.map(|path| path.as_ref().and_then(|path| at(body, path)).and_then(Value::as_u64));
    let assert = match printed {
        [None, None, None, None] => quote!(assert_eq!(answer.paging, None);),
        printed => {
            let printed = printed.map(|count| option(count.map(Literal::u64_unsuffixed)));
            quote! {
                let paging = answer.paging.map(|paging| [paging.offset, paging.limit, paging.result, paging.total]);
                assert_eq!(paging, Some([#(#printed),*]));
            }
        }
    };
    paths.iter().any(|path| path.is_some()).then_some(assert)
}

/// The payload of an answer, as far as it is there.
pub(super) fn payload<'v>(scope: &Scope, body: &'v Value) -> Option<&'v Value> {
    scope.api.envelope.payload.as_ref().map_or(Some(body), |path| at(body, path))
}

fn at<'v>(body: &'v Value, path: &KeyPath) -> Option<&'v Value> {
    path.iter().try_fold(body, |value, key| value.get(key))
}

/// A text, or a number as one.
fn text_at(body: &Value, path: &KeyPath) -> Option<String> {
    match at(body, path)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
