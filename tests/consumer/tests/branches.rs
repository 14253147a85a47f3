//! The service's own tests: against the mock, without an account and without a network.

// A test that cannot go on says why and stops.
#![allow(clippy::expect_used)]

use ficha_client::mock::{Mock, Scripted};
use ficha_client::serpi::{self, Client, NewSucursal};
use ficha_consumer::{Trouble, open};

async fn vendor() -> Mock<Client> {
    serpi::mock().made_up(60, 1).await.expect("a mock")
}

fn branch(reference: &str) -> NewSucursal {
    NewSucursal::builder()
        .id_tercero(1804)
        .nit_tercero("900985549")
        .codigo("01")
        .referencia_sucursal(reference)
        .descripcion("Centro")
        .direccion("cra 22 # 4-44")
        .id_ciudad(5001)
        .codigo_ciudad("05001")
        .id_departamento(5)
        .codigo_departamento("05")
        .id_pais(1)
        .codigo_pais("57")
        .id_vendedor(3418)
        .es_direccion_cobro(false)
        .es_direccion_despacho(false)
        .build()
        .expect("a branch")
}

#[tokio::test]
async fn a_branch_is_opened_once() {
    let vendor = vendor().await;
    let first = open(&vendor.client, "centro-1", branch("centro-1")).await.expect("opened");
    let again = open(&vendor.client, "centro-1", branch("centro-1")).await.expect("open already");
    assert_eq!((first, again), (61, 61));
    let sent = vendor.received_by("sucursales.create");
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].json()["codigo"], "01");
}

#[tokio::test]
async fn a_call_that_breaks_off_opens_no_second_branch() {
    for fault in [Scripted::reset(), Scripted::truncated()] {
        let vendor = vendor().await;
        vendor.script("sucursales.create", fault).expect("an operation");
        assert_eq!(open(&vendor.client, "centro-1", branch("centro-1")).await.expect("opened"), 61);
        assert_eq!(vendor.rows("sucursales").expect("rows").len(), 61);
    }
}

#[tokio::test]
async fn what_serpi_says_reaches_the_person() {
    let vendor = vendor().await;
    let no =
        r#"{"success":false,"code":400,"errors":["El campo codigo ya existe"],"message":"Se presentaron errores"}"#;
    vendor.script("sucursales.create", Scripted::body(200, no)).expect("an operation");
    let outcome = open(&vendor.client, "centro-1", branch("centro-1")).await;
    assert!(matches!(&outcome, Err(Trouble::Refused(why)) if why == &["El campo codigo ya existe"]), "{outcome:?}");
}

#[tokio::test]
async fn a_vendor_that_is_down_is_tried_again_later() {
    let vendor = vendor().await;
    let client = vendor.client.clone();
    drop(vendor);
    tokio::task::yield_now().await;
    let outcome = open(&client, "centro-1", branch("centro-1")).await;
    assert!(matches!(outcome, Err(Trouble::TryAgain)), "{outcome:?}");
}
