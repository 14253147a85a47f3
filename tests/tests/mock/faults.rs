//! What the mock is told to do instead of answering well, and what the client makes of it.

use std::time::{Duration, Instant};

use ficha_client::factura_online::{NewSerie, TipoDocumento};
use ficha_client::mock::{Mock, Scripted};
use ficha_client::{Error, Retry, factura_online, serpi};

fn series() -> NewSerie {
    NewSerie::builder().letra("RR").tipo_documento(TipoDocumento::Factura).build().expect("a series")
}

async fn factura() -> Mock<factura_online::Client> {
    factura_online::mock().await.expect("a mock")
}

#[tokio::test]
async fn a_reset_leaves_a_create_done_and_its_caller_in_the_dark() {
    let mock = factura().await;
    mock.script("create", Scripted::reset()).expect("an operation");
    let outcome = mock.client.series().create(series()).send().await;
    assert!(matches!(outcome, Err(Error::UnknownOutcome(_))), "{outcome:?}");
    assert_eq!(mock.received_by("create").len(), 1, "a create is not sent again");
    assert_eq!(mock.received()[0].http, None);
    assert_eq!(mock.rows("series").expect("rows").len(), 1, "and yet it is there");
}

#[tokio::test]
async fn half_an_answer_is_no_answer() {
    let mock = factura().await;
    mock.script("series.create", Scripted::truncated()).expect("an operation");
    let outcome = mock.client.series().create(series()).send().await;
    assert!(matches!(outcome, Err(Error::UnknownOutcome(_) | Error::Unreadable(_))), "{outcome:?}");
    let told = format!("{:?}", outcome);
    assert!(!told.contains("NotSent"), "{told}");
    assert_eq!(mock.rows("series").expect("rows").len(), 1);
}

#[tokio::test]
async fn a_read_is_tried_again_where_the_script_fails_it_once() {
    let mock = serpi::mock().made_up(3, 1).await.expect("a mock");
    for fault in [Scripted::status(503), Scripted::reset(), Scripted::body(502, "<html>")] {
        mock.next(fault.clone());
        let page = mock.client.sucursales().list().send().await.expect("the second attempt");
        assert_eq!(page.value.len(), 3, "{fault:?}");
    }
    assert_eq!(mock.received().len(), 6);
    assert_eq!(mock.most_at_once(), 1);
}

#[tokio::test]
async fn a_scripted_status_comes_in_the_vendors_envelope() {
    let mock = serpi::mock().await.expect("a mock");
    mock.script("serpi.sucursales.list", Scripted::status(403)).expect("an operation");
    let outcome = mock.client.sucursales().list().send().await;
    let Err(Error::Refused(no)) = outcome else { panic!("not refused: {outcome:?}") };
    assert_eq!((no.http, no.code.as_deref()), (403, Some("403")));
}

#[tokio::test]
async fn delays_and_latency_are_waited_for() {
    let wait = Duration::from_millis(60);
    let mock = factura_online::mock().latency(wait).await.expect("a mock");
    mock.next(Scripted::answer().after(wait));
    let start = Instant::now();
    mock.client.series().list().send().await.expect("a list");
    assert!(start.elapsed() >= wait * 2, "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_share_of_the_requests_can_fail() {
    let setup = serpi::mock().failing(500, 1.0).made_up(1, 9);
    let mock = setup.await.expect("a mock");
    let retry = Retry::default();
    let outcome = mock.client.sucursales().list().send().await;
    assert!(matches!(outcome, Err(Error::Refused(_))), "{outcome:?} with {retry:?}");
    assert!(mock.received().iter().all(|received| received.http == Some(500)));
}

#[tokio::test]
async fn a_name_that_is_none_is_told_with_those_that_are() {
    let mock = factura().await;
    let unknown = mock.script("destroy", Scripted::status(500)).expect_err("no operation").to_string();
    assert!(unknown.starts_with("there is no operation `destroy`; there are factura_online.series.list,"), "{unknown}");
    let unknown = mock.script("list", Scripted::sample("found")).expect_err("no sample").to_string();
    assert_eq!(unknown, "there is no sample `found`; there are listed, refused");
}

#[tokio::test]
async fn it_stops_when_it_is_dropped() {
    let mock = factura().await;
    let client = mock.client.clone();
    client.series().list().send().await.expect("a list");
    drop(mock);
    tokio::time::sleep(Duration::from_millis(20)).await;
    let outcome = client.series().create(series()).send().await;
    assert!(matches!(outcome, Err(Error::NotSent(_) | Error::UnknownOutcome(_))), "{outcome:?}");
}
