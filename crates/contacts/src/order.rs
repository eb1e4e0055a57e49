//! Order among some dozens of things, where the code of a sort would be larger than all of them.

/// Puts an item among others that are in order, after those that are equal to it.
pub fn put<T, K: PartialOrd>(list: &mut Vec<T>, item: T, key: impl Fn(&T) -> K) {
    let own = key(&item);
    let at = list.iter().take_while(|before| key(before) <= own).count();
    list.insert(at, item);
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn what_is_equal_keeps_its_order() {
        let mut list = Vec::new();
        for item in [(2, 'a'), (1, 'b'), (2, 'c'), (0, 'd'), (1, 'e')] {
            put(&mut list, item, |item| item.0);
        }
        assert_eq!(list, [(0, 'd'), (1, 'b'), (1, 'e'), (2, 'a'), (2, 'c')]);
    }
}
