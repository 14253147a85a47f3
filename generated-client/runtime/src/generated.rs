//! The one import surface of generated code: `use ficha_runtime::generated::*`. Nothing else is for its use.

pub use std::collections::BTreeMap;
pub use std::marker::PhantomData;

pub use secrecy::SecretString;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use serde_json::Value;

pub use crate::calling::call::{Call, Operation};
pub use crate::calling::reply::Reply;
pub use crate::client::core::Core;
pub use crate::client::settings::Settings;
pub use crate::description::field::{Entries, Field, Inside, Items, Scalar, View};
pub use crate::description::open::Open;
pub use crate::description::record::Record;
pub use crate::description::spec::{
    Api, ApiSpec, BaseUrl, CallPolicy, CredentialSpec, Effect, EnvelopeSpec, Form, KeyPath, Literal, Method,
    OperationSpec, PagingKeys, PagingSpec, Reads, StatusSpec, Walk,
};
pub use crate::description::table::{Kind, Row, Table};
pub use crate::outcome::answer::Answer;
pub use crate::outcome::build_error::BuildError;
pub use crate::outcome::error::Error;
pub use crate::outcome::invalid::Invalid;
pub use crate::state::{Blank, C0, C1, C2, C3, C4, C5, C6, C7, Given, P0, P1, P2, P3, P4, P5, P6, P7, Unset};
pub use crate::values::by_table::{deserialize_by_table, serialize_by_table};
pub use crate::values::validate::validated;

pub use crate::{
    __call_methods as call_methods, __client_settings as client_settings, __open_enumeration as open_enumeration,
    __serde_by_table as serde_by_table,
};
