//! Many short lists in two vectors (compressed sparse rows), without an allocation for each.

use std::cmp::Ordering;
use std::ops::Range;

use crate::text::offsets::offset;

/// Rows of values, one behind the other.
#[derive(Debug, Clone)]
pub struct Csr<T> {
    /// Where each row starts in `values`; one more than there are rows.
    starts: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Csr<T> {
    fn default() -> Self {
        Self { starts: vec![0], values: Vec::new() }
    }
}

impl<T: Copy + Default> Csr<T> {
    /// As many rows, of pairs of a row and a value: each row has its values in the order of the
    /// pairs, which are gone through twice.
    pub fn from_pairs(rows: usize, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0; rows + 1];
        pairs.clone().for_each(|(row, _)| starts[row + 1] += 1);
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let mut next = starts.clone();
        let mut values = vec![T::default(); starts[rows] as usize];
        pairs.for_each(|(row, value)| {
            values[next[row] as usize] = value;
            next[row] += 1;
        });
        Self { starts, values }
    }
}

impl<T> Csr<T> {
    /// One of the rows.
    #[must_use]
    pub fn row(&self, row: usize) -> &[T] {
        &self.values[self.range(row..row + 1)]
    }

    /// The values of adjacent rows.
    #[must_use]
    pub fn rows(&self, rows: Range<usize>) -> &[T] {
        &self.values[self.range(rows)]
    }

    /// How many rows there are.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.starts.len() - 1
    }

    /// Adds a value to the row that is not yet ended.
    pub fn push(&mut self, value: T) {
        self.values.push(value);
    }

    /// Ends a row: what was pushed since the last one.
    pub fn end_row(&mut self) {
        self.starts.push(offset(self.values.len()));
    }

    /// The values of all rows, to be changed.
    pub fn values_mut(&mut self) -> &mut [T] {
        &mut self.values
    }

    /// Inserts an empty row before one.
    pub(super) fn insert_row(&mut self, row: usize) {
        self.starts.insert(row, self.starts[row]);
    }

    /// Moves a value from one row, in which it is, to another; rows stay sorted.
    pub(super) fn move_value(&mut self, from: usize, to: usize, value: T)
    where
        T: Ord,
    {
        let Ok(old) = self.row(from).binary_search(&value) else { return };
        let (Ok(new) | Err(new)) = self.row(to).binary_search(&value);
        let (old, new) =
            (self.range(from..from + 1).start + old, self.range(to..to + 1).start + new);
        match from.cmp(&to) {
            Ordering::Less => {
                self.values[old..new].rotate_left(1);
                self.starts[from + 1..=to].iter_mut().for_each(|start| *start -= 1);
            }
            Ordering::Equal => {}
            Ordering::Greater => {
                self.values[new..=old].rotate_right(1);
                self.starts[to + 1..=from].iter_mut().for_each(|start| *start += 1);
            }
        }
    }

    /// Sorts each row.
    pub fn sort_rows_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for row in 0..self.row_count() {
            let range = self.range(row..row + 1);
            self.values[range].sort_by_key(&key);
        }
    }

    fn range(&self, rows: Range<usize>) -> Range<usize> {
        self.starts[rows.start] as usize..self.starts[rows.end] as usize
    }
}
