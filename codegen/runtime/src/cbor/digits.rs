//! Integers of any size: decimal digits to bytes, and back. Both take quadratic time.

/// A limb of nine decimal digits.
const NINE_DIGITS: u64 = 1_000_000_000;

/// A limb of four bytes.
const FOUR_BYTES: u64 = 1 << 32;

/// Returns the decimal digits of a big-endian number plus `add`.
pub(super) fn decimal(bytes: &[u8], add: bool) -> String {
    // Little-endian, as all limbs here.
    let mut limbs: Vec<u32> = Vec::with_capacity(bytes.len() * 5 / 18 + 1);
    let (first, rest) = bytes.split_at(bytes.len() % 4);
    for bytes in std::iter::once(first).chain(rest.chunks(4)) {
        let value = bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        multiply_add::<NINE_DIGITS>(&mut limbs, FOUR_BYTES, value);
    }
    if add {
        multiply_add::<NINE_DIGITS>(&mut limbs, 1, 1);
    }
    let mut text = limbs.last().map_or_else(|| "0".to_owned(), u32::to_string);
    for limb in limbs.iter().rev().skip(1) {
        text.push_str(&format!("{limb:09}"));
    }
    text
}

/// Returns the big-endian bytes of a number, minus one if `subtract`, without zeros at their start. Anything but digits is skipped.
pub(super) fn bytes(digits: &str, subtract: bool) -> Vec<u8> {
    let digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).collect();
    let mut limbs: Vec<u32> = Vec::with_capacity(digits.len() / 9 + 1);
    let (first, rest) = digits.split_at(digits.len() % 9);
    for digits in std::iter::once(first).chain(rest.chunks(9)) {
        let value = digits.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
        multiply_add::<FOUR_BYTES>(&mut limbs, NINE_DIGITS, value);
    }
    if subtract {
        for limb in &mut limbs {
            let (less, borrows) = limb.overflowing_sub(1);
            *limb = less;
            if !borrows {
                break;
            }
        }
    }
    let bytes: Vec<u8> = limbs.iter().rev().flat_map(|limb| limb.to_be_bytes()).collect();
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    bytes[zeros..].to_vec()
}

/// `limbs = limbs * factor + add`, in this base. The limb at the end is never zero.
fn multiply_add<const BASE: u64>(limbs: &mut Vec<u32>, factor: u64, add: u64) {
    let mut carry = add;
    for limb in limbs.iter_mut() {
        // A limb, the factor and the carry have at most 32 bits, so the sum has at most 64.
        let value = u64::from(*limb) * factor + carry;
        *limb = (value % BASE) as u32;
        carry = value / BASE;
    }
    while carry > 0 {
        limbs.push((carry % BASE) as u32);
        carry /= BASE;
    }
}

#[cfg(test)]
mod tests {
    use super::{bytes, decimal};

    #[test]
    fn numbers_up_to_128_bits_agree_with_those_of_rust() {
        let mut value: u128 = 0;
        for step in 0..300_u128 {
            let big = value.to_be_bytes();
            let zeros = big.iter().take_while(|byte| **byte == 0).count();
            assert_eq!(decimal(&big, false), value.to_string());
            assert_eq!(bytes(&value.to_string(), false), &big[zeros..]);
            if let Some(more) = value.checked_add(1) {
                assert_eq!(decimal(&big, true), more.to_string());
                assert_eq!(bytes(&more.to_string(), true), &big[zeros..]);
            }
            value = value.wrapping_mul(3).wrapping_add(step) ^ (1 << (step % 128));
        }
        assert_eq!(decimal(&[0xff; 16], true), "340282366920938463463374607431768211456");
        assert_eq!(bytes("340282366920938463463374607431768211456", true), [0xff; 16]);
    }
}
