// C = A * B, or C += A * B, in the order of all backends: the sum over p is cut into K-blocks, the
// part of a block is a chain s = fma(a, b, s), and C takes one part after the other.
//
// For GPUs. ROWS, COLUMNS, DEPTH, ACROSS and DOWN are generated. A group of ACROSS * DOWN work-items
// computes a tile of ROWS x COLUMNS elements of C; it loads DEPTH steps of A and B into local memory
// at a time. A work-item's elements lie DOWN rows and ACROSS columns apart, so that neighbours read
// and write neighbours.
#define GROUP (ACROSS * DOWN)
#define MINE_DOWN (ROWS / DOWN)
#define MINE_ACROSS (COLUMNS / ACROSS)

// One more than the rows, so that a column of A does not lie in a single bank.
#define PITCH (ROWS + 1)

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1)))
void gemm(const int m, const int n, const int k, const int block, const int accumulate,
                 const int c_row, const int c_column, const int a_row, const int a_column,
                 const int b_row, const int b_column, global const int *starts, global float *c,
                 global const float *a, global const float *b) {
  local float as[DEPTH * PITCH];
  local float bs[DEPTH * COLUMNS];
  const int item = get_local_id(0);
  const int x = item % ACROSS;
  const int y = item / ACROSS;
  const int across = (n + COLUMNS - 1) / COLUMNS;
  const int down = (m + ROWS - 1) / ROWS;
  const int tile = get_group_id(0);
  const int column = tile % across * COLUMNS;
  const int row = tile / across % down * ROWS;
  global const int *start = starts + tile / across / down * 3;
  global float *to = c + start[0];
  global const float *a_from = a + start[1];
  global const float *b_from = b + start[2];
  for (int from = 0; from < max(k, 1); from += block) {
    const int end = min(from + block, k);
    float s[MINE_DOWN][MINE_ACROSS];
#pragma unroll
    for (int i = 0; i < MINE_DOWN; i++)
#pragma unroll
      for (int j = 0; j < MINE_ACROSS; j++) s[i][j] = 0.0f;
    for (int first = from; first < end; first += DEPTH) {
      const int steps = min(DEPTH, end - first);
      // Neighbours load what lies side by side, whichever way the matrix is stored.
      for (int e = item; e < ROWS * DEPTH; e += GROUP) {
        const int p = a_column == 1 ? e % DEPTH : e / ROWS;
        const int r = a_column == 1 ? e / DEPTH : e % ROWS;
        if (p < steps)
          as[p * PITCH + r] = a_from[min(row + r, m - 1) * a_row + (first + p) * a_column];
      }
      for (int e = item; e < DEPTH * COLUMNS; e += GROUP) {
        const int p = b_column == 1 ? e / COLUMNS : e % DEPTH;
        const int q = b_column == 1 ? e % COLUMNS : e / DEPTH;
        if (p < steps)
          bs[p * COLUMNS + q] = b_from[(first + p) * b_row + min(column + q, n - 1) * b_column];
      }
      barrier(CLK_LOCAL_MEM_FENCE);
      for (int p = 0; p < steps; p++) {
        float left[MINE_DOWN];
#pragma unroll
        for (int i = 0; i < MINE_DOWN; i++) left[i] = as[p * PITCH + y + i * DOWN];
#pragma unroll
        for (int j = 0; j < MINE_ACROSS; j++) {
          const float right = bs[p * COLUMNS + x + j * ACROSS];
#pragma unroll
          for (int i = 0; i < MINE_DOWN; i++) s[i][j] = fma(left[i], right, s[i][j]);
        }
      }
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    const int add = accumulate || from > 0;
#pragma unroll
    for (int i = 0; i < MINE_DOWN; i++) {
#pragma unroll
      for (int j = 0; j < MINE_ACROSS; j++) {
        const int r = row + y + i * DOWN;
        const int q = column + x + j * ACROSS;
        if (r < m && q < n) {
          global float *at = to + r * c_row + q * c_column;
          *at = add ? *at + s[i][j] : s[i][j];
        }
      }
    }
  }
}
