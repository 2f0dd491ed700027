package io.diabolo.records;

import static io.diabolo.jooq.Tables.MEMBER;
import static io.diabolo.jooq.Tables.SEARCH_ENTRY;

import io.diabolo.platform.Money;
import io.diabolo.platform.Texts;
import io.diabolo.web.Ui;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was changed on one record, told in its fields' own words: from what to what, by whom. */
@Service
public class RecordHistory {
    private final ChangeLog log;
    private final Lists lists;
    private final RecordTypes types;
    private final Texts texts;
    private final DSLContext sql;

    RecordHistory(ChangeLog log, Lists lists, RecordTypes types, Texts texts, DSLContext sql) {
        this.log = log;
        this.lists = lists;
        this.types = types;
        this.texts = texts;
        this.sql = sql;
    }

    /** @param kind created, updated, deleted or restored */
    public record Event(String kind, Instant at, String member, List<Step> steps) {}

    /** One field's way from one value to another, as its reader sees them; what is empty is empty. */
    public record Step(String label, String from, String to) {}

    /** The newest first, without what was undone. @throws io.diabolo.platform.NoSuchRecord as {@link ChangeLog#history} */
    @Transactional(readOnly = true)
    public List<Event> of(RecordType type, UUID id, Ui ui) {
        var lines = log.history(type, id, ui.me()).stream()
                .filter(line -> !line.undone())
                .toList();
        var fields = types.fields(type);
        var reader = new Reader(new FieldText(ui, texts), names(fields, lines), lists.find(type, id, true, ui.me()));
        return lines.stream()
                .map(line -> new Event(line.kind(), line.at(), line.member(), reader.steps(fields, line)))
                .filter(event ->
                        !event.kind().equals("updated") || !event.steps().isEmpty())
                .toList();
    }

    /** The names of members and records that stood in these lines, by id. */
    private Map<String, String> names(List<ListField> fields, List<ChangeLog.Line> lines) {
        if (lines.stream().noneMatch(line -> line.kind().equals("updated"))) {
            return Map.of();
        }
        var values = new ArrayList<Map<String, @Nullable Object>>();
        for (var line : lines) {
            values.add(line.before());
            values.add(line.after());
        }
        return named(fields, values);
    }

    /** @param values of changes, by the names under which these keep their fields */
    Map<String, String> named(List<ListField> fields, List<Map<String, @Nullable Object>> values) {
        var names = new HashMap<String, String>();
        var ids = new ArrayList<UUID>();
        var people = new ArrayList<UUID>();
        for (var field : fields) {
            if (field.holdsId()) {
                values.forEach(one -> id(one.get(key(field)), field.kind() == FieldKind.REFERENCE ? ids : people));
            }
        }
        if (!people.isEmpty()) {
            sql.select(MEMBER.ID, MEMBER.NAME)
                    .from(MEMBER)
                    .where(MEMBER.ID.in(people))
                    .forEach(row -> names.put(row.value1().toString(), row.value2()));
        }
        if (!ids.isEmpty()) {
            sql.select(SEARCH_ENTRY.RECORD_ID, SEARCH_ENTRY.LABEL)
                    .from(SEARCH_ENTRY)
                    .where(SEARCH_ENTRY.RECORD_ID.in(ids))
                    .forEach(row -> names.put(row.value1().toString(), row.value2()));
        }
        return names;
    }

    private static void id(@Nullable Object value, List<UUID> into) {
        if (value instanceof String text && text.length() == 36) {
            into.add(UUID.fromString(text));
        }
    }

    /** Under which name a change keeps the field. */
    static String key(ListField field) {
        return field.custom() != null
                ? field.custom().name()
                : field.field().column().getName();
    }

    /** Reads the values of changes, which stand there as columns do. */
    static final class Reader {
        private final FieldText text;
        private final Map<String, String> names;
        private final @Nullable RecordRow present;

        Reader(FieldText text, Map<String, String> names, @Nullable RecordRow present) {
            this.text = text;
            this.names = names;
            this.present = present;
        }

        List<Step> steps(List<ListField> fields, ChangeLog.Line line) {
            var steps = new ArrayList<Step>();
            for (var field : fields) {
                if (line.after().containsKey(key(field))) {
                    var from = shown(field, line.before());
                    var to = shown(field, line.after());
                    if (!from.equals(to)) {
                        steps.add(new Step(text.label(field), from, to));
                    }
                }
            }
            return steps;
        }

        String shown(ListField field, Map<String, @Nullable Object> values) {
            var value = values.get(key(field));
            if (value == null) {
                return "";
            }
            if (field.holdsId()) {
                return names.getOrDefault(value.toString(), text.ui().t("list.chosen"));
            }
            try {
                return text.shown(field, typed(field, values));
            } catch (DateTimeException | IllegalArgumentException _) {
                return value.toString();
            }
        }

        /** The value in its field's own kind; of a reference the id. */
        @Nullable
        Object typed(ListField field, Map<String, @Nullable Object> values) {
            var value = values.get(key(field));
            if (value == null) {
                return null;
            }
            return field.custom() != null ? CustomValues.read(field.custom(), value) : own(field, value, values);
        }

        private Object own(ListField field, Object value, Map<String, @Nullable Object> values) {
            return switch (field.kind()) {
                case INTEGER -> Long.valueOf(value.toString());
                case DECIMAL -> new BigDecimal(value.toString());
                case DATE -> LocalDate.parse(value.toString());
                case INSTANT -> OffsetDateTime.parse(value.toString()).toInstant();
                case MONEY -> Money.ofMinor(Long.parseLong(value.toString()), currency(field, values));
                default -> value;
            };
        }

        /** Where the currency stayed the same the change doesn't name it: it is the record's. */
        private String currency(ListField field, Map<String, @Nullable Object> values) {
            var column = field.field().currency();
            var given = column == null ? null : values.get(column.getName());
            if (given != null) {
                return given.toString();
            }
            return present != null && present.value(field) instanceof Money money
                    ? money.currency().getCurrencyCode()
                    : "EUR";
        }
    }
}
