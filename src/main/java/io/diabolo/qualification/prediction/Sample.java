package io.diabolo.qualification.prediction;

/**
 * A lead of the past.
 *
 * @param positive it was qualified
 */
record Sample(Traits traits, boolean positive) {}
