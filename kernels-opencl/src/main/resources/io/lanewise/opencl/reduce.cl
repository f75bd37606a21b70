// A formula's values combined over the reduced axes: an output for LANES work-items.
//
// INPUTS, VALUE(i), IDENTITY, COMBINE and ALONG are generated: the operands, the formula at element
// i of the whole shape, how values combine, and whether the last axis is reduced.
kernel void reduce(const int outputs, const int runs, const int n, const int accumulate,
                   global const int *out, global const int *kept, global const int *reduced,
                   global const int *walk, global float *p0 INPUTS) {
  OWN_ROW(output, outputs)
  const int first = place(kept, 0, output);
  float total = IDENTITY;
  for (int run = 0; run < runs; run++) {
    const int begin = first + place(reduced, 0, run);
#if ALONG
#define ELEMENT(i) VALUE(begin + (i))
    float row;
    FOLD(row, n, IDENTITY, COMBINE, ELEMENT)
    total = COMBINE(total, row);
#else
    total = COMBINE(total, VALUE(begin));
#endif
  }
  if (LANE == 0) {
    global float *to = p0 + place(out, 0, output);
    *to = accumulate ? *to + total : total;
  }
}
