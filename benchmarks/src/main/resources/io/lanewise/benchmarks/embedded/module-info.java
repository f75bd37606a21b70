module example {
  requires io.lanewise;
}
