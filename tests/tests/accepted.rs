//! What has to compile, because users write it so. What must not is in `compile`.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used)]

use std::future::Future;

use ficha_client::factura_online::{NewSerie, TipoDocumento};
use ficha_client::persat::FieldType;
use ficha_client::{Call, Error, HttpClient, Operation, serpi};
use ficha_tests::course::{Client, Maker, NewThing, Shape, Thing};

fn shared<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
fn sent<T: Future + Send + 'static>(_: T) {}

fn client() -> Client {
    Client::builder().token("t").api_key("k").build().expect("a client")
}

#[test]
fn clients_are_shared_between_threads() {
    shared::<Client>();
    shared::<serpi::Client>();
    shared::<serpi::sucursales::Sucursales>();
    shared::<serpi::NewSucursal>();
    shared::<serpi::sucursales::Create>();
    fn error<E: std::error::Error + Send + Sync + 'static>() {}
    error::<Error>();
}

#[test]
fn a_call_on_its_way_can_be_spawned() {
    let client = client();
    sent(client.things().list().limit(2).send());
    sent(client.things().get(7).send());
    sent(async move {
        client.things().poke(ficha_tests::course::Push::builder().force(1.0).build_unchecked()).send().await
    });
}

/// Each permutation is another type on the way, and the same value in the end.
#[test]
fn required_fields_are_set_in_any_order() {
    let first = Thing::builder().id(7).code("01").name("ball").nit("900").build();
    let last = Thing::builder().nit("900").name("ball").code("01").id(7).build();
    let between = Thing::builder().name("ball").tall(true).id(7).nit("900").tall(false).code("01").build();
    let first = first.expect("a valid thing");
    assert_eq!(Ok(&first), last.as_ref());
    assert_eq!(Ok(first.code), between.map(|thing| thing.code));
}

#[test]
fn what_is_optional_is_left_out_or_set_again() {
    let maker = |name: &str| Maker::builder().name(name).build().expect("a valid maker");
    assert_eq!(maker("ACME").owner, None);
    let again = Maker::builder().owner(maker("ACME")).owner(maker("Us")).name("Them").build().expect("a valid maker");
    assert_eq!(again.owner, Some(Box::new(maker("Us"))));
}

#[test]
fn a_text_is_given_as_any_text_and_a_known_value_as_text_or_variant() {
    let owned = NewSerie::builder().letra(String::from("A")).tipo_documento(TipoDocumento::Factura).build();
    let borrowed = NewSerie::builder().letra("A").tipo_documento("factura").build();
    assert_eq!(owned, borrowed);
    assert_eq!(Shape::from("round"), Shape::Round);
}

#[test]
fn a_value_that_the_page_does_not_list_can_be_matched() {
    let name = |kind: FieldType| match kind {
        FieldType::Other(name) => name,
        known => known.to_string(),
    };
    assert_eq!(name(FieldType::from("LATER")), "LATER");
}

#[test]
fn an_http_client_is_any_of_reqwests() {
    let plain = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let built = reqwest::Client::builder();
    for http in [HttpClient::from(plain), HttpClient::from(built)] {
        Client::builder().http_client(http).api_key("k").token("t").build().expect("a client");
    }
    Client::builder().http_client(reqwest::Client::builder()).token("t").api_key("k").build().expect("a client");
}

#[test]
fn a_builder_can_be_handed_on_half_filled() {
    fn known() -> ficha_tests::course::things::PushBuilder {
        ficha_tests::course::Push::builder().times(2)
    }
    assert_eq!(known().force(1.5).build().map(|push| push.times), Ok(Some(2)));
}

#[test]
fn code_can_be_written_for_every_operation() {
    fn request<O: Operation>(call: &Call<O>) -> Result<String, Error> {
        Ok(format!("{} {}", O::SPEC.name, call.to_request()?.url))
    }
    let call = client().things().list().limit(2).into();
    assert!(request(&call).expect("a request").starts_with("course.things.list https://"));
}

#[test]
fn a_body_is_used_again() {
    let body = NewThing::builder().code("0").name("ball").kind("round").weight(1.5).tall(false).tags(Vec::new());
    let body = body.maker(Maker::builder().name("ACME").build_unchecked()).nit("900").build().expect("a valid body");
    let client = client();
    let things = client.things();
    let calls = [things.create(body.clone()), things.create(body)];
    assert!(calls.iter().all(|call| call.to_request().is_ok()));
}
