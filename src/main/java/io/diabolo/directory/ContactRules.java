package io.diabolo.directory;

import io.diabolo.records.Draft;

/** What holds for a way to reach somebody, wherever it stands. */
final class ContactRules {
    private ContactRules() {}

    static void email(Draft draft, String field) {
        var text = draft.gives(field) ? draft.text(field) : null;
        if (text != null) {
            EmailAddress.of(text)
                    .ifPresentOrElse(
                            right -> draft.set(field, right.text()), () -> draft.fault(field, "directory.fault.email"));
        }
    }

    static void phone(Draft draft, String field, String region) {
        var text = draft.gives(field) ? draft.text(field) : null;
        if (text != null) {
            PhoneNumbers.e164(text, region)
                    .ifPresentOrElse(
                            right -> draft.set(field, right), () -> draft.fault(field, "directory.fault.phone"));
        }
    }
}
