// A formula's values combined over the reduced axes.
//
// INPUTS, VALUE(i), IDENTITY and COMBINE are generated: the operands, the formula at element i of the
// whole shape, and how values combine. ALONG: whether the last axis, of n elements, is reduced; then
// LANES work-items have an output. Otherwise the last axis is kept, and a work-item has up to WIDE
// outputs that lie side by side along it.
#if ALONG
// A longer run counts as several of so many elements; see the scalar backend's ReduceKernel.
#define PIECE 65536

kernel void reduce(const int outputs, const int runs, const int n, const int accumulate,
                   global const int *out, global const int *kept, global const int *reduced,
                   global const int *walk, global float *p0 INPUTS) {
  OWN_ROW(output, outputs)
  const int first = place(kept, 0, output);
  float total = IDENTITY;
  for (int run = 0; run < runs; run++) {
    for (int piece = 0; piece < n; piece += PIECE) {
      const int begin = first + place(reduced, 0, run) + piece;
#define ELEMENT(i) VALUE(begin + (i))
      float row;
      FOLD(row, min(PIECE, n - piece), partials(n), IDENTITY, COMBINE, ELEMENT)
      total = COMBINE(total, row);
    }
  }
  if (LANE == 0) {
    global float *to = p0 + place(out, 0, output);
    *to = accumulate ? *to + total : total;
  }
}
#else
kernel void reduce(const int outputs, const int runs, const int n, const int accumulate,
                   global const int *out, global const int *kept, global const int *reduced,
                   global const int *walk, global float *p0 INPUTS) {
  const int item = get_global_id(0);
  const int each = (n + WIDE - 1) / WIDE;
  const int from = item % each * WIDE;
  const int output = item / each * n + from;
  if (output >= outputs) return;
  const int count = min(WIDE, n - from);
  const int first = place(kept, 0, output);
  float total[WIDE];
  for (int j = 0; j < WIDE; j++) total[j] = IDENTITY;
  for (int run = 0; run < runs; run++) {
    const int begin = first + place(reduced, 0, run);
    if (count == WIDE) {
      for (int j = 0; j < WIDE; j++) total[j] = COMBINE(total[j], VALUE(begin + j));
    } else {
      for (int j = 0; j < count; j++) total[j] = COMBINE(total[j], VALUE(begin + j));
    }
  }
  for (int j = 0; j < count; j++) {
    global float *to = p0 + place(out, 0, output + j);
    *to = accumulate ? *to + total[j] : total[j];
  }
}
#endif
