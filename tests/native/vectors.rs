//! What the vector primitives mean, byte by byte; asked natively and in the browser.

use logscry::simd::{Chunk, Class, Lanes};

/// Compares every operation on sixteen bytes with its definition.
#[track_caller]
pub(crate) fn check_lanes(a: [u8; 16], b: [u8; 16]) {
    let (left, right) = (Lanes::load(&a), Lanes::load(&b));
    let each = |f: &dyn Fn(u8, u8) -> u8| std::array::from_fn::<u8, 16, _>(|at| f(a[at], b[at]));
    let mask = |is_set: bool| if is_set { 0xFF } else { 0 };
    assert_eq!(left.to_array(), a);
    assert_eq!(Lanes::splat(b[3]).to_array(), [b[3]; 16]);
    assert_eq!(left.equals(right).to_array(), each(&|a, b| mask(a == b)));
    assert_eq!(left.at_most(right).to_array(), each(&|a, b| mask(a <= b)));
    assert_eq!(left.and(right).to_array(), each(&|a, b| a & b));
    assert_eq!(left.or(right).to_array(), each(&|a, b| a | b));
    assert_eq!(left.minus(right).to_array(), each(&u8::wrapping_sub));
    assert_eq!(left.high_nibbles().to_array(), a.map(|byte| byte >> 4));
    let looked_up = b.map(|place| a.get(usize::from(place)).copied().unwrap_or(0));
    assert_eq!(left.look_up(right).to_array(), looked_up);
    let bits = (0..16).fold(0, |bits, at| bits | u16::from(a[at] >> 7) << at);
    assert_eq!((left.bits(), left.any()), (bits, bits != 0));
}

/// Compares every mask over sixty-four bytes with its definition.
#[track_caller]
pub(crate) fn check_chunk(bytes: [u8; 64], some: u8, other: u8, members: &[u8]) {
    let chunk = Chunk::load(&bytes);
    let mask = |is_in: &dyn Fn(u8) -> bool| {
        (0..64).fold(0_u64, |mask, at| mask | u64::from(is_in(bytes[at])) << at)
    };
    let (first, last) = (some.min(other), some.max(other));
    assert_eq!(chunk.equal_to(some), mask(&|byte| byte == some));
    assert_eq!(chunk.within(first, last), mask(&|byte| first <= byte && byte <= last));
    assert_eq!(chunk.mask(|lanes| lanes), mask(&|byte| byte >= 0x80));
    let is_member = |byte: u8| byte.is_ascii() && members.contains(&byte);
    assert_eq!(chunk.of_class(&Class::new(members)), mask(&is_member));
    let n = usize::from(some % 65);
    let padded = std::array::from_fn(|at| if at < n { bytes[at] } else { 0 });
    let masks = |chunk: Chunk| [some, other, 0].map(|byte| chunk.equal_to(byte));
    assert_eq!(masks(Chunk::load_padded(&bytes[..n])), masks(Chunk::load(&padded)));
}

#[cfg(not(target_arch = "wasm32"))]
proptest::proptest! {
    #[test]
    fn lanes_are_what_they_say(a: [u8; 16], b: [u8; 16], alike in 0_usize..16) {
        let mut b = b;
        b[alike] = a[alike];
        check_lanes(a, b);
        check_lanes(b, b.map(|byte| byte % 20));
    }

    #[test]
    fn masks_are_what_they_say(
        halves: [[u8; 32]; 2],
        some: u8,
        other: u8,
        members in proptest::collection::vec(0_u8..=255, 0..40),
    ) {
        let bytes = std::array::from_fn(|at| halves[at / 32][at % 32]);
        check_chunk(bytes, some, other, &members);
        check_chunk(bytes.map(|byte| byte % 128), some, bytes[7], b"\n{}[]\",:\\ 09azAZ\x7f");
    }
}
