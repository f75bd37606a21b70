// Whole slices of a table's first axis, looked up or added to by number.

// A work-item for each element of the slices.
kernel void gather(const int n, const int size, const int stride, const int accumulate,
                   global const int *outs, global const int *indices, global const int *rest,
                   global float *out, global const float *table, global const float *index) {
  const int i = get_global_id(0);
  if ((uint)i >= (uint)n) return;
  const int slice = (int)index[place(indices, 0, i / size)];
  const float x = table[slice * stride + place(rest, 0, i % size)];
  global float *to = out + place(outs, 0, i);
  *to = accumulate ? *to + x : x;
}

// A work-item for each element of a slice, which adds its part of all slices in their order.
kernel void scatter(const int size, const int count, const int stride, global const int *ins,
                    global const int *indices, global const int *rest, global float *table,
                    global const float *in, global const float *index) {
  const int e = get_global_id(0);
  if (e >= size) return;
  global float *to = table + place(rest, 0, e);
  for (int i = 0; i < count; i++) {
    const int slice = (int)index[place(indices, 0, i)];
    to[slice * stride] += in[place(ins, 0, i * size + e)];
  }
}
