package io.diabolo.directory;

import io.diabolo.directory.RecordPage.Choice;
import io.diabolo.directory.RecordPage.Fact;
import io.diabolo.directory.RecordPage.Refused;
import io.diabolo.identity.Members;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.records.FieldKind;
import io.diabolo.records.FieldText;
import io.diabolo.records.ListField;
import io.diabolo.records.RecordField.Use;
import io.diabolo.records.RecordRow;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Reference;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The fields of a record as its page shows and edits them. */
@Component
class FactTexts {
    private final Texts texts;
    private final RecordTypes types;
    private final Members members;

    FactTexts(Texts texts, RecordTypes types, Members members) {
        this.texts = texts;
        this.types = types;
        this.members = members;
    }

    List<Fact> all(RecordType type, RecordRow row, Refused refused, Ui ui) {
        var named = row.values().values().stream()
                .filter(value -> value instanceof Reference)
                .map(value -> new MemberId(((Reference) value).id()))
                .toList();
        var owners = members.offered(named).stream()
                .map(member -> new Choice(member.id().toString(), member.name()))
                .toList();
        return types.fields(type).stream()
                .map(field -> fact(field, row, refused, owners, ui))
                .toList();
    }

    /** What a form changes; a custom field that is gone meanwhile is left to be refused by name. */
    Map<String, String> changed(RecordType type, RecordRow row, FactForm form) {
        var changed = new LinkedHashMap<>(form.typed());
        for (var field : types.fields(type)) {
            if (!form.changes(field.name(), present(field, row))) {
                changed.remove(field.name());
            }
        }
        return changed;
    }

    /** Of these fields the ones that somebody else wrote after the form was shown. */
    Set<String> disputed(RecordType type, RecordRow row, FactForm form, Set<String> changed) {
        return types.fields(type).stream()
                .filter(field -> changed.contains(field.name()) && form.isDisputed(field.name(), present(field, row)))
                .map(ListField::name)
                .collect(Collectors.toSet());
    }

    private static String present(ListField field, RecordRow row) {
        return raw(field, row.value(field));
    }

    private Fact fact(ListField field, RecordRow row, Refused refused, List<Choice> owners, Ui ui) {
        var value = row.value(field);
        var typed = refused.typed().get(field.name());
        return new Fact(
                field.name(),
                field.label(texts, ui.locale()),
                shown(field, value, ui),
                path(field, value),
                field.is(Use.EDIT) ? input(field.kind()) : "",
                typed == null ? raw(field, value) : typed,
                raw(field, value),
                field.referred(),
                field.part(),
                choices(field, owners, ui),
                refused.faults().getOrDefault(field.name(), ""),
                refused.disputed().contains(field.name()) ? theirs(field, value, ui) : "");
    }

    private String theirs(ListField field, @Nullable Object value, Ui ui) {
        var shown = shown(field, value, ui);
        return shown.isEmpty() ? ui.t("record.theirs.empty") : shown;
    }

    private String shown(ListField field, @Nullable Object value, Ui ui) {
        return new FieldText(ui, texts).shown(field, value);
    }

    private String path(ListField field, @Nullable Object value) {
        if (value instanceof Reference reference && field.kind() == FieldKind.REFERENCE) {
            return types.byId(String.valueOf(field.field().reference()))
                    .map(type -> "/" + type.plural() + "/" + reference.id())
                    .orElse("");
        }
        return switch (field.kind()) {
            case EMAIL -> value == null ? "" : "mailto:" + value;
            case PHONE -> value == null ? "" : "tel:" + value;
            case URL -> value == null || !value.toString().matches("(?i)https?://.*") ? "" : value.toString();
            default -> "";
        };
    }

    /** As a form's control holds it; sent back unchanged, it means the same. */
    static String raw(ListField field, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Reference member
            when field.kind() == FieldKind.MEMBER -> member.id().toString();
            case Money money -> money.value().toPlainString() + " " + money.currency();
            case List<?> all ->
                String.join(", ", all.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }

    private static String input(FieldKind kind) {
        return switch (kind) {
            case LONG_TEXT -> "area";
            case EMAIL -> "email";
            case PHONE -> "tel";
            case URL -> "url";
            case DATE -> "date";
            case CHOICE, BOOLEAN, MEMBER -> "select";
            case MULTI_CHOICE -> "several";
            default -> "text";
        };
    }

    private List<Choice> choices(ListField field, List<Choice> owners, Ui ui) {
        if (field.kind() == FieldKind.BOOLEAN) {
            return List.of(new Choice("true", ui.t("record.yes")), new Choice("false", ui.t("record.no")));
        }
        if (field.kind() == FieldKind.MEMBER) {
            return owners;
        }
        return field.choices().stream()
                .map(choice -> new Choice(choice, field.choice(texts, ui.locale(), choice)))
                .toList();
    }
}
