//! Order among some dozens of things, where the code of a sort would be larger than all of them.

/// Puts an item among others that are in order, after those that `stays` tells of: its equals should.
pub fn put<T>(list: &mut Vec<T>, item: T, stays: impl Fn(&T, &T) -> bool) {
    let at = list.iter().take_while(|before| stays(before, &item)).count();
    list.insert(at, item);
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let mut list = Vec::new();
        for item in [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')] {
            put(&mut list, item, |before, item| before.0 <= item.0);
        }
        assert_eq!(list, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
    }
}
