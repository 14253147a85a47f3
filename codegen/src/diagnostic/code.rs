//! The table of codes: what each kind of finding is called, and what it means. One entry is one kind.

use std::fmt;

macro_rules! codes {
    ($($variant:ident $name:literal $explain:literal)*) => {
        /// A kind of finding; `Code::explain` says what it means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $explain] $variant,)*
        }

        impl Code {
            /// Every kind of finding, in the order of the phases.
            pub const ALL: &'static [Code] = &[$(Code::$variant),*];

            /// The name that stands in brackets: `unknown-key`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)*
                }
            }

            /// What is wrong, why it matters and what to do.
            pub fn explain(self) -> &'static str {
                match self {
                    $(Code::$variant => $explain,)*
                }
            }
        }
    };
}

codes! {
    // Files and folders.
    EmptyFolder "empty-folder" "There is no spec at all, so there is nothing to generate, and whatever was generated before would be removed. Give the folder that holds one folder per API."
    Unreadable "unreadable" "A file or a folder cannot be read or written. The message says what the system says. Files that were written before it are new, the others are as they were, and none is half of each: mend the cause and run the command again."
    NoApiFile "no-api-file" "A folder holds resources but no `api.yaml`, so nothing says where the API is called or how its answers are read. Write `api.yaml` in the same folder, or move the file to the folder of its API."
    NoResourceFile "no-resource-file" "An `api.yaml` stands alone, so there is nothing to call. Write one file per resource beside it."
    WrongFolder "wrong-folder" "`api:` differs from the name of its folder, or `resource:` from the name of its file. The two are one name, which is also the name of the Rust module: make them equal."

    // Text and YAML.
    NotUtf8 "not-utf8" "A file holds bytes that are not UTF-8, so names such as `Año` would come out wrong. Save it as UTF-8."
    TooLarge "too-large" "A file is larger than 16 MiB. No page is that long; split the resource, or look for what blew it up."
    NotYaml "not-yaml" "The text breaks the grammar of YAML at this place, so nothing after it can be trusted. Often a bracket or a quote is not closed, an indentation differs from its neighbours, or a tab indents."
    YamlFeature "yaml-feature" "The text uses a part of YAML that the spec language leaves out: anchors, aliases, merge keys, tags, directives or several documents in one file. A reviewer compares rows one by one and must not have to expand them. Write the text out; quote a text that only looks like one of these."
    CutShort "cut-short" "A `#` after a space starts a comment, so that what follows is lost: `doc: Item #5` says `Item`. Quote a text that holds a `#`; write a comment that is meant with a space after its `#`."
    TooDeep "too-deep" "Brackets or indentations are nested more than 64 deep. Nothing in a spec is; look for a bracket that is opened again and again."
    UnknownKey "unknown-key" "The language has no such key here. A misspelled key would silently drop a fact of the page, so it is refused. Inside `{ … }` a comma, a colon or a `#` of a text starts a new key or a comment: quote the text."
    MissingKey "missing-key" "A key without which the rest means nothing is not there. Write it."
    DuplicateKey "duplicate-key" "The same key or name stands twice in one mapping, or two operations of an API describe the same call, and only one of them could hold. Remove or rename one."
    WrongValue "wrong-value" "The value is not one that this key takes: a list where a text belongs, a word where a number belongs, a word that is none of those known, or a length that is neither a number nor a mark that a source declares. The message names what the key takes."

    // Names that have to lead somewhere.
    UnknownType "unknown-type" "Neither the file nor its `api.yaml` declares this type, and it is none of `string`, `int`, `number`, `bool` and `json`. Declare it under `types`, or mend the spelling."
    UnknownCredential "unknown-credential" "`api.yaml` declares no credential of this name. Declare it under `credentials`, or mend the spelling."
    UnknownSource "unknown-source" "`from` names a source that `api.yaml` does not list, so nobody could look the fact up. List it under `sources`, or mend the spelling."
    UnknownErratum "unknown-erratum" "`erratum` names an erratum that neither the file nor its `api.yaml` has. Write it under `errata`, or mend the spelling."

    // Errata, which are defined by their effect.
    UnusedErratum "unused-erratum" "No row, operation, sample or API points at this erratum, so it changes nothing. Point at it with `erratum:`, or remove it."
    ErratumWithoutEffect "erratum-without-effect" "Taken away, this erratum would not be missed: the claims agree without it. When the vendor mends the page and the spec follows, the workaround has to go. Remove it, or the part of it that is named."
    ErratumDoesNotApply "erratum-does-not-apply" "The erratum says something that its subject cannot use, such as a `type` for an operation, or sets aside what no subject has. Point at it from the right subject, or mend what it says."

    // Names and types.
    PathParameter "path-parameter" "A name in the braces of the path has no row under `params`, or the rows stand in another order than the path names them. The generated call could not fill the path. Make the two agree."
    NameCollision "name-collision" "Two documented names become one Rust name, or one becomes a name that the generated code already has. Give a row or a value another one with `rust:`; call a type, an operation or a sample something else."
    BadName "bad-name" "The documented name cannot become a Rust name: it is empty, starts with a digit, becomes a word that Rust keeps for itself, or holds other letters than ASCII. Give a row or a value one with `rust:`; call anything else something else."
    EndlessType "endless-type" "A table requires a row that contains the table itself again, so none could ever be complete. Make one of the rows on the way optional, or a list."
    EffectDisagrees "effect-disagrees" "What an operation is said to do does not fit the way it is called: a DELETE that reads, creates or updates, a PUT or PATCH that reads, or a POST that reads and answers nothing. The effect decides what is sent again when an answer gets lost, so that a slip here can do something twice. Mend `effect`; if in doubt, `action` is the careful choice."
    LengthOnType "length-on-type" "The row claims a length, but its type has none, or room for nothing. If the page prints a mark for `no length`, write that mark; if the type is wrong, an erratum says which holds."
    LengthTooLong "length-too-long" "The row is an integer of more than 18 digits, which no integer can hold: values would be cut off or refused. An erratum says what holds."
    RuleOnType "rule-on-type" "The row states a rule that its type cannot have: `min` or `max` of a text, `items` of what is no list, `quoted` or `values` of what is no text, or a `min` above its `max`. Mend the rule or the type."
    BadExample "bad-example" "The example is not a value that the row accepts. Mend the example or the row."

    // Claims against samples and other claims.
    ValueType "value-type" "A sample shows a value that does not have the type that the row claims. One of the two is wrong: an erratum says which, and why."
    RequiredButNull "required-but-null" "The row is required, yet a request sample sends null. One of the two is wrong: an erratum says which, and why."
    RequiredButAbsent "required-but-absent" "The row is required, yet a request sample does not have it. One of the two is wrong: an erratum says which, and why."
    UnsetDisagrees "unset-disagrees" "A sample writes an absent optional value in another way than `unset` says. Mend `unset`, or let an erratum say which holds."
    TooLong "too-long" "A sample shows a text with more characters, or a number with more digits, than the row allows, or one of its known values is longer. One of the two is wrong: an erratum says which, and why."
    OutOfRange "out-of-range" "A sample shows a number outside `min` and `max`, or a list with another number of items. One of the two is wrong: an erratum says which, and why."
    UnknownValue "unknown-value" "A sample shows a value that the row's enumeration does not have. Add it, or let an erratum say which holds."
    UnknownSampleKey "unknown-sample-key" "A sample has a key that no table claims. Transcribe the row, or let an erratum say that the key is not to be believed."
    MissingSampleKey "missing-sample-key" "A table claims a key that the sample should have and has not. One of the two is wrong: an erratum says which, and why."
    NotJson "not-json" "The sample is not JSON as it is printed. Keep what is printed and say with `mend` what has to be replaced."
    MendUnused "mend-unused" "A replacement under `mend` does not match exactly once, or the sample is JSON without it. Remove it, or make its text longer so that it matches one place."
    QuotesDisagree "quotes-disagree" "Two places of the page say different things about the same subject. An erratum says which of them is set aside, and why."
    SingleQuote "single-quote" "A subject under `says` has one place only, and nothing to agree or disagree with. Quote a second place, or use the key that holds this fact."
    ReadsOtherwise "reads-otherwise" "The success rule of the envelope reads this answer in another way than `reads` says. One of the two is wrong; a success that is none would hide what happened to somebody's money."
    HalfAgreed "half-agreed" "The sample agrees with one key of a success form and contradicts another, or is a refusal and carries what was asked for. An erratum sets one of them aside, and says why."
    StatusPair "status-pair" "The sample's status and code are no pair that `statuses` lists. Add the pair, or let an erratum say which holds."
    SampleMethod "sample-method" "A request sample uses another method than the operation. One of the two is wrong: an erratum says which, and why."
    SampleAddress "sample-address" "The address of a request sample does not lead to a server of the API and the path of the operation. An erratum says which holds, and why."
    SampleHeader "sample-header" "A request sample has a header that is neither a credential nor constant, lacks one that is required, or gives it another value. An erratum says which holds, and why."
    SampleContent "sample-content" "A request sample announces another content type than its body has. An erratum says which holds, and why."
    TablesDisagree "tables-disagree" "Two tables of the same entity claim different things about the same name. An erratum says which holds, and why."

    // The spec against the stored pages.
    PageMissing "page-missing" "The stored text that a source names with `copy` is not in the folder. Store it there, or mend the name."
    PageQuoteGone "page-quote-gone" "A quote is not on the page any more. If the page changed, change the spec and look whether an erratum has to go."
    PageRowGone "page-row-gone" "No line of the page states this row: its name, then its type, length and whether it is required. If the page changed, change the row and look whether an erratum has to go."
    PageSampleGone "page-sample-gone" "A sample, or a part of it that is printed word for word, is not on the page any more. If the page changed, change the spec and look whether an erratum has to go."
}

impl Code {
    /// The kind of finding with this name.
    pub fn named(name: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
