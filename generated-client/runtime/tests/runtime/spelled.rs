//! How a vendor may print a credential so that it is not to be recognised at a glance: Base64, written here a second time so
//! that the client is not measured by itself.

/// The bytes in the alphabet of RFC 4648.
pub fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<bool> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1)).collect();
    let digit = |bits: &[bool]| (0..6).fold(0, |digit, bit| digit << 1 | usize::from(bits.get(bit) == Some(&true)));
    let digits = bits.chunks(6).map(|bits| char::from(ALPHABET[digit(bits)]));
    let padding = "=".repeat((3 - bytes.len() % 3) % 3);
    digits.collect::<String>() + &padding
}

#[test]
fn it_is_the_base64_of_the_standard() {
    for (plain, expected) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
        assert_eq!(base64(plain.as_bytes()), expected);
    }
}
