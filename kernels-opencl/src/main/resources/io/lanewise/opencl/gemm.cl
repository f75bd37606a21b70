// C = A * B, or C += A * B, in the order of all backends: the sum over p is cut into K-blocks, the
// part of a block is a chain s = fma(a, b, s), and C takes one part after the other.
//
// For processors. ROWS and COLUMNS are generated: a register tile of that many elements of C, in
// vectors of WIDTH. A work-item computes `height` tiles, one below the other, so that the panel of B
// that they share stays in the first-level cache, K-block by K-block.
#if COLUMNS == 4
#define WIDTH 4
typedef float4 vector;
#define LOAD(at) vload4(0, at)
#define STORE(v, at) vstore4(v, 0, at)
#elif COLUMNS == 8
#define WIDTH 8
typedef float8 vector;
#define LOAD(at) vload8(0, at)
#define STORE(v, at) vstore8(v, 0, at)
#else
#define WIDTH 16
typedef float16 vector;
#define LOAD(at) vload16(0, at)
#define STORE(v, at) vstore16(v, 0, at)
#endif
#define VECTORS (COLUMNS / WIDTH)

// A as tiles of ROWS rows: tile after tile, step after step, zeros below the last row.
kernel void pack_a(const int items, const int m, const int k, const int row_step,
                   const int column_step, global const int *starts, global float *restrict packed,
                   global const float *restrict a) {
  const int item = get_global_id(0);
  if (item >= items) return;
  const int tiles = (m + ROWS - 1) / ROWS;
  const int row = item % tiles * ROWS;
  global const float *from = a + starts[item / tiles * 3 + 1] + row * row_step;
  global float *to = packed + item * k * ROWS;
  const int count = min(ROWS, m - row);
  for (int p = 0; p < k; p++)
    for (int i = 0; i < ROWS; i++)
      to[p * ROWS + i] = i < count ? from[i * row_step + p * column_step] : 0.0f;
}

// B as panels of COLUMNS columns: panel after panel, step after step, zeros beyond the last column.
kernel void pack_b(const int items, const int n, const int k, const int row_step,
                   const int column_step, global const int *starts, global float *restrict packed,
                   global const float *restrict b) {
  const int item = get_global_id(0);
  if (item >= items) return;
  const int panels = (n + COLUMNS - 1) / COLUMNS;
  const int column = item % panels * COLUMNS;
  global const float *from = b + starts[item / panels * 3 + 2] + column * column_step;
  global float *to = packed + item * k * COLUMNS;
  const int count = min(COLUMNS, n - column);
  if (count == COLUMNS && column_step == 1) {
    for (int p = 0; p < k; p++)
      for (int v = 0; v < VECTORS; v++)
        STORE(LOAD(from + p * row_step + v * WIDTH), to + p * COLUMNS + v * WIDTH);
  } else {
    for (int p = 0; p < k; p++)
      for (int j = 0; j < COLUMNS; j++)
        to[p * COLUMNS + j] = j < count ? from[p * row_step + j * column_step] : 0.0f;
  }
}

// One step of the tile's chains: `x` holds the row of B.
#define STEP                                                                        \
  _Pragma("unroll") for (int i = 0; i < ROWS; i++)                                  \
    _Pragma("unroll") for (int v = 0; v < VECTORS; v++)                             \
      s[i][v] = fma((vector)(as[i][p * a_column]), x[v], s[i][v]);

// Element (i, p) of tile t of A lies at t * a_tile + i * a_row + p * a_column from where the matrix
// begins, element (p, j) of panel q of B at q * b_panel + p * b_row + j * b_column; `whole` says
// that a panel has all its columns in store even where C has fewer.
kernel void gemm(const int items, const int m, const int n, const int k, const int block,
                 const int height, const int accumulate, const int c_row, const int c_column,
                 const int a_tile, const int a_row, const int a_column, const int b_panel,
                 const int b_row, const int b_column, const int whole, global const int *starts,
                 global float *c, global const float *a, global const float *b) {
  const int item = get_global_id(0);
  if (item >= items) return;
  const int panels = (n + COLUMNS - 1) / COLUMNS;
  const int down = (m + ROWS * height - 1) / (ROWS * height);
  const int panel = item % panels;
  const int column = panel * COLUMNS;
  const int top = item / panels % down * height;
  global const int *start = starts + item / panels / down * 3;
  const int count = min(COLUMNS, n - column);
  global const float *bs = b + start[2] + panel * b_panel;
  for (int from = 0; from < max(k, 1); from += block) {
    const int end = min(from + block, k);
    for (int tile = top; tile < top + height && tile * ROWS < m; tile++) {
      const int row = tile * ROWS;
      global const float *as[ROWS];
#pragma unroll
      for (int i = 0; i < ROWS; i++)
        as[i] = a + start[1] + tile * a_tile + min(i, m - 1 - row) * a_row;
      vector s[ROWS][VECTORS];
#pragma unroll
      for (int i = 0; i < ROWS; i++)
#pragma unroll
        for (int v = 0; v < VECTORS; v++) s[i][v] = (vector)(0.0f);
      if (b_column == 1 && (whole || count == COLUMNS)) {
        for (int p = from; p < end; p++) {
          vector x[VECTORS];
#pragma unroll
          for (int v = 0; v < VECTORS; v++) x[v] = LOAD(bs + p * b_row + v * WIDTH);
          STEP
        }
      } else {
        for (int p = from; p < end; p++) {
          float part[COLUMNS];
          for (int j = 0; j < COLUMNS; j++)
            part[j] = j < count ? bs[p * b_row + j * b_column] : 0.0f;
          vector x[VECTORS];
#pragma unroll
          for (int v = 0; v < VECTORS; v++) x[v] = LOAD(part + v * WIDTH);
          STEP
        }
      }
      const int add = accumulate || from > 0;
#pragma unroll
      for (int i = 0; i < ROWS; i++) {
        if (row + i >= m) break;
        global float *to = c + start[0] + (row + i) * c_row + column * c_column;
        if (c_column == 1 && count == COLUMNS) {
#pragma unroll
          for (int v = 0; v < VECTORS; v++)
            STORE(add ? LOAD(to + v * WIDTH) + s[i][v] : s[i][v], to + v * WIDTH);
        } else {
          float part[COLUMNS];
#pragma unroll
          for (int v = 0; v < VECTORS; v++) STORE(s[i][v], part + v * WIDTH);
          for (int j = 0; j < count; j++)
            to[j * c_column] = add ? to[j * c_column] + part[j] : part[j];
        }
      }
    }
  }
}
