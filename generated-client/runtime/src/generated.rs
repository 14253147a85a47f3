//! The one import surface of generated code: `use ficha_runtime::generated::*`. Nothing else is for its use.

pub use std::collections::BTreeMap;
pub use std::marker::PhantomData;

pub use secrecy::SecretString;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value;

pub use super::answer::Answer;
pub use super::build_error::BuildError;
pub use super::by_table::{deserialize_by_table, serialize_by_table};
pub use super::call::{Call, Operation};
pub use super::core::Core;
pub use super::error::Error;
pub use super::field::{Entries, Field, Inside, Items, Scalar, View};
pub use super::invalid::Invalid;
pub use super::open::Open;
pub use super::record::Record;
pub use super::reply::Reply;
pub use super::settings::Settings;
pub use super::spec::{
    Api, ApiSpec, BaseUrl, CallPolicy, CredentialSpec, Effect, EnvelopeSpec, Form, KeyPath, Literal, Method,
    OperationSpec, PagingKeys, PagingSpec, Reads, StatusSpec, Walk,
};
pub use super::state::{Blank, Given, No, Unset, Yes};
pub use super::table::{Kind, Row, Table};
pub use super::validate::validated;

pub use crate::{
    __call_methods as call_methods, __client_settings as client_settings, __open_enumeration as open_enumeration,
    __serde_by_table as serde_by_table,
};
