package io.diabolo.accounts;

import io.diabolo.records.Draft;

/** What fields are until somebody says something else. */
final class Drafts {
    private Drafts() {}

    static void usual(Draft draft, String field, Object value) {
        if (draft.value(field) == null && (draft.isNew() || draft.gives(field))) {
            draft.set(field, value);
        }
    }
}
