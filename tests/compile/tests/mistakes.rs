//! What must not compile, one mistake for each case, and what the compiler says about it. What must compile is
//! `ficha-tests`' to say.

#[test]
fn mistakes_do_not_compile() {
    trybuild::TestCases::new().compile_fail("fail/*.rs");
}
