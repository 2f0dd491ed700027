package io.diabolo.records;

import io.diabolo.platform.Texts;
import io.diabolo.records.RecordField.Use;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A field as lists, forms and the API meet it: the type's own, or one that the workspace added.
 *
 * @param custom the workspace's definition, null for the type's own fields
 */
public record ListField(
        RecordType type, RecordField field, @Nullable CustomField custom) {
    public String name() {
        return field.name();
    }

    /** In the API and in files: references and members by their id, such as {@code company_id}. */
    public String apiName() {
        return custom == null && holdsId() && !name().endsWith("_id") ? name() + "_id" : name();
    }

    /** Whether an address means it by this name, with or without the ending of an id. */
    boolean isCalled(String given) {
        return name().equals(given) || apiName().equals(given) || name().equals(given + "_id");
    }

    public FieldKind kind() {
        return field.kind();
    }

    public boolean is(Use use) {
        return field.is(use);
    }

    public FormPart part() {
        return field.part();
    }

    /** The id of the record type that its values name; empty when they name none. */
    public String referred() {
        var reference = custom == null ? field.reference() : custom.reference();
        return kind() != FieldKind.REFERENCE || reference == null ? "" : reference;
    }

    public boolean holdsId() {
        return kind() == FieldKind.REFERENCE || kind() == FieldKind.MEMBER;
    }

    public boolean isNumeric() {
        return switch (kind()) {
            case INTEGER, DECIMAL, MONEY -> true;
            default -> false;
        };
    }

    /** As people read it. */
    public String label(Texts texts, Locale locale) {
        return custom != null ? custom.label() : texts.text(locale, "field." + type.id() + "." + name());
    }

    public List<String> choices() {
        return custom != null ? custom.choices() : field.choices();
    }

    /** A choice as people read it; what the workspace added is shown as it was written. */
    public String choice(Texts texts, Locale locale, String choice) {
        var key = "choice." + type.id() + "." + name() + "." + choice;
        return custom == null && texts.has(locale, key) ? texts.text(locale, key) : choice;
    }
}
