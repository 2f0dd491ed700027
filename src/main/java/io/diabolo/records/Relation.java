package io.diabolo.records;

/**
 * Records of another kind that refer to a record: the opportunities of a company.
 *
 * @param reference the field by which they refer to it
 * @param name in addresses: {@code opportunities}
 */
public record Relation(RecordType type, ListField reference, String name) {}
