package io.diabolo.records;

/** A reference given by a name that no record has: the type makes one before its own rules are applied. */
record NewReference(String name) {}
