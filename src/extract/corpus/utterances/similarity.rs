//! How alike two texts are, word by word, 64 words of the shorter at a time.
//!
//! Edits are counted as Myers does (1999), a row of the table of differences packed into the bits
//! of a few numbers; words shared in order as Hyyrö does (2004). Both take time linear in the longer
//! text, because only so much of the shorter is asked about.

/// How many words of a quotation are compared at most.
pub(super) const COMPARED: usize = 64 * BLOCKS;
const BLOCKS: usize = 8;

/// Compares texts of numbered words.
pub(super) struct Comparer {
    /// For each word of the vocabulary its row in `masks`; row 0 is that of all other words.
    row: Vec<u32>,
    /// For each word of the pattern the places at which it stands there, a bit for each.
    masks: Vec<u64>,
}

impl Comparer {
    pub(super) fn new(vocabulary: usize) -> Self {
        Self { row: vec![0; vocabulary], masks: Vec::new() }
    }

    /// The fewest words to change, add or drop that turn the pattern into the whole text.
    /// Compares the first [`COMPARED`] words of each.
    pub(super) fn edits(&mut self, pattern: &[u32], text: &[u32]) -> usize {
        let text = &text[..text.len().min(COMPARED)];
        self.scan(pattern, text, 1, |_, edits| edits)
    }

    /// The same for that run of the text's words which is nearest to the pattern.
    pub(super) fn edits_within(&mut self, pattern: &[u32], text: &[u32]) -> usize {
        self.scan(pattern, text, 0, usize::min)
    }

    /// How many of the pattern's first 64 words the text has in the same order.
    pub(super) fn shared(&mut self, pattern: &[u32], text: &[u32]) -> usize {
        let pattern = &pattern[..pattern.len().min(64)];
        self.load(pattern, 1);
        let mut open = !0_u64;
        for word in text {
            let met = open & self.masks[self.row[*word as usize] as usize];
            open = open.wrapping_add(met) | (open - met);
        }
        self.unload(pattern);
        open.count_zeros() as usize
    }

    /// Folds the edits between the pattern and the text up to each of its words; `above` is what a
    /// word before the pattern begins costs.
    fn scan(
        &mut self,
        pattern: &[u32],
        text: &[u32],
        above: i8,
        fold: impl Fn(usize, usize) -> usize,
    ) -> usize {
        let pattern = &pattern[..pattern.len().min(COMPARED)];
        let blocks = pattern.len().div_ceil(64).max(1);
        self.load(pattern, blocks);
        let last = pattern.len().saturating_sub(1) % 64;
        let mut columns = [Column { up: !0, down: 0 }; BLOCKS];
        let mut edits = pattern.len();
        let mut result = edits;
        for word in text {
            let row = self.row[*word as usize] as usize;
            let masks = &self.masks[row * blocks..][..blocks];
            let mut carry = above;
            for (block, (column, equal)) in columns.iter_mut().zip(masks).enumerate() {
                let top = if block + 1 == blocks { last } else { 63 };
                carry = column.step(*equal, carry, top);
            }
            edits = edits.saturating_add_signed(isize::from(carry));
            result = fold(result, edits);
        }
        self.unload(pattern);
        result
    }

    fn load(&mut self, pattern: &[u32], blocks: usize) {
        self.masks.clear();
        self.masks.resize((pattern.len() + 1) * blocks, 0);
        let mut rows = 0;
        for (at, word) in pattern.iter().enumerate() {
            let row = &mut self.row[*word as usize];
            if *row == 0 {
                rows += 1;
                *row = rows;
            }
            self.masks[*row as usize * blocks + at / 64] |= 1 << (at % 64);
        }
    }

    fn unload(&mut self, pattern: &[u32]) {
        for word in pattern {
            self.row[*word as usize] = 0;
        }
    }
}

/// 64 rows of one column of the table: where the count goes up and where it goes down.
#[derive(Clone, Copy)]
struct Column {
    up: u64,
    down: u64,
}

impl Column {
    /// Goes on to the next column: `equal` are the rows whose word is the text's, `carry` the
    /// change above the first row. Returns the change at row `top`.
    fn step(&mut self, equal: u64, carry: i8, top: usize) -> i8 {
        let (rises, falls) = (u64::from(carry > 0), u64::from(carry < 0));
        let stays = equal | self.down;
        let equal = equal | falls;
        let met = ((equal & self.up).wrapping_add(self.up) ^ self.up) | equal;
        let (up, down) = (self.down | !(met | self.up), self.up & met);
        let change = i8::from(up >> top & 1 == 1) - i8::from(down >> top & 1 == 1);
        let (up, down) = (up << 1 | rises, down << 1 | falls);
        self.up = down | !(stays | up);
        self.down = up & stays;
        change
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shared(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let before = row.clone();
            for (at, y) in b.iter().enumerate() {
                row[at + 1] = if x == y { before[at] + 1 } else { row[at].max(before[at + 1]) };
            }
        }
        row[b.len()]
    }

    fn some_words(most: usize) -> impl Strategy<Value = Vec<u32>> {
        prop::collection::vec(0_u32..6, 1..most)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn counts_as_the_table_does(a in some_words(150), b in some_words(150)) {
            let mut comparer = Comparer::new(6);
            prop_assert_eq!(comparer.edits(&a, &b), strsim::generic_levenshtein(&a, &b));
            prop_assert_eq!(comparer.shared(&a, &b), shared(&a[..a.len().min(64)], &b));
        }

        #[test]
        fn finds_the_nearest_run(a in some_words(12), b in some_words(12)) {
            let runs = (0..=b.len()).flat_map(|end| (0..=end).map(move |start| start..end));
            let nearest = runs.map(|run| strsim::generic_levenshtein(&a, &b[run].to_vec())).min();
            prop_assert_eq!(Some(Comparer::new(6).edits_within(&a, &b)), nearest);
        }
    }

    #[test]
    fn a_long_run_is_found_whole() {
        let long: Vec<u32> = (0..400).collect();
        let mut comparer = Comparer::new(400);
        assert_eq!(comparer.edits_within(&long[90..370], &long), 0);
        assert_eq!(comparer.edits(&long[90..370], &long), 120);
    }
}
