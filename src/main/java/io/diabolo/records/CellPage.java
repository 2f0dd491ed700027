package io.diabolo.records;

import io.diabolo.identity.Member;
import java.util.List;

/** One cell being edited; the version is the one it was read at. */
public record CellPage(
        ListField field,
        RecordRow row,
        int version,
        String value,
        String fault,
        String present,
        FieldText text,
        List<Member> members) {
    public String path() {
        return "/" + field.type().plural() + "/" + row.id() + "/fields/" + field.name();
    }
}
