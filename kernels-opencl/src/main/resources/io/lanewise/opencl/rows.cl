// Along the last axis: a row for LANES work-items. `exponential` and `logarithm` are generated, and
// whether rows are DENSE: elements side by side.
#if DENSE
#define X(i) from[i]
#define TO(i) to[i]
#else
#define X(i) from[(i) * in_step]
#define TO(i) to[(i) * out_step]
#endif
#define E(i) exponential(X(i) - largest)

kernel void softmax(const int rows, const int n, const int out_step, const int in_step,
                    const int logarithms, global const int *heads, global float *out,
                    global const float *in) {
  OWN_ROW(row, rows)
  global float *to = out + place(heads, 0, row);
  global const float *from = in + place(heads, 1, row);
  float largest, total;
  FOLD(largest, n, partials(n), -INFINITY, larger, X)
  FOLD(total, n, partials(n), 0.0f, sum, E)
  if (logarithms) {
    const float l = logarithm(total);
    INDEPENDENT for (int i = LANE; i < n; i += LANES) TO(i) = X(i) - largest - l;
  } else {
    INDEPENDENT for (int i = LANE; i < n; i += LANES) TO(i) = E(i) / total;
  }
}

kernel void cross_entropy(const int rows, const int n, const int out_step, const int in_step,
                          global const int *heads, global float *losses, global float *deltas,
                          global const float *in, global const float *classes) {
  OWN_ROW(row, rows)
  global float *to = deltas + place(heads, 1, row);
  global const float *from = in + place(heads, 2, row);
  const int chosen = (int)classes[place(heads, 3, row)];
  const float logit = X(chosen); // before anything is written, perhaps where it lies
  float largest, total;
  FOLD(largest, n, partials(n), -INFINITY, larger, X)
  FOLD(total, n, partials(n), 0.0f, sum, E)
  if (LANE == 0) losses[place(heads, 0, row)] = logarithm(total) - (logit - largest);
  INDEPENDENT for (int i = LANE; i < n; i += LANES) {
    const float quotient = E(i) / total;
    TO(i) = i == chosen ? quotient - 1.0f : quotient;
  }
}

// The first element that no other is before; NaN is before everything. A work-item for each row.
kernel void arg_reduce(const int rows, const int n, const int in_step, const int largest,
                       global const int *heads, global float *out, global const float *in) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  global const float *from = in + place(heads, 1, row);
  int best = 0;
  for (int i = 1; i < n; i++) {
    const float a = X(best), x = X(i);
    if (!isnan(a) && (isnan(x) || (largest ? x > a : x < a))) best = i;
  }
  out[place(heads, 0, row)] = best;
}
