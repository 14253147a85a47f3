//! Open enumerations: the values that a page lists, and any other that the vendor sends. What is not listed is kept and
//! readable, never an error.

/// A text of which some values are known.
pub trait Open: Sized {
    /// The values that the page lists, as they are written on the wire.
    const NAMES: &'static [&'static str];

    /// The variant of this value; a value that the page does not list is kept as it is.
    fn from_name(name: &str) -> Self;

    /// The value as it is written on the wire.
    fn as_str(&self) -> &str;

    /// Whether the page lists this value.
    fn is_known(&self) -> bool {
        Self::NAMES.contains(&self.as_str())
    }
}

/// Gives an [`Open`] enumeration with a variant `Other(String)` all that a text can do: `Default` (an empty `Other`),
/// `Display`, `AsRef<str>`, `From<&str>`, `From<String>`, `FromStr` (never fails), `Serialize`, `Deserialize`, and its
/// place as a field of a record.
#[macro_export]
#[doc(hidden)]
macro_rules! __open_enumeration {
    ($name:ident) => {
        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::Other(::std::string::String::new())
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad($crate::Open::as_str(self))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                $crate::Open::as_str(self)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(name: &str) -> Self {
                <Self as $crate::Open>::from_name(name)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(name: ::std::string::String) -> Self {
                <Self as $crate::Open>::from_name(&name)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: a page may list a value of that name.
            fn from_str(name: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as $crate::Open>::from_name(name))
            }
        }

        impl $crate::generated::Field for $name {
            fn empty() -> Self {
                Self::default()
            }

            fn put(&mut self, value: $crate::generated::Scalar<'_>) -> bool {
                match value {
                    $crate::generated::Scalar::Text(name) => {
                        *self = <Self as $crate::Open>::from_name(name);
                        true
                    }
                    _ => false,
                }
            }

            fn view(&self) -> $crate::generated::View<'_> {
                $crate::generated::View::Text($crate::Open::as_str(self))
            }
        }

        impl $crate::generated::Serialize for $name {
            fn serialize<S: $crate::generated::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::Open::as_str(self))
            }
        }

        impl<'de> $crate::generated::Deserialize<'de> for $name {
            fn deserialize<D: $crate::generated::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                <::std::string::String as $crate::generated::Deserialize>::deserialize(deserializer)
                    .map(<Self as ::core::convert::From<::std::string::String>>::from)
            }
        }
    };
}
