//! Vendors that number their pages badly, or tell totals that cannot be: no row is lost in silence and no list is endless.

use ficha_runtime::Stage;

use crate::paging::{Lister, all, numbers, read, rows};

#[tokio::test]
async fn a_total_that_changes_is_the_one_that_counts() {
    for (totals, expected) in [([9, 6, 6], 6), ([4, 6, 6], 6), ([6, 4, 4], 4)] {
        let lister = Lister::new(move |before, size, offset| {
            let total = totals[before.min(2)];
            rows(offset.min(total)..(offset + size).min(total), Some(total))
        });
        assert_eq!(all(lister.client().stock().list().limit(2).rows()).await, numbers(0..expected), "{totals:?}");
    }
}

#[tokio::test]
async fn a_total_that_is_the_count_of_its_own_page_ends_nothing() {
    for (count, asked) in [(7, 4), (6, 4), (2, 2), (1, 1), (0, 1)] {
        let own = move |from: i64, to: i64| rows(from.min(count)..to.min(count), Some(to.min(count) - from.min(count)));
        let by_offset = Lister::new(move |_, size, offset| own(offset, offset + size));
        assert_eq!(all(by_offset.client().stock().list().limit(2).rows()).await, numbers(0..count));
        let by_pages = Lister::new(move |_, size, page| own((page - 1) * size, page * size));
        assert_eq!(all(by_pages.client().articles().list().limit(2).rows()).await, numbers(0..count));
        assert_eq!((by_offset.asked().len(), by_pages.asked().len()), (asked, asked), "{count}");
    }
}

#[tokio::test]
async fn a_row_that_shifts_to_the_next_page_comes_once() {
    // After the first page somebody adds a row at the beginning.
    let lister = Lister::new(|before, size, offset| {
        let shift = i64::from(before > 0);
        rows(offset - shift..(offset + size).min(7) - shift, Some(7))
    });
    assert_eq!(all(lister.client().stock().list().limit(3).rows()).await, numbers(0..6));
}

#[tokio::test]
async fn a_vendor_that_ignores_the_page_is_an_error_and_no_endless_list() {
    let by_pages = Lister::new(|_, size, _| rows(0..size, None));
    let by_offset = Lister::new(|_, size, _| rows(0..size, Some(100)));
    let lists = [
        (by_pages.clone(), by_pages.client().articles().list().limit(3).rows()),
        (by_offset.clone(), by_offset.client().stock().list().limit(3).rows()),
    ];
    for (lister, mut list) in lists {
        let (ids, error) = read(&mut list).await;
        let error = error.unwrap();
        assert_eq!((ids, error.stage(), lister.asked().len()), (numbers(0..3), Stage::Unreadable, 2));
        assert!(error.to_string().contains("does not go on"), "{error}");
    }
}

#[tokio::test]
async fn rows_of_which_none_can_be_read_make_no_endless_list() {
    let lister = Lister::new(|_, size, _| {
        let rows = vec![serde_json::json!({ "id": "no number" }); usize::try_from(size).unwrap()];
        (200, serde_json::json!({ "success": true, "result": rows }).to_string())
    });
    let (ids, error) = read(&mut lister.client().articles().list().limit(3).rows()).await;
    assert_eq!((ids, lister.asked().len()), (Vec::new(), 2));
    assert!(error.unwrap().to_string().contains("none of its rows can be read"));
}

#[tokio::test]
async fn a_vendor_that_goes_in_circles_is_noticed_whatever_the_order_of_its_rows() {
    let page = |of: fn(i64, i64) -> Vec<i64>| {
        Lister::new(move |before, size, _| {
            let rows: Vec<_> = of(before as i64, size).iter().map(|id| serde_json::json!({ "id": id })).collect();
            (200, serde_json::json!({ "success": true, "result": rows }).to_string())
        })
    };
    let rotated = page(|before, size| (0..size).map(|row| (row + before) % size).collect());
    let in_turn = page(|before, size| (0..size).map(|row| row + before % 3 * size).collect());
    for (lister, expected, asked) in [(rotated, numbers(0..3), 2), (in_turn, numbers(0..9), 4)] {
        let mut list = lister.client().articles().list().limit(3).rows();
        let (ids, error) = read(&mut list).await;
        assert_eq!((ids, lister.asked().len()), (expected, asked));
        assert!(error.unwrap().to_string().contains("does not go on"));
    }
}

