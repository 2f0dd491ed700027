package io.diabolo.records;

import java.util.List;

/** What lies in the bin, by type: how much, and the first rows. */
public record BinPage(List<Part> parts, FieldText text) {
    public record Part(ListQuery query, long count, List<RecordRow> rows) {
        public ListField name() {
            return query.columns().getFirst();
        }

        public String path() {
            return "/" + query.type().plural();
        }
    }
}
