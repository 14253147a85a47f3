//! Which names do Rust, the runtime and the generated code have?

use std::collections::BTreeSet;
use std::fs;

use ficha_tests::specs::project;

/// Types, traits and variants of the standard library's prelude, derives among them, and the names of type parameters.
pub(crate) const KNOWN_TO_RUST: &str = "\
    Box Clone Copy Debug Default DoubleEndedIterator Drop Eq Err ExactSizeIterator Extend Fn FnMut FnOnce From \
    FromIterator Future Hash Into IntoFuture IntoIterator Iterator None Ok Option Ord PartialEq PartialOrd Result \
    Send Sized Some String Sync ToOwned ToString TryFrom TryInto Unpin Vec AsRef AsMut Self A B E F H K N O R S T \
    V Then Api Chunk List Page Request Secret Credential Str I64";

/// Methods and fields of the generated code, of the runtime and of every Rust type.
pub(crate) const METHODS: &str = "\
    allow_plain_http answer answer_limit api as_str base_url blank body borrow blocking build build_unchecked \
    builder call call_methods client clone clone_from cmp code connect_timeout core credential credential_fields \
    credentials default deserialize drop empty eq factory field field_mut fleet_lock fmt from from_name gzip hash \
    hook http_client id into into_future kind list mock name ne new open operation pages params partial_cmp poll put read \
    read_timeout reply request retry row rows send send_blocking serialize server settings state std strict super_ \
    table then thing thing_fields timeout to_owned to_request to_string transport try_from try_into validated \
    validation value view watch ficha_client runtime serde alloc gen_ str i64 bool vec o s t";

/// What generated code imports by its glob, from the runtime's own source.
pub(crate) fn import_surface() -> BTreeSet<String> {
    let path = project().join("generated-client/runtime/src/generated.rs");
    let file = syn::parse_file(&fs::read_to_string(&path).expect("the import surface")).expect("Rust");
    let mut names = BTreeSet::new();
    for item in &file.items {
        let syn::Item::Use(item) = item else { continue };
        leaves(&item.tree, &mut names);
    }
    names
}

/// What a client, a call and a builder can do, from the runtime's own source: the macros that give it to them included.
pub(crate) fn runtime_methods() -> BTreeSet<String> {
    let folder = project().join("generated-client/runtime/src");
    let mut names = BTreeSet::new();
    for file in
        ["calling/call.rs", "client/core.rs", "client/settings.rs", "description/open.rs", "description/record.rs"]
    {
        let text = fs::read_to_string(folder.join(file)).expect("a file of the runtime");
        let methods = text.split("fn ").skip(1).filter_map(|after| after.split_once(['(', '<']));
        names.extend(methods.map(|(name, _)| name.to_owned()).filter(|name| !name.contains(char::is_whitespace)));
    }
    assert!(names.contains("allow_plain_http") && names.contains("to_request"), "{names:?}");
    names
}

fn leaves(tree: &syn::UseTree, names: &mut BTreeSet<String>) {
    match tree {
        syn::UseTree::Path(path) => leaves(&path.tree, names),
        syn::UseTree::Name(name) => drop(names.insert(name.ident.to_string())),
        syn::UseTree::Rename(rename) => drop(names.insert(rename.rename.to_string())),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        syn::UseTree::Glob(_) => panic!("the import surface names what it exports"),
    }
}
