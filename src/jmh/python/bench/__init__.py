"""The parts of src/jmh/run, which makes a page of docs/benchmarks."""
