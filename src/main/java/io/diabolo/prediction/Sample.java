package io.diabolo.prediction;

/**
 * A case of the past.
 *
 * @param positive the outcome that is predicted came about
 */
public record Sample(Traits traits, boolean positive) {}
