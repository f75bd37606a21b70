// C = A * B, or C += A * B, in the scalar backend's order: the sum over p is cut into blocks, the
// part of a block is a chain s = fma(a, b, s), and C takes one part after the other.
//
// A work-item has a tile of ROWS rows by 16 columns of C in registers. Rows beyond the last are the
// last one again, columns beyond it zeros, and neither is written.
#define ROWS 6

float16 columns_of(global const float *b, const int step, const int count) {
  if (step == 1 && count >= 16) return vload16(0, b);
  float c[16];
  for (int j = 0; j < 16; j++) c[j] = j < count ? b[j * step] : 0.0f;
  return vload16(0, c);
}

kernel void gemm(const int tiles, const int m, const int n, const int k, const int block,
                 const int accumulate, const int c_row, const int c_column, const int a_row,
                 const int a_column, const int b_row, const int b_column,
                 global const int *starts, global float *c, global const float *a,
                 global const float *b) {
  const int item = get_global_id(0);
  if (item >= tiles) return;
  const int across = (n + 15) / 16;
  const int down = (m + ROWS - 1) / ROWS;
  const int column = item % across * 16;
  const int row = item / across % down * ROWS;
  global const int *start = starts + item / across / down * 3;
  const int count = min(16, n - column);
  global const float *bs = b + start[2] + column * b_column;
  global const float *as[ROWS];
  for (int i = 0; i < ROWS; i++) as[i] = a + start[1] + min(row + i, m - 1) * a_row;
  for (int from = 0; from < max(k, 1); from += block) {
    float16 s[ROWS];
#pragma unroll
    for (int i = 0; i < ROWS; i++) s[i] = (float16)(0.0f);
    for (int p = from; p < min(from + block, k); p++) {
      const float16 x = columns_of(bs + p * b_row, b_column, count);
#pragma unroll
      for (int i = 0; i < ROWS; i++) s[i] = fma((float16)(as[i][p * a_column]), x, s[i]);
    }
    const int add = accumulate || from > 0;
#pragma unroll
    for (int i = 0; i < ROWS; i++) {
      if (row + i >= m) break;
      global float *to = c + start[0] + (row + i) * c_row + column * c_column;
      if (c_column == 1 && count == 16) {
        vstore16(add ? vload16(0, to) + s[i] : s[i], 0, to);
      } else {
        float part[16];
        vstore16(s[i], 0, part);
        for (int j = 0; j < count; j++) {
          to[j * c_column] = add ? to[j * c_column] + part[j] : part[j];
        }
      }
    }
  }
}
