package io.diabolo.desks;

/**
 * How much waits on a desk.
 *
 * @param count as many as the desk shows
 * @param more there are more than that
 * @param late a promise among them is broken
 */
record Waiting(int count, boolean more, boolean late) {}
