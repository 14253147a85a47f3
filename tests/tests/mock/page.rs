//! The page that a person finds, and the commands on it.

use ficha_client::mock::Setup;

use super::VENDORS;

async fn get(address: &str) -> (u16, String, String) {
    let client = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
    let answer = client.get(address).send().await.expect("an answer");
    let kind = answer.headers()["content-type"].to_str().expect("a text").to_owned();
    (answer.status().as_u16(), kind, answer.text().await.expect("a body"))
}

#[tokio::test]
async fn the_index_has_every_operation_with_a_command() {
    let mock = Setup::serving(VENDORS).made_up(3, 1).await.expect("a mock");
    let (http, kind, page) = get(&format!("{}/", mock.base_url())).await;
    assert_eq!((http, kind.as_str()), (200, "text/html; charset=utf-8"));
    let operations = VENDORS.iter().flat_map(|vendor| vendor.operations);
    assert_eq!(page.matches("<pre>curl ").count(), operations.clone().count());
    for operation in operations {
        assert!(page.contains(&format!("<small>{}</small>", operation.spec.name)), "{page}");
    }
    for setting in [format!("base_url(\"{}/serpi\")", mock.base_url()), "token(\"token-".to_owned()] {
        assert!(page.contains(&setting.replace('"', "&quot;")) || page.contains(&setting), "{setting}: {page}");
    }
    assert!(page.contains("<code>client_custom_fields</code>: 1 row now"), "{page}");
    let (http, _, told) = get(&format!("{}/nobody/here", mock.base_url())).await;
    assert_eq!(http, 404);
    assert!(told.contains("No vendor is served at /nobody/here"), "{told}");
}

/// Every command of the page, as a person would paste it; its words are taken apart as a shell would.
#[tokio::test]
async fn every_command_of_the_index_is_accepted() {
    let mock = Setup::serving(VENDORS).made_up(3, 1).await.expect("a mock");
    let (_, _, page) = get(&format!("{}/", mock.base_url())).await;
    let client = reqwest::Client::builder().no_proxy().build().expect("an HTTP client");
    for command in page.split("<pre>").skip(1).filter_map(|rest| Some(rest.split_once("</pre>")?.0)) {
        let command = command.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let words: Vec<&str> = command.split('\'').collect();
        let method = words[0].trim().strip_prefix("curl -X ").unwrap_or("GET").trim_start_matches("curl").trim();
        let method = if method.is_empty() { "GET" } else { method };
        let mut request = client.request(method.parse().expect("a method"), words[1]);
        for option in words[2..].chunks(2).filter(|option| option.len() == 2) {
            request = match option[0].trim_matches(['\\', ' ', '\n']) {
                "-H" => {
                    let (name, value) = option[1].split_once(": ").expect("a header");
                    request.header(name, value)
                }
                _ => request.body(option[1].to_owned()),
            };
        }
        let http = request.send().await.expect("an answer").status();
        let received = mock.received().pop().expect("a request");
        assert!(http.is_success(), "{command}: {http} {received:?}");
        // A row that another command deleted is refused for that, and for nothing else.
        assert!(received.refused.iter().all(|why| why.contains("has no row")), "{command}: {received:?}");
    }
}
