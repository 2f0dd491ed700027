package io.diabolo.records;

import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of fields as their reader sees them, and as an input holds them. */
public record FieldText(Ui ui, Texts texts) {
    private static final Duration SOON = Duration.ofMinutes(2);

    public String label(ListField field) {
        return field.label(texts, ui.locale());
    }

    public String choice(ListField field, String choice) {
        return field.choice(texts, ui.locale(), choice);
    }

    /** What an empty list of this type teaches; empty where it has nothing of its own to say. */
    String teaching(RecordType type) {
        var key = "list.empty." + type.id();
        return texts.has(ui.locale(), key) ? ui.t(key) : "";
    }

    /** Whether it is a promise that is counted down. */
    boolean isDeadline(ListField field, @Nullable Object value) {
        return value instanceof Instant && field.type().deadlines().contains(field.name());
    }

    /** How urgent it looks: late, soon or empty. */
    String look(@Nullable Object due) {
        return !(due instanceof Instant at) || at.isAfter(ui.now().plus(SOON))
                ? ""
                : at.isAfter(ui.now()) ? "soon" : "late";
    }

    /** In seconds of the epoch while it runs within the hour, for the page counts the minutes; else null. */
    @Nullable
    String due(@Nullable Object due) {
        return due instanceof Instant at
                        && at.isAfter(ui.now())
                        && at.isBefore(ui.now().plus(Duration.ofHours(1)))
                ? String.valueOf(at.getEpochSecond())
                : null;
    }

    public String shown(ListField field, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Money money -> ui.money(money);
            case LocalDate day -> ui.day(day);
            case Instant at when isAppointed(field, at) -> ui.moment(at);
            case Instant at -> ui.ago(at);
            case Long number -> ui.number(number);
            case Integer number -> ui.number(number);
            case BigDecimal number -> ui.number(number);
            case Boolean yes -> ui.t(yes ? "list.yes" : "list.no");
            case List<?> all ->
                String.join(
                        ", ",
                        all.stream().map(one -> choice(field, one.toString())).toList());
            case String text
            when field.kind() == FieldKind.CHOICE || !field.choices().isEmpty() -> named(field, text);
            case String text
            when field.kind() == FieldKind.COUNTRY -> Locale.of("", text).getDisplayCountry(ui.locale());
            case String text
            when field.kind() == FieldKind.URL ->
                text.replaceFirst("(?i)^https?://(www\\.)?", "").replaceFirst("/$", "");
            case String text when field.custom() == null -> field.type().shown(field.field(), text, ui.locale());
            default -> value.toString();
        };
    }

    /** What somebody set to an hour, such as a meeting's beginning: the hour matters, and how long ago it was doesn't. */
    private boolean isAppointed(ListField field, Instant at) {
        return field.is(RecordField.Use.EDIT)
                && !at.atZone(ui.zone()).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** A value that the type calls otherwise, such as a pipeline that the workspace renamed, else the choice's text. */
    private String named(ListField field, String text) {
        var own = field.custom() == null ? field.type().shown(field.field(), text, ui.locale()) : text;
        return own.equals(text) ? choice(field, text) : own;
    }

    /** As a form's control holds it; read back, it is the same value. */
    public String written(ListField field, @Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Money money ->
                money.value().toPlainString() + " " + money.currency().getCurrencyCode();
            case Reference reference ->
                field.kind() == FieldKind.MEMBER || reference.label() == null
                        ? reference.id().toString()
                        : reference.label();
            case Instant at ->
                LocalDateTime.ofInstant(at, ui.zone())
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString();
            case List<?> all ->
                String.join(", ", all.stream().map(Object::toString).toList());
            default -> value.toString();
        };
    }
}
