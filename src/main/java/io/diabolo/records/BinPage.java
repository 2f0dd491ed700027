package io.diabolo.records;

import java.util.List;

/** What lies in the bin, by type. */
public record BinPage(List<Part> parts) {
    public record Part(ListQuery query, long count) {}
}
