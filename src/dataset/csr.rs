//! Many short lists in two vectors (compressed sparse rows): a million of them cost no allocation
//! each.

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
    /// Rows of positions: each goes into the row that the iterator gives for it, if any.
    pub(super) fn of_positions(
        rows: usize,
        row_of: impl Iterator<Item = Option<usize>> + Clone,
    ) -> Self
    where
        T: From<usize>,
    {
        let mut builder = CsrBuilder::new(rows);
        row_of.clone().flatten().for_each(|row| builder.count(row));
        builder.allocate();
        for (position, row) in row_of.enumerate() {
            if let Some(row) = row {
                builder.put(row, position.into());
            }
        }
        builder.finish()
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
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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

    /// Sorts each row.
    pub(super) fn sort_rows_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        for row in 0..self.len() {
            let range = self.range(row..row + 1);
            self.values[range].sort_by_key(&key);
        }
    }

    fn range(&self, rows: Range<usize>) -> Range<usize> {
        self.starts[rows.start] as usize..self.starts[rows.end] as usize
    }
}

/// Builds rows from values in any order, in two passes over them: the first counts, the second puts.
#[derive(Debug)]
pub struct CsrBuilder<T> {
    csr: Csr<T>,
    /// Where the next value of each row goes.
    next: Vec<u32>,
}

impl<T: Copy + Default> CsrBuilder<T> {
    /// Begins as many rows.
    #[must_use]
    pub fn new(rows: usize) -> Self {
        let csr = Csr { starts: vec![0; rows + 1], values: Vec::new() };
        Self { csr, next: Vec::new() }
    }

    /// First pass: counts a value of a row.
    pub fn count(&mut self, row: usize) {
        self.csr.starts[row + 1] += 1;
    }

    /// Between the passes: makes room for what was counted.
    pub fn allocate(&mut self) {
        let mut sum = 0;
        for start in &mut self.csr.starts {
            sum += *start;
            *start = sum;
        }
        self.next = self.csr.starts.clone();
        self.csr.values = vec![T::default(); sum as usize];
    }

    /// Second pass: adds a value to a row.
    pub fn put(&mut self, row: usize, value: T) {
        self.csr.values[self.next[row] as usize] = value;
        self.next[row] += 1;
    }

    /// The rows, each with its values in the order in which they were put.
    #[must_use]
    pub fn finish(self) -> Csr<T> {
        self.csr
    }
}