#[tokio::test]
async fn a_total_that_cannot_be_leaves_no_row_out() {
    for total in
        ["0", "1", "2", "-5", "\"-5\"", "\"many\"", "null", "2.5", "1e400", "99999999999999999999999", "[7]", "\"\""]
    {
        let lister = Lister::new(move |_, size, offset| {
            let (http, body) = rows(offset.min(7)..(offset + size).min(7), None);
            (http, body.replace(r#""total":null"#, &format!(r#""total":{total}"#)))
        });
        assert_eq!(all(lister.client().stock().list().limit(2).rows()).await, numbers(0..7), "{total}");
    }
    for total in ["\"7\"", "18446744073709551615"] {
        let lister = Lister::new(move |_, size, offset| {
            let (http, body) = rows(offset.min(7)..(offset + size).min(7), None);
            (http, body.replace(r#""total":null"#, &format!(r#""total":{total}"#)))
        });
        let (ids, error) = read(&mut lister.client().stock().list().limit(2).rows()).await;
        assert_eq!((ids, error.is_some()), (numbers(0..7), total.len() > 5), "{total}");
    }
}

#[tokio::test]
async fn a_page_larger_than_asked_for_is_taken_as_it_is() {
    let lister = Lister::new(|_, _, page| rows((page - 1) * 5..(page * 5).min(12), None));
    assert_eq!(all(lister.client().articles().list().limit(2).rows()).await, numbers(0..12));
    let lister = Lister::new(|_, _, offset| rows(offset..(offset + 5).min(12), Some(12)));
    assert_eq!(all(lister.client().stock().list().limit(2).rows()).await, numbers(0..12));
    assert_eq!(lister.asked(), [(2, 0), (2, 5), (2, 10)]);
}

#[tokio::test]
async fn an_empty_page_in_the_middle_is_an_error_where_the_total_tells() {
    let lister = Lister::new(|before, size, offset| match before {
        1 => rows(0..0, Some(6)),
        _ => rows(offset..(offset + size).min(6), Some(6)),
    });
    let mut list = lister.client().stock().list().limit(2).rows();
    let (ids, error) = read(&mut list).await;
    assert_eq!((ids, error.unwrap().stage()), (numbers(0..2), Stage::Unreadable));
    assert!(list.resume());
    assert_eq!(all(list).await, numbers(2..6));

    // Without a total nobody can tell it from the end.
    let lister = Lister::new(|before, size, page| match before {
        1 => rows(0..0, None),
        _ => rows((page - 1) * size..page * size, None),
    });
    assert_eq!(all(lister.client().articles().list().limit(2).rows()).await, numbers(0..2));
}

#[tokio::test]
async fn a_list_by_pages_goes_on_to_the_total_and_asks_no_more() {
    // Pages of two, whatever is asked for.
    let lister = |count: i64| {
        Lister::new(move |_, _, page| rows(((page - 1) * 2).min(count)..(page * 2).min(count), Some(count)))
    };
    for (count, asked) in [(5, 3), (4, 2), (1, 1), (0, 1)] {
        let lister = lister(count);
        assert_eq!(all(lister.client().articles().list().limit(50).rows()).await, numbers(0..count));
        assert_eq!(lister.asked(), (1..=asked).map(|page| (50, page)).collect::<Vec<_>>());
    }
    // Who begins in the middle does not know how many rows lie before: the last page is one without rows.
    let lister = lister(5);
    assert_eq!(all(lister.client().articles().list().limit(50).page(2).rows()).await, numbers(2..5));
    assert_eq!(lister.asked(), [(50, 2), (50, 3), (50, 4)]);
    // A total that is less than what has come is none.
    let lister = Lister::new(|_, size, page| rows(((page - 1) * size).min(7)..(page * size).min(7), Some(1)));
    assert_eq!(all(lister.client().articles().list().limit(2).rows()).await, numbers(0..7));
}

#[tokio::test]
async fn an_empty_page_by_number_is_an_error_where_the_total_says_that_there_are_more() {
    let lister = Lister::new(|before, size, page| match before {
        1 => rows(0..0, Some(5)),
        _ => rows((page - 1) * size..(page * size).min(5), Some(5)),
    });
    let mut list = lister.client().articles().list().limit(2).rows();
    let (ids, error) = read(&mut list).await;
    assert_eq!((ids, error.unwrap().stage(), list.position()), (numbers(0..2), Stage::Unreadable, 2));
    assert!(list.resume());
    assert_eq!(all(list).await, numbers(2..5));

    // A row that cannot be read has come all the same.
    let lister = Lister::new(|_, _, page| match page {
        1 => (200, r#"{"success":true,"result":[{"id":0},{"id":null}],"paging":{"total":3}}"#.to_owned()),
        _ => rows(2..3, Some(3)),
    });
    assert_eq!(all(lister.client().articles().list().limit(50).rows()).await, [0, 2]);
    assert_eq!(lister.asked().len(), 2);
}
