package io.diabolo.acquisition;

import io.diabolo.platform.Texts;
import io.diabolo.records.FieldKind;
import io.diabolo.records.ListField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an answer goes.
 *
 * @param id as forms keep it, and as inputs are called
 * @param type of the record: lead, person or company; empty for the message
 * @param field its name within the record; null for the message
 */
record Target(String id, String type, @Nullable ListField field) {
    static final String MESSAGE = "message";

    FieldKind kind() {
        return field == null ? FieldKind.LONG_TEXT : field.kind();
    }

    List<String> choices() {
        return field == null ? List.of() : field.choices();
    }

    String label(Texts texts, Locale locale) {
        return field == null ? texts.text(locale, "form.question.message") : field.label(texts, locale);
    }

    String choice(String choice, Texts texts, Locale locale) {
        return field == null ? choice : field.choice(texts, locale, choice);
    }
}
