package io.diabolo.records;

import io.diabolo.identity.Member;
import java.util.List;

/** Which value many records shall get. */
public record BulkPage(
        RecordType type,
        Bulk.Wanted wanted,
        String query,
        ListField field,
        String fault,
        FieldText text,
        List<Member> members) {}
