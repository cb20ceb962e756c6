"""What a trainer writes: source files, the compiler to a program, the linter and the prover."""
