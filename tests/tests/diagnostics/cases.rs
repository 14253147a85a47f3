//! What a transcriber can do wrong: each a change to the obstacle course.

use ficha_codegen::diagnostic::Code;

/// One change to the obstacle course and the codes that it must lead to.
pub(crate) struct Case<'a> {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) from: &'static str,
    pub(crate) to: &'a str,
    pub(crate) codes: &'static [Code],
}

macro_rules! cases {
    ($($name:ident: $file:literal, $from:expr => $to:expr, [$($code:ident),*];)*) => {
        pub(crate) const CASES: &[Case] = &[$(Case {
            name: stringify!($name),
            file: concat!($file, ".yaml"),
            from: $from,
            to: $to,
            codes: &[$(Code::$code),*],
        }),*];
    };
}

cases! {
    // Keys and their values.
    misspelled_key_in_a_row: "things", "tall,   type: bool,   length: X, required: false" => "tall,   type: bool,   lenght: X, required: false", [UnknownKey];
    misspelled_key_in_an_operation: "things", "effect: action" => "efect: action", [UnknownKey];
    misspelled_key_in_an_erratum: "things", "use: { name: pagina }" => "use: { nam: pagina }", [UnknownKey];
    unquoted_comma: "things", "doc: Its label." => "doc: Its label, or none.", [UnknownKey];
    unquoted_hash: "things", "doc: Things that can be" => "doc: Item #5 that can be", [CutShort];
    unquoted_colon: "things", "doc: Its label. }" => "doc: Label: its. }", [NotYaml];
    missing_key: "things", "    effect: action\n" => "", [MissingKey];
    a_list_for_a_text: "things", "resource: things" => "resource: [ things ]", [WrongValue];
    unknown_effect: "things", "effect: action" => "effect: actoin", [WrongValue];
    duplicate_key: "things", "    path: /things/poke\n" => "    path: /things/poke\n    path: /things/poke\n", [DuplicateKey];
    duplicate_operation: "things", "  poke:\n" => "  get:\n", [DuplicateKey];
    duplicate_type: "things", "  Extra:\n    doc: A field" => "  Maker:\n    doc: A field", [DuplicateKey];
    duplicate_credential: "api", "  token:\n    header" => "  api_key:\n    header", [DuplicateKey];
    duplicate_parameter: "things", "name: offset,  type: int,    required: false, min: 0, doc: How many things to pass over. }" => "name: offset,  type: int,    required: false, min: 0, doc: How many things to pass over. }\n      - { name: offset, type: int, required: false, doc: Once more. }", [DuplicateKey];
    duplicate_value: "api", "{ name: NOT_FOUND, doc: There is no such thing. }" => "{ name: BAD_REQUEST, doc: There is no such thing. }", [DuplicateKey];
    samples_of_one_name: "things", "      created: { json: '{ \"success\": true, \"message\": \"made\" }' }" => "      a-b: { json: '{ \"success\": true, \"message\": \"made\" }' }\n      a_b: { json: '{ \"success\": true, \"message\": \"made\" }' }", [NameCollision];
    sample_that_rust_cannot_spell: "things", "      created: {" => "      año: {", [BadName];
    duplicate_row: "things", "name: owner, type: Maker" => "name: name, type: Maker", [DuplicateKey];
    duplicate_header: "api", "header: X-Api-Key" => "header: x-plugin", [DuplicateKey];
    duplicate_status: "api", "{ http: 204, reads: no_rows, doc" => "{ http: 200, reads: no_rows, doc", [DuplicateKey];
    no_server: "api", "servers:\n  production: { url: \"https://api.example.com/v2\" }\n  sandbox: { url: \"https://sandbox.example.com/v2\" }\n" => "servers: {}\n", [MissingKey];
    server_with_a_query: "api", "https://sandbox.example.com/v2" => "https://sandbox.example.com/v2?a=b", [WrongValue];
    server_from_nowhere: "api", "sandbox: { url: \"https://sandbox.example.com/v2\" }" => "sandbox: { url: \"https://sandbox.example.com/v2\", from: apendix }", [UnknownSource];
    server_with_a_misspelled_key: "api", "sandbox: { url: \"https://sandbox.example.com/v2\" }" => "sandbox: { ulr: \"https://sandbox.example.com/v2\", from: appendix }", [UnknownKey];
    credential_from_nowhere: "api", "header: X-Api-Key" => "header: X-Api-Key, from: apendix", [UnknownSource];
    header_with_a_space: "api", "header: X-Api-Key" => "header: X Api Key", [WrongValue];
    no_duration: "api", "poll_every: 30s" => "poll_every: often", [WrongValue];
    marker_that_is_a_list: "api", "ok: [ { success: true, error: null } ]" => "ok: [ { success: [ 1 ] } ]", [WrongValue];
    form_of_nothing: "api", "ok: [ { success: true, error: null } ]" => "ok: [ { } ]", [WrongValue];
    form_of_nothing_in_an_erratum: "api", "use: { message: [ message, mesage ] }" => "use: { message: [ message, me..sage ], ok: [ { } ] }", [WrongValue];
    example_with_a_key_twice: "things", "example: ball" => "example: { a: 1, a: 2 }", [DuplicateKey];
    no_reason: "things", "because: The sample sends null." => "because: \"\"", [MissingKey];
    no_title: "api", "title: Obstacle Course" => "title:", [MissingKey];
    no_title_of_a_page: "api", "title: The manual" => "title: \" \"", [MissingKey];
    path_without_slash: "things", "path: /things/poke" => "path: things/poke", [WrongValue];
    path_with_a_host: "things", "path: /things/poke" => "path: https://api.example.com/v2/things/poke", [WrongValue];
    path_with_a_query: "things", "path: /things/poke" => "path: /things/poke?force=1", [WrongValue];
    path_with_dots: "things", "path: /things/poke" => "path: /things/../poke", [WrongValue];
    effect_of_another_method: "things", "    effect: delete\n    from" => "    effect: read\n    from", [EffectDisagrees];
    address_of_no_page: "api", "https://docs.example.com/manual" => "docs.example.com/manual", [WrongValue];
    day_that_is_none: "api", "read_on: 2026-11-20" => "read_on: 2026-02-30", [WrongValue];
    wrong_folder: "api", "api: course" => "api: coarse", [WrongFolder];
    wrong_file: "things", "resource: things" => "resource: thinks", [WrongFolder];

    // Names that lead nowhere.
    unknown_type: "things", "type: Maker,  required: true" => "type: Makr,  required: true", [UnknownType];
    type_of_another_language: "things", "type: Maker,  required: true" => "type: Integer, required: true", [UnknownType];
    list_of_another_language: "things", "answer: [ Thing ]" => "answer: Thing[]", [UnknownType];
    unknown_body: "things", "body: NewThing" => "body: NewThink", [UnknownType];
    body_is_an_enumeration: "things", "body: NewThing" => "body: Shape", [WrongValue];
    unknown_enumeration: "api", "codes: Code" => "codes: Kode", [UnknownType];
    unknown_entity: "things", "    of: Thing\n" => "    of: Thin\n", [UnknownType];
    unknown_source: "things", "from: programs" => "from: programmes", [UnknownSource];
    unknown_credential: "api", "one_at_a_time_per: token" => "one_at_a_time_per: tokn", [UnknownCredential];
    unknown_erratum: "things", "erratum: users_heading" => "erratum: user_heading", [UnknownErratum];
    unknown_erratum_that_gives_the_name: "things", "erratum: page_is_pagina" => "erratum: page_is_pagna", [UnknownErratum];
    unknown_paging_parameter: "things", "size: limit, offset: offset" => "size: limit, offset: ofset", [UnknownKey];
    leaves_in_a_row_that_no_answer_has: "things", "effect: action" => "effect: action\n    leaves: { nme: new }", [UnknownKey];
    leaves_of_a_body_that_has_no_such_row: "things", "effect: action" => "effect: action\n    leaves: { name: \"{label}\" }", [UnknownKey];
    leaves_a_list: "things", "effect: action" => "effect: action\n    leaves: { name: [ a ] }", [WrongValue];
    unknown_key_row: "things", "    key: id\n" => "    key: ident\n", [UnknownKey];
    neither_table_nor_values: "things", "  Extra:\n    doc: A field that the account added.\n    rows:\n      - { name: label, type: string, required: false, doc: Its label. }\n" => "  Extra:\n    doc: A field that the account added.\n", [MissingKey];
    path_names_what_params_lack: "things", "path: /things/{id}/drop" => "path: /things/{ident}/drop", [PathParameter];
    params_have_another_order: "things", "path: /things/{id}/parts/{part}" => "path: /things/{part}/parts/{id}", [PathParameter];
    path_names_it_twice: "things", "path: /things/{id}/parts/{part}" => "path: /things/{id}/parts/{id}", [PathParameter];

    // Names that Rust cannot have, or has already.
    not_ascii: "things", "doc: Year of making., rust: anio }\n      - { name: tags,   type: [ string ], required: false" => "doc: Year of making. }\n      - { name: tags,   type: [ string ], required: false", [BadName];
    keyword: "things", "doc: Anything., rust: kind_of_thing" => "doc: Anything.", [BadName];
    starts_with_a_digit: "things", "name: label, type: string" => "name: 1label, type: string", [BadName];
    empty_name: "things", "name: label, type: string" => "name: \"\", type: string", [BadName];
    value_starts_with_a_digit: "api", "doc: Nobody knows., rust: FortyTwo" => "doc: Nobody knows.", [BadName];
    type_in_snake_case: "things", "  Extra:\n" => "  extra:\n", [UnknownType, BadName];
    type_in_capitals: "things", "  Extra:\n" => "  EXTRA:\n", [UnknownType, BadName];
    two_rows_one_name: "things", "name: owner, type: Maker" => "name: Name, type: Maker", [NameCollision];
    row_named_build: "things", "name: label, type: string" => "name: build, type: string", [NameCollision];
    type_named_like_the_runtime: "things", "  Shape:\n    doc: Shape of a thing." => "  Record:\n    doc: Shape of a thing.", [NameCollision, UnknownType];
    value_named_other: "things", "name: round, doc" => "name: other, doc", [NameCollision];
    operation_named_like_its_resource: "things", "  poke:\n" => "  things:\n", [NameCollision];
    type_in_two_files: "api", "types:\n" => "types:\n  Extra: { values: [ { name: a } ] }\n", [NameCollision];
    resource_named_like_a_shared_type: "api", "types:\n" => "types:\n  Things: { values: [ { name: a } ] }\n", [NameCollision];
    operation_is_a_keyword: "things", "  poke:\n" => "  move:\n", [BadName];

    // Rows against themselves.
    length_on_a_bool: "things", "tall,   type: bool,   length: X" => "tall,   type: bool,   length: 5", [LengthOnType];
    length_of_nothing: "things", "name: id,     type: int,    length: 10" => "name: id,     type: int,    length: 0", [LengthOnType, TooLong];
    length_that_no_integer_has: "things", "name: id,     type: int,    length: 10" => "name: id,     type: int,    length: 50", [LengthTooLong];
    min_of_a_text: "things", "name: label, type: string" => "name: label, min: 1, type: string", [RuleOnType];
    items_of_a_text: "things", "name: label, type: string" => "name: label, items: 1, type: string", [RuleOnType];
    min_above_max: "things", "min: 1, max: 100" => "min: 101, max: 100", [RuleOnType, OutOfRange];
    length_that_is_a_word: "things", "name: id,     type: int,    length: 10" => "name: id,     type: int,    length: long", [WrongValue];
    mark_in_an_erratum_that_no_page_declares: "things", "use: { required: false }" => "use: { required: false, length: any }", [WrongValue];
    word_for_nothing_in_a_row: "api", "required: [SI]" => "requird: [SI]", [UnknownKey];
    word_twice: "api", "required: [SI]" => "required: [SI, SI]", [DuplicateKey];
    word_for_yes_and_no: "api", "required: [SI]" => "required: [SI, NO]", [DuplicateKey];
    word_that_is_empty: "api", "required: [SI]" => "required: [\" \"]", [WrongValue];
    number_as_a_mark: "api", "optional: [NO] } }" => "optional: [NO], no_length: [50] } }", [WrongValue];
    example_of_the_wrong_type: "things", "example: ball" => "example: 12", [BadExample];
    endless_type: "things", "name: owner, type: Maker,  required: false" => "name: owner, type: Maker,  required: true", [EndlessType];

    // Rows against samples.
    value_of_the_wrong_type: "things", "\"tall\": true, \"A" => "\"tall\": 1, \"A", [ValueType];
    wrong_in_the_second_row: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: [ Thing ]\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '[ { \"id\": 1, \"name\": \"id\" }, { \"id\": \"two\" } ]'", [ValueType];
    wrong_item_of_a_rows_list: "things", "\"span\": [ 480, 780 ], \"maker\": { \"name\": \"ACME\", " => "\"span\": [ 480, \"x\" ], \"maker\": { \"name\": \"ACME\", ", [ValueType];
    required_in_a_nested_record_but_absent: "things", "\"maker\": { \"name\": \"ACME\" }, \"extra\"" => "\"maker\": { \"owner\": { \"owner\": { \"name\": \"Us\" } } }, \"extra\"", [RequiredButAbsent];
    key_row_absent_in_the_second_row: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: [ Thing ]\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '[ { \"id\": 1, \"name\": \"id\" }, { \"name\": \"id\" } ]'", [MissingSampleKey];
    wrong_beside_a_mend: "things", "\"nit\": \"900\" }, ] }" => "\"nit\": 900 }, ] }", [ValueType];
    text_for_an_int: "things", "{ \"id\": 7, \"code\": \"01\"" => "{ \"id\": \"7\", \"code\": \"01\"", [ValueType];
    empty_text_for_an_int: "things", "rows:\n      - { name: id,     type: int,    length: 10, required: true, doc: Identifies it. }" => "rows:\n      - { name: id,     type: string,    length: 10, required: true, doc: Identifies it. }", [ValueType];
    quoted_where_it_should_not_be: "things", "\"code\": 12 }" => "\"code\": \"12\" }", [ValueType];
    inside_a_nested_record: "things", "\"owner\": { \"name\": \"Us\" }" => "\"owner\": { \"name\": 5 }", [ValueType];
    inside_a_map: "things", "\"extra\": { \"1\": { \"label\": \"x\" } }" => "\"extra\": { \"1\": { \"label\": 5 } }", [ValueType];
    required_but_null: "things", "{ \"code\": 0, \"name\": \"ball\"" => "{ \"code\": 0, \"name\": null", [RequiredButNull];
    required_but_absent: "things", "{ \"code\": 0, \"name\": \"ball\"" => "{ \"code\": 0", [RequiredButAbsent];
    required_parameter_absent: "things", "address: /things/7/parts/lid?dry=true" => "address: /things/7/parts/lid", [RequiredButAbsent];
    null_though_left_out: "things", "    unset: null\n" => "", [UnsetDisagrees];
    left_out_though_null: "things", "type: string, required: false, unset: omitted, doc: Year" => "type: string, required: false, doc: Year", [UnsetDisagrees];
    key_row_absent: "things", "part: data, json: '{ \"id\": 7, " => "part: data, json: '{ ", [MissingSampleKey];
    text_too_long: "things", "length: 40, required: true, doc: What it is called., example: ball" => "length: 3, required: true, doc: What it is called., example: abc", [TooLong, TablesDisagree];
    known_value_too_long: "things", "{ name: kind,   type: string, required: false, values: Shape, doc: Its shape. }" => "{ name: kind,   type: string, length: 6, required: false, values: Shape, doc: Its shape. }", [TooLong];
    number_too_long: "things", "name: id,     type: int,    length: 10" => "name: id,     type: int,    max: 5, length: 10", [OutOfRange];
    wrong_count: "things", "\"span\": [ 480, 780 ], \"maker\": { \"name\": \"ACME\", " => "\"span\": [ 480 ], \"maker\": { \"name\": \"ACME\", ", [OutOfRange];
    unknown_value: "things", "\"kind\": \"round\", \"weight\": 1.50" => "\"kind\": \"rnd\", \"weight\": 1.50", [UnknownValue];
    unknown_key_in_a_sample: "things", "\"type\": \"x\"" => "\"tipe\": \"x\"", [UnknownSampleKey, UnsetDisagrees];
    unknown_key_in_several_samples: "things", "name: phone,  type: int,    length: 50, required: false" => "name: fone,  type: int,    length: 50, required: false", [UnknownSampleKey];
    unknown_query_key: "things", "limit=2&offset=4" => "limit=2&ofset=4", [UnknownSampleKey];
    tables_disagree: "things", "- { name: weight, type: number, required: true" => "- { name: weight, type: string, required: true", [TablesDisagree, ValueType];

    // Samples against the grammar of JSON, the envelope and the operation.
    comma_before_a_bracket: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": true, \"message\": \"made\", }'", [NotJson];
    not_json: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": true \"message\": \"made\" }'", [NotJson];
    not_json_beside_a_mend: "things", "\"phone\": \"\", \"nit\": \"900\" }, ] }" => "\"phone\": \"\" \"nit\": \"900\" }, ] }", [NotJson];
    key_twice: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": true, \"success\": false }'", [NotJson];
    mend_that_matches_nothing: "things", "mend: [ [ \"}, ]\"" => "mend: [ [ \"} , ]\"", [MendUnused];
    mend_that_is_not_needed: "things", "\"nit\": \"900\" }, ] }" => "\"nit\": \"900\" } ] }", [MendUnused];
    success_marker_flipped: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": false, \"message\": \"made\" }'", [ReadsOtherwise];
    no_success_marker: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"message\": \"made\" }'", [ReadsOtherwise];
    half_agreed: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": true, \"error\": true }'", [HalfAgreed, ReadsOtherwise];
    refusal_with_a_payload: "things", "\"BAD_REQUEST\", \"mesage\": \"no\"," => "\"BAD_REQUEST\", \"mesage\": \"no\", \"data\": { \"id\": 7 },", [HalfAgreed];
    another_form_objects: "api", "ok: [ { success: true, error: null } ]" => "ok: [ { success: true, error: null }, { message: done } ]", [HalfAgreed, ReadsOtherwise];
    set_aside_and_sent_all_the_same: "api", "\"Hash\": \"$2y$10$abc\" }\nerrata:\n" => "\"Hash\": \"$2y$10$abc\" }\n  half_done: { json: '{ \"success\": true, \"error\": true }', erratum: no_error }\nerrata:\n  no_error: { not: error, because: Nobody knows. }\n", [ReadsOtherwise];
    redirect: "things", "created: { json" => "created: { http: 302, json", [ReadsOtherwise];
    no_status: "things", "created: { json" => "created: { http: 99, json", [WrongValue];
    status_that_no_form_names: "api", "ok: [ { success: true, error: null } ]" => "ok: [ { http: 201, success: true, error: null } ]", [ReadsOtherwise];
    listed_as_refused: "api", "http: 200, reads: ok" => "http: 200, reads: refused", [ReadsOtherwise];
    listed_as_refused_in_two_places: "things", "created: { json: '{ \"success\": true, \"message\": \"made\" }' }" => "created: { http: 404, json: '{ \"success\": true, \"message\": \"made\" }' }\n      again: { http: 400, json: '{ \"success\": true, \"message\": \"made\" }' }", [ReadsOtherwise];
    payload_without_a_type: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": true, \"data\": {} }'", [UnknownSampleKey];
    payload_missing: "things", "{ \"success\": true, \"data\": { \"id\": 7, \"name\": \"ball\", \"code\": 12 } }" => "{ \"success\": true }", [MissingSampleKey];
    payload_with_a_wrong_item: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: [ int ]\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '[ 1, \"x\" ]'", [ValueType];
    payload_is_no_record: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '\"done\"'", [ValueType];
    payload_with_an_item_that_is_no_record: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: [ Thing ]\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '[ 1, \"two\" ]'", [ValueType];
    payload_with_a_wrong_entry: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: { string: int }\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"a\": \"b\" }'", [ValueType];
    payload_with_an_unknown_value: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: Shape\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '\"blue\"'", [UnknownValue];
    payload_beyond_64_bits: "things", "    answer: Thing\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '{ \"id\": 7, \"name\": \"ball\", \"phone\": null }'" => "    answer: int\n    requests:\n      sample: { method: GET, address: \"{ HOST }/things/7\" }\n    answers:\n      found: { part: data, json: '18446744073709551615'", [ValueType];
    key_with_a_dot_is_no_path: "things", "'{ \"success\": true, \"message\": \"made\" }'" => "'{ \"success\": true, \"paging.total\": 1 }'", [UnknownSampleKey];
    status_and_code_are_no_pair: "api", "\"code\": \"NOT_FOUND\"" => "\"code\": \"BAD_REQUEST\"", [StatusPair];
    status_is_not_that_of_http: "api", "    http: 404\n    reads: refused" => "    http: 400\n    reads: refused", [StatusPair];
    message_is_no_text: "things", "\"message\": \"made\"" => "\"message\": 1", [ValueType];
    wrong_method: "things", "sample: { method: GET, address: \"{ HOST }/things/7\" }" => "sample: { method: POST, address: \"{ HOST }/things/7\" }", [SampleMethod];
    wrong_path: "things", "address: \"{ HOST }/things/7\"" => "address: \"{ HOST }/thing/7\"", [SampleAddress];
    step_in_an_address: "things", "address: /things/7/parts/lid?dry=true" => "address: /things/7/parts/%2e%2e?dry=true", [SampleAddress];
    wrong_host: "things", "address: \"https://api.example.com/v2/things?" => "address: \"https://api.example.org/v2/things?", [SampleAddress];
    unknown_header: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\", X-Apikey: k } }", [SampleHeader];
    header_without_scheme: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: k, Authorization: Bearert, X-Plugin: \"4711\" } }", [SampleHeader];
    header_with_two_spaces: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: k, Authorization: Bearer  t, X-Plugin: \"4711\" } }", [SampleHeader];
    scheme_twice: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: k, Authorization: Bearer bearer t, X-Plugin: \"4711\" } }", [SampleHeader];
    header_that_cannot_be_sent: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: Contraseña, Authorization: Bearer t, X-Plugin: \"4711\" } }", [SampleHeader];
    constant_header_differs: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4712\" } }", [SampleHeader];
    header_missing: "things", "headers: { X-Api-Key: k, Authorization: Bearer t, X-Plugin: \"4711\" } }" => "headers: { X-Api-Key: k, Authorization: Bearer t } }", [SampleHeader];
    body_of_another_type: "things", "content: application/json" => "content: text/plain", [SampleContent];
    body_where_none_belongs: "things", "sample: { method: GET, address: \"{ HOST }/things/7\" }" => "sample: { method: GET, address: \"{ HOST }/things/7\", json: '{}' }", [SampleContent];

    // Statements and errata.
    quotes_disagree: "api", "    erratum: scheme_in_lower_case\n" => "", [QuotesDisagree, UnusedErratum];
    one_quote: "api", "{ prose: Bearer, sample: bearer }" => "{ prose: Bearer }", [SingleQuote, ErratumDoesNotApply];
    everything_set_aside: "api", "    not: sample\n" => "    not: [ sample, prose ]\n", [QuotesDisagree];
    erratum_that_nothing_points_at: "things", "erratum: local_host }" => "}", [UnusedErratum, SampleAddress];
    erratum_without_effect: "things", "name: Página,  type" => "name: pagina,  type", [ErratumWithoutEffect];
    erratum_that_does_nothing: "things", "    not: host\n" => "", [ErratumWithoutEffect, SampleAddress];
    needless_part_of_an_erratum: "things", "use: { type: string, quoted: false }" => "use: { type: string, quoted: false, unset: omitted }", [ErratumWithoutEffect];
    erratum_sets_aside_what_nobody_has: "things", "    not: host\n" => "    not: hots\n", [ErratumDoesNotApply, SampleAddress];
    erratum_sets_aside_what_nobody_says: "things", "    not: heading\n" => "    not: path.haeding\n", [ErratumDoesNotApply, QuotesDisagree];
    erratum_says_nothing_about_its_subject: "things", "    not: host\n" => "    use: { type: int }\n    not: host\n", [ErratumDoesNotApply];
    mended_sample: "api", "\"mesage\": \"No such thing\"" => "\"message\": \"No such thing\"", [];
}
