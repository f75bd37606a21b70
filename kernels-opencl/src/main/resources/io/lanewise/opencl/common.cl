// What every program begins with.
#pragma OPENCL FP_CONTRACT OFF

// The smaller and the larger by Java's rules: NaN if one is NaN, and -0 is below 0.
float smaller(float a, float b) {
  return isnan(a) ? a : isnan(b) ? b : a == b ? as_float(as_int(a) | as_int(b)) : a < b ? a : b;
}

float larger(float a, float b) {
  return isnan(a) ? a : isnan(b) ? b : a == b ? as_float(as_int(a) & as_int(b)) : a > b ? a : b;
}

float sum(float a, float b) {
  return a + b;
}

float product(float a, float b) {
  return a * b;
}

// 2^a for a whole a from -126 to 127: a + 12583039 has a + 127 in its lowest bits.
float exp2i(float a) {
  return as_float(as_uint(a + 12583039.0f) << 23);
}

// a * 2^b for a whole b from -252 to 254, as two multiplications.
float scale(float a, float b) {
  const uint k = as_uint(b + 12583166.0f); // b + 254 in the lowest bits
  const uint low = k >> 1;
  return (a * as_float(low << 23)) * as_float((k - low) << 23);
}

float exponent(float a) {
  return (float)((int)((as_uint(a) >> 23) & 255) - 127);
}

float with_sign(float a, float b) {
  return as_float((as_uint(a) & 0x7fffffff) | (as_uint(b) & 0x80000000));
}

// A walk over several operands: the number of axes, their sizes, and for each operand its offset
// and its strides. The place of element i of an operand:
int place(global const int *walk, int operand, int i) {
  const int axes = walk[0];
  global const int *o = walk + 1 + axes + operand * (axes + 1);
  int at = o[0];
  for (int axis = axes - 1; axis >= 0; axis--) {
    const int size = walk[1 + axis];
    at += i % size * o[1 + axis];
    i /= size;
  }
  return at;
}

// The stride of an operand along the last axis of a walk.
int last_stride(global const int *walk, int operand) {
  const int axes = walk[0];
  return axes == 0 ? 0 : walk[1 + axes + operand * (axes + 1) + axes];
}

// How many partial results a row of n elements has; see the scalar backend's RowFold.
int partials(int n) {
  return n < 32 ? 1 : n < 512 ? 16 : 64;
}

// Before a loop whose turns do not depend on each other, even where operands share their memory.
#if defined(__clang__) && defined(__clang_major__) && __clang_major__ >= 4
#define INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#else
#define INDEPENDENT
#endif

// LANES work-items share a row: one, or a group of 64. OWN_ROW begins a kernel that computes rows,
// and a row's elements are those from LANE on in steps of LANES.
//
// FOLD: result = value(0), value(1), ..., value(n - 1) combined as rows are, with `width` partial
// results, for all who share the row. Its own names end in _, for `value` is a macro that sees them.
#if LANES == 1
#define LANE 0
#define OWN_ROW(row, rows)           \
  const int row = get_global_id(0);  \
  if (row >= rows) return;

#define FOLD(result, n, width, identity, combine, value)                     \
  {                                                                          \
    float partial_[64];                                                      \
    const int width_ = width;                                                \
    for (int j_ = 0; j_ < width_; j_++) partial_[j_] = identity;             \
    for (int done_ = 0; done_ < n; done_ += width_) {                        \
      const int count_ = min(n - done_, width_);                             \
      INDEPENDENT for (int j_ = 0; j_ < count_; j_++)                                    \
        partial_[j_] = combine(partial_[j_], value(done_ + j_));             \
    }                                                                        \
    for (int low_ = width_ / 2; low_ > 0; low_ /= 2)                         \
      for (int j_ = 0; j_ < low_; j_++)                                      \
        partial_[j_] = combine(partial_[j_], partial_[j_ + low_]);           \
    result = partial_[0];                                                    \
  }
#else
#define LANE ((int)get_local_id(0))
#define OWN_ROW(row, rows)  \
  local float partial_[64]; \
  const int row = get_group_id(0);

#define FOLD(result, n, width, identity, combine, value)                     \
  {                                                                          \
    const int width_ = width;                                                \
    float own_ = identity;                                                   \
    if (LANE < width_)                                                       \
      for (int j_ = LANE; j_ < n; j_ += width_) own_ = combine(own_, value(j_)); \
    partial_[LANE] = own_;                                                   \
    barrier(CLK_LOCAL_MEM_FENCE);                                            \
    for (int low_ = width_ / 2; low_ > 0; low_ /= 2) {                       \
      if (LANE < low_) partial_[LANE] = combine(partial_[LANE], partial_[LANE + low_]); \
      barrier(CLK_LOCAL_MEM_FENCE);                                          \
    }                                                                        \
    result = partial_[0];                                                    \
    /* What others write next may be what this one has read. */              \
    barrier(CLK_LOCAL_MEM_FENCE | CLK_GLOBAL_MEM_FENCE);                     \
  }
#endif
